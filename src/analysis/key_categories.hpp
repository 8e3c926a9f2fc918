#pragma once
// Key categories by the 2006 IPCC Guidelines, Vol. 1 ch. 4: level and trend, Approach 1 (size) and Approach 2 (size
// times uncertainty), marked from the largest down until the threshold is reached.

#include <optional>
#include <vector>

namespace qingdan {

struct KeyCategoryInput {
    std::optional<double> base;         ///< CO2e of the base year; nothing where there is none (no trend then)
    double year = 0.0;                  ///< removals below zero
    std::optional<double> uncertainty;  ///< combined, half-width in per cent; nothing where unknown
};

/// One assessment: a value a category, its share and the running sum of the shares in descending order.
struct Assessment {
    double value = 0.0, share = 0.0, cumulative = 0.0;
    int rank = 0;  ///< 1 = largest; 0 = not assessed (no base year, unknown uncertainty)
    bool key = false;
};

struct KeyCategoryMarks {
    Assessment level1, trend1, level2, trend2;
    bool qualitative = false;  ///< declared by people, for other reasons than size (4.3.3)
    [[nodiscard]] bool any() const { return level1.key || trend1.key || level2.key || trend2.key || qualitative; }
};

struct KeyThresholds {
    double approach1 = 0.95, approach2 = 0.90;
};

/// Equations 4.1 to 4.5. The category that takes the running sum over the threshold is key too. Equal values stay in
/// the order of the input.
std::vector<KeyCategoryMarks> key_categories(const std::vector<KeyCategoryInput>& inputs,
                                             KeyThresholds thresholds = {});

}  // namespace qingdan
