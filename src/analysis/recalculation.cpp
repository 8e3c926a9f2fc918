#include "analysis/recalculation.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <tuple>

#include "analysis/recalculation_figure.hpp"
#include "base/text.hpp"
#include "methodology/mapping.hpp"

namespace qingdan {

std::string_view cause_text(ChangeCause cause) {
    switch (cause) {
        case ChangeCause::activity: return "activity";
        case ChangeCause::factor: return "factor";
        case ChangeCause::method: return "method";
        case ChangeCause::gwp: return "gwp";
        case ChangeCause::notation: return "notation";
        case ChangeCause::added: return "added";
        case ChangeCause::removed: return "removed";
        case ChangeCause::several: return "several";
        case ChangeCause::changed: return "changed";
    }
    return "changed";
}

std::optional<double> FigureChange::percent() const {
    if (!old_value || *old_value == 0.0) return std::nullopt;
    return difference() / std::abs(*old_value) * 100.0;
}

double FigureChange::of(ChangeCause cause) const {
    double together = 0.0;
    for (const auto& part : parts)
        if (part.cause == cause) together += part.amount;
    return together;
}

namespace {

using FigureKey = std::tuple<int, std::string, std::string>;  // year, category, gas

FigureKey key_of(const StoredEstimate& estimate) { return {estimate.year, estimate.category, estimate.gas}; }

std::string text_of(const StoredEstimate& estimate) {
    return estimate.value ? number_text(*estimate.value) : estimate.notation;
}

std::set<int> years_of(const std::vector<StoredEstimate>& estimates) {
    std::set<int> years;
    for (const auto& estimate : estimates) years.insert(estimate.year);
    return years;
}

/// The whole difference as one part: where one side has no such figure, or counts it in another unit.
DifferencePart whole(const FigureChange& change, const StoredEstimate* before, const StoredEstimate* after) {
    ChangedInput input;
    const bool noted = before && after && before->value.has_value() != after->value.has_value();
    input.cause = !before  ? ChangeCause::added
                  : !after ? ChangeCause::removed
                  : noted  ? ChangeCause::notation
                           : ChangeCause::changed;
    input.id = change.category;
    input.label = change.title;
    input.keys = "gas=" + change.gas;
    input.year = change.year;
    input.unit = change.unit;
    if (before) input.old_value = text_of(*before);
    if (after) input.new_value = text_of(*after);
    return {input.cause, change.difference(), {input}};
}

FigureChange change_of(const StoredEstimate* before, const StoredEstimate* after) {
    const auto& shown = after ? *after : *before;
    FigureChange change;
    change.year = shown.year;
    change.category = shown.category;
    change.gas = shown.gas;
    change.unit = shown.unit;
    change.title = shown.title;
    if (before) {
        change.old_value = before->value;
        change.old_notation = before->notation;
    }
    if (after) {
        change.new_value = after->value;
        change.new_notation = after->notation;
    }
    return change;
}

bool differs(const FigureChange& change) {
    if (change.old_value && change.new_value) return !same_number(*change.old_value, *change.new_value);
    return change.old_value.has_value() != change.new_value.has_value() || change.old_notation != change.new_notation;
}

void settle(FigureChange& change) {
    constexpr double of_rounding = 1e-9;
    std::stable_sort(change.parts.begin(), change.parts.end(), [](const DifferencePart& a, const DifferencePart& b) {
        return std::abs(a.amount) > std::abs(b.amount);
    });
    change.residual = change.difference();
    for (const auto& part : change.parts) change.residual -= part.amount;
    if (std::abs(change.residual) <=
        of_rounding * std::max(std::abs(change.old_value.value_or(0.0)), std::abs(change.new_value.value_or(0.0))))
        change.residual = 0.0;
}

bool is_leaf(CachedSide& side, NodeId node) {
    return side.node(node).kind != NodeKind::co2e && !adds_categories(side, node);
}

}  // namespace

Recalculations compare_compiled(const CompiledSide& before, const CompiledSide& after) {
    const auto old_rows = before.estimates(), new_rows = after.estimates();
    const auto old_years = years_of(old_rows), new_years = years_of(new_rows);
    Recalculations found;
    std::set_intersection(old_years.begin(), old_years.end(), new_years.begin(), new_years.end(),
                          std::back_inserter(found.years));
    std::set_difference(old_years.begin(), old_years.end(), new_years.begin(), new_years.end(),
                        std::back_inserter(found.only_old));
    std::set_difference(new_years.begin(), new_years.end(), old_years.begin(), old_years.end(),
                        std::back_inserter(found.only_new));
    std::map<FigureKey, const StoredEstimate*> old_by_key;
    for (const auto& row : old_rows) old_by_key.emplace(key_of(row), &row);
    SidePair sides{CachedSide(before), CachedSide(after)};
    FigureComparison figures(sides);
    const bool calculated = before.depth() == CompiledSide::Depth::calculation;
    const auto take = [&](const StoredEstimate* old_row, const StoredEstimate* new_row) {
        if (!old_row && before.depth() == CompiledSide::Depth::leaves && !is_leaf(sides.after, new_row->node)) return;
        ++found.compared;
        auto change = change_of(old_row, new_row);
        if (!differs(change)) return;
        const bool comparable = calculated && old_row && new_row && old_row->unit == new_row->unit;
        if (comparable)
            change.parts = figures.parts(old_row->node, new_row->node);
        else
            change.parts.push_back(whole(change, old_row, new_row));
        auto& side = new_row ? sides.after : sides.before;
        const auto node = new_row ? new_row->node : old_row->node;
        change.sum = adds_categories(side, node);
        change.all_gases = side.node(node).kind == NodeKind::co2e;
        settle(change);
        found.changes.push_back(std::move(change));
    };
    const auto compared_year = [&](int year) { return old_years.count(year) && new_years.count(year); };
    for (const auto& row : new_rows) {
        if (!compared_year(row.year)) continue;
        const auto old_row = old_by_key.find(key_of(row));
        take(old_row == old_by_key.end() ? nullptr : old_row->second, &row);
        if (old_row != old_by_key.end()) old_by_key.erase(old_row);
    }
    for (const auto& [key, row] : old_by_key)
        if (compared_year(row->year)) take(row, nullptr);
    return found;
}

void give_reasons(Recalculations& recalculations, const std::vector<RecalculationReason>& reasons,
                  Diagnostics& diagnostics) {
    std::vector<bool> used(reasons.size(), false);
    for (auto& change : recalculations.changes) {
        const RecalculationReason* narrowest = nullptr;
        for (std::size_t i = 0; i < reasons.size(); ++i) {
            const auto& each = reasons[i];
            const bool holds = code_within(change.category, each.category) &&
                               (each.years.empty() || std::count(each.years.begin(), each.years.end(), change.year));
            if (!holds) continue;
            used[i] = true;
            if (!narrowest || each.category.size() > narrowest->category.size()) narrowest = &each;
        }
        if (narrowest) change.reason = narrowest->reason;
    }
    for (std::size_t i = 0; i < reasons.size(); ++i)
        if (!used[i]) diagnostics.warning("I020", reasons[i].where, {{"category", reasons[i].category}});
}

}  // namespace qingdan
