#include "analysis/indicators.hpp"

#include "analysis/estimate_inputs.hpp"
#include "analysis/own_inputs.hpp"
#include "inventory/evaluator.hpp"

namespace qingdan {

std::vector<IndicatorValue> indicator_values(const Inventory& inventory, Inventory& grown) {
    const auto& methodology = *inventory.methodology;
    constexpr int first_id = -1'000'000;  // constants of indicators keep apart from those of methods and checks
    const FactorIndex factors(methodology);
    Binder binder(methodology, factors, grown.region, grown.graph, grown.values);
    Registers registers;
    const OwnInputs own(inventory, grown.graph);
    std::vector<IndicatorValue> values;
    for (std::size_t i = 0; i < methodology.indicators.size(); ++i) {
        const auto& indicator = methodology.indicators[i];
        const auto plan = make_plan(indicator.program, indicator.inputs, methodology);
        for (const int year : inventory.settings.years) {
            const Bindable bindable{indicator.program,
                                    plan,
                                    indicator.inputs,
                                    {},
                                    {},
                                    first_id - static_cast<int>(i),
                                    estimate_inputs(grown, indicator.inputs, year)};
            auto block = binder.bind(bindable, year, nullptr);
            run_block(bindable, block, -1, grown.graph, registers);
            const auto& node = grown.graph.nodes[static_cast<std::size_t>(block.first_named.back())];
            auto& value = values.emplace_back(IndicatorValue{static_cast<int>(i), year, node.value, node.status});
            std::vector<NodeId> read;
            for (const auto& load : block.load_nodes) read.insert(read.end(), load.begin(), load.end());
            value.inputs = own.of(read);
        }
    }
    return values;
}

}  // namespace qingdan
