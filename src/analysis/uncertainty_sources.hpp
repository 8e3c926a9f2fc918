#pragma once
// Where uncertainty comes from: the data and factor rows that an inventory reads, each one with its distribution, or
// said to have none. Identity is correlation: a factor row used in twenty categories and years is one source. Beyond
// that, groups are declared: sources that err together.

#include <optional>
#include <string>
#include <vector>

#include "analysis/uncertainty_defaults.hpp"
#include "inventory/inventory.hpp"
#include "methodology/distribution.hpp"

namespace qingdan {

/// A quantity with its 95 % interval. Triangular and PERT: `central` is the mode.
struct Distribution {
    Shape shape = Shape::normal;
    double central = 0.0, low = 0.0, high = 0.0;
    double from = 0.0, to = 0.0;                         ///< PERT: the ends
    std::vector<std::pair<double, double>> points = {};  ///< discrete: values, ascending, and their probabilities

    /// Half the 95 % interval: of asymmetric bounds the mean of both sides, as the first order sees them.
    [[nodiscard]] double half_width() const { return (high - low) / 2.0; }
};

struct UncertainSource {
    enum class Kind : std::uint8_t { datum, factor };
    Kind kind = Kind::datum;
    int ref = -1;                              ///< index into the inventory's data or the package's factor rows
    std::optional<Distribution> distribution;  ///< nothing: nobody said how uncertain it is
    NodeId node = no_node;                     ///< first node that holds it
    std::int32_t group = -1;  ///< sources of one group err together: one draw, each with its own spread
    bool all_years = false;   ///< what it errs in one year it errs in all: a factor row, or declared
};

/// Data by year, variable and keys, then factor rows; a node that is no source has -1.
struct UncertainSources {
    std::vector<UncertainSource> sources;
    std::vector<std::int32_t> of_node;  ///< per node of the graph
    int groups = 0;
};

/// Every datum and factor row in the graph that has a number. One bound alone is taken as half of a symmetric
/// interval. Where no distribution is named: normal, if the interval is symmetric, else lognormal for what lies above
/// zero with the longer side up (Vol. 1 ch. 3, 3.2.2.4), else triangular.
/// What has no bounds of its own takes those of `defaults`, which also say what errs together.
UncertainSources uncertain_sources(const Inventory& inventory, const UncertaintyDefaults& defaults = {});

/// By the rules above; nothing if neither bound is known. `shape` as a table names it (methodology/distribution.hpp).
/// For `pert` the bounds are the ends; `discrete` needs none, its values are `points` (in the unit of `value`).
std::optional<Distribution> distribution_of(double value, std::optional<double> low, std::optional<double> high,
                                            std::string_view shape,
                                            const std::vector<std::pair<double, double>>& points = {});

}  // namespace qingdan
