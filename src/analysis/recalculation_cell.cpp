#include "analysis/recalculation_cell.hpp"

#include "analysis/recalculation_overlay.hpp"

namespace qingdan {

std::vector<DifferencePart> cell_parts(SidePair& sides, NodeId old_node, NodeId new_node) {
    CellOverlay overlay(sides);
    overlay.lay(old_node, new_node);
    return overlay.replace_all();
}

std::optional<std::vector<DifferencePart>> input_parts(SidePair& sides, NodeId old_node,
                                                       const std::vector<NodeId>& new_nodes) {
    const auto replacements = inputs_below(sides.after, new_nodes);
    CellOverlay overlay(sides, &replacements);
    overlay.lay(old_node, old_node);
    if (!overlay.has_formula()) return std::nullopt;
    return overlay.replace_all();
}

}  // namespace qingdan
