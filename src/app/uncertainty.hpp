#pragma once
// Uncertainty of a compiled inventory, as every compilation reports it.

#include <optional>
#include <string>
#include <vector>

#include "analysis/trend.hpp"
#include "analysis/uncertainty_run.hpp"
#include "app/session.hpp"

namespace qingdan {

struct UncertaintyOutputs {
    UncertaintyAnalysis analysis;
    std::vector<UncertaintyReport> reports;  ///< one a total, in the order of the package
    std::optional<TrialResult> trials;       ///< Approach 2, if asked for
};

/// `--trials 100000` or `--trials auto`, `--seed 1`; empty: no trials.
struct TrialOptions {
    std::string trials, seed;
};

/// What the words ask for; nothing if they cannot be understood.
std::optional<TrialSettings> trial_settings(const TrialOptions& options);

/// Approach 1 with the defaults of package and inventory folder (uncertainty.csv). Nothing if such a table was refused.
/// With `trials`, Approach 2 too. Before the checks run: their nodes are no figures of the inventory.
std::optional<UncertaintyOutputs> work_out_uncertainty(const Session& session, Inventory& inventory,
                                                       const std::filesystem::path& folder,
                                                       const std::optional<TrialSettings>& trials,
                                                       Diagnostics& diagnostics);

}  // namespace qingdan
