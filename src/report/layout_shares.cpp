// Columns beside the figures of a table: shares of another row, and uncertainties.

#include <algorithm>

#include "report/layout.hpp"

namespace qingdan {

/// What part of the figure in another row each figure of a column is.
void WorkbookLayout::share_cells(SheetModel& sheet, const SheetTemplate& layout, int first, int column,
                                 const GasColumn& shown) const {
    const auto row_of = [&](int category) {
        return first +
               static_cast<int>(std::find(layout.rows.begin(), layout.rows.end(), category) - layout.rows.begin());
    };
    const int whole_row = row_of(shown.share_of_row), from = 1 + shown.share_of_column;
    for (const int category : layout.rows)
        if (category >= 0)
            share_cell(sheet, row_of(category), column, {row_of(category), from}, {whole_row, from},
                       row_style(category));
}

/// A quotient of two cells as a formula; a dash unless both are numbers.
void WorkbookLayout::share_cell(SheetModel& sheet, int row, int column, std::pair<int, int> part,
                                std::pair<int, int> whole, RowStyle style) const {
    const auto find = [&](std::pair<int, int> at) -> const ModelCell* {
        const auto found = std::find_if(sheet.cells.begin(), sheet.cells.end(), [&](const ModelCell& cell) {
            return cell.row == at.first && cell.column == at.second;
        });
        const bool number = found != sheet.cells.end() &&
                            (found->kind == ModelCell::Kind::number || found->kind == ModelCell::Kind::formula);
        return number ? &*found : nullptr;
    };
    const auto *numerator = find(part), *denominator = find(whole);
    if (!numerator || !denominator || denominator->number == 0.0) {
        sheet.text(row, column, "–", {CellRole::value, style, 0, false, false, true, {}});
        return;
    }
    const double value = numerator->number / denominator->number;
    auto& cell =
        sheet.add(row, column, ModelCell::Kind::formula, {CellRole::value, style, 0, false, false, false, "0.0%"});
    cell.text = "=" + cell_name(part.first, part.second) + "/" + cell_name(whole.first, whole.second);
    cell.number = value;
}

/// Half the 95 % interval in per cent; a lower bound where inputs have none, and says so.
void WorkbookLayout::uncertainty_cell(SheetModel& sheet, int row, int column, int year, int category,
                                      const GasColumn& shown, RowStyle style) {
    const auto& gases = inventory_.methodology->gases;
    int gas = inventory_.methodology->gas(shown.gas);
    if (gas < 0) gas = static_cast<int>(gases.size());
    const auto found = figures_->find(year, category, gas);
    const bool number = found && found->status.is_number();
    EstimateUncertainty known;
    if (number && uncertainty_) {
        GradientSum sum(uncertainty_->sources().sources.size());
        for (const NodeId node : figures_->nodes(year, category, gas)) sum.add(uncertainty_->gradient(node), 1.0);
        known = uncertainty_->of(sum.take(), 1.0, found->value);
    }
    if (known.known == 0 || !known.percent) {
        sheet.text(row, column, number ? words_.in("unknown") : "–",
                   {CellRole::value, style, 0, false, false, true, {}});
        return;
    }
    auto& cell =
        sheet.number(row, column, *known.percent / 100.0,
                     {CellRole::value, style, 0, false, false, false, known.unknown > 0 ? "\"≥ ±\"0.0%" : "\"±\"0.0%"});
    cell.provenance = provenance_.entry(*figures_, year, category, gas);
}

}  // namespace qingdan
