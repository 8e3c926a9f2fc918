// Approach 2 against closed forms, against Approach 1, and against itself with other numbers of threads.

#include "analysis/uncertainty_run.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <cstring>

#include "analysis/uncertainty.hpp"
#include "uncertainty_package.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

TrialSettings fixed(std::uint64_t trials, unsigned threads = 2) {
    TrialSettings settings;
    settings.seed = 11;
    settings.trials = trials;
    settings.threads = threads;
    return settings;
}

const std::string two_years =
    "herd,goat,2019,90,head,80,100,,\nherd,cattle,2019,40,head,30,60,,\n"
    "herd,goat,2020,100,head,90,110,,\nherd,cattle,2020,50,head,45,55,,\n"
    "capacity,,2020,2000,kg CH4,1900,2100,,\ndecay,,2020,0.5,1,0.4,0.6,,\n";

bool same_bits(const TrialSummary& a, const TrialSummary& b) {
    const auto same = [](double x, double y) { return std::memcmp(&x, &y, sizeof x) == 0; };
    return a.trials == b.trials && a.failed == b.failed && same(a.mean, b.mean) && same(a.deviation, b.deviation) &&
           same(a.low, b.low) && same(a.median, b.median) && same(a.high, b.high) && same(a.low_error, b.low_error);
}

}  // namespace

TEST_CASE("trials are the same to the last bit with 1, 2 and 7 threads, and other with another seed") {
    const auto inventory = uncertain_inventory({2019, 2020}, two_years);
    const auto one = run_trials(inventory, fixed(60'000, 1));
    REQUIRE(one.trials == 60'160);  // whole blocks of 256
    for (const unsigned threads : {2U, 7U}) {
        const auto more = run_trials(inventory, fixed(60'000, threads));
        REQUIRE(more.estimates.size() == one.estimates.size());
        for (std::size_t i = 0; i < one.estimates.size(); ++i) CHECK(same_bits(one.estimates[i], more.estimates[i]));
        REQUIRE(more.trends.size() == one.trends.size());
        for (std::size_t i = 0; i < one.trends.size(); ++i)
            CHECK(same_bits(one.trends[i].summary, more.trends[i].summary));
        for (std::size_t i = 0; i < one.ranking.size(); ++i) CHECK(one.ranking[i].share == more.ranking[i].share);
    }
    auto other = fixed(60'000);
    other.seed = 12;
    const auto index = estimate_index(inventory, "all", 2020, true);
    CHECK(run_trials(inventory, other).estimates[index].mean != one.estimates[index].mean);
}

TEST_CASE("a sum of two products with a shared normal factor has the variance of theory") {
    const auto inventory =
        uncertain_inventory({2020}, "herd,goat,2020,100,head,90,110,,\nherd,cattle,2020,50,head,45,55,,\n");
    const auto result = run_trials(inventory, fixed(1'000'000));
    const auto& enteric = result.estimates[estimate_index(inventory, "1.1", 2020, false)];
    // (A + B) x F, independent normals: var = S^2 vF + F^2 vS + vS vF, in t CH4
    const double z = 1.959963984540054, vs = (100 + 25) / (z * z), vf = 4 / (z * z);
    const double deviation = std::sqrt(150.0 * 150 * vf + 100 * vs + vs * vf) / 1000;
    const double n = static_cast<double>(result.trials);
    CHECK(std::abs(enteric.mean - 1.5) < 5 * deviation / std::sqrt(n));
    CHECK(std::abs(enteric.deviation - deviation) < 5 * deviation / std::sqrt(n));
    CHECK(enteric.failed == 0);
}

TEST_CASE("Approach 1 and 2 agree where uncertainties are small") {
    const auto inventory =
        uncertain_inventory({2020}, "capacity,,2020,2000,kg CH4,1990,2010,,\ndecay,,2020,0.5,1,0.498,0.502,,\n");
    const UncertaintyAnalysis first(inventory);
    const auto second = run_trials(inventory, fixed(400'000));
    const auto index = estimate_index(inventory, "1.2", 2020, false);
    const auto& linear = first.estimates()[index];
    const auto& drawn = second.estimates[index];
    CHECK(std::abs(drawn.low - linear.low) < 5 * drawn.low_error + drawn.resolution + 1e-3 * linear.half_width);
    CHECK(std::abs(drawn.high - linear.high) < 5 * drawn.high_error + drawn.resolution + 1e-3 * linear.half_width);
}

TEST_CASE("a product of lognormals is lognormal: percentiles by theory, within five standard errors") {
    // 50 to 200 around 100 is taken as lognormal; the decay is so strong that it does not show
    const auto inventory =
        uncertain_inventory({2020}, "capacity,,2020,100,kg CH4,50,200,,\ndecay,,2020,50,1,49,51,,\n");
    const auto result = run_trials(inventory, fixed(1'000'000));
    const auto& other = result.estimates[estimate_index(inventory, "1.2", 2020, false)];  // 1 - exp(-50) is 1
    CHECK(std::abs(other.low - 0.05) < 5 * other.low_error + other.resolution);
    CHECK(std::abs(other.median - 0.1) < 5 * other.low_error + other.resolution);
    CHECK(std::abs(other.high - 0.2) < 5 * other.high_error + other.resolution);
    const double s = std::log(2.0) / 1.959963984540054;
    CHECK(other.mean == Approx(0.1 * std::exp(s * s / 2)).epsilon(0.003));
}

TEST_CASE("a factor that both years share cancels out of the trend") {
    const std::string exact = "herd,goat,2019,100,head,100,100,,\nherd,goat,2020,120,head,120,120,,\n";
    const auto inventory = uncertain_inventory({2019, 2020}, exact);
    const auto result = run_trials(inventory, fixed(50'000));
    REQUIRE_FALSE(result.trends.empty());
    for (const auto& trend : result.trends) {
        CHECK(trend.summary.mean == Approx(20.0));
        CHECK(trend.summary.deviation < 1e-9);
    }
    const auto& level = result.estimates[estimate_index(inventory, "1.1", 2020, false)];
    CHECK(level.deviation > 0.1);
}

TEST_CASE("what matters: the source with the largest part of the variance comes first") {
    const auto inventory =
        uncertain_inventory({2020}, "herd,goat,2020,100,head,90,110,,\nherd,cattle,2020,50,head,,,,\n");
    const auto result = run_trials(inventory, fixed(50'000));
    REQUIRE(result.ranking.size() == 2);  // the cattle are not drawn: nobody said how uncertain they are
    const TrialPlan plan(inventory);
    CHECK(plan.sources().sources[static_cast<std::size_t>(result.ranking[0].source)].kind ==
          UncertainSource::Kind::factor);
    CHECK(result.ranking[0].share == Approx(0.9).margin(0.02));  // 0.3^2 of 0.3^2 + 0.1^2
}

TEST_CASE("without a number of trials it goes on until the bounds of the totals are stable") {
    const auto inventory = uncertain_inventory({2020}, two_years.substr(two_years.find("herd,goat,2020")));
    TrialSettings settings;
    settings.threads = 2;
    const auto result = run_trials(inventory, settings);
    CHECK(result.stable);
    CHECK(result.trials % 256 == 0);
    const auto& total = result.estimates[estimate_index(inventory, "all", 2020, true)];
    CHECK(total.low_error <= settings.stable * (total.high - total.low));
    settings.most_trials = 512;
    CHECK_FALSE(run_trials(inventory, settings).stable);
}

TEST_CASE("an inventory without any uncertainty has nothing to draw") {
    const auto inventory = uncertain_inventory({2020}, "capacity,,2020,2000,kg CH4,,,,\ndecay,,2020,0.5,1,,,,\n");
    const auto result = run_trials(inventory, fixed(1000));
    CHECK(result.trials == 0);
    const auto index = estimate_index(inventory, "1.2", 2020, false);
    CHECK(result.estimates[index].low == inventory.estimates[index].value);
    CHECK(result.estimates[index].trials == 0);
}
