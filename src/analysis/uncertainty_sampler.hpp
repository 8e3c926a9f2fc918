#pragma once
// Draws of one source of uncertainty: its 95 % interval made into a distribution's parameters, and blocks of trials.

#include <cstdint>
#include <utility>
#include <vector>

#include "analysis/random_kernels.hpp"
#include "analysis/uncertainty_sources.hpp"

namespace qingdan {

/// The 97.5 % point of the standard normal distribution.
inline constexpr double normal_97_5 = 1.959963984540054;

class Sampler {
public:
    /// The 2.5 and 97.5 % points of the distribution are the bounds. Normal takes half of the interval to each side.
    /// Truncated: a normal distribution whose tail beyond zero is cut off (the bounds are those before the cut).
    /// `shared`: several distributions draw from one stream and shall rise and fall together, whatever their shapes.
    explicit Sampler(const Distribution& distribution, bool shared = false);

    /// Fills one block of random::block_trials; the same for the same stream and block, whoever asks.
    void fill(std::uint64_t seed, std::uint32_t stream, std::uint64_t block, double* out) const;

private:
    void shares(const random::Stream& stream, std::uint64_t block, double* out) const;
    void fill_triangular(const random::Stream& stream, std::uint64_t block, double* out) const;
    void fill_pert(const random::Stream& stream, std::uint64_t block, double* out) const;
    void fill_discrete(const random::Stream& stream, std::uint64_t block, double* out) const;
    void redraw_beyond_zero(random::Stream stream, std::uint64_t block, double* out) const;

    Shape shape_;
    bool shared_;
    double centre_ = 0.0, spread_ = 0.0;  ///< mean and standard deviation; of the logarithm; lower end and width
    double left_ = 0.0, right_ = 0.0;     ///< triangular: from the mode to the ends
    std::vector<double> quantiles_;       ///< PERT
    std::vector<std::pair<double, double>> steps_;  ///< discrete: share up to and with a value, the value
};

}  // namespace qingdan
