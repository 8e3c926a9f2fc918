#pragma once
// Approach 1 by the rules of the 2006 IPCC Guidelines, Vol. 1 ch. 3, Table 3.2: columns C to M from base year, year
// and two half-widths a row. The rules take each row as a product of one datum and one factor.

#include <optional>
#include <vector>

namespace qingdan {

/// Columns A to F. Half-widths are half the 95 % interval, in per cent of the mean.
struct Approach1Input {
    double base = 0.0, year = 0.0;                               ///< C, D: CO2e, removals below zero
    double activity = 0.0;                                       ///< E
    double factor = 0.0;                                         ///< F
    bool activity_correlated = false, factor_correlated = true;  ///< between the years; the table's own defaults
};

/// Columns G to M. In per cent, but H and M, which the guidelines print as a share of one (per cent squared / 10 000).
struct Approach1Row {
    double combined = 0.0;        ///< G
    double variance = 0.0;        ///< H: contribution to the variance of the year
    double type_a = 0.0;          ///< I: change of the trend, if base and year are 1 % more; in per cent
    double type_b = 0.0;          ///< J: change of the trend, if the year alone is 1 % more; in per cent
    double trend_factor = 0.0;    ///< K
    double trend_activity = 0.0;  ///< L
    double trend_variance = 0.0;  ///< M
};

struct Approach1Table {
    std::vector<Approach1Row> rows;
    double base = 0.0, year = 0.0;   ///< sums of C and D
    double uncertainty = 0.0;        ///< of the year's total, half-width in per cent
    std::optional<double> trend;     ///< change since the base year in per cent; nothing without a base year
    double trend_uncertainty = 0.0;  ///< in percentage points
};

/// Sums that are zero leave H to M at zero, because the columns are shares of them.
Approach1Table approach1_table(const std::vector<Approach1Input>& inputs);

}  // namespace qingdan
