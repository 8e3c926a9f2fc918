#pragma once
// What Monte Carlo does to whole blocks of trials beside drawing them: plain loops over random::block_trials numbers,
// or part of them. Sums run in eight lanes side by side whatever the instruction set, so that the bits are the same.

#include <cstddef>
#include <cstdint>

namespace qingdan::trials {

/// values = centre + spread * values. `count` is a multiple of eight.
void scale_and_shift(double* values, double spread, double centre, std::size_t count);

/// out += scale * in. `count` is a multiple of eight.
void add_scaled(double* out, const double* in, double scale, std::size_t count);

/// Sums of distances from the centres and of their squares and products; of a multiple of eight values.
struct Sums {
    double x = 0.0, xx = 0.0, xy = 0.0;
};
Sums sums(const double* x, double x_centre, std::size_t count);
Sums joint_sums(const double* x, double x_centre, const double* y, double y_centre, std::size_t count);

/// (value - start) * per_width, cut to 0 … last, without its fraction. Values are finite.
void places(const double* values, double start, double per_width, double last, std::int32_t* out, std::size_t count);

}  // namespace qingdan::trials
