#pragma once
// Runs bound blocks and writes their results into the graph as nodes.

#include "inventory/binder.hpp"

namespace qingdan {

/// Central values of one block: evaluates the program and appends a node per named register and cell.
/// Sets `block.first_named`. `registers` is working memory, reused from block to block.
void run_block(const Bindable& bindable, Block& block, int block_index, CalculationGraph& graph, Registers& registers);

}  // namespace qingdan
