#include "units/unit_parser.hpp"

#include <algorithm>
#include <cmath>

namespace qingdan {

namespace {

constexpr std::string_view dot = "·";
constexpr std::size_t longest_text = 200;
constexpr int deepest = 20;
constexpr int largest_exponent = 9;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// Length of `-2`, `3`, `12` at the start of a text; 0 when there is none.
std::size_t integer_length(std::string_view text) {
    std::size_t length = text.starts_with('-') ? 1 : 0;
    const std::size_t sign = length;
    while (length < text.size() && is_digit(text[length])) ++length;
    return length == sign ? 0 : length;
}

}  // namespace

std::nullopt_t UnitParser::fail(std::string code, std::string what, std::size_t from, std::size_t to) {
    if (fault_.code.empty()) fault_ = {std::move(code), std::move(what), from, to};
    return std::nullopt;
}

std::size_t UnitParser::word_end(std::size_t from) const {
    std::size_t end = from;
    while (end < text_.size() && std::string_view(" /*^()").find(text_[end]) == std::string_view::npos &&
           !text_.substr(end).starts_with(dot))
        ++end;
    return end;
}

// A symbol ends where its word ends, or where an exponent follows (`yr-1`, `TJ2`). Substances are
// never raised: `C2` is rather a gas that nobody declared.
bool UnitParser::ends_at(std::size_t at, const UnitTable::Row& row) const {
    const std::size_t end = word_end(at);
    if (end == at) return true;
    const std::string_view rest = text_.substr(at, end - at);
    return row.kind != UnitTable::Kind::substance && integer_length(rest) == rest.size() && rest.size() <= 2;
}

UnitParser::Match UnitParser::longest_match(std::size_t from) const {
    const std::size_t stop = std::min(text_.find_first_of("/()", from), text_.size());
    for (std::size_t end = stop; end > from; --end) {
        const UnitTable::Row* row = table_.find(text_.substr(from, end - from));
        if (row && ends_at(end, *row)) return {row, end};
    }
    // `tCO2`, `kgN2O-N`, 吨二氧化碳: a mass and its substance written as one word.
    const std::size_t end = word_end(from);
    for (std::size_t middle = end; middle > from; --middle) {
        const UnitTable::Row* mass = table_.find(text_.substr(from, middle - from));
        if (!mass || mass->kind == UnitTable::Kind::substance ||
            mass->dimension != Dimension::base(std::string(mass_symbol)))
            continue;
        const UnitTable::Row* substance = table_.find(text_.substr(middle, end - middle));
        if (substance && substance->kind == UnitTable::Kind::substance) return {mass, middle, true};
    }
    return {};
}

std::optional<Unit> UnitParser::parse() {
    if (text_.empty()) return fail("U004", "@unit-empty", 0, 0);
    if (text_.size() > longest_text) return fail("U004", "@unit-too-long", 0, 0);
    if (const auto* row = table_.find(text_)) return Unit{row->scale, row->dimension, {}};  // 万头(只)
    auto out = unit(0);
    if (!out) return std::nullopt;
    if (at_ < text_.size())
        return fail("U004", text_[at_] == ')' ? "@unit-parenthesis" : "@unit-operator", at_, at_ + 1);
    return out;
}

std::optional<Unit> UnitParser::unit(int depth) {
    if (depth > deepest) return fail("U004", "@unit-too-deep", at_, at_ + 1);
    auto left = product(depth);
    while (left && at_ < text_.size() && (text_[at_] == '/' || text_[at_] == '*')) {
        const bool divide = text_[at_++] == '/';
        const auto right = product(depth);
        if (!right) return std::nullopt;
        left = divide ? *left / *right : *left * *right;
    }
    return left;
}

std::optional<Unit> UnitParser::product(int depth) {
    auto left = factor(depth);
    while (left && at_ < text_.size()) {
        if (next_is(dot))
            at_ += dot.size();
        else if (text_[at_] == ' ')
            ++at_;
        else if (text_[at_] == '/' || text_[at_] == '*' || text_[at_] == ')')
            break;
        else if (!may_be_glued_)
            return fail("U004", "@unit-glued", at_, at_ + 1);
        const auto right = factor(depth);
        if (!right) return std::nullopt;
        left = *left * *right;
    }
    return left;
}

std::optional<Unit> UnitParser::factor(int depth) {
    may_be_glued_ = false;
    if (at_ >= text_.size()) return fail("U004", "@unit-incomplete", text_.size(), text_.size());
    const char c = text_[at_];
    if (c == '(') {
        const std::size_t open = at_++;
        const auto inner = unit(depth + 1);
        if (!inner) return std::nullopt;
        if (!next_is(")")) return fail("U004", "@unit-parenthesis", open, open + 1);
        ++at_;
        return raised(*inner, {});
    }
    if (is_digit(c) && !longest_match(at_).row) return number();
    return symbol();
}

// Only powers of ten: `104 t` is a lost superscript rather than a hundred and four tonnes.
std::optional<Unit> UnitParser::number() {
    const std::size_t from = at_;
    const std::size_t digits = integer_length(text_.substr(at_));
    const std::string_view mantissa = text_.substr(at_, digits);
    const bool power_of_ten =
        mantissa[0] == '1' && mantissa.find_first_not_of('0', 1) == std::string_view::npos && digits <= 15;
    at_ += digits;
    int exponent = static_cast<int>(digits) - 1;
    const bool raised_ten = mantissa == "10" && next_is("^");
    if (raised_ten ||
        (mantissa == "1" && (next_is("e") || next_is("E")) && integer_length(text_.substr(at_ + 1)) > 0)) {
        const std::size_t length = integer_length(text_.substr(at_ + 1));
        if (length == 0 || length > 3) return fail("U004", "@unit-exponent", from, at_ + 1 + length);
        exponent = std::stoi(std::string(text_.substr(at_ + 1, length)));
        at_ += 1 + length;
    }
    if (!power_of_ten) return fail("U004", "@unit-number", from, at_);
    may_be_glued_ = true;
    return Unit{snap_to_decimal(std::pow(10.0, exponent)), {}, {}};
}

std::optional<Unit> UnitParser::symbol() {
    const Match match = longest_match(at_);
    if (!match.row) {
        const std::size_t end = word_end(at_);
        if (end == at_) return fail("U004", "@unit-operator", at_, at_ + 1);
        return fail("U002", std::string(text_.substr(at_, end - at_)), at_, end);
    }
    at_ = match.end;
    may_be_glued_ = match.mass_of_word;
    return raised(Unit{match.row->scale, match.row->dimension, {}}, match.row->symbol);
}

std::optional<Unit> UnitParser::raised(Unit base, std::string_view name) {
    const std::size_t from = at_;
    if (next_is("^")) ++at_;
    const std::size_t length = integer_length(text_.substr(at_));
    if (length == 0) return at_ == from ? std::optional(std::move(base)) : fail("U004", "@unit-exponent", from, at_);
    const std::string_view digits = text_.substr(at_, length);
    at_ += length;
    // `m^3` is the volume m3, which is a base of its own, not a length cubed.
    const UnitTable::Row* row = name.empty() ? nullptr : table_.find(std::string(name).append(digits));
    if (row) return Unit{row->scale, row->dimension, {}};
    const int exponent = length <= 3 ? std::stoi(std::string(digits)) : largest_exponent + 1;
    if (exponent == 0 || std::abs(exponent) > largest_exponent) return fail("U004", "@unit-exponent", from, at_);
    return base.power(exponent);
}

}  // namespace qingdan
