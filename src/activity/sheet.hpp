#pragma once
// A spreadsheet as every reader of a workbook format gives it: sheets of typed cells with addresses.

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace qingdan {

struct SheetCell {
    enum class Kind : std::uint8_t { blank, number, text, boolean, date, error };
    Kind kind = Kind::blank;
    double number = 0.0;
    std::string_view text;  ///< UTF-8, as long as its sheet lives; for error cells the code (`#N/A`), for dates ISO
};

/// Cells are kept in 16 bytes each and their texts in one piece: departments send sheets of a million cells.
class Sheet {
public:
    std::string name;
    bool hidden = false;
    std::size_t rows = 0, columns = 0;
    /// Blank where the file has no cell. Precondition: inside rows and columns.
    [[nodiscard]] SheetCell at(std::size_t row, std::size_t column) const;

private:
    friend class SheetBuilder;
    struct Stored {
        double number = 0.0;
        std::uint32_t text = 0;  ///< where it begins in `texts_`
        std::uint32_t length : 28 = 0, kind : 4 = 0;
    };
    std::vector<std::vector<Stored>> cells_;  ///< each row up to its last cell
    std::string texts_;
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
