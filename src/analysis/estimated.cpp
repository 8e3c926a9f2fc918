// Gaps in the data that were filled: said once for each declaration of the inventory.

#include <map>

#include "analysis/completeness.hpp"

namespace qingdan {

void check_estimated(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings) {
    std::map<std::string, std::vector<const ActivityDatum*>> by_declaration;
    for (const auto& datum : inventory.data)
        if (datum.estimated) by_declaration[datum.where.text()].push_back(&datum);
    for (const auto& gap : inventory.settings.gaps) {
        const auto found = by_declaration.find(gap.where.text());
        if (found == by_declaration.end()) continue;
        const auto& first = *found->second.front();
        const auto& variable = inventory.methodology->variables[static_cast<std::size_t>(first.variable)];
        std::vector<int> years;
        for (const auto* datum : found->second) years.push_back(datum->year);
        const auto arguments = [&](std::string_view language) {
            return DiagnosticArguments{{"what", variable.title.in(language)},
                                       {"years", years_text(years)},
                                       {"count", std::to_string(found->second.size())},
                                       {"method", first.estimated->method.in(language)},
                                       {"reason", gap.reason.in(language)}};
        };
        auto finding = worded(words, "Q018", Severity::note, arguments("zh"), arguments("en"));
        finding.cells.push_back(gap.where.text());
        findings.push_back(std::move(finding));
    }
}

}  // namespace qingdan
