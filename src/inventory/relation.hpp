#pragma once
// Which cells a method has is never typed: it follows from what was delivered. The key tuples of data and of
// factor tables are small relations, and the cells of a formula are their natural join.

#include <vector>

#include "methodology/key.hpp"

namespace qingdan {

/// Tuples over named keys (dimension numbers), sorted and without repetition.
struct Relation {
    std::vector<int> keys;
    std::vector<Tuple> rows;

    [[nodiscard]] int position(int key) const;  ///< -1 if the relation lacks it
    void normalise();                           ///< sort, drop repetitions
};

/// The tuples of `relation` over `keys` only (those it has, in the order given).
Relation project(const Relation& relation, const std::vector<int>& keys);
/// Natural join; without common keys the product. The result has a's keys, then b's further ones.
Relation join(const Relation& a, const Relation& b);
/// Two relations of delivered values. Same keys: united. Where `fine` has all keys of `coarse`, tuples of
/// `coarse` that nothing in `fine` matches are kept with the other keys open, so that no delivery is dropped in
/// silence.
Relation unite(const Relation& fine, const Relation& coarse);

/// Rows of `relation` in the order of `keys` (all must be present).
std::vector<Tuple> ordered(const Relation& relation, const std::vector<int>& keys);

}  // namespace qingdan
