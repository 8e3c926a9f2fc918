#pragma once
// One cell of a method on both sides, laid over each other down to data and factors, so that one input after the other
// can be replaced and the effect of each seen.

#include <optional>
#include <vector>

#include "analysis/recalculation_inputs.hpp"

namespace qingdan {

/// Parts of the difference of two cells of one method, in the cells' unit. Data are replaced first, then factors, then
/// what else there is.
std::vector<DifferencePart> cell_parts(SidePair& sides, NodeId old_node, NodeId new_node);

/// What becomes of a cell of the old side when its data and factors take the values that the new side has for them,
/// wherever that stands below `new_nodes`: the part that is not the method's where another method was taken. Nothing
/// if the cell cannot be worked out again.
std::optional<std::vector<DifferencePart>> input_parts(SidePair& sides, NodeId old_node,
                                                       const std::vector<NodeId>& new_nodes);

}  // namespace qingdan
