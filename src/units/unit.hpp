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
    double scale = 1.0;  ///< size in base units
    Dimension dimension;
    std::string text;  ///< as written, or composed

    [[nodiscard]] Unit operator*(const Unit& other) const;
    [[nodiscard]] Unit operator/(const Unit& other) const;
    [[nodiscard]] Unit power(int exponent) const;
    [[nodiscard]] bool converts_to(const Unit& other) const { return dimension == other.dimension; }
};

/// The base symbol of mass. A substance stands behind a mass (`t CO2`), so reading `tCO2` and writing units need to
/// know it.
inline constexpr std::string_view mass_symbol = "kg";

/// Multiply a value in `from` by this to have it in `to`. Precondition: the dimensions are equal.
/// Decimal relations are exact: 万吨 to t is 1e4, g to t is 1e-6.
double conversion_factor(const Unit& from, const Unit& to);

class UnitTable {
public:
    /// Adds the rows of a `units.csv`: symbol,kind,value,definition,title_zh,title_en,aliases,source.
    /// kind `base` (own dimension), `substance` (own dimension, may follow a mass: `t CO2`),
    /// `unit` (value × definition; the value may be a fraction, `1/15`). Bases and substances may stand below the units
    /// that use them. The order of units is the order in which `describe` prefers them.
    /// Errors: U001 duplicate symbol, U003 bad definition, U006 bad row.
    void add(const CsvTable& table, Diagnostics& diagnostics);
    /// Declares a substance outside units.csv (gases.csv does). One that is declared already is no error.
    void add_substance(const std::string& symbol, const SourceRef& where, Diagnostics& diagnostics);
    /// Declares a placeholder that formulas may use: `{fuel}`.
    void add_placeholder(const std::string& name);

    /// Parses `t CO2/TJ`, `kg CH4/head/yr`, `万吨`, `GJ/10^4 m3`, `t C/(TJ yr)`, `{fuel}`, `1`, `%`. Printed forms are
    /// compared half-width and without spaces around CJK; `·`, `*`, blank multiply; `^2`, `2` after a letter, `²`
    /// raise,
    /// `-1` too. Blank and `·` bind closer than `/`: `t CO2/t C` divides by `t C`, `kg/head yr` by `head yr`. `tCO2`
    /// reads as `t CO2`. Numbers are powers of ten: `10^4`, `1e4`, `1000`. Parentheses around the whole are ignored.
    /// Errors: U002 unknown symbol (nearest names), U004 syntax.
    std::optional<Unit> parse(std::string_view text, const SourceRef& where, Diagnostics& diagnostics) const;
    std::optional<Unit> parse(std::string_view text) const;  ///< no diagnostics

    /// `text` of a unit for people; composed from the dimension where no text was kept.
    /// A composed text reads back as the same unit unless its scale is no power of ten of known units.
    [[nodiscard]] std::string describe(const Unit& unit) const;
    /// The dimension without its substances, for "the sheet gives plain tonnes": t CO2 -> t.
    [[nodiscard]] Unit without_substances(const Unit& unit) const;
    [[nodiscard]] bool has_substance(const Unit& unit) const;
    [[nodiscard]] std::vector<std::string> symbols() const;

private:
    friend class UnitParser;
    friend class UnitWriter;
    enum class Kind { base, substance, unit, placeholder };
    struct Row {
        double scale;
        Dimension dimension;
        Kind kind;
        std::string symbol;
        std::size_t rank = 0;
    };
    void add_row(const CsvTable& table, const CsvRow& line, std::size_t rank, Diagnostics& diagnostics);
    bool declare(Row row, const std::string& aliases, const SourceRef& where, Diagnostics& diagnostics);
    [[nodiscard]] const Row* find(std::string_view symbol) const;  ///< symbol or alias, in normal form
    [[nodiscard]] bool is_substance(std::string_view symbol) const;
    std::vector<Row> rows_;                                  ///< bases before units; `rank` is the order of the file
    std::map<std::string, std::size_t, std::less<>> names_;  ///< normal form of symbols and aliases
    std::vector<std::string> printed_;                       ///< symbols and aliases as declared, for "did you mean"
};

/// The form in which units are compared: half-width, one kind of multiplication dot, superscripts as `^3`, subscripts
/// as digits, no blanks around Chinese characters and operators, without parentheses around the whole.
std::string unit_normal_form(std::string_view text);

/// A double within rounding of a number of at most 12 digits becomes that number: definitions are decimal, doubles are
/// not.
double snap_to_decimal(double value);

/// Converts a value that entered as `from` into `to`. When `from` names no substance, `to`'s substances are
/// taken over (the variable says what the tonnes are of). Otherwise dimensions must be equal: U005.
std::optional<double> convert_input(double value, const Unit& from, const Unit& to, const UnitTable& table,
                                    const SourceRef& where, Diagnostics& diagnostics);

}  // namespace qingdan
