// The IPCC table of a compiled inventory: lines by its rules, totals also by the derivatives of the graph.

#include "analysis/trend.hpp"

#include <catch2/catch.hpp>

#include <cmath>

#include "uncertainty_package.hpp"

using namespace qingdan;
using namespace qingdan::testing;

TEST_CASE("the table of two years: E from data, F from factors, and the totals by hand") {
    const auto inventory = uncertain_inventory({2019, 2020},
                                               "herd,goat,2019,100,head,90,110,,\nherd,goat,2020,150,head,135,165,,\n"
                                               "capacity,,2019,2000,kg CH4,1900,2100,,\ndecay,,2019,40,1,40,40,,\n"
                                               "capacity,,2020,2000,kg CH4,1900,2100,,\ndecay,,2020,40,1,40,40,,\n");
    const auto report = uncertainty_report(inventory, UncertaintyAnalysis(inventory), 0);
    REQUIRE(report.lines.size() == 2);
    const auto &enteric = report.lines[0], &other = report.lines[1];
    const double gwp = 28.0 / 1000;  // t CH4 to kt CO2e
    CHECK(enteric.input.base == Approx(1.0 * gwp));
    CHECK(enteric.input.year == Approx(1.5 * gwp));
    CHECK(enteric.input.activity == Approx(10.0));
    CHECK(enteric.input.factor == Approx(20.0));
    CHECK(other.input.activity == Approx(5.0));
    CHECK(other.input.factor == 0.0);
    CHECK(report.base_year == 2019);
    // level: sqrt(0.5 + ...): 1.5 x sqrt(5) x 10 % and 2 x 5 % of 3.5
    const double level = std::hypot(1.5 * std::sqrt(500.0), 2.0 * 5.0) / 3.5;
    CHECK(report.table.uncertainty == Approx(level));
    CHECK(*report.graph_uncertainty == Approx(level));
    // trend (3.5 - 3) / 3 by derivatives: factor acts on both years, data of the years are independent
    const double factor = 20.0 * std::abs(1.5 / 3 - 1.0 * 3.5 / 9);
    const double goats = std::hypot(10.0 * 1.5 / 3, 10.0 * 1.0 * 3.5 / 9);
    const double capacity = std::hypot(5.0 * 2 / 3, 5.0 * 2 * 3.5 / 9);
    CHECK(*report.graph_trend_uncertainty == Approx(std::sqrt(factor * factor + goats * goats + capacity * capacity)));
    CHECK(*report.table.trend == Approx(50.0 / 3));
    CHECK(report.unknown == 0);
}

TEST_CASE("what is unknown is counted, and such a category has no rank by uncertainty") {
    const auto inventory = uncertain_inventory(
        {2020}, "herd,goat,2020,100,head,90,110,,\ncapacity,,2020,2000,kg CH4,,,,\ndecay,,2020,40,1,40,40,,\n");
    const auto report = uncertainty_report(inventory, UncertaintyAnalysis(inventory), 0);
    REQUIRE(report.lines.size() == 2);
    CHECK(report.lines[0].unknown == 0);
    CHECK(report.lines[0].marks.level2.rank == 1);
    CHECK(report.lines[1].unknown == 1);
    CHECK(report.lines[1].marks.level2.rank == 0);
    CHECK(report.lines[1].marks.level1.rank == 1);
    CHECK(report.unknown == 1);
    CHECK_FALSE(report.base_year);
    CHECK_FALSE(report.graph_trend_uncertainty);
    CHECK(report.lines[0].marks.trend1.rank == 0);
}
