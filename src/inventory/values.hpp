#pragma once
// What is known of each variable in each year: delivered data, and what methods derived, by key.

#include <unordered_map>
#include <utility>
#include <vector>

#include "inventory/graph.hpp"

namespace qingdan {

class VariableValues {
public:
    using Row = std::pair<Tuple, NodeId>;

    explicit VariableValues(std::size_t variables) : years_(variables) {}

    /// Adds values of one variable and year. A key that is there already keeps its value: what was delivered stands
    /// over what is derived, so deliveries are added first.
    void add(int variable, int year, std::vector<Row> rows);
    [[nodiscard]] NodeId find(int variable, int year, const Tuple& key) const;  ///< no_node if there is none
    [[nodiscard]] const std::vector<Row>& rows(int variable, int year) const;   ///< sorted by key

private:
    std::vector<std::unordered_map<int, std::vector<Row>>> years_;
};

}  // namespace qingdan
