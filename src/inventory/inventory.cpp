#include "inventory/inventory.hpp"

#include <algorithm>

#include "inventory/compiler.hpp"
#include "inventory/gaps.hpp"

namespace qingdan {

const Estimate* Inventory::estimate(int year, int category, int gas) const {
    const auto& years = settings.years;
    const auto found = std::lower_bound(years.begin(), years.end(), year);
    if (found == years.end() || *found != year || category < 0 || gas < 0) return nullptr;
    const std::size_t gases = methodology->gases.size() + 1;
    const std::size_t all = methodology->categories.size() + methodology->totals.size();
    const std::size_t at =
        (static_cast<std::size_t>(found - years.begin()) * all + static_cast<std::size_t>(category)) * gases +
        static_cast<std::size_t>(gas);
    return at < index_.size() && index_[at] >= 0 ? &estimates[static_cast<std::size_t>(index_[at])] : nullptr;
}

void Inventory::index_estimates() {
    const std::size_t gases = methodology->gases.size() + 1;
    const std::size_t all = methodology->categories.size() + methodology->totals.size();
    index_.assign(settings.years.size() * all * gases, -1);
    for (std::size_t i = 0; i < estimates.size(); ++i) {
        const auto& estimate = estimates[i];
        const auto year = static_cast<std::size_t>(
            std::lower_bound(settings.years.begin(), settings.years.end(), estimate.year) - settings.years.begin());
        index_[(year * all + static_cast<std::size_t>(estimate.category)) * gases +
               static_cast<std::size_t>(estimate.gas)] = static_cast<std::int32_t>(i);
    }
}

std::string Inventory::category_code(int category) const {
    const auto count = static_cast<int>(methodology->categories.size());
    return category < count ? methodology->categories[static_cast<std::size_t>(category)].code
                            : methodology->totals[static_cast<std::size_t>(category - count)].id;
}

const Title& Inventory::category_title(int category) const {
    const auto count = static_cast<int>(methodology->categories.size());
    return category < count ? methodology->categories[static_cast<std::size_t>(category)].title
                            : methodology->totals[static_cast<std::size_t>(category - count)].title;
}

std::string Inventory::gas_id(int gas) const {
    return gas < static_cast<int>(methodology->gases.size()) ? methodology->gases[static_cast<std::size_t>(gas)].id
                                                             : "CO2e";
}

const Unit& Inventory::gas_unit(int gas) const {
    return gas < static_cast<int>(methodology->gases.size())
               ? methodology->gases[static_cast<std::size_t>(gas)].report_unit
               : co2e_unit;
}

std::string status_text(std::uint8_t mask, Status status) {
    std::string text;
    if (mask & rests_on_provisional)
        text = "provisional";
    else if (mask & rests_on_via)
        text = "via";
    else if (mask & rests_on_verified)
        text = "verified";
    if (mask & rests_on_own) text += text.empty() ? "own" : ";own";
    if (mask & rests_on_estimated) text += text.empty() ? "estimated" : ";estimated";
    if (status.incomplete) text += text.empty() ? "incomplete" : ";incomplete";
    return text;
}

std::optional<Inventory> compile_inventory(InventorySettings settings, std::shared_ptr<const Methodology> methodology,
                                           std::vector<ActivityDatum> data, Diagnostics& diagnostics) {
    const auto errors_before = diagnostics.error_count();
    Inventory inventory;
    inventory.settings = std::move(settings);
    inventory.methodology = std::move(methodology);
    inventory.data = std::move(data);
    inventory.values = VariableValues(inventory.methodology->variables.size());
    inventory.co2e_unit = inventory.methodology->units.parse("kt CO2e").value_or(Unit{});
    if (!check_settings(inventory, diagnostics)) return std::nullopt;
    fill_gaps(inventory, diagnostics);
    if (diagnostics.error_count() > errors_before) return std::nullopt;
    InventoryCompiler(inventory, diagnostics).run();
    if (diagnostics.error_count() > errors_before) return std::nullopt;
    return inventory;
}

}  // namespace qingdan
