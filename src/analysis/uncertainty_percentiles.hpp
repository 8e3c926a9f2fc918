#pragma once
// Mean, deviation and percentiles of a stream of trials in memory that does not grow with their number: a pilot sets
// the range of a histogram of 4096 bins, whose bin is far below the standard error of any percentile.

#include <cstdint>
#include <span>
#include <vector>

namespace qingdan {

struct TrialSummary {
    std::uint64_t trials = 0, failed = 0;  ///< failed: not a number in that trial (a domain error); left out
    double mean = 0.0, deviation = 0.0, low = 0.0, median = 0.0, high = 0.0;  ///< 2.5, 50, 97.5 %
    double low_error = 0.0, high_error = 0.0;                                 ///< standard errors of the percentiles
    double resolution = 0.0;                                                  ///< width of a bin
};

/// Counts of one output. Merging adds whole numbers, so the order of merging does not show.
class Histogram {
public:
    static constexpr std::size_t bins = 4096;
    void set_range(std::span<const double> pilot);
    /// `all_finite`: known already; others are left out one by one.
    void add(std::span<const double> values, bool all_finite = false);
    void merge(const Histogram& other);
    void clear();  ///< counts; the range stays
    [[nodiscard]] Histogram empty_copy() const;
    [[nodiscard]] double quantile(double share) const;
    [[nodiscard]] double bin_width() const { return width_; }
    [[nodiscard]] std::uint64_t count() const { return count_; }

private:
    double start_ = 0.0, width_ = 0.0;
    std::uint64_t count_ = 0;
    std::vector<std::uint32_t> counts_;  ///< 4 x 10^9 trials: beyond what a run draws
};

/// First and second moment about a fixed centre; merged in the order of the blocks, so that sums are repeatable.
struct TrialMoments {
    std::uint64_t count = 0, failed = 0;
    double sum = 0.0, squares = 0.0;
    void add(std::span<const double> values, double centre);
    void merge(const TrialMoments& other);

private:
    void add_finite(std::span<const double> values, double centre);  ///< one by one, failures left out
};

TrialSummary summarise(const Histogram& histogram, const TrialMoments& moments, double centre);

}  // namespace qingdan
