#pragma once
// A sheet of the workbook's layouts as tables of a text document.

#include <optional>
#include <string>
#include <vector>

#include "report/words.hpp"
#include "report/workbook_model.hpp"

namespace qingdan {

struct TableChoice {
    std::vector<int> columns;    ///< 0-based; empty: all
    std::vector<double> widths;  ///< of these columns; empty: the sheet's
    std::string subject;         ///< stands behind the caption
    std::optional<int> first;    ///< at most so many rows; the rest is counted
    std::vector<int> digits;     ///< instead of those of the number format: one for all columns, or one a column
    std::optional<int> block;    ///< 1-based: one of the tables that stand on the sheet
    std::string under;           ///< rows of this category and of those below it
    std::optional<int> merge;    ///< 0-based: rows that follow each other and differ in this column alone are one row
    std::optional<int> only;     ///< 0-based: rows that say something in this column
    bool transposed = false;     ///< rows as columns
    bool caption = true;
};

/// `<table>` elements without blank lines inside, captions counted by `number`.
std::string sheet_tables(const SheetModel& sheet, const TableChoice& choice, const Words& words, int& number);

}  // namespace qingdan
