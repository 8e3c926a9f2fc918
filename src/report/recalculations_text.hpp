#pragma once
// Recalculations as a page for a terminal.

#include <string>

#include "analysis/recalculation.hpp"
#include "report/words.hpp"

namespace qingdan {

/// Totals and sectors in CO2e by cause, then every category and gas that differs with what made it differ.
/// `most`: inputs named a figure, the largest first; 0: all.
std::string recalculations_text(const Recalculations& recalculations, const Words& words, std::size_t most);

/// `fuel burnt [consumed] · fuel=raw_coal · 2007: 100 → 110 t (energy.csv:7)`.
std::string changed_input_text(const ChangedInput& input, const Words& words);

}  // namespace qingdan
