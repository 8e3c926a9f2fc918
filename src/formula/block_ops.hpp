#pragma once
// What each step does to a block of lanes. Plain loops over arrays, so that the compiler turns them into vector code;
// nothing here knows of cells, keys or notation keys.

#include <cstddef>

#include "formula/formula.hpp"

namespace qingdan::formulas {

/// Operands of one step over the lanes of one block; unused ones are null.
struct Lanes {
    double* out = nullptr;
    const double* a = nullptr;
    const double* b = nullptr;
    const double* c = nullptr;
    std::size_t count = 0;
};

/// Lane by lane. What is infinite or not a number never becomes finite again, not through a quotient, a comparison or a
/// choice by it either; so it is enough to look at the end of a chain of steps.
/// Not for load, kernel, sum, spread and otherwise, which the evaluator does.
void apply_lanes(Op op, double value, const Lanes& lanes);

/// Makes lanes of `out` NaN where those of `argument` are not finite.
void keep_trouble(double* __restrict out, const double* __restrict argument, std::size_t count);

/// Neumaier's compensated addition of one cell to running sums; the error of each addition is exact.
void add_compensated(double* __restrict sums, double* __restrict errors, const double* __restrict values,
                     std::size_t count);

/// Whether no lane is infinite or not a number.
bool all_finite(const double* __restrict values, std::size_t count);

}  // namespace qingdan::formulas
