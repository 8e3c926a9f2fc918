#include "analysis/uncertainty_table.hpp"

#include <cmath>
#include <numbers>

namespace qingdan {

namespace {

/// Note B of Table 3.2: how much the trend in per cent changes, if this row is 1 % more in base year and year. The step
/// is 1 % and not infinitely small, as in the guidelines; for a row of half the total this shows in the third digit.
double type_a_sensitivity(double base, double year, double base_sum, double year_sum) {
    const double raised_base = base_sum + 0.01 * base, raised_year = year_sum + 0.01 * year;
    return std::abs(100.0 * (raised_year - raised_base) / raised_base - 100.0 * (year_sum - base_sum) / base_sum);
}

Approach1Row row_of(const Approach1Input& input, double base_sum, double year_sum) {
    Approach1Row row;
    row.combined = std::hypot(input.activity, input.factor);
    if (year_sum != 0.0) row.variance = std::pow(row.combined / 100.0 * input.year / year_sum, 2);
    if (base_sum == 0.0) return row;
    row.type_a = type_a_sensitivity(input.base, input.year, base_sum, year_sum);
    row.type_b = std::abs(input.year / base_sum);
    // Notes C and D: what is the same in both years acts through A, what is independent through B in each of them.
    const auto in_trend = [&](double half_width, bool correlated) {
        return half_width * (correlated ? row.type_a : row.type_b * std::numbers::sqrt2);
    };
    row.trend_factor = in_trend(input.factor, input.factor_correlated);
    row.trend_activity = in_trend(input.activity, input.activity_correlated);
    row.trend_variance = std::pow(row.trend_factor / 100.0, 2) + std::pow(row.trend_activity / 100.0, 2);
    return row;
}

}  // namespace

Approach1Table approach1_table(const std::vector<Approach1Input>& inputs) {
    Approach1Table table;
    for (const auto& input : inputs) {
        table.base += input.base;
        table.year += input.year;
    }
    if (table.base != 0.0) table.trend = 100.0 * (table.year - table.base) / table.base;
    double variance = 0.0, trend_variance = 0.0;
    for (const auto& input : inputs) {
        table.rows.push_back(row_of(input, table.base, table.year));
        variance += table.rows.back().variance;
        trend_variance += table.rows.back().trend_variance;
    }
    table.uncertainty = 100.0 * std::sqrt(variance);
    table.trend_uncertainty = 100.0 * std::sqrt(trend_variance);
    return table;
}

}  // namespace qingdan
