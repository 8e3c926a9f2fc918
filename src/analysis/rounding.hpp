#pragma once
// How finely a printed cell is known: what its last printed place leaves open.

#include <map>
#include <utility>
#include <vector>

#include "inventory/inventory.hpp"

namespace qingdan {

/// A datum as it was printed: `value` = `number` × `scale`, the value's unit being the variable's.
struct PrintedCell {
    double number = 0.0, scale = 0.0;  ///< scale 0: the cell holds no number
};

class Rounding {
public:
    explicit Rounding(const Inventory& inventory);

    [[nodiscard]] PrintedCell printed(const ActivityDatum& datum) const;
    /// Places behind the point that the datum's table prints.
    [[nodiscard]] int decimals(const ActivityDatum& datum) const;
    /// Half of the last place, in the printed unit, and at least `least`. A table's last place is the finest that any
    /// of its cells shows; large numbers end earlier where a table keeps so many digits (`251376.7` of seven).
    [[nodiscard]] double half_place(const ActivityDatum& datum, double least) const;

private:
    struct Table {
        int decimals = 0, digits = 0;
    };
    std::map<std::pair<const Document*, int>, Table> tables_;  ///< by document and variable
};

}  // namespace qingdan
