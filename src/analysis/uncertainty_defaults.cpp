#include "analysis/uncertainty_defaults.hpp"

#include <algorithm>

#include "analysis/uncertainty_sources.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr const char* file_name = "uncertainty.csv";

std::vector<std::string> known_ids(const Methodology& methodology, bool variable) {
    std::vector<std::string> ids;
    if (variable)
        for (const auto& each : methodology.variables) ids.push_back(each.id);
    else
        for (const auto& each : methodology.factors) ids.push_back(each.id);
    return ids;
}

std::optional<double> percentage(const CsvTable& table, const CsvRow& row, std::string_view column,
                                 Diagnostics& diagnostics) {
    const auto& text = table.at(row, table.column(column));
    const auto number = parse_number(text);
    if (number && *number >= 0.0) return number;
    diagnostics.error("Q021", table.where(row, table.column(column)), {{"text", text}});
    return std::nullopt;
}

}  // namespace

void read_uncertainty_defaults(const CsvTable& table, const Methodology& methodology, UncertaintyDefaults& defaults,
                               Diagnostics& diagnostics) {
    if (!table.require({"kind", "id", "low_percent", "high_percent"}, {"distribution", "source", "note"}, true,
                       diagnostics))
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
        const auto low = percentage(table, row, "low_percent", diagnostics),
                   high = percentage(table, row, "high_percent", diagnostics);
        read.distribution = table.at(row, table.column("distribution"));
        read.source = table.at(row, table.column("source"));
        const auto shape = parse_shape(read.distribution);  // values of a discrete one are a single figure's
        const bool shaped = read.distribution.empty() || (shape && shape->shape != Shape::discrete);
        if (!shaped)
            diagnostics.error("Q022", table.where(row, table.column("distribution")), {{"text", read.distribution}});
        if (!known || !low || !high || !shaped) continue;
        read.low_percent = *low;
        read.high_percent = *high;
        std::erase_if(defaults, [&](const UncertaintyDefault& earlier) {
            return earlier.variable == read.variable && earlier.factor == read.factor;
        });
        defaults.push_back(std::move(read));
    }
}

UncertaintyDefaults find_uncertainty_defaults(Inventory& inventory, const std::filesystem::path& methodologies,
                                              const std::filesystem::path& folder, Diagnostics& diagnostics) {
    UncertaintyDefaults defaults;
    for (const auto& place : {methodologies / inventory.methodology->id, folder}) {
        if (!std::filesystem::exists(place / file_name)) continue;
        const auto file = read_file(place, file_name, diagnostics);
        if (!file) continue;
        inventory.documents.push_back(file->document);
        if (const auto table = CsvTable::parse(file->bytes, file->document, diagnostics))
            read_uncertainty_defaults(*table, *inventory.methodology, defaults, diagnostics);
    }
    return defaults;
}

}  // namespace qingdan
