#pragma once
// The distributions that tables may name for what is uncertain: `normal`, `lognormal`, `triangular`, `uniform`,
// `truncated`, `pert`, and `discrete 0.1:0.25 0.2:0.5 0.4:0.25` (values with their probabilities).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace qingdan {

enum class Shape : std::uint8_t { normal, lognormal, triangular, uniform, truncated_normal, pert, discrete };

struct NamedShape {
    Shape shape = Shape::normal;
    std::vector<std::pair<double, double>>
        points;  ///< discrete: values in the order written, probabilities add up to 1
};

std::string_view shape_text(Shape shape);
std::vector<std::string> shape_names();
/// Nothing for other words, or probabilities that do not add up to 1.
std::optional<NamedShape> parse_shape(std::string_view text);

}  // namespace qingdan
