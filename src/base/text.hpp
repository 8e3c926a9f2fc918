#pragma once
// Small text operations on UTF-8: normal forms for comparing printed names, numbers in and out.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qingdan {

std::string_view trim(std::string_view text);                           ///< also the ideographic space U+3000 and NBSP
std::vector<std::string> split(std::string_view text, char separator);  ///< parts trimmed, empty parts dropped
bool valid_utf8(std::string_view text);
std::u32string code_points(std::string_view text);  ///< bytes that are not UTF-8 become U+FFFD, one each
void append_utf8(std::string& text, char32_t code_point);
/// Columns that a character takes in a fixed-width font: 2 for Chinese and full-width forms, 0 for combining marks.
int display_width(char32_t code_point);

/// Full-width ASCII (Ａ１（）) to half-width, ideographic space to space. Other characters stay.
std::string half_width(std::string_view text);

/// The form in which printed names are compared: half-width, lower case, without any white space.
std::string name_key(std::string_view text);

/// Edit distance in code points (for "did you mean").
std::size_t edit_distance(std::string_view a, std::string_view b);
/// Up to `most` candidates nearest to `text`, best first; none that is further than half its length.
std::vector<std::string> nearest(std::string_view text, const std::vector<std::string>& candidates,
                                 std::size_t most = 3);

/// A plain decimal number (`.` as separator, optional exponent), the whole text; never locale-dependent.
std::optional<double> parse_number(std::string_view text);
/// A number as people type it in tables: half-width and full-width digits, `1,234.5` (commas only between groups of
/// three), surrounding space; trailing `%` refused.
std::optional<double> parse_printed_number(std::string_view text);
/// The shortest decimal text that reads back as the same double (`0.1`, `1e+20`).
std::string number_text(double value);
/// For people: `digits` significant digits, no exponent between 1e-6 and 1e15, trailing zeros dropped.
std::string number_text(double value, int digits);

std::string join(const std::vector<std::string>& parts, std::string_view separator);

}  // namespace qingdan
