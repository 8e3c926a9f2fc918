#pragma once
// Approach 2 on an inventory: Monte Carlo over blocks of trials, threads over blocks. The result is the same to the
// last bit for any number of threads.

#include <optional>
#include <vector>

#include "analysis/uncertainty_percentiles.hpp"
#include "analysis/uncertainty_trials.hpp"

namespace qingdan {

struct TrialSettings {
    std::uint64_t seed = 1;
    std::optional<std::uint64_t> trials;  ///< rounded up to blocks of 256; nothing: until the percentiles are stable
    unsigned threads = 0;                 ///< 0: as many as the machine has
    double stable = 0.005;                ///< largest standard error of a bound of a total, as a share of its interval
    std::uint64_t most_trials = 4'000'000;
    UncertaintyDefaults defaults;
};

/// The change of an estimate between the first and the last year, in per cent of the first.
struct TrendSummary {
    int category = -1;  ///< as in Estimate
    int gas = -1;
    TrialSummary summary;
};

/// How far a source moves the total of the last year: squared correlation over the trials.
struct SourceInfluence {
    std::int32_t source = -1;
    double share = 0.0;
};

struct TrialResult {
    std::uint64_t seed = 0, trials = 0;
    bool stable = false;                   ///< every total met the bound on the standard error
    std::vector<TrialSummary> estimates;   ///< by the index of the inventory's estimates
    std::vector<TrendSummary> trends;      ///< all gases together; empty for one year
    std::vector<SourceInfluence> ranking;  ///< on the last estimate (CO2e of the last total, last year), largest first
};

TrialResult run_trials(const Inventory& inventory, const TrialSettings& settings);

}  // namespace qingdan
