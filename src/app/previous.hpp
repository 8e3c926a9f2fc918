#pragma once
// The previous submission that an inventory names, compared with it.

#include <filesystem>
#include <optional>

#include "analysis/recalculation.hpp"

namespace qingdan {

/// Nothing if `[previous]` is not there, or was refused (S001, S002, S003, B020 …). The file read joins the inventory's
/// documents.
std::optional<Recalculations> recalculations_of(Inventory& inventory, const std::filesystem::path& folder,
                                                Diagnostics& diagnostics);

}  // namespace qingdan
