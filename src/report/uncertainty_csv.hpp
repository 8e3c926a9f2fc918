#pragma once
// The IPCC's table of uncertainties (2006 Guidelines, Vol. 1 ch. 3, Table 3.2) and key categories (ch. 4, Tables 4.2
// and 4.3) as tidy CSV: a line for every leaf category and gas below each total, and the total behind them.

#include <string>
#include <vector>

#include "analysis/trend.hpp"

namespace qingdan {

/// Columns C to M, shares of level and trend, and `key`: `L1 T1 L2 T2 Q` as far as they apply. Columns that rest on an
/// uncertainty are empty where an input has none; `unknown_inputs` counts those. In the line of a total
/// `combined_percent` and `trend_percent` follow the guidelines' rules, the `graph_` columns the derivatives, which
/// know that a factor of many lines is one.
std::string uncertainty_csv(const Inventory& inventory, const std::vector<UncertaintyReport>& reports);

/// `kind,id,keys,year,place,total_percent`: inputs that reported figures rest on and whose uncertainty nobody gave,
/// those first that move the last total of the last year most: change of that total in per cent if the input is 1 %
/// more.
std::string unknown_inputs_csv(const Inventory& inventory, const UncertaintyAnalysis& analysis);

/// The marks of one line, in words of the guidelines: `L1 T2 Q`.
std::string key_marks_text(const KeyCategoryMarks& marks);

}  // namespace qingdan
