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
    [[nodiscard]] const SheetCell& at(std::size_t row, std::size_t column) const {
        return cells[row * columns + column];
    }
};

struct Workbook {
    DocumentPtr document;
    std::vector<Sheet> sheets;
    [[nodiscard]] SourceRef where(const Sheet& sheet, std::size_t row, std::size_t column) const;  ///< `Sheet1!D17`
};

std::string cell_address(std::size_t row, std::size_t column);  ///< 0-based in, `D17` out

/// Workbooks by their bytes. A damaged or truncated one: A010; with a password: A011; too large: A018.
std::optional<Workbook> parse_xls(std::string_view bytes, const DocumentPtr& document,
                                  Diagnostics& diagnostics);  ///< Excel 5 to 2003
std::optional<Workbook> parse_xlsx(std::string_view bytes, const DocumentPtr& document,
                                   Diagnostics& diagnostics);  ///< Excel since 2007
std::optional<Workbook> parse_ods(std::string_view bytes, const DocumentPtr& document,
                                  Diagnostics& diagnostics);  ///< OpenDocument
/// Comma-separated text as one sheet of texts and numbers; a quote that is never closed: B001.
std::optional<Workbook> parse_csv_sheet(std::string_view text, const DocumentPtr& document, Diagnostics& diagnostics);

/// What a file is by its bytes, whatever its name: `.xls`, `.xlsx`, `.ods`, `.csv` for any text, or empty.
std::string content_kind(std::string_view bytes);

/// Text of a file as UTF-8. Chinese offices write GB18030 too: what is not UTF-8 is read as that, with note A019. Bytes
/// that are neither: B004.
std::optional<std::string> decoded_text(const std::string& bytes, const DocumentPtr& document,
                                        Diagnostics& diagnostics);

}  // namespace qingdan
