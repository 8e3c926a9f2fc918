#pragma once
// The figures of a matrix sheet: leaf estimates, activity data or factors by two key dimensions.

#include <map>
#include <set>

#include "inventory/inventory.hpp"
#include "methodology/factor_lookup.hpp"
#include "report/template.hpp"

namespace qingdan {

struct MatrixCell {
    double value = 0.0;
    Status status;
    std::uint8_t mask = 0;
    std::vector<NodeId> inputs = {};  ///< data, results, or the factor if the inventory has used it
    bool differs = false;             ///< factors that are not the same for everything that falls into the cell
};

class MatrixCells {
public:
    /// Of the year; NO and IE are left out, keys that the sheet does not show are added up.
    MatrixCells(const Inventory& inventory, const SheetTemplate& layout, int year);

    std::map<std::pair<MemberId, MemberId>, MatrixCell> cells;  ///< row and column member
    std::set<MemberId> rows, columns;

private:
    void add_variable(int year);
    void add_factor(int year);
    void add_leaves(int year);
    MatrixCell* at(const std::vector<int>& dimensions, const Tuple& key, Status status, bool& fresh);
    MatrixCell* add(const std::vector<int>& dimensions, const Tuple& key, double value, Status status,
                    std::uint8_t mask);
    [[nodiscard]] bool within(int category) const;
    const Inventory& inventory_;
    const SheetTemplate& layout_;
};

}  // namespace qingdan
