#pragma once
// A bound block cut down to what Monte Carlo trials have to run: cells that some uncertain input moves and that some
// estimate rests on. Everything else keeps its central value.

#include <vector>

#include "inventory/inventory.hpp"

namespace qingdan {

struct CompactBlock {
    struct LoadCell {
        int slot;         ///< -1: constant
        double constant;  ///< 0 for what is no number
    };
    struct Kept {
        int reg;
        std::size_t cell;  ///< of the compact domain
        NodeId node;       ///< that it belongs to
        int slot = -1;
    };
    const Program* program = nullptr;
    std::vector<DomainShape> shapes;
    std::vector<std::vector<LoadCell>> loads;
    std::vector<std::vector<Status>> statuses;
    std::vector<Kept> kept;  ///< named cells that are numbers and needed
};

/// `slots`: per node, -1 for constants. `needed`: per node, whether an estimate rests on it. A block that nothing moves
/// has nothing kept.
CompactBlock compact(const Inventory& inventory, const Block& block, const std::vector<int>& slots,
                     const std::vector<char>& needed);

}  // namespace qingdan
