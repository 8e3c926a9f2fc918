#pragma once
// Uncertainty of a compiled inventory, as every compilation reports it.

#include <optional>
#include <vector>

#include "analysis/trend.hpp"
#include "app/session.hpp"

namespace qingdan {

struct UncertaintyOutputs {
    UncertaintyAnalysis analysis;
    std::vector<UncertaintyReport> reports;  ///< one a total, in the order of the package
};

/// Approach 1 with the defaults of package and inventory folder (uncertainty.csv). Nothing if such a table was refused.
/// Before the checks run: their nodes are no figures of the inventory.
std::optional<UncertaintyOutputs> work_out_uncertainty(const Session& session, Inventory& inventory,
                                                       const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace qingdan
