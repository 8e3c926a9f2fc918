#pragma once
// Everything that is worked out about a compiled inventory, for those who report it.

#include "analysis/finding.hpp"
#include "analysis/indicators.hpp"
#include "analysis/recalculation.hpp"
#include "analysis/trend.hpp"
#include "analysis/uncertainty_run.hpp"

namespace qingdan {

struct AnalysisResults {
    std::vector<Finding> findings;
    std::vector<IndicatorValue> indicators;
    std::vector<UncertaintyReport> uncertainty = {};    ///< one a total: the IPCC's table and key categories
    std::optional<Recalculations> recalculations = {};  ///< against the previous submission, if one is named
    std::optional<TrialResult> trials = {};             ///< Approach 2, if it was run
    std::vector<Finding> comparisons = {};              ///< of checks that say what a difference is made of
};

}  // namespace qingdan
