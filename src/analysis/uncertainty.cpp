#include "analysis/uncertainty.hpp"

#include <algorithm>
#include <cmath>

namespace qingdan {

UncertaintyAnalysis::UncertaintyAnalysis(const Inventory& inventory, const UncertaintyDefaults& defaults)
    : inventory_(inventory),
      sources_(uncertain_sources(inventory, defaults)),
      gradients_(gradients(inventory, sources_)) {
    for (const auto& estimate : inventory.estimates)
        estimates_.push_back(estimate.status.is_number() ? of(gradient(estimate.node), 1.0, estimate.value)
                                                         : EstimateUncertainty{});
    const auto& methodology = *inventory.methodology;
    for (const auto& leaf : inventory.leaves) {
        if (leaf.node == no_node || !leaf.status.is_number()) {
            leaves_.emplace_back();
            continue;
        }
        const auto& method = methodology.methods[static_cast<std::size_t>(leaf.method)];
        leaves_.push_back(of(gradient(leaf.node), report_scale(methodology, method, leaf.gas), leaf.value));
    }
}

const Gradient& UncertaintyAnalysis::gradient(NodeId node) const {
    static const Gradient none;
    return node == no_node ? none : gradients_[static_cast<std::size_t>(node)];
}

std::vector<double> UncertaintyAnalysis::group_effects(const Gradient& gradient) const {
    std::vector<double> sums(static_cast<std::size_t>(sources_.groups), 0.0);
    if (sums.empty()) return sums;
    for (const auto& [index, derivative] : gradient) {
        const auto& source = sources_.sources[static_cast<std::size_t>(index)];
        if (source.group >= 0 && source.distribution)
            sums[static_cast<std::size_t>(source.group)] += derivative * source.distribution->half_width();
    }
    return sums;
}

Spread UncertaintyAnalysis::spread(const Gradient& gradient, double scale) const {
    Spread result;
    const auto together = group_effects(gradient);
    for (const auto& [index, derivative] : gradient) {
        const auto& source = sources_.sources[static_cast<std::size_t>(index)];
        if (!source.distribution) {
            ++result.unknown;
            continue;
        }
        ++result.known;
        const double effect = derivative * source.distribution->half_width();
        // (a + b + …)^2 is a (a + b + …) + b (a + b + …) + …
        const double with = source.group < 0 ? effect : together[static_cast<std::size_t>(source.group)];
        auto& part = source.kind == UncertainSource::Kind::datum ? result.activity : result.factor;
        part += scale * scale * effect * with;
    }
    // What cancels out within a group leaves a rounding error of either sign.
    result.activity = std::max(0.0, result.activity);
    result.factor = std::max(0.0, result.factor);
    return result;
}

EstimateUncertainty UncertaintyAnalysis::of(const Gradient& gradient, double scale, double value) const {
    EstimateUncertainty result;
    const auto spread = this->spread(gradient, scale);
    result.known = spread.known;
    result.unknown = spread.unknown;
    result.activity = std::sqrt(spread.activity);
    result.factor = std::sqrt(spread.factor);
    result.half_width = std::sqrt(spread.activity + spread.factor);
    result.low = value - result.half_width;
    result.high = value + result.half_width;
    if (value != 0.0) result.percent = 100.0 * result.half_width / std::abs(value);
    return result;
}

std::vector<Contribution> UncertaintyAnalysis::contributions(NodeId node, std::size_t most) const {
    std::vector<Contribution> all;
    const auto together = group_effects(gradient(node));
    double variance = 0.0;
    for (const auto& [index, derivative] : gradient(node)) {
        const auto& source = sources_.sources[static_cast<std::size_t>(index)];
        if (!source.distribution) continue;
        const double effect = derivative * source.distribution->half_width();
        const double with = source.group < 0 ? effect : together[static_cast<std::size_t>(source.group)];
        all.push_back({index, effect, effect * with});
        variance += effect * with;
    }
    for (auto& one : all) one.share = variance > 0.0 ? one.share / variance : 0.0;
    std::stable_sort(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.share > b.share; });
    if (all.size() > most) all.resize(most);
    return all;
}

std::vector<std::int32_t> UncertaintyAnalysis::unknown_sources() const {
    std::vector<char> open(sources_.sources.size(), 0);
    for (const auto& estimate : inventory_.estimates)
        for (const auto& [index, derivative] : gradient(estimate.node))
            if (!sources_.sources[static_cast<std::size_t>(index)].distribution)
                open[static_cast<std::size_t>(index)] = 1;
    std::vector<std::int32_t> found;
    for (std::size_t i = 0; i < open.size(); ++i)
        if (open[i]) found.push_back(static_cast<std::int32_t>(i));
    return found;
}

}  // namespace qingdan
