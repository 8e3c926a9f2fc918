#include "inventory/relation.hpp"

#include <algorithm>

namespace qingdan {

namespace {

Tuple pick(const Tuple& tuple, const std::vector<int>& positions) {
    Tuple picked;
    for (const int position : positions) picked.push(tuple[static_cast<std::size_t>(position)]);
    return picked;
}

std::vector<int> positions_of(const Relation& relation, const std::vector<int>& keys) {
    std::vector<int> positions;
    for (const int key : keys) positions.push_back(relation.position(key));
    return positions;
}

/// Row numbers sorted by the tuple of their common keys, for merging.
std::vector<std::pair<Tuple, std::size_t>> by_common(const Relation& relation, const std::vector<int>& common) {
    const auto positions = positions_of(relation, common);
    std::vector<std::pair<Tuple, std::size_t>> index;
    index.reserve(relation.rows.size());
    for (std::size_t i = 0; i < relation.rows.size(); ++i) index.emplace_back(pick(relation.rows[i], positions), i);
    std::sort(index.begin(), index.end());
    return index;
}

}  // namespace

int Relation::position(int key) const {
    const auto found = std::find(keys.begin(), keys.end(), key);
    return found == keys.end() ? -1 : static_cast<int>(found - keys.begin());
}

void Relation::normalise() {
    std::sort(rows.begin(), rows.end());
    rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
}

Relation project(const Relation& relation, const std::vector<int>& keys) {
    Relation result;
    for (const int key : keys)
        if (relation.position(key) >= 0) result.keys.push_back(key);
    const auto positions = positions_of(relation, result.keys);
    result.rows.reserve(relation.rows.size());
    for (const auto& row : relation.rows) result.rows.push_back(pick(row, positions));
    result.normalise();
    return result;
}

Relation join(const Relation& a, const Relation& b) {
    std::vector<int> common, further;
    for (const int key : b.keys) (a.position(key) >= 0 ? common : further).push_back(key);
    const auto index = by_common(b, common);
    const auto a_positions = positions_of(a, common), further_positions = positions_of(b, further);

    Relation result;
    result.keys = a.keys;
    result.keys.insert(result.keys.end(), further.begin(), further.end());
    for (const auto& row : a.rows) {
        const Tuple wanted = pick(row, a_positions);
        auto match = std::lower_bound(index.begin(), index.end(), wanted,
                                      [](const auto& entry, const Tuple& key) { return entry.first < key; });
        for (; match != index.end() && match->first == wanted; ++match) {
            Tuple joined = row;
            for (const int position : further_positions)
                joined.push(b.rows[match->second][static_cast<std::size_t>(position)]);
            result.rows.push_back(joined);
        }
    }
    result.normalise();
    return result;
}

Relation unite(const Relation& fine, const Relation& coarse) {
    Relation result = fine;
    const auto positions = positions_of(fine, coarse.keys);
    std::vector<Tuple> covered;
    covered.reserve(fine.rows.size());
    for (const auto& row : fine.rows) covered.push_back(pick(row, positions));
    std::sort(covered.begin(), covered.end());
    for (const auto& row : coarse.rows) {
        if (std::binary_search(covered.begin(), covered.end(), row)) continue;
        Tuple kept;
        for (std::size_t i = 0; i < fine.keys.size(); ++i) kept.push(any_member);
        for (std::size_t i = 0; i < positions.size(); ++i) kept.set(static_cast<std::size_t>(positions[i]), row[i]);
        result.rows.push_back(kept);
    }
    result.normalise();
    return result;
}

std::vector<Tuple> ordered(const Relation& relation, const std::vector<int>& keys) {
    if (relation.keys == keys) return relation.rows;
    return project(relation, keys).rows;
}

}  // namespace qingdan
