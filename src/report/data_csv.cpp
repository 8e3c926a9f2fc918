#include "report/data_csv.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

/// `value` converted back into the unit that was printed.
std::string in_printed_unit(const ActivityDatum& datum, double value) {
    const auto printed = parse_printed_number(datum.printed_value);
    return number_text(printed && datum.value != 0.0 ? value * (*printed / datum.value) : value);
}

std::string row_text(const Inventory& inventory, const ActivityDatum& datum, const std::vector<int>& dimensions) {
    const auto& methodology = *inventory.methodology;
    const auto& variable = methodology.variables[static_cast<std::size_t>(datum.variable)];
    std::string text = csv_field(variable.id);
    for (const int dimension : dimensions) {
        text += ',';
        const auto at = std::find(variable.dimensions.begin(), variable.dimensions.end(), dimension);
        if (at == variable.dimensions.end()) continue;
        const auto member = datum.key[static_cast<std::size_t>(at - variable.dimensions.begin())];
        text += csv_field(
            methodology.dimensions[static_cast<std::size_t>(dimension)].members[static_cast<std::size_t>(member)].id);
    }
    const auto field = [&](const std::string& each) { (text += ',') += csv_field(each); };
    const auto bound = [&](const std::optional<double>& each) { field(each ? in_printed_unit(datum, *each) : ""); };
    field(std::to_string(datum.year));
    const auto number = parse_printed_number(datum.printed_value);
    field(datum.notation != Notation::none ? "" : number ? datum.printed_value : number_text(datum.value));
    field(datum.printed_unit);
    bound(datum.low);
    bound(datum.high);
    field(datum.distribution);
    field(std::string(notation_text(datum.notation)));
    field(datum.source);
    field(datum.note);
    return text + "\n";
}

}  // namespace

std::vector<DataTable> data_csv(const Inventory& inventory, const std::vector<int>& years) {
    const auto& methodology = *inventory.methodology;
    std::map<std::string, std::vector<const ActivityDatum*>> departments;
    for (const auto& datum : inventory.data) {
        if (datum.estimated) continue;  // nobody delivered it
        if (!years.empty() && std::find(years.begin(), years.end(), datum.year) == years.end()) continue;
        const auto& variable = methodology.variables[static_cast<std::size_t>(datum.variable)];
        const auto named = inventory.settings.departments.find(variable.id);
        departments[named == inventory.settings.departments.end() ? variable.department : named->second].push_back(
            &datum);
    }
    std::vector<DataTable> tables;
    for (auto& [department, data] : departments) {
        std::stable_sort(data.begin(), data.end(), [](const auto* a, const auto* b) {
            return std::tie(a->variable, a->key, a->year) < std::tie(b->variable, b->key, b->year);
        });
        std::vector<int> dimensions;  // columns for the keys of all variables here
        for (const auto* datum : data)
            for (const int each : methodology.variables[static_cast<std::size_t>(datum->variable)].dimensions)
                if (std::find(dimensions.begin(), dimensions.end(), each) == dimensions.end())
                    dimensions.push_back(each);
        DataTable table{(department.empty() ? std::string("compilers") : department) + ".csv", "variable", data.size()};
        for (const int each : dimensions)
            table.bytes += "," + methodology.dimensions[static_cast<std::size_t>(each)].id;
        table.bytes += ",year,value,unit,low,high,distribution,notation,source,note\n";
        for (const auto* datum : data) table.bytes += row_text(inventory, *datum, dimensions);
        tables.push_back(std::move(table));
    }
    return tables;
}

}  // namespace qingdan
