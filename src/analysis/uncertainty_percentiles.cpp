#include "analysis/uncertainty_percentiles.hpp"

#include <algorithm>
#include <cmath>

namespace qingdan {

/// Half as wide again as the pilot on both sides; what lies beyond falls into the outermost bins.
void Histogram::set_range(std::span<const double> pilot) {
    double least = 0.0, most = 0.0;
    bool any = false;
    for (const double value : pilot) {
        if (!std::isfinite(value)) continue;
        least = any ? std::min(least, value) : value;
        most = any ? std::max(most, value) : value;
        any = true;
    }
    const double span = most - least;
    start_ = least - 0.5 * span;
    width_ = 2.0 * span / static_cast<double>(bins);
    counts_.assign(bins, 0);
}

Histogram Histogram::empty_copy() const {
    Histogram copy;
    copy.start_ = start_;
    copy.width_ = width_;
    copy.counts_.assign(bins, 0);
    return copy;
}

void Histogram::add(std::span<const double> values) {
    const double per_width = width_ > 0.0 ? 1.0 / width_ : 0.0;
    for (const double value : values) {
        if (!std::isfinite(value)) continue;
        const double place = std::clamp((value - start_) * per_width, 0.0, static_cast<double>(bins - 1));
        ++counts_[static_cast<std::size_t>(place)];
        ++count_;
    }
}

void Histogram::merge(const Histogram& other) {
    for (std::size_t i = 0; i < counts_.size(); ++i) counts_[i] += other.counts_[i];
    count_ += other.count_;
}

double Histogram::quantile(double share) const {
    if (count_ == 0) return 0.0;
    const double wanted = std::clamp(share, 0.0, 1.0) * static_cast<double>(count_);
    double below = 0.0;
    for (std::size_t i = 0; i < counts_.size(); ++i) {
        const auto here = static_cast<double>(counts_[i]);
        if (here > 0.0 && below + here >= wanted)
            return start_ + width_ * (static_cast<double>(i) + (wanted - below) / here);
        below += here;
    }
    return start_ + width_ * static_cast<double>(bins);
}

void TrialMoments::add(std::span<const double> values, double centre) {
    // Eight sums side by side, so that the loop is vectorised; a single number that is not finite shows in them.
    constexpr std::size_t lanes = 8;
    double sums[lanes] = {}, products[lanes] = {};
    const std::size_t bulk = values.size() / lanes * lanes;
    for (std::size_t i = 0; i < bulk; i += lanes)
        for (std::size_t k = 0; k < lanes; ++k) {
            const double distance = values[i + k] - centre;
            sums[k] += distance;
            products[k] += distance * distance;
        }
    double all = 0.0, all_squares = 0.0;
    for (std::size_t k = 0; k < lanes; ++k) {
        all += sums[k];
        all_squares += products[k];
    }
    if (!std::isfinite(all_squares)) return add_finite(values, centre);
    count += bulk;
    sum += all;
    squares += all_squares;
    add_finite(values.subspan(bulk), centre);
}

void TrialMoments::add_finite(std::span<const double> values, double centre) {
    for (const double value : values) {
        if (!std::isfinite(value)) {
            ++failed;
            continue;
        }
        const double distance = value - centre;
        ++count;
        sum += distance;
        squares += distance * distance;
    }
}

void TrialMoments::merge(const TrialMoments& other) {
    count += other.count;
    failed += other.failed;
    sum += other.sum;
    squares += other.squares;
}

TrialSummary summarise(const Histogram& histogram, const TrialMoments& moments, double centre) {
    TrialSummary summary;
    summary.trials = moments.count + moments.failed;
    summary.failed = moments.failed;
    summary.mean = centre;
    if (moments.count == 0) return summary;
    const auto n = static_cast<double>(moments.count);
    summary.mean = centre + moments.sum / n;
    summary.deviation = std::sqrt(std::max(0.0, (moments.squares - moments.sum * moments.sum / n) / n));
    summary.low = histogram.quantile(0.025);
    summary.median = histogram.quantile(0.5);
    summary.high = histogram.quantile(0.975);
    summary.resolution = histogram.bin_width();
    // Of a percentile: sqrt(p (1 - p) / n) over the density, which is taken from one per cent of the trials around it.
    const auto error = [&](double share) {
        const double around = histogram.quantile(share + 0.005) - histogram.quantile(share - 0.005);
        return std::sqrt(share * (1.0 - share) / n) * around / 0.01;
    };
    summary.low_error = error(0.025);
    summary.high_error = error(0.975);
    return summary;
}

}  // namespace qingdan
