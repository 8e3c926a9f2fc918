#include "analysis/indicators.hpp"

#include "inventory/binder.hpp"
#include "inventory/evaluator.hpp"

namespace qingdan {

std::vector<NodeId> estimate_inputs(const Inventory& inventory, const std::vector<MethodInput>& inputs, int year) {
    const auto& methodology = *inventory.methodology;
    std::vector<NodeId> nodes;
    for (const auto& input : inputs) {
        nodes.push_back(no_node);
        if (input.kind != MethodInput::Kind::estimate) continue;
        int category = methodology.category(input.category);
        for (std::size_t t = 0; category < 0 && t < methodology.totals.size(); ++t)
            if (methodology.totals[t].id == input.category)
                category = static_cast<int>(methodology.categories.size() + t);
        const int gas = input.gas == "CO2e" ? static_cast<int>(methodology.gases.size()) : methodology.gas(input.gas);
        if (const auto* estimate = inventory.estimate(year, category, gas)) nodes.back() = estimate->node;
    }
    return nodes;
}

std::vector<IndicatorValue> indicator_values(Inventory& inventory) {
    const auto& methodology = *inventory.methodology;
    constexpr int first_id = -1'000'000;  // constants of indicators keep apart from those of methods and checks
    const FactorIndex factors(methodology);
    Binder binder(methodology, factors, inventory.region, inventory.graph, inventory.values);
    Registers registers;
    std::vector<IndicatorValue> values;
    for (std::size_t i = 0; i < methodology.indicators.size(); ++i) {
        const auto& indicator = methodology.indicators[i];
        const auto plan = make_plan(indicator.program, indicator.inputs, methodology);
        const Bindable bindable{indicator.program, plan, indicator.inputs, {}, {}, first_id - static_cast<int>(i)};
        for (const int year : inventory.settings.years) {
            auto block = binder.bind(bindable, year, nullptr, estimate_inputs(inventory, indicator.inputs, year));
            run_block(bindable, block, -1, inventory.graph, registers);
            const auto& node = inventory.graph.nodes[static_cast<std::size_t>(block.first_named.back())];
            values.push_back({static_cast<int>(i), year, node.value, node.status});
        }
    }
    return values;
}

}  // namespace qingdan
