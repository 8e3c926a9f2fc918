#pragma once
// A spreadsheet as every reader of a workbook format gives it: sheets of typed cells with addresses.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace qingdan {

struct SheetCell {
    enum class Kind { blank, number, text, boolean, date, error };
    Kind kind = Kind::blank;
    double number = 0.0;
    std::string text;  ///< UTF-8; for error cells the code (`#N/A`), for dates ISO
};

struct Sheet {
    std::string name;
    bool hidden = false;
    std::size_t rows = 0, columns = 0;
    std::vector<SheetCell> cells;  ///< row-major
    [[nodiscard]] const SheetCell& at(std::size_t row, std::size_t column) const { return cells[row * columns + column]; }
};

struct Workbook {
    DocumentPtr document;
    std::vector<Sheet> sheets;
    [[nodiscard]] SourceRef where(const Sheet& sheet, std::size_t row, std::size_t column) const;  ///< `Sheet1!D17`
};

std::string cell_address(std::size_t row, std::size_t column);  ///< 0-based in, `D17` out

/// `.xls` of Excel 5 to 2003. A damaged or truncated file: A010; with a password: A011; something else: A012; too large: A018.
std::optional<Workbook> read_xls(const std::filesystem::path& folder, const std::string& relative, Diagnostics& diagnostics);
std::optional<Workbook> parse_xls(std::string_view bytes, const DocumentPtr& document, Diagnostics& diagnostics);

}  // namespace qingdan
