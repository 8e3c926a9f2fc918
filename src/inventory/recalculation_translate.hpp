#pragma once
// An inventory's data for another methodology package: everything that the other one knows under the same names.

#include <memory>
#include <string>
#include <vector>

#include "inventory/inventory.hpp"
#include "methodology/mapping.hpp"

namespace qingdan {

/// What an inventory delivered and the other package has no use for.
struct UnusedInput {
    enum class Why { unknown_name, other_keys, unknown_member, other_unit };
    bool factor = false;  ///< else a variable
    std::string id;
    Title title;
    Why why = Why::unknown_name;
    std::string member;  ///< the member, where it is one
    std::size_t rows = 0;
};

struct TranslatedInputs {
    InventorySettings settings;
    std::vector<ActivityDatum> data;
    std::vector<FactorRow> factors;   ///< the inventory's own
    std::vector<UnusedInput> unused;  ///< each once, with the number of rows
};

/// `mapping`: where the other package has another category tree; null: the same codes. Pins and notations of what the
/// other does not have are left out. The GWP set is left for the caller.
TranslatedInputs translate_inputs(const Inventory& inventory, const Methodology& other, const CategoryMapping* mapping);

}  // namespace qingdan
