// Approach 1 on the graph against arithmetic by hand.

#include "analysis/uncertainty.hpp"

#include <catch2/catch.hpp>

#include <cmath>

#include "uncertainty_package.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

const std::string herds =
    "herd,goat,2020,100,head,90,110,,\n"
    "herd,cattle,2020,50,head,45,55,,\n";

}  // namespace

TEST_CASE("a factor that two animals share is one uncertainty, not two that cancel out") {
    const auto inventory = uncertain_inventory({2020}, herds);
    const UncertaintyAnalysis analysis(inventory);
    const auto& enteric = analysis.estimates()[estimate_index(inventory, "1.1", 2020, false)];
    // t CH4: factor 150 head x 2 kg = 0.3; data 10 x 10 = 0.1 and 5 x 10 = 0.05. Independent factors would give 0.25.
    CHECK(enteric.factor == Approx(0.3));
    CHECK(enteric.activity == Approx(std::hypot(0.1, 0.05)));
    CHECK(enteric.half_width == Approx(std::sqrt(0.09 + 0.01 + 0.0025)));
    CHECK(enteric.low == Approx(1.5 - enteric.half_width));
    CHECK(*enteric.percent == Approx(100 * enteric.half_width / 1.5));
    CHECK(enteric.known == 3);
    CHECK(enteric.complete());
    const auto& co2e = analysis.estimates()[estimate_index(inventory, "all", 2020, true)];
    CHECK(co2e.half_width == Approx(enteric.half_width * 28 / 1000));  // kt CO2e, GWP of AR5
    REQUIRE(analysis.leaves().size() >= 2);
    CHECK(analysis.leaves()[0].half_width == Approx(std::hypot(0.2, 0.1)));   // goats
    CHECK(analysis.leaves()[1].half_width == Approx(std::hypot(0.1, 0.05)));  // cattle
}

TEST_CASE("a formula that is no product is right to first order") {
    const auto inventory =
        uncertain_inventory({2020}, "capacity,,2020,2000,kg CH4,1900,2100,,\ndecay,,2020,0.5,1,0.4,0.6,,\n");
    const UncertaintyAnalysis analysis(inventory);
    const auto& other = analysis.estimates()[estimate_index(inventory, "1.2", 2020, false)];
    const double by_capacity = 0.1 * (1 - std::exp(-0.5)), by_decay = 2.0 * std::exp(-0.5) * 0.1;
    CHECK(other.half_width == Approx(std::hypot(by_capacity, by_decay)));
    const auto shares =
        analysis.contributions(inventory.estimates[estimate_index(inventory, "1.2", 2020, false)].node, 1);
    REQUIRE(shares.size() == 1);
    CHECK(shares[0].half_width == Approx(by_decay));
    CHECK(shares[0].share == Approx(by_decay * by_decay / (by_decay * by_decay + by_capacity * by_capacity)));
}

TEST_CASE("an input without an uncertainty is counted and named, and is no zero") {
    const auto inventory =
        uncertain_inventory({2020}, "herd,goat,2020,100,head,90,110,,\nherd,cattle,2020,50,head,,,,\n");
    const UncertaintyAnalysis analysis(inventory);
    const auto& enteric = analysis.estimates()[estimate_index(inventory, "1.1", 2020, false)];
    CHECK(enteric.unknown == 1);
    CHECK_FALSE(enteric.complete());
    const auto unknown = analysis.unknown_sources();
    REQUIRE(unknown.size() == 1);
    const auto& source = analysis.sources().sources[static_cast<std::size_t>(unknown[0])];
    CHECK(source.kind == UncertainSource::Kind::datum);
    CHECK(inventory.data[static_cast<std::size_t>(source.ref)].value == 50.0);
}

TEST_CASE("bounds become distributions: shape by symmetry, one bound alone is mirrored") {
    CHECK_FALSE(distribution_of(10, {}, {}, "normal"));
    CHECK(distribution_of(10, 8, 12, "")->shape == Shape::normal);
    CHECK(distribution_of(10, 8, 16, "")->shape == Shape::lognormal);
    CHECK(distribution_of(10, 2, 12, "")->shape == Shape::triangular);
    CHECK(distribution_of(10, 0, 30, "")->shape == Shape::triangular);
    CHECK(distribution_of(10, 0, 30, "lognormal")->shape == Shape::truncated_normal);
    CHECK(distribution_of(10, 8, 12, "uniform")->shape == Shape::uniform);
    CHECK(distribution_of(10, {}, 13, "")->low == 7.0);
    CHECK(distribution_of(10, 8, 16, "")->half_width() == 4.0);
}
