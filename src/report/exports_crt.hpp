#pragma once
// The inventory in the categories of the IPCC and of the common reporting tables (docs/crt-export.md).

#include <filesystem>
#include <optional>
#include <string>

#include "inventory/inventory.hpp"

namespace qingdan {

struct CrtExport {
    std::string csv, json;
};

/// For packages whose own categories, or those to which their mapping leads, have a `crt.csv` in `templates/<package>/`.
/// Nothing for others.
std::optional<CrtExport> crt_export(const Inventory& inventory, const std::filesystem::path& templates,
                                    const std::filesystem::path& methodologies, Diagnostics& diagnostics);

}  // namespace qingdan
