// The cells of a sheet by its mapping.

#include <algorithm>

#include "activity/cell_value.hpp"
#include "activity/mapping.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::size_t header_search = 60;  // rows

std::string text_of(const SheetCell& cell) {
    if (cell.kind == SheetCell::Kind::number) return number_text(cell.number);
    return cell.kind == SheetCell::Kind::blank ? std::string() : std::string(trim(cell.text));
}

/// `2022`, `2022年`, `FY2022`: the one group of four digits.
std::optional<int> year_in(std::string_view text) {
    std::optional<int> year;
    for (std::size_t i = 0; i < text.size();) {
        std::size_t end = i;
        while (end < text.size() && text[end] >= '0' && text[end] <= '9') ++end;
        if (end - i == 4) {
            if (year) return std::nullopt;
            year = std::stoi(std::string(text.substr(i, 4)));
        }
        i = end == i ? i + 1 : end;
    }
    return year && *year >= 1900 && *year <= 2100 ? year : std::nullopt;
}

class MappedReader {
public:
    MappedReader(const Workbook& workbook, const Sheet& sheet, const MappedTable& table, const DataFile& file,
                 const DataScope& scope, const Methodology& methodology, std::vector<ActivityDatum>& data,
                 Diagnostics& diagnostics)
        : workbook_(workbook),
          sheet_(sheet),
          table_(table),
          file_(file),
          scope_(scope),
          methodology_(methodology),
          data_(data),
          diagnostics_(diagnostics) {}

    /// False if no row has the headers.
    bool find_header() {
        for (header_ = 0; header_ < std::min(sheet_.rows, header_search); ++header_)
            if (read_header()) return true;
        return false;
    }

    void read() {
        if (table_.year_in_sheet_name && !year_in(sheet_.name)) {
            diagnostics_.error("A006", workbook_.where(sheet_, 0, 0), {{"text", sheet_.name}});
            return;
        }
        for (std::size_t row = header_ + static_cast<std::size_t>(table_.header_rows); row < sheet_.rows; ++row)
            read_row(row);
        if (later_ > 0)
            diagnostics_.note("A090", {workbook_.document, {}},
                              {{"elsewhere", "0"}, {"later", std::to_string(later_)}});
    }

private:
    [[nodiscard]] std::string at(std::size_t row, std::size_t column) const {
        return row < sheet_.rows && column < sheet_.columns ? text_of(sheet_.at(row, column)) : std::string();
    }
    [[nodiscard]] bool ignored(const std::string& name) const {
        return std::any_of(table_.ignore.begin(), table_.ignore.end(),
                           [&](const auto& each) { return name_key(each) == name_key(name); });
    }

    /// A column's name: its cells in the header rows; upper ones reach right over blanks, as merged cells do.
    [[nodiscard]] std::string header(std::size_t column) const {
        std::string name;
        for (int r = 0; r < table_.header_rows; ++r) {
            const auto row = header_ + static_cast<std::size_t>(r);
            auto text = at(row, column);
            for (std::size_t left = column; text.empty() && r + 1 < table_.header_rows && left > 0; --left)
                text = at(row, left - 1);
            if (!text.empty()) name += (name.empty() ? "" : " ") + text;
        }
        return name;
    }

    bool read_header() {
        fields_.clear();
        values_.clear();
        std::map<std::string, std::size_t> named;
        for (std::size_t column = 0; column < sheet_.columns; ++column)
            if (const auto name = header(column); !name.empty()) named.emplace(name_key(name), column);
        for (const auto& [name, field] : table_.columns) {
            const auto found = named.find(name_key(name));
            if (found == named.end()) return false;
            fields_[field] = found->second;
        }
        for (const auto& value : table_.values) {
            const auto found = named.find(name_key(value.header));
            if (found == named.end()) return false;
            values_.emplace_back(found->second, value.facts);
        }
        return table_.across.empty() || read_across();
    }

    /// The headers that are years or members; others that hold text are unknown once the row is the header.
    bool read_across() {
        std::vector<std::size_t> unknown;
        for (std::size_t column = 0; column < sheet_.columns; ++column) {
            const auto name = header(column);
            const bool is_field =
                std::any_of(fields_.begin(), fields_.end(), [&](const auto& field) { return field.second == column; });
            if (name.empty() || is_field || ignored(name)) continue;
            MappedFacts facts;
            if (table_.across == "year") {
                facts.year = year_in(name);
            } else {
                const auto& members =
                    methodology_.dimensions[static_cast<std::size_t>(methodology_.dimension(table_.across))];
                if (members.recognise(name)) facts.keys[table_.across] = name;
            }
            if (facts.year || !facts.keys.empty())
                values_.emplace_back(column, std::move(facts));
            else
                unknown.push_back(column);
        }
        if (values_.empty()) return false;
        for (const auto column : unknown)
            diagnostics_.error(
                "A062", workbook_.where(sheet_, header_, column),
                {{"name", header(column)}, {"field", table_.across}, {"near", near(table_.across, header(column))}});
        return true;
    }

    [[nodiscard]] std::string near(const std::string& field, const std::string& name) const {
        std::vector<std::string> known;
        if (const int dimension = methodology_.dimension(field); dimension >= 0)
            for (const auto& member : methodology_.dimensions[static_cast<std::size_t>(dimension)].members) {
                known.push_back(member.title.zh);
                known.push_back(member.id);
            }
        return join(nearest(name, known), ", ");
    }

    void read_row(std::size_t row) {
        MappedFacts facts = table_.facts;
        if (table_.year_in_sheet_name) facts.year = year_in(sheet_.name);
        for (const auto& [field, column] : fields_) {
            const auto text = at(row, column);
            if (field == "source" || field == "note" || (field == "unit" && text.empty())) continue;
            if (text.empty() || ignored(text)) return;  // a line between, a sum, a remark
            if (field == "unit") {
                facts.unit = text;
            } else if (field == "year") {
                facts.year = year_in(text);
                if (!facts.year) diagnostics_.error("A006", workbook_.where(sheet_, row, column), {{"text", text}});
            } else if (field == "variable") {
                facts.variable = variable_named(text, row, column);
            } else {
                const auto& members = methodology_.dimensions[static_cast<std::size_t>(methodology_.dimension(field))];
                if (!members.recognise(text)) {
                    diagnostics_.error("A062", workbook_.where(sheet_, row, column),
                                       {{"name", text}, {"field", field}, {"near", near(field, text)}});
                    return;
                }
                facts.keys[field] = text;
            }
        }
        for (const auto& [column, own] : values_) read_cell(row, column, facts, own);
    }

    std::string variable_named(const std::string& text, std::size_t row, std::size_t column) {
        std::vector<std::string> known;
        for (const auto& variable : methodology_.variables) {
            const auto key = name_key(text);
            if (variable.id == text || name_key(variable.title.zh) == key || name_key(variable.title.en) == key)
                return variable.id;
            known.push_back(variable.title.zh);
        }
        diagnostics_.error("A001", workbook_.where(sheet_, row, column),
                           {{"name", text}, {"near", join(nearest(text, known), ", ")}});
        return {};
    }

    void read_cell(std::size_t row, std::size_t column, MappedFacts facts, const MappedFacts& own) {
        const auto text = at(row, column);
        if (text.empty()) return;
        if (!own.variable.empty()) facts.variable = own.variable;
        if (!own.unit.empty()) facts.unit = own.unit;
        if (own.year) facts.year = own.year;
        for (const auto& [name, member] : own.keys) facts.keys[name] = member;
        ActivityDatum datum;
        datum.where = workbook_.where(sheet_, row, column);
        datum.region = scope_.region;
        datum.variable = methodology_.variable(facts.variable);
        if (datum.variable < 0) return;  // said where it was named
        if (!facts.year && file_.year) facts.year = file_.year;
        if (!facts.year) {
            diagnostics_.error("A006", datum.where, {{"text", ""}});
            return;
        }
        datum.year = *facts.year;
        if (!find_key(datum, facts)) return;
        const auto remark = [&](const char* field) {
            const auto found = fields_.find(field);
            return found == fields_.end() ? std::string() : at(row, found->second);
        };
        datum.source = remark("source").empty() ? file_.source : remark("source");
        datum.note = remark("note");
        if (!read_value(datum, sheet_.at(row, column), text, facts.unit)) return;
        if (datum.year > scope_.year_to)
            ++later_;
        else
            data_.push_back(std::move(datum));
    }

    bool find_key(ActivityDatum& datum, const MappedFacts& facts) {
        const auto& variable = methodology_.variables[static_cast<std::size_t>(datum.variable)];
        for (const int dimension : variable.dimensions) {
            const auto& members = methodology_.dimensions[static_cast<std::size_t>(dimension)];
            const auto named = facts.keys.find(members.id);
            const auto member = named == facts.keys.end() ? std::nullopt : members.recognise(named->second);
            if (!member) {
                diagnostics_.error("A007", datum.where, {{"variable", variable.id}, {"key", members.id}});
                return false;
            }
            datum.key.push(*member);
        }
        return true;
    }

    bool read_value(ActivityDatum& datum, const SheetCell& cell, const std::string& text, const std::string& unit) {
        datum.printed_value = text;
        datum.printed_unit = unit;
        const bool plain = cell.kind == SheetCell::Kind::number || cell.kind == SheetCell::Kind::text;
        if (const auto notation = plain ? parse_notation(text) : std::nullopt;
            notation && *notation != Notation::none) {
            datum.notation = *notation;
            datum.printed_value.clear();
            return true;
        }
        const auto number = plain ? parse_printed_number(text) : std::nullopt;
        if (!number) {
            diagnostics_.error("A004", datum.where, {{"text", text}});
            return false;
        }
        return set_value(datum, *number, unit, methodology_, datum.where, diagnostics_);
    }

    const Workbook& workbook_;
    const Sheet& sheet_;
    const MappedTable& table_;
    const DataFile& file_;
    const DataScope& scope_;
    const Methodology& methodology_;
    std::vector<ActivityDatum>& data_;
    Diagnostics& diagnostics_;
    std::size_t header_ = 0, later_ = 0;
    std::map<std::string, std::size_t> fields_;  ///< field -> column
    std::vector<std::pair<std::size_t, MappedFacts>> values_;
};

}  // namespace

void read_mapped(const Workbook& workbook, const std::vector<MappedTable>& tables, const DataFile& file,
                 const DataScope& scope, const Methodology& methodology, std::vector<ActivityDatum>& data,
                 Diagnostics& diagnostics) {
    for (const auto& table : tables) {
        bool sheet_there = false, read = false;
        for (const auto& sheet : workbook.sheets) {
            const bool wanted = table.sheet.empty() ? &sheet == &workbook.sheets.front()
                                                    : table.sheet == "*" || table.sheet == sheet.name;
            if (!wanted) continue;
            sheet_there = true;
            MappedReader reader(workbook, sheet, table, file, scope, methodology, data, diagnostics);
            if (!reader.find_header()) continue;
            reader.read();
            read = true;
        }
        if (!sheet_there)
            diagnostics.error("A053", {workbook.document, {}}, {{"sheet", table.sheet}});
        else if (!read)
            diagnostics.error("A061", {workbook.document, {}}, {{"mapping", table.where.text()}});
    }
}

}  // namespace qingdan
