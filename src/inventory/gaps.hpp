#pragma once
// Figures that nobody delivered, estimated as the inventory declares it ([[gap]], IPCC 2006 V1 sec. 5.3.3).

#include <string>
#include <vector>

#include "base/toml.hpp"
#include "inventory/settings.hpp"

namespace qingdan {

class Inventory;

/// Reads all `[[gap]]` tables. I028 where a method is unknown or does not go with what is given.
std::vector<DeclaredGap> read_gaps(const TomlDocument& document, TomlTableReader& root, Diagnostics& diagnostics);

/// Adds the data that the settings' gaps declare, each marked as estimated and naming the data it was made from.
/// What was delivered is never replaced. I022…I030.
void fill_gaps(Inventory& inventory, Diagnostics& diagnostics);

}  // namespace qingdan
