#include "formula/lexer.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "base/text.hpp"

namespace qingdan::formulas {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_ascii_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

struct Character {
    std::uint32_t code = 0;
    std::size_t bytes = 1;
};

/// The code point at `at`; the text is known to be valid UTF-8.
Character character_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) {
        return static_cast<std::uint32_t>(static_cast<unsigned char>(text[at + i]));
    };
    const std::uint32_t first = byte(0);
    if (first < 0x80U) return {first, 1};
    if (first < 0xE0U) return {((first & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
    if (first < 0xF0U) return {((first & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
    return {((first & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) | (byte(3) & 0x3FU), 4};
}

/// Letters beyond ASCII that a name may have: Latin, Greek, Cyrillic and CJK ideographs. Full-width forms are not among
/// them.
bool is_other_letter(std::uint32_t code) {
    constexpr std::array<std::pair<std::uint32_t, std::uint32_t>, 5> ranges{
        {{0x00C0, 0x024F}, {0x0370, 0x03FF}, {0x0400, 0x052F}, {0x3400, 0x4DBF}, {0x4E00, 0x9FFF}}};
    if (code == 0x00D7 || code == 0x00F7) return false;  // the signs × and ÷ stand between the Latin letters
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const auto& range) { return code >= range.first && code <= range.second; });
}

/// Signs that people type for one of ours, and what to type instead.
constexpr std::array<std::pair<std::string_view, std::string_view>, 15> replacements{{{"&&", "and"},
                                                                                      {"||", "or"},
                                                                                      {"**", "^"},
                                                                                      {"<>", "!="},
                                                                                      {"=", "=="},
                                                                                      {"!", "not"},
                                                                                      {"×", "*"},
                                                                                      {"·", "*"},
                                                                                      {"÷", "/"},
                                                                                      {"−", "-"},
                                                                                      {"–", "-"},
                                                                                      {"≤", "<="},
                                                                                      {"≥", ">="},
                                                                                      {"≠", "!="},
                                                                                      {"、", ","}}};

class Lexer {
public:
    explicit Lexer(Reporter& reporter) : reporter_(reporter), text_(reporter.text()) {}

    std::vector<Token> run() {
        while (at_ < text_.size()) {
            if (is_blank(text_[at_])) {
                ++at_;
            } else if (is_digit(text_[at_]) ||
                       (text_[at_] == '.' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))) {
                number();
            } else if (letter_bytes(at_) > 0) {
                name();
            } else if (text_[at_] == '[') {
                if (!unit()) return std::move(tokens_);
            } else {
                symbol();
            }
        }
        tokens_.push_back({TokenKind::end, {text_.size(), text_.size()}, {}, 0.0});
        return std::move(tokens_);
    }

private:
    [[nodiscard]] std::size_t letter_bytes(std::size_t at) const {
        if (is_ascii_letter(text_[at])) return 1;
        const Character character = character_at(text_, at);
        return is_other_letter(character.code) ? character.bytes : 0;
    }

    void push(TokenKind kind, std::size_t to, double number = 0.0) {
        tokens_.push_back({kind, {at_, to}, text_.substr(at_, to - at_), number});
        at_ = to;
    }

    void number() {
        std::size_t to = at_;
        const auto digits = [&] {
            while (to < text_.size() && is_digit(text_[to])) ++to;
        };
        digits();
        const bool leading_zero = to - at_ > 1 && text_[at_] == '0';  // `4,000` would be two numbers without a word
        if (to < text_.size() && text_[to] == '.') {
            ++to;
            digits();
        }
        if (to < text_.size() && (text_[to] == 'e' || text_[to] == 'E')) {
            std::size_t exponent = to + 1;
            if (exponent < text_.size() && (text_[exponent] == '+' || text_[exponent] == '-')) ++exponent;
            if (exponent < text_.size() && is_digit(text_[exponent])) {
                to = exponent;
                digits();
            }
        }
        // Read on over what cannot follow a number, so that `1.2.3` and `12abc` are shown whole.
        const std::size_t good = to;
        while (to < text_.size() && (is_digit(text_[to]) || text_[to] == '.' || is_ascii_letter(text_[to]))) ++to;
        std::string digits_text(text_.substr(at_, to - at_));
        if (digits_text.front() == '.') digits_text.insert(0, 1, '0');
        if (digits_text.back() == '.') digits_text.push_back('0');
        const std::optional<double> value = to == good && !leading_zero ? parse_number(digits_text) : std::nullopt;
        if (!value) reporter_.error("F024", {at_, to}, {{"found", std::string(text_.substr(at_, to - at_))}});
        push(TokenKind::number, to, value.value_or(1.0));
    }

    void name() {
        std::size_t to = at_;
        while (to < text_.size()) {
            const std::size_t bytes = is_digit(text_[to]) ? 1 : letter_bytes(to);
            if (bytes == 0) break;
            to += bytes;
        }
        push(TokenKind::name, to);
    }

    bool unit() {
        const std::size_t close = text_.find(']', at_);
        if (close == std::string_view::npos) {
            reporter_.error("F001", {at_, text_.size()}, {{"found", "["}, {"expected", "]"}});
            return false;
        }
        tokens_.push_back({TokenKind::unit, {at_, close + 1}, trim(text_.substr(at_ + 1, close - at_ - 1)), 0.0});
        at_ = close + 1;
        return true;
    }

    void symbol() {
        const std::string_view rest = text_.substr(at_);
        for (const std::string_view two : {"<=", ">=", "==", "!="}) {
            if (rest.substr(0, 2) == two) return push(TokenKind::symbol, at_ + 2);
        }
        for (const auto& [typed, instead] : replacements) {
            if (rest.substr(0, typed.size()) == typed) return unknown(typed.size(), instead);
        }
        if (std::string_view("+-*/^()<>,").find(rest.front()) != std::string_view::npos) {
            return push(TokenKind::symbol, at_ + 1);
        }
        const std::size_t bytes = character_at(text_, at_).bytes;
        const std::string half = half_width(rest.substr(0, bytes));
        unknown(bytes, half != rest.substr(0, bytes) && half != " " ? half : std::string_view());
    }

    void unknown(std::size_t bytes, std::string_view instead) {
        const std::string found(text_.substr(at_, bytes));
        // A control character cannot be shown; the caret does that.
        const bool visible = static_cast<unsigned char>(found.front()) >= 0x20U && found.front() != 0x7F;
        reporter_.error("F011", {at_, at_ + bytes},
                        {{"found", visible ? found : "?"},
                         {"instead", instead.empty() ? "+ - * / ^ ( ) , < > [ ]" : std::string(instead)}});
        at_ += bytes;
    }

    Reporter& reporter_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<Token> tokens_;
};

std::size_t character_count(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(
        text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

}  // namespace

std::vector<Token> tokenize(Reporter& reporter) {
    const std::string_view text = reporter.text();
    if (character_count(text) > Limits::characters) {
        reporter.error("F009", {0, 1}, {{"limit", std::to_string(Limits::characters)}});
        return {};
    }
    if (!valid_utf8(text)) {
        const auto bad =
            std::find_if(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80U; });
        const auto at = static_cast<std::size_t>(bad - text.begin());
        reporter.error("F011", {at, at + 1}, {{"found", "?"}, {"instead", "UTF-8"}});
        return {};
    }
    return Lexer(reporter).run();
}

}  // namespace qingdan::formulas
