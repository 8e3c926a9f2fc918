#pragma once
// Data and factors below a figure, on both sides of a comparison: which differ, and which only one side has.

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "analysis/recalculation.hpp"

namespace qingdan {

/// Descriptions and inputs of nodes, each read once.
class CachedSide {
public:
    explicit CachedSide(const CompiledSide& side) : side_(side) {}
    const NodeDescription& node(NodeId id);
    const std::vector<DescribedUse>& uses(NodeId id);

private:
    const CompiledSide& side_;
    std::unordered_map<NodeId, NodeDescription> nodes_;
    std::unordered_map<NodeId, std::vector<DescribedUse>> uses_;
};

struct SidePair {
    CachedSide before, after;
};

bool same_number(double a, double b);  ///< equal but for the order of additions
bool same_value(const NodeDescription& a, const NodeDescription& b);

/// What two nodes in the same place are, or one of them (the other is null), as an input that changed.
ChangedInput changed_input(const NodeDescription* before, const NodeDescription* after);

/// Data and factors below nodes, by input_key().
using InputMap = std::map<std::string, NodeId>;
InputMap inputs_below(CachedSide& side, const std::vector<NodeId>& roots);
std::string input_key(const NodeDescription& node);  ///< what makes a datum or factor the same on both sides

/// Data and factors that both sides have with other values, or that one of them alone has.
std::vector<ChangedInput> changed_below(SidePair& sides, const std::vector<NodeId>& old_nodes,
                                        const std::vector<NodeId>& new_nodes);

/// The cause of all inputs, `several` if they have more than one, `without` if there are none.
ChangeCause common_cause(const std::vector<ChangedInput>& inputs, ChangeCause without);

}  // namespace qingdan
