#include "balance_findings.hpp"

#include <catch2/catch.hpp>

namespace qingdan::testing {

const FindingWords& finding_words() {
    static const std::string folder = std::string(QINGDAN_SOURCE_DIR) + "/templates/diagnostics";
    static const auto zh = DiagnosticCatalogue::load(folder, "zh"), en = DiagnosticCatalogue::load(folder, "en");
    static const FindingWords both{zh, en};
    return both;
}

std::shared_ptr<const Methodology> real_package(const std::string& id) {
    Diagnostics diagnostics;
    auto methodology = load_methodology(std::string(QINGDAN_SOURCE_DIR) + "/methodologies", id, diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(methodology);
    return std::make_shared<const Methodology>(std::move(*methodology));
}

std::vector<Finding> balance_findings(const std::shared_ptr<const Methodology>& methodology, const BalanceGrid& grid,
                                      bool with_holding) {
    static const std::set<std::string> identities{
        "balance.supply",      "balance.transformation",         "balance.final",     "balance.residential",
        "balance.consumption", "balance.statistical-difference", "balance.fuel-total"};
    Diagnostics diagnostics;
    auto inventory = compile(methodology, {2007}, grid.tidy(), diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(inventory);
    auto findings = check_inventory(*inventory, finding_words(), with_holding);
    std::erase_if(findings, [](const Finding& finding) { return identities.count(finding.check) == 0; });
    return findings;
}

std::multiset<std::string> failing(const std::vector<Finding>& findings) {
    std::multiset<std::string> ids;
    for (const auto& finding : findings) {
        CHECK(finding.verdict != Verdict::undecided);
        if (finding.verdict == Verdict::fails) ids.insert(finding.check + " " + finding.keys);
    }
    return ids;
}

}  // namespace qingdan::testing
