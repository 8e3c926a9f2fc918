// Tables of categories: by gas for one year, by year for one gas; their sums and charts.

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"
#include "report/layout.hpp"

namespace qingdan {

namespace {

const CellStyle header_style{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
const CellStyle unit_style{CellRole::unit, RowStyle::plain, 0, false, false, false, {}};
constexpr double label_width = 46, figure_width = 14;

}  // namespace

void WorkbookLayout::categories(SheetModel& sheet, const SheetTemplate& layout) {
    const auto& methodology = *inventory_.methodology;
    const int columns = 1 + static_cast<int>(layout.columns.size());
    int row = begin(sheet, layout, columns);
    sheet.repeat_from = row;
    sheet.text(row, 0, words_.in("about-category"), header_style).last_row = row + 1;
    for (int column = 1; column < columns; ++column) {
        const auto& shown = layout.columns[static_cast<std::size_t>(column - 1)];
        const int gas = methodology.gas(shown.gas);
        sheet.text(row, column,
                   gas >= 0 ? methodology.gases[static_cast<std::size_t>(gas)].title.in(words_.language())
                            : words_.in(shown.gas + shown.group),
                   header_style);
        sheet.text(row + 1, column, words_.bracketed(words_.unit(methodology.units.describe(shown.unit))), unit_style);
    }
    sheet.repeat_to = row + 1;
    row += 2;
    sheet.freeze_row = row;
    sheet.freeze_column = 1;
    body(sheet, layout, row, columns, [&](int column) {
        return std::pair(inventory_.settings.years.back(), &layout.columns[static_cast<std::size_t>(column - 1)]);
    });
}

void WorkbookLayout::trend(SheetModel& sheet, const SheetTemplate& layout) {
    const auto& years = inventory_.settings.years;
    const int columns = 1 + static_cast<int>(years.size());
    int row = begin(sheet, layout, std::min(columns, 8));
    if (layout.columns.empty()) return;
    const auto& shown = layout.columns.front();
    sheet.repeat_from = sheet.repeat_to = row;
    sheet.text(
        row, 0,
        words_.in("about-category") + words_.bracketed(words_.unit(inventory_.methodology->units.describe(shown.unit))),
        header_style);
    for (int column = 1; column < columns; ++column) {
        sheet.text(row, column, std::to_string(years[static_cast<std::size_t>(column - 1)]), header_style);
    }
    sheet.freeze_row = ++row;
    sheet.freeze_column = 1;
    body(sheet, layout, row, columns,
         [&](int column) { return std::pair(years[static_cast<std::size_t>(column - 1)], &shown); });
}

/// The rows of a table of categories, from `row` on; `shown_in` says of which year and gas a column's figures are.
void WorkbookLayout::body(SheetModel& sheet, const SheetTemplate& layout, int row, int columns,
                          const std::function<std::pair<int, const GasColumn*>(int)>& shown_in) {
    const int first = row;
    int top_level = level(layout.rows.front());
    for (const int category : layout.rows) top_level = std::min(top_level, level(category));
    std::vector<int> figure_columns;
    for (int column = 1; column < columns; ++column) figure_columns.push_back(column);
    for (const int category : layout.rows) {
        const auto style = row_style(category);
        label(sheet, row, category, style, top_level);
        for (const int column : figure_columns) {
            const auto [year, shown] = shown_in(column);
            figure(sheet, row, column, year, category, *shown, style);
        }
        ++row;
    }
    sum_formulas(sheet, layout.rows, first, figure_columns);
    sheet.widths.assign(static_cast<std::size_t>(columns), figure_width);
    sheet.widths.front() = label_width;
    charts(sheet, layout, first, 1, columns);
}

/// A parent whose children all stand on the sheet becomes their sum as a formula, if it is that sum.
void WorkbookLayout::sum_formulas(SheetModel& sheet, const std::vector<int>& shown, int first_row,
                                  const std::vector<int>& columns) const {
    const auto& methodology = *inventory_.methodology;
    std::map<std::pair<int, int>, std::size_t> at;
    for (std::size_t i = 0; i < sheet.cells.size(); ++i) at[{sheet.cells[i].row, sheet.cells[i].column}] = i;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto category = static_cast<std::size_t>(shown[i]);
        std::vector<int> parts;
        if (category >= methodology.categories.size())
            parts = methodology.totals[category - methodology.categories.size()].categories;
        else
            for (const int child : methodology.categories[category].children)
                if (!methodology.categories[static_cast<std::size_t>(child)].memo) parts.push_back(child);
        if (parts.empty()) continue;
        std::vector<int> rows;
        for (const int part : parts) {
            const auto found = std::find(shown.begin(), shown.end(), part);
            if (found != shown.end()) rows.push_back(first_row + static_cast<int>(found - shown.begin()));
        }
        if (rows.size() != parts.size()) continue;
        for (const int column : columns) {
            auto& cell = sheet.cells[at.at({first_row + static_cast<int>(i), column})];
            if (cell.kind != ModelCell::Kind::number) continue;
            double sum = 0.0, size = 0.0;
            std::string text = "=SUM(";
            for (const int row : rows) {
                const auto& part = sheet.cells[at.at({row, column})];
                if (part.kind != ModelCell::Kind::text) sum += part.number;
                size += std::abs(part.number);
                text += (text.size() > 5 ? "," : "") + cell_name(row, column);
            }
            if (std::abs(sum - cell.number) > 1e-9 * size) continue;
            cell.kind = ModelCell::Kind::formula;
            cell.text = text + ")";
        }
    }
}

/// Below the table: what is drawn, as a small table of its own (a chart of rows that do not stand together needs one).
void WorkbookLayout::charts(SheetModel& sheet, const SheetTemplate& layout, int first_row, int first_column,
                            int last_column) {
    const auto index = static_cast<int>(model_.sheets.size());
    const bool over_years = layout.kind == SheetTemplate::Kind::trend;
    constexpr int chart_rows = 16;
    int row = sheet.rows + 1;
    for (const auto& wanted : layout.charts) {
        ModelChart chart;
        chart.type = wanted.type == "pie"    ? ModelChart::Type::pie
                     : wanted.type == "bar"  ? ModelChart::Type::bar
                     : wanted.type == "line" ? ModelChart::Type::line
                                             : ModelChart::Type::column;
        chart.title = filled_title(wanted.title);
        chart.unit = words_.unit(inventory_.methodology->units.describe(
            layout.columns[static_cast<std::size_t>(over_years ? 0 : wanted.column)].unit));
        sheet.text(row, 0, chart.title + words_.bracketed(chart.unit),
                   {CellRole::heading, RowStyle::plain, 0, false, false, false, {}});
        const int from = row + 1;
        int at = from;
        for (const auto& code : wanted.rows)
            for (std::size_t i = 0; i < layout.rows.size(); ++i) {
                if (inventory_.category_code(layout.rows[i]) != code) continue;
                const int source = first_row + static_cast<int>(i);
                sheet.text(at, 0, category_name(layout.rows[i]),
                           {CellRole::label, RowStyle::plain, 0, false, false, false, {}});
                const int columns = over_years ? last_column - first_column : 1;
                for (int column = 0; column < columns; ++column)
                    copy_figure(sheet, source, first_column + (over_years ? column : wanted.column), at, 1 + column);
                if (over_years)
                    chart.series.push_back({category_name(layout.rows[i]), index, at, at, 1, columns, first_row - 1,
                                            first_row - 1, first_column, last_column - 1});
                ++at;
            }
        if (at == from) continue;
        if (!over_years) chart.series.push_back({chart.title, index, from, at - 1, 1, 1, from, at - 1, 0, 0});
        chart.row = at + 1;
        chart.column = 0;
        sheet.charts.push_back(std::move(chart));
        row = at + 1 + chart_rows;
    }
}

/// A cell that says what another one says; blank where that one has no number.
void WorkbookLayout::copy_figure(SheetModel& sheet, int row, int column, int to_row, int to_column) const {
    const auto from = std::find_if(sheet.cells.begin(), sheet.cells.end(),
                                   [&](const ModelCell& cell) { return cell.row == row && cell.column == column; });
    const bool number =
        from != sheet.cells.end() && (from->kind == ModelCell::Kind::number || from->kind == ModelCell::Kind::formula);
    const double value = number ? from->number : 0.0;
    const auto style = from == sheet.cells.end() ? CellStyle{} : from->style;
    auto& cell =
        sheet.add(to_row, to_column, number ? ModelCell::Kind::formula : ModelCell::Kind::blank,
                  {CellRole::value, RowStyle::plain, 0, style.provisional, style.incomplete, false, style.format});
    cell.number = value;
    if (number) cell.text = "=" + cell_name(row, column);
}

}  // namespace qingdan
