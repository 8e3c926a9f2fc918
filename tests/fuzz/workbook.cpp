// Any bytes as a file of an inventory: a workbook of consistent sheets, or a reason.

#include <cstdint>

#include "activity/sheet.hpp"
#include "base/text.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const auto document = std::make_shared<const qingdan::Document>(qingdan::Document{"fuzz", ""});
    const auto kind = qingdan::content_kind(bytes);
    qingdan::Diagnostics diagnostics;
    std::optional<qingdan::Workbook> workbook;
    if (kind == ".xls")
        workbook = qingdan::parse_xls(bytes, document, diagnostics);
    else if (kind == ".xlsx")
        workbook = qingdan::parse_xlsx(bytes, document, diagnostics);
    else if (kind == ".ods")
        workbook = qingdan::parse_ods(bytes, document, diagnostics);
    else if (kind == ".csv")
        workbook = qingdan::parse_csv_sheet(bytes, document, diagnostics);
    else
        return 0;
    if (workbook.has_value() == diagnostics.has_errors()) __builtin_trap();
    if (!workbook) return 0;
    for (const auto& sheet : workbook->sheets) {
        for (std::size_t row = 0; row < sheet.rows; ++row)
            for (std::size_t column = 0; column < sheet.columns; ++column)
                if (!qingdan::valid_utf8(sheet.at(row, column).text) && kind != ".csv") __builtin_trap();
    }
    return 0;
}
