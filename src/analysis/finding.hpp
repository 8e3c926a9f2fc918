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
    std::string check;                 ///< id of the rule
    Verdict verdict = Verdict::fails;
    Severity severity = Severity::warning;
    Title title, message, hint;
    int year = 0;
    std::vector<std::string> cells;    ///< `energy.xls:Sheet1!D17`, or `1.1 CO2 2007`
    std::optional<double> expected, actual, residual;
    std::string unit;
    std::vector<std::string> causes;
    std::string reference;
};

/// Completeness (what is NE and what has to be asked for), reliance on provisional defaults, and the package's checks.
/// Verdicts that hold are left out unless wanted.
std::vector<Finding> check_inventory(const Inventory& inventory, bool with_holding);

}  // namespace qingdan
