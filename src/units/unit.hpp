#pragma once
// Run-time units that carry substances. A unit is a scale and exponents over base symbols, and every
// declared substance is a base symbol of its own: `t C` and `t CO2` do not convert into each other, and
// only a factor whose own unit is `t CO2/t C` joins them.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/csv.hpp"
#include "base/diagnostic.hpp"

namespace qingdan {

/// Exponents over base symbols, sorted by symbol, zero exponents left out.
/// A placeholder such as `{fuel}` ("the unit of the fuel in question") is a base symbol too.
class Dimension {
public:
    Dimension() = default;
    static Dimension base(std::string symbol);
    [[nodiscard]] bool none() const { return exponents_.empty(); }
    [[nodiscard]] const std::vector<std::pair<std::string, int>>& exponents() const { return exponents_; }
    [[nodiscard]] Dimension multiplied(const Dimension& other, int sign = 1) const;  ///< sign -1 divides
    [[nodiscard]] Dimension power(int exponent) const;
    [[nodiscard]] int exponent(std::string_view symbol) const;
    friend bool operator==(const Dimension&, const Dimension&) = default;

private:
    std::vector<std::pair<std::string, int>> exponents_;
};

struct Unit {
    double scale = 1.0;   ///< size in base units
    Dimension dimension;
    std::string text;     ///< as written, or composed

    [[nodiscard]] Unit operator*(const Unit& other) const;
    [[nodiscard]] Unit operator/(const Unit& other) const;
    [[nodiscard]] Unit power(int exponent) const;
    [[nodiscard]] bool converts_to(const Unit& other) const { return dimension == other.dimension; }
};

/// Multiply a value in `from` by this to have it in `to`. Precondition: the dimensions are equal.
double conversion_factor(const Unit& from, const Unit& to);

class UnitTable {
public:
    /// Adds the rows of a `units.csv`: symbol,kind,value,definition,title_zh,title_en,aliases,source.
    /// kind `base` (own dimension), `substance` (own dimension, may follow a mass: `t CO2`),
    /// `unit` (value × definition). Errors: U001 duplicate symbol, U003 bad definition.
    void add(const CsvTable& table, Diagnostics& diagnostics);
    /// Declares a substance outside units.csv (gases.csv does).
    void add_substance(const std::string& symbol, const SourceRef& where, Diagnostics& diagnostics);
    /// Declares a placeholder that formulas may use: `{fuel}`.
    void add_placeholder(const std::string& name);

    /// Parses `t CO2/TJ`, `kg CH4/head/yr`, `万吨`, `GJ/10^4 m3`, `t C/(TJ yr)`, `{fuel}`, `1`, `%`. Printed forms are
    /// compared half-width and without spaces around CJK; `·`, `*`, blank multiply; `^2`, `2` after a letter, `²` raise.
    /// Errors: U002 unknown symbol (nearest names), U004 syntax.
    std::optional<Unit> parse(std::string_view text, const SourceRef& where, Diagnostics& diagnostics) const;
    std::optional<Unit> parse(std::string_view text) const;  ///< no diagnostics

    /// `text` of a unit for people; composed from the dimension where no text was kept.
    [[nodiscard]] std::string describe(const Unit& unit) const;
    /// The dimension without its substances, for "the sheet gives plain tonnes": t CO2 -> t.
    [[nodiscard]] Unit without_substances(const Unit& unit) const;
    [[nodiscard]] bool has_substance(const Unit& unit) const;
    [[nodiscard]] std::vector<std::string> symbols() const;

private:
    struct Row { double scale; Dimension dimension; bool substance; std::string symbol; };
    [[nodiscard]] const Row* find(std::string_view symbol) const;
    std::map<std::string, Row, std::less<>> rows_;
    std::map<std::string, std::string, std::less<>> aliases_;
};

/// Converts a value that entered as `from` into `to`. When `from` names no substance, `to`'s substances are
/// taken over (the variable says what the tonnes are of). Otherwise dimensions must be equal: U005.
std::optional<double> convert_input(double value, const Unit& from, const Unit& to, const UnitTable& table,
                                    const SourceRef& where, Diagnostics& diagnostics);

}  // namespace qingdan
