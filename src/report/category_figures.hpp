#pragma once
// The figures of a tree of categories: the inventory's own estimates, or their sums where a mapping puts them.

#include <map>
#include <memory>
#include <optional>

#include "inventory/inventory.hpp"
#include "report/report_tree.hpp"

namespace qingdan {

struct Figure {
    double value = 0.0;    ///< in the gas's report unit; of all gases in kt CO2e
    double co2e_kt = 0.0;  ///< 0 with a notation key
    Status status, co2e_status;
    std::uint8_t mask = 0;
    std::vector<const Estimate*> parts;  ///< of a mapped leaf: the inventory's estimates in it
};

class CategoryFigures {
public:
    CategoryFigures(const Inventory& inventory, std::shared_ptr<const ReportTree> tree)
        : inventory_(inventory), tree_(std::move(tree)) {}

    [[nodiscard]] const ReportTree& tree() const { return *tree_; }
    /// Of a category or total and a gas (gases.size(): all of them); nothing where the category has no such gas.
    /// In a mapped tree a leaf that nothing leads to is IE where the figure stands undivided above it, NA where its
    /// package says that it has no method, and else NE.
    [[nodiscard]] std::optional<Figure> find(int year, int category, int gas) const;
    /// The inventory's estimates of leaf categories that a figure of one gas adds up, where they are numbers.
    [[nodiscard]] std::vector<const Estimate*> leaves(int year, int category, int gas) const;
    /// Nodes of the inventory that add up to a figure: of its own categories the one.
    [[nodiscard]] std::vector<NodeId> nodes(int year, int category, int gas) const;

private:
    using Key = std::pair<int, int>;  ///< category and gas
    using Year = std::map<Key, Figure>;
    [[nodiscard]] const Year& mapped(int year) const;
    [[nodiscard]] Year add_up(int year) const;
    void add_leaf(int year, int category, Year& figures) const;
    void add_nothing(int category, Year& figures) const;
    [[nodiscard]] bool stands_above(int category, int gas, const Year& figures) const;
    void add_gases(Year& figures) const;

    const Inventory& inventory_;
    std::shared_ptr<const ReportTree> tree_;
    mutable std::map<int, Year> years_;
};

}  // namespace qingdan
