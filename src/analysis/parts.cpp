// Prefectures against their province.

#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/completeness.hpp"
#include "analysis/key_words.hpp"
#include "base/text.hpp"
#include "inventory/description.hpp"

namespace qingdan {

namespace {

/// Half of the last decimal that was printed, in the variable's unit.
double rounding_of(const ActivityDatum& datum) {
    const auto printed = parse_printed_number(datum.printed_value);
    if (!printed || *printed == 0.0) return 0.0;
    const auto point = datum.printed_value.find('.');
    const auto decimals = point == std::string::npos ? 0 : static_cast<int>(datum.printed_value.size() - point) - 1;
    return 0.5 * std::pow(10.0, -decimals) * std::abs(datum.value / *printed);
}

struct Sum {
    double value = 0.0, rounding = 0.0;
    std::vector<const ActivityDatum*> parts;
};

}  // namespace

void check_parts(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings) {
    const auto& methodology = *inventory.methodology;
    using Cell = std::tuple<int, Tuple, int>;
    std::map<Cell, Sum> sums;
    for (const auto& datum : inventory.parts) {
        if (datum.notation != Notation::none) continue;
        auto& sum = sums[{datum.variable, datum.key, datum.year}];
        sum.value += datum.value;
        sum.rounding += rounding_of(datum);
        sum.parts.push_back(&datum);
    }
    if (sums.empty()) return;
    std::map<Cell, const ActivityDatum*> province;
    for (const auto& datum : inventory.data) province[{datum.variable, datum.key, datum.year}] = &datum;
    for (const auto& [cell, sum] : sums) {
        const auto& variable = methodology.variables[static_cast<std::size_t>(std::get<0>(cell))];
        const auto whole = province.find(cell);
        const bool known = whole != province.end() && whole->second->notation == Notation::none;
        if (known && std::abs(sum.value - whole->second->value) <=
                         sum.rounding + rounding_of(*whole->second) + 1e-9 * std::abs(sum.value))
            continue;
        const auto unit = methodology.units.describe(
            methodology.concrete_unit(variable.unit, variable.dimensions, std::get<1>(cell)).value_or(variable.unit));
        const auto arguments = [&](std::string_view language) {
            const auto keys = member_titles(methodology, variable.dimensions, std::get<1>(cell), language);
            return DiagnosticArguments{{"what", variable.title.in(language)},
                                       {"keys", keys},
                                       {"year", std::to_string(std::get<2>(cell))},
                                       {"count", std::to_string(sum.parts.size())},
                                       {"sum", number_text(sum.value, 8) + " " + unit},
                                       {"whole", known ? number_text(whole->second->value, 8) + " " + unit : ""}};
        };
        auto finding = worded(words, known ? "Q014" : "Q015", known ? Severity::error : Severity::warning,
                              arguments("zh"), arguments("en"));
        finding.year = std::get<2>(cell);
        finding.variable = std::get<0>(cell);
        finding.keys = key_text_with_category(methodology, variable.dimensions, std::get<1>(cell));
        finding.actual = sum.value;
        finding.unit = unit;
        if (known) {
            finding.expected = whole->second->value;
            finding.residual = sum.value - whole->second->value;
            finding.tolerance = sum.rounding + rounding_of(*whole->second);
            finding.cells.push_back(whole->second->where.text());
        }
        for (const auto* part : sum.parts) finding.cells.push_back(part->where.text());
        findings.push_back(std::move(finding));
    }
}

}  // namespace qingdan
