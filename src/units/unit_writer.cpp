// Composes a text for units that came out of a calculation: `kg`·1000 with substance C is `t C`.
#include <algorithm>
#include <cmath>

#include "base/text.hpp"
#include "units/unit.hpp"

namespace qingdan {

class UnitWriter {
public:
    UnitWriter(const UnitTable& table, const Unit& unit) : table_(table), unit_(unit) { collect_parts(); }
    std::string write();

private:
    // One factor: a measured base with its exponent, and the substance that is written behind it.
    struct Part {
        std::string label;
        int exponent = 1;
        std::vector<const UnitTable::Row*> choices;  // units of this base, the preferred first
        const UnitTable::Row* chosen = nullptr;
    };

    void collect_parts();
    void add_part(const std::string& base, int exponent, std::string label);
    /// Tries all choices: the unit is written with the preferred ones, and with a small power of ten before it.
    void search(std::size_t index, double scale, std::size_t cost);
    [[nodiscard]] std::string prefix() const;
    [[nodiscard]] std::string factor_text(const Part& part) const;

    const UnitTable& table_;
    const Unit& unit_;
    std::vector<Part> parts_;
    std::vector<const UnitTable::Row*> best_;
    std::size_t best_cost_ = SIZE_MAX;
};

namespace {

constexpr std::size_t most_choices = 4;
constexpr std::size_t most_parts = 6;

bool plain_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
}

std::optional<int> power_of_ten(double value) {
    const double exponent = std::round(std::log10(value));
    const double power = std::pow(10.0, exponent);
    return std::abs(value - power) <= 1e-12 * power ? std::optional(static_cast<int>(exponent)) : std::nullopt;
}

}  // namespace

void UnitWriter::add_part(const std::string& base, int exponent, std::string label) {
    Part part{std::move(label), exponent, {}, nullptr};
    const Dimension wanted = Dimension::base(base);
    for (const UnitTable::Row& row : table_.rows_)
        if (row.dimension == wanted && plain_ascii(row.symbol)) part.choices.push_back(&row);
    std::stable_sort(part.choices.begin(), part.choices.end(),
                     [](const auto* a, const auto* b) { return a->rank < b->rank; });
    if (part.choices.size() > most_choices) part.choices.resize(most_choices);
    part.chosen = part.choices.empty() ? nullptr : part.choices.front();
    if (part.choices.empty()) part.label = base;
    parts_.push_back(std::move(part));
}

// A substance belongs to a mass: `t CO2/t C` has no mass left over, yet is written with two.
void UnitWriter::collect_parts() {
    const std::string mass(mass_symbol);
    int masses = unit_.dimension.exponent(mass);
    for (const auto& [symbol, exponent] : unit_.dimension.exponents()) {
        if (!table_.is_substance(symbol)) continue;
        const bool behind_mass = std::abs(exponent) == 1;
        add_part(behind_mass ? mass : symbol, exponent, behind_mass ? symbol : "");
        if (behind_mass) masses -= exponent;
    }
    if (masses != 0) add_part(mass, masses, {});
    for (const auto& [symbol, exponent] : unit_.dimension.exponents())
        if (symbol != mass && !table_.is_substance(symbol)) add_part(symbol, exponent, {});
}

void UnitWriter::search(std::size_t index, double scale, std::size_t cost) {
    if (cost >= best_cost_) return;
    if (index == parts_.size()) {
        const auto exponent = power_of_ten(unit_.scale / scale);
        if (!exponent) return;
        cost += static_cast<std::size_t>(*exponent < 0 ? -4 * *exponent : *exponent);
        if (cost >= best_cost_) return;
        best_cost_ = cost;
        best_.clear();
        for (const Part& part : parts_) best_.push_back(part.chosen);
        return;
    }
    Part& part = parts_[index];
    if (part.choices.empty()) return search(index + 1, scale, cost);
    for (std::size_t i = 0; i < part.choices.size(); ++i) {
        part.chosen = part.choices[i];
        search(index + 1, scale * std::pow(part.chosen->scale, part.exponent), cost + i);
    }
    part.chosen = part.choices.front();
}

std::string UnitWriter::factor_text(const Part& part) const {
    const std::string symbol = part.chosen ? part.chosen->symbol : part.label;
    const int exponent = std::abs(part.exponent);
    std::string text = symbol;
    // `km^2` reads as the area, so a length squared is written `km km`.
    if (table_.find(symbol + std::to_string(exponent))) {
        for (int i = 1; i < exponent; ++i) text += " " + symbol;
    } else if (exponent != 1) {
        text += "^" + std::to_string(exponent);
    }
    return part.chosen && !part.label.empty() ? text + " " + part.label : text;
}

// What the chosen units do not account for: `100`, `10^4` or another number.
std::string UnitWriter::prefix() const {
    double rest = unit_.scale;
    for (const Part& part : parts_)
        if (part.chosen) rest /= std::pow(part.chosen->scale, part.exponent);
    const auto exponent = power_of_ten(rest);
    if (!exponent) return number_text(snap_to_decimal(rest), 9);
    if (*exponent == 0) return {};
    return *exponent == 1 || *exponent == 2 ? number_text(std::pow(10.0, *exponent))
                                            : "10^" + std::to_string(*exponent);
}

std::string UnitWriter::write() {
    if (parts_.empty() && unit_.scale == 0.01) return "%";
    if (parts_.size() <= most_parts) search(0, 1.0, 0);
    for (std::size_t i = 0; i < best_.size(); ++i) parts_[i].chosen = best_[i];
    std::string above = prefix(), below;
    for (const Part& part : parts_) {
        if (part.exponent < 0)
            below += "/" + factor_text(part);
        else
            above += (above.empty() ? "" : " ") + factor_text(part);
    }
    return (above.empty() ? "1" : above) + below;
}

std::string UnitTable::describe(const Unit& unit) const {
    return unit.text.empty() ? UnitWriter(*this, unit).write() : unit.text;
}

}  // namespace qingdan
