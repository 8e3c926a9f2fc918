#include "formula/block_ops.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>

namespace qingdan::formulas {
namespace {

// At -O2 the compiler only vectorises loops whose count it knows, so lanes go in groups of eight.
constexpr std::size_t group = 8;

template <class Function>
void grouped(std::size_t count, Function function) {
    std::size_t i = 0;
    for (; i + group <= count; i += group) {
        for (std::size_t k = 0; k < group; ++k) function(i + k);
    }
    for (; i < count; ++i) function(i);
}

template <class Function>
void unary(const Lanes& lanes, Function function) {
    double* __restrict out = lanes.out;
    const double* __restrict a = lanes.a;
    grouped(lanes.count, [=](std::size_t i) { out[i] = function(a[i]); });
}

template <class Function>
void binary(const Lanes& lanes, Function function) {
    double* __restrict out = lanes.out;
    const double* __restrict a = lanes.a;
    const double* __restrict b = lanes.b;
    grouped(lanes.count, [=](std::size_t i) { out[i] = function(a[i], b[i]); });
}

template <class Function>
void ternary(const Lanes& lanes, Function function) {
    double* __restrict out = lanes.out;
    const double* __restrict a = lanes.a;
    const double* __restrict b = lanes.b;
    const double* __restrict c = lanes.c;
    grouped(lanes.count, [=](std::size_t i) { out[i] = function(a[i], b[i], c[i]); });
}

/// 0 where the lane is finite, NaN where not: added to a result, it keeps "not a number" alive where a comparison would
/// drop it.
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
        case Op::divide: return binary(lanes, [](double a, double b) { return a / b; });
        case Op::power: return binary(lanes, [](double a, double b) { return std::pow(a, b); });
        case Op::negate: return unary(lanes, [](double a) { return -a; });
        case Op::not_: return unary(lanes, [](double a) { return (a == 0.0 ? 1.0 : 0.0) + trouble(a); });
        case Op::minimum:
            return binary(lanes, [](double a, double b) { return (b < a ? b : a) + trouble(a) + trouble(b); });
        case Op::maximum:
            return binary(lanes, [](double a, double b) { return (a < b ? b : a) + trouble(a) + trouble(b); });
        case Op::absolute: return unary(lanes, [](double a) { return std::abs(a); });
        case Op::exp: return unary(lanes, [](double a) { return std::exp(a); });
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

void add_compensated(double* sums, double* errors, const double* values, std::size_t count) {
    double* __restrict sum = sums;
    double* __restrict error = errors;
    const double* __restrict value = values;
    // Knuth's two-sum gives the same exact error as Neumaier's branch on size, without the branch.
    grouped(count, [=](std::size_t i) {
        const double total = sum[i] + value[i];
        const double back = total - sum[i];
        error[i] += (sum[i] - (total - back)) + (value[i] - back);
        sum[i] = total;
    });
}

bool all_finite(const double* values, std::size_t count) {
    // The exponent bits are all ones exactly in infinities and NaN; adding one to them then reaches the sign bit.
    constexpr std::uint64_t exponent = 0x7FF0000000000000ULL;
    constexpr std::uint64_t one = 0x0010000000000000ULL;
    std::uint64_t found = 0;
    for (std::size_t i = 0; i < count; ++i) found |= (std::bit_cast<std::uint64_t>(values[i]) & exponent) + one;
    return (found >> 63U) == 0;
}

}  // namespace qingdan::formulas
