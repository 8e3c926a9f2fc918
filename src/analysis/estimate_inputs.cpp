#include "analysis/estimate_inputs.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace qingdan {

namespace {

/// Index of a category or total, as estimates count them; -1 if there is none.
int index_of(const Methodology& methodology, const std::string& code) {
    if (const int category = methodology.category(code); category >= 0) return category;
    for (std::size_t t = 0; t < methodology.totals.size(); ++t)
        if (methodology.totals[t].id == code) return static_cast<int>(methodology.categories.size() + t);
    return -1;
}

/// The category with everything below it; of a total all that it adds.
std::set<int> with_all_below(const Methodology& methodology, int category) {
    const auto count = static_cast<int>(methodology.categories.size());
    std::vector<int> open{category};
    if (category >= count) open = methodology.totals[static_cast<std::size_t>(category - count)].categories;
    std::set<int> all;
    while (!open.empty()) {
        const int next = open.back();
        open.pop_back();
        if (!all.insert(next).second) continue;
        const auto& children = methodology.categories[static_cast<std::size_t>(next)].children;
        open.insert(open.end(), children.begin(), children.end());
    }
    return all;
}

Tuple key_by(const Methodology& methodology, const LeafEstimate& leaf, const std::vector<int>& dimensions) {
    Tuple key;
    for (const int dimension : dimensions) {
        const auto own = std::find(leaf.dimensions.begin(), leaf.dimensions.end(), dimension);
        if (dimension == methodology.category_dimension)
            key.push(methodology.categories[static_cast<std::size_t>(leaf.category)].member);
        else
            key.push(own == leaf.dimensions.end() ? any_member
                                                  : leaf.key[static_cast<std::size_t>(own - leaf.dimensions.begin())]);
    }
    return key;
}

struct KeySum {
    double value = 0.0;
    Status status;
    std::uint8_t mask = 0;
    std::vector<NodeId> inputs;
};

NodeId add_sum(CalculationGraph& graph, const KeySum& sum, int category, int gas, int year) {
    Node node{};
    node.kind = NodeKind::category;
    node.mask = sum.mask;
    node.status = sum.status;
    node.year = static_cast<std::int16_t>(year);
    node.ref = category;
    node.cell = static_cast<std::int32_t>(graph.sum_ranges.size());
    node.named = static_cast<std::int16_t>(gas);
    node.value = sum.status.is_number() ? sum.value : 0.0;
    const auto from = static_cast<std::uint32_t>(graph.sum_inputs.size());
    graph.sum_inputs.insert(graph.sum_inputs.end(), sum.inputs.begin(), sum.inputs.end());
    graph.sum_ranges.emplace_back(from, static_cast<std::uint32_t>(graph.sum_inputs.size()));
    graph.nodes.push_back(node);
    return static_cast<NodeId>(graph.nodes.size() - 1);
}

EstimateRows rows_by_key(Inventory& inventory, int category, int gas, const std::vector<int>& dimensions, int year) {
    const auto& methodology = *inventory.methodology;
    const auto below = with_all_below(methodology, category);
    std::map<Tuple, KeySum> sums;
    const auto first = std::partition_point(inventory.leaves.begin(), inventory.leaves.end(),
                                            [&](const LeafEstimate& leaf) { return leaf.year < year; });
    for (auto leaf = first; leaf != inventory.leaves.end() && leaf->year == year; ++leaf) {
        // What a category is without cells (NO, NE) has no keys: nothing is known of any member.
        if (leaf->gas != gas || !below.contains(leaf->category) || leaf->method < 0) continue;
        const auto [entry, fresh] = sums.try_emplace(key_by(methodology, *leaf, dimensions));
        auto& sum = entry->second;
        sum.status = fresh ? leaf->status : combine_in_sum(sum.status, leaf->status);
        sum.value += leaf->status.is_number() ? leaf->value : 0.0;
        sum.mask |= leaf->mask;
        if (leaf->node != no_node) sum.inputs.push_back(leaf->node);
    }
    EstimateRows rows;
    for (const auto& [key, sum] : sums) rows.emplace_back(key, add_sum(inventory.graph, sum, category, gas, year));
    return rows;
}

}  // namespace

std::vector<EstimateRows> estimate_inputs(Inventory& inventory, const std::vector<MethodInput>& inputs, int year) {
    const auto& methodology = *inventory.methodology;
    std::vector<EstimateRows> all;
    for (const auto& input : inputs) {
        all.emplace_back();
        if (input.kind != MethodInput::Kind::estimate) continue;
        const int category = index_of(methodology, input.category);
        const int gas = input.gas == "CO2e" ? static_cast<int>(methodology.gases.size()) : methodology.gas(input.gas);
        if (!input.dimensions.empty())
            all.back() = rows_by_key(inventory, category, gas, input.dimensions, year);
        else if (const auto* estimate = inventory.estimate(year, category, gas))
            all.back().emplace_back(Tuple{}, estimate->node);
    }
    return all;
}

}  // namespace qingdan
