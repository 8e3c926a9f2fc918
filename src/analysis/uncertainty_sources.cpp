#include "analysis/uncertainty_sources.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "analysis/uncertainty_pert.hpp"

namespace qingdan {

namespace {

/// Printed bounds are rounded: sides that differ by less than a twentieth are one half-width.
bool symmetric(double value, double low, double high) {
    return std::abs((high - value) - (value - low)) <= 0.05 * (high - low);
}

const UncertaintyDefault* default_of(const UncertaintyDefaults& defaults, int variable, int factor) {
    for (const auto& row : defaults)
        if (row.variable == variable && row.factor == factor) return &row;
    return nullptr;
}

/// Percentages are of the value's size, so that the lower bound of a removal lies below it too.
std::optional<Distribution> by_default(double value, const UncertaintyDefault* row) {
    if (!row || !row->bounded) return std::nullopt;
    return distribution_of(value, value - std::abs(value) * row->low_percent / 100.0,
                           value + std::abs(value) * row->high_percent / 100.0, row->distribution);
}

/// Numbers the groups as they are met.
class Groups {
public:
    /// `key`, `from` and `to`: of the figure; a datum is of one year.
    std::int32_t of(const UncertaintyDefault& row, Tuple key, MemberId region, int from, int to) {
        if (row.together == Together::figures || row.together == Together::all) {
            key = {};
            region = any_member;
        }
        if (row.together == Together::years || row.together == Together::all) from = to = 0;
        const bool named = !row.group.empty();
        const auto [entry, fresh] = known_.try_emplace(
            {row.group, named ? -1 : row.variable, named ? -1 : row.factor, std::move(key), region, from, to}, count());
        return entry->second;
    }
    [[nodiscard]] int count() const { return static_cast<int>(known_.size()); }

private:
    std::map<std::tuple<std::string, int, int, Tuple, MemberId, int, int>, std::int32_t> known_;
};

bool spans_years(const UncertaintyDefault& row) {
    return row.together == Together::years || row.together == Together::all;
}

/// The value below which the share `probability` lies.
double discrete_quantile(const std::vector<std::pair<double, double>>& points, double probability) {
    double below = 0.0;
    for (const auto& [value, weight] : points)
        if ((below += weight) >= probability) return value;
    return points.back().first;
}

Distribution discrete(double value, std::vector<std::pair<double, double>> points) {
    std::sort(points.begin(), points.end());
    Distribution made;
    made.shape = Shape::discrete;
    made.central = value;
    made.low = discrete_quantile(points, 0.025);
    made.high = discrete_quantile(points, 0.975);
    made.points = std::move(points);
    return made;
}

Shape usual_shape(double value, double low, double high) {
    if (symmetric(value, low, high)) return Shape::normal;
    return low > 0.0 && high - value > value - low ? Shape::lognormal : Shape::triangular;
}

/// Data by what they are of and then factor rows, however the data were delivered: sums and streams of random numbers
/// go by this order, and the same data from other files shall give the same bytes.
void sort_sources(const Inventory& inventory, UncertainSources& found) {
    const auto before = [&](std::int32_t a, std::int32_t b) {
        const auto &one = found.sources[static_cast<std::size_t>(a)],
                   &other = found.sources[static_cast<std::size_t>(b)];
        if (one.kind != other.kind) return one.kind < other.kind;
        if (one.kind == UncertainSource::Kind::factor) return one.ref < other.ref;
        const auto &x = inventory.data[static_cast<std::size_t>(one.ref)],
                   &y = inventory.data[static_cast<std::size_t>(other.ref)];
        return std::tie(x.year, x.variable, x.region, x.key) < std::tie(y.year, y.variable, y.region, y.key);
    };
    std::vector<std::int32_t> order(found.sources.size()), place(found.sources.size());
    std::iota(order.begin(), order.end(), 0);
    std::stable_sort(order.begin(), order.end(), before);
    std::vector<UncertainSource> sorted;
    std::vector<std::int32_t> group(static_cast<std::size_t>(found.groups), -1);
    std::int32_t groups = 0;
    for (const auto index : order) {
        if (auto& of = found.sources[static_cast<std::size_t>(index)].group; of >= 0) {
            auto& number = group[static_cast<std::size_t>(of)];
            if (number < 0) number = groups++;
            of = number;
        }
        place[static_cast<std::size_t>(index)] = static_cast<std::int32_t>(sorted.size());
        sorted.push_back(std::move(found.sources[static_cast<std::size_t>(index)]));
    }
    found.sources = std::move(sorted);
    for (auto& source : found.of_node)
        if (source >= 0) source = place[static_cast<std::size_t>(source)];
}

}  // namespace

std::optional<Distribution> distribution_of(double value, std::optional<double> low, std::optional<double> high,
                                            std::string_view shape,
                                            const std::vector<std::pair<double, double>>& points) {
    if (!points.empty()) return discrete(value, points);
    if (!low && !high) return std::nullopt;
    Distribution made;
    made.central = value;
    made.low = low ? *low : value - (*high - value);
    made.high = high ? *high : value + (value - *low);
    const auto named = parse_shape(shape);
    made.shape = named ? named->shape : usual_shape(value, made.low, made.high);
    if (made.shape == Shape::pert) {
        made.from = made.low;
        made.to = made.high;
        made.low = pert_quantile(made.from, value, made.to, 0.025);
        made.high = pert_quantile(made.from, value, made.to, 0.975);
    }
    // A logarithm needs what lies above zero, and so does a side that was only mirrored.
    if (made.shape == Shape::lognormal && made.low <= 0.0) made.shape = Shape::truncated_normal;
    return made;
}

UncertainSources uncertain_sources(const Inventory& inventory, const UncertaintyDefaults& defaults) {
    UncertainSources found;
    const auto& nodes = inventory.graph.nodes;
    found.of_node.assign(nodes.size(), -1);
    std::map<std::pair<UncertainSource::Kind, int>, std::int32_t> known;
    Groups groups;
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
            const auto* row = default_of(defaults, given.variable, -1);
            source.distribution = distribution_of(node.value, given.low, given.high, given.distribution);
            if (!source.distribution) source.distribution = by_default(node.value, row);
            if (row && row->together != Together::none)
                source.group = groups.of(*row, given.key, given.region, given.year, given.year);
            source.all_years = row && spans_years(*row);
        } else {
            const auto& given = inventory.methodology->factor_rows[ref];
            const auto* row = default_of(defaults, -1, given.factor);
            source.distribution = distribution_of(node.value, given.low, given.high, given.distribution, given.points);
            if (!source.distribution) source.distribution = by_default(node.value, row);
            if (row && row->together != Together::none)
                source.group =
                    groups.of(*row, given.key, any_member, given.year_from.value_or(0), given.year_to.value_or(0));
            source.all_years = (!given.year_from && !given.year_to) || (row && spans_years(*row));
        }
        found.sources.push_back(source);
    }
    found.groups = groups.count();
    sort_sources(inventory, found);
    return found;
}

}  // namespace qingdan
