// uncertainty.csv: what it gives, what it refuses, and what stands over it.

#include "analysis/uncertainty_defaults.hpp"

#include <catch2/catch.hpp>

#include <cmath>

#include "analysis/uncertainty.hpp"
#include "analysis/uncertainty_run.hpp"
#include "uncertainty_package.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

UncertaintyDefaults read(const std::string& text, const Methodology& methodology, Diagnostics& diagnostics) {
    const auto table =
        CsvTable::parse(text, std::make_shared<const Document>(Document{"uncertainty.csv", {}}), diagnostics);
    REQUIRE(table);
    UncertaintyDefaults defaults;
    read_uncertainty_defaults(*table, methodology, defaults, diagnostics);
    return defaults;
}

const std::string header = "kind,id,low_percent,high_percent,distribution,source,note\n";

}  // namespace

TEST_CASE("a default serves what has no bounds of its own; own bounds stand over it") {
    const auto inventory =
        uncertain_inventory({2020}, "herd,goat,2020,100,head,90,110,,\nherd,cattle,2020,50,head,,,,\n");
    Diagnostics diagnostics;
    const auto defaults =
        read(header + "variable,herd,30,30,,t,\nfactor,per_head,90,90,,t,\n", *inventory.methodology, diagnostics);
    REQUIRE(diagnostics.all().empty());
    const UncertaintyAnalysis analysis(inventory, defaults);
    const auto& enteric = analysis.estimates()[estimate_index(inventory, "1.1", 2020, false)];
    CHECK(enteric.complete());
    CHECK(enteric.activity == Approx(std::hypot(0.1, 0.15)));  // cattle: 30 % of 50 head x 10 kg
    CHECK(enteric.factor == Approx(0.3));                      // its own 8 to 12, not 90 %
    TrialSettings settings;
    settings.trials = 512;
    settings.defaults = defaults;
    CHECK(run_trials(inventory, settings).ranking.size() == 3);
}

TEST_CASE("0 % says that a value is exact, which is not the same as unknown") {
    const auto inventory = uncertain_inventory({2020}, "capacity,,2020,2000,kg CH4,,,,\ndecay,,2020,0.5,1,,,,\n");
    Diagnostics diagnostics;
    const auto defaults =
        read(header + "variable,capacity,0,0,,t,\nvariable,decay,10,10,,t,\n", *inventory.methodology, diagnostics);
    const UncertaintyAnalysis analysis(inventory, defaults);
    const auto& other = analysis.estimates()[estimate_index(inventory, "1.2", 2020, false)];
    CHECK(other.complete());
    CHECK(other.half_width == Approx(2.0 * std::exp(-0.5) * 0.05));
}

TEST_CASE("a later row of the same id replaces the earlier one") {
    const auto inventory = uncertain_inventory({2020}, "capacity,,2020,2000,kg CH4,,,,\n");
    Diagnostics diagnostics;
    const auto defaults = read(header + "variable,capacity,5,5,,t,\nvariable,capacity,7,9,lognormal,t,\n",
                               *inventory.methodology, diagnostics);
    REQUIRE(defaults.size() == 1);
    CHECK(defaults[0].high_percent == 9.0);
}

TEST_CASE("every wrong cell is named: Q020 id, Q021 percentage, Q022 distribution") {
    const auto inventory = uncertain_inventory({2020}, "capacity,,2020,2000,kg CH4,,,,\n");
    Diagnostics diagnostics;
    const auto defaults = read(header + "variable,capacty,5,5,,t,\nfactor,per_head,-5,many,gaussian,t,\n",
                               *inventory.methodology, diagnostics);
    CHECK(defaults.empty());
    std::vector<std::string> codes;
    for (const auto& diagnostic : diagnostics.all()) codes.push_back(diagnostic.code);
    CHECK(codes == std::vector<std::string>{"Q020", "Q021", "Q021", "Q022"});
    CHECK(shown(diagnostics).find("near=capacity") != std::string::npos);
}
