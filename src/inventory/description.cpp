#include "inventory/description.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace qingdan {

namespace {

std::string unit_text(const Methodology& methodology, const Unit& unit, const std::vector<int>& dimensions,
                      const Tuple& key) {
    const auto& exponents = unit.dimension.exponents();
    if (std::none_of(exponents.begin(), exponents.end(), [](const auto& part) { return part.first.front() == '{'; }))
        return methodology.units.describe(unit);
    const auto concrete = methodology.concrete_unit(unit, dimensions, key);
    return methodology.units.describe(concrete.value_or(unit));
}

void cite(const Methodology& methodology, const std::string& source, const std::string& page,
          NodeDescription& description) {
    const auto* document = methodology.source(source);
    description.source = document ? document->title : Title{source, source};
    description.page = page;
}

void describe_factor(const Inventory& inventory, const FactorRow& row, NodeDescription& description) {
    const auto& factor = inventory.methodology->factors[static_cast<std::size_t>(row.factor)];
    description.label = factor.title;
    description.id = factor.id;
    description.keys = key_text_with_category(*inventory.methodology, factor.dimensions, row.key);
    description.unit = unit_text(*inventory.methodology, factor.unit, factor.dimensions, row.key);
    cite(*inventory.methodology, row.source, row.page, description);
    description.factor_status = status_text(row.status);
    description.place = row.where.text();
    description.printed = row.printed_value + (row.printed_unit.empty() ? "" : " " + row.printed_unit);
    description.note = row.note;
}

void describe_result(const Inventory& inventory, const Node& node, NodeDescription& description) {
    const auto& methodology = *inventory.methodology;
    const auto& block = inventory.graph.blocks[static_cast<std::size_t>(node.ref)];
    const auto& method = methodology.methods[static_cast<std::size_t>(block.method)];
    const auto& named = method.program.named[static_cast<std::size_t>(node.named)];
    const auto& keys = method.program.domains[static_cast<std::size_t>(named.domain)].keys;
    std::vector<int> dimensions;
    for (const auto& key : keys) dimensions.push_back(methodology.dimension(key));
    const auto& tuple = block.tuples[static_cast<std::size_t>(named.domain)][static_cast<std::size_t>(node.cell)];
    description.label = method.title;
    description.id = node.kind == NodeKind::sub_result ? named.name : method.id;
    description.keys = key_text_with_category(methodology, dimensions, tuple);
    description.unit = unit_text(methodology, named.unit, dimensions, tuple);
    description.formula = named.text;
    description.tier = method.tier;
    cite(methodology, method.source, method.page, description);
    description.place = method.where.text();
}

void describe_missing(const Inventory& inventory, const Node& node, NodeDescription& description) {
    const auto& methodology = *inventory.methodology;
    const auto& missing = inventory.graph.missing[static_cast<std::size_t>(node.ref)];
    std::vector<int> dimensions;
    if (missing.variable >= 0) {
        const auto& variable = methodology.variables[static_cast<std::size_t>(missing.variable)];
        dimensions = variable.dimensions;
        description.label = variable.title;
        description.id = variable.id;
    } else {
        const auto& factor = methodology.factors[static_cast<std::size_t>(missing.factor)];
        for (const int dimension : factor.dimensions)
            if (dimension != methodology.region_dimension) dimensions.push_back(dimension);
        description.label = factor.title;
        description.id = factor.id;
    }
    description.keys = key_text_with_category(methodology, dimensions, missing.key);
    if (missing.slot) {
        description.place = missing.slot->where.text();
        description.note = missing.slot->note;
    }
}

}  // namespace

std::string key_text_with_category(const Methodology& methodology, const std::vector<int>& dimensions,
                                   const Tuple& key) {
    std::string text;
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        const int dimension = dimensions[i];
        if (dimension != methodology.category_dimension && dimension != methodology.gas_dimension &&
            dimension != methodology.region_dimension)
            continue;
        if (key[i] == any_member) continue;
        const auto& members = methodology.dimensions[static_cast<std::size_t>(dimension)];
        text += (text.empty() ? "" : ";") + members.id + "=" + members.members[static_cast<std::size_t>(key[i])].id;
    }
    const auto rest = methodology.key_text(dimensions, key);
    return text.empty() || rest.empty() ? text + rest : text + ";" + rest;
}

NodeDescription describe_datum(const Inventory& inventory, const ActivityDatum& datum) {
    const auto& variable = inventory.methodology->variables[static_cast<std::size_t>(datum.variable)];
    NodeDescription description;
    description.kind = NodeKind::datum;
    description.label = variable.title;
    if (datum.estimated) {
        description.label.zh += datum.estimated->words.zh;
        description.label.en += datum.estimated->words.en;
    }
    description.id = variable.id;
    description.keys = key_text_with_category(*inventory.methodology, variable.dimensions, datum.key);
    description.year = datum.year;
    description.value = datum.value;
    description.status.notation = datum.notation;
    description.unit = unit_text(*inventory.methodology, variable.unit, variable.dimensions, datum.key);
    description.source = {datum.source, datum.source};
    description.place = datum.where.text();
    if (!datum.estimated)  // nothing was printed
        description.printed = datum.printed_value + (datum.printed_unit.empty() ? "" : " " + datum.printed_unit);
    description.note = datum.note;
    return description;
}

NodeDescription describe(const Inventory& inventory, NodeId id) {
    const auto& methodology = *inventory.methodology;
    const auto& node = inventory.graph.nodes[static_cast<std::size_t>(id)];
    NodeDescription description;
    description.kind = node.kind;
    description.year = node.year;
    description.value = node.value;
    description.status = node.status;
    switch (node.kind) {
        case NodeKind::datum: return describe_datum(inventory, inventory.data[static_cast<std::size_t>(node.ref)]);
        case NodeKind::factor:
            describe_factor(inventory, methodology.factor_rows[static_cast<std::size_t>(node.ref)], description);
            if (node.cell >= 0) {  // it stands in for an empty slot
                description.asked = methodology.factor_rows[static_cast<std::size_t>(node.cell)].note;
                description.note += (description.note.empty() ? "" : "; ") + description.asked;
            }
            break;
        case NodeKind::constant: {
            const auto& method = methodology.methods[static_cast<std::size_t>(node.ref)];
            const auto& input = method.inputs[static_cast<std::size_t>(node.cell)];
            description.label = input.variable >= 0 ? methodology.variables[static_cast<std::size_t>(input.variable)].title
                                : input.factor >= 0 ? methodology.factors[static_cast<std::size_t>(input.factor)].title
                                                    : method.title;
            description.id = input.name;
            description.unit = methodology.units.describe(input.unit);
            description.place = input.where.text();
            break;
        }
        case NodeKind::sub_result:
        case NodeKind::result: describe_result(inventory, node, description); break;
        case NodeKind::category:
        case NodeKind::total:
        case NodeKind::co2e: {
            const int category =
                node.kind == NodeKind::total ? node.ref + static_cast<int>(methodology.categories.size()) : node.ref;
            description.label = inventory.category_title(category);
            description.id = inventory.category_code(category);
            description.keys = "gas=" + inventory.gas_id(node.named);
            description.unit = methodology.units.describe(inventory.gas_unit(
                node.kind == NodeKind::co2e ? static_cast<int>(methodology.gases.size()) : node.named));
            break;
        }
        case NodeKind::gwp: {
            const auto& gas = methodology.gases[static_cast<std::size_t>(node.ref)];
            description.label = inventory.gwp->title;
            description.id = inventory.gwp->id;
            description.keys = "gas=" + gas.id;
            description.unit = "t CO2e/t " + gas.id;
            cite(methodology, inventory.gwp->source, {}, description);
            const auto where = inventory.gwp->where.find(gas.id);
            if (where != inventory.gwp->where.end()) description.place = where->second.text();
            break;
        }
        case NodeKind::missing: describe_missing(inventory, node, description); break;
    }
    return description;
}

}  // namespace qingdan
