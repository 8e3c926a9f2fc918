// Reports of enterprises against the province: how much of a figure they cover, what factor they imply, and where they
// exceed it.

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/completeness.hpp"
#include "analysis/key_words.hpp"
#include "base/text.hpp"
#include "inventory/description.hpp"

namespace qingdan {

namespace {

constexpr double slack = 1.005;  // rounding of the reports

struct Reported {
    double sum = 0.0;
    std::vector<const FacilityReport*> reports;
};

double size_of(const FacilityReport& report, bool emission) {
    return emission ? *report.emission : report.activity->value;
}

/// The largest first, at most three names.
std::string largest(Reported& reported, bool emission, std::string_view language) {
    constexpr std::size_t most = 3;
    std::stable_sort(reported.reports.begin(), reported.reports.end(),
                     [&](const auto* a, const auto* b) { return size_of(*a, emission) > size_of(*b, emission); });
    std::vector<std::string> names;
    for (const auto* report : reported.reports)
        if (names.size() < most) names.push_back(report->facility);
    return join(names, language == "en" ? ", " : "、");
}

/// Errors where the enterprises have more than the province, notes that tell the share they cover.
void judge(const FindingWords& words, Reported& reported, bool emission, double whole, const Title& what,
           const std::string& unit, int year, const std::string& keys, std::string cell,
           std::vector<Finding>& findings) {
    const bool exceeds = reported.sum > whole * slack;
    const auto arguments = [&](std::string_view language) {
        return DiagnosticArguments{{"what", what.in(language)},
                                   {"year", std::to_string(year)},
                                   {"count", std::to_string(reported.reports.size())},
                                   {"sum", number_text(reported.sum, 6) + " " + unit},
                                   {"whole", number_text(whole, 6) + " " + unit},
                                   {"share", whole > 0.0 ? number_text(100.0 * reported.sum / whole, 3) : "–"},
                                   {"largest", largest(reported, emission, language)}};
    };
    auto finding = worded(words, exceeds ? "Q016" : "Q017", exceeds ? Severity::error : Severity::note, arguments("zh"),
                          arguments("en"));
    finding.verdict = exceeds ? Verdict::fails : Verdict::holds;
    finding.year = year;
    finding.keys = keys;
    finding.expected = whole;
    finding.actual = reported.sum;
    finding.residual = reported.sum - whole;
    finding.unit = unit;
    finding.cells.push_back(std::move(cell));
    for (const auto* report : reported.reports) finding.cells.push_back(report->where.text());
    findings.push_back(std::move(finding));
}

}  // namespace

void check_facilities(const Inventory& inventory, const FindingWords& words, bool with_holding,
                      std::vector<Finding>& findings) {
    const auto& methodology = *inventory.methodology;
    std::map<std::tuple<int, int, int>, Reported> emissions;
    std::map<std::tuple<int, Tuple, int>, Reported> activities;
    const auto add = [](Reported& reported, const FacilityReport& report, bool emission) {
        reported.sum += size_of(report, emission);
        reported.reports.push_back(&report);
    };
    for (const auto& report : inventory.facilities) {
        if (report.emission) add(emissions[{report.category, report.gas, report.year}], report, true);
        if (report.activity)
            add(activities[{report.activity->variable, report.activity->key, report.year}], report, false);
    }
    std::vector<Finding> found;
    for (auto& [cell, reported] : emissions) {
        const auto [category, gas, year] = cell;
        const auto* estimate = inventory.estimate(year, category, gas);
        if (!estimate || !estimate->status.is_number()) continue;
        const auto code = inventory.category_code(category) + " " + inventory.gas_id(gas) + " " + std::to_string(year);
        const auto& title = inventory.category_title(category);
        judge(words, reported, true, estimate->value,
              {title.zh + " " + inventory.gas_id(gas), title.en + ", " + inventory.gas_id(gas)},
              methodology.units.describe(inventory.gas_unit(gas)), year, {}, code, found);
    }
    std::map<std::tuple<int, Tuple, int>, const ActivityDatum*> province;
    for (const auto& datum : inventory.data) province[{datum.variable, datum.key, datum.year}] = &datum;
    for (auto& [cell, reported] : activities) {
        const auto whole = province.find(cell);
        if (whole == province.end() || whole->second->notation != Notation::none) continue;
        const auto& variable = methodology.variables[static_cast<std::size_t>(std::get<0>(cell))];
        const auto& key = std::get<1>(cell);
        const auto named = [&](std::string_view language) {
            const auto keys = member_titles(methodology, variable.dimensions, key, language);
            return variable.title.in(language) + (keys.empty()       ? ""
                                                  : language == "en" ? " (" + keys + ")"
                                                                     : "（" + keys + "）");
        };
        const auto unit = methodology.units.describe(
            methodology.concrete_unit(variable.unit, variable.dimensions, key).value_or(variable.unit));
        judge(words, reported, false, whole->second->value, {named("zh"), named("en")}, unit, std::get<2>(cell),
              key_text_with_category(methodology, variable.dimensions, key), whole->second->where.text(), found);
    }
    for (auto& finding : found)
        if (with_holding || finding.verdict == Verdict::fails) findings.push_back(std::move(finding));
}

}  // namespace qingdan
