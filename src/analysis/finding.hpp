#pragma once
// What quality checks say: a verdict with the cells concerned, as findings.json and the workbook show it.

#include <optional>
#include <string>
#include <vector>

#include "inventory/inventory.hpp"

namespace qingdan {

enum class Verdict { holds, fails, undecided };
std::string_view verdict_text(Verdict verdict);

struct Finding {
    std::string check;  ///< id of the rule
    Verdict verdict = Verdict::fails;
    Severity severity = Severity::warning;
    Title title, message, hint;
    int year = 0;
    std::vector<std::string> cells;  ///< `energy.xls:Sheet1!D17`, or `1.1 CO2 2007`
    std::optional<double> expected, actual, residual;
    std::string unit;
    std::vector<std::string> causes;
    std::string reference;
};

/// The words of built-in checks in both languages (templates/diagnostics).
struct FindingWords {
    const DiagnosticCatalogue& zh;
    const DiagnosticCatalogue& en;
};

/// Completeness (what is NE, what has to be asked for and of whom), reliance on provisional defaults, and the
/// package's own checks. Verdicts that hold are left out unless wanted. Worst first, then in the order of the package.
/// The inventory's graph grows by the nodes of the checks.
std::vector<Finding> check_inventory(Inventory& inventory, const FindingWords& words, bool with_holding);

}  // namespace qingdan
