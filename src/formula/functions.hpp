#pragma once
// The functions a formula may call: how many arguments, what the checker asks of them, which step they become.

#include <optional>
#include <string_view>

#include "formula/formula.hpp"

namespace qingdan::formulas {

/// What the checker asks of a function's arguments.
enum class Rule {
    one_unit,     ///< all arguments in one unit, which is the result's
    pure_number,  ///< exp, ln
    root,         ///< sqrt: half of every exponent
    choice,       ///< if(condition, a, b)
    sum,          ///< sum(x over k)
    previous,     ///< previous(name, start)
    kernel        ///< as the kernel's C++ signature says
};

struct Function {
    Rule rule = Rule::one_unit;
    Op op = Op::constant;
    int least = 1, most = 1;  ///< arguments; most -1: any number
    int kernel = -1;
};

std::optional<Function> find_function(std::string_view name);

}  // namespace qingdan::formulas
