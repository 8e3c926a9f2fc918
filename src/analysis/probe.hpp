#pragma once
// How an identity's residual answers to each of its cells: found by moving the cells a little.

#include <unordered_map>
#include <vector>

#include "analysis/check_run.hpp"

namespace qingdan {

/// residual = actual - expected; slope = change of the residual with the datum's value.
struct Term {
    NodeId node = no_node;
    double slope = 0.0;
};

/// One cell of a check with a tolerance.
struct Identity {
    const CheckRun* run = nullptr;
    const Judged* judged = nullptr;
    std::vector<Term> terms;
    [[nodiscard]] bool fails() const { return judged->verdict == Verdict::fails; }
};

/// All identities of a run. Only data that stand in the identity itself are terms, not those inside a sum().
std::vector<Identity> probe(const CheckRun& run, const CalculationGraph& graph);

}  // namespace qingdan
