#include "report/annual_numbers.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace qingdan {

std::string rounded_text(double value, int digits, bool keep_small) {
    const double size = std::abs(value);
    if (keep_small && size > 1e-9 && size < 0.5 * std::pow(10.0, -digits))
        digits = std::min(12, 1 - static_cast<int>(std::floor(std::log10(size))));
    std::array<char, 400> buffer;
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), size, std::chars_format::fixed, digits).ptr;
    const std::string plain(buffer.data(), end);
    const auto whole = std::min(plain.find('.'), plain.size());
    std::string text = value < 0.0 && plain.find_first_of("123456789") != std::string::npos ? "\u2212" : "";
    for (std::size_t i = 0; i < plain.size(); ++i) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) text += ',';
        text += plain[i];
    }
    return text;
}

std::string formatted_text(double value, const std::string& format, std::optional<int> digits) {
    const auto point = format.find('.');
    int decimals = 0;
    if (point != std::string::npos)
        while (point + 1 + static_cast<std::size_t>(decimals) < format.size() &&
               format[point + 1 + static_cast<std::size_t>(decimals)] == '0')
            ++decimals;
    if (!format.empty() && format.back() == '%') return rounded_text(100.0 * value, decimals, false) + "%";
    if (format == "0") return rounded_text(value, 0);
    if (digits) return rounded_text(value, *digits);
    if (!format.empty()) return rounded_text(value, decimals);
    // No format: as many digits as the number has, up to six that say something.
    std::array<char, 64> buffer;
    const auto end =
        std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::general, 6).ptr;
    return {buffer.data(), end};
}

double axis_step(double range, int steps) {
    if (!(range > 0.0)) return 1.0;
    const double rough = range / steps, power = std::pow(10.0, std::floor(std::log10(rough)));
    for (const double nice : {1.0, 2.0, 5.0})
        if (nice * power >= rough * 0.999999) return nice * power;
    return 10.0 * power;
}

}  // namespace qingdan
