#include "base/text.hpp"
#include "units/unit.hpp"

namespace qingdan {

namespace {

constexpr std::u32string_view superscripts = U"⁰¹²³⁴⁵⁶⁷⁸⁹";
constexpr std::u32string_view dots = U"·•∙⋅・‧×";
constexpr std::u32string_view operators = U"/*^·";

bool is_chinese(char32_t c) { return (c >= 0x2E80 && c <= 0x9FFF && c != 0x3000) || (c >= 0xF900 && c <= 0xFAFF); }

bool is_one_of(char32_t c, std::u32string_view set) { return set.find(c) != std::u32string_view::npos; }

// Character by character: signs that look alike become one, superscripts become `^n`.
std::u32string unified(std::string_view text) {
    std::u32string out;
    bool raised = false;
    for (char32_t c : code_points(half_width(text))) {
        const std::size_t digit = superscripts.find(c);
        const bool superscript = digit != std::u32string_view::npos || c == U'⁻';
        if (superscript && !raised) out += U'^';
        raised = superscript;
        if (superscript)
            c = c == U'⁻' ? U'-' : U'0' + static_cast<char32_t>(digit);
        else if (c >= U'₀' && c <= U'₉')
            c = U'0' + (c - U'₀');
        else if (is_one_of(c, dots))
            c = U'·';
        else if (c == U'∕' || c == U'⁄')
            c = U'/';
        else if (c == U'−' || c == U'‐' || c == U'‑' || c == U'–')
            c = U'-';
        else if (c == U'[')
            c = U'(';
        else if (c == U']')
            c = U')';
        else if (c == U'\t' || c == U'\n' || c == U'\r' || c == 0xA0 || (c >= 0x2000 && c <= 0x200B) || c == 0x202F)
            c = U' ';
        out += c;
    }
    return out;
}

bool blank_matters(char32_t before, char32_t after) {
    if (before == 0 || after == 0 || before == U'(' || after == U')') return false;
    if (is_chinese(before) || is_chinese(after)) return false;
    return !is_one_of(before, operators) && !is_one_of(after, operators);
}

std::u32string without_idle_blanks(const std::u32string& text) {
    std::u32string out;
    bool blank = false;
    for (const char32_t c : text) {
        if (c == U' ') {
            blank = true;
            continue;
        }
        if (blank && blank_matters(out.empty() ? U'\0' : out.back(), c)) out += U' ';
        blank = false;
        out += c;
    }
    return out;
}

// Whether the first parenthesis closes only at the very end.
bool wrapped(std::u32string_view text) {
    if (text.size() < 2 || text.front() != U'(' || text.back() != U')') return false;
    int depth = 0;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        depth += text[i] == U'(' ? 1 : text[i] == U')' ? -1 : 0;
        if (depth == 0) return false;
    }
    return true;
}

}  // namespace

std::string unit_normal_form(std::string_view text) {
    const std::u32string plain = without_idle_blanks(unified(text));
    std::u32string_view inner = plain;
    while (wrapped(inner)) inner = inner.substr(1, inner.size() - 2);
    std::string out;
    for (const char32_t c : inner) append_utf8(out, c);
    return out;
}

}  // namespace qingdan
