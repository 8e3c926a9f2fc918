#pragma once
// From a figure back to cells and clauses, as a tree of text. Fed from memory or from the store.

#include <string>
#include <vector>

#include "inventory/store.hpp"
#include "report/words.hpp"

namespace qingdan {

/// Where the tree comes from.
class ExplainSource {
public:
    virtual ~ExplainSource() = default;
    [[nodiscard]] virtual NodeDescription node(NodeId id) const = 0;
    [[nodiscard]] virtual std::vector<DescribedUse> uses(NodeId id) const = 0;
};

class InventoryExplainSource final : public ExplainSource {
public:
    explicit InventoryExplainSource(const Inventory& inventory) : inventory_(inventory) {}
    [[nodiscard]] NodeDescription node(NodeId id) const override;
    [[nodiscard]] std::vector<DescribedUse> uses(NodeId id) const override;

private:
    const Inventory& inventory_;
};

class StoreExplainSource final : public ExplainSource {
public:
    explicit StoreExplainSource(const StoredInventory& store) : store_(store) {}
    [[nodiscard]] NodeDescription node(NodeId id) const override { return store_.describe(id); }
    [[nodiscard]] std::vector<DescribedUse> uses(NodeId id) const override { return store_.uses(id); }

private:
    const StoredInventory& store_;
};

struct ExplainLimits {
    int depth = 0;   ///< levels shown; 0: all
    int inputs = 0;  ///< of one sum; 0: all
};

/// The tree below `root`, one line and more a node: value with unit, formula with the numbers put in, and at every leaf
/// the cell, or source, page and status. Inputs of sums stand largest first. A node that was shown in full before is
/// named again, not repeated.
std::string explain_tree(const ExplainSource& source, NodeId root, const Words& words,
                         const ExplainLimits& limits = {});

}  // namespace qingdan
