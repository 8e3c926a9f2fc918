#include "analysis/uncertainty_percentiles.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/trial_kernels.hpp"

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

void Histogram::add(std::span<const double> values, bool all_finite) {
    if (!all_finite) {
        for (const double& value : values)
            if (std::isfinite(value)) add({&value, 1}, true);
        return;
    }
    const double per_width = width_ > 0.0 ? 1.0 / width_ : 0.0;
    constexpr std::size_t some = 256;
    std::int32_t places[some];
    for (std::size_t first = 0; first < values.size(); first += some) {
        const std::size_t count = std::min(some, values.size() - first);
        trials::places(values.data() + first, start_, per_width, static_cast<double>(bins - 1), places, count);
        for (std::size_t i = 0; i < count; ++i) ++counts_[static_cast<std::size_t>(places[i])];
    }
    count_ += values.size();
}

void Histogram::clear() {
    counts_.assign(bins, 0);
    count_ = 0;
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
    const std::size_t bulk = values.size() / 8 * 8;
    const auto sums = trials::sums(values.data(), centre, bulk);
    if (!std::isfinite(sums.xx)) return add_finite(values, centre);  // a single number that is not finite shows in it
    count += bulk;
    sum += sums.x;
    squares += sums.xx;
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
