// Which method counts for a leaf category and gas: the highest tier whose inputs are all there, unless one is pinned.

#include <algorithm>

#include "inventory/compiler.hpp"

namespace qingdan {

namespace {

/// Report units are per gas; a method's unit may hold `{gas}`.
double to_report_unit(const Methodology& methodology, const Method& method, int gas) {
    Tuple key;
    const auto& report = methodology.gases[static_cast<std::size_t>(gas)].report_unit;
    const auto member = methodology.dimensions[static_cast<std::size_t>(methodology.gas_dimension)].find(
        methodology.gases[static_cast<std::size_t>(gas)].id);
    key.push(member.value_or(any_member));
    const auto unit = methodology.concrete_unit(method.unit, {methodology.gas_dimension}, key);
    return conversion_factor(unit.value_or(method.unit), report);
}

}  // namespace

void InventoryCompiler::choose_methods() {
    for (std::size_t m = 0; m < methodology_.methods.size(); ++m) {
        const auto& method = methodology_.methods[m];
        if (method.variable >= 0) continue;
        for (const int category : method.categories)
            for (const auto& gas : method.gases)
                candidates_[{category, methodology_.gas(gas)}].push_back(static_cast<int>(m));
    }
    for (auto& [key, methods] : candidates_)
        std::stable_sort(methods.begin(), methods.end(), [&](int a, int b) {
            return methodology_.methods[static_cast<std::size_t>(a)].tier >
                   methodology_.methods[static_cast<std::size_t>(b)].tier;
        });
    const auto gases_of = [&](int category, const std::string& gas) {
        std::vector<int> gases;
        if (!gas.empty())
            gases.push_back(methodology_.gas(gas));
        else
            for (const auto& id : methodology_.categories[static_cast<std::size_t>(category)].gases)
                gases.push_back(methodology_.gas(id));
        return gases;
    };
    const auto below = [&](int category) {  // leaves of a category, itself if it is one
        std::vector<int> leaves, open{category};
        while (!open.empty()) {
            const int c = open.back();
            open.pop_back();
            const auto& children = methodology_.categories[static_cast<std::size_t>(c)].children;
            if (children.empty()) leaves.push_back(c);
            open.insert(open.end(), children.begin(), children.end());
        }
        return leaves;
    };
    for (const auto& pin : inventory_.settings.pins)
        for (const int category : below(methodology_.category(pin.category)))
            for (const int gas : gases_of(category, pin.gas)) pins_[{category, gas}] = methodology_.method(pin.method);
    for (const auto& declared : inventory_.settings.notations)
        for (const int category : below(methodology_.category(declared.category)))
            for (const int gas : gases_of(category, declared.gas)) declared_[{category, gas}] = declared.notation;

    for (const int year : inventory_.settings.years)
        for (std::size_t c = 0; c < methodology_.categories.size(); ++c) {
            const auto& category = methodology_.categories[c];
            if (!category.children.empty()) continue;
            for (const auto& gas : category.gases) choose(year, static_cast<int>(c), methodology_.gas(gas));
        }
}

void InventoryCompiler::choose(int year, int category, int gas) {
    MethodChoice choice{year, category, gas, -1, MethodChoice::Reason::nothing_delivered, {}};
    const auto found = candidates_.find({category, gas});
    static const std::vector<int> none;
    const auto& methods = found == candidates_.end() ? none : found->second;
    if (const auto pin = pins_.find({category, gas});
        pin != pins_.end() && std::find(methods.begin(), methods.end(), pin->second) != methods.end()) {
        choice.method = pin->second;
        choice.reason = MethodChoice::Reason::pinned;
    } else {
        choice.method = best_method(methods, year, category, gas);
        if (choice.method >= 0)
            choice.reason = methods.size() == 1                ? MethodChoice::Reason::only_one
                            : methods.front() == choice.method ? MethodChoice::Reason::highest_tier
                                                               : MethodChoice::Reason::lower_tier_complete;
    }
    for (const int method : methods)
        if (method != choice.method) choice.others.push_back(method);
    if (choice.method >= 0 && outcome(choice.method, year, category, gas).cells > 0)
        take_leaves(year, category, gas, choice.method);
    else
        declare_notation(year, category, gas, methods.empty() ? -1 : methods.back());
    inventory_.choices.push_back(std::move(choice));
}

/// The highest tier with nothing missing; else the highest that gives at least one figure; else the highest for which
/// something was delivered, so that what it lacks is asked for. -1 where nothing was.
int InventoryCompiler::best_method(const std::vector<int>& methods, int year, int category, int gas) const {
    int with_figures = -1, with_data = -1;
    for (const int method : methods) {
        const auto result = outcome(method, year, category, gas);
        if (result.cells == 0) continue;
        if (result.missing == 0) return method;
        if (with_figures < 0 && result.numbers > 0) with_figures = method;
        if (with_data < 0 && result.delivered > 0) with_data = method;
    }
    return with_figures >= 0 ? with_figures : with_data;
}

bool InventoryCompiler::rests_on_data(NodeId id) const {
    const auto kind = inventory_.graph.nodes[static_cast<std::size_t>(id)].kind;
    if (kind != NodeKind::result && kind != NodeKind::sub_result) return kind == NodeKind::datum;
    const auto uses = inventory_.graph.uses(id, methodology_);
    return std::any_of(uses.begin(), uses.end(), [&](const Use& use) { return rests_on_data(use.node); });
}

/// Whether a cell of the result reads anything that somebody delivered (or that was derived from it).
bool InventoryCompiler::reads_data(const Block& block, std::size_t cell) const {
    const auto& program = methodology_.methods[static_cast<std::size_t>(block.method)].program;
    for (std::size_t l = 0; l < block.load_nodes.size(); ++l)
        for (std::size_t inner = 0; inner < block.load_nodes[l].size(); ++inner) {
            const NodeId id = block.load_nodes[l][inner];
            if (id == no_node) continue;
            if (!rests_on_data(id)) continue;
            std::size_t outer = inner;
            for (auto d = static_cast<std::size_t>(program.loads[l].domain); d != 0;
                 d = static_cast<std::size_t>(program.domains[d].outer))
                outer = block.shapes[d].outer_cell[outer];
            if (outer == cell) return true;
        }
    return false;
}

std::vector<std::size_t> InventoryCompiler::cells_of(const Block& block, int category, int gas) const {
    const auto& keys = plans_[static_cast<std::size_t>(block.method)].domain_keys.front();
    const auto position = [&](int dimension) {
        const auto found = std::find(keys.begin(), keys.end(), dimension);
        return found == keys.end() ? -1 : static_cast<int>(found - keys.begin());
    };
    const int category_position = position(methodology_.category_dimension),
              gas_position = position(methodology_.gas_dimension);
    const MemberId category_member = methodology_.categories[static_cast<std::size_t>(category)].member;
    const MemberId gas_member = methodology_.dimensions[static_cast<std::size_t>(methodology_.gas_dimension)]
                                    .find(methodology_.gases[static_cast<std::size_t>(gas)].id)
                                    .value_or(any_member);
    std::vector<std::size_t> cells;
    for (std::size_t cell = 0; cell < block.tuples.front().size(); ++cell) {
        const auto& tuple = block.tuples.front()[cell];
        if (category_position >= 0 && tuple[static_cast<std::size_t>(category_position)] != category_member) continue;
        if (gas_position >= 0 && tuple[static_cast<std::size_t>(gas_position)] != gas_member) continue;
        cells.push_back(cell);
    }
    return cells;
}

InventoryCompiler::Outcome InventoryCompiler::outcome(int method, int year, int category, int gas) const {
    Outcome outcome;
    const auto& block = inventory_.graph.blocks[static_cast<std::size_t>(block_of_.at({method, year}))];
    for (const auto cell : cells_of(block, category, gas)) {
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(block.first_named.back()) + cell];
        ++outcome.cells;
        outcome.numbers += node.status.is_number() ? 1 : 0;
        outcome.missing += node.status.notation == Notation::NE || node.status.incomplete ? 1 : 0;
        if (node.status.notation == Notation::NE && outcome.delivered == 0 && reads_data(block, cell))
            ++outcome.delivered;
    }
    if (outcome.cells == outcome.missing && outcome.numbers == 0 && declared_.count({category, gas})) outcome.cells = 0;
    return outcome;
}

void InventoryCompiler::take_leaves(int year, int category, int gas, int m) {
    const auto& method = methodology_.methods[static_cast<std::size_t>(m)];
    const auto& block = inventory_.graph.blocks[static_cast<std::size_t>(block_of_.at({m, year}))];
    const auto& keys = plans_[static_cast<std::size_t>(m)].domain_keys.front();
    const double scale = to_report_unit(methodology_, method, gas);
    for (const auto cell : cells_of(block, category, gas)) {
        const NodeId id = block.first_named.back() + static_cast<NodeId>(cell);
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
        LeafEstimate leaf;
        leaf.year = year;
        leaf.category = category;
        leaf.gas = gas;
        leaf.method = m;
        for (std::size_t k = 0; k < keys.size(); ++k) {
            if (keys[k] == methodology_.category_dimension || keys[k] == methodology_.gas_dimension) continue;
            leaf.dimensions.push_back(keys[k]);
            leaf.key.push(block.tuples.front()[cell][k]);
        }
        leaf.value = node.value * scale;
        leaf.status = node.status;
        leaf.mask = node.mask;
        leaf.node = id;
        inventory_.leaves.push_back(std::move(leaf));
    }
    add_requests(year, category, gas, m);
}

void InventoryCompiler::declare_notation(int year, int category, int gas, int method) {
    LeafEstimate leaf;
    leaf.year = year;
    leaf.category = category;
    leaf.gas = gas;
    const auto declared = declared_.find({category, gas});
    leaf.status.notation = declared != declared_.end()
                               ? declared->second
                               : methodology_.categories[static_cast<std::size_t>(category)].default_notation;
    inventory_.leaves.push_back(leaf);
    if (leaf.status.notation == Notation::NE && method >= 0) add_requests(year, category, gas, method);
}

/// What a method lacked for this category: the missing inputs of its cells; where it has no cell, its variables.
void InventoryCompiler::add_requests(int year, int category, int gas, int m) {
    const auto& method = methodology_.methods[static_cast<std::size_t>(m)];
    const auto& block = inventory_.graph.blocks[static_cast<std::size_t>(block_of_.at({m, year}))];
    const auto cells = cells_of(block, category, gas);
    if (cells.empty()) {
        for (const auto& input : method.inputs)
            if (input.kind == MethodInput::Kind::variable && !input.fallback)
                inventory_.requests.push_back({year, category, gas, input.variable, -1, {}, {}, {}, m});
        return;
    }
    std::vector<NodeId> open, seen;
    for (const auto cell : cells) {
        const NodeId id = block.first_named.back() + static_cast<NodeId>(cell);
        const auto status = inventory_.graph.nodes[static_cast<std::size_t>(id)].status;
        if (status.notation == Notation::NE || status.incomplete) open.push_back(id);
    }
    while (!open.empty()) {
        const NodeId id = open.back();
        open.pop_back();
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
        if (node.kind == NodeKind::missing) {
            seen.push_back(id);
            continue;
        }
        if (node.kind != NodeKind::result && node.kind != NodeKind::sub_result) continue;
        if (node.status.is_number() && !node.status.incomplete) continue;
        for (const auto& use : inventory_.graph.uses(id, methodology_)) open.push_back(use.node);
    }
    std::sort(seen.begin(), seen.end());
    seen.erase(std::unique(seen.begin(), seen.end()), seen.end());
    for (const NodeId id : seen) {
        const auto& missing =
            inventory_.graph
                .missing[static_cast<std::size_t>(inventory_.graph.nodes[static_cast<std::size_t>(id)].ref)];
        Request request{year,           category, gas,         missing.variable,
                        missing.factor, {},       missing.key, missing.slot ? missing.slot->note : std::string{},
                        missing.method};
        const auto& dimensions = missing.variable >= 0
                                     ? methodology_.variables[static_cast<std::size_t>(missing.variable)].dimensions
                                     : methodology_.factors[static_cast<std::size_t>(missing.factor)].dimensions;
        for (const int dimension : dimensions)
            if (dimension != methodology_.region_dimension) request.dimensions.push_back(dimension);
        inventory_.requests.push_back(std::move(request));
    }
}

}  // namespace qingdan
