#pragma once
// Notation keys stand where a number does not: NO not occurring, NE not estimated, NA not applicable,
// IE included elsewhere, C confidential (IPCC 2006 V1 ch. 8 table 8.1... see docs/decisions).

#include <cstdint>
#include <optional>
#include <string_view>

namespace qingdan {

enum class Notation : std::uint8_t { none, NO, NA, IE, C, NE };  // none = there is a number

/// What a lane of a calculation is: a number or a notation key; `incomplete` marks a sum in which something is NE.
struct Status {
    Notation notation = Notation::none;
    bool incomplete = false;
    [[nodiscard]] bool is_number() const { return notation == Notation::none; }
    friend bool operator==(const Status&, const Status&) = default;
};

/// Function of several: any notation key wins; of two the later in the order NO < NA < IE < C < NE.
Status combine_in_function(Status a, Status b);
/// Product: likewise, but what is not here (NO, NA, IE) needs no factor: it wins over NE and C.
Status combine_in_product(Status a, Status b);
/// Quotient: likewise for the dividend; divided by nothing is unknown.
Status combine_in_quotient(Status a, Status b);
/// Sum: number + NO/NA/IE = number; number + NE (or C) = number, incomplete; equal keys stay;
/// of two different keys the later in the order above, except that NE with NO/NA/IE stays NE.
Status combine_in_sum(Status a, Status b);

/// Difference: as a sum with NO/NA/IE; NE or C on either side wins, because what is left over may be anything.
Status combine_in_difference(Status a, Status b);

std::string_view notation_text(Notation notation);              ///< `NO`; empty for none
std::optional<Notation> parse_notation(std::string_view text);  ///< exact upper-case keys only

}  // namespace qingdan
