#include "units/unit.hpp"

#include <charconv>
#include <cmath>
#include <limits>

#include "base/text.hpp"

namespace qingdan {

Dimension Dimension::base(std::string symbol) {
    Dimension out;
    out.exponents_.emplace_back(std::move(symbol), 1);
    return out;
}

Dimension Dimension::multiplied(const Dimension& other, int sign) const {
    Dimension out;  // both lists are sorted
    out.exponents_.reserve(exponents_.size() + other.exponents_.size());
    auto mine = exponents_.begin(), theirs = other.exponents_.begin();
    while (mine != exponents_.end() || theirs != other.exponents_.end()) {
        const int order = theirs == other.exponents_.end() ? -1
                          : mine == exponents_.end()       ? 1
                                                           : mine->first.compare(theirs->first);
        const bool left = order <= 0, right = order >= 0;
        const int exponent = (left ? mine->second : 0) + (right ? sign * theirs->second : 0);
        if (exponent != 0) out.exponents_.emplace_back(left ? mine->first : theirs->first, exponent);
        if (left) ++mine;
        if (right) ++theirs;
    }
    return out;
}

Dimension Dimension::power(int exponent) const {
    Dimension out;
    if (exponent == 0) return out;
    out.exponents_ = exponents_;
    for (auto& entry : out.exponents_) entry.second *= exponent;
    return out;
}

int Dimension::exponent(std::string_view symbol) const {
    for (const auto& [name, exponent] : exponents_)
        if (name == symbol) return exponent;
    return 0;
}

double snap_to_decimal(double value) {
    if (value == 0.0 || !std::isfinite(value)) return value;
    if (std::abs(value) < 1e12 && value == std::trunc(value)) return value;  // at most 12 digits already
    char buffer[32];
    const char* const end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, 11).ptr;
    double decimal = value;
    std::from_chars(buffer, end, decimal);
    const double tolerance = 3.0 * std::numeric_limits<double>::epsilon() * std::abs(value);
    return std::abs(decimal - value) <= tolerance ? decimal : value;
}

Unit Unit::operator*(const Unit& other) const {
    return {snap_to_decimal(scale * other.scale), dimension.multiplied(other.dimension), {}};
}

Unit Unit::operator/(const Unit& other) const {
    return {snap_to_decimal(scale / other.scale), dimension.multiplied(other.dimension, -1), {}};
}

Unit Unit::power(int exponent) const {
    return {snap_to_decimal(std::pow(scale, exponent)), dimension.power(exponent), {}};
}

double conversion_factor(const Unit& from, const Unit& to) {
    return from.scale == to.scale ? 1.0 : snap_to_decimal(from.scale / to.scale);
}

std::optional<double> convert_input(double value, const Unit& from, const Unit& to, const UnitTable& table,
                                    const SourceRef& where, Diagnostics& diagnostics) {
    if (from.converts_to(to)) return value * conversion_factor(from, to);
    const Unit bare = table.without_substances(to);
    if (!table.has_substance(from) && from.converts_to(bare)) return value * conversion_factor(from, to);
    const bool only_substances = table.without_substances(from).converts_to(bare);
    diagnostics.error(only_substances ? "U007" : "U005", where,
                      {{"from", table.describe(from)}, {"to", table.describe(to)}});
    return std::nullopt;
}

}  // namespace qingdan
