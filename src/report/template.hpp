#pragma once
// What a workbook holds, as data: templates/<package>/workbook.toml (docs/template-format.md).

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "report/report_tree.hpp"

namespace qingdan {

/// A column of a table of categories: one gas, a group of gases in CO2e, `CO2e` for all gases, or a notation key where
/// a prescribed table has a gas that nobody estimates.
struct GasColumn {
    std::string gas;                  ///< one of the two, or neither
    std::vector<std::string> groups;  ///< added up in CO2e
    Unit unit;                        ///< shown; the figure is converted into it
    Title name;                       ///< of the header, where it is not the gas's own
    Notation fixed = Notation::none;
    std::string unit_text;     ///< of a fixed column
    int share_of_column = -1;  ///< what of a column's figure in row `share_of_row` each row has
    int share_of_row = -1;     ///< a category or total of the sheet
    bool uncertainty = false;  ///< half the 95 % interval of the gas's figure, in per cent of it
    [[nodiscard]] bool is_figure() const { return fixed == Notation::none && share_of_column < 0 && !uncertainty; }
    [[nodiscard]] bool is(const std::string& gas_or_group) const {
        return gas == gas_or_group || (groups.size() == 1 && groups.front() == gas_or_group);
    }
};

/// A line between the rows of a table: a heading, or a row of a prescribed table that nobody estimates.
struct InsertedRow {
    Title name;
    Notation fixed = Notation::none;
};

struct ChartTemplate {
    std::string type;  ///< pie, column, bar, line, tornado, fan
    Title title;
    std::vector<std::string> rows;  ///< categories or totals of the same sheet
    int column = 0;                 ///< of a table of categories
};

struct SheetTemplate {
    enum class Kind {
        cover,
        categories,
        trend,
        composition,
        gas_trend,
        largest,
        calculations,
        uncertainty,
        key_summary,
        sensitivity,
        intervals,
        notations,
        matrix,
        methods,
        indicators,
        key_categories,
        recalculations,
        comparisons,
        findings,
        provenance
    };
    Kind kind = Kind::categories;
    Title name, title;  ///< title: `{region}`, `{year}`, `{first}`, `{last}` are replaced
    /// Categories of the tree; its totals follow behind (categories.size() + i); expanded. Below zero: -1 - index into
    /// `inserted`.
    std::vector<int> rows;
    std::shared_ptr<const ReportTree> tree;
    std::vector<InsertedRow> inserted;
    std::vector<Title> notes;                       ///< below the table
    std::vector<GasColumn> columns;                 ///< categories; for trend and matrix the one that is shown
    int variable = -1;                              ///< matrix: a variable instead of a gas
    int factor = -1;                                ///< matrix: what this factor is for the cells of the variable
    std::vector<Unit> units;                        ///< matrix of a variable: a column is shown in the first that fits
    int row_dimension = -1, column_dimension = -1;  ///< matrix
    std::vector<int> within;                        ///< matrix and calculations: leaf categories that count; empty: all
    std::vector<int> gases;                         ///< calculations: those that count; empty: all
    std::vector<ChartTemplate> charts;
};

struct WorkbookTemplate {
    std::string font;
    std::vector<SheetTemplate> sheets;
    std::string folder;  ///< whose words.csv stands over the general one
};

/// The template of the package, else of the nearest package that it requires and that has one, else `generic`.
/// Errors: R001 kind, R002 unit, R003 chart, R004 name of a sheet, R005 a table that shows nothing, R009 tables of a
/// package to which no mapping leads, R010 a column's notation key, R011 a share of what is not there; names M024.
/// `methodologies`: where the categories of other packages stand.
std::optional<WorkbookTemplate> load_template(const std::filesystem::path& templates, const Methodology& methodology,
                                              const std::filesystem::path& methodologies, Diagnostics& diagnostics);

}  // namespace qingdan
