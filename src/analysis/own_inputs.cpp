#include "analysis/own_inputs.hpp"

#include <numeric>
#include <set>

namespace qingdan {

OwnInputs::OwnInputs(const Inventory& inventory, const CalculationGraph& grown)
    : grown_(grown), own_(inventory.graph.nodes.size()) {
    std::iota(own_.begin(), own_.end(), NodeId{0});
    for (const auto& leaf : inventory.leaves)
        if (leaf.node != no_node)
            if (const auto* estimate = inventory.estimate(leaf.year, leaf.category, leaf.gas))
                own_[static_cast<std::size_t>(leaf.node)] = estimate->node;
    for (std::size_t i = 0; i < own_.size(); ++i)
        if (const auto& node = inventory.graph.nodes[i]; node.kind == NodeKind::factor)
            factors_.emplace(node.ref, static_cast<NodeId>(i));
}

std::vector<NodeId> OwnInputs::of(const std::vector<NodeId>& nodes) const {
    std::vector<NodeId> found;
    std::set<NodeId> known;
    const auto add = [&](NodeId id) {
        if (known.insert(id).second) found.push_back(id);
    };
    for (const NodeId id : nodes) {
        if (id == no_node) continue;
        if (static_cast<std::size_t>(id) < own_.size()) {
            add(own_[static_cast<std::size_t>(id)]);
            continue;
        }
        const auto& node = grown_.nodes[static_cast<std::size_t>(id)];
        if (node.kind == NodeKind::factor) {
            if (const auto own = factors_.find(node.ref); own != factors_.end()) add(own->second);
        } else if (node.kind == NodeKind::category) {
            const auto [from, to] = grown_.sum_ranges[static_cast<std::size_t>(node.cell)];
            for (auto i = from; i < to; ++i) add(own_[static_cast<std::size_t>(grown_.sum_inputs[i])]);
        }
    }
    return found;
}

}  // namespace qingdan
