#include "methodology/distribution.hpp"

#include <array>
#include <cmath>

#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::array<std::string_view, 7> names{"normal",    "lognormal", "triangular", "uniform",
                                                "truncated", "pert",      "discrete"};

std::optional<std::vector<std::pair<double, double>>> parse_points(std::string_view text) {
    std::vector<std::pair<double, double>> points;
    double sum = 0.0;
    for (const auto& part : split(text, ' ')) {
        const auto colon = part.find(':');
        if (colon == std::string::npos) return std::nullopt;
        const auto value = parse_number(part.substr(0, colon)), probability = parse_number(part.substr(colon + 1));
        if (!value || !probability || *probability < 0.0) return std::nullopt;
        points.emplace_back(*value, *probability);
        sum += *probability;
    }
    constexpr double rounding = 1e-6;
    if (points.empty() || std::abs(sum - 1.0) > rounding) return std::nullopt;
    return points;
}

}  // namespace

std::string_view shape_text(Shape shape) { return names[static_cast<std::size_t>(shape)]; }

std::vector<std::string> shape_names() { return {names.begin(), names.end()}; }

std::optional<NamedShape> parse_shape(std::string_view text) {
    const auto word = text.substr(0, text.find(' '));
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] != word) continue;
        const auto shape = static_cast<Shape>(i);
        const auto rest = trim(text.substr(word.size()));
        if (shape != Shape::discrete) return rest.empty() ? std::optional(NamedShape{shape, {}}) : std::nullopt;
        auto points = parse_points(rest);
        if (!points) return std::nullopt;
        return NamedShape{shape, std::move(*points)};
    }
    return std::nullopt;
}

}  // namespace qingdan
