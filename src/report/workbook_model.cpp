#include "report/workbook_model.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"

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

void SheetModel::fit_heights() {
    constexpr double line_height = 14.0, highest = 400.0;  // points; the format allows 409
    std::map<int, int> lines;
    for (const auto& cell : cells) {
        const bool wraps = cell.style.role == CellRole::text || cell.style.role == CellRole::label ||
                           cell.style.role == CellRole::header;
        if (!wraps || cell.kind != ModelCell::Kind::text || cell.last_row > cell.row) continue;
        double width = 0.0;
        for (int column = cell.column; column <= std::max(cell.column, cell.last_column); ++column)
            width += static_cast<std::size_t>(column) < widths.size() ? widths[static_cast<std::size_t>(column)] : 10.0;
        int count = 0, used = 2 * cell.style.indent;
        for (const char32_t point : code_points(cell.text + "\n")) {
            if (point != U'\n') {
                used += display_width(point);
                continue;
            }
            count += std::max(1, static_cast<int>(std::ceil(1.1 * used / width)));
            used = 0;
        }
        lines[cell.row] = std::max(lines[cell.row], count);
    }
    for (const auto& [row, count] : lines)
        if (count > 1) heights.emplace_back(row, std::min(highest, 2.0 + line_height * count));
}

}  // namespace qingdan
