#include "report/matrix_cells.hpp"

#include <algorithm>

namespace qingdan {

MatrixCells::MatrixCells(const Inventory& inventory, const SheetTemplate& layout, int year)
    : inventory_(inventory), layout_(layout) {
    if (layout.variable >= 0 && layout.factor >= 0)
        add_factor(year);
    else if (layout.variable >= 0)
        add_variable(year);
    else if (!layout.columns.empty())
        add_leaves(year);
}

bool MatrixCells::within(int category) const {
    return layout_.within.empty() ||
           std::find(layout_.within.begin(), layout_.within.end(), category) != layout_.within.end();
}

MatrixCell* MatrixCells::at(const std::vector<int>& dimensions, const Tuple& key, Status status, bool& fresh) {
    MemberId row = any_member, column = any_member;
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        if (dimensions[i] == layout_.row_dimension) row = key[i];
        if (dimensions[i] == layout_.column_dimension) column = key[i];
        if (dimensions[i] == inventory_.methodology->category_dimension && !within(key[i])) return nullptr;
    }
    if (row == any_member || column == any_member || status.notation == Notation::NO || status.notation == Notation::IE)
        return nullptr;
    rows.insert(row);
    columns.insert(column);
    const auto [cell, inserted] = cells.try_emplace({row, column});
    fresh = inserted;
    return &cell->second;
}

MatrixCell* MatrixCells::add(const std::vector<int>& dimensions, const Tuple& key, double value, Status status,
                             std::uint8_t mask) {
    bool fresh = false;
    auto* cell = at(dimensions, key, status, fresh);
    if (!cell) return nullptr;
    if (status.is_number()) cell->value += value;
    cell->status = fresh ? status : combine_in_sum(cell->status, status);
    cell->mask |= mask;
    return cell;
}

void MatrixCells::add_variable(int year) {
    const auto& variable = inventory_.methodology->variables[static_cast<std::size_t>(layout_.variable)];
    for (const auto& [key, id] : inventory_.values.rows(layout_.variable, year)) {
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
        if (auto* cell = add(variable.dimensions, key, node.value, node.status, node.mask);
            cell && node.status.is_number())
            cell->inputs.push_back(id);
    }
}

/// What the factor is wherever the variable has a number.
void MatrixCells::add_factor(int year) {
    const auto& methodology = *inventory_.methodology;
    const auto& variable = methodology.variables[static_cast<std::size_t>(layout_.variable)];
    const auto& factor = methodology.factors[static_cast<std::size_t>(layout_.factor)];
    const FactorIndex index(methodology);
    std::map<int, NodeId> node_of_row;
    for (std::size_t n = 0; n < inventory_.graph.nodes.size(); ++n)
        if (const auto& node = inventory_.graph.nodes[n]; node.kind == NodeKind::factor)
            node_of_row.emplace(node.ref, static_cast<NodeId>(n));
    for (const auto& [key, id] : inventory_.values.rows(layout_.variable, year)) {
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
        if (!node.status.is_number() || node.value == 0.0) continue;
        Tuple wanted;
        for (const int dimension : factor.dimensions) {
            if (dimension == methodology.region_dimension) continue;
            const auto found = std::find(variable.dimensions.begin(), variable.dimensions.end(), dimension);
            wanted.push(found == variable.dimensions.end()
                            ? any_member
                            : key[static_cast<std::size_t>(found - variable.dimensions.begin())]);
        }
        const auto choice = index.choose(layout_.factor, wanted, inventory_.region, year);
        const bool known = choice.row && choice.row->value;
        bool fresh = false;
        auto* cell = at(variable.dimensions, key, {}, fresh);
        if (!cell) continue;
        const Status status{known ? Notation::none : Notation::NE, false};
        const double value = known ? *choice.row->value : 0.0;
        cell->differs = !fresh && (cell->differs || cell->value != value || cell->status != status);
        cell->value = value;
        cell->status = status;
        if (known) {
            const auto used = node_of_row.find(static_cast<int>(choice.row - methodology.factor_rows.data()));
            if (used != node_of_row.end() && std::count(cell->inputs.begin(), cell->inputs.end(), used->second) == 0)
                cell->inputs.push_back(used->second);
        }
        if (known && choice.row->status == FactorStatus::provisional) cell->mask |= rests_on_provisional;
    }
}

void MatrixCells::add_leaves(int year) {
    const auto& methodology = *inventory_.methodology;
    const auto& shown = layout_.columns.front();
    const int gas = methodology.gas(shown.gas);
    for (const auto& leaf : inventory_.leaves) {
        if (leaf.gas != gas || leaf.year != year || leaf.node == no_node) continue;
        auto dimensions = leaf.dimensions;
        auto key = leaf.key;
        dimensions.push_back(methodology.category_dimension);
        key.push(methodology.categories[static_cast<std::size_t>(leaf.category)].member);
        const double scale = conversion_factor(inventory_.gas_unit(gas), shown.unit);
        if (auto* cell = add(dimensions, key, leaf.value * scale, leaf.status, leaf.mask);
            cell && leaf.status.is_number())
            cell->inputs.push_back(leaf.node);
    }
}

}  // namespace qingdan
