// What totals are made of: gases with their shares, gases by year, the largest sources.

#include <algorithm>

#include "report/layout.hpp"

namespace qingdan {

namespace {

const CellStyle header_style{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
const CellStyle unit_style{CellRole::unit, RowStyle::plain, 0, false, false, false, {}};
const CellStyle label_style{CellRole::label, RowStyle::plain, 0, false, false, false, {}};
constexpr double label_width = 46, figure_width = 16;
constexpr std::size_t most_sources = 20;

}  // namespace

/// Gases down; totals or years across. Totals of one year have each a column of shares.
void WorkbookLayout::composition(SheetModel& sheet, const SheetTemplate& layout) {
    const auto& years = inventory_.settings.years;
    const bool over_years = layout.kind == SheetTemplate::Kind::gas_trend;
    std::vector<std::pair<int, int>> shown;  // year, category
    if (over_years)
        for (const int year : years) shown.emplace_back(year, layout.rows.front());
    else
        for (const int category : layout.rows)
            if (category >= 0) shown.emplace_back(years.back(), category);
    const int step = over_years ? 1 : 2, columns = 1 + step * static_cast<int>(shown.size());
    int row = begin(sheet, layout, std::min(columns, 8));
    const auto unit =
        layout.columns.empty()
            ? std::string()
            : words_.bracketed(words_.unit(inventory_.methodology->units.describe(layout.columns.front().unit)));
    sheet.repeat_from = row;
    sheet.text(row, 0, words_.in("about-gas"), header_style).last_row = row + 1;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const int column = 1 + step * static_cast<int>(i);
        sheet
            .text(row, column, over_years ? std::to_string(shown[i].first) : category_name(shown[i].second),
                  header_style)
            .last_column = column + step - 1;
        sheet.text(row + 1, column, unit, unit_style);
        if (!over_years) sheet.text(row + 1, column + 1, words_.in("about-share") + words_.bracketed("%"), unit_style);
    }
    sheet.repeat_to = row + 1;
    sheet.freeze_row = row += 2;
    sheet.freeze_column = 1;
    const int first = row;
    for (const auto& gas : layout.columns) {
        sheet.text(row, 0, column_name(gas), label_style);
        for (std::size_t i = 0; i < shown.size(); ++i)
            figure(sheet, row, 1 + step * static_cast<int>(i), shown[i].first, shown[i].second, gas, RowStyle::plain);
        ++row;
    }
    sheet.text(row, 0, words_.in("total"), {CellRole::label, RowStyle::total, 0, false, false, false, {}});
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const int column = 1 + step * static_cast<int>(i);
        double sum = 0.0;
        for (const auto& cell : sheet.cells)
            if (cell.column == column && cell.row >= first && cell.kind == ModelCell::Kind::number) sum += cell.number;
        auto& cell = sheet.add(row, column, ModelCell::Kind::formula,
                               {CellRole::value, RowStyle::total, 0, false, false, false, "#,##0.00##"});
        cell.text = "=SUM(" + cell_name(first, column) + ":" + cell_name(row - 1, column) + ")";
        cell.number = sum;
    }
    if (!over_years)
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const int column = 1 + step * static_cast<int>(i);
            for (int at = first; at <= row; ++at)
                share_cell(sheet, at, column + 1, {at, column}, {row, column},
                           at == row ? RowStyle::total : RowStyle::plain);
        }
    sheet.widths.assign(static_cast<std::size_t>(columns), figure_width);
    sheet.widths.front() = label_width;
    notes(sheet, layout, columns);
    composition_chart(sheet, layout, first, row, columns, over_years);
}

/// The first total's gases as a pie, or every gas along the years.
void WorkbookLayout::composition_chart(SheetModel& sheet, const SheetTemplate& layout, int first, int last, int columns,
                                       bool over_years) const {
    const auto index = static_cast<int>(model_.sheets.size());
    for (const auto& wanted : layout.charts) {
        ModelChart chart;
        chart.type = over_years ? ModelChart::Type::line : ModelChart::Type::pie;
        chart.title = filled_title(wanted.title);
        chart.unit = words_.unit(inventory_.methodology->units.describe(layout.columns.front().unit));
        if (over_years)
            for (int row = first; row < last; ++row)
                chart.series.push_back({column_name(layout.columns[static_cast<std::size_t>(row - first)]), index, row,
                                        row, 1, columns - 1, first - 2, first - 2, 1, columns - 1});
        else
            chart.series.push_back({chart.title, index, first, last - 1, 1, 1, first, last - 1, 0, 0});
        chart.row = sheet.rows + 1;
        sheet.charts.push_back(std::move(chart));
    }
}

/// Leaf categories and gases by size, with their share of the total and the running sum of it.
void WorkbookLayout::largest(SheetModel& sheet, const SheetTemplate& layout) {
    const int year = inventory_.settings.years.back(), total = layout.rows.front();
    const int gases = static_cast<int>(inventory_.methodology->gases.size());
    if (layout.columns.empty()) return;
    const auto& shown = layout.columns.front();
    const double scale = conversion_factor(inventory_.co2e_unit, shown.unit);
    struct SizedSource {
        int category, gas;
        double value;
    };
    std::vector<SizedSource> sources;
    for (const int c : figures_->tree().leaves(total)) {
        for (int gas = 0; gas < gases; ++gas)
            if (const auto found = figures_->find(year, c, gas); found && found->co2e_status.is_number())
                if (found->co2e_kt > 0.0) sources.push_back({c, gas, found->co2e_kt * scale});
    }
    std::stable_sort(sources.begin(), sources.end(),
                     [](const SizedSource& a, const SizedSource& b) { return a.value > b.value; });
    if (sources.size() > most_sources) sources.resize(most_sources);
    int row = begin(sheet, layout, 5);
    const std::string heads[] = {
        words_.in("about-category"), words_.in("about-gas"),
        words_.in("about-emission") + words_.bracketed(words_.unit(inventory_.methodology->units.describe(shown.unit))),
        words_.in("about-share-of-total"), words_.in("about-running-share")};
    for (int column = 0; column < 5; ++column) sheet.text(row, column, heads[column], header_style);
    sheet.repeat_from = sheet.repeat_to = row;
    sheet.freeze_row = ++row;
    const int first = row, whole = row + static_cast<int>(sources.size());
    for (const auto& source : sources) {
        sheet.text(row, 0, category_name(source.category), label_style);
        sheet.text(row, 1, inventory_.gas_id(source.gas), label_style);
        sheet.number(row, 2, source.value, {CellRole::value, RowStyle::plain, 0, false, false, false, "#,##0.00##"})
            .provenance = provenance_.entry(*figures_, year, source.category, source.gas);
        ++row;
    }
    sheet.text(whole, 0, category_name(total), {CellRole::label, RowStyle::total, 0, false, false, false, {}});
    sheet.text(whole, 1, "", {CellRole::label, RowStyle::total, 0, false, false, false, {}});
    figure(sheet, whole, 2, year, total, shown, RowStyle::total);
    const auto sum = figures_->find(year, total, gases);
    double running = 0.0;
    for (int at = first; at < whole; ++at) {
        share_cell(sheet, at, 3, {at, 2}, {whole, 2}, RowStyle::plain);
        if (!sum || !sum->status.is_number() || sum->value == 0.0) continue;
        running += sources[static_cast<std::size_t>(at - first)].value / (sum->value * scale);
        auto& cell = sheet.add(at, 4, ModelCell::Kind::formula,
                               {CellRole::value, RowStyle::plain, 0, false, false, false, "0.0%"});
        cell.text = "=SUM($D$" + std::to_string(first + 1) + ":" + cell_name(at, 3) + ")";
        cell.number = running;
    }
    sheet.widths = {label_width, 12, 20, 14, 14};
    notes(sheet, layout, 5);
    for (const auto& wanted : layout.charts) {
        ModelChart chart;
        chart.type = ModelChart::Type::bar;
        chart.title = filled_title(wanted.title);
        chart.unit = words_.unit(inventory_.methodology->units.describe(shown.unit));
        const int last = std::min(whole, first + 10) - 1;
        chart.series.push_back(
            {chart.title, static_cast<int>(model_.sheets.size()), first, last, 2, 2, first, last, 0, 0});
        chart.row = sheet.rows + 1;
        if (last >= first) sheet.charts.push_back(std::move(chart));
    }
}

}  // namespace qingdan
