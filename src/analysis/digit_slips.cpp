#include "analysis/digit_slips.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <string>

namespace qingdan {

namespace {

std::string fixed(double value, int decimals) {
    std::array<char, 400> buffer{};
    const int length = std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, std::abs(value));
    return {buffer.data(), static_cast<std::size_t>(std::clamp(length, 0, static_cast<int>(buffer.size()) - 1))};
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

double number(const std::string& text) { return text.empty() ? 0.0 : std::strtod(text.c_str(), nullptr); }

/// Does leaving out one digit of `text` give `value`?
bool one_digit_less(const std::string& text, double value, double tolerance) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!is_digit(text[i])) continue;
        auto shorter = text;
        shorter.erase(i, 1);
        if (std::abs(number(shorter) - value) <= tolerance) return true;
    }
    return false;
}

bool neighbours_exchanged(const std::string& text, double value, double tolerance) {
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        const std::size_t next = is_digit(text[i + 1]) ? i + 1 : i + 2;  // over the point
        if (!is_digit(text[i]) || next >= text.size() || text[i] == text[next]) continue;
        auto exchanged = text;
        std::swap(exchanged[i], exchanged[next]);
        if (std::abs(number(exchanged) - value) <= tolerance) return true;
    }
    return false;
}

bool one_digit_other(const std::string& a, const std::string& b) {
    if (a.size() != b.size()) return false;
    int different = 0;
    for (std::size_t i = 0; i < a.size(); ++i) different += a[i] != b[i];
    return different == 1;
}

bool power_of_ten(double ratio, double tolerance) {
    const double exponent = std::round(std::log10(ratio));
    return exponent != 0.0 && std::abs(exponent) <= 8.0 &&
           std::abs(ratio / std::pow(10.0, exponent) - 1.0) <= tolerance;
}

}  // namespace

std::string_view digit_slip(double printed, double wanted, int decimals, double tolerance) {
    if (std::abs(printed) <= 1e-12) return "@cause-missing";
    if (std::abs(wanted) <= tolerance) return "@cause-superfluous";
    if (std::abs(printed + wanted) <= tolerance) return "@cause-sign";
    if (printed * wanted < 0.0) return {};
    const double p = std::abs(printed), w = std::abs(wanted);
    if (power_of_ten(p / w, std::max(tolerance / w, 1e-9))) return "@cause-factor-ten";
    const double last = std::max(tolerance, 0.51 * std::pow(10.0, -decimals));
    const auto printed_text = fixed(p, decimals), wanted_text = fixed(w, decimals);
    if (neighbours_exchanged(wanted_text, p, last)) return "@cause-digits-exchanged";
    if (one_digit_less(wanted_text, p, last)) return "@cause-lost-digit";
    if (one_digit_less(printed_text, w, last)) return "@cause-extra-digit";
    if (one_digit_other(printed_text, wanted_text)) return "@cause-misread-digit";
    return {};
}

}  // namespace qingdan
