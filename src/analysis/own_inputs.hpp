#pragma once
// What a check or indicator was worked out from, in nodes that the inventory itself has.

#include <map>
#include <vector>

#include "inventory/inventory.hpp"

namespace qingdan {

/// Checks and indicators grow a copy of the graph. Of what they read there: data as they are, a factor as the
/// inventory's methods use the same row, and estimates by key (`by`) as the estimates of the categories they come from.
/// What only the copy has is left out.
class OwnInputs {
public:
    /// Both must outlive it.
    OwnInputs(const Inventory& inventory, const CalculationGraph& grown);
    /// Each once, in the order read.
    [[nodiscard]] std::vector<NodeId> of(const std::vector<NodeId>& nodes) const;

private:
    const CalculationGraph& grown_;
    std::vector<NodeId> own_;                 ///< per node of the inventory: itself; of a leaf estimate its category's
    std::map<std::int32_t, NodeId> factors_;  ///< by row
};

}  // namespace qingdan
