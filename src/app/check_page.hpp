#pragma once
// The page that `qingdan check` prints, for a person who has a minute: what blocks, what needs a word, whom to ask for
// what, what changed.

#include <optional>

#include "analysis/finding.hpp"
#include "analysis/recalculation.hpp"
#include "app/session.hpp"

namespace qingdan {

/// `all`: every finding, also those that are undecided or hold, and every method.
void print_check_page(const Session& session, const Inventory& inventory, const std::vector<Finding>& findings,
                      const std::optional<Recalculations>& recalculations, bool all);

}  // namespace qingdan
