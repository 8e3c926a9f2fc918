#pragma once
// Approach 1 on an inventory: every estimate with its 95 % interval by first-order propagation through the graph, what
// part of it comes from data and what from factors, and how many of its inputs nobody gave an uncertainty for.

#include <optional>
#include <string>
#include <vector>

#include "analysis/uncertainty_gradient.hpp"
#include "analysis/uncertainty_table.hpp"

namespace qingdan {

/// In the unit of the figure. While `unknown` is not zero the interval is a lower bound: what has no uncertainty given
/// is left out, and must be said with it.
struct EstimateUncertainty {
    double half_width = 0.0;              ///< half the 95 % interval, of the known inputs
    double activity = 0.0, factor = 0.0;  ///< the parts from data and from factors; their squares add up
    int known = 0, unknown = 0;           ///< inputs with and without an uncertainty
    double low = 0.0, high = 0.0;         ///< of the value
    std::optional<double> percent;        ///< half-width of the absolute value; nothing of zero
    [[nodiscard]] bool complete() const { return unknown == 0 && known > 0; }
};

/// One input and its share of the variance of a figure.
struct Contribution {
    std::int32_t source = -1;
    double half_width = 0.0;  ///< of the figure, by this input alone; signed by its direction
    double share = 0.0;  ///< of the known variance; in a group its part of what they do together, may be below zero
};

/// Half the 95 % interval that a gradient gives, by first-order propagation.
struct Spread {
    double activity = 0.0, factor = 0.0;  ///< variances in squares of half-widths
    int known = 0, unknown = 0;
};

class UncertaintyAnalysis {
public:
    explicit UncertaintyAnalysis(const Inventory& inventory, const UncertaintyDefaults& defaults = {});

    [[nodiscard]] const UncertainSources& sources() const { return sources_; }
    [[nodiscard]] const Gradient& gradient(NodeId node) const;
    /// Of a sum of figures, scaled: of members of a group the effects are added up, else their squares.
    [[nodiscard]] Spread spread(const Gradient& gradient, double scale = 1.0) const;
    [[nodiscard]] EstimateUncertainty of(const Gradient& gradient, double scale, double value) const;
    /// By the index of the inventory's estimates and leaves; without a number nothing is known and nothing missing.
    [[nodiscard]] const std::vector<EstimateUncertainty>& estimates() const { return estimates_; }
    [[nodiscard]] const std::vector<EstimateUncertainty>& leaves() const { return leaves_; }
    /// The inputs of a node, largest share first; `most` of them.
    [[nodiscard]] std::vector<Contribution> contributions(NodeId node, std::size_t most) const;
    /// Inputs that some reported figure rests on and that have no uncertainty; in the order of the sources.
    [[nodiscard]] std::vector<std::int32_t> unknown_sources() const;

private:
    /// Per group: the half-widths of its members' effects, added up with their signs.
    [[nodiscard]] std::vector<double> group_effects(const Gradient& gradient) const;

    const Inventory& inventory_;
    UncertainSources sources_;
    std::vector<Gradient> gradients_;
    std::vector<EstimateUncertainty> estimates_, leaves_;
};

}  // namespace qingdan
