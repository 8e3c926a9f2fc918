#pragma once
// Data cells and factors that a node rests on, in words.

#include <string>
#include <vector>

#include "inventory/inventory.hpp"
#include "report/words.hpp"

namespace qingdan {

/// Each with its value and place; `more`: how many are not named.
struct Origins {
    std::vector<std::string> data, factors;
    std::size_t more_data = 0, more_factors = 0;
};

/// Below a node (or the node itself), through sub-results and derived variables, in the order of the formula.
Origins origins_below(const Inventory& inventory, const Words& words, NodeId root);
/// One below the other, and how many more there are.
std::string lines(const std::vector<std::string>& list, std::size_t more, const Words& words);

}  // namespace qingdan
