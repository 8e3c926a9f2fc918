// Figures of the analyses: indicators, uncertainty, effects, counts.

#include <algorithm>
#include <cmath>
#include <set>

#include "base/text.hpp"
#include "report/annual_facts.hpp"

namespace qingdan {

const IndicatorValue* AnnualFacts::indicator_value(const ReportSelector& selector, const std::string& id,
                                                   int year) const {
    const auto& indicators = inventory_.methodology->indicators;
    for (const auto& value : results_.indicators)
        if (value.year == year && indicators[static_cast<std::size_t>(value.indicator)].id == id) return &value;
    std::vector<std::string> known;
    for (const auto& each : indicators) known.push_back(each.id);
    not_found(selector, id, known);
    return nullptr;
}

ReportFigure AnnualFacts::indicator(const ReportSelector& selector) const {
    if (!usage(selector, 2, 3, "indicator ID YEAR [DIGITS]")) return {};
    const auto* found = indicator_value(selector, selector.plain[0], year(selector, selector.plain[1]));
    if (!found) return {};
    ReportFigure figure;
    if (found->status.is_number()) figure.number = found->value;
    figure.instead = notation_text(found->status.notation);
    figure.incomplete = found->status.incomplete;
    figure.unit = unit_words(inventory_.methodology->indicators[static_cast<std::size_t>(found->indicator)].unit);
    figure.digits = digits(selector, 2, 2);
    return figure;
}

ReportFigure AnnualFacts::indicator_change(const ReportSelector& selector) const {
    if (!usage(selector, 3, 4, "indicator-change ID FROM TO [DIGITS]")) return {};
    const auto* before = indicator_value(selector, selector.plain[0], year(selector, selector.plain[1]));
    const auto* after = indicator_value(selector, selector.plain[0], year(selector, selector.plain[2]));
    ReportFigure figure;
    if (!before || !after) return figure;
    figure.unit = "%";
    figure.change = true;
    figure.digits = digits(selector, 3, 1);
    figure.incomplete = before->status.incomplete || after->status.incomplete;
    const auto missing = before->status.is_number() ? after->status.notation : before->status.notation;
    figure.instead = missing == Notation::none ? "–" : notation_text(missing);
    if (before->status.is_number() && after->status.is_number() && before->value > 0.0)
        figure.number = 100.0 * (after->value / before->value - 1.0);
    return figure;
}

const UncertaintyReport* AnnualFacts::report(const ReportSelector& selector, const std::string& total) const {
    const int of = category(selector, total) - static_cast<int>(inventory_.methodology->categories.size());
    for (const auto& report : results_.uncertainty)
        if (report.total == of) return &report;
    std::vector<std::string> known;
    for (const auto& each : inventory_.methodology->totals) known.push_back(each.id);
    if (of >= -static_cast<int>(inventory_.methodology->categories.size())) not_found(selector, total, known);
    return nullptr;
}

/// `uncertainty TOTAL [level|trend|unknown|known-share]`: half-widths of the known inputs, and what they leave out.
ReportFigure AnnualFacts::uncertainty(const ReportSelector& selector) const {
    if (!usage(selector, 2, 3, "uncertainty TOTAL level|trend|unknown|known-share [DIGITS]")) return {};
    ReportFigure figure;
    figure.instead = words_.in("unknown");
    if (results_.uncertainty.empty()) return figure;  // a package without totals
    const auto* found = report(selector, selector.plain[0]);
    if (!found) return figure;
    const auto& what = selector.plain[1];
    figure.digits = digits(selector, 2, what == "unknown" ? 0 : 1);
    if (what == "unknown") {
        figure.number = found->unknown;
        return figure;
    }
    figure.unit = "%";
    if (what == "known-share") {  // of the lines' sizes: what has an uncertainty for every input
        double known = 0.0, all = 0.0;
        for (const auto& line : found->lines) {
            all += std::abs(line.input.year);
            if (line.known && line.unknown == 0) known += std::abs(line.input.year);
        }
        if (all > 0.0) figure.number = 100.0 * known / all;
        return figure;
    }
    if (what != "level" && what != "trend") {
        not_found(selector, what, {"level", "trend", "unknown", "known-share"});
        return figure;
    }
    const bool any = std::any_of(found->lines.begin(), found->lines.end(), [](const auto& line) { return line.known; });
    figure.incomplete = found->unknown > 0;  // a lower bound
    if (any) figure.number = what == "level" ? found->graph_uncertainty : found->graph_trend_uncertainty;
    return figure;
}

const ChangeEffects& AnnualFacts::effects(int from, int to) const {
    const auto known = effects_.find({from, to});
    if (known != effects_.end()) return known->second;
    return effects_.emplace(std::pair(from, to), ChangeEffects(inventory_, from, to)).first->second;
}

ReportFigure AnnualFacts::effect(const ReportSelector& selector) const {
    if (!usage(selector, 6, 7, "effect activity|factor|method|unseparated CATEGORY GAS FROM TO \"UNIT\" [DIGITS]"))
        return {};
    const int of = category(selector, selector.plain[1]);
    const int from = year(selector, selector.plain[3]), to = year(selector, selector.plain[4]);
    const auto shown = unit(selector, selector.plain[5], false);
    if (of < 0 || from == 0 || to == 0 || !shown) return {};
    const auto gases = static_cast<int>(inventory_.methodology->gases.size());
    const int gas =
        selector.plain[2] == inventory_.gas_id(gases) ? gases : inventory_.methodology->gas(selector.plain[2]);
    if (gas < 0) {
        not_found(selector, selector.plain[2]);
        return {};
    }
    const auto effect = effects(from, to).of(of, gas);
    const std::map<std::string, double> parts{{"activity", effect.activity},
                                              {"factor", effect.factor},
                                              {"method", effect.method},
                                              {"unseparated", effect.unseparated}};
    const auto part = parts.find(selector.plain[0]);
    if (part == parts.end()) {
        not_found(selector, selector.plain[0], {"activity", "factor", "method", "unseparated"});
        return {};
    }
    ReportFigure figure;
    figure.number = part->second * conversion_factor(inventory_.co2e_unit, *shown);
    figure.unit = unit_words(*shown);
    figure.change = true;
    figure.digits = digits(selector, 6, 1);
    return figure;
}

/// How many: findings, categories, inputs. Worked out once: chapters ask again and again.
const std::map<std::string, double>& AnnualFacts::counts() const {
    if (!counts_.empty()) return counts_;
    auto& counts = counts_;
    const auto& methodology = *inventory_.methodology;
    const auto gases = static_cast<int>(methodology.gases.size());
    const int last = inventory_.settings.years.back();
    counts["years"] = static_cast<double>(inventory_.settings.years.size());
    counts["documents"] = static_cast<double>(inventory_.documents.size());
    counts["data"] = static_cast<double>(inventory_.data.size());
    for (const char* word : {"categories", "estimated", "not-estimated", "key", "error", "warning", "note", "undecided",
                             "answered", "requests", "provisional", "compared", "recalculated"})
        counts[word] = 0.0;
    for (std::size_t c = 0; c < methodology.categories.size(); ++c) {
        if (!methodology.categories[c].children.empty()) continue;
        const auto* estimate = inventory_.estimate(last, static_cast<int>(c), gases);
        if (!estimate) continue;
        ++counts["categories"];
        if (estimate->status.is_number()) ++counts["estimated"];
        if (estimate->status.notation == Notation::NE) ++counts["not-estimated"];
    }
    for (const auto& finding : results_.findings) {
        if (finding.verdict == Verdict::undecided) ++counts["undecided"];
        if (finding.answer) ++counts["answered"];
        if (finding.counts())
            ++counts[finding.severity == Severity::error     ? "error"
                     : finding.severity == Severity::warning ? "warning"
                                                             : "note"];
    }
    std::set<std::pair<int, int>> key;
    for (const auto& report : results_.uncertainty)
        for (const auto& line : report.lines)
            if (line.marks.any()) key.emplace(line.category, line.gas);
    counts["key"] = static_cast<double>(key.size());
    std::set<std::int32_t> provisional;
    for (const auto& node : inventory_.graph.nodes)
        if (node.kind == NodeKind::factor &&
            methodology.factor_rows[static_cast<std::size_t>(node.ref)].status == FactorStatus::provisional)
            provisional.insert(node.ref);
    counts["provisional"] = static_cast<double>(provisional.size());
    for (const auto& request : inventory_.requests)
        if (request.year == last) ++counts["requests"];
    if (results_.recalculations) {
        counts["compared"] = static_cast<double>(results_.recalculations->compared);
        counts["recalculated"] = static_cast<double>(results_.recalculations->changes.size());
    }
    return counts_;
}

ReportFigure AnnualFacts::count(const ReportSelector& selector) const {
    if (!usage(selector, 1, 3,
               "count years|documents|data|categories|estimated|not-estimated|key|error|warning|note|undecided|"
               "answered|requests|provisional|compared|recalculated [ONE MANY]"))
        return {};
    ReportFigure figure;
    figure.digits = 0;
    const auto found = counts().find(selector.plain[0]);
    if (found != counts().end()) {
        figure.number = found->second;
        if (selector.plain.size() == 3) figure.unit = selector.plain[found->second == 1.0 ? 1 : 2];
        return figure;
    }
    std::vector<std::string> known;
    for (const auto& [word, number] : counts()) known.push_back(word);
    not_found(selector, selector.plain[0], known);
    return figure;
}

/// How much of a total (sizes of its leaves) rests on provisional defaults.
ReportFigure AnnualFacts::provisional_share(const ReportSelector& selector) const {
    if (!usage(selector, 2, 3, "provisional-share TOTAL YEAR [DIGITS]")) return {};
    const int of = category(selector, selector.plain[0]), in = year(selector, selector.plain[1]);
    if (of < 0 || in == 0) return {};
    const auto& methodology = *inventory_.methodology;
    const auto count = static_cast<int>(methodology.categories.size());
    std::vector<int> open =
        of < count ? std::vector<int>{of} : methodology.totals[static_cast<std::size_t>(of - count)].categories;
    double all = 0.0, provisional = 0.0;
    while (!open.empty()) {
        const auto& category = methodology.categories[static_cast<std::size_t>(open.back())];
        const int at = open.back();
        open.pop_back();
        for (const int child : category.children)
            if (!methodology.categories[static_cast<std::size_t>(child)].memo) open.push_back(child);
        if (!category.children.empty()) continue;
        for (int gas = 0; gas < static_cast<int>(methodology.gases.size()); ++gas)
            if (const auto* estimate = inventory_.estimate(in, at, gas); estimate && estimate->status.is_number()) {
                all += std::abs(estimate->co2e_kt);
                if ((estimate->mask & rests_on_provisional) != 0) provisional += std::abs(estimate->co2e_kt);
            }
    }
    ReportFigure figure;
    figure.unit = "%";
    figure.instead = "–";
    figure.digits = digits(selector, 2, 1);
    if (all > 0.0) figure.number = 100.0 * provisional / all;
    return figure;
}

}  // namespace qingdan
