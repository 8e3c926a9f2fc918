// No standard templates here beyond bit_cast and array: the functions exist once per instruction set.
#include "analysis/random_kernels.hpp"

#include <bit>
#include <cmath>

#include "base/vector_clones.hpp"

namespace qingdan::random {

namespace {

constexpr std::size_t counters = block_trials / 2;  // each gives four words: two trials
constexpr std::uint32_t multiplier0 = 0xD2511F53U, multiplier1 = 0xCD9E8D57U;
constexpr std::uint32_t weyl0 = 0x9E3779B9U, weyl1 = 0xBB67AE85U;
constexpr int rounds = 10;

/// Words of one block, by place in the counter.
struct Words {
    alignas(64) std::uint32_t w[4][counters];
};

[[gnu::always_inline]] inline void fill(const Stream& stream, std::uint64_t block, Words& words) {
    const std::uint64_t first = block * counters;
    for (std::size_t i = 0; i < counters; ++i) {
        words.w[0][i] = static_cast<std::uint32_t>(first) + static_cast<std::uint32_t>(i);
        words.w[1][i] = static_cast<std::uint32_t>(first >> 32);
        words.w[2][i] = stream.stream;
        words.w[3][i] = stream.attempt;
    }
    auto key0 = static_cast<std::uint32_t>(stream.seed), key1 = static_cast<std::uint32_t>(stream.seed >> 32);
    for (int round = 0; round < rounds; ++round) {
        for (std::size_t i = 0; i < counters; ++i) {
            const std::uint64_t a = static_cast<std::uint64_t>(multiplier0) * words.w[0][i];
            const std::uint64_t b = static_cast<std::uint64_t>(multiplier1) * words.w[2][i];
            words.w[0][i] = static_cast<std::uint32_t>(b >> 32) ^ words.w[1][i] ^ key0;
            words.w[1][i] = static_cast<std::uint32_t>(b);
            words.w[2][i] = static_cast<std::uint32_t>(a >> 32) ^ words.w[3][i] ^ key1;
            words.w[3][i] = static_cast<std::uint32_t>(a);
        }
        key0 += weyl0;
        key1 += weyl1;
    }
}

/// The upper 52 of 64 bits as a number within (0, 1): the middle of its step.
[[gnu::always_inline]] inline double unit(std::uint32_t high, std::uint32_t low) {
    const std::uint64_t bits = (static_cast<std::uint64_t>(high) << 32 | low) >> 12 | 0x3FF0000000000000ULL;
    return std::bit_cast<double>(bits) - (1.0 - 0x1p-53);
}

/// Coefficients of fdlibm (Sun Microsystems 1993), for 1 / sqrt 2 < m < sqrt 2.
[[gnu::always_inline]] inline double natural_log(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    const double raw = std::bit_cast<double>((bits & 0x000FFFFFFFFFFFFFULL) | 0x3FF0000000000000ULL);
    const bool upper = raw > 1.4142135623730951;
    const double m = upper ? 0.5 * raw : raw;
    const double exponent = std::bit_cast<double>((bits >> 52) | 0x4330000000000000ULL) - (0x1p52 + 1023.0);
    const double k = upper ? exponent + 1.0 : exponent;
    const double f = m - 1.0, s = f / (2.0 + f), z = s * s, half = 0.5 * f * f;
    double r = 1.479819860511658591e-01;
    r = 1.531383769920937332e-01 + z * r;
    r = 1.818357216161805012e-01 + z * r;
    r = 2.222219843214978396e-01 + z * r;
    r = 2.857142874366239149e-01 + z * r;
    r = 3.999999999940941908e-01 + z * r;
    r = 6.666666666666735130e-01 + z * r;
    return k * 6.93147180369123816490e-01 - ((half - (s * (half + z * r) + k * 1.90821492927058770002e-10)) - f);
}

constexpr double rounder = 0x1.8p52;  // adding it leaves whole numbers, in the low bits too

/// exp by 2^n times a Taylor polynomial on half of ln 2.
[[gnu::always_inline]] inline double exponential(double x) {
    const double shifted = x * 1.4426950408889634 + rounder;
    const double n = shifted - rounder;
    const double r = (x - n * 6.93147180369123816490e-01) - n * 1.90821492927058770002e-10;
    double sum = 1.0 / 6227020800.0;
    sum = sum * r + 1.0 / 479001600.0;
    sum = sum * r + 1.0 / 39916800.0;
    sum = sum * r + 1.0 / 3628800.0;
    sum = sum * r + 1.0 / 362880.0;
    sum = sum * r + 1.0 / 40320.0;
    sum = sum * r + 1.0 / 5040.0;
    sum = sum * r + 1.0 / 720.0;
    sum = sum * r + 1.0 / 120.0;
    sum = sum * r + 1.0 / 24.0;
    sum = sum * r + 1.0 / 6.0;
    sum = ((sum * r + 0.5) * r + 1.0) * r + 1.0;
    const std::uint64_t scale = (std::bit_cast<std::uint64_t>(shifted) + 1023) << 52;
    return sum * std::bit_cast<double>(scale);
}

struct Turn {
    double sine, cosine;
};

/// Sine and cosine of 2 pi u by the nearest quarter turn; fdlibm's coefficients.
[[gnu::always_inline]] inline Turn turn(double u) {
    const double shifted = 4.0 * u + rounder;
    const auto quarter = std::bit_cast<std::uint64_t>(shifted);
    const double x = (4.0 * u - (shifted - rounder)) * 1.5707963267948966, z = x * x;
    double s = 1.58969099521155010221e-10;
    s = -2.50507602534068634195e-08 + z * s;
    s = 2.75573137070700676789e-06 + z * s;
    s = -1.98412698298579493134e-04 + z * s;
    s = 8.33333333332248946124e-03 + z * s;
    s = -1.66666666666666324348e-01 + z * s;
    const double sine = x + x * z * s;
    double c = -1.13596475577881948265e-11;
    c = 2.08757232129817482790e-09 + z * c;
    c = -2.75573143513906633035e-07 + z * c;
    c = 2.48015872894767294178e-05 + z * c;
    c = -1.38888888888741095749e-03 + z * c;
    c = 4.16666666666666019037e-02 + z * c;
    const double cosine = 1.0 - (0.5 * z - z * z * c);
    // Bit 0 swaps the two, bit 1 turns the sine's sign, bit 0 xor bit 1 the cosine's: all by masks, without branches.
    const std::uint64_t swap = 0 - (quarter & 1), a = std::bit_cast<std::uint64_t>(sine),
                        b = std::bit_cast<std::uint64_t>(cosine);
    const std::uint64_t sine_sign = (quarter & 2) << 62, cosine_sign = ((quarter + 1) & 2) << 62;
    return {std::bit_cast<double>(((a & ~swap) | (b & swap)) ^ sine_sign),
            std::bit_cast<double>(((b & ~swap) | (a & swap)) ^ cosine_sign)};
}

}  // namespace

std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> c, std::array<std::uint32_t, 2> key) {
    for (int round = 0; round < rounds; ++round) {
        const std::uint64_t a = static_cast<std::uint64_t>(multiplier0) * c[0];
        const std::uint64_t b = static_cast<std::uint64_t>(multiplier1) * c[2];
        c = {static_cast<std::uint32_t>(b >> 32) ^ c[1] ^ key[0], static_cast<std::uint32_t>(b),
             static_cast<std::uint32_t>(a >> 32) ^ c[3] ^ key[1], static_cast<std::uint32_t>(a)};
        key[0] += weyl0;
        key[1] += weyl1;
    }
    return c;
}

/// The two trials of a counter stand half a block apart, so that both halves are written in one stride.
QINGDAN_CLONES void uniforms(const Stream& stream, std::uint64_t block, double* __restrict out) {
    Words words;
    fill(stream, block, words);
    for (std::size_t i = 0; i < counters; ++i) out[i] = unit(words.w[0][i], words.w[1][i]);
    for (std::size_t i = 0; i < counters; ++i) out[counters + i] = unit(words.w[2][i], words.w[3][i]);
}

QINGDAN_CLONES void normals(const Stream& stream, std::uint64_t block, double* __restrict out) {
    Words words;
    fill(stream, block, words);
    for (std::size_t i = 0; i < counters; ++i) {
        const double radius = std::sqrt(-2.0 * natural_log(unit(words.w[0][i], words.w[1][i])));
        const auto [sine, cosine] = turn(unit(words.w[2][i], words.w[3][i]));
        out[i] = radius * cosine;
        out[counters + i] = radius * sine;
    }
}

/// Abramowitz and Stegun (1964), 26.2.17. Beyond eight deviations, where no draw comes, it stays there.
QINGDAN_CLONES void normal_shares(double* values, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) {
        const double x = values[i], size = x < 0.0 ? -x : x, cut = size < 8.0 ? size : 8.0;
        const double t = 1.0 / (1.0 + 0.2316419 * cut);
        double sum = 1.330274429;
        sum = sum * t - 1.821255978;
        sum = sum * t + 1.781477937;
        sum = sum * t - 0.356563782;
        sum = sum * t + 0.319381530;
        const double tail = 0.3989422804014327 * exponential(-0.5 * cut * cut) * sum * t;
        values[i] = x < 0.0 ? tail : 1.0 - tail;
    }
}

QINGDAN_CLONES void exponentials(double* values, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) values[i] = exponential(values[i]);
}

QINGDAN_CLONES void logarithms(double* values, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) values[i] = natural_log(values[i]);
}

}  // namespace qingdan::random
