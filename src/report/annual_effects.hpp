#pragma once
// Why emissions changed between two years, in two effects: more or less activity, and another emission per activity.
// Every cell of a method is worked out again with the activity data of one year and the factors of the other, and the
// two orders are averaged (Sun 1998, Energy Economics 20(1), pp. 85-100: the effects add up to the change exactly).

#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include "inventory/inventory.hpp"

namespace qingdan {

/// Parts of a change in kt CO2e.
struct ChangeEffect {
    double activity = 0.0;     ///< variables that the method reads, earlier years' too; a source that began or ended
    double factor = 0.0;       ///< factors
    double method = 0.0;       ///< another method in the later year
    double unseparated = 0.0;  ///< where data of one year with factors of the other give nothing
    ChangeEffect& operator+=(const ChangeEffect& other);
};

class ChangeEffects {
public:
    ChangeEffects(const Inventory& inventory, int from, int to);
    /// Of a category or total with everything below it; gas: index, or gases.size() for all.
    [[nodiscard]] ChangeEffect of(int category, int gas) const;

private:
    [[nodiscard]] const std::vector<double>* mixed(int block_from, int block_to, bool old_activity);
    [[nodiscard]] ChangeEffect of_leaves(const LeafEstimate* before, const LeafEstimate* after);
    [[nodiscard]] double kt(const LeafEstimate& leaf) const;

    const Inventory& inventory_;
    std::map<std::pair<int, int>, ChangeEffect> by_leaf_;                      ///< leaf category, gas
    std::map<std::tuple<int, int, bool>, std::vector<double>> mixed_results_;  ///< per cell; NaN: nothing
};

}  // namespace qingdan
