#pragma once
// Formulas typeset: the tree of a line of a method as LaTeX, for pages that show mathematics.

#include <map>
#include <string>
#include <vector>

#include "formula/formula.hpp"

namespace qingdan {

/// How a name stands in print: `\mathit{consumed}` with one letter a key.
struct LatexSymbol {
    std::string base;
    std::vector<std::string> indices;  ///< letters of its keys
};

struct LatexNames {
    std::map<std::string, LatexSymbol, std::less<>> symbols;  ///< of inputs, lets and `result`
    std::map<std::string, std::string, std::less<>> letters;  ///< of dimensions
    std::string otherwise;                                    ///< the word for the last case of an `if`
};

/// `net_calorific_value` in italics; underscores and digits as they are.
std::string latex_name(const std::string& name);
std::string latex_unit(const std::string& unit);  ///< `t CO2/m3` upright, with subscripts and powers
/// The symbol with its subscripts; with `year` (`t-1`) as one more.
std::string latex_symbol(const LatexSymbol& symbol, const std::string& year = {});

/// The terms that are added on the right-hand side, each with its sign (the first without a plus): one element unless
/// the formula is a sum. Quotients are fractions, sums have their key below the sign, `if` is a list of cases,
/// `previous(x, start)` is x of the year before with `start` in brackets. The formula compiles.
std::vector<std::string> latex_terms(const FormulaText& formula, const LatexNames& names);

}  // namespace qingdan
