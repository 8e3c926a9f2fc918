#pragma once
// A grid checked by a package: the findings of its balance checks.

#include <set>

#include "../inventory/package_fixture.hpp"
#include "analysis/finding.hpp"
#include "balance_grid.hpp"

namespace qingdan::testing {

const FindingWords& finding_words();
std::shared_ptr<const Methodology> real_package(const std::string& id);
/// Of the identities between cells; with_holding: those that hold as well.
std::vector<Finding> balance_findings(const std::shared_ptr<const Methodology>& methodology, const BalanceGrid& grid,
                                      bool with_holding = false);
/// `balance.supply fuel=coke` of every finding that fails; none may be undecided.
std::multiset<std::string> failing(const std::vector<Finding>& findings);

}  // namespace qingdan::testing
