#include "inventory/values.hpp"

#include <algorithm>

namespace qingdan {

namespace {
bool by_key(const VariableValues::Row& a, const VariableValues::Row& b) { return a.first < b.first; }
}  // namespace

void VariableValues::add(int variable, int year, std::vector<Row> rows) {
    auto& present = years_[static_cast<std::size_t>(variable)][year];
    std::sort(rows.begin(), rows.end(), by_key);
    std::vector<Row> merged;
    merged.reserve(present.size() + rows.size());
    std::merge(present.begin(), present.end(), rows.begin(), rows.end(), std::back_inserter(merged), by_key);
    const auto same_key = [](const Row& a, const Row& b) { return a.first == b.first; };
    merged.erase(std::unique(merged.begin(), merged.end(), same_key),
                 merged.end());  // std::merge is stable: the present row stays
    present = std::move(merged);
}

NodeId VariableValues::find(int variable, int year, const Tuple& key) const {
    const auto& all = rows(variable, year);
    const auto found = std::lower_bound(all.begin(), all.end(), Row{key, 0}, by_key);
    return found != all.end() && found->first == key ? found->second : no_node;
}

const std::vector<VariableValues::Row>& VariableValues::rows(int variable, int year) const {
    static const std::vector<Row> none;
    const auto& years = years_[static_cast<std::size_t>(variable)];
    const auto found = years.find(year);
    return found == years.end() ? none : found->second;
}

}  // namespace qingdan
