#include <algorithm>
#include <cmath>

#include "analysis/series.hpp"

namespace qingdan {

namespace {

double median(std::vector<double> values) {
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    if (values.size() % 2 == 1) return *middle;
    return (*middle + *std::max_element(values.begin(), middle)) / 2.0;
}

}  // namespace

std::vector<std::size_t> outstanding_steps(const std::vector<double>& values) {
    constexpr std::size_t enough_steps = 5;
    constexpr double robust_deviation = 1.4826, deviations = 5.0;  // of a normal distribution
    constexpr double times_usual = 2.5;  // a series that goes up and down in turn has two usual steps
    const double least = std::log(1.25), alone = std::log(3.0);
    std::vector<double> steps;
    std::vector<std::size_t> later;
    for (std::size_t i = 1; i < values.size(); ++i) {
        if (values[i] <= 0.0 || values[i - 1] <= 0.0) continue;
        steps.push_back(std::log(values[i] / values[i - 1]));
        later.push_back(i);
    }
    if (steps.empty()) return {};
    double centre = 0.0, bound = alone;
    if (steps.size() >= enough_steps) {
        centre = median(steps);
        std::vector<double> distances, sizes;
        for (const double step : steps) {
            distances.push_back(std::abs(step - centre));
            sizes.push_back(std::abs(step));
        }
        bound = std::max({least, deviations * robust_deviation * median(distances), times_usual * median(sizes)});
    }
    std::vector<std::size_t> outstanding;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (std::abs(steps[i] - centre) > bound) outstanding.push_back(later[i]);
    return outstanding;
}

}  // namespace qingdan
