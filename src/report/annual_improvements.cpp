// Tables that only the annual report has: what to improve first, what to ask whom for, why emissions changed.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.hpp"
#include "report/annual_writer.hpp"

namespace qingdan {

namespace {

const CellStyle title_style{CellRole::title, RowStyle::plain, 0, false, false, false, {}};
const CellStyle header_style{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
const CellStyle text_style{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
const CellStyle share_style{CellRole::value, RowStyle::plain, 0, false, false, false, "0.0%"};
const CellStyle count_style{CellRole::value, RowStyle::plain, 0, false, false, false, "0"};

void head(SheetModel& sheet, const Words& words, const std::string& title, const std::vector<const char*>& columns) {
    sheet.text(0, 0, title, title_style);
    for (std::size_t c = 0; c < columns.size(); ++c)
        sheet.text(1, static_cast<int>(c), words.in(columns[c]), header_style);
}

}  // namespace

/// Lines of the table of uncertainties, the most important first: by the largest of their shares of the level, of the
/// trend and, where every input has an uncertainty, of the variance of the total. What to do follows from what is
/// known of each.
SheetModel AnnualWriter::improvements(const ReportSelector& selector) const {
    SheetModel sheet;
    head(sheet, words_, words_.in("improve-title"),
         {"improve-rank", "about-category", "about-gas", "about-level", "improve-variance", "about-uncertainty",
          "improve-what"});
    sheet.widths = {5, 24, 8, 10, 11, 14, 42};
    const int of = facts_.category(selector, selector.plain.empty() ? "" : selector.plain[0]);
    const auto count = static_cast<int>(inventory_.methodology->categories.size());
    const UncertaintyReport* report = nullptr;
    for (const auto& each : results_.uncertainty)
        if (of == count + each.total) report = &each;
    if (!report) return sheet;
    double variance = 0.0;
    for (const auto& line : report->lines) variance += line.row.variance;
    struct Ranked {
        double weight, share;
        const UncertaintyLine* line;
    };
    std::vector<Ranked> ranked;
    for (const auto& line : report->lines) {
        const double share = variance > 0.0 && report->unknown == 0 ? line.row.variance / variance : 0.0;
        ranked.push_back({std::max({line.marks.level1.share, line.marks.trend1.share, share}), share, &line});
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) { return a.weight > b.weight; });
    int row = 2;
    for (const auto& [weight, share, line] : ranked) {
        if (weight <= 0.0) break;
        const auto todo = improvement_steps(*line);
        if (todo.empty()) continue;
        sheet.number(row, 0, row - 1, count_style);
        sheet.text(row, 1,
                   inventory_.category_code(line->category) + " " +
                       inventory_.category_title(line->category).in(words_.language()),
                   text_style);
        sheet.text(row, 2, inventory_.gas_id(line->gas), text_style);
        sheet.number(row, 3, line->marks.level1.share, share_style);
        if (report->unknown == 0)
            sheet.number(row, 4, share, share_style);
        else
            sheet.text(row, 4, words_.in("unknown"), text_style);
        if (line->known && line->unknown == 0)
            sheet.number(row, 5, line->row.combined / 100.0, share_style);
        else
            sheet.text(row, 5, words_.in("unknown"), text_style);
        sheet.text(row++, 6, join(todo, words_.semicolon()), text_style);
    }
    return sheet;
}

/// What is known to be weak about an estimate, as things to do.
std::vector<std::string> AnnualWriter::improvement_steps(const UncertaintyLine& line) const {
    const auto& methodology = *inventory_.methodology;
    const int last = inventory_.settings.years.back();
    // A line may stand for several leaf categories.
    const auto below = [&](int category) {
        while (category >= 0 && category != line.category)
            category = methodology.categories[static_cast<std::size_t>(category)].parent;
        return category == line.category;
    };
    std::vector<std::string> steps;
    const auto* estimate = inventory_.estimate(last, line.category, line.gas);
    if (estimate && (estimate->mask & rests_on_provisional) != 0) steps.push_back(words_.in("improve-provisional"));
    if (line.unknown > 0) steps.push_back(words_.in("improve-unknown", {{"count", std::to_string(line.unknown)}}));
    for (const auto& choice : inventory_.choices) {
        if (choice.year != last || !below(choice.category) || choice.gas != line.gas || choice.method < 0) continue;
        const auto& tier = methodology.methods[static_cast<std::size_t>(choice.method)].tier;
        for (const int other : choice.others) {
            const auto& better = methodology.methods[static_cast<std::size_t>(other)];
            if (!line.marks.any() || better.tier <= tier) continue;
            steps.push_back(
                words_.in("improve-tier", {{"method", better.title.in(words_.language())}, {"tier", better.tier}}));
            break;
        }
    }
    if (estimate && estimate->status.incomplete) steps.push_back(words_.in("improve-incomplete"));
    const auto code = inventory_.category_code(line.category);
    int findings = 0;
    for (const auto& finding : results_.findings)
        if (finding.counts() && std::any_of(finding.cells.begin(), finding.cells.end(), [&](const std::string& cell) {
                return cell.starts_with(code + " ") || cell.starts_with(code + ".");
            }))
            ++findings;
    if (findings > 0) steps.push_back(words_.in("improve-findings", {{"count", std::to_string(findings)}}));
    return steps;
}

/// What was asked for and not delivered in the last year, by who delivers it.
SheetModel AnnualWriter::requests() const {
    const auto& methodology = *inventory_.methodology;
    SheetModel sheet;
    head(sheet, words_, words_.in("requests-title"), {"requests-department", "requests-what", "requests-for"});
    sheet.widths = {18, 34, 48};
    std::map<std::tuple<std::string, int, int>, std::vector<std::string>> asked;
    for (const auto& request : inventory_.requests) {
        if (request.year != inventory_.settings.years.back() || request.category < 0) continue;
        const auto department =
            request.variable >= 0 ? methodology.variables[static_cast<std::size_t>(request.variable)].department : "";
        auto& categories = asked[{department, request.variable, request.factor}];
        const auto name = inventory_.category_code(request.category) + " " +
                          inventory_.category_title(request.category).in(words_.language());
        if (std::find(categories.begin(), categories.end(), name) == categories.end()) categories.push_back(name);
    }
    int row = 2;
    for (const auto& [key, categories] : asked) {
        const auto& [department, variable, factor] = key;
        sheet.text(row, 0, words_.in("department:" + department), text_style);
        sheet.text(row, 1,
                   variable >= 0 ? methodology.variables[static_cast<std::size_t>(variable)].title.in(words_.language())
                   : factor >= 0 ? methodology.factors[static_cast<std::size_t>(factor)].title.in(words_.language())
                                 : std::string(),
                   text_style);
        sheet.text(row++, 2, join(categories, words_.chinese() ? "、" : ", "), text_style);
    }
    return sheet;
}

/// `effects CATEGORY FROM TO "UNIT"`: the change and its effects, the category first and then each of its children.
SheetModel AnnualWriter::effects(const ReportSelector& selector) const {
    const auto& methodology = *inventory_.methodology;
    SheetModel sheet;
    if (selector.plain.size() != 4) {
        diagnostics_.error("R042", selector.where,
                           {{"selector", selector.text()}, {"usage", "effects CATEGORY FROM TO \"UNIT\""}});
        return sheet;
    }
    const int of = facts_.category(selector, selector.plain[0]);
    const int from = facts_.year(selector, selector.plain[1]), to = facts_.year(selector, selector.plain[2]);
    const auto unit = facts_.unit(selector, selector.plain[3], false);
    if (of < 0 || from == 0 || to == 0 || !unit) return sheet;
    const auto title = words_.in("effects-title", {{"first", std::to_string(from)},
                                                   {"last", std::to_string(to)},
                                                   {"title", inventory_.category_title(of).in(words_.language())}});
    const auto& all = facts_.effects(from, to);
    const auto gases = static_cast<int>(methodology.gases.size());
    const bool rest = all.of(of, gases).method != 0.0 || all.of(of, gases).unseparated != 0.0;
    std::vector<const char*> columns{"about-category", "effects-change", "effects-activity", "effects-factor"};
    if (rest) columns.insert(columns.end(), {"effects-method", "effects-unseparated"});
    head(sheet, words_, title + words_.bracketed(facts_.unit_words(*unit)), columns);
    sheet.widths = {34, 13, 13, 13, 13, 13};
    sheet.widths.resize(columns.size());
    const auto count = static_cast<int>(methodology.categories.size());
    std::vector<int> rows{of};
    const auto& below = of < count ? methodology.categories[static_cast<std::size_t>(of)].children
                                   : methodology.totals[static_cast<std::size_t>(of - count)].categories;
    for (const int child : below)
        if (!methodology.categories[static_cast<std::size_t>(child)].memo) rows.push_back(child);
    const double scale = conversion_factor(inventory_.co2e_unit, *unit);
    int row = 2;
    for (const int category : rows) {
        const auto effect = all.of(category, gases);
        const double parts[] = {effect.activity, effect.factor, effect.method, effect.unseparated};
        const double change = parts[0] + parts[1] + parts[2] + parts[3];
        if (category != of && change == 0.0 && !facts_.co2e(category, to)) continue;
        const auto style = category == of ? RowStyle::total : RowStyle::plain;
        sheet.text(
            row, 0, inventory_.category_title(category).in(words_.language()),
            {CellRole::label, style, static_cast<std::uint8_t>(category == of ? 0 : 1), false, false, false, {}});
        const CellStyle figure{CellRole::value, style, 0, false, false, false, "#,##0.00##"};
        sheet.number(row, 1, change * scale, figure);
        for (int part = 0; part < (rest ? 4 : 2); ++part) sheet.number(row, 2 + part, parts[part] * scale, figure);
        ++row;
    }
    return sheet;
}

}  // namespace qingdan
