#pragma once
// A figure of two inventories, taken apart along the sums that it is made of.

#include <map>
#include <utility>
#include <vector>

#include "analysis/recalculation_inputs.hpp"

namespace qingdan {

/// Whether a figure adds up other categories (a parent or a total), not cells of a method.
bool adds_categories(CachedSide& side, NodeId node);

class FigureComparison {
public:
    explicit FigureComparison(SidePair& sides) : sides_(sides) {}
    /// What the difference of two figures consists of, in their unit.
    const std::vector<DifferencePart>& parts(NodeId old_node, NodeId new_node);

private:
    using Parts = std::vector<DifferencePart>;
    Parts sum_parts(NodeId old_node, NodeId new_node);
    Parts co2e_parts(NodeId old_node, NodeId new_node);
    Parts leaf_parts(NodeId old_node, NodeId new_node);
    Parts method_parts(NodeId old_node, NodeId new_node);
    Parts same_method_parts(const std::vector<NodeId>& old_cells, const std::vector<NodeId>& new_cells);

    SidePair& sides_;
    std::map<std::pair<NodeId, NodeId>, Parts> known_;
};

}  // namespace qingdan
