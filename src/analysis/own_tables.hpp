#pragma once
// Tables that a package may have and an inventory may set against it, by the same name in both folders.

#include <filesystem>
#include <vector>

#include "base/csv.hpp"
#include "inventory/inventory.hpp"

namespace qingdan {

/// The package's, then the inventory's; neither has to be there. What was read joins the inventory's documents.
std::vector<CsvTable> own_tables(Inventory& inventory, const std::filesystem::path& methodologies,
                                 const std::filesystem::path& folder, const char* name, Diagnostics& diagnostics);

}  // namespace qingdan
