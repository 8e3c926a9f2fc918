#include "analysis/recalculation_packages.hpp"

#include <algorithm>
#include <tuple>

#include "analysis/recalculation_inputs.hpp"

namespace qingdan {

std::string_view reason_text(PackageReason reason) {
    switch (reason) {
        case PackageReason::gwp: return "gwp";
        case PackageReason::scope: return "scope";
        case PackageReason::data: return "data";
        case PackageReason::factor: return "factor";
        case PackageReason::method: return "method";
    }
    return "method";
}

namespace {

PackageReason reason_of(ChangeCause cause) {
    switch (cause) {
        case ChangeCause::gwp: return PackageReason::gwp;
        case ChangeCause::activity: return PackageReason::data;
        case ChangeCause::factor: return PackageReason::factor;
        case ChangeCause::added:
        case ChangeCause::removed:
        case ChangeCause::notation: return PackageReason::scope;
        case ChangeCause::method:
        case ChangeCause::several:
        case ChangeCause::changed: return PackageReason::method;
    }
    return PackageReason::method;
}

int all_gases(const Inventory& inventory) { return static_cast<int>(inventory.methodology->gases.size()); }

void put(const Estimate* estimate, std::optional<double>& value, std::string& notation) {
    if (!estimate) return;
    if (estimate->status.is_number()) value = estimate->value;
    notation = notation_text(estimate->status.notation);
}

/// Both have the same codes: the two are compared as two compilations of one inventory.
std::vector<PackageRow> rows_of_same_tree(const Inventory& own, const Inventory& other) {
    const auto found = compare_compiled(InventorySide(own), InventorySide(other));
    std::map<std::pair<int, std::string>, const FigureChange*> changes;
    for (const auto& change : found.changes)
        if (change.all_gases) changes[{change.year, change.category}] = &change;
    std::vector<PackageRow> rows;
    const auto add = [&](const Inventory& side, const Estimate& estimate) {
        PackageRow row;
        row.year = estimate.year;
        row.category = side.category_code(estimate.category);
        row.title = side.category_title(estimate.category);
        const auto change = changes.find({row.year, row.category});
        if (change == changes.end()) {  // equal on both sides
            put(&estimate, row.own, row.own_notation);
            put(&estimate, row.other, row.other_notation);
        } else {
            row.own = change->second->old_value;
            row.other = change->second->new_value;
            row.own_notation = change->second->old_notation;
            row.other_notation = change->second->new_notation;
            for (const auto& part : change->second->parts) row.reasons[reason_of(part.cause)] += part.amount;
            if (change->second->residual != 0.0) row.reasons[PackageReason::method] += change->second->residual;
        }
        if (side.methodology->category(row.category) >= 0) row.own_categories = {row.category};
        rows.push_back(std::move(row));
    };
    for (const auto& estimate : other.estimates)
        if (estimate.gas == all_gases(other)) add(other, estimate);
    for (const auto& change : found.changes) {
        if (!change.all_gases || change.new_value || !change.new_notation.empty()) continue;
        for (const auto& estimate : own.estimates)
            if (estimate.gas == all_gases(own) && estimate.year == change.year &&
                own.category_code(estimate.category) == change.category) {
                add(own, estimate);
                rows.back().category.clear();
            }
    }
    return rows;
}

/// Other codes: leaves of the own tree are added where the mapping puts them.
class MappedComparison {
public:
    MappedComparison(const Inventory& own, const Inventory& other, const CategoryMapping& mapping)
        : own_(own), other_(other) {
        const auto& categories = own.methodology->categories;
        for (std::size_t c = 0; c < categories.size(); ++c) {
            if (!categories[c].children.empty()) continue;
            const auto row = mapping.rows.find(categories[c].code);
            targets_.emplace_back(static_cast<int>(c), row == mapping.rows.end() ? "" : row->second.target);
        }
    }

    std::vector<PackageRow> rows() {
        const auto& categories = other_.methodology->categories;
        for (const int year : other_.settings.years) {
            for (std::size_t c = 0; c < categories.size(); ++c) category_row(year, static_cast<int>(c));
            for (std::size_t t = 0; t < other_.methodology->totals.size(); ++t) total_row(year, t);
            unmapped_rows(year);
        }
        return std::move(rows_);
    }

private:
    [[nodiscard]] bool has_target(const std::string& code) const { return other_.methodology->category(code) >= 0; }

    using GasAmounts = std::map<std::string, double>;  ///< kt CO2e

    static void add_gases(const Inventory& side, int year, int category, GasAmounts& amounts) {
        for (int gas = 0; gas < all_gases(side); ++gas) {
            const auto* estimate = side.estimate(year, category, gas);
            if (estimate && estimate->status.is_number()) amounts[side.gas_id(gas)] += estimate->co2e_kt;
        }
    }

    void add_own(PackageRow& row, int category, GasAmounts& gases) const {
        const auto* estimate = own_.estimate(row.year, category, all_gases(own_));
        if (!estimate) return;
        row.own_categories.push_back(own_.category_code(category));
        if (estimate->status.is_number())
            row.own = row.own.value_or(0.0) + estimate->value;
        else if (row.own_notation.empty())
            row.own_notation = notation_text(estimate->status.notation);
        if (row.own) row.own_notation.clear();
        add_gases(own_, row.year, category, gases);
    }

    /// A gas that only one of them estimates is a matter of scope; for the others the potentials come first.
    void add_gas_reasons(PackageRow& row, const GasAmounts& own, const GasAmounts& other) const {
        const auto add = [&](PackageReason reason, double amount) {
            if (amount != 0.0) row.reasons[reason] += amount;
        };
        for (const auto& [gas, amount] : own) {
            const auto mine = own_.gwp->per_gas.find(gas), theirs = other_.gwp->per_gas.find(gas);
            if (!other.count(gas))
                add(PackageReason::scope, -amount);
            else if (mine != own_.gwp->per_gas.end() && theirs != other_.gwp->per_gas.end() && mine->second != 0.0)
                add(PackageReason::gwp, amount * (theirs->second / mine->second - 1.0));
        }
        for (const auto& [gas, amount] : other)
            if (!own.count(gas)) add(PackageReason::scope, amount);
    }

    void settle(PackageRow row, int their_category, const GasAmounts& own) {
        GasAmounts other;
        if (their_category >= 0) add_gases(other_, row.year, their_category, other);
        add_gas_reasons(row, own, other);
        double rest = row.difference();
        for (const auto& [reason, amount] : row.reasons) rest -= amount;
        if (!same_number(rest + row.own.value_or(0.0), row.own.value_or(0.0)))
            row.reasons[row.own && row.other ? PackageReason::method : PackageReason::scope] += rest;
        rows_.push_back(std::move(row));
    }

    void category_row(int year, int category) {
        const auto& their = other_.methodology->categories[static_cast<std::size_t>(category)];
        PackageRow row;
        GasAmounts gases;
        row.year = year;
        row.category = their.code;
        row.title = their.title;
        put(other_.estimate(year, category, all_gases(other_)), row.other, row.other_notation);
        for (const auto& [leaf, target] : targets_)
            if (own_.methodology->categories[static_cast<std::size_t>(leaf)].memo == their.memo && has_target(target) &&
                code_within(target, their.code))
                add_own(row, leaf, gases);
        settle(std::move(row), category, gases);
    }

    void total_row(int year, std::size_t total) {
        const auto& id = other_.methodology->totals[total].id;
        const auto& totals = own_.methodology->totals;
        const auto mine = std::find_if(totals.begin(), totals.end(), [&](const Total& each) { return each.id == id; });
        if (mine == totals.end()) return;
        const int theirs = static_cast<int>(other_.methodology->categories.size() + total);
        PackageRow row;
        GasAmounts gases;
        row.year = year;
        row.category = id;
        row.title = other_.methodology->totals[total].title;
        put(other_.estimate(year, theirs, all_gases(other_)), row.other, row.other_notation);
        add_own(row, static_cast<int>(own_.methodology->categories.size()) + static_cast<int>(mine - totals.begin()),
                gases);
        row.own_categories.clear();
        settle(std::move(row), theirs, gases);
    }

    void unmapped_rows(int year) {
        for (const auto& [leaf, target] : targets_) {
            const auto& category = own_.methodology->categories[static_cast<std::size_t>(leaf)];
            if (has_target(target) &&
                other_.methodology->categories[static_cast<std::size_t>(other_.methodology->category(target))].memo ==
                    category.memo)
                continue;
            PackageRow row;
            GasAmounts gases;
            row.year = year;
            row.title = category.title;
            add_own(row, leaf, gases);
            if (row.own) settle(std::move(row), -1, gases);
        }
    }

    const Inventory& own_;
    const Inventory& other_;
    std::vector<std::pair<int, std::string>> targets_;  ///< of own leaves
    std::vector<PackageRow> rows_;
};

}  // namespace

std::vector<PackageRow> compare_packages(const Inventory& own, const Inventory& other, const CategoryMapping* mapping) {
    return mapping ? MappedComparison(own, other, *mapping).rows() : rows_of_same_tree(own, other);
}

}  // namespace qingdan
