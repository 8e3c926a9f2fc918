#pragma once
// Finds a printed table in a sheet: which rows and columns carry which members' names, and the columns' units.

#include <map>
#include <optional>
#include <regex>
#include <string>
#include <vector>

#include "activity/readers.hpp"

namespace qingdan {

/// A row or column whose printed name is known.
struct NamedLine {
    std::size_t index = 0;  ///< row or column of the sheet
    MemberId member = any_member;
    std::size_t name_at = 0;  ///< the other coordinate of the cell with the name
    std::string unit;         ///< of a column, as printed; empty when none was found
    std::size_t unit_row = 0, unit_column = 0;
    MemberId contradicted = any_member;  ///< what the name in the other language says, if it is another member
};

/// A row or column with figures whose printed name is not known.
struct UnknownLine {
    std::size_t index = 0, name_at = 0;
    std::string name;
    MemberId otherwise = any_member;  ///< what the name in the other language says
};

struct TableNames {
    std::vector<std::size_t> label_columns;   ///< where the names of rows stand
    std::size_t name_row = 0, name_rows = 0;  ///< the header rows with the names of columns
    std::vector<NamedLine> rows, columns;
    std::vector<UnknownLine> unknown_rows, unknown_columns;
    [[nodiscard]] bool has_row(MemberId member) const;
    [[nodiscard]] bool has_column(MemberId member) const;
};

class TableFinder {
public:
    TableFinder(const Methodology& methodology, const TableLayout& layout);
    [[nodiscard]] TableNames find(const Sheet& sheet) const;
    [[nodiscard]] bool says_none(const std::string& text) const;

private:
    /// By id, title or alias; then without numbering and signs (`strip`); then without punctuation. A name is looked at
    /// once: the search for the header comes back to the same cells many times.
    [[nodiscard]] std::optional<MemberId> recognise(int dimension, const std::string& printed) const;
    [[nodiscard]] std::optional<MemberId> recognise_anew(int dimension, const std::string& printed) const;
    [[nodiscard]] std::optional<MemberId> recognise_loosely(int dimension, const std::string& printed) const;
    std::size_t find_labels(const Sheet& sheet, TableNames& names) const;  ///< first row with a known name
    void find_name_rows(const Sheet& sheet, std::size_t first_row, TableNames& names) const;
    void name_column(const Sheet& sheet, std::size_t first_row, std::size_t column, TableNames& names) const;
    void find_units(const Sheet& sheet, std::size_t first_row, TableNames& names) const;
    void name_row(const Sheet& sheet, std::size_t row, bool header, TableNames& names) const;
    const Methodology& methodology_;
    const TableLayout& layout_;
    std::vector<std::pair<std::wregex, std::regex_constants::match_flag_type>> strip_;
    mutable std::map<std::pair<int, std::string>, std::optional<MemberId>> known_;
    std::map<int, std::map<std::string, MemberId>>
        loose_;  ///< names without punctuation, where only one member has them
};

}  // namespace qingdan
