// A printed table, recognised by its names, becomes data.

#include <algorithm>
#include <set>

#include "activity/cell_value.hpp"
#include "activity/table_names.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

/// Years 1950 to 2099 that stand alone in a text.
std::set<int> years_in(const std::string& text) {
    std::set<int> years;
    std::string digits;
    for (const char c : half_width(text) + " ") {
        if (c >= '0' && c <= '9') {
            digits += c;
            continue;
        }
        if (digits.size() == 4) {
            const int year = std::stoi(digits);
            if (year >= 1950 && year <= 2099) years.insert(year);
        }
        digits.clear();
    }
    return years;
}

/// A name that can be looked for inside a longer text: Chinese, or an English word of some length; no codes.
bool can_be_searched(const std::string& name) {
    const auto points = code_points(name);
    const bool chinese = std::any_of(points.begin(), points.end(), [](char32_t point) { return point >= 0x4E00 && point <= 0x9FFF; });
    const bool digits = std::any_of(points.begin(), points.end(), [](char32_t point) { return point >= U'0' && point <= U'9'; });
    return !digits && (chinese ? points.size() >= 2 : points.size() >= 5);
}

class TableReader {
public:
    TableReader(const Workbook& workbook, const TableLayout& layout, const DataFile& file, const DataScope& scope, const Methodology& methodology,
                std::vector<ActivityDatum>& data, Diagnostics& diagnostics)
        : workbook_(workbook), layout_(layout), file_(file), scope_(scope), methodology_(methodology), data_(data), diagnostics_(diagnostics),
          finder_(methodology, layout) {}

    void read() {
        std::vector<std::pair<const Sheet*, TableNames>> tables;
        for (const auto& sheet : workbook_.sheets) {
            auto names = finder_.find(sheet);
            if (looks_like_it(names)) tables.emplace_back(&sheet, std::move(names));
        }
        if (tables.empty()) {
            diagnostics_.error("A035", {workbook_.document, {}}, {{"zh", layout_.title.zh}, {"en", layout_.title.en}, {"layout", layout_.id}});
            return;
        }
        if (tables.size() > 1) std::erase_if(tables, [&](const auto& table) { return !is_ours(TableFinder::title(*table.first, table.second)); });
        if (tables.size() != 1) {
            diagnostics_.error("A036", {workbook_.document, {}}, {{"layout", layout_.id}});
            return;
        }
        read_table(*tables.front().first, tables.front().second);
    }

private:
    /// Half of what the layout requires is there: then the rest is missing, not the table another one.
    [[nodiscard]] bool looks_like_it(const TableNames& names) const {
        const auto rows = std::count_if(layout_.required_rows.begin(), layout_.required_rows.end(), [&](MemberId member) { return names.has_row(member); });
        const auto columns =
            std::count_if(layout_.required_columns.begin(), layout_.required_columns.end(), [&](MemberId member) { return names.has_column(member); });
        return !names.rows.empty() && !names.columns.empty() && 2 * static_cast<std::size_t>(rows) >= layout_.required_rows.size() &&
               2 * static_cast<std::size_t>(columns) >= layout_.required_columns.size();
    }

    /// Regions that the title names; those that only contain another named one are left out.
    [[nodiscard]] std::set<MemberId> regions_in(const std::string& title) const {
        const auto& regions = methodology_.dimensions[static_cast<std::size_t>(methodology_.region_dimension)];
        const auto text = name_key(title);
        std::set<MemberId> named;
        for (std::size_t i = 0; i < regions.members.size(); ++i) {
            const auto& member = regions.members[i];
            if (regions.has_children(static_cast<MemberId>(i))) continue;
            std::vector<std::string> words{member.title.zh, member.title.en};
            words.insert(words.end(), member.aliases.begin(), member.aliases.end());
            for (const auto& word : words)
                if (can_be_searched(word) && text.find(name_key(word)) != std::string::npos) named.insert(static_cast<MemberId>(i));
        }
        return named;
    }

    [[nodiscard]] bool is_ours(const std::string& title) const {
        const auto regions = regions_in(title);
        const auto years = years_in(title);
        const bool year = !layout_.title_year || years.empty() || (file_.year ? years.contains(*file_.year) : in_scope(years));
        return year && (!layout_.title_region || regions.empty() || regions.contains(scope_.region));
    }

    [[nodiscard]] bool in_scope(const std::set<int>& years) const {
        return std::any_of(years.begin(), years.end(), [&](int year) { return year >= scope_.year_from && year <= scope_.year_to; });
    }

    /// The year of the table, if title and entry agree on one.
    [[nodiscard]] std::optional<int> year_of(const std::string& title) const {
        const auto years = layout_.title_year ? years_in(title) : std::set<int>{};
        if (file_.year) {
            if (!years.empty() && !years.contains(*file_.year)) {
                diagnostics_.error("A031", {workbook_.document, {}}, {{"printed", std::to_string(*years.begin())}, {"wanted", std::to_string(*file_.year)}});
                return std::nullopt;
            }
            return file_.year;
        }
        if (years.size() == 1) return *years.begin();
        std::vector<int> wanted;
        for (const int year : years)
            if (year >= scope_.year_from && year <= scope_.year_to) wanted.push_back(year);
        if (wanted.size() == 1) return wanted.front();
        if (years.empty() && scope_.year_from == scope_.year_to) return scope_.year_from;
        diagnostics_.error("A038", {workbook_.document, {}}, {{"layout", layout_.id}});
        return std::nullopt;
    }

    void read_table(const Sheet& sheet, const TableNames& names) {
        const auto title = TableFinder::title(sheet, names);
        const auto& regions = methodology_.dimensions[static_cast<std::size_t>(methodology_.region_dimension)];
        if (const auto named = regions_in(title); layout_.title_region && !named.empty() && !named.contains(scope_.region)) {
            const auto& printed = regions.members[static_cast<std::size_t>(*named.begin())];
            const auto& wanted = regions.members[static_cast<std::size_t>(scope_.region)];
            diagnostics_.error("A030", workbook_.where(sheet, 0, 0), {{"printed", printed.title.zh + " " + printed.title.en}, {"printed_id", printed.id}, {"wanted", wanted.title.zh + " " + wanted.title.en}, {"wanted_id", wanted.id}});
        }
        const auto year = year_of(title);
        if (year && *year > scope_.year_to) diagnostics_.warning("A039", {workbook_.document, {}}, {{"year", std::to_string(*year)}, {"last", std::to_string(scope_.year_to)}});
        for (const auto& [row, name] : names.unknown_rows) unknown("A032", row_dimension(), name, workbook_.where(sheet, row, names.label_columns.front()));
        for (const auto& [column, name] : names.unknown_columns) unknown("A033", column_dimension(), name, workbook_.where(sheet, names.first_row, column));
        if (names.unknown_rows.empty() && names.unknown_columns.empty()) report_missing(sheet, names);
        const auto columns = usable_columns(sheet, names);
        if (!year || *year > scope_.year_to) return;
        for (const auto& row : names.rows)
            for (const auto& column : columns) read_cell(sheet, row, column, *year);
    }

    /// Columns whose unit is there and fits; what is wrong with a unit is said once, not at every cell.
    [[nodiscard]] std::vector<NamedLine> usable_columns(const Sheet& sheet, const TableNames& names) {
        std::vector<NamedLine> usable;
        for (const auto& column : names.columns) {
            if (column.unit.empty()) {
                diagnostics_.error("A034", workbook_.where(sheet, names.first_row > 0 ? names.first_row - 1 : 0, column.index),
                                   {{"name", column_dimension().members[static_cast<std::size_t>(column.member)].title.zh}});
                continue;
            }
            auto probe = datum_for(names.rows.front(), column);
            if (set_value(probe, 1.0, column.unit, methodology_, unit_place(sheet, column), diagnostics_)) usable.push_back(column);
        }
        return usable;
    }

    [[nodiscard]] ActivityDatum datum_for(const NamedLine& row, const NamedLine& column) const {
        ActivityDatum datum;
        datum.variable = layout_.variable;
        datum.region = scope_.region;
        datum.source = file_.source;
        datum.printed_unit = column.unit;
        for (const int dimension : methodology_.variables[static_cast<std::size_t>(layout_.variable)].dimensions)
            datum.key.push(dimension == layout_.row_dimension ? row.member : column.member);
        return datum;
    }

    [[nodiscard]] const KeyDimension& row_dimension() const { return methodology_.dimensions[static_cast<std::size_t>(layout_.row_dimension)]; }
    [[nodiscard]] const KeyDimension& column_dimension() const { return methodology_.dimensions[static_cast<std::size_t>(layout_.column_dimension)]; }

    void unknown(const char* code, const KeyDimension& dimension, const std::string& name, const SourceRef& where) {
        std::vector<std::string> known;
        for (const auto& member : dimension.members) {
            known.push_back(member.title.zh);
            known.push_back(member.title.en);
        }
        diagnostics_.error(code, where, {{"name", std::string(trim(name))}, {"dimension", dimension.id}, {"near", join(nearest(trim(name), known), ", ")}});
    }

    void report_missing(const Sheet& sheet, const TableNames& names) {
        const SourceRef where{workbook_.document, sheet.name};
        for (const MemberId member : layout_.required_rows)
            if (!names.has_row(member)) diagnostics_.error("A037", where, {{"name", row_dimension().members[static_cast<std::size_t>(member)].title.zh}});
        for (const MemberId member : layout_.required_columns)
            if (!names.has_column(member)) diagnostics_.error("A037", where, {{"name", column_dimension().members[static_cast<std::size_t>(member)].title.zh}});
    }

    void read_cell(const Sheet& sheet, const NamedLine& row, const NamedLine& column, int year) {
        const auto& cell = sheet.at(row.index, column.index);
        auto datum = datum_for(row, column);
        datum.year = year;
        datum.where = workbook_.where(sheet, row.index, column.index);
        std::optional<double> value;
        if (cell.kind == SheetCell::Kind::number) {
            value = cell.number;
            datum.printed_value = number_text(cell.number);
        } else if (cell.kind == SheetCell::Kind::blank) {
            datum.notation = layout_.blank;
        } else {
            datum.printed_value = std::string(trim(cell.text));
            value = cell.kind == SheetCell::Kind::text ? parse_printed_number(cell.text) : std::nullopt;
            if (!value && says_key(datum.printed_value, datum)) return data_.push_back(std::move(datum));
            if (!value) return diagnostics_.error("A004", datum.where, {{"text", datum.printed_value}});
        }
        if (value && !set_value(datum, *value, column.unit, methodology_, unit_place(sheet, column), diagnostics_)) return;
        data_.push_back(std::move(datum));
    }

    bool says_key(const std::string& text, ActivityDatum& datum) const {
        if (finder_.says_none(text)) datum.notation = layout_.blank;
        else if (const auto notation = parse_notation(text)) datum.notation = *notation;
        return datum.notation != Notation::none;
    }

    SourceRef unit_place(const Sheet& sheet, const NamedLine& column) const {
        for (std::size_t row = 0; row < sheet.rows; ++row)
            if (sheet.at(row, column.index).text == column.unit) return workbook_.where(sheet, row, column.index);
        return {workbook_.document, sheet.name};
    }

    const Workbook& workbook_;
    const TableLayout& layout_;
    const DataFile& file_;
    const DataScope& scope_;
    const Methodology& methodology_;
    std::vector<ActivityDatum>& data_;
    Diagnostics& diagnostics_;
    TableFinder finder_;
};

}  // namespace

void read_table_layout(const Workbook& workbook, const TableLayout& layout, const DataFile& file, const DataScope& scope, const Methodology& methodology,
                       std::vector<ActivityDatum>& data, Diagnostics& diagnostics) {
    TableReader(workbook, layout, file, scope, methodology, data, diagnostics).read();
}

}  // namespace qingdan
