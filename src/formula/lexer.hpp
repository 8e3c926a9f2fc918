#pragma once
// Text -> tokens. A unit in brackets is one token, because its inside follows the rules of units.

#include <string>
#include <string_view>
#include <vector>

#include "formula/reporter.hpp"

namespace qingdan::formulas {

enum class TokenKind { number, name, unit, symbol, end };

struct Token {
    TokenKind kind = TokenKind::end;
    Extent extent;
    std::string_view text;  ///< as written; of a unit the inside of the brackets
    double number = 0.0;
};

/// The tokens of a formula, `end` last. The views point into the reporter's formula. What cannot be read is reported:
/// F001 (bracket never closed), F009 (too long), F011 (unknown sign), F024 (not a number); the tokens are then
/// incomplete.
std::vector<Token> tokenize(Reporter& reporter);

}  // namespace qingdan::formulas
