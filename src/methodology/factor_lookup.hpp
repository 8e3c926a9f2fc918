#pragma once
// Which factor row holds for a key: the most specific one that fits (docs/package-format.md, "Look-up").

#include <unordered_map>
#include <vector>

#include "methodology/methodology.hpp"

namespace qingdan {

struct FactorChoice {
    const FactorRow* row = nullptr;    ///< points into Methodology::factor_rows
    const FactorRow* rival = nullptr;  ///< fits as well, and neither is more specific
    const FactorRow* asked = nullptr;  ///< an empty slot that fits better, for which `row` stands in
};

class FactorIndex {
public:
    explicit FactorIndex(const Methodology& methodology);

    /// `key` in the order of the definition's dimensions, without `region`.
    /// Slots that fall back never hold; the most specific one above the chosen row is `asked`.
    [[nodiscard]] FactorChoice choose(int factor, const Tuple& key, MemberId region, int year) const;

    /// Dimensions of the factor that its rows can supply: `wanted` and every other that those rows name by a leaf.
    /// Empty if no row names all of `wanted`.
    [[nodiscard]] std::vector<int> explicit_dimensions(int factor, const std::vector<int>& wanted) const;
    /// What the rows name in these dimensions; rows that leave one open are passed over.
    [[nodiscard]] std::vector<Tuple> explicit_tuples(int factor, const std::vector<int>& dimensions) const;

private:
    struct Entry {
        std::vector<int> rows;                                   ///< of the factor, without slots that fall back
        std::size_t bucket_position = 0;                         ///< key position by which rows are sorted into buckets
        std::unordered_map<MemberId, std::vector<int>> buckets;  ///< member or any_member -> rows
        std::vector<int> slots;                                  ///< those that fall back
        int region_position = -1;
    };
    const Methodology& methodology_;
    std::vector<Entry> entries_;  ///< per factor
};

}  // namespace qingdan
