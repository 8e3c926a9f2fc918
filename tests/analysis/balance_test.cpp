// The published energy balances: exactly what does not add up in them is found, and seeded slips are found with the
// cell that they were made in.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "balance_findings.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

/// Henan's table keeps two places, the national one seven digits.
double two_places(double) { return 0.005; }
double seven_digits(double printed) {
    const int before = static_cast<int>(std::floor(std::log10(std::abs(printed)))) + 1;
    return std::max(0.005, 0.5 * std::pow(10.0, before - 7));
}

BalanceGrid henan() {
    return read_grid(std::string(QINGDAN_SOURCE_DIR) + "/tests/analysis/data/henan-balance-2007.csv");
}
BalanceGrid national() {
    return read_grid(std::string(QINGDAN_SOURCE_DIR) + "/tests/analysis/data/national-balance-2007.csv");
}

}  // namespace

TEST_CASE("Henan 2007: supply does not add up in the fifteen columns that have stock changes, all else does") {
    const auto grid = henan();
    std::multiset<std::string> expected;
    for (const auto& fuel : grid.columns)
        if (grid.at("stock_change", fuel) != 0.0) expected.insert("balance.supply fuel=" + fuel);
    REQUIRE(expected.size() == 15);
    CHECK(grid.failures(two_places) == expected);
    for (const char* id : {"cn-provincial-2011", "ceads"}) {
        const auto findings = balance_findings(real_package(id), grid);
        CHECK(failing(findings) == expected);
        for (const auto& finding : findings) {
            REQUIRE_FALSE(finding.causes.empty());
            CHECK(finding.causes.front().kind == "row");
            CHECK(finding.causes.front().text.en.find("Stock Change") != std::string::npos);
            CHECK(finding.causes.front().text.zh.find("库存") != std::string::npos);
        }
    }
}

TEST_CASE("The numbers of a finding are those on paper") {
    for (const auto& finding : balance_findings(real_package("ceads"), henan())) {
        if (finding.keys != "fuel=raw_coal") continue;
        CHECK(finding.actual.value() == 20703.21);
        CHECK(finding.expected.value() == Approx(19287.15 + 4613.02 - 3460 - 1130.97).epsilon(1e-12));
        CHECK(finding.residual.value() == 1394.01);
        CHECK(finding.unit == "万吨");
        CHECK(finding.tolerance.value() == Approx(5 * 0.005));
        CHECK(finding.cells.size() == 10);
        return;
    }
    FAIL("no finding for raw coal");
}

TEST_CASE("Clean tables give no finding: the national table of 2007, and Henan's with its stock changes mended") {
    const auto package_used = real_package("ceads");
    for (const auto& [grid, half_place] :
         {std::pair(national(), &seven_digits), std::pair(with_stock_mended(henan()), &two_places)}) {
        CHECK(grid.failures(half_place).empty());
        for (const auto& finding : balance_findings(package_used, grid)) {
            INFO(finding.message.en << " " << finding.residual.value_or(0) << " " << finding.tolerance.value_or(0));
            CHECK(finding.check.empty());
        }
        const auto all = balance_findings(package_used, grid, true);
        CHECK(all.size() > 100);
        CHECK(std::all_of(all.begin(), all.end(), [](const Finding& f) { return f.verdict == Verdict::holds; }));
    }
}

TEST_CASE("Double counting is netted out of the consumption of all coals, and only there") {
    auto grid = with_stock_mended(henan());
    double gross = 0.0;
    for (const char* coal : {"raw_coal", "cleaned_coal", "other_washed_coal", "briquettes"})
        gross += grid.at("consumption_total", coal);
    grid.text["consumption_total"]["coal_total"] = printed(gross, 2);
    CHECK(failing(balance_findings(real_package("ceads"), grid)) ==
          std::multiset<std::string>{"balance.fuel-total fuel=coal_total"});
}

TEST_CASE("The national tables of 2007 in tonnes and in standard coal differ in the signs of exported kerosene") {
    const auto physical = national();
    const auto tce = read_grid(std::string(QINGDAN_SOURCE_DIR) + "/tests/analysis/data/national-balance-tce-2007.csv");
    std::string csv = physical.tidy();
    for (const auto& row : tce.rows)
        for (const auto& fuel : tce.columns)
            if (!tce.text.at(row).at(fuel).empty())
                csv += "energy_balance_tce," + row + "," + fuel + ",2007," + tce.text.at(row).at(fuel) +
                       ",万吨标准煤,,,,printed,\n";
    // By hand: a coefficient of another sign, or half or one and a half times that of final consumption.
    std::multiset<std::string> expected;
    for (const auto& row : tce.rows)
        for (const auto& fuel : tce.columns) {
            if (fuel == "coal_total" || fuel == "oil_products_total" || tce.text.at(row).at(fuel).empty()) continue;
            const double usual = tce.at("final_total", fuel) / physical.at("final_total", fuel);
            const double ratio = tce.at(row, fuel) / physical.at(row, fuel) / usual;
            if (!(ratio >= 0.5 && ratio <= 1.5)) expected.insert("balance_row=" + row + ";fuel=" + fuel);
        }
    CHECK(expected == std::multiset<std::string>{"balance_row=export;fuel=kerosene",
                                                 "balance_row=foreign_bunkers_here;fuel=kerosene"});
    Diagnostics diagnostics;
    auto inventory = compile(real_package("ceads"), {2007}, csv, diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(inventory);
    std::multiset<std::string> found, identities;
    for (const auto& finding : check_inventory(*inventory, finding_words(), false)) {
        if (finding.check.rfind("balance.", 0) != 0 || finding.check == "balance.large-difference") continue;
        CHECK(finding.verdict == Verdict::fails);
        if (finding.check != "balance.physical-against-tce") {
            identities.insert(finding.check + " " + finding.keys);
            continue;
        }
        found.insert(finding.keys);
        REQUIRE(finding.causes.size() == 1);
        CHECK(finding.causes.front().text.zh == "两表正负号相反");
    }
    CHECK(found == expected);
    // The signs break three sums of the table in standard coal; it has no row of consumption.
    auto sums = tce.failures(seven_digits);
    std::erase_if(sums, [](const std::string& id) {
        return id.rfind("balance.consumption", 0) == 0 || id.rfind("balance.fuel-total fuel", 0) == 0;
    });
    CHECK(sums == std::multiset<std::string>{"balance.supply fuel=kerosene", "balance.fuel-total balance_row=export",
                                             "balance.fuel-total balance_row=foreign_bunkers_here"});
    CHECK(identities == sums);
}
