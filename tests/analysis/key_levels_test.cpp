// key-categories.csv: at which level key categories are looked for, and which are key by declaration.

#include "analysis/key_levels.hpp"

#include <catch2/catch.hpp>

#include <cmath>

#include "analysis/trend.hpp"
#include "uncertainty_package.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

KeyLevels read(const std::string& rows, const Methodology& methodology, Diagnostics& diagnostics) {
    const auto table =
        CsvTable::parse("category,gas,role,note\n" + rows,
                        std::make_shared<const Document>(Document{"key-categories.csv", {}}), diagnostics);
    REQUIRE(table);
    KeyLevels levels;
    read_key_levels(*table, methodology, levels, diagnostics);
    return levels;
}

/// Enteric 1.5 t with 0.3 by the factor and 0.1 and 0.05 by data, other 2 (1 - e^-0.5) t with 0.1 (1 - e^-0.5) by one.
const std::string data =
    "herd,goat,2020,100,head,90,110,,\nherd,cattle,2020,50,head,45,55,,\n"
    "capacity,,2020,2000,kg CH4,1900,2100,,\ndecay,,2020,0.5,1,0.5,0.5,,\n";

}  // namespace

TEST_CASE("a category that is looked at as a whole is one line, with the uncertainty of its sum") {
    const auto inventory = uncertain_inventory({2020}, data);
    const UncertaintyAnalysis analysis(inventory);
    Diagnostics diagnostics;
    const auto levels = read("1,,level,\n", *inventory.methodology, diagnostics);
    REQUIRE(diagnostics.all().empty());
    CHECK(uncertainty_report(inventory, analysis, 0).lines.size() == 2);
    const auto report = uncertainty_report(inventory, analysis, 0, levels);
    REQUIRE(report.lines.size() == 1);
    CHECK(inventory.category_code(report.lines[0].category) == "1");
    const double other = 2.0 * (1.0 - std::exp(-0.5)), sum = 1.5 + other;
    CHECK(report.lines[0].input.year == Approx(sum * 28 / 1000));  // kt CO2e, GWP of AR5
    CHECK(report.lines[0].input.factor == Approx(100 * 0.3 / sum));
    CHECK(report.lines[0].input.activity == Approx(100 * std::hypot(std::hypot(0.1, 0.05), 0.05 * other) / sum));
    CHECK(report.lines[0].marks.level1.key);
}

TEST_CASE("a declaration marks a category and what stands below it, for one gas or all, with its reason") {
    const auto inventory = uncertain_inventory({2020}, data);
    const UncertaintyAnalysis analysis(inventory);
    Diagnostics diagnostics;
    const auto of = [&](const std::string& rows) {
        return uncertainty_report(inventory, analysis, 0, read(rows, *inventory.methodology, diagnostics)).lines;
    };
    auto lines = of("1,,key,all of it\n1.2,CH4,key,grows\n");
    REQUIRE(lines.size() == 2);
    CHECK(lines[0].marks.qualitative);
    CHECK(lines[0].reason == "all of it");
    CHECK(lines[1].reason == "grows");
    lines = of("1.2,CH4,key,grows\n");
    CHECK_FALSE(lines[0].marks.qualitative);
    CHECK(lines[1].marks.qualitative);
    CHECK(lines[1].marks.any());
    CHECK(diagnostics.all().empty());
}

TEST_CASE("every wrong cell is named: Q029 category, Q030 gas, Q031 role, Q032 no reason") {
    const auto inventory = uncertain_inventory({2020}, data);
    Diagnostics diagnostics;
    const auto levels = read("1.9,,level,\n1.1,XY,key,r\n1.1,CH4,level,\n1.1,,important,\n1.2,,key,\n",
                             *inventory.methodology, diagnostics);
    std::vector<std::string> codes;
    for (const auto& diagnostic : diagnostics.all()) codes.push_back(diagnostic.code);
    CHECK(codes == std::vector<std::string>{"Q029", "Q030", "Q030", "Q031", "Q032"});
    CHECK(levels.whole.empty());
    CHECK(levels.marks.empty());
}
