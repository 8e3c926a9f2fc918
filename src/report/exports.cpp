#include "report/exports.hpp"

#include <cmath>

#include "base/csv.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr const char* columns =
    "region,year,category,gas,value,unit,notation,co2e_kt,gwp_set,tier,method,low,high,status";

/// Appends the fields of one line; numbers only where they are finite.
class Line {
public:
    explicit Line(std::string& text) : text_(text) {}
    Line& field(std::string_view value) {
        if (!first_) text_ += ',';
        first_ = false;
        text_ += csv_field(value);
        return *this;
    }
    Line& number(double value, bool known) {
        return field(known && std::isfinite(value) ? number_text(value) : std::string());
    }
    Line& interval(const EstimateUncertainty* uncertainty) {
        const bool known = uncertainty && uncertainty->complete();
        return number(known ? uncertainty->low : 0.0, known).number(known ? uncertainty->high : 0.0, known);
    }
    void end() { text_ += '\n'; }

private:
    std::string& text_;
    bool first_ = true;
};

const Method* method_of(const Inventory& inventory, int method) {
    return method < 0 ? nullptr : &inventory.methodology->methods[static_cast<std::size_t>(method)];
}

/// t CO2e of one report unit of each gas, in kt; nothing where the GWP set does not name the gas.
std::vector<std::optional<double>> kt_per_report_unit(const Inventory& inventory) {
    const auto& units = inventory.methodology->units;
    const auto tonne_co2e = units.parse("t CO2e");
    std::vector<std::optional<double>> factors;
    for (const auto& gas : inventory.methodology->gases) {
        const auto gwp = inventory.gwp->per_gas.find(gas.id);
        const auto tonne = units.parse("t " + gas.id);
        if (gwp == inventory.gwp->per_gas.end() || !tonne || !tonne_co2e)
            factors.emplace_back();
        else
            factors.emplace_back(gwp->second * (conversion_factor(gas.report_unit, *tonne) *
                                                conversion_factor(*tonne_co2e, inventory.co2e_unit)));
    }
    return factors;
}

}  // namespace

std::string estimates_csv(const Inventory& inventory, const UncertaintyAnalysis* uncertainty) {
    std::string text = std::string(columns) + "\n";
    for (std::size_t i = 0; i < inventory.estimates.size(); ++i) {
        const auto& estimate = inventory.estimates[i];
        const auto* method = method_of(inventory, estimate.method);
        const auto& co2e = inventory.graph.nodes[static_cast<std::size_t>(estimate.co2e_node)];
        Line line(text);
        line.field(inventory.settings.region)
            .field(std::to_string(estimate.year))
            .field(inventory.category_code(estimate.category));
        line.field(inventory.gas_id(estimate.gas)).number(estimate.value, estimate.status.is_number());
        line.field(inventory.methodology->units.describe(inventory.gas_unit(estimate.gas)))
            .field(notation_text(estimate.status.notation));
        line.number(estimate.co2e_kt, co2e.status.is_number()).field(inventory.gwp->id);
        line.field(method ? method->tier : std::string()).field(method ? method->id : std::string());
        line.interval(uncertainty ? &uncertainty->estimates()[i] : nullptr);
        line.field(status_text(estimate.mask, estimate.status)).end();
    }
    return text;
}

std::string details_csv(const Inventory& inventory, const UncertaintyAnalysis* uncertainty) {
    std::string text = std::string(columns) + ",keys\n";
    const auto kt = kt_per_report_unit(inventory);
    for (std::size_t i = 0; i < inventory.leaves.size(); ++i) {
        const auto& leaf = inventory.leaves[i];
        const auto* method = method_of(inventory, leaf.method);
        const auto& factor = kt[static_cast<std::size_t>(leaf.gas)];
        Line line(text);
        line.field(inventory.settings.region)
            .field(std::to_string(leaf.year))
            .field(inventory.category_code(leaf.category));
        line.field(inventory.gas_id(leaf.gas)).number(leaf.value, leaf.status.is_number());
        line.field(inventory.methodology->units.describe(inventory.gas_unit(leaf.gas)))
            .field(notation_text(leaf.status.notation));
        line.number(leaf.value * factor.value_or(0.0), leaf.status.is_number() && factor).field(inventory.gwp->id);
        line.field(method ? method->tier : std::string()).field(method ? method->id : std::string());
        line.interval(uncertainty ? &uncertainty->leaves()[i] : nullptr);
        line.field(status_text(leaf.mask, leaf.status))
            .field(inventory.methodology->key_text(leaf.dimensions, leaf.key))
            .end();
    }
    return text;
}

}  // namespace qingdan
