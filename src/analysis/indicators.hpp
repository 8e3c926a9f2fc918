#pragma once
// Figures beside the estimates, by the formulas of the package: emission per GDP, per head …

#include <vector>

#include "inventory/inventory.hpp"

namespace qingdan {

struct IndicatorValue {
    int indicator = -1;  ///< index into Methodology::indicators
    int year = 0;
    double value = 0.0;  ///< in the indicator's unit
    Status status;
    std::vector<NodeId> inputs = {};  ///< what its formula reads, if the inventory has it too
};

/// Every indicator and year of the inventory, in the order of the package. `grown`, a copy of the inventory, grows by
/// their nodes.
std::vector<IndicatorValue> indicator_values(const Inventory& inventory, Inventory& grown);

}  // namespace qingdan
