// Data and factors below a figure, on both sides: which are others, and which only one side has.

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/recalculation_inputs.hpp"
#include "base/text.hpp"

namespace qingdan {

const NodeDescription& CachedSide::node(NodeId id) {
    const auto [entry, fresh] = nodes_.try_emplace(id);
    if (fresh) entry->second = side_.node(id);
    return entry->second;
}

const std::vector<DescribedUse>& CachedSide::uses(NodeId id) {
    const auto [entry, fresh] = uses_.try_emplace(id);
    if (fresh) entry->second = side_.uses(id);
    return entry->second;
}

bool same_number(double a, double b) {
    constexpr double of_additions = 1e-12;
    return a == b || std::abs(a - b) <= of_additions * std::max(std::abs(a), std::abs(b));
}

bool same_value(const NodeDescription& a, const NodeDescription& b) {
    if (a.status.is_number() && b.status.is_number()) return same_number(a.value, b.value);
    return a.status.notation == b.status.notation;
}

std::string value_text(const NodeDescription& node) {
    if (node.kind == NodeKind::missing) return {};
    return node.status.is_number() ? number_text(node.value) : std::string(notation_text(node.status.notation));
}

ChangedInput changed_input(const NodeDescription* before, const NodeDescription* after) {
    const auto has = [&](NodeKind kind) { return (before && before->kind == kind) || (after && after->kind == kind); };
    const auto& shown = after && after->kind != NodeKind::missing ? *after : before ? *before : *after;
    ChangedInput input;
    input.cause = has(NodeKind::datum)     ? ChangeCause::activity
                  : has(NodeKind::factor)  ? ChangeCause::factor
                  : has(NodeKind::missing) ? ChangeCause::activity
                  : has(NodeKind::gwp)     ? ChangeCause::gwp
                                           : ChangeCause::method;
    input.id = shown.id;
    input.label = shown.label;
    input.keys = shown.keys;
    input.year = shown.year;
    input.unit = shown.unit;
    if (before) input.old_value = value_text(*before);
    if (after) input.new_value = value_text(*after);
    if (before) input.old_place = before->place;
    if (after) input.new_place = after->place;
    return input;
}

InputMap inputs_below(CachedSide& side, const std::vector<NodeId>& roots) {
    InputMap found;
    std::set<NodeId> seen;
    std::vector<NodeId> open = roots;
    while (!open.empty()) {
        const NodeId id = open.back();
        open.pop_back();
        if (id == no_node || !seen.insert(id).second) continue;
        const auto& node = side.node(id);
        if (node.kind == NodeKind::datum || node.kind == NodeKind::factor) found.emplace(input_key(node), id);
        for (const auto& use : side.uses(id)) open.push_back(use.node);
    }
    return found;
}

std::string input_key(const NodeDescription& node) {
    return (node.kind == NodeKind::datum ? "datum " : "factor ") + node.id + " " + std::to_string(node.year) + " " +
           node.keys;
}

std::vector<ChangedInput> changed_below(SidePair& sides, const std::vector<NodeId>& old_nodes,
                                        const std::vector<NodeId>& new_nodes) {
    const auto before = inputs_below(sides.before, old_nodes), after = inputs_below(sides.after, new_nodes);
    std::vector<ChangedInput> changed;
    for (const auto& [key, id] : before) {
        const auto& node = sides.before.node(id);
        const auto other = after.find(key);
        if (other == after.end())
            changed.push_back(changed_input(&node, nullptr));
        else if (!same_value(node, sides.after.node(other->second)))
            changed.push_back(changed_input(&node, &sides.after.node(other->second)));
    }
    for (const auto& [key, id] : after)
        if (!before.count(key)) changed.push_back(changed_input(nullptr, &sides.after.node(id)));
    return changed;
}

ChangeCause common_cause(const std::vector<ChangedInput>& inputs, ChangeCause without) {
    if (inputs.empty()) return without;
    const bool one = std::all_of(inputs.begin(), inputs.end(),
                                 [&](const ChangedInput& input) { return input.cause == inputs.front().cause; });
    return one ? inputs.front().cause : ChangeCause::several;
}

}  // namespace qingdan
