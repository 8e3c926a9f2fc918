// Numbers in and out, as declared in text.hpp. Nothing here asks the locale.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <system_error>

#include "base/text.hpp"

namespace qingdan {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Takes thousands separators out; nothing when a comma is not followed by exactly three digits,
// because `1,23` may be a decimal comma and is not guessed at.
std::optional<std::string> without_grouping(std::string_view text) {
    if (text.find(',') == std::string_view::npos) return std::string(text);
    const std::size_t start = !text.empty() && (text[0] == '-' || text[0] == '+') ? 1 : 0;
    std::string out(text.substr(0, start));
    std::size_t run = 0;
    bool grouped = false;
    std::size_t i = start;
    for (; i < text.size() && (is_digit(text[i]) || text[i] == ','); ++i) {
        if (is_digit(text[i])) {
            out += text[i];
            ++run;
            continue;
        }
        if (run == 0 || run > 3 || (grouped && run != 3)) return std::nullopt;
        grouped = true;
        run = 0;
    }
    if (run != 3) return std::nullopt;
    const std::string_view rest = text.substr(i);
    if (rest.find(',') != std::string_view::npos) return std::nullopt;
    return out.append(rest);
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
    if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
    double value = 0.0;
    const char* const end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, value);
    if (error != std::errc{} || stop != end || !std::isfinite(value)) return std::nullopt;
    return value;
}

std::optional<double> parse_printed_number(std::string_view text) {
    std::string plain;
    for (const char32_t c : code_points(half_width(text))) append_utf8(plain, c == 0x2212 ? U'-' : c);  // minus sign
    const auto digits = without_grouping(trim(plain));
    return digits ? parse_number(*digits) : std::nullopt;
}

std::string number_text(double value) {
    if (value == 0.0) return "0";  // no "-0"
    const double size = std::abs(value);
    const auto format = size >= 1e-5 && size < 1e16 ? std::chars_format::fixed : std::chars_format::scientific;
    char buffer[64];
    const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, format).ptr;
    return std::string(buffer, end);
}

std::string number_text(double value, int digits) {
    if (value == 0.0 || !std::isfinite(value)) return number_text(value);
    char buffer[400];
    char* end =
        std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, std::max(digits, 1) - 1)
            .ptr;
    const std::optional<double> rounded =
        parse_number(std::string_view(buffer, static_cast<std::size_t>(end - buffer)));
    if (!rounded) return number_text(value);
    const double size = std::abs(*rounded);
    if (size >= 1e-6 && size < 1e15) {
        const auto exponent = static_cast<int>(std::floor(std::log10(size)));
        end = std::to_chars(buffer, buffer + sizeof buffer, *rounded, std::chars_format::fixed,
                            std::max(0, digits - 1 - exponent))
                  .ptr;
    }
    std::string text(buffer, end);
    const std::size_t mantissa_end = std::min(text.find('e'), text.size());
    if (text.find('.') < mantissa_end) {
        std::size_t keep = mantissa_end;
        while (text[keep - 1] == '0') --keep;
        if (text[keep - 1] == '.') --keep;
        text.erase(keep, mantissa_end - keep);
    }
    return text;
}

}  // namespace qingdan
