#include "inventory/binder.hpp"

#include <algorithm>

namespace qingdan {

namespace {

std::uint8_t mask_of(FactorStatus status) {
    switch (status) {
        case FactorStatus::verified: return rests_on_verified;
        case FactorStatus::via: return rests_on_via;
        case FactorStatus::provisional: return rests_on_provisional;
        case FactorStatus::own: return rests_on_own;
    }
    return rests_on_provisional;
}

/// Extends an inner domain's tuples by the outer domain's keys, and notes which outer cell each belongs to.
void lay_out(const std::vector<int>& keys, const Relation& relation, const std::vector<int>* outer_keys,
             const std::vector<Tuple>* outer, std::vector<Tuple>& tuples, DomainShape& shape) {
    if (!outer) {
        tuples = ordered(relation, keys);
    } else {
        tuples = ordered(join(Relation{*outer_keys, *outer}, relation), keys);
        shape.outer_cell.reserve(tuples.size());
        for (const auto& tuple : tuples) {
            Tuple prefix;  // a domain's keys begin with its outer domain's
            for (std::size_t i = 0; i < outer_keys->size(); ++i) prefix.push(tuple[i]);
            shape.outer_cell.push_back(
                static_cast<std::uint32_t>(std::lower_bound(outer->begin(), outer->end(), prefix) - outer->begin()));
        }
    }
    shape.cells = tuples.size();
}

NodeId row_of(const EstimateRows& rows, const Tuple& key) {
    const auto found = std::lower_bound(rows.begin(), rows.end(), key,
                                        [](const auto& row, const Tuple& wanted) { return row.first < wanted; });
    return found != rows.end() && found->first == key ? found->second : no_node;
}

}  // namespace

Block Binder::bind(const Bindable& bindable, int year, const Block* last_year) {
    const auto& program = bindable.program;
    Block block;
    block.method = bindable.method;
    block.year = year;
    block.tuples.resize(program.domains.size());
    block.shapes.resize(program.domains.size());
    for (std::size_t d = 0; d < program.domains.size(); ++d) {  // outer domains come before inner ones
        auto relation = relation_of(bindable, static_cast<int>(d), year);
        const int outer = program.domains[d].outer;
        if (outer < 0 && last_year && bindable.plan.needs_history)  // a stock goes on where nothing is added to it
            relation = unite(relation, Relation{bindable.plan.domain_keys[d], last_year->tuples[d]});
        lay_out(bindable.plan.domain_keys[d], relation,
                outer < 0 ? nullptr : &bindable.plan.domain_keys[static_cast<std::size_t>(outer)],
                outer < 0 ? nullptr : &block.tuples[static_cast<std::size_t>(outer)], block.tuples[d], block.shapes[d]);
    }
    block.load_nodes.resize(program.loads.size());
    for (std::size_t l = 0; l < program.loads.size(); ++l) {
        const auto& load = program.loads[l];
        const auto& tuples = block.tuples[static_cast<std::size_t>(load.domain)];
        block.load_nodes[l].reserve(tuples.size());
        for (const auto& tuple : tuples)
            block.load_nodes[l].push_back(load_node(bindable, load, bindable.plan.loads[l], tuple, year, last_year));
    }
    return block;
}

NodeId Binder::load_node(const Bindable& bindable, const Load& load, const LoadPlan& plan, const Tuple& cell, int year,
                         const Block* last_year) {
    if (load.input < 0) return last_result(load, cell, last_year);
    const auto& input = bindable.inputs[static_cast<std::size_t>(load.input)];
    const int wanted_year = load.previous ? year - 1 : year;
    const Tuple key = plan.key(cell);
    switch (input.kind) {
        case MethodInput::Kind::estimate: return row_of(bindable.estimates[static_cast<std::size_t>(load.input)], key);
        case MethodInput::Kind::constant: return constant_node(bindable.method, load.input, input.constant);
        case MethodInput::Kind::factor: return factor_node(bindable, input, key, wanted_year);
        case MethodInput::Kind::variable: break;
    }
    const NodeId node = values_.find(input.variable, wanted_year, key);
    if (node != no_node) return node;
    if (input.fallback) return constant_node(bindable.method, load.input, *input.fallback);
    return load.previous ? no_node : missing_node(input.variable, -1, key, wanted_year, bindable.method, nullptr);
}

NodeId Binder::factor_node(const Bindable& bindable, const MethodInput& input, const Tuple& key, int year) {
    const auto choice = factors_.choose(input.factor, key, region_, year);
    if (choice.rival) rivals_.emplace(choice.row, choice.rival);
    if (!choice.row || (!choice.row->value && choice.row->notation == Notation::none)) {
        if (!choice.row && input.fallback)
            return constant_node(bindable.method, static_cast<int>(&input - bindable.inputs.data()), *input.fallback);
        return missing_node(-1, input.factor, key, year, bindable.method, choice.row);
    }
    const auto row = static_cast<std::size_t>(choice.row - methodology_.factor_rows.data());
    const auto asked = choice.asked ? static_cast<std::int32_t>(choice.asked - methodology_.factor_rows.data()) : -1;
    auto& node = asked < 0 ? factor_nodes_[row] : standing_in_.try_emplace({row, asked}, no_node).first->second;
    if (node == no_node) {
        node = static_cast<NodeId>(graph_.nodes.size());
        Node made{};
        made.kind = NodeKind::factor;
        made.mask = mask_of(choice.row->status);
        made.status.notation = choice.row->notation;
        made.ref = static_cast<std::int32_t>(row);
        made.value = choice.row->value.value_or(0.0);
        made.cell = asked;
        graph_.nodes.push_back(made);
    }
    return node;
}

NodeId Binder::missing_node(int variable, int factor, const Tuple& key, int year, int method, const FactorRow* slot) {
    const auto [entry, fresh] = missing_.try_emplace({variable, factor, year, key}, no_node);
    if (fresh) {
        entry->second = static_cast<NodeId>(graph_.nodes.size());
        Node made{};
        made.kind = NodeKind::missing;
        made.status.notation = Notation::NE;
        made.year = static_cast<std::int16_t>(year);
        made.ref = static_cast<std::int32_t>(graph_.missing.size());
        graph_.nodes.push_back(made);
        graph_.missing.push_back({variable, factor, key, method, slot});
    }
    return entry->second;
}

NodeId Binder::constant_node(int method, int input, double value) {
    const auto [entry, fresh] = constants_.try_emplace({method, input}, no_node);
    if (fresh) {
        entry->second = static_cast<NodeId>(graph_.nodes.size());
        Node made{};
        made.kind = NodeKind::constant;
        made.ref = method;
        made.cell = input;
        made.value = value;
        graph_.nodes.push_back(made);
    }
    return entry->second;
}

NodeId Binder::last_result(const Load& load, const Tuple& cell, const Block* last_year) const {
    if (!last_year) return no_node;
    const auto& program = methodology_.methods[static_cast<std::size_t>(last_year->method)].program;
    const auto domain = static_cast<std::size_t>(program.named[static_cast<std::size_t>(load.let)].domain);
    const auto& tuples = last_year->tuples[domain];
    const auto found = std::lower_bound(tuples.begin(), tuples.end(), cell);
    if (found == tuples.end() || *found != cell) return no_node;
    return last_year->first_named[static_cast<std::size_t>(load.let)] + static_cast<NodeId>(found - tuples.begin());
}

}  // namespace qingdan
