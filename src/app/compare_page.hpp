#pragma once
// The page that `qingdan compare` prints: totals first, then the categories that have a figure, each with the parts of
// its difference, and what the other package had no use for.

#include <vector>

#include "analysis/recalculation_packages.hpp"
#include "app/session.hpp"
#include "inventory/recalculation_translate.hpp"
#include "report/words.hpp"

namespace qingdan {

/// `all_years`: else the last one only.
void print_compare_page(const Session& session, const Inventory& own, const Inventory& other,
                        const std::vector<PackageRow>& rows, const std::vector<UnusedInput>& unused, bool all_years,
                        const Words& words);

}  // namespace qingdan
