#pragma once
// What all readers of workbooks share: cells in the order of the file become a sheet of bounded size; serial numbers
// become dates.

#include <string>
#include <string_view>
#include <vector>

#include "activity/sheet.hpp"

namespace qingdan {

/// A table of statistics has some thousands of cells. Beyond this a file is damaged, hostile or not a table.
inline constexpr std::size_t most_cells = 4'000'000;
inline constexpr std::size_t most_text = 250'000'000;                       ///< bytes in the cells of one sheet
inline constexpr std::size_t most_rows = 1'048'576, most_columns = 16'384;  ///< what spreadsheet programs allow

/// What a reader found in one cell.
struct CellContent {
    SheetCell::Kind kind = SheetCell::Kind::blank;
    double number = 0.0;
    std::string text;
};

class SheetBuilder {
public:
    /// Blank cells need not be set. False when the sheet grows beyond the limits.
    [[nodiscard]] bool set(std::size_t row, std::size_t column, const CellContent& cell);
    /// The sheet, as wide as its widest row. Nothing if rows x columns pass the limit.
    [[nodiscard]] std::optional<Sheet> finish(std::string name);

private:
    Sheet sheet_;
    std::size_t stored_ = 0;
};

CellContent number_cell(double number);
CellContent text_cell(std::string text);  ///< blank if there is nothing but space
CellContent boolean_cell(bool value);
CellContent error_cell(std::string code);
/// A serial number as ISO date, date and time, or time: days since 1899-12-30 (as Excel counts, with its 1900-02-29),
/// or since 1904-01-01.
CellContent date_cell(double serial, bool since_1904);

/// Whether a number format shows a date or time: by its built-in number, or by the code of a custom one.
bool is_date_format(unsigned int id, std::string_view code);

}  // namespace qingdan
