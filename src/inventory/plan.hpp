#pragma once
// What the binder needs to know of a method's program, worked out once: where in a cell's key each input finds its own.

#include <vector>

#include "inventory/graph.hpp"

namespace qingdan {

/// How one load of a program makes the key of its input from the key of a cell.
struct LoadPlan {
    std::vector<int> dimensions;  ///< of the input's key, without region
    std::vector<int> positions;   ///< in the domain's keys; -1: `members` holds a fixed one
    std::vector<MemberId> members;
    [[nodiscard]] Tuple key(const Tuple& cell) const;
};

struct MethodPlan {
    std::vector<std::vector<int>> domain_keys;  ///< per domain: dimension numbers
    std::vector<LoadPlan> loads;                ///< per load
    bool needs_history = false;                 ///< uses previous(): has to be run from the first year with data on
    std::vector<NamedReads> reads;              ///< per named register
};

/// Plan of a checked formula (of a method or a check) with its inputs.
MethodPlan make_plan(const Program& program, const std::vector<MethodInput>& inputs, const Methodology& methodology);

}  // namespace qingdan
