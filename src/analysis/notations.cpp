// Categories that are a number in some years and a notation key in others.

#include <map>

#include "analysis/completeness.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

/// Year by year what a category says: `2005 NO, 2006 number`, neighbours that agree together.
struct Run {
    int first = 0, last = 0;
    Notation notation = Notation::none;
};

std::vector<Run> runs_of(const Inventory& inventory, int category, int gas) {
    std::vector<Run> runs;
    for (const int year : inventory.settings.years) {
        const auto* estimate = inventory.estimate(year, category, gas);
        if (!estimate) continue;
        if (!runs.empty() && runs.back().notation == estimate->status.notation)
            runs.back().last = year;
        else
            runs.push_back({year, year, estimate->status.notation});
    }
    return runs;
}

std::string text_of(const std::vector<Run>& runs, const char* number) {
    std::vector<std::string> parts;
    for (const auto& run : runs)
        parts.push_back(std::to_string(run.first) + (run.last > run.first ? "-" + std::to_string(run.last) : "") + " " +
                        (run.notation == Notation::none ? number : std::string(notation_text(run.notation))));
    return join(parts, ", ");
}

}  // namespace

void check_notations(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings) {
    const auto& methodology = *inventory.methodology;
    for (std::size_t c = 0; c < methodology.categories.size(); ++c) {
        if (!methodology.categories[c].children.empty()) continue;
        for (std::size_t gas = 0; gas < methodology.gases.size(); ++gas) {
            const auto runs = runs_of(inventory, static_cast<int>(c), static_cast<int>(gas));
            if (runs.size() < 2) continue;
            const auto arguments = [&](const std::string& title, const char* number) {
                return DiagnosticArguments{{"category", methodology.categories[c].code},
                                           {"title", title},
                                           {"gas", methodology.gases[gas].id},
                                           {"years", text_of(runs, number)}};
            };
            const auto& title = methodology.categories[c].title;
            auto finding =
                worded(words, "Q013", Severity::note, arguments(title.zh, "有数"), arguments(title.en, "a number"));
            finding.verdict = Verdict::undecided;
            finding.cells.push_back(methodology.categories[c].code + " " + methodology.gases[gas].id);
            findings.push_back(std::move(finding));
        }
    }
}

}  // namespace qingdan
