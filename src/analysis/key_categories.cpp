#include "analysis/key_categories.hpp"

#include <algorithm>
#include <cmath>

namespace qingdan {

namespace {

using Member = Assessment KeyCategoryMarks::*;

/// Shares, ranks and marks of those categories that have a value.
void assess(std::vector<KeyCategoryMarks>& marks, Member member, const std::vector<std::optional<double>>& values,
            double threshold) {
    std::vector<std::size_t> order;
    double sum = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i]) {
            order.push_back(i);
            sum += *values[i];
        }
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return *values[a] > *values[b]; });
    double cumulative = 0.0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        auto& assessment = marks[order[rank]].*member;
        assessment.value = *values[order[rank]];
        assessment.rank = static_cast<int>(rank) + 1;
        if (sum <= 0.0) continue;
        assessment.share = assessment.value / sum;
        assessment.key = cumulative < threshold && assessment.value > 0.0;
        cumulative += assessment.share;
        assessment.cumulative = cumulative;
    }
}

/// Equation 4.1: absolute values, so that removals count by their size.
std::vector<std::optional<double>> levels(const std::vector<KeyCategoryInput>& inputs) {
    double sum = 0.0;
    for (const auto& input : inputs) sum += std::abs(input.year);
    std::vector<std::optional<double>> values;
    for (const auto& input : inputs) values.emplace_back(sum > 0.0 ? std::abs(input.year) / sum : 0.0);
    return values;
}

/// Equations 4.2 and 4.3: how far a category's trend differs from the total's, weighted by its share of the base year.
std::vector<std::optional<double>> trends(const std::vector<KeyCategoryInput>& inputs) {
    double base = 0.0, year = 0.0, sizes = 0.0;
    for (const auto& input : inputs) {
        if (!input.base) continue;
        base += *input.base;
        year += input.year;
        sizes += std::abs(*input.base);
    }
    const double change = base != 0.0 ? (year - base) / std::abs(base) : 0.0;
    std::vector<std::optional<double>> values;
    for (const auto& input : inputs) {
        auto& value = values.emplace_back();
        if (!input.base || sizes <= 0.0) continue;
        if (*input.base == 0.0)
            value = std::abs(input.year) / sizes;
        else
            value =
                std::abs(*input.base) / sizes * std::abs((input.year - *input.base) / std::abs(*input.base) - change);
    }
    return values;
}

/// Equations 4.4 and 4.5 but for the division by their sum, which the shares are.
std::vector<std::optional<double>> weighted(std::vector<std::optional<double>> values,
                                            const std::vector<KeyCategoryInput>& inputs) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i] && inputs[i].uncertainty)
            *values[i] *= *inputs[i].uncertainty / 100.0;
        else
            values[i].reset();
    }
    return values;
}

}  // namespace

std::vector<KeyCategoryMarks> key_categories(const std::vector<KeyCategoryInput>& inputs, KeyThresholds thresholds) {
    std::vector<KeyCategoryMarks> marks(inputs.size());
    const auto level = levels(inputs), trend = trends(inputs);
    assess(marks, &KeyCategoryMarks::level1, level, thresholds.approach1);
    assess(marks, &KeyCategoryMarks::trend1, trend, thresholds.approach1);
    assess(marks, &KeyCategoryMarks::level2, weighted(level, inputs), thresholds.approach2);
    assess(marks, &KeyCategoryMarks::trend2, weighted(trend, inputs), thresholds.approach2);
    return marks;
}

}  // namespace qingdan
