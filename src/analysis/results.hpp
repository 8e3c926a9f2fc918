#pragma once
// Everything that is worked out about a compiled inventory, for those who report it.

#include "analysis/finding.hpp"
#include "analysis/indicators.hpp"

namespace qingdan {

struct AnalysisResults {
    std::vector<Finding> findings;
    std::vector<IndicatorValue> indicators;
};

}  // namespace qingdan
