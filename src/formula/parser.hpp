#pragma once
// Tokens -> tree, by recursive descent. The grammar stands in docs/formula-language.md.

#include "formula/ast.hpp"
#include "formula/reporter.hpp"

namespace qingdan::formulas {

/// Reads the reporter's formula. On the first thing that cannot be read the tree is left without a root and
/// the reporter knows why: F001, F009, F011, F012, F013, F014, F024.
Tree parse_formula(Reporter& reporter);

}  // namespace qingdan::formulas
