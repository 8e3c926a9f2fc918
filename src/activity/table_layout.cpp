// A printed table, recognised by its names, becomes data.

#include <algorithm>

#include "activity/cell_value.hpp"
#include "activity/table_names.hpp"
#include "activity/table_title.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

struct FoundTable {
    const Sheet* sheet;
    TableNames names;
    TableTitle title;
};

class TableReader {
public:
    TableReader(const Workbook& workbook, const TableLayout& layout, const DataFile& file, const DataScope& scope,
                const Methodology& methodology, std::vector<ActivityDatum>& data, Diagnostics& diagnostics)
        : workbook_(workbook),
          layout_(layout),
          file_(file),
          scope_(scope),
          methodology_(methodology),
          data_(data),
          diagnostics_(diagnostics),
          finder_(methodology, layout) {}

    void read() {
        auto tables = find_tables();
        if (tables.empty()) {
            diagnostics_.error("A035", {workbook_.document, {}},
                               {{"zh", layout_.title.zh}, {"en", layout_.title.en}, {"layout", layout_.id}});
            return;
        }
        leave_other_regions(tables);
        for (const auto& table : tables) read_table(table);
    }

private:
    std::vector<FoundTable> find_tables() const {
        std::vector<FoundTable> tables;
        for (const auto& sheet : workbook_.sheets) {
            auto names = finder_.find(sheet);
            if (!looks_like_it(names)) continue;
            TableTitle title(workbook_, sheet, names, methodology_);
            tables.push_back({&sheet, std::move(names), std::move(title)});
        }
        // A hidden sheet is what somebody put aside, unless there is nothing else.
        const auto hidden = [](const FoundTable& table) { return table.sheet->hidden; };
        if (!std::all_of(tables.begin(), tables.end(), hidden)) std::erase_if(tables, hidden);
        return tables;
    }

    /// Half of what the layout requires is there: then the rest is missing, not the table another one.
    [[nodiscard]] bool looks_like_it(const TableNames& names) const {
        const auto rows = std::count_if(layout_.required_rows.begin(), layout_.required_rows.end(),
                                        [&](MemberId member) { return names.has_row(member); });
        const auto columns = std::count_if(layout_.required_columns.begin(), layout_.required_columns.end(),
                                           [&](MemberId member) { return names.has_column(member); });
        return !names.rows.empty() && !names.columns.empty() &&
               2 * static_cast<std::size_t>(rows) >= layout_.required_rows.size() &&
               2 * static_cast<std::size_t>(columns) >= layout_.required_columns.size();
    }

    /// Of a workbook with a sheet a province, the others are passed over. If no sheet is the inventory's, that is an
    /// error.
    void leave_other_regions(std::vector<FoundTable>& tables) const {
        if (!layout_.title_region) return;
        const auto foreign = [&](const FoundTable& table) { return table.title.other_region(scope_.region); };
        const bool all = std::all_of(tables.begin(), tables.end(), foreign);
        const auto& regions = methodology_.dimensions[static_cast<std::size_t>(methodology_.region_dimension)];
        const auto name = [&](MemberId region) {
            const auto& member = regions.members[static_cast<std::size_t>(region)];
            return member.title.zh + " " + member.title.en;
        };
        const auto id = [&](MemberId region) { return regions.members[static_cast<std::size_t>(region)].id; };
        for (const auto& table : tables) {
            const auto other = foreign(table);
            if (!other) continue;
            const DiagnosticArguments arguments{{"printed", name(other->what)},
                                                {"printed_id", id(other->what)},
                                                {"wanted", name(scope_.region)},
                                                {"wanted_id", id(scope_.region)}};
            if (all)
                diagnostics_.error("A030", other->where, arguments);
            else
                diagnostics_.note("A042", other->where, arguments);
        }
        std::erase_if(tables, foreign);
    }

    /// The year of a table: the entry's, if the title does not say another; else the title's; else the inventory's only
    /// one.
    [[nodiscard]] std::optional<int> year_of(const FoundTable& table) const {
        const auto said = layout_.title_year ? table.title.years() : std::vector<Said<std::set<int>>>{};
        std::set<int> all;
        for (const auto& line : said) all.insert(line.what.begin(), line.what.end());
        if (file_.year) {
            if (all.empty() || all.contains(*file_.year)) return file_.year;
            diagnostics_.error(
                "A031", said.front().where,
                {{"printed", std::to_string(*said.front().what.begin())}, {"wanted", std::to_string(*file_.year)}});
            return std::nullopt;
        }
        if (!said.empty() && said.front().what.size() == 1) return *said.front().what.begin();
        std::erase_if(all, [&](int year) { return year < scope_.year_from || year > scope_.year_to; });
        if (all.size() == 1) return *all.begin();
        if (said.empty() && scope_.year_from == scope_.year_to) return scope_.year_from;
        diagnostics_.error("A038", said.empty() ? SourceRef{workbook_.document, table.sheet->name} : said.front().where,
                           {{"layout", layout_.id}});
        return std::nullopt;
    }

    void read_table(const FoundTable& table) {
        const auto& [sheet, names, title] = table;
        const auto year = year_of(table);
        report_names("A033", *sheet, names.unknown_columns, names.columns, layout_.column_dimension, false);
        report_names("A032", *sheet, names.unknown_rows, names.rows, layout_.row_dimension, true);
        report_missing(*sheet, names);
        const auto columns = usable_columns(*sheet, names);
        if (!year || !wanted(*year, *sheet)) return;
        for (const auto& row : names.rows)
            for (const auto& column : columns) read_cell(*sheet, row, column, *year);
    }

    /// Whether a table of this year is read. Earlier years are kept for stocks and previous().
    bool wanted(int year, const Sheet& sheet) {
        const SourceRef where{workbook_.document, sheet.name};
        if (const auto [first, fresh] = years_.emplace(year, &sheet); !fresh) {
            diagnostics_.error("A036", where, {{"year", std::to_string(year)}, {"first", first->second->name}});
            return false;
        }
        const DiagnosticArguments arguments{{"year", std::to_string(year)},
                                            {"from", std::to_string(scope_.year_from)},
                                            {"to", std::to_string(scope_.year_to)}};
        if (year > scope_.year_to) diagnostics_.warning("A039", where, arguments);
        if (year < scope_.year_from) diagnostics_.note("A043", where, arguments);
        return year <= scope_.year_to;
    }

    /// Columns whose unit is there and fits; what is wrong with a unit is said once, not at every cell.
    [[nodiscard]] std::vector<NamedLine> usable_columns(const Sheet& sheet, const TableNames& names) {
        std::vector<NamedLine> usable;
        for (const auto& column : names.columns) {
            const auto where = workbook_.where(sheet, column.unit_row, column.unit_column);
            if (column.unit.empty()) {
                const auto filled = [&](const NamedLine& row) {
                    return sheet.at(row.index, column.index).kind != SheetCell::Kind::blank;
                };
                if (std::any_of(names.rows.begin(), names.rows.end(), filled))
                    diagnostics_.error("A034", where, {{"name", title_of(layout_.column_dimension, column.member)}});
                else
                    usable.push_back(column);  // nothing but blanks needs no unit
                continue;
            }
            auto probe = datum_for(names.rows.front(), column);
            if (set_value(probe, 1.0, column.unit, methodology_, where, diagnostics_)) usable.push_back(column);
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

    [[nodiscard]] const std::string& title_of(int dimension, MemberId member) const {
        return methodology_.dimensions[static_cast<std::size_t>(dimension)]
            .members[static_cast<std::size_t>(member)]
            .title.zh;
    }

    [[nodiscard]] SourceRef name_place(const Sheet& sheet, std::size_t index, std::size_t name_at, bool rows) const {
        return rows ? workbook_.where(sheet, index, name_at) : workbook_.where(sheet, name_at, index);
    }

    /// Names that are not known, stand twice, or say one thing in Chinese and another in English.
    void report_names(const char* unknown_code, const Sheet& sheet, const std::vector<UnknownLine>& unknown,
                      const std::vector<NamedLine>& known, int dimension, bool rows) {
        const auto& id = methodology_.dimensions[static_cast<std::size_t>(dimension)].id;
        for (const auto& line : unknown) {
            const auto near = line.otherwise != any_member ? title_of(dimension, line.otherwise)
                                                           : join(nearest(line.name, printed_names(dimension)), ", ");
            diagnostics_.error(
                unknown_code, name_place(sheet, line.index, line.name_at, rows),
                {{"name", line.name.empty() ? "@table-no-name" : line.name}, {"dimension", id}, {"near", near}});
        }
        std::map<MemberId, const NamedLine*> seen;
        for (const auto& line : known) {
            const auto where = name_place(sheet, line.index, line.name_at, rows);
            const auto [first, fresh] = seen.emplace(line.member, &line);
            if (!fresh)
                diagnostics_.error(
                    "A040", where,
                    {{"name", title_of(dimension, line.member)},
                     {"first", name_place(sheet, first->second->index, first->second->name_at, rows).text()}});
            if (line.contradicted != any_member)
                diagnostics_.warning(
                    "A041", where,
                    {{"name", title_of(dimension, line.member)}, {"other", title_of(dimension, line.contradicted)}});
        }
    }

    [[nodiscard]] std::vector<std::string> printed_names(int dimension) const {
        std::vector<std::string> names;
        for (const auto& member : methodology_.dimensions[static_cast<std::size_t>(dimension)].members) {
            names.push_back(member.title.zh);
            names.push_back(member.title.en);
        }
        return names;
    }

    /// Only where every name is known: a misspelt name was told already.
    void report_missing(const Sheet& sheet, const TableNames& names) {
        const SourceRef where{workbook_.document, sheet.name};
        for (const MemberId member : layout_.required_rows)
            if (!names.has_row(member) && names.unknown_rows.empty())
                diagnostics_.error("A037", where, {{"name", title_of(layout_.row_dimension, member)}});
        for (const MemberId member : layout_.required_columns)
            if (!names.has_column(member) && names.unknown_columns.empty())
                diagnostics_.error("A037", where, {{"name", title_of(layout_.column_dimension, member)}});
    }

    void read_cell(const Sheet& sheet, const NamedLine& row, const NamedLine& column, int year) {
        const auto cell = sheet.at(row.index, column.index);
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
        if (value && !set_value(datum, *value, column.unit, methodology_,
                                workbook_.where(sheet, column.unit_row, column.unit_column), diagnostics_))
            return;
        data_.push_back(std::move(datum));
    }

    bool says_key(const std::string& text, ActivityDatum& datum) const {
        if (finder_.says_none(text))
            datum.notation = layout_.blank;
        else if (const auto notation = parse_notation(text))
            datum.notation = *notation;
        return datum.notation != Notation::none;
    }

    const Workbook& workbook_;
    const TableLayout& layout_;
    const DataFile& file_;
    const DataScope& scope_;
    const Methodology& methodology_;
    std::vector<ActivityDatum>& data_;
    Diagnostics& diagnostics_;
    TableFinder finder_;
    std::map<int, const Sheet*> years_;  ///< that were read from this workbook
};

}  // namespace

void read_table_layout(const Workbook& workbook, const TableLayout& layout, const DataFile& file,
                       const DataScope& scope, const Methodology& methodology, std::vector<ActivityDatum>& data,
                       Diagnostics& diagnostics) {
    TableReader(workbook, layout, file, scope, methodology, data, diagnostics).read();
}

}  // namespace qingdan
