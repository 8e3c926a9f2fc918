// The generator against its published test vectors, the polynomials against libm, the moments against theory.

#include "analysis/random_kernels.hpp"

#include <catch2/catch.hpp>

#include <bit>
#include <cmath>
#include <vector>

using namespace qingdan;

namespace {

using Counter = std::array<std::uint32_t, 4>;

std::vector<double> draw(void (*function)(const random::Stream&, std::uint64_t, double*), std::uint32_t stream,
                         std::uint64_t blocks) {
    std::vector<double> values(blocks * random::block_trials);
    for (std::uint64_t b = 0; b < blocks; ++b) function({20, stream, 0}, b, values.data() + b * random::block_trials);
    return values;
}

/// A counter gives two trials, half a block apart.
constexpr std::size_t half = random::block_trials / 2;

double moment(const std::vector<double>& values, double centre, int power) {
    double sum = 0.0;
    for (const double value : values) sum += std::pow(value - centre, power);
    return sum / static_cast<double>(values.size());
}

}  // namespace

TEST_CASE("Philox4x32-10 gives the known answers of its authors") {  // Random123, kat_vectors
    CHECK(random::philox({0, 0, 0, 0}, {0, 0}) == Counter{0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8});
    const std::uint32_t ones = 0xffffffff;
    CHECK(random::philox({ones, ones, ones, ones}, {ones, ones}) ==
          Counter{0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd});
    CHECK(random::philox({0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344}, {0xa4093822, 0x299f31d0}) ==
          Counter{0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1});
}

TEST_CASE("a block is what its counters give, also beyond 2^32 of them") {
    for (const std::uint64_t block : {0ULL, 7ULL, 0x2000000ULL, 0x123456789ULL}) {
        std::vector<double> values(random::block_trials);
        random::uniforms({0x0123456789abcdefULL, 42, 3}, block, values.data());
        for (const std::size_t i : {0, 1, 127}) {
            const std::uint64_t counter = block * half + i;
            const auto words =
                random::philox({static_cast<std::uint32_t>(counter), static_cast<std::uint32_t>(counter >> 32), 42, 3},
                               {0x89abcdef, 0x01234567});
            const auto number = [](std::uint64_t high, std::uint64_t low) {
                return (static_cast<double>((high << 32 | low) >> 12) + 0.5) / 0x1p52;
            };
            CHECK(values[i] == number(words[0], words[1]));
            CHECK(values[half + i] == number(words[2], words[3]));
        }
    }
}

TEST_CASE("normals follow Box and Muller with the library's functions to the last digits") {
    std::vector<double> uniform(random::block_trials), normal(random::block_trials);
    for (std::uint64_t block = 0; block < 200; ++block) {
        random::uniforms({5, 1, 0}, block, uniform.data());
        random::normals({5, 1, 0}, block, normal.data());
        for (std::size_t i = 0; i < half; ++i) {
            const double radius = std::sqrt(-2 * std::log(uniform[i])), angle = 2 * M_PI * uniform[half + i];
            REQUIRE(std::abs(normal[i] - radius * std::cos(angle)) < 4e-15);
            REQUIRE(std::abs(normal[half + i] - radius * std::sin(angle)) < 4e-15);
        }
    }
}

TEST_CASE("exponential and logarithm agree with the library's") {
    std::vector<double> x, y;
    for (double v = -30; v < 30; v += 0.0137) x.push_back(v);
    y = x;
    random::exponentials(y.data(), y.size());
    for (std::size_t i = 0; i < x.size(); ++i) REQUIRE(std::abs(y[i] / std::exp(x[i]) - 1) < 1e-15);
    random::logarithms(y.data(), y.size());
    for (std::size_t i = 0; i < x.size(); ++i) REQUIRE(std::abs(y[i] - x[i]) < 1e-14);
}

TEST_CASE("moments and independence of streams, within five standard errors") {
    const auto normal = draw(random::normals, 1, 4000), other = draw(random::normals, 2, 4000);
    const auto uniform = draw(random::uniforms, 1, 4000);
    const double n = static_cast<double>(normal.size());
    CHECK(std::abs(moment(normal, 0, 1)) < 5 / std::sqrt(n));
    CHECK(std::abs(moment(normal, 0, 2) - 1) < 5 * std::sqrt(2 / n));
    CHECK(std::abs(moment(normal, 0, 4) - 3) < 5 * std::sqrt(96 / n));
    CHECK(std::abs(moment(uniform, 0.5, 1)) < 5 * std::sqrt(1 / (12 * n)));
    CHECK(std::abs(moment(uniform, 0.5, 2) - 1.0 / 12) < 5 * std::sqrt(1 / (180 * n)));
    double product = 0.0;
    for (std::size_t i = 0; i < normal.size(); ++i) product += normal[i] * other[i];
    CHECK(std::abs(product / n) < 5 / std::sqrt(n));
}

TEST_CASE("the bits are the same on every machine") {
    std::uint64_t hash = 1469598103934665603ULL;  // FNV-1a
    for (std::uint32_t stream = 0; stream < 40; ++stream) {
        auto values = draw(random::normals, stream, 4);
        random::exponentials(values.data(), values.size());
        for (const double value : values) hash = (hash ^ std::bit_cast<std::uint64_t>(value)) * 1099511628211ULL;
    }
    // Measured alike on SSE2, AVX2 and AVX-512, and without optimisation.
    CHECK(hash == 0xa5fc81c446f0c03fULL);
}

TEST_CASE("the share of the normal distribution below x is the error function's, within 1e-7") {
    std::vector<double> values;
    for (double x = -9.0; x <= 9.0; x += 0.01) values.push_back(x);
    auto shares = values;
    random::normal_shares(shares.data(), shares.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
        CHECK(std::abs(shares[i] - 0.5 * std::erfc(-values[i] / std::sqrt(2.0))) < 1e-7);
        CHECK((shares[i] > 0.0 && shares[i] < 1.0));
    }
}
