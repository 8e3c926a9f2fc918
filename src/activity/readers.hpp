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
    std::string file;         ///< relative to the inventory's folder
    std::string layout;       ///< id of a TableLayout; empty for tidy CSV and forms
    std::string mapping;      ///< a mapping.toml beside it, for any other sheet
    std::optional<int> year;  ///< where the file itself does not say
    std::string source;       ///< where it comes from, for people
    SourceRef where;          ///< of the entry in inventory.toml
};

/// For which region and years data are wanted.
struct DataScope {
    MemberId region = any_member;
    int year_from = 0, year_to = 0;
};

/// Reads one file by its entry and appends. All problems of the file are reported at once.
/// Tidy rows may be of parts of the region, too. Rows for other regions and for years after the scope are passed over
/// (counted in note A090); earlier years are kept, because stocks and previous() need them. Workbooks (.xls, .xlsx,
/// .ods) need a layout unless they are forms; CSV with a layout is a printed table, without one it is tidy. Unknown
/// extension A015, no layout A016 or an unknown one A017; the bytes are of another kind than the name says A012.
void read_data_file(const std::filesystem::path& folder, const DataFile& file, const DataScope& scope,
                    const Methodology& methodology, std::vector<ActivityDatum>& data, Diagnostics& diagnostics);

/// `variable, <keys…>, region, year, value, unit, low, high, distribution, notation, source, note`. Unknown variable
/// A001, unknown member A002 (nearest), no unit A003 or a wrong one U…, text in a number cell A004, value and notation
/// both or neither A005, bad year A006, key missing A007 or not of this variable A009, negative A008, notation A013,
/// bounds A014, distribution A063.
void read_tidy_csv(const CsvTable& table, const DataFile& file, const DataScope& scope, const Methodology& methodology,
                   std::vector<ActivityDatum>& data, Diagnostics& diagnostics);

/// A printed table with row names, column names and a unit row, recognised by its names (`layouts/*.toml`). Every sheet
/// that looks like it is read. The title names another region A030 (A042 where another sheet is the inventory's),
/// another year A031, one after the inventory's A039 or before A043, none A038; two sheets of one year A036; no sheet
/// that looks like it A035; unknown row A032 or column A033, one twice A040, lacking A037, the two languages differ
/// A041; no unit A034 or a wrong one U…; text in a number cell A004.
void read_table_layout(const Workbook& workbook, const TableLayout& layout, const DataFile& file,
                       const DataScope& scope, const Methodology& methodology, std::vector<ActivityDatum>& data,
                       Diagnostics& diagnostics);

/// True for a workbook that `qingdan forms` wrote.
bool is_form(const Workbook& workbook);

/// Such a form, filled in. Of another province A050; a row or column that is not where it was A051; the hidden sheet
/// damaged A052; a sheet missing A053; cells as in tidy CSV. What is left blank was not delivered.
void read_form(const Workbook& workbook, const DataFile& file, const DataScope& scope, const Methodology& methodology,
               std::vector<ActivityDatum>& data, Diagnostics& diagnostics);

/// Any workbook or text table as sheets, by its extension; what is wrong with the bytes is reported.
std::optional<Workbook> read_workbook(const std::filesystem::path& folder, const DataFile& file,
                                      Diagnostics& diagnostics);

/// Two data for one cell: A020 at the second, naming the first; also across files.
void report_duplicates(const std::vector<ActivityDatum>& data, const Methodology& methodology,
                       Diagnostics& diagnostics);

}  // namespace qingdan
