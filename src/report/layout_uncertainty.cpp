// Tables 7A and 7B of the 2006 IPCC Guidelines, Vol. 1 annex 8A.2: uncertainties, and the key categories in short.
// Intervals of Approach 1 are symmetric, so both sides say the same.

#include <algorithm>
#include <cmath>

#include "report/layout.hpp"
#include "report/uncertainty_csv.hpp"

namespace qingdan {

namespace {

const CellStyle header_style{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
const CellStyle unit_style{CellRole::unit, RowStyle::plain, 0, false, false, false, {}};
const CellStyle text_style{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
const CellStyle label_style{CellRole::label, RowStyle::plain, 0, false, false, false, {}};
const CellStyle figure_style{CellRole::value, RowStyle::plain, 0, false, false, false, "#,##0.00##"};
const CellStyle percent_style{CellRole::value, RowStyle::plain, 0, false, false, false, "0.0"};
const CellStyle share_style{CellRole::value, RowStyle::plain, 0, false, false, false, "0.0000"};
const CellStyle dash_style{CellRole::value, RowStyle::plain, 0, false, false, true, {}};

enum Column {
    category,
    gas,
    base,
    year,
    activity,
    factor = activity + 2,
    combined = factor + 2,
    variance = combined + 2,
    change,
    trend_part,
    comment = trend_part + 2,
    column_count
};

void formula(SheetModel& sheet, int row, int column, std::string text, double value, const CellStyle& style) {
    auto& cell = sheet.add(row, column, ModelCell::Kind::formula, style);
    cell.text = std::move(text);
    cell.number = value;
}

bool known(const UncertaintyLine& line) { return line.known && line.unknown == 0; }

/// The nearest category of a mapped tree that holds all the leaves below an own category; -1 if there is none.
int common_category(const ReportTree& tree, const Methodology& methodology, int own) {
    std::vector<int> targets;
    for (std::size_t c = 0; c < tree.own.size(); ++c)
        for (const int leaf : tree.own[c])
            for (int above = leaf; above >= 0; above = methodology.categories[static_cast<std::size_t>(above)].parent)
                if (above == own) targets.push_back(static_cast<int>(c));
    const auto parent = [&](int at) { return tree.categories[static_cast<std::size_t>(at)].parent; };
    const auto holds = [&](int at, int below) {
        while (below >= 0 && below != at) below = parent(below);
        return below == at;
    };
    if (targets.empty()) return -1;
    int at = targets.front();
    while (at >= 0 && !std::all_of(targets.begin(), targets.end(), [&](int target) { return holds(at, target); }))
        at = parent(at);
    return at;
}

}  // namespace

/// Of the total that has the most lines: the one with land.
const UncertaintyReport* WorkbookLayout::widest_report() const {
    const auto most = std::max_element(
        results_.uncertainty.begin(), results_.uncertainty.end(),
        [](const UncertaintyReport& a, const UncertaintyReport& b) { return a.lines.size() < b.lines.size(); });
    return most == results_.uncertainty.end() ? nullptr : &*most;
}

/// With the category of the sheet's tree where each line stands, in the order of the tree.
std::vector<std::pair<int, const UncertaintyLine*>> WorkbookLayout::lines_by_category(
    const UncertaintyReport& report) const {
    const auto& tree = figures_->tree();
    std::vector<std::pair<int, const UncertaintyLine*>> lines;
    for (const auto& line : report.lines) {
        int at = tree.mapped ? -1 : line.category;
        for (std::size_t c = 0; c < tree.own.size(); ++c)
            if (std::count(tree.own[c].begin(), tree.own[c].end(), line.category) > 0) at = static_cast<int>(c);
        if (at < 0 && tree.mapped) at = common_category(tree, *inventory_.methodology, line.category);
        // What stands undivided has its category's code and stands with it.
        if (at >= 0 && tree.mapped) at = tree.find(tree.code(at));
        lines.emplace_back(at, &line);
    }
    std::stable_sort(lines.begin(), lines.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return lines;
}

std::string WorkbookLayout::line_name(int at, const UncertaintyLine& line) const {
    const auto own =
        inventory_.category_code(line.category) + " " + inventory_.category_title(line.category).in(words_.language());
    if (at < 0) return own;
    return category_name(at) + (figures_->tree().mapped ? words_.bracketed(own) : std::string());
}

void WorkbookLayout::uncertainty_table(SheetModel& sheet, const SheetTemplate& layout) {
    int row = begin(sheet, layout, column_count);
    sheet.repeat_from = row;
    sheet.repeat_to = row + 1;
    const auto* report = widest_report();
    const auto head = [&](int column, const char* word, const std::string& unit, bool two_sides) {
        sheet.text(row, column, words_.in(word), header_style).last_column = column + (two_sides ? 1 : 0);
        sheet.text(row + 1, column, two_sides ? "(−) %" : unit, unit_style);
        if (two_sides) sheet.text(row + 1, column + 1, "(+) %", unit_style);
    };
    const auto gg = words_.unit("Gg CO2e");
    const auto of = [&](const std::optional<int>& when) { return when ? std::to_string(*when) + ", " + gg : gg; };
    head(category, "about-category", "", false);
    head(gas, "about-gas", "", false);
    head(base, "about-base-emission", of(report ? report->base_year : std::nullopt), false);
    head(year, "about-year-emission", of(report ? std::optional(report->year) : std::nullopt), false);
    head(activity, "about-activity-uncertainty", "", true);
    head(factor, "about-factor-uncertainty", "", true);
    head(combined, "about-combined-uncertainty", "", true);
    head(variance, "about-variance", words_.in("about-fraction"), false);
    head(change, "about-inventory-trend", "%", false);
    head(trend_part, "about-trend-uncertainty", "", true);
    head(comment, "about-comment", "", false);
    row += 2;
    sheet.freeze_row = row;
    sheet.freeze_column = 2;
    sheet.widths = {46, 8, 14, 14, 8, 8, 8, 8, 8, 8, 11, 11, 9, 9, 34};
    const int first = row;
    if (report)
        for (const auto& [at, line] : lines_by_category(*report)) {
            sheet.text(row, category, line_name(at, *line), label_style);
            uncertainty_row(sheet, row++, *line, report->base_year.has_value());
        }
    if (row == first) {
        sheet.text(row, 0, words_.in("no-data"), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
        return;
    }
    const CellStyle total_label{CellRole::label, RowStyle::total, 0, false, false, false, {}};
    auto total_figure = figure_style, total_percent = percent_style;
    total_figure.row = total_percent.row = RowStyle::total;
    sheet.text(row, category, words_.in("total"), total_label);
    for (int column = gas; column < column_count; ++column) {
        if (column == base && !report->base_year) {
            sheet.text(row, column, "–", dash_style);
        } else if (column == base || column == year) {
            formula(sheet, row, column, "=SUM(" + cell_name(first, column) + ":" + cell_name(row - 1, column) + ")",
                    column == base ? report->table.base : report->table.year, total_figure);
        } else {
            const bool all = std::all_of(report->lines.begin(), report->lines.end(), known);
            if (all && (column == combined || column == combined + 1))
                sheet.number(row, column, report->table.uncertainty, total_percent);
            else if (all && report->base_year && (column == trend_part || column == trend_part + 1))
                sheet.number(row, column, report->table.trend_uncertainty, total_percent);
            else if (!all && column == comment)
                sheet.text(row, column, words_.in("about-unknown-total"), total_label);
            else
                sheet.text(row, column, "", total_label);
        }
    }
    notes(sheet, layout, column_count);
}

void WorkbookLayout::uncertainty_row(SheetModel& sheet, int row, const UncertaintyLine& line, bool with_trend) {
    const auto cell = [&](int column) { return cell_name(row, column); };
    const auto both = [&](int column, double value) {
        sheet.number(row, column, value, percent_style);
        formula(sheet, row, column + 1, "=" + cell(column), value, percent_style);
    };
    sheet.text(row, gas, inventory_.gas_id(line.gas), label_style);
    if (with_trend)
        sheet.number(row, base, line.input.base, figure_style).provenance =
            provenance_.entry(own_, inventory_.settings.years.front(), line.category, line.gas);
    else
        sheet.text(row, base, "–", dash_style);
    auto& value = sheet.number(row, year, line.input.year, figure_style);
    value.provenance = provenance_.entry(own_, inventory_.settings.years.back(), line.category, line.gas);
    const bool sure = known(line);
    if (sure) {
        both(activity, line.input.activity);
        both(factor, line.input.factor);
        for (int side = 0; side < 2; ++side)
            formula(sheet, row, combined + side, "=SQRT(" + cell(activity + side) + "^2+" + cell(factor + side) + "^2)",
                    std::hypot(line.input.activity, line.input.factor), percent_style);
        sheet.number(row, variance, line.row.variance, share_style);
    } else {
        for (int column = activity; column <= variance; ++column)
            sheet.text(row, column, column < combined ? words_.in("unknown") : "–", dash_style);
    }
    if (with_trend && line.input.base != 0.0)
        formula(sheet, row, change, "=(" + cell(year) + "-" + cell(base) + ")/ABS(" + cell(base) + ")*100",
                (line.input.year - line.input.base) / std::abs(line.input.base) * 100.0, percent_style);
    else
        sheet.text(row, change, "–", dash_style);
    if (sure && with_trend) {
        both(trend_part, std::hypot(line.row.trend_factor, line.row.trend_activity));
    } else {
        sheet.text(row, trend_part, "–", dash_style);
        sheet.text(row, trend_part + 1, "–", dash_style);
    }
    sheet.text(row, comment,
               sure ? words_.in("about-approach-1")
                    : words_.in("about-unknown-count", {{"count", std::to_string(line.unknown)}}),
               text_style);
}

void WorkbookLayout::key_summary(SheetModel& sheet, const SheetTemplate& layout) {
    int row = begin(sheet, layout, 5);
    const char* heads[] = {"about-code", "about-category", "about-gas", "about-criteria", "about-comment"};
    sheet.repeat_from = sheet.repeat_to = row;
    for (int column = 0; column < 5; ++column) sheet.text(row, column, words_.in(heads[column]), header_style);
    sheet.freeze_row = ++row;
    const auto& tree = figures_->tree();
    const auto* report = widest_report();
    bool any = false;
    if (report)
        for (const auto& [at, line] : lines_by_category(*report)) {
            if (!line->marks.any()) continue;
            any = true;
            sheet.text(row, 0, at < 0 ? std::string("–") : tree.code(at), label_style);
            sheet.text(row, 1,
                       (at < 0 ? inventory_.category_title(line->category) : tree.title(at)).in(words_.language()),
                       label_style);
            sheet.text(row, 2, inventory_.gas_id(line->gas), label_style);
            sheet.text(row, 3, key_marks_text(line->marks), text_style);
            const auto own = inventory_.category_code(line->category) + " " +
                             inventory_.category_title(line->category).in(words_.language());
            auto comment = tree.mapped ? own : std::string();
            if (!line->reason.empty())
                comment += (comment.empty() ? "" : words_.semicolon()) + words_.half(line->reason);
            sheet.text(row++, 4, comment, text_style);
        }
    if (!any) sheet.text(row++, 0, words_.in("no-data"), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    sheet.widths = {16, 46, 12, 16, 50};
    sheet.landscape = false;
    notes(sheet, layout, 5);
}

}  // namespace qingdan
