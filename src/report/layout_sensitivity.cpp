// What uncertainty matters, and how wide it leaves the totals: the inputs with the largest part of a total's variance,
// and the total's interval along the years.

#include <algorithm>
#include <cmath>

#include "analysis/key_words.hpp"
#include "report/layout.hpp"

namespace qingdan {

namespace {

const CellStyle header_style{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
const CellStyle unit_style{CellRole::unit, RowStyle::plain, 0, false, false, false, {}};
const CellStyle label_style{CellRole::label, RowStyle::plain, 0, false, false, false, {}};
const CellStyle note_style{CellRole::note, RowStyle::plain, 0, false, false, false, {}};
const CellStyle figure_style{CellRole::value, RowStyle::plain, 0, false, false, false, "#,##0.00##"};
const CellStyle percent_style{CellRole::value, RowStyle::plain, 0, false, false, false, "0.0"};
const CellStyle share_style{CellRole::value, RowStyle::plain, 0, false, false, false, "0.0%"};

constexpr std::size_t most_inputs = 20;
/// The middle 50 % of a normal distribution as part of its middle 95 %: 0.67449 of 1.95996 standard deviations.
constexpr double inner_part = 0.344134;
constexpr double interval_width = 16;

/// What it is and of what: `低位发热量（原煤，2022）`.
std::string input_name(const Inventory& inventory, const UncertainSource& source, const NodeDescription& described,
                       const Words& words) {
    const auto& methodology = *inventory.methodology;
    const auto ref = static_cast<std::size_t>(source.ref);
    const bool datum = source.kind == UncertainSource::Kind::datum;
    const auto& dimensions =
        datum ? methodology.variables[static_cast<std::size_t>(inventory.data[ref].variable)].dimensions
              : methodology.factors[static_cast<std::size_t>(methodology.factor_rows[ref].factor)].dimensions;
    auto keys = member_titles(methodology, dimensions,
                              datum ? inventory.data[ref].key : methodology.factor_rows[ref].key, words.language());
    if (datum) keys += (keys.empty() ? "" : words.comma()) + std::to_string(inventory.data[ref].year);
    return described.label.in(words.language()) + words.bracketed(keys);
}

/// A round number at or below `least`, for an axis on which `span` is to be seen.
double axis_start(double least, double span) {
    const double wanted = least - span;
    if (wanted <= 0.0) return std::min(0.0, least);
    const double step = std::pow(10.0, std::floor(std::log10(wanted)) - 1.0);
    return std::floor(wanted / step) * step;
}

}  // namespace

/// By the first order: each input at its bounds, all others at their values.
void WorkbookLayout::sensitivity(SheetModel& sheet, const SheetTemplate& layout) {
    const auto& shown = layout.columns.front();
    const auto unit = words_.unit(inventory_.methodology->units.describe(shown.unit));
    int row = begin(sheet, layout, 9);
    const std::string heads[] = {words_.in("about-input"),
                                 words_.in("about-kind"),
                                 words_.in("about-value"),
                                 words_.in("about-input-uncertainty"),
                                 "",
                                 words_.in("about-input-effect"),
                                 "",
                                 words_.in("about-variance-share"),
                                 words_.in("about-place")};
    const std::string units[] = {"", "", "", "(−) %", "(+) %", "(−) " + unit, "(+) " + unit, "", ""};
    for (int column = 0; column < 9; ++column) {
        if (column == 3 || column == 5)
            sheet.text(row, column, heads[column], header_style).last_column = column + 1;
        else if (!heads[column].empty())
            sheet.text(row, column, heads[column], header_style);
        sheet.text(row + 1, column, units[column], unit_style);
    }
    sheet.repeat_from = row;
    sheet.repeat_to = row + 1;
    sheet.freeze_row = row += 2;
    sheet.freeze_column = 1;
    sheet.widths = {40, 9, 18, 8, 8, 13, 13, 9, 30};
    const int first = row, gases = static_cast<int>(inventory_.methodology->gases.size());
    const auto* estimate = inventory_.estimate(inventory_.settings.years.back(), layout.rows.front(), gases);
    const bool number = uncertainty_ && estimate && estimate->status.is_number();
    if (number) {
        const double scale = conversion_factor(inventory_.co2e_unit, shown.unit);
        for (const auto& one : uncertainty_->contributions(estimate->node, most_inputs))
            sensitivity_row(sheet, row++, one, scale);
    }
    const int inputs = row - first;
    if (inputs == 0) sheet.text(row++, 0, words_.in("no-data"), note_style).last_column = 8;
    if (const int unknown = number ? uncertainty_->of(uncertainty_->gradient(estimate->node), 1.0, 1.0).unknown : 0)
        sheet.text(row++, 0, words_.in("about-unknown-left-out", {{"count", std::to_string(unknown)}}), note_style)
            .last_column = 8;
    notes(sheet, layout, 9);
    const int last = first + std::min(inputs, 10) - 1;
    for (const auto& wanted : layout.charts) {
        if (inputs == 0) continue;
        ModelChart chart;
        chart.type = ModelChart::Type::tornado;
        chart.title = filled_title(wanted.title);
        chart.unit = unit;
        const auto index = static_cast<int>(model_.sheets.size());
        for (const int column : {5, 6})
            chart.series.push_back({words_.in(column == 5 ? "about-at-lower" : "about-at-upper"), index, first, last,
                                    column, column, first, last, 0, 0});
        chart.row = sheet.rows + 1;
        sheet.charts.push_back(std::move(chart));
    }
}

void WorkbookLayout::sensitivity_row(SheetModel& sheet, int row, const Contribution& one, double scale) {
    const auto& source = uncertainty_->sources().sources[static_cast<std::size_t>(one.source)];
    const auto described = describe(inventory_, source.node);
    const auto& known = *source.distribution;
    sheet.text(row, 0, input_name(inventory_, source, described, words_), label_style);
    sheet.text(row, 1, words_.in(source.kind == UncertainSource::Kind::datum ? "kind-datum" : "kind-factor"),
               label_style);
    auto with_unit = figure_style;
    const auto unit = words_.unit(described.unit);
    if (unit != "1") with_unit.format += "\" " + unit + "\"";
    sheet.number(row, 2, described.value, with_unit).provenance = provenance_.entry({source.node});
    // Of a normal distribution that asymmetric bounds were made into, the first order sees half of the interval.
    const double below = known.central - known.low, above = known.high - known.central;
    if (known.central != 0.0) {
        sheet.number(row, 3, 100.0 * below / std::abs(known.central), percent_style);
        sheet.number(row, 4, 100.0 * above / std::abs(known.central), percent_style);
    }
    const double per_half = known.half_width() == 0.0 ? 0.0 : one.half_width / known.half_width() * scale;
    sheet.number(row, 5, -per_half * below, figure_style);
    sheet.number(row, 6, per_half * above, figure_style);
    sheet.number(row, 7, one.share, share_style);
    sheet.text(row, 8, described.place, label_style);
}

/// Years down: the total with its interval, the trials' where they were run, and below what the fan is drawn from.
void WorkbookLayout::intervals(SheetModel& sheet, const SheetTemplate& layout) {
    const auto& shown = layout.columns.front();
    const auto unit = words_.unit(inventory_.methodology->units.describe(shown.unit));
    const double scale = conversion_factor(inventory_.co2e_unit, shown.unit);
    const int gases = static_cast<int>(inventory_.methodology->gases.size()), columns = results_.trials ? 8 : 5;
    int row = begin(sheet, layout, columns);
    const char* heads[] = {"about-year",        "about-emission",    "about-lower",        "about-upper",
                           "about-uncertainty", "about-trial-lower", "about-trial-median", "about-trial-upper"};
    for (int column = 0; column < columns; ++column) {
        sheet.text(row, column, words_.in(heads[column]), header_style);
        sheet.text(row + 1, column, column == 0 ? "" : column == 4 ? "± %" : unit, unit_style);
    }
    sheet.repeat_from = row;
    sheet.repeat_to = row + 1;
    sheet.freeze_row = row += 2;
    sheet.freeze_column = 1;
    sheet.widths.assign(static_cast<std::size_t>(columns), interval_width);
    const int first = row;
    bool lower_bound = false;
    std::vector<YearInterval> drawn;
    for (const int year : inventory_.settings.years) {
        const auto* estimate = inventory_.estimate(year, layout.rows.front(), gases);
        if (!uncertainty_ || !estimate || !estimate->status.is_number()) continue;
        const auto at = static_cast<std::size_t>(estimate - inventory_.estimates.data());
        const auto& interval = uncertainty_->estimates()[at];
        if (interval.known == 0) continue;
        lower_bound = lower_bound || interval.unknown > 0;
        drawn.push_back({year, estimate->value * scale, interval.low * scale, interval.high * scale});
        sheet.text(row, 0, std::to_string(year), label_style);
        figure(sheet, row, 1, year, layout.rows.front(), shown, RowStyle::plain);
        sheet.number(row, 2, interval.low * scale, figure_style);
        sheet.number(row, 3, interval.high * scale, figure_style);
        auto percent = percent_style;
        if (interval.unknown > 0) percent.format = "\"≥ \"0.0";
        if (interval.percent) sheet.number(row, 4, *interval.percent, percent);
        if (results_.trials) {
            const auto& trials = results_.trials->estimates[at];
            sheet.number(row, 5, trials.low * scale, figure_style);
            sheet.number(row, 6, trials.median * scale, figure_style);
            sheet.number(row, 7, trials.high * scale, figure_style);
        }
        ++row;
    }
    if (drawn.empty()) sheet.text(row++, 0, words_.in("no-data"), note_style).last_column = columns - 1;
    if (lower_bound) sheet.text(row++, 0, words_.in("about-lower-bound"), note_style).last_column = columns - 1;
    notes(sheet, layout, columns);
    if (drawn.size() > 1)
        for (const auto& wanted : layout.charts) fan(sheet, wanted, first, drawn, unit);
}

/// The bands of the fan stand one upon another: what is below it, then quarter by quarter of the interval.
void WorkbookLayout::fan(SheetModel& sheet, const ChartTemplate& wanted, int first,
                         const std::vector<YearInterval>& years, const std::string& unit) {
    const int head = sheet.rows + 1, index = static_cast<int>(model_.sheets.size());
    const char* heads[] = {"about-lower", "about-outer-part", "about-inner-part", "about-inner-part",
                           "about-outer-part"};
    sheet.text(head, 0, words_.in("about-drawn"), header_style);
    for (int column = 0; column < 5; ++column) sheet.text(head, column + 1, words_.in(heads[column]), header_style);
    sheet.widths.resize(std::max<std::size_t>(sheet.widths.size(), 6), interval_width);
    const auto inner = std::to_string(inner_part);
    double least = years.front().low, widest = 0.0;
    for (std::size_t i = 0; i < years.size(); ++i) {
        const auto& [year, value, low, high] = years[i];
        const int row = first + static_cast<int>(i), at = head + 1 + static_cast<int>(i);
        const auto below = "(" + cell_name(row, 1) + "-" + cell_name(row, 2) + ")",
                   above = "(" + cell_name(row, 3) + "-" + cell_name(row, 1) + ")";
        const std::pair<std::string, double> bands[] = {
            {"=" + cell_name(row, 2), low},
            {"=" + below + "*(1-" + inner + ")", (value - low) * (1.0 - inner_part)},
            {"=" + below + "*" + inner, (value - low) * inner_part},
            {"=" + above + "*" + inner, (high - value) * inner_part},
            {"=" + above + "*(1-" + inner + ")", (high - value) * (1.0 - inner_part)}};
        sheet.text(at, 0, std::to_string(year), label_style);
        for (int column = 0; column < 5; ++column) {
            auto& cell = sheet.add(at, column + 1, ModelCell::Kind::formula, figure_style);
            cell.text = bands[column].first;
            cell.number = bands[column].second;
        }
        least = std::min(least, low);
        widest = std::max(widest, high - low);
    }
    ModelChart chart;
    chart.type = ModelChart::Type::fan;
    chart.title = filled_title(wanted.title);
    chart.unit = unit;
    chart.axis_start = axis_start(least, widest);
    const int from = head + 1, to = head + static_cast<int>(years.size());
    const char* bands[] = {"about-lower", "about-middle-95", "about-middle-50", "about-middle-50", "about-middle-95"};
    for (int column = 0; column < 5; ++column)
        chart.series.push_back({words_.in(bands[column]), index, from, to, column + 1, column + 1, from, to, 0, 0});
    chart.row = sheet.rows + 1;
    sheet.charts.push_back(std::move(chart));
}

}  // namespace qingdan
