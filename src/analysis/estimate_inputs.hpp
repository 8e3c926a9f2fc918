#pragma once
// Estimates that checks and indicators read: a category's or total's sum, or its leaf estimates by key.

#include "inventory/binder.hpp"
#include "inventory/inventory.hpp"

namespace qingdan {

/// By input; empty for inputs of other kinds and where there is no such estimate. Estimates by key (`by`) are sums over
/// all other keys and over the leaves below the category; the graph grows by their nodes.
std::vector<EstimateRows> estimate_inputs(Inventory& inventory, const std::vector<MethodInput>& inputs, int year);

}  // namespace qingdan
