#pragma once
// First-order decay: a stock loses the share 1 - exp(-rate × time). IPCC 2006 Guidelines, Vol. 5, ch. 3, eq. 3.4
// and 3.5 (organic carbon in landfills); the same law holds for any stock that decays at a constant rate.

#include "units/boost_bridge.hpp"

namespace qingdan::formulas {

using Rate = kernel::Per<kernel::Pure, kernel::Time>;

/// What of a stock has decayed after a time.
kernel::Mass decomposed(kernel::Mass mass, Rate rate, kernel::Time time);

/// What is left of a stock after a time.
kernel::Mass remaining(kernel::Mass mass, Rate rate, kernel::Time time);

}  // namespace qingdan::formulas
