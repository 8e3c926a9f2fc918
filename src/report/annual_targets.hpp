#pragma once
// Targets of indicators, as an inventory's folder may state them: targets.csv,
// `indicator,base_year,target_year,change_percent,source`. The report says how far the province has come.

#include <filesystem>
#include <string>
#include <vector>

#include "methodology/methodology.hpp"

namespace qingdan {

struct IndicatorTarget {
    int indicator = -1;  ///< index into Methodology::indicators
    int base_year = 0, target_year = 0;
    double change = 0.0;  ///< from the base year to the target year, in per cent; a fall is below zero
    std::string source;
    /// Change since the base year by which a path of equal yearly rates has come in `year`, in per cent.
    [[nodiscard]] double path(int year) const;
};

/// None without the file. An unknown indicator, years or a number that cannot be: R047.
std::vector<IndicatorTarget> read_targets(const std::filesystem::path& folder, const Methodology& methodology,
                                          Diagnostics& diagnostics);

}  // namespace qingdan
