// Every distribution against its own formulas, within five standard errors.

#include "analysis/uncertainty_sampler.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

using namespace qingdan;

namespace {

constexpr std::uint64_t blocks = 2000;

std::vector<double> draws(const Distribution& distribution) {
    std::vector<double> values(blocks * random::block_trials);
    const Sampler sampler(distribution);
    for (std::uint64_t b = 0; b < blocks; ++b) sampler.fill(7, 3, b, values.data() + b * random::block_trials);
    return values;
}

struct Moments {
    double mean, deviation, error;  ///< error: standard error of the mean
};

Moments moments(const std::vector<double>& values) {
    double sum = 0.0, squares = 0.0;
    for (const double value : values) sum += value;
    const double n = static_cast<double>(values.size()), mean = sum / n;
    for (const double value : values) squares += (value - mean) * (value - mean);
    return {mean, std::sqrt(squares / n), std::sqrt(squares / n / n)};
}

double share_below(const std::vector<double>& values, double bound) {
    return static_cast<double>(std::count_if(values.begin(), values.end(), [&](double v) { return v < bound; })) /
           static_cast<double>(values.size());
}

/// Five standard errors of a share of 2.5 % in a million draws.
const double share_error = 5 * std::sqrt(0.025 * 0.975 / static_cast<double>(blocks * random::block_trials));

}  // namespace

TEST_CASE("the bounds are the 2.5 and 97.5 % points of every shape") {
    for (const auto& distribution :
         {Distribution{Shape::normal, 10, 8, 12}, Distribution{Shape::lognormal, 10, 5, 20},
          Distribution{Shape::uniform, 10, 8, 12}, Distribution{Shape::triangular, 10, 9, 14},
          Distribution{Shape::triangular, -10, -14, -9}, Distribution{Shape::truncated_normal, 10, 2, 18}}) {
        INFO(shape_text(distribution.shape));
        const auto values = draws(distribution);
        CHECK(std::abs(share_below(values, distribution.low) - 0.025) < share_error + 0.0075 * (distribution.low == 2));
        CHECK(std::abs(share_below(values, distribution.high) - 0.975) < share_error);
    }
}

TEST_CASE("means and deviations are those of the distributions") {
    const auto near = [](double value, double expected, double error) {
        INFO(value << " against " << expected << ", standard error " << error);
        CHECK(std::abs(value - expected) < 5 * error);
    };
    const auto normal = moments(draws({Shape::normal, 10, 8, 12}));
    near(normal.mean, 10, normal.error);
    near(normal.deviation, 2 / 1.959963984540054, normal.error);
    // lognormal with median 10 and bounds x 2 and / 2: mean = median x exp(s^2 / 2)
    const double s = std::log(2.0) / 1.959963984540054;
    const auto lognormal = moments(draws({Shape::lognormal, 10, 5, 20}));
    near(lognormal.mean, 10 * std::exp(s * s / 2), lognormal.error);
    near(lognormal.deviation, 10 * std::exp(s * s / 2) * std::sqrt(std::exp(s * s) - 1), 2 * lognormal.error);
    // uniform: the interval is 95 % of the width
    const auto uniform = moments(draws({Shape::uniform, 10, 8, 12}));
    near(uniform.mean, 10, uniform.error);
    near(uniform.deviation, 4 / 0.95 / std::sqrt(12.0), uniform.error);
}

TEST_CASE("a symmetric triangle has the ends that its 95 % points ask for") {
    // F(low) = (w - x)^2 / (2 w^2) = 2.5 %: w = x / (1 - sqrt 0.05)
    const double w = 2 / (1 - std::sqrt(0.05));
    const auto values = draws({Shape::triangular, 10, 8, 12});
    CHECK(*std::min_element(values.begin(), values.end()) > 10 - w);
    CHECK(*std::max_element(values.begin(), values.end()) < 10 + w);
    const auto triangle = moments(values);
    CHECK(std::abs(triangle.deviation - w / std::sqrt(6.0)) < 5 * triangle.error);
}

TEST_CASE("truncated: nothing beyond zero, and the mean of a cut normal distribution") {
    // mean 1, deviation 1: cut at -1 deviations; mean = 1 + phi(1) / Phi(1)
    const auto values = draws({Shape::truncated_normal, 1, 1 - 1.959963984540054, 1 + 1.959963984540054});
    CHECK(*std::min_element(values.begin(), values.end()) >= 0);
    const double density = std::exp(-0.5) / std::sqrt(2 * M_PI), mass = 0.5 * std::erfc(-1 / std::sqrt(2.0));
    const auto cut = moments(values);
    CHECK(std::abs(cut.mean - (1 + density / mass)) < 5 * cut.error);
    const auto removal = draws({Shape::truncated_normal, -1, -3, 1});
    CHECK(*std::max_element(removal.begin(), removal.end()) <= 0);
}

TEST_CASE("PERT: the bounds of a table are the ends; mean, deviation and 95 % points are the beta distribution's") {
    const auto pert = distribution_of(10, 8, 16, "pert");
    REQUIRE(pert);
    const auto values = draws(*pert);
    CHECK(*std::min_element(values.begin(), values.end()) >= 8);
    CHECK(*std::max_element(values.begin(), values.end()) <= 16);
    const double mean = (8 + 4 * 10.0 + 16) / 6, deviation = std::sqrt((mean - 8) * (16 - mean) / 7);
    const auto found = moments(values);
    CHECK(std::abs(found.mean - mean) < 5 * found.error);
    CHECK(std::abs(found.deviation - deviation) < 5 * found.error);
    CHECK(std::abs(share_below(values, pert->low) - 0.025) < share_error);
    CHECK(std::abs(share_below(values, pert->high) - 0.975) < share_error);
    CHECK(pert->half_width() < 4);
}

TEST_CASE("discrete: each value as often as its probability says, in any order") {
    const auto discrete = distribution_of(2, {}, {}, "discrete", {{4, 0.25}, {1, 0.25}, {2, 0.5}});
    REQUIRE(discrete);
    const auto values = draws(*discrete);
    const auto n = static_cast<double>(values.size());
    for (const auto& [value, probability] : {std::pair{1.0, 0.25}, {2.0, 0.5}, {4.0, 0.25}})
        CHECK(std::abs(static_cast<double>(std::count(values.begin(), values.end(), value)) / n - probability) <
              5 * std::sqrt(probability * (1 - probability) / n));
    CHECK(discrete->low == 1);
    CHECK(discrete->high == 4);
    CHECK(discrete->half_width() == 1.5);
}
