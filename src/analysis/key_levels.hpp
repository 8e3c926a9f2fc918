#pragma once
// What key category analysis goes by beside figures: at which categories it looks as a whole (2006 IPCC Guidelines,
// Vol. 1 ch. 4, Table 4.1), and which are key for reasons of quality (4.3.3). `key-categories.csv` of a package or of
// an inventory.

#include <string>
#include <vector>

#include "base/csv.hpp"
#include "inventory/inventory.hpp"

namespace qingdan {

struct KeyLevels {
    struct Mark {
        int category = -1;  ///< and all below it
        int gas = -1;       ///< -1: all
        std::string reason;
        SourceRef where;
    };
    std::vector<int> whole;   ///< categories that are one line a gas, whatever stands below them
    std::vector<Mark> marks;  ///< Q
};

/// `category,gas,role,note`; role is `level`, or `key` with the reason as its note. An inventory's table is read behind
/// the package's. Unknown category Q029, unknown gas (or one beside `level`) Q030, unknown role Q031, no reason Q032.
void read_key_levels(const CsvTable& table, const Methodology& methodology, KeyLevels& levels,
                     Diagnostics& diagnostics);

/// Of the package's folder, then of the inventory's; neither has to be there. A declaration that marks nothing, because
/// there is no figure in the last year, is told (Q033).
KeyLevels find_key_levels(Inventory& inventory, const std::filesystem::path& methodologies,
                          const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace qingdan
