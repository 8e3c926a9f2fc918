// A form that Qingdan wrote and somebody filled in, read by its hidden sheet (form_identity.hpp).

#include <algorithm>
#include <map>

#include "activity/cell_value.hpp"
#include "activity/form_identity.hpp"
#include "activity/readers.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

const Sheet* sheet_named(const Workbook& workbook, std::string_view name) {
    const auto found = std::find_if(workbook.sheets.begin(), workbook.sheets.end(),
                                    [&](const auto& sheet) { return sheet.name == name; });
    return found == workbook.sheets.end() ? nullptr : &*found;
}

/// Counted from 0; blank outside the sheet.
SheetCell cell_at(const Sheet& sheet, std::size_t row, std::size_t column) {
    return row < sheet.rows && column < sheet.columns ? sheet.at(row, column) : SheetCell{};
}

std::string text_of(const SheetCell& cell) {
    switch (cell.kind) {
        case SheetCell::Kind::number: return number_text(cell.number);
        case SheetCell::Kind::boolean: return cell.number != 0.0 ? "TRUE" : "FALSE";
        case SheetCell::Kind::blank: return {};
        default: return std::string(trim(cell.text));
    }
}

struct FormRow {
    std::size_t row;
    std::vector<std::string> cells;  ///< of the record, its kind first
};

class FormReader {
public:
    FormReader(const Workbook& workbook, const DataFile& file, const DataScope& scope, const Methodology& methodology,
               std::vector<ActivityDatum>& data, Diagnostics& diagnostics)
        : workbook_(workbook),
          identity_(*sheet_named(workbook, form::identity_sheet)),
          file_(file),
          scope_(scope),
          methodology_(methodology),
          data_(data),
          diagnostics_(diagnostics) {}

    void read() {
        std::vector<std::vector<FormRow>> sheets;
        for (std::size_t r = 0; r < identity_.rows; ++r) {
            FormRow record{r, {}};
            for (std::size_t c = 0; c < 6; ++c) record.cells.push_back(text_of(cell_at(identity_, r, c)));
            const auto& kind = record.cells.front();
            if (kind == form::sheet)
                sheets.push_back({std::move(record)});
            else if (!sheets.empty() && !kind.empty())
                sheets.back().push_back(std::move(record));
            else if (kind == form::region && !right_region(record))
                return;
            else if (kind == form::magic && record.cells[1] != form::version)
                return damaged(r);
        }
        for (const auto& records : sheets) read_sheet(records);
        if (later_ > 0)
            diagnostics_.note("A090", {workbook_.document, {}},
                              {{"elsewhere", "0"}, {"later", std::to_string(later_)}});
    }

private:
    void damaged(std::size_t row) { diagnostics_.error("A052", workbook_.where(identity_, row, 0)); }

    bool right_region(const FormRow& record) {
        const auto& regions = methodology_.dimensions[static_cast<std::size_t>(methodology_.region_dimension)];
        const auto region = regions.find(record.cells[1]);
        if (region && *region == scope_.region) return true;
        diagnostics_.error(
            "A050", {workbook_.document, {}},
            {{"printed", record.cells[1]}, {"wanted", regions.members[static_cast<std::size_t>(scope_.region)].id}});
        return false;
    }

    /// A number of the identity sheet, counted from 1 there.
    std::optional<std::size_t> place(const FormRow& record, std::size_t field) {
        const auto number = parse_number(record.cells[field]);
        if (number && *number >= 1 && *number <= 1048576) return static_cast<std::size_t>(*number) - 1;
        damaged(record.row);
        return std::nullopt;
    }

    int variable(const FormRow& record, std::size_t field) {
        const int index = methodology_.variable(record.cells[field]);
        if (index < 0) {
            std::vector<std::string> known;
            for (const auto& each : methodology_.variables) known.push_back(each.id);
            diagnostics_.error(
                "A001", workbook_.where(identity_, record.row, field),
                {{"name", record.cells[field]}, {"near", join(nearest(record.cells[field], known), ", ")}});
        }
        return index;
    }

    /// `fuel=raw_coal;balance_row=…` into members by dimension.
    bool keys(const FormRow& record, std::size_t field, std::map<int, MemberId>& members) {
        for (const auto& pair : split(record.cells[field], ';')) {
            const auto equals = pair.find('=');
            const int dimension = methodology_.dimension(std::string_view(pair).substr(0, equals));
            if (equals == std::string::npos || dimension < 0) {
                damaged(record.row);
                return false;
            }
            const auto& known = methodology_.dimensions[static_cast<std::size_t>(dimension)];
            const auto member = known.find(std::string_view(pair).substr(equals + 1));
            if (!member) {
                unknown_member(known, pair.substr(equals + 1), workbook_.where(identity_, record.row, field),
                               diagnostics_);
                return false;
            }
            members[dimension] = *member;
        }
        return true;
    }

    /// A row or column still stands where it was written.
    bool in_place(const Sheet& sheet, std::size_t row, std::size_t column, const std::string& label) {
        const auto found = text_of(cell_at(sheet, row, column));
        if (found == label) return true;
        diagnostics_.error("A051", workbook_.where(sheet, row, column), {{"found", found}, {"wanted", label}});
        return false;
    }

    void read_sheet(const std::vector<FormRow>& records) {
        const auto& head = records.front();
        const auto* sheet = sheet_named(workbook_, head.cells[1]);
        if (!sheet) {
            diagnostics_.error("A053", {workbook_.document, {}}, {{"sheet", head.cells[1]}});
            return;
        }
        const auto& kind = head.cells[2];
        if (kind == form::series)
            read_series(*sheet, records);
        else if (kind == form::grid)
            read_grid(*sheet, records);
        else if (kind == form::list)
            read_list(*sheet, records);
        else
            damaged(head.row);
    }

    void read_series(const Sheet& sheet, const std::vector<FormRow>& records) {
        std::optional<std::size_t> label, unit, source, note;
        std::vector<std::pair<std::size_t, int>> years;
        for (const auto& record : records) {
            const auto& kind = record.cells.front();
            if (kind == form::columns) {
                label = place(record, 1), unit = place(record, 2), source = place(record, 3), note = place(record, 4);
            } else if (kind == form::year) {
                const auto column = place(record, 1);
                const auto year = parse_number(record.cells[2]);
                if (!column || !year) return;
                years.emplace_back(*column, static_cast<int>(*year));
            } else if (kind == form::row) {
                const auto row = place(record, 1);
                const int index = variable(record, 2);
                std::map<int, MemberId> members;
                if (!label || !unit || !source || !note) return damaged(record.row);
                if (!row || index < 0 || !keys(record, 3, members) || !in_place(sheet, *row, *label, record.cells[4]))
                    continue;
                for (const auto& [column, year] : years) {
                    auto datum = start(sheet, *row, column, index, members, year);
                    datum.source = text_of(cell_at(sheet, *row, *source));
                    datum.note = text_of(cell_at(sheet, *row, *note));
                    take(sheet, *row, column, std::move(datum), *row, *unit);
                }
            }
        }
    }

    void read_grid(const Sheet& sheet, const std::vector<FormRow>& records) {
        struct Column {
            std::size_t column;
            std::map<int, MemberId> members;
        };
        std::vector<Column> columns;
        std::optional<std::size_t> label, units;
        const int index = variable(records.front(), 3);
        const auto year = parse_number(records.front().cells[4]);
        if (index < 0 || !year) return;
        for (const auto& record : records) {
            const auto& kind = record.cells.front();
            if (kind == form::columns) label = place(record, 1);
            if (kind == form::units) units = place(record, 1);
            if (kind == form::column) {
                const auto column = place(record, 1);
                Column each{column.value_or(0), {}};
                if (column && units && *units > 0 && keys(record, 2, each.members) &&
                    in_place(sheet, *units - 1, *column, record.cells[3]))
                    columns.push_back(std::move(each));
            }
            if (kind != form::row) continue;
            const auto row = place(record, 1);
            std::map<int, MemberId> members;
            if (!label || !units) return damaged(record.row);
            if (!row || !keys(record, 2, members) || !in_place(sheet, *row, *label, record.cells[3])) continue;
            for (const auto& column : columns) {
                auto all = members;
                all.insert(column.members.begin(), column.members.end());
                take(sheet, *row, column.column, start(sheet, *row, column.column, index, all, static_cast<int>(*year)),
                     *units, column.column);
            }
        }
    }

    void read_list(const Sheet& sheet, const std::vector<FormRow>& records) {
        std::map<std::string, std::size_t> fields;
        const int index = variable(records.front(), 3);
        if (index < 0) return;
        for (const auto& record : records) {
            const auto& kind = record.cells.front();
            if (kind == form::field) {
                if (const auto column = place(record, 1)) fields[record.cells[2]] = *column;
            } else if (kind == form::rows) {
                const auto first = place(record, 1), last = place(record, 2);
                if (!first || !last) return;
                for (std::size_t row = *first; row <= *last && row < sheet.rows; ++row)
                    read_list_row(sheet, row, index, fields);
            }
        }
    }

    void read_list_row(const Sheet& sheet, std::size_t row, int index,
                       const std::map<std::string, std::size_t>& fields) {
        const auto column = [&](const std::string& name) {
            const auto found = fields.find(name);
            return found == fields.end() ? sheet.columns : found->second;
        };
        const auto text = [&](const std::string& name) { return text_of(cell_at(sheet, row, column(name))); };
        if (std::all_of(fields.begin(), fields.end(), [&](const auto& field) { return text(field.first).empty(); }))
            return;
        const auto errors_before = diagnostics_.error_count();
        std::map<int, MemberId> members;
        for (const int dimension : methodology_.variables[static_cast<std::size_t>(index)].dimensions) {
            const auto& known = methodology_.dimensions[static_cast<std::size_t>(dimension)];
            const auto name = text(known.id);
            const auto where = workbook_.where(sheet, row, column(known.id));
            const auto member = known.recognise(name);
            if (name.empty())
                diagnostics_.error(
                    "A007", where,
                    {{"variable", methodology_.variables[static_cast<std::size_t>(index)].id}, {"key", known.id}});
            else if (!member)
                unknown_member(known, name, where, diagnostics_);
            else
                members[dimension] = *member;
        }
        const auto year = parse_printed_number(text("year"));
        if (!year || *year != static_cast<int>(*year) || *year < 1900 || *year > 2100)
            diagnostics_.error("A006", workbook_.where(sheet, row, column("year")), {{"text", text("year")}});
        const auto bound = [&](const char* name) -> std::optional<double> {
            const auto printed = text(name);
            if (printed.empty()) return std::nullopt;
            const auto number = parse_printed_number(printed);
            if (!number) diagnostics_.error("A004", workbook_.where(sheet, row, column(name)), {{"text", printed}});
            return number;
        };
        const auto low = bound("low"), high = bound("high");
        auto distribution =
            read_distribution(text("distribution"), workbook_.where(sheet, row, column("distribution")), diagnostics_);
        const bool valued = !text("value").empty(), keyed = !text("notation").empty();
        if (valued == keyed) diagnostics_.error("A005", workbook_.where(sheet, row, column("value")));
        if (diagnostics_.error_count() > errors_before) return;
        auto datum = start(sheet, row, column("value"), index, members, static_cast<int>(*year));
        datum.low = low, datum.high = high;
        datum.distribution = std::move(distribution);
        datum.source = text("source"), datum.note = text("note");
        take(sheet, row, column(keyed ? "notation" : "value"), std::move(datum), row, column("unit"));
    }

    ActivityDatum start(const Sheet& sheet, std::size_t row, std::size_t column, int index,
                        const std::map<int, MemberId>& members, int year) const {
        ActivityDatum datum;
        datum.variable = index;
        datum.region = scope_.region;
        datum.year = year;
        for (const int dimension : methodology_.variables[static_cast<std::size_t>(index)].dimensions) {
            const auto member = members.find(dimension);
            datum.key.push(member == members.end() ? any_member : member->second);
        }
        datum.where = workbook_.where(sheet, row, column);
        return datum;
    }

    /// What the cell says, if it says anything.
    void take(const Sheet& sheet, std::size_t row, std::size_t column, ActivityDatum datum, std::size_t unit_row,
              std::size_t unit_column) {
        const auto cell = cell_at(sheet, row, column);
        const auto text = text_of(cell);
        if (text.empty()) return;
        if (datum.source.empty()) datum.source = file_.source;
        datum.printed_value = text;
        datum.printed_unit = text_of(cell_at(sheet, unit_row, unit_column));
        const bool plain = cell.kind == SheetCell::Kind::number || cell.kind == SheetCell::Kind::text;
        const auto notation = plain ? parse_notation(text) : std::nullopt;
        if (notation && *notation != Notation::none) {
            datum.notation = *notation;
            datum.printed_value.clear();
        } else {
            const auto number = cell.kind == SheetCell::Kind::number ? std::optional(cell.number)
                                : plain                              ? parse_printed_number(text)
                                                                     : std::nullopt;
            if (!number) {
                diagnostics_.error("A004", datum.where, {{"text", text}});
                return;
            }
            if (!set_value(datum, *number, datum.printed_unit, methodology_,
                           workbook_.where(sheet, unit_row, unit_column), diagnostics_))
                return;
            if ((datum.low && *datum.low > datum.value) || (datum.high && *datum.high < datum.value)) {
                diagnostics_.error("A014", datum.where);
                return;
            }
        }
        if (datum.year > scope_.year_to)
            ++later_;
        else
            data_.push_back(std::move(datum));
    }

    const Workbook& workbook_;
    const Sheet& identity_;
    const DataFile& file_;
    const DataScope& scope_;
    const Methodology& methodology_;
    std::vector<ActivityDatum>& data_;
    Diagnostics& diagnostics_;
    std::size_t later_ = 0;
};

}  // namespace

bool is_form(const Workbook& workbook) {
    const auto* identity = sheet_named(workbook, form::identity_sheet);
    return identity && text_of(cell_at(*identity, 0, 0)) == form::magic;
}

void read_form(const Workbook& workbook, const DataFile& file, const DataScope& scope, const Methodology& methodology,
               std::vector<ActivityDatum>& data, Diagnostics& diagnostics) {
    FormReader(workbook, file, scope, methodology, data, diagnostics).read();
}

}  // namespace qingdan
