#include "analysis/answers.hpp"

#include <algorithm>

#include "analysis/completeness.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

bool speaks_of(const Answer& answer, const Finding& finding) {
    const auto& years = answer.years;
    if (answer.check != finding.check) return false;
    if (!years.empty() && std::find(years.begin(), years.end(), finding.year) == years.end()) return false;
    const auto keys = split(finding.keys, ';');
    const bool all_keys = std::all_of(answer.keys.begin(), answer.keys.end(), [&](const auto& pair) {
        return std::find(keys.begin(), keys.end(), pair.first + "=" + pair.second) != keys.end();
    });
    if (!all_keys) return false;
    return std::all_of(answer.cells.begin(), answer.cells.end(), [&](const std::string& cell) {
        return std::find(finding.cells.begin(), finding.cells.end(), cell) != finding.cells.end();
    });
}

std::string keys_text(const Answer& answer) {
    std::vector<std::string> parts;
    for (const auto& [dimension, member] : answer.keys) parts.push_back(dimension + "=" + member);
    parts.insert(parts.end(), answer.cells.begin(), answer.cells.end());
    return join(parts, ", ");
}

}  // namespace

void apply_answers(const InventorySettings& settings, const FindingWords& words, std::vector<Finding>& findings) {
    for (const auto& answer : settings.answers) {
        bool any = false;
        for (auto& finding : findings) {
            if (finding.verdict == Verdict::holds || !speaks_of(answer, finding)) continue;
            finding.answer = answer;
            any = true;
        }
        if (any) continue;
        const DiagnosticArguments arguments{{"check", answer.check}, {"keys", keys_text(answer)}};
        auto stale = worded(words, "Q005", Severity::note, arguments, arguments);
        stale.cells.push_back(answer.where.text());
        findings.push_back(std::move(stale));
    }
}

}  // namespace qingdan
