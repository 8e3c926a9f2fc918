#include "analysis/package_parts.hpp"

#include <algorithm>

#include "analysis/recalculation_inputs.hpp"

namespace qingdan {

namespace {

std::set<std::string> key_names(const Inventory& inventory, const LeafEstimate& leaf) {
    std::set<std::string> names;
    for (const int dimension : leaf.dimensions)
        names.insert(inventory.methodology->dimensions[static_cast<std::size_t>(dimension)].id);
    return names;
}

/// Keys of every leaf on both sides.
std::set<std::string> common_keys(const Inventory& own, const std::vector<const LeafEstimate*>& own_leaves,
                                  const Inventory& other, const std::vector<const LeafEstimate*>& other_leaves) {
    auto common = key_names(own, *own_leaves.front());
    const auto keep = [&](const std::set<std::string>& names) {
        std::erase_if(common, [&](const std::string& name) { return !names.contains(name); });
    };
    for (const auto* leaf : own_leaves) keep(key_names(own, *leaf));
    for (const auto* leaf : other_leaves) keep(key_names(other, *leaf));
    return common;
}

std::string key_of(const Inventory& inventory, const LeafEstimate& leaf, const std::set<std::string>& keys) {
    std::map<std::string, std::string> parts;
    for (std::size_t i = 0; i < leaf.dimensions.size(); ++i) {
        const auto& dimension = inventory.methodology->dimensions[static_cast<std::size_t>(leaf.dimensions[i])];
        if (keys.contains(dimension.id) && leaf.key[i] != any_member)
            parts[dimension.id] = dimension.members[static_cast<std::size_t>(leaf.key[i])].id;
    }
    std::string text;
    for (const auto& [dimension, member] : parts) text += dimension + "=" + member + ";";
    return text;
}

}  // namespace

void PackageParts::index(const Inventory& inventory, Leaves& leaves) {
    for (const auto& leaf : inventory.leaves)
        if (leaf.method >= 0 && leaf.status.is_number()) leaves[{leaf.year, leaf.category}].push_back(&leaf);
}

std::vector<const LeafEstimate*> PackageParts::numbers(const Inventory& inventory, const Leaves& leaves, int year,
                                                       const std::vector<int>& categories, const std::string& gas) {
    std::vector<const LeafEstimate*> found;
    for (const int category : categories)
        if (const auto here = leaves.find({year, category}); here != leaves.end())
            for (const auto* leaf : here->second)
                if (inventory.gas_id(leaf->gas) == gas) found.push_back(leaf);
    return found;
}

PackageParts::Difference PackageParts::compare(int year, const std::vector<int>& own,
                                               const std::vector<int>& other) const {
    Difference made;
    const auto amounts = [year](const Inventory& inventory, const std::vector<int>& categories, double& sum) {
        std::map<std::string, double> gases;
        for (const int category : categories)
            for (int gas = 0; gas < static_cast<int>(inventory.methodology->gases.size()); ++gas)
                if (const auto* estimate = inventory.estimate(year, category, gas);
                    estimate && estimate->status.is_number()) {
                    gases[inventory.gas_id(gas)] += estimate->co2e_kt;
                    sum += estimate->co2e_kt;
                }
        return gases;
    };
    const auto mine = amounts(own_, own, made.own), theirs = amounts(other_, other, made.other);
    const auto add = [&](PackageReason reason, double part) {
        if (part != 0.0) made.reasons[reason] += part;
    };
    for (const auto& [gas, before] : mine) {
        const auto after = theirs.find(gas);
        if (after == theirs.end()) {
            add(PackageReason::scope, -before);
            continue;
        }
        const auto old_gwp = own_.gwp->per_gas.find(gas), new_gwp = other_.gwp->per_gas.find(gas);
        double by_other_gwp = before;
        if (old_gwp != own_.gwp->per_gas.end() && new_gwp != other_.gwp->per_gas.end() && old_gwp->second != 0.0)
            by_other_gwp *= new_gwp->second / old_gwp->second;
        add(PackageReason::gwp, by_other_gwp - before);
        compare_gas(numbers(own_, own_leaves_, year, own, gas), numbers(other_, other_leaves_, year, other, gas),
                    by_other_gwp, after->second, before, made.reasons);
    }
    for (const auto& [gas, after] : theirs)
        if (!mine.count(gas)) add(PackageReason::scope, after);
    return made;
}

void PackageParts::compare_gas(const std::vector<const LeafEstimate*>& own,
                               const std::vector<const LeafEstimate*>& other, double own_amount, double other_amount,
                               double before, std::map<PackageReason, double>& reasons) const {
    double rest = other_amount - own_amount;
    const auto add = [&](PackageReason reason, double part) {
        if (part != 0.0) reasons[reason] += part;
        rest -= part;
    };
    const auto values = [](const std::vector<const LeafEstimate*>& leaves) {
        double sum = 0.0;
        for (const auto* leaf : leaves) sum += leaf->value;
        return sum;
    };
    const double own_value = own.empty() ? 0.0 : values(own), other_value = other.empty() ? 0.0 : values(other);
    if (own_value != 0.0 && other_value != 0.0) {
        const auto keys = common_keys(own_, own, other_, other);
        const auto mine = side(own_, own, keys, own_amount / own_value),
                   theirs = side(other_, other, keys, other_amount / other_value);
        // With several variables in a product there is no one amount that could be larger or smaller.
        if (mine.plain && theirs.plain && mine.variables == theirs.variables && mine.variables.size() == 1) {
            const auto& variable = *mine.variables.begin();
            for (const auto& [key, cell] : mine.cells) {
                const auto match = theirs.cells.find(key);
                const double old_amount = amount(own_, cell, variable);
                const double new_amount = match == theirs.cells.end() ? 0.0 : amount(other_, match->second, variable);
                if (match == theirs.cells.end() || old_amount == 0.0) {
                    add(PackageReason::data, (match == theirs.cells.end() ? 0.0 : match->second.co2e) - cell.co2e);
                    continue;
                }
                const double with_new_amount =
                    same_number(old_amount, new_amount) ? cell.co2e : cell.co2e * (new_amount / old_amount);
                add(PackageReason::data, with_new_amount - cell.co2e);
                add(PackageReason::factor, match->second.co2e - with_new_amount);
            }
            for (const auto& [key, cell] : theirs.cells)
                if (!mine.cells.contains(key)) add(PackageReason::data, cell.co2e);
        }
    }
    if (!same_number(rest + before, before)) reasons[PackageReason::method] += rest;
}

PackageParts::Side PackageParts::side(const Inventory& inventory, const std::vector<const LeafEstimate*>& leaves,
                                      const std::set<std::string>& keys, double co2e_per_unit) {
    Side made;
    for (const auto* leaf : leaves) {
        auto& cell = made.cells[key_of(inventory, *leaf, keys)];
        cell.co2e += leaf->value * co2e_per_unit;
        read(inventory, *leaf, cell, made);
    }
    return made;
}

void PackageParts::read(const Inventory& inventory, const LeafEstimate& leaf, Cell& cell, Side& side) {
    const auto& node = inventory.graph.nodes[static_cast<std::size_t>(leaf.node)];
    if (node.kind != NodeKind::result) {
        side.plain = false;
        return;
    }
    const auto& block = inventory.graph.blocks[static_cast<std::size_t>(node.ref)];
    const auto& method = inventory.methodology->methods[static_cast<std::size_t>(block.method)];
    for (std::size_t l = 0; l < method.program.loads.size(); ++l) {
        const auto& load = method.program.loads[l];
        if (load.previous || load.domain != 0 || load.input < 0) {
            side.plain = false;
            return;
        }
        const auto& input = method.inputs[static_cast<std::size_t>(load.input)];
        if (input.kind != MethodInput::Kind::variable) continue;
        const NodeId read = block.load_nodes[l][static_cast<std::size_t>(node.cell)];
        if (read == no_node) continue;
        const auto& value = inventory.graph.nodes[static_cast<std::size_t>(read)];
        if (!value.status.is_number()) continue;
        const auto& variable = inventory.methodology->variables[static_cast<std::size_t>(input.variable)];
        cell.read[variable.id][read] = value.value;
        side.variables.insert(variable.id);
    }
}

/// In the other package's unit where both have the same kind of unit.
double PackageParts::amount(const Inventory& inventory, const Cell& cell, const std::string& variable) const {
    const auto found = cell.read.find(variable);
    if (found == cell.read.end()) return 0.0;
    double sum = 0.0;
    for (const auto& [node, value] : found->second) sum += value;
    if (&inventory == &other_) return sum;
    const auto& from = own_.methodology->variables[static_cast<std::size_t>(own_.methodology->variable(variable))].unit;
    const auto& to =
        other_.methodology->variables[static_cast<std::size_t>(other_.methodology->variable(variable))].unit;
    return from.converts_to(to) ? sum * conversion_factor(from, to) : sum;
}

}  // namespace qingdan
