#include "activity/cell_value.hpp"

#include <cmath>

#include "base/text.hpp"
#include "methodology/distribution.hpp"

namespace qingdan {

bool set_value(ActivityDatum& datum, double value, const std::string& unit, const Methodology& methodology,
               const SourceRef& unit_where, Diagnostics& diagnostics) {
    const auto& variable = methodology.variables[static_cast<std::size_t>(datum.variable)];
    if (unit.empty()) {
        diagnostics.error(
            "A003", unit_where,
            {{"unit",
              methodology.units.describe(
                  methodology.concrete_unit(variable.unit, variable.dimensions, datum.key).value_or(variable.unit))}});
        return false;
    }
    const auto given = methodology.units.parse(unit, unit_where, diagnostics);
    if (!given) return false;
    const auto wanted =
        methodology.concrete_unit(variable.unit, variable.dimensions, datum.key).value_or(variable.unit);
    const auto converted = convert_input(value, *given, wanted, methodology.units, unit_where, diagnostics);
    if (!converted) return false;
    datum.value = *converted;
    const double scale =
        value != 0.0 ? *converted / value
                     : convert_input(1.0, *given, wanted, methodology.units, unit_where, diagnostics).value_or(1.0);
    if (datum.low) *datum.low *= scale;
    if (datum.high) *datum.high *= scale;
    if (datum.value < 0.0 && !variable.may_be_negative) {
        diagnostics.error("A008", datum.where, {{"variable", variable.id}});
        return false;
    }
    return true;
}

std::string read_distribution(const std::string& text, const SourceRef& where, Diagnostics& diagnostics) {
    if (text.empty()) return text;
    const auto shape = parse_shape(text);
    if (shape && shape->shape != Shape::discrete) return text;
    auto known = shape_names();
    std::erase(known, std::string(shape_text(Shape::discrete)));
    diagnostics.error("A063", where, {{"text", text}, {"known", join(known, ", ")}});
    return {};
}

void unknown_member(const KeyDimension& dimension, const std::string& name, const SourceRef& where,
                    Diagnostics& diagnostics) {
    std::vector<std::string> known;
    for (const auto& member : dimension.members) {
        known.push_back(member.id);
        known.push_back(member.title.zh);
    }
    diagnostics.error("A002", where,
                      {{"dimension", dimension.id}, {"name", name}, {"near", join(nearest(name, known), ", ")}});
}

}  // namespace qingdan
