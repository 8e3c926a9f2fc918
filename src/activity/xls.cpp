// Binary workbooks of Excel 5 to 2003 through FreeXL.

#include <freexl.h>

#include <memory>
#include <string_view>

#include "activity/sheet.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::string_view compound_file_mark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::size_t most_cells = 4'000'000;  // a sheet beyond this is not a table of statistics

struct Closer {
    void operator()(const void* handle) const { freexl_close(handle); }
};
using Handle = std::unique_ptr<const void, Closer>;

SheetCell to_cell(const FreeXL_CellValue& value) {
    SheetCell cell;
    switch (value.type) {
        case FREEXL_CELL_INT:
            cell.kind = SheetCell::Kind::number;
            cell.number = value.value.int_value;
            break;
        case FREEXL_CELL_DOUBLE:
            cell.kind = SheetCell::Kind::number;
            cell.number = value.value.double_value;
            break;
        case FREEXL_CELL_TEXT:
        case FREEXL_CELL_SST_TEXT:
            if (value.value.text_value) cell.text = value.value.text_value;
            cell.kind = trim(cell.text).empty() ? SheetCell::Kind::blank : SheetCell::Kind::text;
            break;
        case FREEXL_CELL_DATE:
        case FREEXL_CELL_DATETIME:
        case FREEXL_CELL_TIME:
            if (value.value.text_value) cell.text = value.value.text_value;
            cell.kind = SheetCell::Kind::date;
            break;
        default:
            break;
    }
    return cell;
}

bool read_sheet(const void* handle, unsigned short index, Workbook& workbook) {
    const char* name = nullptr;
    unsigned int rows = 0;
    unsigned short columns = 0;
    if (freexl_get_worksheet_name(handle, index, &name) != FREEXL_OK || freexl_select_active_worksheet(handle, index) != FREEXL_OK ||
        freexl_worksheet_dimensions(handle, &rows, &columns) != FREEXL_OK || std::size_t{rows} * columns > most_cells)
        return false;
    Sheet sheet;
    sheet.name = name ? name : "";
    sheet.rows = rows;
    sheet.columns = columns;
    sheet.cells.reserve(sheet.rows * sheet.columns);
    for (unsigned int row = 0; row < rows; ++row)
        for (unsigned short column = 0; column < columns; ++column) {
            FreeXL_CellValue value{};
            if (freexl_get_cell_value(handle, row, column, &value) != FREEXL_OK) return false;
            sheet.cells.push_back(to_cell(value));
        }
    workbook.sheets.push_back(std::move(sheet));
    return true;
}

}  // namespace

std::optional<Workbook> read_xls(const std::filesystem::path& folder, const std::string& relative, Diagnostics& diagnostics) {
    const auto file = read_file(folder, relative, diagnostics);
    if (!file) return std::nullopt;
    const SourceRef where{file->document, {}};
    if (!file->bytes.starts_with(compound_file_mark)) {
        diagnostics.error("A012", where, {{"extension", ".xls"}});
        return std::nullopt;
    }
    const void* opened = nullptr;
    const int code = freexl_open((folder / relative).c_str(), &opened);
    const Handle handle(opened);
    unsigned int sheets = 0, password = FREEXL_UNKNOWN;
    if (handle) (void)freexl_get_info(handle.get(), FREEXL_BIFF_PASSWORD, &password);
    if (password == FREEXL_BIFF_OBFUSCATED) {
        diagnostics.error("A011", where);
        return std::nullopt;
    }
    Workbook workbook{file->document, {}};
    bool good = code == FREEXL_OK && freexl_get_info(handle.get(), FREEXL_BIFF_SHEET_COUNT, &sheets) == FREEXL_OK;
    for (unsigned int index = 0; good && index < sheets; ++index) good = read_sheet(handle.get(), static_cast<unsigned short>(index), workbook);
    if (!good || workbook.sheets.empty()) {
        diagnostics.error("A010", where);
        return std::nullopt;
    }
    return workbook;
}

}  // namespace qingdan
