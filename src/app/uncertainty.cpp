#include "app/uncertainty.hpp"

namespace qingdan {

std::optional<UncertaintyOutputs> work_out_uncertainty(const Session& session, Inventory& inventory,
                                                       const std::filesystem::path& folder, Diagnostics& diagnostics) {
    const auto errors_before = diagnostics.error_count();
    const auto defaults = find_uncertainty_defaults(inventory, session.home.methodologies, folder, diagnostics);
    if (diagnostics.error_count() > errors_before) return std::nullopt;
    UncertaintyOutputs outputs{UncertaintyAnalysis(inventory, defaults), {}};
    for (std::size_t t = 0; t < inventory.methodology->totals.size(); ++t)
        outputs.reports.push_back(uncertainty_report(inventory, outputs.analysis, static_cast<int>(t)));
    return outputs;
}

}  // namespace qingdan
