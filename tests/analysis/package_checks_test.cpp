// Every check of every package holds on right data and fails on data made wrong for it.

#include <algorithm>
#include <catch2/catch.hpp>

#include "balance_findings.hpp"
#include "sector_checks.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

struct Damage {
    std::string check;  ///< id of the file's check, with variant
    std::string row, column, value;
    std::string keys;  ///< of the finding
};

const std::vector<Damage> damages{
    {"balance.supply", "import", "crude_oil", "262", "fuel=crude_oil"},
    {"balance.transformation", "coking", "coke", "1983", "fuel=coke"},
    {"balance.final", "industry", "heat", "1057.389", "fuel=heat"},
    {"balance.residential", "residential_rural", "electricity", "89.6", "fuel=electricity"},
    {"balance.statistical-difference", "statistical_difference", "heat", "-4.06", "fuel=heat"},
    {"balance.consumption", "consumption_total", "coke", "1473.05", "fuel=coke"},
    {"balance.fuel-total/consumption", "consumption_total", "coal_total", "28405.75", "fuel=coal_total"},
    {"balance.fuel-total/coal", "farming", "raw_coal", "10", "balance_row=farming"},
    {"balance.fuel-total/oil", "construction", "diesel", "70", "balance_row=construction"},
    {"balance.signs/in", "transport_storage_post", "kerosene", "-14.41",
     "balance_row=transport_storage_post;fuel=kerosene"},
    {"balance.signs/out", "moved_out", "kerosene", "15", "balance_row=moved_out;fuel=kerosene"},
    {"balance.signs/burnt", "thermal_power", "diesel", "3.21", "balance_row=thermal_power;fuel=diesel"},
    {"balance.part-of", "industry_nonenergy", "lpg", "63.1", "fuel=lpg"},
    {"balance.large-difference", "statistical_difference", "crude_oil", "-159.8", "fuel=crude_oil"},
    {"transformation.washing", "coal_washing", "cleaned_coal", "34898.1", ""},
    {"transformation.coking", "coking", "coke", "19380", ""},
    {"transformation.refining", "petroleum_refining", "oil_products_total", "-747", ""},
    {"transformation.power", "thermal_power", "electricity", "182.927", ""},
    {"transformation.power-efficiency", "thermal_power", "electricity", "18292.7", ""},
    {"transformation.heat-efficiency", "heating_supply", "heat", "136016", ""},
    {"reference-against-sectoral/close", "", "", "", ""},  // these have tests of their own below
    {"reference-against-sectoral", "", "", "", ""},
    {"reference-against-sectoral.by-fuel/close", "", "", "", ""},  // reference_by_fuel_test.cpp
    {"reference-against-sectoral.by-fuel", "", "", "", ""},
    {"balance.physical-against-tce", "", "", "", ""},  // balance_test.cpp: the published tables themselves
};

std::vector<Finding> findings(const std::shared_ptr<const Methodology>& methodology, const std::string& csv) {
    Diagnostics diagnostics;
    auto inventory = compile(methodology, {2007}, csv, diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(inventory);
    return check_inventory(*inventory, finding_words(), true);
}

Verdict verdict(const std::vector<Finding>& all, const std::string& check, const std::string& keys,
                const std::string& title) {
    for (const auto& finding : all)
        if (finding.check == check && finding.keys == keys && finding.title.en == title) return finding.verdict;
    FAIL("no verdict of " << check << " for '" << keys << "'");
    return Verdict::undecided;
}

BalanceGrid clean() {
    return with_stock_mended(
        read_grid(std::string(QINGDAN_SOURCE_DIR) + "/tests/analysis/data/henan-balance-2007.csv"));
}

/// The same slips in the table in standard coal.
std::string in_standard_coal(const BalanceGrid& grid) {
    auto csv = grid.tidy();
    const auto replace_all = [&](const std::string& from, const std::string& to) {
        for (std::size_t at = csv.find(from); at != std::string::npos; at = csv.find(from, at + to.size()))
            csv.replace(at, from.size(), to);
    };
    replace_all("energy_balance,", "energy_balance_tce,");
    for (const char* unit : {"万吨标准煤", "万吨", "亿立方米", "百亿千焦", "亿千瓦时"})
        replace_all(std::string(",") + unit + ",", ",万吨标准煤,");
    return csv;
}

const Check* find_check(const Methodology& methodology, const std::string& id) {
    const auto found =
        std::find_if(methodology.checks.begin(), methodology.checks.end(), [&](const auto& c) { return c.id == id; });
    return found == methodology.checks.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("No check without data that make it fail") {
    for (const char* package : {"ceads", "cn-provincial-2011"}) {
        const auto methodology = real_package(package);
        for (const auto& check : methodology->checks) {
            INFO(package << ": " << check.id);
            const auto same = [&](const auto& known) { return known.check == check.id; };
            if (check.id.size() > 4 && check.id.substr(check.id.size() - 4).find("tce") == 1) continue;  // below
            CHECK(std::count_if(damages.begin(), damages.end(), same) +
                      std::count_if(sector_cases().begin(), sector_cases().end(), same) ==
                  1);
        }
    }
}

TEST_CASE("Each check of the energy balance fails on a crafted cell and holds on the right one") {
    const auto methodology = real_package("cn-provincial-2011");
    const auto right = findings(methodology, clean().tidy());
    for (const auto& damage : damages) {
        if (damage.value.empty()) continue;
        INFO(damage.check);
        const auto* check = find_check(*methodology, damage.check);
        REQUIRE(check);
        auto grid = clean();
        grid.text[damage.row][damage.column] = damage.value;
        CHECK(verdict(right, check->rule(), damage.keys, check->title.en) == Verdict::holds);
        CHECK(verdict(findings(methodology, grid.tidy()), check->rule(), damage.keys, check->title.en) ==
              Verdict::fails);
    }
}

TEST_CASE("The identities of the table in standard coal fail on the same slips, and leave the physical table alone") {
    const auto methodology = real_package("ceads");
    int checked = 0;
    for (const auto& damage : damages) {
        const auto slash = damage.check.find('/');
        const auto* check = find_check(*methodology, damage.check + (slash == std::string::npos ? "/tce" : "-tce"));
        if (!check || damage.value.empty()) continue;
        INFO(check->id);
        auto grid = clean();
        CHECK(verdict(findings(methodology, in_standard_coal(grid)), check->rule(), damage.keys, check->title.en) ==
              Verdict::holds);
        grid.text[damage.row][damage.column] = damage.value;
        CHECK(verdict(findings(methodology, in_standard_coal(grid)), check->rule(), damage.keys, check->title.en) ==
              Verdict::fails);
        ++checked;
    }
    CHECK(checked == 7);
}

TEST_CASE("Reference against sectoral approach: 2 % are told, 5 % warn") {
    const auto methodology = real_package("cn-provincial-2011");
    const auto all = [&](double produced) {
        const std::string head = "variable,balance_row,fuel,year,value,unit,source\n", cell = "energy_balance,";
        return findings(methodology, head + cell + "indigenous_production,raw_coal,2007," + std::to_string(produced) +
                                         ",万吨,printed\n" + cell + "industry,raw_coal,2007,100,万吨,printed\n" + cell +
                                         "final_total,raw_coal,2007,100,万吨,printed\n");
    };
    const auto* five = find_check(*methodology, "reference-against-sectoral");
    const auto* two = find_check(*methodology, "reference-against-sectoral/close");
    REQUIRE((five && two));
    // The reference approach is proportional to production: find where both sides are equal.
    double equal = 0.0;
    for (const auto& finding : all(100.0))
        if (finding.title.en == five->title.en) equal = 100.0 * finding.expected.value() / finding.actual.value();
    REQUIRE(equal > 0.0);
    const auto verdicts = [&](double ratio) {
        const auto found = all(equal * ratio);
        return std::pair(verdict(found, "reference-against-sectoral", "", two->title.en),
                         verdict(found, "reference-against-sectoral", "", five->title.en));
    };
    CHECK(verdicts(1.019) == std::pair(Verdict::holds, Verdict::holds));
    CHECK(verdicts(0.979) == std::pair(Verdict::fails, Verdict::holds));
    CHECK(verdicts(1.049) == std::pair(Verdict::fails, Verdict::holds));
    CHECK(verdicts(0.949) == std::pair(Verdict::holds, Verdict::fails));
}

TEST_CASE("A check that knows causes tells those whose condition is true") {
    auto grid = clean();
    grid.text["coking"]["coke"] = "19380";
    const auto all = findings(real_package("ceads"), grid.tidy());
    const auto found =
        std::find_if(all.begin(), all.end(), [](const auto& f) { return f.check == "transformation.coking"; });
    REQUIRE(found != all.end());
    REQUIRE(found->causes.size() == 1);
    CHECK(found->causes.front().kind == "package");
    CHECK(found->causes.front().text.en.find("More coke than coal") == 0);
}
