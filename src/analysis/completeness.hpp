#pragma once
// What is missing, what has to be asked of whom, and how much of the total rests on unconfirmed defaults.

#include <vector>

#include "analysis/finding.hpp"

namespace qingdan {

void check_completeness(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings);
/// Notation keys that change between years.
void check_notations(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings);
void check_reliance(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings);

/// Figures that were not delivered but estimated, as the inventory declares: a note for each declaration.
void check_estimated(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings);

/// `2005-2007, 2010` of years in any order.
std::string years_text(std::vector<int> years);

/// Data of the regions within the province against the province's own: the sum differs by more than rounding can make.
void check_parts(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings);

/// Reports of enterprises against the province's figures: more than it has is an error; else, on request, how much of
/// it they cover.
void check_facilities(const Inventory& inventory, const FindingWords& words, bool with_holding,
                      std::vector<Finding>& findings);

/// A finding whose title, message and hint are the catalogue's words for `code`.
Finding worded(const FindingWords& words, const std::string& code, Severity severity, const DiagnosticArguments& zh,
               const DiagnosticArguments& en);

}  // namespace qingdan
