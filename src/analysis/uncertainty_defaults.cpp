#include "analysis/uncertainty_defaults.hpp"

#include <algorithm>

#include "analysis/own_tables.hpp"
#include "analysis/uncertainty_sources.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

std::vector<std::string> known_ids(const Methodology& methodology, bool variable) {
    std::vector<std::string> ids;
    if (variable)
        for (const auto& each : methodology.variables) ids.push_back(each.id);
    else
        for (const auto& each : methodology.factors) ids.push_back(each.id);
    return ids;
}

std::optional<Together> together(std::string_view text) {
    if (text.empty()) return Together::none;
    if (text == "years") return Together::years;
    if (text == "figures") return Together::figures;
    if (text == "all") return Together::all;
    return std::nullopt;
}

std::optional<double> percentage(const CsvTable& table, const CsvRow& row, std::string_view column,
                                 Diagnostics& diagnostics) {
    const auto& text = table.at(row, table.column(column));
    const auto number = parse_number(text);
    if (number && *number >= 0.0) return number;
    diagnostics.error("Q021", table.where(row, table.column(column)), {{"text", text}});
    return std::nullopt;
}

/// Columns that say what errs together. A group has one kind, because data and factors are told apart in every table.
bool read_together(const CsvTable& table, const CsvRow& row, const UncertaintyDefaults& defaults,
                   UncertaintyDefault& read, Diagnostics& diagnostics) {
    const auto& text = table.at(row, table.column("together"));
    const auto which = together(text);
    if (!which) diagnostics.error("Q027", table.where(row, table.column("together")), {{"text", text}});
    read.group = table.at(row, table.column("group"));
    read.together = which.value_or(Together::none);
    // Without a word of its own a group is one draw altogether.
    if (!read.group.empty() && text.empty()) read.together = Together::all;
    for (const auto& other : defaults)
        if (!read.group.empty() && other.group == read.group && (other.variable < 0) != (read.variable < 0)) {
            diagnostics.error("Q028", table.where(row, table.column("group")), {{"group", read.group}});
            return false;
        }
    return which.has_value();
}

}  // namespace

void read_uncertainty_defaults(const CsvTable& table, const Methodology& methodology, UncertaintyDefaults& defaults,
                               Diagnostics& diagnostics) {
    if (!table.require({"kind", "id", "low_percent", "high_percent"},
                       {"distribution", "together", "group", "source", "note"}, true, diagnostics))
        return;
    for (const auto& row : table.rows()) {
        UncertaintyDefault read;
        read.where = table.where(row, table.column("id"));
        const auto& id = table.at(row, table.column("id"));
        const bool variable = table.at(row, table.column("kind")) == "variable";
        (variable ? read.variable : read.factor) = variable ? methodology.variable(id) : methodology.factor(id);
        const bool known = read.variable >= 0 || read.factor >= 0;
        if (!known)
            diagnostics.error("Q020", read.where,
                              {{"id", id}, {"near", join(nearest(id, known_ids(methodology, variable)), ", ")}});
        const bool joined = read_together(table, row, defaults, read, diagnostics);
        // Empty percentages are allowed where the row says what errs together.
        read.bounded = (table.at(row, table.column("together")).empty() && read.group.empty()) ||
                       !table.at(row, table.column("low_percent")).empty() ||
                       !table.at(row, table.column("high_percent")).empty();
        std::optional<double> low = 0.0, high = 0.0;
        if (read.bounded) {
            low = percentage(table, row, "low_percent", diagnostics);
            high = percentage(table, row, "high_percent", diagnostics);
        }
        read.distribution = table.at(row, table.column("distribution"));
        read.source = table.at(row, table.column("source"));
        const auto shape = parse_shape(read.distribution);  // values of a discrete one are a single figure's
        const bool shaped = read.distribution.empty() || (shape && shape->shape != Shape::discrete);
        if (!shaped)
            diagnostics.error("Q022", table.where(row, table.column("distribution")), {{"text", read.distribution}});
        if (!known || !joined || !low || !high || !shaped) continue;
        read.low_percent = *low;
        read.high_percent = *high;
        const auto earlier = std::find_if(defaults.begin(), defaults.end(), [&](const UncertaintyDefault& other) {
            return other.variable == read.variable && other.factor == read.factor;
        });
        if (earlier == defaults.end()) {
            defaults.push_back(std::move(read));
        } else if (read.bounded) {
            *earlier = std::move(read);
        } else {  // how uncertain it is was said before
            earlier->together = read.together;
            earlier->group = std::move(read.group);
        }
    }
}

UncertaintyDefaults find_uncertainty_defaults(Inventory& inventory, const std::filesystem::path& methodologies,
                                              const std::filesystem::path& folder, Diagnostics& diagnostics) {
    UncertaintyDefaults defaults;
    for (const auto& table : own_tables(inventory, methodologies, folder, "uncertainty.csv", diagnostics))
        read_uncertainty_defaults(table, *inventory.methodology, defaults, diagnostics);
    return defaults;
}

}  // namespace qingdan
