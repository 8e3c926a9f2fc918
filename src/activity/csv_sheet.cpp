// A printed table that was saved as comma-separated text: rows of any length, no header of its own.

#include "activity/sheet_builder.hpp"
#include "base/text.hpp"

namespace qingdan {

std::optional<Workbook> parse_csv_sheet(std::string_view text, const DocumentPtr& document, Diagnostics& diagnostics) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    SheetBuilder builder;
    std::size_t row = 0, column = 0;
    std::string cell;
    bool quoted = false, was_quoted = false, good = true;
    const auto finish = [&] {
        const auto number = was_quoted ? std::nullopt : parse_number(trim(cell));
        good = good && builder.set(row, column, number ? number_cell(*number) : text_cell(cell));
        cell.clear();
        was_quoted = false;
    };
    for (std::size_t i = 0; i < text.size() && good; ++i) {
        const char c = text[i];
        if (quoted) {
            if (c != '"')
                cell += c;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                cell += text[++i];
            else
                quoted = false;
        } else if (c == '"' && trim(cell).empty()) {
            cell.clear();
            quoted = was_quoted = true;
        } else if (c == ',' || c == '\n') {
            finish();
            column = c == ',' ? column + 1 : 0;
            row += c == '\n' ? 1 : 0;
        } else if (c != '\r') {
            cell += c;
        }
    }
    if (quoted) {
        diagnostics.error("B001", {document, cell_address(row, column)}, {{"text", cell.substr(0, cell.find('\n'))}});
        return std::nullopt;
    }
    finish();
    auto sheet = good ? builder.finish("") : std::nullopt;
    if (!sheet) {
        diagnostics.error("A018", {document, {}});
        return std::nullopt;
    }
    Workbook workbook{document, {}};
    workbook.sheets.push_back(std::move(*sheet));
    return workbook;
}

}  // namespace qingdan
