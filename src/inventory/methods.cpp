// Every method, every year: derived variables first, emissions after them.

#include <algorithm>

#include "inventory/compiler.hpp"

namespace qingdan {

InventoryCompiler::InventoryCompiler(Inventory& inventory, Diagnostics& diagnostics)
    : inventory_(inventory),
      methodology_(*inventory.methodology),
      diagnostics_(diagnostics),
      factors_(methodology_),
      values_(inventory.values),
      binder_(methodology_, factors_, inventory.region, inventory.graph, inventory.values),
      gwp_nodes_(methodology_.gases.size(), no_node) {
    for (const auto& method : methodology_.methods)
        plans_.push_back(make_plan(method.program, method.inputs, methodology_));
    for (const auto& plan : plans_) inventory_.graph.reads.push_back(plan.reads);
}

void InventoryCompiler::run() {
    add_data_nodes();
    order_methods();
    evaluate_methods();
    for (const auto& [row, rival] : binder_.rivals())
        diagnostics_.error(
            "I016", rival->where,
            {{"factor", methodology_.factors[static_cast<std::size_t>(row->factor)].id}, {"other", row->where.text()}});
    choose_methods();
    add_up();
    inventory_.index_estimates();
}

void InventoryCompiler::add_data_nodes() {
    std::map<std::pair<int, int>, std::vector<VariableValues::Row>> rows;
    const auto first = static_cast<NodeId>(inventory_.graph.nodes.size());
    for (std::size_t i = 0; i < inventory_.data.size(); ++i) {
        const auto& datum = inventory_.data[i];
        Node node{};
        node.kind = NodeKind::datum;
        node.status.notation = datum.notation;
        node.year = static_cast<std::int16_t>(datum.year);
        node.ref = static_cast<std::int32_t>(i);
        node.value = datum.value;
        if (datum.estimated) {
            auto& graph = inventory_.graph;
            node.mask = rests_on_estimated;
            node.cell = static_cast<std::int32_t>(graph.sum_ranges.size());
            const auto from = static_cast<std::uint32_t>(graph.sum_inputs.size());
            for (const auto each : datum.estimated->from) graph.sum_inputs.push_back(first + static_cast<NodeId>(each));
            graph.sum_ranges.emplace_back(from, static_cast<std::uint32_t>(graph.sum_inputs.size()));
        }
        rows[{datum.variable, datum.year}].emplace_back(datum.key, static_cast<NodeId>(inventory_.graph.nodes.size()));
        inventory_.graph.nodes.push_back(node);
    }
    for (auto& [where, list] : rows) values_.add(where.first, where.second, std::move(list));
}

/// A method runs after those that derive its inputs (the loader has refused cycles), and needs history if they do.
void InventoryCompiler::order_methods() {
    const auto count = methodology_.methods.size();
    std::vector<std::vector<int>> givers(methodology_.variables.size());
    for (std::size_t m = 0; m < count; ++m)
        if (methodology_.methods[m].variable >= 0)
            givers[static_cast<std::size_t>(methodology_.methods[m].variable)].push_back(static_cast<int>(m));
    std::vector<bool> placed(count, false);
    const auto place = [&](auto&& self, int method) -> void {
        if (placed[static_cast<std::size_t>(method)]) return;
        placed[static_cast<std::size_t>(method)] = true;
        for (const auto& input : methodology_.methods[static_cast<std::size_t>(method)].inputs)
            if (input.kind == MethodInput::Kind::variable)
                for (const int giver : givers[static_cast<std::size_t>(input.variable)]) self(self, giver);
        order_.push_back(method);
    };
    for (std::size_t m = 0; m < count; ++m) place(place, static_cast<int>(m));
    for (auto user = order_.rbegin(); user != order_.rend(); ++user) {  // users before givers
        if (!plans_[static_cast<std::size_t>(*user)].needs_history) continue;
        for (const auto& input : methodology_.methods[static_cast<std::size_t>(*user)].inputs)
            if (input.kind == MethodInput::Kind::variable)
                for (const int giver : givers[static_cast<std::size_t>(input.variable)])
                    plans_[static_cast<std::size_t>(giver)].needs_history = true;
    }
}

void InventoryCompiler::evaluate_methods() {
    for (const int method : order_) evaluate_method(method);
}

void InventoryCompiler::evaluate_method(int m) {
    const auto& method = methodology_.methods[static_cast<std::size_t>(m)];
    const auto& plan = plans_[static_cast<std::size_t>(m)];
    std::vector<MemberId> gases;
    for (const auto& gas : method.gases)
        gases.push_back(
            methodology_.dimensions[static_cast<std::size_t>(methodology_.gas_dimension)].find(gas).value_or(
                any_member));
    const Bindable bindable{method.program, plan, method.inputs, method.categories, std::move(gases), m};

    int first = inventory_.settings.years.front();
    if (plan.needs_history)
        for (const auto& datum : inventory_.data) first = std::min(first, datum.year);
    for (int year = first; year <= inventory_.settings.years.back(); ++year) {
        const auto last = block_of_.find({m, year - 1});
        Block block = binder_.bind(
            bindable, year,
            last == block_of_.end() ? nullptr : &inventory_.graph.blocks[static_cast<std::size_t>(last->second)]);
        const auto index = static_cast<int>(inventory_.graph.blocks.size());
        run_block(bindable, block, index, inventory_.graph, registers_);
        if (method.variable >= 0) publish_derived(m, block);
        inventory_.graph.blocks.push_back(std::move(block));
        block_of_[{m, year}] = index;
    }
}

void InventoryCompiler::publish_derived(int m, const Block& block) {
    const auto& method = methodology_.methods[static_cast<std::size_t>(m)];
    const auto& variable = methodology_.variables[static_cast<std::size_t>(method.variable)];
    const auto& keys = plans_[static_cast<std::size_t>(m)].domain_keys.front();
    std::vector<VariableValues::Row> rows;
    rows.reserve(block.tuples.front().size());
    for (std::size_t cell = 0; cell < block.tuples.front().size(); ++cell) {
        Tuple key;
        for (const int dimension : variable.dimensions) {
            const auto found = std::find(keys.begin(), keys.end(), dimension);
            key.push(found == keys.end() ? any_member
                                         : block.tuples.front()[cell][static_cast<std::size_t>(found - keys.begin())]);
        }
        rows.emplace_back(key, block.first_named.back() + static_cast<NodeId>(cell));
    }
    values_.add(method.variable, block.year, std::move(rows));
}

}  // namespace qingdan
