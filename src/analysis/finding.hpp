#pragma once
// What quality checks say: a verdict with the cells concerned, as findings.json and the workbook show it.

#include <optional>
#include <string>
#include <vector>

#include "inventory/inventory.hpp"

namespace qingdan {

enum class Verdict { holds, fails, undecided };
std::string_view verdict_text(Verdict verdict);

/// What a finding is likely caused by, best first: mostly one cell and what it should hold.
struct Cause {
    std::string kind;             ///< `sign`, `factor-ten`, `lost-digit` …; `package`: of the check's own; `asked`
    std::string cell;             ///< `energy.xls:Sheet1!D17`; empty where it is no cell
    std::optional<double> value;  ///< with which the check would hold, in the unit that was printed
    Title text;
};

/// A part of what a check compares: `of which statistical difference: 120 t CO2`.
struct FindingPart {
    Title title;
    std::optional<double> value;  ///< nothing where it is not known
    std::string unit;
    bool aside = false;          ///< for information: it does not make up the difference
    std::vector<NodeId> inputs;  ///< of a comparison: nodes of the inventory that it is worked out from
};

struct Finding {
    std::string check;  ///< id of the rule
    Verdict verdict = Verdict::fails;
    Severity severity = Severity::warning;
    Title title, message, hint;
    int year = 0;
    std::string keys;                ///< `fuel=raw_coal`
    std::vector<std::string> cells;  ///< `energy.xls:Sheet1!D17`, or `1.1 CO2 2007`
    std::optional<double> expected, actual, residual, tolerance;
    std::vector<NodeId> expected_inputs, actual_inputs;  ///< of a comparison, likewise
    std::string unit;
    std::vector<FindingPart> parts;
    std::vector<Cause> causes;
    std::string reference;
    int variable = -1;             ///< the data in question, if they are of one variable: who delivers it is asked
    std::optional<Answer> answer;  ///< said in the inventory: it stays visible, but is no longer counted
    /// Stands against the inventory: fails and is not answered.
    [[nodiscard]] bool counts() const { return verdict == Verdict::fails && !answer; }
};

/// The words of built-in checks in both languages (templates/diagnostics).
struct FindingWords {
    const DiagnosticCatalogue& zh;
    const DiagnosticCatalogue& en;
};

/// Completeness (what is NE, what has to be asked for and of whom), reliance on provisional defaults, and the
/// package's own checks. Verdicts that hold are left out unless wanted. Worst first, then in the order of the package;
/// answered ones behind all that count. The inventory's graph grows by the nodes of the checks.
std::vector<Finding> check_inventory(Inventory& inventory, const FindingWords& words, bool with_holding);

/// Every figure of the package's checks that name parts, whatever the verdict: what the workbook shows as a table. Of a
/// rule with variants the one without, or else the first; in the order of the package, then by year. `grown` is a copy
/// of the inventory, whose graph grows by the nodes of the checks.
std::vector<Finding> comparisons(const Inventory& inventory, Inventory& grown);

}  // namespace qingdan
