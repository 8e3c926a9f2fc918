#pragma once
// What a workbook holds, as data: templates/<package>/workbook.toml (docs/template-format.md).

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "methodology/methodology.hpp"

namespace qingdan {

/// A column of a table of categories: one gas, a group of gases in CO2e, or `CO2e` for all gases.
struct GasColumn {
    std::string gas, group;  ///< one of the two
    Unit unit;               ///< shown; the figure is converted into it
};

struct ChartTemplate {
    std::string type;  ///< pie, column, bar, line
    Title title;
    std::vector<std::string> rows;  ///< categories or totals of the same sheet
    int column = 0;                 ///< of a table of categories
};

struct SheetTemplate {
    enum class Kind {
        cover,
        categories,
        trend,
        matrix,
        methods,
        indicators,
        key_categories,
        recalculations,
        findings,
        provenance
    };
    Kind kind = Kind::categories;
    Title name, title;               ///< title: `{region}`, `{year}`, `{first}`, `{last}` are replaced
    std::vector<int> rows;           ///< categories; totals follow behind (categories.size() + i); expanded
    std::vector<GasColumn> columns;  ///< categories; for trend and matrix the one that is shown
    int variable = -1;               ///< matrix: a variable instead of a gas
    int factor = -1;                 ///< matrix: what this factor is for the cells of the variable
    std::vector<Unit> units;         ///< matrix of a variable: a column is shown in the first that fits
    int row_dimension = -1, column_dimension = -1;  ///< matrix
    std::vector<int> within;                        ///< matrix: leaf categories that count; empty: all
    std::vector<ChartTemplate> charts;
};

struct WorkbookTemplate {
    std::string font;
    std::vector<SheetTemplate> sheets;
    std::string folder;  ///< whose words.csv stands over the general one
};

/// The template of the package, else of the nearest package that it requires and that has one, else `generic`.
/// Errors: R001 kind, R002 unit, R003 chart, R004 name of a sheet, R005 a table that shows nothing; names M024.
std::optional<WorkbookTemplate> load_template(const std::filesystem::path& templates, const Methodology& methodology,
                                              Diagnostics& diagnostics);

}  // namespace qingdan
