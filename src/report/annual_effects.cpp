#include "report/annual_effects.hpp"

#include <cmath>
#include <limits>

#include "inventory/evaluator.hpp"

namespace qingdan {

namespace {

using LeafKey = std::tuple<int, int, std::vector<int>, Tuple>;

/// For every cell of a domain of `block`: the cell with the same keys in `other`, or -1.
std::vector<std::ptrdiff_t> same_cells(const Block& block, const Block& other, std::size_t domain) {
    std::map<Tuple, std::ptrdiff_t> known;
    for (std::size_t cell = 0; cell < other.tuples[domain].size(); ++cell)
        known.emplace(other.tuples[domain][cell], static_cast<std::ptrdiff_t>(cell));
    std::vector<std::ptrdiff_t> cells;
    for (const auto& tuple : block.tuples[domain]) {
        const auto found = known.find(tuple);
        cells.push_back(found == known.end() ? -1 : found->second);
    }
    return cells;
}

}  // namespace

ChangeEffect& ChangeEffect::operator+=(const ChangeEffect& other) {
    activity += other.activity;
    factor += other.factor;
    method += other.method;
    unseparated += other.unseparated;
    return *this;
}

ChangeEffects::ChangeEffects(const Inventory& inventory, int from, int to) : inventory_(inventory) {
    std::map<LeafKey, std::pair<const LeafEstimate*, const LeafEstimate*>> pairs;
    for (const auto& leaf : inventory.leaves) {
        if (leaf.year != from && leaf.year != to) continue;
        auto& pair = pairs[{leaf.category, leaf.gas, leaf.dimensions, leaf.key}];
        (leaf.year == from ? pair.first : pair.second) = &leaf;
    }
    for (const auto& [key, pair] : pairs)
        by_leaf_[{std::get<0>(key), std::get<1>(key)}] += of_leaves(pair.first, pair.second);
    mixed_results_.clear();
}

/// By the ratio that the estimate of its category and gas has.
double ChangeEffects::kt(const LeafEstimate& leaf) const {
    const auto* estimate = inventory_.estimate(leaf.year, leaf.category, leaf.gas);
    if (!estimate || estimate->value == 0.0 || !leaf.status.is_number()) return 0.0;
    return leaf.value * (estimate->co2e_kt / estimate->value);
}

ChangeEffect ChangeEffects::of_leaves(const LeafEstimate* before, const LeafEstimate* after) {
    ChangeEffect effect;
    const double old_kt = before ? kt(*before) : 0.0, new_kt = after ? kt(*after) : 0.0, change = new_kt - old_kt;
    const bool both = before && after && before->status.is_number() && after->status.is_number();
    if (!both) {
        effect.activity = change;
        return effect;
    }
    if (before->method != after->method) {
        effect.method = change;
        return effect;
    }
    if (change == 0.0) return effect;
    const auto& old_node = inventory_.graph.nodes[static_cast<std::size_t>(before->node)];
    const auto& new_node = inventory_.graph.nodes[static_cast<std::size_t>(after->node)];
    const bool results = old_node.kind == NodeKind::result && new_node.kind == NodeKind::result;
    const auto* old_activity = results ? mixed(old_node.ref, new_node.ref, true) : nullptr;
    const auto* old_factor = results ? mixed(old_node.ref, new_node.ref, false) : nullptr;
    const auto cell = static_cast<std::size_t>(new_node.cell);
    const auto& given = new_node.value != 0.0 ? new_node : old_node;
    const double scale = given.value == 0.0 ? std::numeric_limits<double>::quiet_NaN()
                                            : (&given == &new_node ? new_kt : old_kt) / given.value;
    const double by_factor = old_activity ? (*old_activity)[cell] * scale : scale;
    const double by_activity = old_factor ? (*old_factor)[cell] * scale : scale;
    if (!results || !std::isfinite(by_factor) || !std::isfinite(by_activity)) {
        effect.unseparated = change;
        return effect;
    }
    effect.activity = 0.5 * ((by_activity - old_kt) + (new_kt - by_factor));
    effect.factor = change - effect.activity;
    constexpr double noise = 1e-12;  // of a double's last digits
    if (std::abs(effect.factor) < noise * (std::abs(old_kt) + std::abs(new_kt))) {
        effect.activity = change;
        effect.factor = 0.0;
    }
    return effect;
}

/// The cells of the later block with the earlier year's activity, or with its factors.
const std::vector<double>* ChangeEffects::mixed(int block_from, int block_to, bool old_activity) {
    const auto key = std::tuple(block_from, block_to, old_activity);
    if (const auto known = mixed_results_.find(key); known != mixed_results_.end()) return &known->second;
    const auto& graph = inventory_.graph;
    const auto& before = graph.blocks[static_cast<std::size_t>(block_from)];
    const auto& after = graph.blocks[static_cast<std::size_t>(block_to)];
    const auto& method = inventory_.methodology->methods[static_cast<std::size_t>(after.method)];
    const auto& program = method.program;
    const auto old_values = gather(before, graph);
    auto values = gather(after, graph);
    std::vector<std::vector<std::ptrdiff_t>> cells;
    for (std::size_t domain = 0; domain < program.domains.size(); ++domain)
        cells.push_back(same_cells(after, before, domain));
    for (std::size_t l = 0; l < program.loads.size(); ++l) {
        const auto& load = program.loads[l];
        const bool activity =
            load.input < 0 || method.inputs[static_cast<std::size_t>(load.input)].kind == MethodInput::Kind::variable;
        if (activity != old_activity) continue;
        const auto& same = cells[static_cast<std::size_t>(load.domain)];
        for (std::size_t cell = 0; cell < same.size(); ++cell) {
            if (same[cell] < 0) continue;
            const auto from = static_cast<std::size_t>(same[cell]);
            values.values[l][cell] = old_values.values[l][from];
            const Status status = old_values.statuses[l].empty() ? Status{} : old_values.statuses[l][from];
            if (values.statuses[l].empty() && status == Status{}) continue;
            values.statuses[l].resize(same.size());
            values.statuses[l][cell] = status;
        }
    }
    Run run;
    run.domains = after.shapes;
    for (std::size_t l = 0; l < values.values.size(); ++l) {
        run.loads.emplace_back(values.values[l]);
        run.statuses.emplace_back(values.statuses[l]);
    }
    Registers registers;
    evaluate(program, run, registers);
    const auto result = static_cast<std::size_t>(program.named.back().reg);
    auto& kept = mixed_results_[key];
    kept.assign(registers.values[result].begin(), registers.values[result].end());
    for (std::size_t cell = 0; cell < registers.statuses[result].size(); ++cell)
        if (const auto notation = registers.statuses[result][cell].notation; notation != Notation::none)
            kept[cell] =
                notation == Notation::NE || notation == Notation::C ? std::numeric_limits<double>::quiet_NaN() : 0.0;
    return &kept;
}

ChangeEffect ChangeEffects::of(int category, int gas) const {
    const auto& methodology = *inventory_.methodology;
    const auto count = static_cast<int>(methodology.categories.size());
    std::vector<int> open = category < count
                                ? std::vector<int>{category}
                                : methodology.totals[static_cast<std::size_t>(category - count)].categories;
    ChangeEffect sum;
    while (!open.empty()) {
        const int at = open.back();
        open.pop_back();
        for (const int child : methodology.categories[static_cast<std::size_t>(at)].children)
            if (!methodology.categories[static_cast<std::size_t>(child)].memo) open.push_back(child);
        for (auto found = by_leaf_.lower_bound({at, -1}); found != by_leaf_.end() && found->first.first == at; ++found)
            if (gas == static_cast<int>(methodology.gases.size()) || found->first.second == gas) sum += found->second;
    }
    return sum;
}

}  // namespace qingdan
