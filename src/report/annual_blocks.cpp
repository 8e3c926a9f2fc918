// Tables and charts of a chapter.

#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "report/annual_tables.hpp"
#include "report/annual_writer.hpp"

namespace qingdan {

namespace {

std::optional<int> whole(const ReportSelector& selector, const std::string& name) {
    const auto found = selector.named.find(name);
    if (found == selector.named.end()) return std::nullopt;
    const auto number = parse_number(found->second);
    return number && *number >= 0.0 && *number < 10000.0 ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

std::string named(const ReportSelector& selector, const std::string& name, std::string otherwise = {}) {
    const auto found = selector.named.find(name);
    return found == selector.named.end() ? std::move(otherwise) : found->second;
}

TableChoice table_choice(const ReportSelector& selector) {
    TableChoice choice;
    for (const auto& text : split(named(selector, "columns"), ' '))
        if (const auto number = parse_number(text); number && *number >= 1.0)
            choice.columns.push_back(static_cast<int>(*number) - 1);
    for (const auto& text : split(named(selector, "widths"), ' '))
        if (const auto number = parse_number(text); number && *number > 0.0) choice.widths.push_back(*number);
    choice.first = whole(selector, "first");
    for (const auto& text : split(named(selector, "digits"), ' '))
        if (const auto number = parse_number(text); number && *number >= 0.0)
            choice.digits.push_back(static_cast<int>(*number));
    choice.block = whole(selector, "block");
    choice.under = named(selector, "under");
    if (const auto only = whole(selector, "only"); only && *only > 0) choice.only = *only - 1;
    if (const auto merge = whole(selector, "merge"); merge && *merge > 0) choice.merge = *merge - 1;
    choice.transposed = named(selector, "transposed") == "yes";
    choice.caption = named(selector, "caption", "yes") == "yes";
    return choice;
}

}  // namespace

/// `table NAME`: a sheet of templates/report/<package>/workbook.toml, by its name in the language.
std::string AnnualWriter::table(const ReportSelector& selector) {
    const auto name = selector.plain.empty() ? std::string() : selector.plain[0];
    auto choice = table_choice(selector);
    if (!choice.under.empty()) {
        const int of = facts_.category(selector, choice.under);
        if (of >= 0) choice.subject = words_.colon() + inventory_.category_title(of).in(words_.language());
    }
    for (const auto& sheet : tables_.sheets)
        if (sheet.name == name) return "\n\n" + sheet_tables(sheet, choice, words_, table_number_) + "\n";
    if (std::find(absent_.begin(), absent_.end(), name) == absent_.end()) facts_.not_found(selector, name, absent_);
    return {};
}

std::string AnnualWriter::own_table(const ReportSelector& selector, SheetModel sheet) {
    return "\n\n" + sheet_tables(sheet, table_choice(selector), words_, table_number_) + "\n";
}

/// `chart lines|areas|shares|bars …`; the drawing takes its place when the page is made.
std::string AnnualWriter::chart(const ReportSelector& selector) {
    const auto kind = selector.plain.empty() ? std::string() : selector.plain[0];
    const auto unit = facts_.unit(selector, named(selector, "unit"), false);
    if (!unit) return {};
    std::optional<ChartData> data;
    if (kind == "lines" || kind == "areas")
        data = chart_over_years(selector, *unit);
    else if (kind == "shares")
        data = chart_of_shares(selector, *unit);
    else if (kind == "bars")
        data = chart_of_largest(selector, *unit);
    else
        facts_.not_found(selector, kind, {"lines", "areas", "shares", "bars"});
    if (!data) return {};
    data->title = named(selector, "title");
    const bool empty = std::all_of(data->series.begin(), data->series.end(), [](const ChartSeries& series) {
        return std::none_of(series.values.begin(), series.values.end(),
                            [](const auto& value) { return value && *value != 0.0; });
    });
    if (empty) return "\n\n<p class=\"note\">" + html_text(words_.in("no-data")) + "</p>\n\n";
    charts_.push_back(kind == "lines"    ? line_chart(*data)
                      : kind == "areas"  ? area_chart(*data)
                      : kind == "shares" ? share_chart(*data)
                                         : bar_chart(*data));
    const auto number = std::to_string(charts_.size());
    auto caption = words_.in("report-figure", {{"number", number}}) + data->title;
    if (kind != "shares") caption += words_.bracketed(data->unit);
    return "\n\n<figure class=\"chart\"><chart-place number=\"" + number + "\">\n<figcaption>" + html_text(caption) +
           "</figcaption></figure>\n\n";
}

/// `rows="1 2"`, or a list that `for` knows: `rows=sectors`, `rows=children of=1`.
std::vector<std::string> AnnualWriter::chart_rows(const ReportSelector& selector) const {
    const auto words = split(named(selector, "rows"), ' ');
    if (words.empty()) return {};
    ReportSelector list;
    list.where = selector.where;
    list.word = words.front();
    list.plain.assign(words.begin() + 1, words.end());
    if (list.word == "children") list.plain = {named(selector, "of")};
    return members(list);
}

std::optional<ChartData> AnnualWriter::chart_over_years(const ReportSelector& selector, const Unit& unit) const {
    ChartData data;
    data.unit = facts_.unit_words(unit);
    const double scale = conversion_factor(inventory_.co2e_unit, unit);
    for (const int year : inventory_.settings.years) data.labels.push_back(std::to_string(year));
    for (const auto& code : chart_rows(selector)) {
        const int of = facts_.category(selector, code);
        if (of < 0) return std::nullopt;
        ChartSeries series{inventory_.category_title(of).in(words_.language()), {}};
        bool any = false;
        for (const int year : inventory_.settings.years) {
            const auto value = facts_.co2e(of, year);
            series.values.push_back(value ? std::optional(*value * scale) : std::nullopt);
            any = any || value.value_or(0.0) != 0.0;
        }
        if (any) data.series.push_back(std::move(series));  // what does not occur needs no line
    }
    return data;
}

/// One bar a year: sectors (`rows`) or gases (`of`, `gases`).
std::optional<ChartData> AnnualWriter::chart_of_shares(const ReportSelector& selector, const Unit& unit) const {
    const auto& methodology = *inventory_.methodology;
    ChartData data;
    data.unit = facts_.unit_words(unit);
    std::vector<int> years;
    for (const auto& text : split(named(selector, "years", "last"), ' ')) {
        const int year = facts_.year(selector, text);
        if (year == 0) return std::nullopt;
        if (std::find(years.begin(), years.end(), year) == years.end()) years.push_back(year);
    }
    for (const int year : years) data.labels.push_back(std::to_string(year));
    for (const auto& code : chart_rows(selector)) {
        const int of = facts_.category(selector, code);
        if (of < 0) return std::nullopt;
        ChartSeries series{inventory_.category_title(of).in(words_.language()), {}};
        for (const int year : years) series.values.push_back(facts_.co2e(of, year));
        data.series.push_back(std::move(series));
    }
    if (!data.series.empty()) return data;
    const int of = facts_.category(selector, named(selector, "of"));
    if (of < 0) return std::nullopt;
    std::vector<std::string> groups;  // in the order of the package
    for (const auto& gas : methodology.gases)
        if (std::find(groups.begin(), groups.end(), gas.group) == groups.end()) groups.push_back(gas.group);
    for (const auto& group : groups) {
        ChartSeries series{words_.has(group) ? words_.in(group) : group, {}};
        bool any = false;
        for (const int year : years) {
            double sum = 0.0;
            for (int gas = 0; gas < static_cast<int>(methodology.gases.size()); ++gas)
                if (methodology.gases[static_cast<std::size_t>(gas)].group == group)
                    if (const auto* estimate = inventory_.estimate(year, of, gas);
                        estimate && estimate->status.is_number())
                        sum += estimate->co2e_kt;
            series.values.emplace_back(sum);
            any = any || sum != 0.0;
        }
        if (any) data.series.push_back(std::move(series));
    }
    return data;
}

/// The largest leaf categories of the last year, emissions and removals by size.
std::optional<ChartData> AnnualWriter::chart_of_largest(const ReportSelector& selector, const Unit& unit) const {
    const int of = facts_.category(selector, named(selector, "of"));
    const int year = facts_.year(selector, named(selector, "year", "last"));
    if (of < 0 || year == 0) return std::nullopt;
    const double scale = conversion_factor(inventory_.co2e_unit, unit);
    std::vector<std::pair<double, int>> leaves;
    for (const int leaf : leaves_below(of))
        if (const auto value = facts_.co2e(leaf, year); value && *value != 0.0)
            leaves.emplace_back(*value * scale, leaf);
    std::stable_sort(leaves.begin(), leaves.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.first) > std::abs(b.first); });
    leaves.resize(std::min(leaves.size(), static_cast<std::size_t>(whole(selector, "first").value_or(10))));
    ChartData data;
    data.unit = facts_.unit_words(unit);
    data.series.emplace_back();
    for (const auto& [value, leaf] : leaves) {
        data.labels.push_back(inventory_.category_title(leaf).in(words_.language()));
        data.series.front().values.emplace_back(value);
    }
    return data;
}

}  // namespace qingdan
