#pragma once
// Derivatives of every node of the graph by every source of uncertainty: forward differentiation of the same programs
// that gave the values, so that formulas that are not simple products are right to first order too.

#include <utility>
#include <vector>

#include "analysis/uncertainty_sources.hpp"

namespace qingdan {

/// Derivative by source, ascending by source; what is not named is zero.
using Gradient = std::vector<std::pair<std::int32_t, double>>;

/// Sums of scaled gradients; reused, because it holds a place for every source.
class GradientSum {
public:
    explicit GradientSum(std::size_t sources) : values_(sources, 0.0), touched_(sources, 0) {}
    void add(const Gradient& gradient, double scale);
    [[nodiscard]] Gradient take();  ///< and starts anew

private:
    std::vector<double> values_;
    std::vector<char> touched_;
    std::vector<std::int32_t> used_;
};

/// Per node of the graph, in the node's unit. Nodes without a number have none. GWPs count as exact, as the guidelines
/// have it.
std::vector<Gradient> gradients(const Inventory& inventory, const UncertainSources& sources);

/// Report units per unit of a method's result, for one gas.
double report_scale(const Methodology& methodology, const Method& method, int gas);
/// kt CO2e per report unit of a gas, by the inventory's GWP set; 0 where the set does not name it.
double co2e_scale(const Inventory& inventory, int gas);

}  // namespace qingdan
