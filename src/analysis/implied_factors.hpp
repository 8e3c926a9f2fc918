#pragma once
// Implied emission factors: emission over the activity that it was made from, and what may stand against them.

#include "analysis/finding.hpp"

namespace qingdan {

/// Along the years: an implied factor that leaps (steps by median and median absolute deviation, as of every series) or
/// drifts by more than a quarter from the first year to the last.
void check_implied_series(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings);

/// Against the factors' own bounds: an inventory's own value outside the range of the package's, and a method's figure
/// outside what another method's defaults allow with the same data.
void check_factor_ranges(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings);

}  // namespace qingdan
