#pragma once
// Every form of input ends as a list of ActivityDatum.

#include <filesystem>
#include <string>
#include <vector>

#include "activity/datum.hpp"
#include "activity/sheet.hpp"

namespace qingdan {

/// What the inventory says about one data file.
struct DataFile {
    std::string file;                ///< relative to the inventory's folder
    std::string layout;              ///< id of a TableLayout; empty for tidy CSV
    std::optional<int> year;         ///< where the file itself does not say
    std::string source;              ///< where it comes from, for people
    SourceRef where;                 ///< of the entry in inventory.toml
};

/// For which region and years data are wanted.
struct DataScope {
    MemberId region = any_member;
    int year_from = 0, year_to = 0;
};

/// Reads one file by its entry and appends. All problems of the file are reported at once.
/// Rows for other regions are passed over (counted in note A090); other years likewise (kept one year before
/// `year_from` for previous()).
void read_data_file(const std::filesystem::path& folder, const DataFile& file, const DataScope& scope,
                    const Methodology& methodology, std::vector<ActivityDatum>& data, Diagnostics& diagnostics);

/// `variable, <keys…>, region, year, value, unit, low, high, notation, source, note`; unknown members A002 (nearest),
/// unknown variable A001, unit A003 / U005, text in a number cell A004, value and notation both or neither A005, bad year A006,
/// key missing or not of this variable A007.
void read_tidy_csv(const CsvTable& table, const DataScope& scope, const Methodology& methodology,
                   std::vector<ActivityDatum>& data, Diagnostics& diagnostics);

/// A printed table with row names, column names and a unit row, recognised by its names (`layouts/*.toml`).
void read_table_layout(const Workbook& workbook, const TableLayout& layout, const DataFile& file, const DataScope& scope,
                       const Methodology& methodology, std::vector<ActivityDatum>& data, Diagnostics& diagnostics);

/// Two data for one cell: A020 at the second, naming the first; also across files.
void report_duplicates(const std::vector<ActivityDatum>& data, const Methodology& methodology, Diagnostics& diagnostics);

}  // namespace qingdan
