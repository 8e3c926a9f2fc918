#include "analysis/uncertainty_gradient.hpp"

#include <algorithm>

#include "analysis/uncertainty_steps.hpp"

namespace qingdan {

void GradientSum::add(const Gradient& gradient, double scale) {
    for (const auto& [source, derivative] : gradient) {
        const auto i = static_cast<std::size_t>(source);
        if (!touched_[i]) {
            touched_[i] = 1;
            used_.push_back(source);
        }
        values_[i] += scale * derivative;
    }
}

Gradient GradientSum::take() {
    std::sort(used_.begin(), used_.end());
    Gradient result;
    result.reserve(used_.size());
    for (const auto source : used_) {
        const auto i = static_cast<std::size_t>(source);
        if (values_[i] != 0.0) result.emplace_back(source, values_[i]);
        values_[i] = 0.0;
        touched_[i] = 0;
    }
    used_.clear();
    return result;
}

double report_scale(const Methodology& methodology, const Method& method, int gas) {
    Tuple key;  // a method's unit may hold `{gas}`
    const auto& reported = methodology.gases[static_cast<std::size_t>(gas)];
    key.push(methodology.dimensions[static_cast<std::size_t>(methodology.gas_dimension)]
                 .find(reported.id)
                 .value_or(any_member));
    const auto unit = methodology.concrete_unit(method.unit, {methodology.gas_dimension}, key);
    return conversion_factor(unit.value_or(method.unit), reported.report_unit);
}

double co2e_scale(const Inventory& inventory, int gas) {
    const auto& reported = inventory.methodology->gases[static_cast<std::size_t>(gas)];
    const auto& units = inventory.methodology->units;
    const auto gwp = inventory.gwp->per_gas.find(reported.id);
    const auto tonne = units.parse("t " + reported.id), tonne_co2e = units.parse("t CO2e");
    if (gwp == inventory.gwp->per_gas.end() || !tonne || !tonne_co2e) return 0.0;
    return gwp->second * conversion_factor(reported.report_unit, *tonne) *
           conversion_factor(*tonne_co2e, inventory.co2e_unit);
}

namespace {

/// Sums of the category tree, totals and CO2e.
void differentiate_sum(const Inventory& inventory, const Node& node, GradientSum& sum,
                       const std::vector<Gradient>& of_node) {
    const auto& graph = inventory.graph;
    const auto& methodology = *inventory.methodology;
    const auto [from, to] = graph.sum_ranges[static_cast<std::size_t>(node.cell)];
    for (auto i = from; i < to; ++i) {
        const auto id = static_cast<std::size_t>(graph.sum_inputs[i]);
        const auto& input = graph.nodes[id];
        double scale = 1.0;
        if (input.kind == NodeKind::result) {
            const auto& block = graph.blocks[static_cast<std::size_t>(input.ref)];
            scale = report_scale(methodology, methodology.methods[static_cast<std::size_t>(block.method)], node.named);
        } else if (node.kind == NodeKind::co2e && static_cast<std::size_t>(node.named) < methodology.gases.size()) {
            scale = co2e_scale(inventory, node.named);  // of one gas: the other input is its GWP, which has no gradient
        }
        sum.add(of_node[id], scale);
    }
}

}  // namespace

std::vector<Gradient> gradients(const Inventory& inventory, const UncertainSources& sources) {
    const auto& graph = inventory.graph;
    std::vector<Gradient> of_node(graph.nodes.size());
    GradientSum sum(sources.sources.size());
    BlockDerivatives blocks(inventory, sum);
    std::vector<char> done(graph.blocks.size(), 0);
    for (std::size_t n = 0; n < graph.nodes.size(); ++n) {  // nodes stand behind what they are made from
        const auto& node = graph.nodes[n];
        if (n < sources.of_node.size() && sources.of_node[n] >= 0) of_node[n] = {{sources.of_node[n], 1.0}};
        const bool of_block = node.kind == NodeKind::result || node.kind == NodeKind::sub_result;
        const auto block = static_cast<std::size_t>(node.ref);
        if (of_block && node.ref >= 0 && block < done.size() && !done[block]) {  // checks keep their blocks elsewhere
            done[block] = 1;
            if (graph.blocks[block].method >= 0) blocks.run(graph.blocks[block], of_node);
        }
        const bool summed =
            node.kind == NodeKind::category || node.kind == NodeKind::total || node.kind == NodeKind::co2e;
        if (!summed || !node.status.is_number()) continue;
        differentiate_sum(inventory, node, sum, of_node);
        of_node[n] = sum.take();
    }
    return of_node;
}

}  // namespace qingdan
