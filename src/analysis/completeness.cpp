#include "analysis/completeness.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "inventory/description.hpp"

namespace qingdan {

namespace {

/// What a request asks for, in one language: title, keys, and who delivers it.
std::string asked(const Inventory& inventory, const Request& request, std::string_view language) {
    const auto& methodology = *inventory.methodology;
    const bool chinese = language != "en";
    std::string text;
    if (request.variable >= 0) {
        const auto& variable = methodology.variables[static_cast<std::size_t>(request.variable)];
        text = variable.title.in(language);
    } else {
        text = methodology.factors[static_cast<std::size_t>(request.factor)].title.in(language);
    }
    std::vector<std::string> members;
    for (std::size_t i = 0; i < request.dimensions.size() && i < request.key.size(); ++i) {
        const int dimension = request.dimensions[i];
        if (request.key[i] == any_member || dimension == methodology.category_dimension) continue;
        members.push_back(methodology.dimensions[static_cast<std::size_t>(dimension)]
                              .members[static_cast<std::size_t>(request.key[i])]
                              .title.in(language));
    }
    if (!members.empty())
        text += (chinese ? "（" : " (") + join(members, chinese ? "、" : ", ") + (chinese ? "）" : ")");
    return text;
}

struct Gap {
    std::vector<int> years;
    bool partly = false;  ///< there is a figure, but something below it is missing
    std::vector<std::string> asked_zh, asked_en;
};

void add_once(std::vector<std::string>& list, std::string text) {
    if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(std::move(text));
}

std::string some_of(const std::vector<std::string>& list, bool chinese) {
    constexpr std::size_t most = 6;
    std::vector<std::string> shown(list.begin(),
                                   list.begin() + static_cast<std::ptrdiff_t>(std::min(most, list.size())));
    auto text = join(shown, chinese ? "；" : "; ");
    if (list.size() > most)
        text += (chinese ? " 等" : " … ") + std::to_string(list.size()) + (chinese ? "项" : " items");
    return text;
}

}  // namespace

std::string years_text(std::vector<int> years) {
    std::sort(years.begin(), years.end());
    years.erase(std::unique(years.begin(), years.end()), years.end());
    std::vector<std::string> runs;
    for (std::size_t i = 0; i < years.size();) {
        std::size_t j = i;
        while (j + 1 < years.size() && years[j + 1] == years[j] + 1) ++j;
        runs.push_back(std::to_string(years[i]) + (j > i ? "-" + std::to_string(years[j]) : ""));
        i = j + 1;
    }
    return join(runs, ", ");
}

Finding worded(const FindingWords& words, const std::string& code, Severity severity, const DiagnosticArguments& zh,
               const DiagnosticArguments& en) {
    Finding finding;
    finding.check = code;
    finding.severity = severity;
    const Diagnostic chinese{code, severity, {}, zh, {}}, english{code, severity, {}, en, {}};
    finding.message = {words.zh.message(chinese), words.en.message(english)};
    finding.hint = {words.zh.hint(chinese), words.en.hint(english)};
    const Diagnostic title{code + "-title", severity, {}, {}, {}};
    finding.title = {words.zh.message(title), words.en.message(title)};
    return finding;
}

void check_completeness(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings) {
    const auto& methodology = *inventory.methodology;
    std::map<std::pair<int, int>, Gap> gaps;
    for (const auto& estimate : inventory.estimates) {
        if (estimate.gas >= static_cast<int>(methodology.gases.size()) ||
            estimate.category >= static_cast<int>(methodology.categories.size()))
            continue;
        if (!methodology.categories[static_cast<std::size_t>(estimate.category)].children.empty()) continue;
        if (estimate.status.notation != Notation::NE && !estimate.status.incomplete) continue;
        auto& gap = gaps[{estimate.category, estimate.gas}];
        gap.years.push_back(estimate.year);
        gap.partly = gap.partly || estimate.status.is_number();
    }
    for (const auto& request : inventory.requests) {
        const auto gap = gaps.find({request.category, request.gas});
        if (gap == gaps.end()) continue;
        add_once(gap->second.asked_zh, asked(inventory, request, "zh"));
        add_once(gap->second.asked_en, asked(inventory, request, "en"));
    }
    for (const auto& [where, gap] : gaps) {
        const auto [category, gas] = where;
        const auto& title = inventory.category_title(category);
        const auto years = years_text(gap.years);
        const bool unknown = gap.asked_zh.empty();  // the package has no method for it yet
        const std::string code = unknown ? "Q003" : gap.partly ? "Q002" : "Q001";
        const auto arguments = [&](const std::string& name, const std::string& asked_text) {
            return DiagnosticArguments{{"category", inventory.category_code(category)},
                                       {"title", name},
                                       {"gas", inventory.gas_id(gas)},
                                       {"years", years},
                                       {"asked", asked_text}};
        };
        auto finding = worded(words, code, Severity::warning, arguments(title.zh, some_of(gap.asked_zh, true)),
                              arguments(title.en, some_of(gap.asked_en, false)));
        finding.verdict = Verdict::undecided;
        finding.year = gap.years.size() == 1 ? gap.years.front() : 0;
        finding.cells.push_back(inventory.category_code(category) + " " + inventory.gas_id(gas) + " " + years);
        for (std::size_t i = 0; i < gap.asked_zh.size(); ++i)
            finding.causes.push_back(
                {"asked", {}, std::nullopt, {gap.asked_zh[i], gap.asked_en[std::min(i, gap.asked_en.size() - 1)]}});
        findings.push_back(std::move(finding));
    }
}

void check_reliance(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings) {
    const auto& methodology = *inventory.methodology;
    const int all_gases = static_cast<int>(methodology.gases.size());
    for (const int year : inventory.settings.years) {
        for (std::size_t t = 0; t < methodology.totals.size(); ++t) {
            const auto* total =
                inventory.estimate(year, static_cast<int>(methodology.categories.size() + t), all_gases);
            if (!total || !total->status.is_number()) continue;
            double all = 0.0, provisional = 0.0;  // absolute values: removals count too
            std::vector<int> open = methodology.totals[t].categories;
            while (!open.empty()) {
                const auto& category = methodology.categories[static_cast<std::size_t>(open.back())];
                const int index = open.back();
                open.pop_back();
                open.insert(open.end(), category.children.begin(), category.children.end());
                if (!category.children.empty()) continue;
                for (int gas = 0; gas < all_gases; ++gas) {
                    const auto* estimate = inventory.estimate(year, index, gas);
                    if (!estimate) continue;
                    all += std::abs(estimate->co2e_kt);
                    if (estimate->mask & rests_on_provisional) provisional += std::abs(estimate->co2e_kt);
                }
            }
            if (all == 0.0 || provisional == 0.0) continue;
            const auto share = number_text(100.0 * provisional / all, 3);
            const auto& title = methodology.totals[t].title;
            auto finding = worded(words, "Q004", Severity::note,
                                  {{"title", title.zh}, {"year", std::to_string(year)}, {"share", share}},
                                  {{"title", title.en}, {"year", std::to_string(year)}, {"share", share}});
            finding.year = year;
            finding.actual = provisional / all;
            finding.unit = "1";
            finding.cells.push_back(methodology.totals[t].id + " CO2e " + std::to_string(year));
            findings.push_back(std::move(finding));
        }
    }
}

}  // namespace qingdan
