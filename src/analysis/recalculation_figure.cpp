#include "analysis/recalculation_figure.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/recalculation_cell.hpp"

namespace qingdan {

namespace {

using Parts = std::vector<DifferencePart>;

double number_of(const NodeDescription& node) { return node.status.is_number() ? node.value : 0.0; }

/// Adds parts that come from the same input, so that a factor of many cells stands once.
void merge_into(Parts& all, const Parts& more, double scale) {
    for (const auto& part : more) {
        const auto same = std::find_if(all.begin(), all.end(), [&](const DifferencePart& other) {
            return other.cause == part.cause && other.inputs == part.inputs;
        });
        if (same != all.end())
            same->amount += part.amount * scale;
        else
            all.push_back({part.cause, part.amount * scale, part.inputs});
    }
}

std::vector<NodeId> inputs_of(CachedSide& side, NodeId node) {
    std::vector<NodeId> inputs;
    for (const auto& use : side.uses(node)) inputs.push_back(use.node);
    return inputs;
}

/// A category's cells are in the unit of the method; the category is in the gas's.
double cell_scale(CachedSide& side, NodeId node, const std::vector<NodeId>& cells) {
    double sum = 0.0;
    for (const auto cell : cells) sum += number_of(side.node(cell));
    return sum == 0.0 ? 0.0 : number_of(side.node(node)) / sum;
}

ChangedInput category_input(ChangeCause cause, const NodeDescription* before, const NodeDescription* after) {
    auto input = changed_input(before, after);
    input.cause = cause;
    return input;
}

}  // namespace

bool adds_categories(CachedSide& side, NodeId node) {
    while (side.node(node).kind == NodeKind::co2e) {
        const auto inputs = inputs_of(side, node);
        const auto next = std::find_if(inputs.begin(), inputs.end(),
                                       [&](NodeId input) { return side.node(input).kind != NodeKind::gwp; });
        if (next == inputs.end()) return false;
        node = *next;
    }
    const auto inputs = inputs_of(side, node);
    return side.node(node).kind == NodeKind::total || std::any_of(inputs.begin(), inputs.end(), [&](NodeId input) {
               return side.node(input).kind == NodeKind::category;
           });
}

const Parts& FigureComparison::parts(NodeId old_node, NodeId new_node) {
    const std::pair key{old_node, new_node};
    if (const auto found = known_.find(key); found != known_.end()) return found->second;
    const auto &before = sides_.before.node(old_node), &after = sides_.after.node(new_node);
    Parts made;
    if (!same_value(before, after)) {
        const auto of_gwp = [&](CachedSide& side, NodeId node) {
            const auto inputs = inputs_of(side, node);
            return std::any_of(inputs.begin(), inputs.end(),
                               [&](NodeId input) { return side.node(input).kind == NodeKind::gwp; });
        };
        if (before.kind == NodeKind::co2e && of_gwp(sides_.before, old_node) && of_gwp(sides_.after, new_node))
            made = co2e_parts(old_node, new_node);
        else if (before.kind == NodeKind::category && !adds_categories(sides_.before, old_node) &&
                 !adds_categories(sides_.after, new_node))
            made = leaf_parts(old_node, new_node);
        else
            made = sum_parts(old_node, new_node);
    }
    return known_[key] = std::move(made);
}

Parts FigureComparison::sum_parts(NodeId old_node, NodeId new_node) {
    std::map<std::string, std::pair<NodeId, NodeId>> pairs;
    const auto name = [](const NodeDescription& node) { return node.id + " " + node.keys; };
    for (const auto input : inputs_of(sides_.before, old_node))
        pairs[name(sides_.before.node(input))] = {input, no_node};
    for (const auto input : inputs_of(sides_.after, new_node))
        pairs.try_emplace(name(sides_.after.node(input)), no_node, no_node).first->second.second = input;
    Parts all;
    for (const auto& [id, nodes] : pairs) {
        const auto* before = nodes.first == no_node ? nullptr : &sides_.before.node(nodes.first);
        const auto* after = nodes.second == no_node ? nullptr : &sides_.after.node(nodes.second);
        if (before && after) {
            merge_into(all, parts(nodes.first, nodes.second), 1.0);
            continue;
        }
        const auto cause = before ? ChangeCause::removed : ChangeCause::added;
        const double amount = before ? -number_of(*before) : number_of(*after);
        if (amount != 0.0) merge_into(all, {{cause, amount, {category_input(cause, before, after)}}}, 1.0);
    }
    return all;
}

/// First the gas at the old potential, then the potential.
Parts FigureComparison::co2e_parts(NodeId old_node, NodeId new_node) {
    const auto split = [](CachedSide& side, NodeId node) {
        std::pair<NodeId, NodeId> both{no_node, no_node};
        for (const auto input : inputs_of(side, node))
            (side.node(input).kind == NodeKind::gwp ? both.second : both.first) = input;
        return both;
    };
    const auto [old_gas, old_gwp] = split(sides_.before, old_node);
    const auto [new_gas, new_gwp] = split(sides_.after, new_node);
    const auto &before = sides_.before.node(old_node), &after = sides_.after.node(new_node);
    const double old_amount = number_of(sides_.before.node(old_gas)),
                 new_amount = number_of(sides_.after.node(new_gas));
    const auto &old_potential = sides_.before.node(old_gwp), &new_potential = sides_.after.node(new_gwp);
    double per_unit = old_amount != 0.0 ? number_of(before) / old_amount : 0.0;
    if (old_amount == 0.0 && new_amount != 0.0 && number_of(new_potential) != 0.0)
        per_unit = number_of(after) / new_amount * number_of(old_potential) / number_of(new_potential);
    Parts all;
    merge_into(all, parts(old_gas, new_gas), per_unit);
    const double of_potential = number_of(after) - per_unit * new_amount;
    if (!same_value(old_potential, new_potential) && of_potential != 0.0)
        all.push_back({ChangeCause::gwp, of_potential, {changed_input(&old_potential, &new_potential)}});
    return all;
}

Parts FigureComparison::leaf_parts(NodeId old_node, NodeId new_node) {
    const auto &before = sides_.before.node(old_node), &after = sides_.after.node(new_node);
    if (!before.status.is_number() || !after.status.is_number()) {
        DifferencePart part{ChangeCause::notation,
                            number_of(after) - number_of(before),
                            {category_input(ChangeCause::notation, &before, &after)}};
        const auto data = changed_below(sides_, {old_node}, {new_node});
        part.inputs.insert(part.inputs.end(), data.begin(), data.end());
        return {part};
    }
    const auto old_cells = inputs_of(sides_.before, old_node), new_cells = inputs_of(sides_.after, new_node);
    if (old_cells.empty() || new_cells.empty()) return {};
    if (sides_.before.node(old_cells.front()).id != sides_.after.node(new_cells.front()).id)
        return method_parts(old_node, new_node);
    double scale = cell_scale(sides_.before, old_node, old_cells);
    if (scale == 0.0) scale = cell_scale(sides_.after, new_node, new_cells);
    Parts all;
    merge_into(all, same_method_parts(old_cells, new_cells), scale);
    return all;
}

Parts FigureComparison::same_method_parts(const std::vector<NodeId>& old_cells, const std::vector<NodeId>& new_cells) {
    std::map<std::string, std::pair<NodeId, NodeId>> pairs;
    for (const auto cell : old_cells) pairs[sides_.before.node(cell).keys] = {cell, no_node};
    for (const auto cell : new_cells)
        pairs.try_emplace(sides_.after.node(cell).keys, no_node, no_node).first->second.second = cell;
    Parts all;
    for (const auto& [keys, cells] : pairs) {
        const auto [old_cell, new_cell] = cells;
        if (old_cell != no_node && new_cell != no_node) {
            merge_into(all, cell_parts(sides_, old_cell, new_cell), 1.0);
            continue;
        }
        const double amount =
            new_cell != no_node ? number_of(sides_.after.node(new_cell)) : -number_of(sides_.before.node(old_cell));
        if (amount == 0.0) continue;
        auto inputs = changed_below(sides_, {old_cell}, {new_cell});
        std::erase_if(inputs, [](const ChangedInput& input) { return input.cause != ChangeCause::activity; });
        merge_into(all, {{ChangeCause::activity, amount, std::move(inputs)}}, 1.0);
    }
    return all;
}

/// Data and factors that both methods read are replaced in the old one; what is left is the method's.
Parts FigureComparison::method_parts(NodeId old_node, NodeId new_node) {
    const auto old_cells = inputs_of(sides_.before, old_node), new_cells = inputs_of(sides_.after, new_node);
    const auto &before = sides_.before.node(old_cells.front()), &after = sides_.after.node(new_cells.front());
    auto method = changed_input(&before, &after);
    method.cause = ChangeCause::method;
    method.old_value = before.id;
    method.new_value = after.id;
    method.unit.clear();
    method.keys.clear();
    double rest = number_of(sides_.after.node(new_node)) - number_of(sides_.before.node(old_node));
    const double scale = cell_scale(sides_.before, old_node, old_cells);
    Parts all;
    bool replaced = true;
    for (const auto cell : old_cells) {
        const auto made = input_parts(sides_, cell, new_cells);
        replaced = replaced && made;
        if (made) merge_into(all, *made, scale);
    }
    if (!replaced) {
        auto inputs = changed_below(sides_, old_cells, new_cells);
        std::erase_if(inputs,
                      [](const ChangedInput& input) { return input.old_value.empty() || input.new_value.empty(); });
        inputs.insert(inputs.begin(), method);
        const auto cause = common_cause(inputs, ChangeCause::method);
        return {{cause, rest, std::move(inputs)}};
    }
    for (const auto& part : all) rest -= part.amount;
    all.push_back({ChangeCause::method, rest, {method}});
    return all;
}

}  // namespace qingdan
