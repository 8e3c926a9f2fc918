#pragma once
// The IPCC's table of uncertainties and key categories of a compiled inventory: a line for every category and gas below
// a total, leaves or what is declared to be looked at as a whole, Approach 1 by the guidelines' rules, and beside it
// what the derivatives of the graph say.

#include <optional>
#include <vector>

#include "analysis/key_categories.hpp"
#include "analysis/key_levels.hpp"
#include "analysis/uncertainty.hpp"

namespace qingdan {

struct UncertaintyLine {
    int category = -1, gas = -1;  ///< indices into the methodology
    Approach1Input input;         ///< kt CO2e; E and F of the year, of known inputs only
    Approach1Row row;
    int unknown = 0;  ///< inputs without an uncertainty: E and F are lower bounds
    bool known = false;
    KeyCategoryMarks marks;
    std::string reason;  ///< of a qualitative mark
};

struct UncertaintyReport {
    int total = -1;                ///< index into the methodology's totals
    std::optional<int> base_year;  ///< nothing for an inventory of one year
    int year = 0;
    std::vector<UncertaintyLine> lines;
    Approach1Table table;  ///< by the rules: every line independent of every other
    /// By the derivatives, where a factor that serves many lines is one uncertainty; per cent and percentage points.
    std::optional<double> graph_uncertainty, graph_trend_uncertainty;
    int unknown = 0;  ///< inputs of the total that have no uncertainty
};

/// Between the first and the last year of the inventory. Lines stand in the order of the categories.
UncertaintyReport uncertainty_report(const Inventory& inventory, const UncertaintyAnalysis& analysis, int total,
                                     const KeyLevels& levels = {}, KeyThresholds thresholds = {});

}  // namespace qingdan
