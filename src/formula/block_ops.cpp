#include "formula/block_ops.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

#include "base/vector_clones.hpp"

namespace qingdan::formulas {
namespace {

// At -O2 the compiler vectorises a loop only if nothing is left over and no arrays overlap: so the bulk runs in whole
// groups, and pointers are restricted parameters of functions that stay functions.
constexpr std::size_t group = 8;
constexpr std::size_t whole_groups(std::size_t count) { return count & ~(group - 1); }

template <class Function>
[[gnu::noinline]] QINGDAN_CLONES void loop(double* __restrict out, const double* __restrict a, std::size_t count,
                                           Function function) {
    const std::size_t bulk = whole_groups(count);
    for (std::size_t i = 0; i < bulk; ++i) out[i] = function(a[i]);
    for (std::size_t i = bulk; i < count; ++i) out[i] = function(a[i]);
}

template <class Function>
[[gnu::noinline]] QINGDAN_CLONES void loop(double* __restrict out, const double* __restrict a,
                                           const double* __restrict b, std::size_t count, Function function) {
    const std::size_t bulk = whole_groups(count);
    for (std::size_t i = 0; i < bulk; ++i) out[i] = function(a[i], b[i]);
    for (std::size_t i = bulk; i < count; ++i) out[i] = function(a[i], b[i]);
}

template <class Function>
[[gnu::noinline]] QINGDAN_CLONES void loop(double* __restrict out, const double* __restrict a,
                                           const double* __restrict b, const double* __restrict c, std::size_t count,
                                           Function function) {
    const std::size_t bulk = whole_groups(count);
    for (std::size_t i = 0; i < bulk; ++i) out[i] = function(a[i], b[i], c[i]);
    for (std::size_t i = bulk; i < count; ++i) out[i] = function(a[i], b[i], c[i]);
}

template <class Function>
void unary(const Lanes& lanes, Function function) {
    loop(lanes.out, lanes.a, lanes.count, function);
}

template <class Function>
void binary(const Lanes& lanes, Function function) {
    loop(lanes.out, lanes.a, lanes.b, lanes.count, function);
}

template <class Function>
void ternary(const Lanes& lanes, Function function) {
    loop(lanes.out, lanes.a, lanes.b, lanes.c, lanes.count, function);
}

/// Bit 63 is set in the result of an infinity or NaN: their exponent bits are all ones, and adding one reaches the
/// sign.
inline std::uint64_t exponent_overflow(double value) {
    return (std::bit_cast<std::uint64_t>(value) & 0x7FF0000000000000ULL) + 0x0010000000000000ULL;
}

/// 0 where the lane is finite, NaN where not. Added to a result it keeps a failure alive where the operation itself
/// would drop it, as 1 / infinity, exp(-infinity) and comparisons do.
inline double trouble(double a) { return a - a; }

template <class Function>
void condition(const Lanes& lanes, Function function) {
    binary(lanes, [=](double a, double b) { return (function(a, b) ? 1.0 : 0.0) + trouble(a) + trouble(b); });
}

void apply_condition(Op op, const Lanes& lanes) {
    switch (op) {
        case Op::less: return condition(lanes, [](double a, double b) { return a < b; });
        case Op::less_equal: return condition(lanes, [](double a, double b) { return a <= b; });
        case Op::greater: return condition(lanes, [](double a, double b) { return a > b; });
        case Op::greater_equal: return condition(lanes, [](double a, double b) { return a >= b; });
        case Op::equal: return condition(lanes, [](double a, double b) { return a == b; });
        case Op::not_equal: return condition(lanes, [](double a, double b) { return a != b; });
        case Op::and_: return condition(lanes, [](double a, double b) { return a != 0.0 && b != 0.0; });
        case Op::or_: return condition(lanes, [](double a, double b) { return a != 0.0 || b != 0.0; });
        default: return;
    }
}

}  // namespace

void apply_lanes(Op op, double value, const Lanes& lanes) {
    switch (op) {
        case Op::constant: std::fill_n(lanes.out, lanes.count, value); return;
        case Op::scale: return unary(lanes, [value](double a) { return a * value; });
        case Op::add: return binary(lanes, [](double a, double b) { return a + b; });
        case Op::subtract: return binary(lanes, [](double a, double b) { return a - b; });
        case Op::multiply: return binary(lanes, [](double a, double b) { return a * b; });
        case Op::divide: return binary(lanes, [](double a, double b) { return a / b + trouble(b); });
        case Op::power:
            return binary(lanes, [](double a, double b) { return std::pow(a, b) + trouble(a) + trouble(b); });
        case Op::negate: return unary(lanes, [](double a) { return -a; });
        case Op::not_: return unary(lanes, [](double a) { return (a == 0.0 ? 1.0 : 0.0) + trouble(a); });
        case Op::minimum:
            return binary(lanes, [](double a, double b) { return (b < a ? b : a) + trouble(a) + trouble(b); });
        case Op::maximum:
            return binary(lanes, [](double a, double b) { return (a < b ? b : a) + trouble(a) + trouble(b); });
        case Op::absolute: return unary(lanes, [](double a) { return std::abs(a); });
        case Op::exp: return unary(lanes, [](double a) { return std::exp(a) + trouble(a); });
        case Op::ln: return unary(lanes, [](double a) { return std::log(a); });
        case Op::sqrt: return unary(lanes, [](double a) { return std::sqrt(a); });
        case Op::clamp:
            return ternary(lanes, [](double x, double low, double high) {
                const double raised = x < low ? low : x;
                return (high < raised ? high : raised) + trouble(x) + trouble(low) + trouble(high);
            });
        case Op::select:
            return ternary(lanes,
                           [](double chosen, double a, double b) { return (chosen != 0.0 ? a : b) + trouble(chosen); });
        default: return apply_condition(op, lanes);
    }
}

QINGDAN_CLONES void keep_trouble(double* __restrict out, const double* __restrict argument, std::size_t count) {
    for (std::size_t i = 0; i < count; ++i) out[i] += trouble(argument[i]);
}

QINGDAN_CLONES void add_compensated(double* __restrict sums, double* __restrict errors, const double* __restrict values,
                                    std::size_t count) {
    // Knuth's two-sum gives the same exact error as Neumaier's branch on size, without the branch.
    const auto add = [=](std::size_t i) {
        const double total = sums[i] + values[i];
        const double back = total - sums[i];
        errors[i] += (sums[i] - (total - back)) + (values[i] - back);
        sums[i] = total;
    };
    const std::size_t bulk = whole_groups(count);
    for (std::size_t i = 0; i < bulk; ++i) add(i);
    for (std::size_t i = bulk; i < count; ++i) add(i);
}

QINGDAN_CLONES bool all_finite(const double* __restrict values, std::size_t count) {
    std::uint64_t found = 0;
    const std::size_t bulk = whole_groups(count);
    for (std::size_t i = 0; i < bulk; ++i) found |= exponent_overflow(values[i]);
    for (std::size_t i = bulk; i < count; ++i) found |= exponent_overflow(values[i]);
    return (found >> 63U) == 0;
}

}  // namespace qingdan::formulas
