#pragma once
// Why two packages give different figures for the same place: the parts of one difference.

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "analysis/recalculation_packages.hpp"

namespace qingdan {

/// Compares leaf categories of one inventory, compiled by two packages. Amounts in kt CO2e, all gases.
class PackageParts {
public:
    PackageParts(const Inventory& own, const Inventory& other) : own_(own), other_(other) {
        index(own_, own_leaves_);
        index(other_, other_leaves_);
    }

    struct Difference {
        double own = 0.0, other = 0.0;
        std::map<PackageReason, double> reasons;  ///< add up to other - own
    };

    /// A gas that only one of them estimates is a matter of scope. For the others the potentials come first; then,
    /// where both read the same variables, other amounts of these (by the keys that both have) and other factors; else
    /// the rest is the method's.
    [[nodiscard]] Difference compare(int year, const std::vector<int>& own, const std::vector<int>& other) const;

private:
    using Leaves = std::map<std::pair<int, int>, std::vector<const LeafEstimate*>>;  ///< by year and category

    /// What is emitted under one key, and from how much of what.
    struct Cell {
        double co2e = 0.0;                                     ///< by the other inventory's potentials
        std::map<std::string, std::map<NodeId, double>> read;  ///< by variable; each node counts once
    };
    struct Side {
        std::map<std::string, Cell> cells;  ///< by the keys that both sides have
        std::set<std::string> variables;
        bool plain = true;  ///< nothing is summed or carried over from the year before
    };

    static void index(const Inventory& inventory, Leaves& leaves);
    [[nodiscard]] static std::vector<const LeafEstimate*> numbers(const Inventory& inventory, const Leaves& leaves,
                                                                  int year, const std::vector<int>& categories,
                                                                  const std::string& gas);
    void compare_gas(const std::vector<const LeafEstimate*>& own, const std::vector<const LeafEstimate*>& other,
                     double own_amount, double other_amount, double before,
                     std::map<PackageReason, double>& reasons) const;
    static Side side(const Inventory& inventory, const std::vector<const LeafEstimate*>& leaves,
                     const std::set<std::string>& keys, double co2e_per_unit);
    static void read(const Inventory& inventory, const LeafEstimate& leaf, Cell& cell, Side& side);
    [[nodiscard]] double amount(const Inventory& inventory, const Cell& cell, const std::string& variable) const;

    const Inventory& own_;
    const Inventory& other_;
    Leaves own_leaves_, other_leaves_;
};

}  // namespace qingdan
