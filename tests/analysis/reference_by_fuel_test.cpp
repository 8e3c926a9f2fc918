// Reference against sectoral approach by group of fuels, and what a difference is made of.

#include <algorithm>
#include <catch2/catch.hpp>

#include "balance_findings.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

struct Cell {
    std::string row, fuel;
    double value;
};

Inventory inventory_of(const std::string& package, const std::vector<Cell>& cells) {
    std::string csv = "variable,balance_row,fuel,year,value,unit,source\n";
    for (const auto& cell : cells)
        csv += "energy_balance," + cell.row + "," + cell.fuel + ",2007," + std::to_string(cell.value) + "," +
               (cell.fuel == "natural_gas" ? "亿立方米" : "万吨") + ",printed\n";
    Diagnostics diagnostics;
    auto inventory = compile(real_package(package), {2007}, csv, diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(inventory);
    return std::move(*inventory);
}

std::vector<Finding> findings(const std::string& package, const std::vector<Cell>& cells) {
    auto inventory = inventory_of(package, cells);
    auto all = check_inventory(inventory, finding_words(), true);
    std::erase_if(all, [](const Finding& f) { return f.check != "reference-against-sectoral.by-fuel"; });
    return all;
}

const Finding& of(const std::vector<Finding>& all, const std::string& group, Severity severity) {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Finding& f) {
        return f.keys == "fuel_group=" + group && f.severity == severity;
    });
    REQUIRE(found != all.end());
    return *found;
}

/// The value of the part whose English title begins so.
double part(const Finding& finding, const std::string& title) {
    for (const auto& part : finding.parts)
        if (part.title.en.find(title) == 0) return part.value.value();
    FAIL("no part " << title);
    return 0.0;
}

/// 110 of coal are supplied: 80 burnt, 20 washed to 15 that are burnt too, 6 lost, 4 nowhere.
std::vector<Cell> coal() {
    return {{"indigenous_production", "raw_coal", 112},
            {"stock_change", "raw_coal", -2},
            {"supply_total", "raw_coal", 110},
            {"transformation_total", "raw_coal", -20},
            {"coal_washing", "raw_coal", -20},
            {"transformation_total", "cleaned_coal", 15},
            {"coal_washing", "cleaned_coal", 15},
            {"supply_total", "cleaned_coal", 0},
            {"loss", "raw_coal", 6},
            {"industry", "raw_coal", 80},
            {"final_total", "raw_coal", 80},
            {"industry", "cleaned_coal", 15},
            {"final_total", "cleaned_coal", 15},
            {"statistical_difference", "raw_coal", 4}};
}

}  // namespace

TEST_CASE("A difference of fuels is divided into losses, statistical difference, transformation and the rest") {
    for (const char* package : {"cn-provincial-2011", "ipcc-2006"}) {
        INFO(package);
        const auto all = findings(package, coal());
        const auto& solid = of(all, "solid", Severity::warning);
        CHECK(solid.verdict == Verdict::fails);
        CHECK(solid.unit == "t CO2");
        // Rows of the same fuel are to each other as their tonnes, whatever its factors.
        const double lost = part(solid, "Losses"), nowhere = part(solid, "Statistical difference");
        CHECK(lost > 0.0);
        CHECK(nowhere == Approx(lost * 4.0 / 6.0));
        CHECK(part(solid, "For information: stock change") == Approx(lost * -2.0 / 6.0));
        CHECK(part(solid, "Recovered") == 0.0);
        CHECK(lost + nowhere + part(solid, "Carbon that disappears") + part(solid, "The rest") ==
              Approx(solid.residual.value()));
        // All burnt as it is: the reference approach is that much higher but for oxidation of a few per cent.
        CHECK(std::abs(part(solid, "The rest")) < 0.05 * solid.expected.value());
    }
}

TEST_CASE("Groups of fuels are judged apart: an error in one cannot hide in another") {
    auto cells = coal();
    cells.push_back({"indigenous_production", "natural_gas", 3});
    cells.push_back({"supply_total", "natural_gas", 3});
    cells.push_back({"industry", "natural_gas", 3});
    cells.push_back({"final_total", "natural_gas", 3});
    cells.push_back({"import", "diesel", 95});
    cells.push_back({"supply_total", "diesel", 95});
    cells.push_back({"farming", "diesel", 100});
    cells.push_back({"final_total", "diesel", 100});
    cells.push_back({"statistical_difference", "diesel", -5});
    const auto all = findings("cn-provincial-2011", cells);
    CHECK(of(all, "solid", Severity::warning).verdict == Verdict::fails);
    CHECK(of(all, "gaseous", Severity::warning).verdict == Verdict::holds);
    CHECK(of(all, "gaseous", Severity::warning).parts.empty());
    // 95 against 100 of the same fuel and oxidation: 5 % holds, 2 % does not.
    CHECK(of(all, "liquid", Severity::warning).verdict == Verdict::holds);
    const auto& close = of(all, "liquid", Severity::note);
    CHECK(close.verdict == Verdict::fails);
    CHECK(part(close, "Statistical difference") < 0.0);
}

TEST_CASE("The table of the workbook has every group once, with its parts, whether it holds or not") {
    auto cells = coal();
    cells.push_back({"indigenous_production", "natural_gas", 3});
    cells.push_back({"supply_total", "natural_gas", 3});
    cells.push_back({"industry", "natural_gas", 3});
    cells.push_back({"final_total", "natural_gas", 3});
    auto inventory = inventory_of("cn-provincial-2011", cells);
    auto grown = inventory;
    const auto all = comparisons(inventory, grown);
    REQUIRE(all.size() == 2);
    CHECK(all[0].keys == "fuel_group=solid");
    CHECK(all[0].verdict == Verdict::fails);
    CHECK(part(all[0], "Losses") > 0.0);
    CHECK(all[1].keys == "fuel_group=gaseous");
    CHECK(all[1].verdict == Verdict::holds);
    CHECK(part(all[1], "Losses") == 0.0);
    // The same fuel on both sides: what is left is oxidation.
    CHECK(part(all[1], "The rest") == Approx(all[1].residual.value()).margin(1e-6));
}

TEST_CASE("Estimates by a key: a name that is no dimension is refused with its place") {
    const PackageFixture package(
        {{"categories.csv",
          "category,parent,title_zh,title_en,gases,memo,notation,explanation_zh,explanation_en,"
          "reference\n1,,一,One,CO2,,,,,\n"},
         {"checks/by.toml",
          "id = \"by\"\ntitle = { zh = \"一\", en = \"One\" }\nseverity = \"note\"\nreference = \"none\"\n"
          "hint = { zh = \"一\", en = \"One\" }\nkeys = [\"fuel\"]\n[inputs]\n"
          "one = { estimate = \"1\", gas = \"CO2\", by = [\"fule\"] }\n[check]\nformula = \"one >= 0 [t CO2]\"\n"}});
    Diagnostics diagnostics;
    CHECK(!package.load(diagnostics));
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all().front().code == "M024");
    CHECK(diagnostics.all().front().where.text().find("by.toml:8") != std::string::npos);
}
