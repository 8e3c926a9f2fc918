#pragma once
// Runs bound blocks and writes their results into the graph as nodes.

#include "inventory/binder.hpp"

namespace qingdan {

/// What the loads of a block read: per load, per cell. `statuses` is empty where all are numbers.
struct LoadValues {
    std::vector<std::vector<double>> values;
    std::vector<std::vector<Status>> statuses;
};

/// Central values of a bound block's loads, from their nodes.
LoadValues gather(const Block& block, const CalculationGraph& graph);

/// Central values of one block: evaluates the program and appends a node per named register and cell.
/// Sets `block.first_named`. `registers` is working memory, reused from block to block.
void run_block(const Bindable& bindable, Block& block, int block_index, CalculationGraph& graph, Registers& registers);

}  // namespace qingdan
