#include "analysis/uncertainty_sources.hpp"

#include <array>
#include <cmath>
#include <map>

namespace qingdan {

namespace {

constexpr std::array<std::pair<std::string_view, Shape>, 5> shapes{{{"normal", Shape::normal},
                                                                    {"lognormal", Shape::lognormal},
                                                                    {"triangular", Shape::triangular},
                                                                    {"uniform", Shape::uniform},
                                                                    {"truncated", Shape::truncated_normal}}};

/// Printed bounds are rounded: sides that differ by less than a twentieth are one half-width.
bool symmetric(double value, double low, double high) {
    return std::abs((high - value) - (value - low)) <= 0.05 * (high - low);
}

/// Percentages are of the value's size, so that the lower bound of a removal lies below it too.
std::optional<Distribution> by_default(double value, const UncertaintyDefaults& defaults, int variable, int factor) {
    for (const auto& row : defaults)
        if (row.variable == variable && row.factor == factor)
            return distribution_of(value, value - std::abs(value) * row.low_percent / 100.0,
                                   value + std::abs(value) * row.high_percent / 100.0, row.distribution);
    return std::nullopt;
}

Shape usual_shape(double value, double low, double high) {
    if (symmetric(value, low, high)) return Shape::normal;
    return low > 0.0 && high - value > value - low ? Shape::lognormal : Shape::triangular;
}

}  // namespace

std::string_view shape_text(Shape shape) { return shapes[static_cast<std::size_t>(shape)].first; }

std::optional<Shape> parse_shape(std::string_view text) {
    for (const auto& [name, shape] : shapes)
        if (name == text) return shape;
    return std::nullopt;
}

std::optional<Distribution> distribution_of(double value, std::optional<double> low, std::optional<double> high,
                                            std::string_view shape) {
    if (!low && !high) return std::nullopt;
    Distribution made;
    made.central = value;
    made.low = low ? *low : value - (*high - value);
    made.high = high ? *high : value + (value - *low);
    made.shape = parse_shape(shape).value_or(usual_shape(value, made.low, made.high));
    // A logarithm needs what lies above zero, and so does a side that was only mirrored.
    if (made.shape == Shape::lognormal && made.low <= 0.0) made.shape = Shape::truncated_normal;
    return made;
}

UncertainSources uncertain_sources(const Inventory& inventory, const UncertaintyDefaults& defaults) {
    UncertainSources found;
    const auto& nodes = inventory.graph.nodes;
    found.of_node.assign(nodes.size(), -1);
    std::map<std::pair<UncertainSource::Kind, int>, std::int32_t> known;
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        const auto& node = nodes[n];
        const bool datum = node.kind == NodeKind::datum;
        if ((!datum && node.kind != NodeKind::factor) || !node.status.is_number()) continue;
        UncertainSource source;
        source.kind = datum ? UncertainSource::Kind::datum : UncertainSource::Kind::factor;
        source.ref = node.ref;
        source.node = static_cast<NodeId>(n);
        const auto [entry, fresh] =
            known.try_emplace({source.kind, source.ref}, static_cast<std::int32_t>(found.sources.size()));
        found.of_node[n] = entry->second;
        if (!fresh) continue;
        const auto ref = static_cast<std::size_t>(node.ref);
        if (datum) {
            const auto& given = inventory.data[ref];
            source.distribution = distribution_of(node.value, given.low, given.high, {});
            if (!source.distribution) source.distribution = by_default(node.value, defaults, given.variable, -1);
        } else {
            const auto& row = inventory.methodology->factor_rows[ref];
            source.distribution = distribution_of(node.value, row.low, row.high, row.distribution);
            if (!source.distribution) source.distribution = by_default(node.value, defaults, -1, row.factor);
        }
        found.sources.push_back(source);
    }
    return found;
}

}  // namespace qingdan
