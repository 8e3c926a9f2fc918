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
constexpr double label_width = 46, figure_width = 14, narrow_width = 9.5;
constexpr int most_note_columns = 9;  // so that a note is read without scrolling

}  // namespace

void WorkbookLayout::categories(SheetModel& sheet, const SheetTemplate& layout) {
    const auto& methodology = *inventory_.methodology;
    const int columns = 1 + static_cast<int>(layout.columns.size());
    int row = begin(sheet, layout, columns);
    sheet.repeat_from = row;
    sheet.text(row, 0, words_.in("about-category"), header_style).last_row = row + 1;
    for (int column = 1; column < columns; ++column) {
        const auto& shown = layout.columns[static_cast<std::size_t>(column - 1)];
        sheet.text(row, column, column_name(shown), header_style);
        const auto unit = shown.is_figure()               ? words_.unit(methodology.units.describe(shown.unit))
                          : shown.fixed != Notation::none ? words_.unit(shown.unit_text)
                                                          : std::string("%");
        sheet.text(row + 1, column, words_.bracketed(unit), unit_style);
    }
    sheet.repeat_to = row + 1;
    row += 2;
    sheet.freeze_row = row;
    sheet.freeze_column = 1;
    body(sheet, layout, row, columns, [&](int column) {
        return std::pair(inventory_.settings.years.back(), &layout.columns[static_cast<std::size_t>(column - 1)]);
    });
}

std::string WorkbookLayout::column_name(const GasColumn& shown) const {
    const auto& methodology = *inventory_.methodology;
    if (const auto& name = shown.name.in(words_.language()); !name.empty()) return name;
    if (shown.share_of_column >= 0) return words_.in("about-share");
    if (shown.uncertainty) return words_.in("about-uncertainty");
    if (const int gas = methodology.gas(shown.gas); gas >= 0)
        return methodology.gases[static_cast<std::size_t>(gas)].title.in(words_.language());
    std::vector<std::string> names;
    for (const auto& group : shown.groups) names.push_back(words_.in(group));
    return shown.groups.empty() ? words_.in(shown.gas) : join(names, words_.comma());
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
    int top_level = 99;
    for (const int category : layout.rows)
        if (category >= 0) top_level = std::min(top_level, level(category));
    std::vector<int> figure_columns;
    for (int column = 1; column < columns; ++column)
        if (shown_in(column).second->is_figure()) figure_columns.push_back(column);
    for (const int category : layout.rows) {
        if (category < 0) {
            inserted_row(sheet, row++, columns, layout.inserted[static_cast<std::size_t>(-1 - category)]);
            continue;
        }
        const auto style = row_style(category);
        label(sheet, row, category, style, top_level);
        for (int column = 1; column < columns; ++column) {
            const auto [year, shown] = shown_in(column);
            if (shown->is_figure())
                figure(sheet, row, column, year, category, *shown, style);
            else if (shown->fixed != Notation::none)
                notation(sheet, row, column, shown->fixed, style);
            else if (shown->uncertainty)
                uncertainty_cell(sheet, row, column, year, category, *shown, style);
        }
        ++row;
    }
    sum_formulas(sheet, layout.rows, first, figure_columns);
    sheet.widths.assign(static_cast<std::size_t>(columns), figure_width);
    sheet.widths.front() = label_width;
    for (int column = 1; column < columns; ++column) {
        const auto* shown = shown_in(column).second;
        if (shown->share_of_column >= 0) share_cells(sheet, layout, first, column, *shown);
        if (!shown->is_figure()) sheet.widths[static_cast<std::size_t>(column)] = narrow_width;
    }
    notes(sheet, layout, columns);
    charts(sheet, layout, first, 1, columns);
}

/// A heading over all columns, or a row of notation keys.
void WorkbookLayout::inserted_row(SheetModel& sheet, int row, int columns, const InsertedRow& inserted) const {
    const auto& name = inserted.name.in(words_.language());
    auto& label = sheet.text(row, 0, name, {CellRole::label, RowStyle::section, 0, false, false, false, {}});
    if (inserted.fixed == Notation::none) {
        label.last_column = columns - 1;
        return;
    }
    for (int column = 1; column < columns; ++column) notation(sheet, row, column, inserted.fixed, RowStyle::section);
}

void WorkbookLayout::notes(SheetModel& sheet, const SheetTemplate& layout, int columns) const {
    std::vector<std::string> lines;
    for (const auto& note : layout.notes) lines.push_back(filled_title(note));
    if (std::any_of(layout.columns.begin(), layout.columns.end(), [](const GasColumn& c) { return c.uncertainty; }))
        lines.push_back(words_.in("about-lower-bound"));
    std::vector<std::string> left_out;
    for (const int leaf : figures_->tree().left_out)
        left_out.push_back(inventory_.category_code(leaf) + " " +
                           inventory_.category_title(leaf).in(words_.language()));
    if (!left_out.empty()) lines.push_back(words_.in("left-out", {{"categories", join(left_out, words_.comma())}}));
    int row = sheet.rows;
    for (const auto& line : lines) {
        auto& cell = sheet.text(row++, 0, line, {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
        cell.last_column = std::min(columns, most_note_columns) - 1;
    }
}

/// A parent whose children all stand on the sheet becomes their sum as a formula, if it is that sum.
void WorkbookLayout::sum_formulas(SheetModel& sheet, const std::vector<int>& shown, int first_row,
                                  const std::vector<int>& columns) const {
    std::map<std::pair<int, int>, std::size_t> at;
    for (std::size_t i = 0; i < sheet.cells.size(); ++i) at[{sheet.cells[i].row, sheet.cells[i].column}] = i;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (shown[i] < 0) continue;
        const auto parts = figures_->tree().parts(shown[i]);
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
                if (layout.rows[i] < 0 || figures_->tree().code(layout.rows[i]) != code) continue;
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
        row = chart.row + chart.rows();
        sheet.charts.push_back(std::move(chart));
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
