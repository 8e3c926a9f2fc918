// Matrices: leaf estimates of one gas, activity data, or factors, by two key dimensions.

#include <algorithm>

#include "report/layout.hpp"
#include "report/matrix_cells.hpp"

namespace qingdan {

namespace {

const CellStyle header_style{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
const CellStyle unit_style{CellRole::unit, RowStyle::plain, 0, false, false, false, {}};
constexpr double label_width = 40, figure_width = 11.5;

}  // namespace

/// Unit of a column, and what figures of it are multiplied with to be shown in it.
std::pair<Unit, double> WorkbookLayout::matrix_unit(const SheetTemplate& layout, MemberId column) const {
    const auto& methodology = *inventory_.methodology;
    if (layout.variable < 0) return {layout.columns.front().unit, 1.0};
    Tuple key;
    key.push(column);
    const auto& own = layout.factor >= 0 ? methodology.factors[static_cast<std::size_t>(layout.factor)].unit
                                         : methodology.variables[static_cast<std::size_t>(layout.variable)].unit;
    const auto unit = methodology.concrete_unit(own, {layout.column_dimension}, key).value_or(own);
    for (const auto& shown : layout.units)
        if (shown.converts_to(unit)) return {shown, conversion_factor(unit, shown)};
    return {unit, 1.0};
}

void WorkbookLayout::matrix(SheetModel& sheet, const SheetTemplate& layout) {
    const auto& methodology = *inventory_.methodology;
    const MatrixCells found(inventory_, layout, inventory_.settings.years.back());
    const int width = 1 + static_cast<int>(found.columns.size());
    int row = begin(sheet, layout, std::clamp(width, 4, 9));
    const auto& row_dimension = methodology.dimensions[static_cast<std::size_t>(layout.row_dimension)];
    const auto& column_dimension = methodology.dimensions[static_cast<std::size_t>(layout.column_dimension)];
    const bool of_categories = layout.row_dimension == methodology.category_dimension;
    const bool categories_across = layout.column_dimension == methodology.category_dimension;
    const int gas_of_matrix = layout.columns.empty() ? -1 : methodology.gas(layout.columns.front().gas);
    sheet.repeat_from = row;
    sheet.repeat_to = row + 1;
    const auto corner = of_categories ? words_.in("about-category") : row_dimension.title.in(words_.language());
    sheet.text(row, 0, corner, header_style).last_row = row + 1;
    int column = 1;
    std::map<MemberId, double> scales;
    for (const MemberId member : found.columns) {
        const auto [unit, scale] = matrix_unit(layout, member);
        scales[member] = scale;
        sheet.text(row, column, column_dimension.members[static_cast<std::size_t>(member)].title.in(words_.language()),
                   header_style);
        sheet.text(row + 1, column++, words_.bracketed(words_.unit(methodology.units.describe(unit))), unit_style);
    }
    row += 2;
    sheet.freeze_row = row;
    sheet.freeze_column = 1;
    for (const MemberId member : found.rows) {
        if (of_categories)
            label(sheet, row, member, RowStyle::plain, 99);
        else
            sheet.text(row, 0, row_dimension.members[static_cast<std::size_t>(member)].title.in(words_.language()),
                       {CellRole::label, RowStyle::plain, 0, false, false, false, {}});
        column = 1;
        for (const MemberId of : found.columns) {
            const auto cell = found.cells.find({member, of});
            const auto* shown = cell == found.cells.end() ? nullptr : &cell->second;
            matrix_figure(sheet, row, column++, shown, scales[of]);
            if (!shown) continue;
            // An estimate links to its category's; members of that dimension are numbered like the categories.
            const int category = of_categories ? member : categories_across ? of : -1;
            sheet.cells.back().provenance =
                layout.variable < 0 && category >= 0
                    ? provenance_.entry(own_, inventory_.settings.years.back(), category, gas_of_matrix)
                    : provenance_.entry(shown->inputs);
        }
        ++row;
    }
    if (found.rows.empty())
        sheet.text(row, 0, words_.in("no-data"), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    sheet.widths.assign(static_cast<std::size_t>(width), figure_width);
    sheet.widths.front() = label_width;
}

void WorkbookLayout::matrix_figure(SheetModel& sheet, int row, int column, const MatrixCell* cell, double scale) const {
    CellStyle style{CellRole::value, RowStyle::plain, 0, false, false, false, "#,##0.00##"};
    if (!cell) {
        sheet.text(row, column, "", style);
        return;
    }
    style.provisional = (cell->mask & rests_on_provisional) != 0;
    style.incomplete = cell->status.incomplete;
    style.centred = cell->differs || !cell->status.is_number();
    if (cell->differs)
        sheet.text(row, column, words_.in("several"), style);
    else if (style.centred)
        sheet.text(row, column, std::string(notation_text(cell->status.notation)), style);
    else
        sheet.number(row, column, cell->value * scale, style);
}

/// Indicators by year.
void WorkbookLayout::indicators(SheetModel& sheet, const SheetTemplate& layout) {
    const auto& methodology = *inventory_.methodology;
    const auto& years = inventory_.settings.years;
    const int columns = 2 + static_cast<int>(years.size());
    int row = begin(sheet, layout, std::clamp(columns, 3, 8));
    sheet.text(row, 0, words_.in("about-indicator"), header_style);
    sheet.text(row, 1, words_.in("about-unit"), header_style);
    for (std::size_t y = 0; y < years.size(); ++y)
        sheet.text(row, 2 + static_cast<int>(y), std::to_string(years[y]), header_style);
    sheet.freeze_row = row + 1;
    sheet.freeze_column = 2;
    for (const auto& value : results_.indicators) {
        const auto& indicator = methodology.indicators[static_cast<std::size_t>(value.indicator)];
        const int at = row + 1 + value.indicator, column = 2 + (value.year - years.front());
        if (value.year == years.front()) {
            sheet.text(at, 0, indicator.title.in(words_.language()),
                       {CellRole::label, RowStyle::plain, 0, false, false, false, {}});
            sheet.text(at, 1, words_.unit(methodology.units.describe(indicator.unit)),
                       {CellRole::label, RowStyle::plain, 0, false, false, false, {}});
        }
        CellStyle style{CellRole::value,         RowStyle::plain,           0,           false,
                        value.status.incomplete, !value.status.is_number(), "#,##0.00##"};
        auto& cell = value.status.is_number()
                         ? sheet.number(at, column, value.value, style)
                         : sheet.text(at, column, std::string(notation_text(value.status.notation)), style);
        cell.provenance = provenance_.entry(value.inputs);
    }
    if (results_.indicators.empty())
        sheet.text(row + 1, 0, words_.in("no-data"), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    sheet.widths.assign(static_cast<std::size_t>(columns), figure_width);
    sheet.widths[0] = label_width;
    sheet.widths[1] = 18;
}

}  // namespace qingdan
