#pragma once
// mapping.toml: where the data stand in a sheet that is neither a form nor a known layout (docs/mapping.md).

#include <map>
#include <string>
#include <vector>

#include "activity/readers.hpp"
#include "base/toml.hpp"

namespace qingdan {

/// What holds for all values of a table, or of one of its columns.
struct MappedFacts {
    std::string variable, unit;
    std::optional<int> year;
    std::map<std::string, std::string> keys;  ///< dimension -> member
};

struct MappedColumn {
    std::string header;
    MappedFacts facts;
    SourceRef where;
};

struct MappedTable {
    std::string sheet;    ///< empty: the first; `*`: every one that has the header
    int header_rows = 1;  ///< rows that a column's name is put together from
    MappedFacts facts;
    bool year_in_sheet_name = false;
    std::map<std::string, std::string> columns;  ///< header -> variable, year, unit, source, note or a dimension
    std::string across;                          ///< what the other headers name: `year` or a dimension
    std::vector<MappedColumn> values;            ///< named columns that hold values
    std::vector<std::string> ignore;             ///< names of rows and columns that are not data
    SourceRef where;
};

/// Unknown dimensions, variables, members and contradictions are reported (A060, A001, A002).
std::optional<std::vector<MappedTable>> read_mapping(const TomlDocument& document, const Methodology& methodology,
                                                     Diagnostics& diagnostics);

/// Reads the tables of a workbook (or of a CSV as a sheet). No such sheet A053, no row with all the headers A061, an
/// unknown name of a row or column A062, no year A006; cells as in tidy CSV.
void read_mapped(const Workbook& workbook, const std::vector<MappedTable>& tables, const DataFile& file,
                 const DataScope& scope, const Methodology& methodology, std::vector<ActivityDatum>& data,
                 Diagnostics& diagnostics);

/// A first mapping of a workbook: what can be recognised by names, and (as comments) what cannot.
std::string draft_mapping(const Workbook& workbook, const Methodology& methodology, const std::string& language);

}  // namespace qingdan
