#include "inventory/evaluator.hpp"

namespace qingdan {

LoadValues gather(const Block& block, const CalculationGraph& graph) {
    LoadValues gathered;
    gathered.values.resize(block.load_nodes.size());
    gathered.statuses.resize(block.load_nodes.size());
    for (std::size_t l = 0; l < block.load_nodes.size(); ++l) {
        const auto& nodes = block.load_nodes[l];
        auto& values = gathered.values[l];
        auto& statuses = gathered.statuses[l];
        values.resize(nodes.size(), 0.0);
        for (std::size_t cell = 0; cell < nodes.size(); ++cell) {
            Status status{Notation::NE, false};
            if (nodes[cell] != no_node) {
                const auto& node = graph.nodes[static_cast<std::size_t>(nodes[cell])];
                status = node.status;
                values[cell] = status.is_number() ? node.value : 0.0;
            }
            if (status == Status{}) continue;
            if (statuses.empty()) statuses.resize(nodes.size());
            statuses[cell] = status;
        }
    }
    return gathered;
}

namespace {

/// On which kinds of defaults each cell of each domain rests; inner cells count for their outer cell.
std::vector<std::vector<std::uint8_t>> masks(const Program& program, const Block& block,
                                             const CalculationGraph& graph) {
    std::vector<std::vector<std::uint8_t>> result;
    for (const auto& shape : block.shapes) result.emplace_back(shape.cells, std::uint8_t{0});
    for (std::size_t l = 0; l < block.load_nodes.size(); ++l) {
        auto& mask = result[static_cast<std::size_t>(program.loads[l].domain)];
        for (std::size_t cell = 0; cell < mask.size(); ++cell)
            if (const NodeId node = block.load_nodes[l][cell]; node != no_node)
                mask[cell] |= graph.nodes[static_cast<std::size_t>(node)].mask;
    }
    for (std::size_t d = block.shapes.size(); d-- > 1;)
        for (std::size_t cell = 0; cell < block.shapes[d].cells; ++cell)
            result[static_cast<std::size_t>(program.domains[d].outer)][block.shapes[d].outer_cell[cell]] |=
                result[d][cell];
    return result;
}

}  // namespace

void run_block(const Bindable& bindable, Block& block, int block_index, CalculationGraph& graph, Registers& registers) {
    const auto& program = bindable.program;
    const auto gathered = gather(block, graph);
    Run run;
    run.domains = block.shapes;
    for (std::size_t l = 0; l < gathered.values.size(); ++l) {
        run.loads.emplace_back(gathered.values[l]);
        run.statuses.emplace_back(gathered.statuses[l]);
    }
    evaluate(program, run, registers);

    const auto mask = masks(program, block, graph);
    for (std::size_t n = 0; n < program.named.size(); ++n) {
        const auto& named = program.named[n];
        const auto domain = static_cast<std::size_t>(named.domain);
        const auto& values = registers.values[static_cast<std::size_t>(named.reg)];
        const auto& statuses = registers.statuses[static_cast<std::size_t>(named.reg)];
        block.first_named.push_back(static_cast<NodeId>(graph.nodes.size()));
        for (std::size_t cell = 0; cell < block.shapes[domain].cells; ++cell) {
            Node node{};
            node.kind = n + 1 == program.named.size() ? NodeKind::result : NodeKind::sub_result;
            node.mask = mask[domain][cell];
            node.status = statuses.empty() ? Status{} : statuses[cell];
            node.year = static_cast<std::int16_t>(block.year);
            node.ref = block_index;
            node.cell = static_cast<std::int32_t>(cell);
            node.named = static_cast<std::int16_t>(n);
            node.value = node.status.is_number() ? values[cell] : 0.0;
            graph.nodes.push_back(node);
        }
    }
}

}  // namespace qingdan
