#include "formula/notation.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace qingdan {
namespace {

constexpr std::array<std::pair<Notation, std::string_view>, 5> keys{
    {{Notation::NO, "NO"}, {Notation::NA, "NA"}, {Notation::IE, "IE"}, {Notation::C, "C"}, {Notation::NE, "NE"}}};

/// Of two keys the one that says more about what is missing; the enumeration stands in that order.
Notation later(Notation a, Notation b) { return std::max(a, b); }

bool leaves_a_gap(Notation notation) { return notation == Notation::NE || notation == Notation::C; }

}  // namespace

Status combine_in_function(Status a, Status b) {
    if (a.is_number() && b.is_number()) return {Notation::none, a.incomplete || b.incomplete};
    return {later(a.notation, b.notation), false};
}

Status combine_in_quotient(Status a, Status b) {
    if (!a.is_number() && !leaves_a_gap(a.notation) && leaves_a_gap(b.notation)) return a;
    return combine_in_function(a, b);
}

Status combine_in_product(Status a, Status b) {
    return leaves_a_gap(a.notation) ? combine_in_quotient(b, a) : combine_in_quotient(a, b);
}

Status combine_in_sum(Status a, Status b) {
    if (!a.is_number() && !b.is_number()) return {later(a.notation, b.notation), false};
    const bool gap = leaves_a_gap(a.notation) || leaves_a_gap(b.notation);
    return {Notation::none, a.incomplete || b.incomplete || gap};
}

Status combine_in_difference(Status a, Status b) {
    if (leaves_a_gap(a.notation) || leaves_a_gap(b.notation)) return combine_in_function(a, b);
    return combine_in_sum(a, b);
}

std::string_view notation_text(Notation notation) {
    for (const auto& [key, text] : keys) {
        if (key == notation) return text;
    }
    return {};
}

std::optional<Notation> parse_notation(std::string_view text) {
    for (const auto& [key, name] : keys) {
        if (name == text) return key;
    }
    return std::nullopt;
}

}  // namespace qingdan
