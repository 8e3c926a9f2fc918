#include "activity/sheet.hpp"

#include <algorithm>

namespace qingdan {

SheetCell Sheet::at(std::size_t row, std::size_t column) const {
    if (row >= cells_.size() || column >= cells_[row].size()) return {};
    const Stored& stored = cells_[row][column];
    return {static_cast<SheetCell::Kind>(stored.kind), stored.number,
            std::string_view(texts_).substr(stored.text, stored.length)};
}

std::string cell_address(std::size_t row, std::size_t column) {
    std::string letters;
    for (std::size_t rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        letters += static_cast<char>('A' + (rest - 1) % 26);
    std::reverse(letters.begin(), letters.end());
    return letters + std::to_string(row + 1);
}

SourceRef Workbook::where(const Sheet& sheet, std::size_t row, std::size_t column) const {
    return {document, (sheet.name.empty() ? "" : sheet.name + "!") + cell_address(row, column)};
}

}  // namespace qingdan
