// No standard templates here: the functions exist once per instruction set.
#include "analysis/trial_kernels.hpp"

#include "base/vector_clones.hpp"

namespace qingdan::trials {

namespace {

constexpr std::size_t lanes = 8;

}  // namespace

QINGDAN_CLONES void scale_and_shift(double* values, double spread, double centre, std::size_t count) {
    for (std::size_t t = 0; t < count; ++t) values[t] = centre + spread * values[t];
}

QINGDAN_CLONES void add_scaled(double* __restrict out, const double* __restrict in, double scale, std::size_t count) {
    for (std::size_t t = 0; t < count; ++t) out[t] += scale * in[t];
}

QINGDAN_CLONES Sums sums(const double* __restrict x, double x_centre, std::size_t count) {
    double first[lanes] = {}, squares[lanes] = {};
    for (std::size_t t = 0; t < count; t += lanes)
        for (std::size_t k = 0; k < lanes; ++k) {
            const double distance = x[t + k] - x_centre;
            first[k] += distance;
            squares[k] += distance * distance;
        }
    Sums sums;
    for (std::size_t k = 0; k < lanes; ++k) {
        sums.x += first[k];
        sums.xx += squares[k];
    }
    return sums;
}

QINGDAN_CLONES Sums joint_sums(const double* __restrict x, double x_centre, const double* __restrict y, double y_centre,
                               std::size_t count) {
    double first[lanes] = {}, squares[lanes] = {}, products[lanes] = {};
    for (std::size_t t = 0; t < count; t += lanes)
        for (std::size_t k = 0; k < lanes; ++k) {
            const double distance = x[t + k] - x_centre;
            first[k] += distance;
            squares[k] += distance * distance;
            products[k] += distance * (y[t + k] - y_centre);
        }
    Sums sums;
    for (std::size_t k = 0; k < lanes; ++k) {
        sums.x += first[k];
        sums.xx += squares[k];
        sums.xy += products[k];
    }
    return sums;
}

QINGDAN_CLONES void places(const double* __restrict values, double start, double per_width, double last,
                           std::int32_t* __restrict out, std::size_t count) {
    for (std::size_t t = 0; t < count; ++t) {
        const double place = (values[t] - start) * per_width;
        const double above = place > 0.0 ? place : 0.0;
        out[t] = static_cast<std::int32_t>(above < last ? above : last);
    }
}

}  // namespace qingdan::trials
