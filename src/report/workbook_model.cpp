#include "report/workbook_model.hpp"

#include <algorithm>

namespace qingdan {

std::string cell_column(int column) {
    std::string letters;
    for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) letters += static_cast<char>('A' + (rest - 1) % 26);
    std::reverse(letters.begin(), letters.end());
    return letters;
}

std::string cell_name(int row, int column) { return cell_column(column) + std::to_string(row + 1); }

ModelCell& SheetModel::add(int row, int column, ModelCell::Kind kind, CellStyle style) {
    ModelCell cell;
    cell.row = row;
    cell.column = column;
    cell.kind = kind;
    cell.style = std::move(style);
    rows = std::max(rows, row + 1);
    columns = std::max(columns, column + 1);
    cells.push_back(std::move(cell));
    return cells.back();
}

ModelCell& SheetModel::text(int row, int column, std::string words, CellStyle style) {
    auto& cell = add(row, column, words.empty() ? ModelCell::Kind::blank : ModelCell::Kind::text, std::move(style));
    cell.text = std::move(words);
    return cell;
}

ModelCell& SheetModel::number(int row, int column, double value, CellStyle style) {
    auto& cell = add(row, column, ModelCell::Kind::number, std::move(style));
    cell.number = value;
    return cell;
}

}  // namespace qingdan
