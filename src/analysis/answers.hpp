#pragma once
// Findings that an office has answered in the inventory.

#include "analysis/finding.hpp"

namespace qingdan {

/// Marks the findings that an answer speaks of; an answer that speaks of none becomes a note itself, because what it
/// accepted is gone or its keys are misspelt.
void apply_answers(const InventorySettings& settings, const FindingWords& words, std::vector<Finding>& findings);

}  // namespace qingdan
