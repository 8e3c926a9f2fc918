#pragma once
// Finds a printed table in a sheet: which rows and columns carry which members' names, and the columns' units.

#include <regex>
#include <string>
#include <utility>
#include <vector>

#include "activity/readers.hpp"

namespace qingdan {

struct NamedLine {
    std::size_t index;  ///< row or column
    MemberId member;
    std::string unit;   ///< of a column, as printed; empty when none was found
};

struct TableNames {
    std::vector<std::size_t> label_columns;  ///< where the names of rows stand
    std::size_t first_row = 0;               ///< first row of data; above are title and header
    std::vector<NamedLine> rows, columns;
    std::vector<std::pair<std::size_t, std::string>> unknown_rows, unknown_columns;  ///< with figures, but of no known name
    [[nodiscard]] bool has_row(MemberId member) const;
    [[nodiscard]] bool has_column(MemberId member) const;
};

class TableFinder {
public:
    TableFinder(const Methodology& methodology, const TableLayout& layout);
    [[nodiscard]] TableNames find(const Sheet& sheet) const;
    /// All text above the table, in reading order.
    [[nodiscard]] static std::string title(const Sheet& sheet, const TableNames& names);
    [[nodiscard]] bool says_none(const std::string& text) const;

private:
    [[nodiscard]] std::optional<MemberId> recognise(const KeyDimension& dimension, const std::string& printed) const;
    [[nodiscard]] bool ignored(const std::vector<std::string>& names, const std::string& printed) const;
    void find_labels(const Sheet& sheet, TableNames& names) const;
    void name_column(const Sheet& sheet, std::size_t column, TableNames& names) const;
    void name_row(const Sheet& sheet, std::size_t row, TableNames& names) const;
    const Methodology& methodology_;
    const TableLayout& layout_;
    const KeyDimension& row_dimension_;
    const KeyDimension& column_dimension_;
    std::vector<std::wregex> strip_;
};

}  // namespace qingdan
