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

EstimateUncertainty UncertaintyAnalysis::of(const Gradient& gradient, double scale, double value) const {
    EstimateUncertainty result;
    double activity = 0.0, factor = 0.0;
    for (const auto& [index, derivative] : gradient) {
        const auto& source = sources_.sources[static_cast<std::size_t>(index)];
        if (!source.distribution) {
            ++result.unknown;
            continue;
        }
        ++result.known;
        auto& part = source.kind == UncertainSource::Kind::datum ? activity : factor;
        part += std::pow(scale * derivative * source.distribution->half_width(), 2);
    }
    result.activity = std::sqrt(activity);
    result.factor = std::sqrt(factor);
    result.half_width = std::sqrt(activity + factor);
    result.low = value - result.half_width;
    result.high = value + result.half_width;
    if (value != 0.0) result.percent = 100.0 * result.half_width / std::abs(value);
    return result;
}

std::vector<Contribution> UncertaintyAnalysis::contributions(NodeId node, std::size_t most) const {
    std::vector<Contribution> all;
    double variance = 0.0;
    for (const auto& [index, derivative] : gradient(node)) {
        const auto& source = sources_.sources[static_cast<std::size_t>(index)];
        if (!source.distribution) continue;
        all.push_back({index, derivative * source.distribution->half_width(), 0.0});
        variance += all.back().half_width * all.back().half_width;
    }
    if (variance > 0.0)
        for (auto& one : all) one.share = one.half_width * one.half_width / variance;
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
