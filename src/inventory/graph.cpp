#include "inventory/graph.hpp"

#include <algorithm>

namespace qingdan {

namespace {

/// Cells of an inner domain that belong to cell `cell` of `outer`; one cell when the domains are the same.
void cells_below(const Program& program, const Block& block, int domain, int outer, std::int32_t cell,
                 std::vector<std::int32_t>& found) {
    if (domain == outer) {
        found.push_back(cell);
        return;
    }
    const int parent = program.domains[static_cast<std::size_t>(domain)].outer;
    if (parent < 0) {  // `domain` lies outside `outer`: the one cell it came from
        std::int32_t up = cell;
        for (int d = outer; d != domain && d >= 0; d = program.domains[static_cast<std::size_t>(d)].outer)
            up = static_cast<std::int32_t>(
                block.shapes[static_cast<std::size_t>(d)].outer_cell[static_cast<std::size_t>(up)]);
        found.push_back(up);
        return;
    }
    std::vector<std::int32_t> parents;
    cells_below(program, block, parent, outer, cell, parents);
    // Ascending: the tuples of a domain are sorted, and begin with its outer domain's.
    const auto& outer_cell = block.shapes[static_cast<std::size_t>(domain)].outer_cell;
    for (const auto above : parents) {
        const auto [from, to] =
            std::equal_range(outer_cell.begin(), outer_cell.end(), static_cast<std::uint32_t>(above));
        for (auto i = from; i != to; ++i) found.push_back(static_cast<std::int32_t>(i - outer_cell.begin()));
    }
}

std::string_view role_of(const Method& method, const Load& load) {
    if (load.input >= 0) return method.inputs[static_cast<std::size_t>(load.input)].name;
    return method.program.named[static_cast<std::size_t>(load.let)].name;
}

}  // namespace

std::vector<Use> CalculationGraph::uses(NodeId id, const Methodology& methodology) const {
    std::vector<Use> uses;
    const auto& node = nodes[static_cast<std::size_t>(id)];
    const bool estimated = node.kind == NodeKind::datum && node.cell >= 0;
    if (estimated || node.kind == NodeKind::category || node.kind == NodeKind::total || node.kind == NodeKind::co2e) {
        const auto [from, to] = sum_ranges[static_cast<std::size_t>(node.cell)];
        for (auto i = from; i < to; ++i) uses.push_back({sum_inputs[i], {}});
        return uses;
    }
    if (node.kind != NodeKind::result && node.kind != NodeKind::sub_result) return uses;

    const auto& block = blocks[static_cast<std::size_t>(node.ref)];
    const auto& method = methodology.methods[static_cast<std::size_t>(block.method)];
    const auto& program = method.program;
    const auto& read = reads[static_cast<std::size_t>(block.method)][static_cast<std::size_t>(node.named)];
    const int own_domain = program.named[static_cast<std::size_t>(node.named)].domain;
    std::vector<std::int32_t> cells;
    for (const int named : read.named) {
        const auto& target = program.named[static_cast<std::size_t>(named)];
        cells.clear();
        cells_below(program, block, target.domain, own_domain, node.cell, cells);
        for (const auto cell : cells)
            uses.push_back({block.first_named[static_cast<std::size_t>(named)] + cell, target.name});
    }
    for (const int l : read.loads) {
        const auto& load = program.loads[static_cast<std::size_t>(l)];
        cells.clear();
        cells_below(program, block, load.domain, own_domain, node.cell, cells);
        for (const auto cell : cells) {
            const NodeId used = block.load_nodes[static_cast<std::size_t>(l)][static_cast<std::size_t>(cell)];
            if (used != no_node) uses.push_back({used, role_of(method, load)});
        }
    }
    return uses;
}

}  // namespace qingdan
