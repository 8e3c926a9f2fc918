// Sums over the category tree, totals, and CO2e by the inventory's GWP set. Memo categories are reported but never
// added; notation keys follow the sum rule of formula/notation.hpp.

#include <cmath>

#include "inventory/compiler.hpp"

namespace qingdan {

void InventoryCompiler::Sum::add(double addend, Status addend_status, std::uint8_t addend_mask, NodeId node) {
    const double next = value + addend;
    compensation += std::abs(value) >= std::abs(addend) ? (value - next) + addend : (addend - next) + value;
    value = next;
    status = count++ == 0 ? addend_status : combine_in_sum(status, addend_status);
    mask |= addend_mask;
    if (node != no_node) inputs.push_back(node);
}

NodeId InventoryCompiler::sum_node(NodeKind kind, int ref, int gas, int year, const std::vector<NodeId>& inputs,
                                   double value, Status status, std::uint8_t mask) {
    auto& graph = inventory_.graph;
    Node node{};
    node.kind = kind;
    node.mask = mask;
    node.status = status;
    node.year = static_cast<std::int16_t>(year);
    node.ref = ref;
    node.cell = static_cast<std::int32_t>(graph.sum_ranges.size());
    node.named = static_cast<std::int16_t>(gas);
    node.value = status.is_number() ? value : 0.0;
    const auto from = static_cast<std::uint32_t>(graph.sum_inputs.size());
    graph.sum_inputs.insert(graph.sum_inputs.end(), inputs.begin(), inputs.end());
    graph.sum_ranges.emplace_back(from, static_cast<std::uint32_t>(graph.sum_inputs.size()));
    graph.nodes.push_back(node);
    return static_cast<NodeId>(graph.nodes.size() - 1);
}

NodeId InventoryCompiler::gwp_node(int gas) {
    auto& node = gwp_nodes_[static_cast<std::size_t>(gas)];
    if (node == no_node) {
        node = static_cast<NodeId>(inventory_.graph.nodes.size());
        Node made{};
        made.kind = NodeKind::gwp;
        made.ref = gas;
        const auto found = inventory_.gwp->per_gas.find(methodology_.gases[static_cast<std::size_t>(gas)].id);
        if (found != inventory_.gwp->per_gas.end())
            made.value = found->second;
        else
            made.status.notation = Notation::NE;
        inventory_.graph.nodes.push_back(made);
    }
    return node;
}

void InventoryCompiler::add_up() {
    const auto& units = methodology_.units;
    const auto tonne_co2e = units.parse("t CO2e");
    for (const auto& gas : methodology_.gases) {  // a GWP is in t CO2e per t of the gas
        const auto tonne = units.parse("t " + gas.id);
        kt_per_report_unit_.push_back(tonne && tonne_co2e ? conversion_factor(gas.report_unit, *tonne) *
                                                                conversion_factor(*tonne_co2e, inventory_.co2e_unit)
                                                          : 0.0);
    }
    for (const int year : inventory_.settings.years) add_up_year(year);
}

/// One category's (or total's) figure for one gas, with its CO2e beside it.
Estimate InventoryCompiler::summed(NodeKind kind, int category, int ref, int gas, int year, const Sum& sum) {
    Estimate estimate{};
    estimate.year = year;
    estimate.category = category;
    estimate.gas = gas;
    estimate.status = sum.status;
    estimate.mask = sum.mask;
    estimate.value = sum.status.is_number() ? sum.total() : 0.0;
    estimate.node = sum_node(kind, ref, gas, year, sum.inputs, estimate.value, sum.status, sum.mask);
    const NodeId gwp = gwp_node(gas);
    const auto& gwp_value = inventory_.graph.nodes[static_cast<std::size_t>(gwp)];
    const Status status = combine_in_product(sum.status, gwp_value.status);
    if (status.is_number())
        estimate.co2e_kt = estimate.value * gwp_value.value * kt_per_report_unit_[static_cast<std::size_t>(gas)];
    estimate.co2e_node =
        sum_node(NodeKind::co2e, category, gas, year, {estimate.node, gwp}, estimate.co2e_kt, status, sum.mask);
    return estimate;
}

/// All gases together.
Estimate InventoryCompiler::co2e_of(int category, int year, const std::map<int, Estimate>& gases) {
    Sum sum;
    for (const auto& [gas, estimate] : gases) {
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(estimate.co2e_node)];
        sum.add(estimate.co2e_kt, node.status, estimate.mask, estimate.co2e_node);
    }
    Estimate estimate{};
    estimate.year = year;
    estimate.category = category;
    estimate.gas = static_cast<int>(methodology_.gases.size());
    estimate.status = sum.status;
    estimate.mask = sum.mask;
    estimate.value = estimate.co2e_kt = sum.status.is_number() ? sum.total() : 0.0;
    estimate.node = estimate.co2e_node =
        sum_node(NodeKind::co2e, category, estimate.gas, year, sum.inputs, estimate.value, sum.status, sum.mask);
    return estimate;
}

void InventoryCompiler::add_up_year(int year) {
    const auto& categories = methodology_.categories;
    std::vector<std::map<int, Estimate>> rows(categories.size());
    std::vector<std::map<int, Sum>> sums(categories.size());
    std::map<std::pair<int, int>, int> method_of;
    for (const auto& leaf : inventory_.leaves) {
        if (leaf.year != year) continue;
        sums[static_cast<std::size_t>(leaf.category)][leaf.gas].add(leaf.value, leaf.status, leaf.mask, leaf.node);
        method_of[{leaf.category, leaf.gas}] = leaf.method;
    }
    for (std::size_t c = categories.size(); c-- > 0;) {  // children stand after their parents
        for (const auto& [gas, sum] : sums[c]) {
            auto estimate = summed(NodeKind::category, static_cast<int>(c), static_cast<int>(c), gas, year, sum);
            const auto method = method_of.find({static_cast<int>(c), gas});
            estimate.method = method == method_of.end() ? -1 : method->second;
            rows[c].emplace(gas, estimate);
        }
        const int parent = categories[c].parent;
        if (parent < 0 || (categories[c].memo && !categories[static_cast<std::size_t>(parent)].memo)) continue;
        for (const auto& [gas, estimate] : rows[c])
            sums[static_cast<std::size_t>(parent)][gas].add(estimate.value, estimate.status, estimate.mask,
                                                            estimate.node);
    }
    const auto publish = [&](int category, const std::map<int, Estimate>& gases) {
        for (const auto& [gas, estimate] : gases) inventory_.estimates.push_back(estimate);
        if (!gases.empty()) inventory_.estimates.push_back(co2e_of(category, year, gases));
    };
    for (std::size_t c = 0; c < categories.size(); ++c) publish(static_cast<int>(c), rows[c]);
    for (std::size_t t = 0; t < methodology_.totals.size(); ++t) {
        std::map<int, Sum> total;
        for (const int category : methodology_.totals[t].categories)
            for (const auto& [gas, estimate] : rows[static_cast<std::size_t>(category)])
                total[gas].add(estimate.value, estimate.status, estimate.mask, estimate.node);
        const int index = static_cast<int>(categories.size() + t);
        std::map<int, Estimate> gases;
        for (const auto& [gas, sum] : total)
            gases.emplace(gas, summed(NodeKind::total, index, static_cast<int>(t), gas, year, sum));
        publish(index, gases);
    }
}

}  // namespace qingdan
