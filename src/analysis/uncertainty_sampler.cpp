#include "analysis/uncertainty_sampler.hpp"

#include <cmath>

#include "analysis/trial_kernels.hpp"
#include "analysis/uncertainty_pert.hpp"

namespace qingdan {

namespace {

/// The ends of a triangular distribution beyond the 2.5 and 97.5 % points: (left - x)^2 = 2.5 % of (left + right) left,
/// where x is the known distance from the mode, and likewise on the right. The iteration is a contraction.
void triangle_ends(double x, double y, double& left, double& right) {
    left = x;
    right = y;
    for (int i = 0; i < 100; ++i) {
        const double width = left + right;
        left = x + std::sqrt(0.025 * width * left);
        right = y + std::sqrt(0.025 * width * right);
    }
}

}  // namespace

Sampler::Sampler(const Distribution& distribution, bool shared) : shape_(distribution.shape), shared_(shared) {
    const double low = distribution.low, high = distribution.high;
    switch (shape_) {
        case Shape::normal:
        case Shape::truncated_normal:
            centre_ = distribution.central;
            spread_ = distribution.half_width() / normal_97_5;
            return;
        case Shape::lognormal:
            centre_ = 0.5 * (std::log(low) + std::log(high));
            spread_ = 0.5 * (std::log(high) - std::log(low)) / normal_97_5;
            return;
        case Shape::uniform:
            spread_ = (high - low) / 0.95;
            centre_ = low - 0.025 * spread_;
            return;
        case Shape::triangular:
            centre_ = distribution.central;
            triangle_ends(centre_ - low, high - centre_, left_, right_);
            return;
        case Shape::pert: {
            constexpr int pieces = 1024;
            quantiles_ = pert_quantiles(distribution.from, distribution.central, distribution.to, pieces);
            return;
        }
        case Shape::discrete:
            for (const auto& [value, probability] : distribution.points)
                steps_.emplace_back((steps_.empty() ? 0.0 : steps_.back().first) + probability, value);
            return;
    }
}

void Sampler::fill(std::uint64_t seed, std::uint32_t stream, std::uint64_t block, double* out) const {
    const random::Stream numbers{seed, stream, 0};
    if (shape_ == Shape::triangular) return fill_triangular(numbers, block, out);
    if (shape_ == Shape::pert) return fill_pert(numbers, block, out);
    if (shape_ == Shape::discrete) return fill_discrete(numbers, block, out);
    if (shape_ == Shape::uniform)
        shares(numbers, block, out);
    else
        random::normals(numbers, block, out);
    trials::scale_and_shift(out, spread_, centre_, random::block_trials);
    if (shape_ == Shape::lognormal) random::exponentials(out, random::block_trials);
    if (shape_ == Shape::truncated_normal) redraw_beyond_zero(numbers, block, out);
}

/// Uniform numbers. From a shared stream they are those of its normal numbers, or the shapes would not move together.
void Sampler::shares(const random::Stream& stream, std::uint64_t block, double* out) const {
    if (!shared_) return random::uniforms(stream, block, out);
    random::normals(stream, block, out);
    random::normal_shares(out, random::block_trials);
}

void Sampler::fill_triangular(const random::Stream& stream, std::uint64_t block, double* out) const {
    shares(stream, block, out);
    const double width = left_ + right_;
    for (std::size_t i = 0; i < random::block_trials; ++i) {
        const double u = out[i];
        out[i] = u * width < left_ ? centre_ - left_ + std::sqrt(u * width * left_)
                                   : centre_ + right_ - std::sqrt((1.0 - u) * width * right_);
    }
}

void Sampler::fill_pert(const random::Stream& stream, std::uint64_t block, double* out) const {
    shares(stream, block, out);
    const auto pieces = static_cast<double>(quantiles_.size() - 1);
    for (std::size_t i = 0; i < random::block_trials; ++i) {
        const double at = out[i] * pieces;
        const auto piece = static_cast<std::size_t>(at);
        out[i] = quantiles_[piece] + (at - static_cast<double>(piece)) * (quantiles_[piece + 1] - quantiles_[piece]);
    }
}

void Sampler::fill_discrete(const random::Stream& stream, std::uint64_t block, double* out) const {
    shares(stream, block, out);
    for (std::size_t i = 0; i < random::block_trials; ++i) {
        std::size_t step = 0;
        while (step + 1 < steps_.size() && steps_[step].first < out[i]) ++step;
        out[i] = steps_[step].second;
    }
}

/// Trials on the wrong side of zero are drawn again, from further streams of the same source.
void Sampler::redraw_beyond_zero(random::Stream stream, std::uint64_t block, double* out) const {
    double again[random::block_trials];
    const auto beyond = [&](double value) { return centre_ >= 0.0 ? value < 0.0 : value > 0.0; };
    for (stream.attempt = 1; stream.attempt < 64; ++stream.attempt) {
        bool drawn = false;
        for (std::size_t i = 0; i < random::block_trials; ++i) {
            if (!beyond(out[i])) continue;
            if (!drawn) random::normals(stream, block, again);
            drawn = true;
            out[i] = centre_ + spread_ * again[i];
        }
        if (!drawn) return;
    }
    for (std::size_t i = 0; i < random::block_trials; ++i)
        if (beyond(out[i])) out[i] = 0.0;
}

}  // namespace qingdan
