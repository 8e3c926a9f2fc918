#pragma once
// What compile and check share: an inventory's folder opened with the options of the command line, and its findings.

#include "analysis/finding.hpp"
#include "app/commands.hpp"

namespace qingdan {

/// Nothing if anything was refused; P012 for years that the inventory does not have.
std::optional<Inventory> open_inventory(const Session& session, const CompileOptions& options,
                                        Diagnostics& diagnostics);
std::vector<Finding> find_all(const Session& session, Inventory& inventory, bool with_holding);
/// Whether an error stands that nobody has answered: exit code 1.
bool serious(const std::vector<Finding>& findings);
void print_findings_count(const Session& session, const std::vector<Finding>& findings);

}  // namespace qingdan
