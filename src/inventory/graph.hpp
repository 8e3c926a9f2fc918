#pragma once
// The calculation graph: leaves (data, factors, constants), sub-results and results of bound methods, and sums.
// Every node can name what it was made from; that is what `explain` and the workbook's provenance walk.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "activity/datum.hpp"
#include "formula/evaluate.hpp"
#include "methodology/methodology.hpp"

namespace qingdan {

using NodeId = std::int32_t;
inline constexpr NodeId no_node = -1;

enum class NodeKind : std::uint8_t {
    datum,       ///< ref: index into data; cell: what it was estimated from (see sum_ranges), or -1
    factor,      ///< ref: index into factor_rows; cell: of the empty slot for which it stands in, or -1
    constant,    ///< ref: index into the methods' inputs (block holds it)
    sub_result,  ///< a `let` of a bound method, one cell
    result,      ///< the formula of a bound method, one cell
    category,    ///< sum of a leaf category's results, or of a category's children, one gas
    total,       ///< sum over categories
    co2e,        ///< a gas times its GWP; or the sum of these over gases
    gwp,         ///< ref: gas index; the inventory's GWP set
    missing      ///< an input that nobody delivered, or an empty factor slot
};

/// Bits: on what defaults a value rests, through everything below it, and whether on data that nobody delivered.
enum FactorMask : std::uint8_t {
    rests_on_verified = 1,
    rests_on_via = 2,
    rests_on_provisional = 4,
    rests_on_own = 8,
    rests_on_estimated = 16
};

struct Node {
    NodeKind kind;
    std::uint8_t mask = 0;
    Status status;
    std::int16_t year = 0;
    std::int32_t ref = -1;    ///< see NodeKind; for results and sub-results: index into blocks
    std::int32_t cell = -1;   ///< cell in the block's domain
    std::int16_t named = -1;  ///< which named register of the program
    double value = 0.0;
};

/// A method bound to a year: its cells, and which node each load reads.
struct Block {
    int method = -1;
    int year = 0;
    std::vector<std::vector<Tuple>> tuples;       ///< per domain: key tuples in the order of the domain's keys
    std::vector<DomainShape> shapes;              ///< per domain
    std::vector<std::vector<NodeId>> load_nodes;  ///< per load of the program: node per cell
    std::vector<NodeId> first_named;              ///< per named register: node of its cell 0; the cells follow
};

/// What the formula of one named register reads: loads and earlier named registers, in order.
struct NamedReads {
    std::vector<int> loads, named;
};

/// One use of a node by another. `role`: the input's or let's name in the formula; empty in sums.
struct Use {
    NodeId node;
    std::string_view role;
};

class CalculationGraph {
public:
    std::vector<Node> nodes;
    std::vector<Block> blocks;
    /// For category, total and co2e nodes (and estimated data): what they add (or multiply), as ranges into `sum_inputs`.
    std::vector<std::pair<std::uint32_t, std::uint32_t>> sum_ranges;  ///< indexed by Node::cell of those kinds
    std::vector<NodeId> sum_inputs;
    std::vector<std::vector<NamedReads>> reads;  ///< per method, per named register
    struct Missing {
        int variable = -1, factor = -1;
        Tuple key;
        int method = -1;
        const FactorRow* slot = nullptr;
    };
    std::vector<Missing> missing;  ///< Node::ref of missing nodes

    /// What a node was made from, in the order of the formula; each node once.
    [[nodiscard]] std::vector<Use> uses(NodeId node, const Methodology& methodology) const;
};

}  // namespace qingdan
