// The parts that methods and checks share: titles, keys, inputs, the lines of a formula.

#include <algorithm>

#include "base/text.hpp"
#include "methodology/link.hpp"

namespace qingdan {

void unknown_name(std::string_view kind, const std::string& name, const std::vector<std::string>& known,
                  const SourceRef& where, Diagnostics& diagnostics, std::string picture) {
    diagnostics.error("M024", where,
                      {{"kind", std::string(kind)}, {"name", name}, {"near", join(nearest(name, known), ", ")}},
                      std::move(picture));
}

std::vector<std::string> category_codes(const Methodology& methodology) {
    std::vector<std::string> codes;
    for (const auto& category : methodology.categories) codes.push_back(category.code);
    for (const auto& total : methodology.totals) codes.push_back(total.id);
    return codes;
}

Title read_title(const TomlDocument& document, const TomlNode* node, Diagnostics& diagnostics) {
    if (!node) return {};
    TomlTableReader reader(document, *node, diagnostics);
    Title title{reader.required_string("zh"), reader.required_string("en")};
    reader.finish();
    return title;
}

std::vector<int> read_keys(const Methodology& methodology, const TomlDocument& document, TomlTableReader& reader,
                           Diagnostics& diagnostics) {
    std::vector<int> keys;
    for (const auto& name : reader.optional_strings("keys")) {
        const int dimension = methodology.dimension(name);
        if (dimension < 0 || dimension == methodology.region_dimension)
            unknown_name("@kind-dimension", name, ids_of(methodology.dimensions), reader.where("keys"), diagnostics,
                         document.picture(*reader.any("keys")));
        else if (std::find(keys.begin(), keys.end(), dimension) == keys.end())
            keys.push_back(dimension);
    }
    return keys;
}

namespace {

class InputReader {
public:
    InputReader(const Methodology& methodology, const TomlDocument& document, bool estimates, Diagnostics& diagnostics)
        : methodology_(methodology), document_(document), estimates_(estimates), diagnostics_(diagnostics) {}

    std::optional<MethodInput> read(const std::string& name, const TomlNode& node) {
        const auto errors_before = diagnostics_.error_count();
        if (node.kind != TomlNode::Kind::table) {
            diagnostics_.error(
                "B012", document_.where(node),
                {{"key", name}, {"expected", kind_word(TomlNode::Kind::table)}, {"found", kind_word(node.kind)}},
                document_.picture(node));
            return std::nullopt;
        }
        TomlTableReader reader(document_, node, diagnostics_);
        MethodInput input;
        input.name = name;
        input.where = document_.where(node);
        const auto variable = reader.optional_string("variable"), factor = reader.optional_string("factor");
        const auto value = reader.optional_number("value");
        const auto estimate = estimates_ ? reader.optional_string("estimate") : std::string();
        if (!variable.empty() + !factor.empty() + value.has_value() + !estimate.empty() != 1) {
            diagnostics_.error("M025", input.where, {{"input", name}}, document_.picture(node));
            return std::nullopt;
        }
        if (!variable.empty()) read_variable(variable, reader, input);
        if (!factor.empty()) read_factor(factor, reader, input);
        if (value) read_constant(*value, reader, input);
        if (!estimate.empty()) read_estimate(estimate, reader, input);
        if (const auto fallback = reader.optional_number("default")) {
            if (input.kind == MethodInput::Kind::variable || input.kind == MethodInput::Kind::factor)
                input.fallback = fallback;
            else
                diagnostics_.error("M026", reader.where("default"), {{"input", name}});
        }
        reader.finish();
        if (diagnostics_.error_count() > errors_before) return std::nullopt;
        return input;
    }

private:
    void read_variable(const std::string& id, TomlTableReader& reader, MethodInput& input) {
        input.variable = methodology_.variable(id);
        if (input.variable < 0)
            return unknown_name("@kind-variable", id, ids_of(methodology_.variables), reader.where("variable"),
                                diagnostics_);
        const auto& variable = methodology_.variables[static_cast<std::size_t>(input.variable)];
        input.unit = variable.unit;
        read_where(variable.dimensions, reader, input);
    }

    void read_factor(const std::string& id, TomlTableReader& reader, MethodInput& input) {
        input.kind = MethodInput::Kind::factor;
        input.factor = methodology_.factor(id);
        if (input.factor < 0)
            return unknown_name("@kind-factor", id, ids_of(methodology_.factors), reader.where("factor"), diagnostics_);
        const auto& factor = methodology_.factors[static_cast<std::size_t>(input.factor)];
        input.unit = factor.unit;
        read_where(factor.dimensions, reader, input);
    }

    void read_constant(double value, TomlTableReader& reader, MethodInput& input) {
        input.kind = MethodInput::Kind::constant;
        input.constant = value;
        const auto text = reader.optional_string("unit", "1");
        if (const auto unit = methodology_.units.parse(text, reader.where("unit"), diagnostics_)) input.unit = *unit;
    }

    void read_estimate(const std::string& category, TomlTableReader& reader, MethodInput& input) {
        input.kind = MethodInput::Kind::estimate;
        input.category = category;
        input.gas = reader.required_string("gas");
        const auto codes = category_codes(methodology_);
        if (std::find(codes.begin(), codes.end(), category) == codes.end())
            unknown_name("@kind-category", category, codes, reader.where("estimate"), diagnostics_);
        if (input.gas == "CO2e") {
            if (const auto unit = methodology_.units.parse("kt CO2e")) input.unit = *unit;
        } else if (const int gas = methodology_.gas(input.gas); gas >= 0) {
            input.unit = methodology_.gases[static_cast<std::size_t>(gas)].report_unit;
        } else if (!input.gas.empty()) {
            unknown_name("@kind-gas", input.gas, ids_of(methodology_.gases), reader.where("gas"), diagnostics_);
        }
        read_by(reader, input);
    }

    /// `by = ["fuel"]`: leaf estimates by these keys instead of their sum; a gas of its own has them, CO2e has not.
    void read_by(TomlTableReader& reader, MethodInput& input) {
        if (input.gas == "CO2e") return;
        for (const auto& name : reader.optional_strings("by")) {
            const int dimension = methodology_.dimension(name);
            if (dimension < 0 || dimension == methodology_.region_dimension)
                unknown_name("@kind-dimension", name, ids_of(methodology_.dimensions), reader.where("by"),
                             diagnostics_);
            else
                input.dimensions.push_back(dimension);
        }
    }

    /// `where = { balance_row = "supply_total" }`: keys that are fixed and therefore gone.
    void read_where(const std::vector<int>& dimensions, TomlTableReader& reader, MethodInput& input) {
        if (const auto* fixed = reader.optional_table("where"))
            for (const auto& [name, node] : fixed->members) {
                const int dimension = methodology_.dimension(name);
                std::vector<std::string> own;
                for (const int d : dimensions) own.push_back(methodology_.dimensions[static_cast<std::size_t>(d)].id);
                if (std::find(dimensions.begin(), dimensions.end(), dimension) == dimensions.end()) {
                    unknown_name("@kind-dimension", name, own, document_.where(node), diagnostics_,
                                 document_.picture(node));
                    continue;
                }
                const auto& members = methodology_.dimensions[static_cast<std::size_t>(dimension)];
                const auto member = node.kind == TomlNode::Kind::string ? members.find(node.string) : std::nullopt;
                if (!member)
                    unknown_name("@kind-member", node.string, members.ids(), document_.where(node), diagnostics_,
                                 document_.picture(node));
                else
                    input.fixed.emplace_back(dimension, *member);
            }
        std::vector<int> fixed_dimensions;
        Tuple fixed_key;
        for (const auto& [dimension, member] : input.fixed) {
            fixed_dimensions.push_back(dimension);
            fixed_key.push(member);
        }
        for (const int dimension : dimensions)
            if (dimension != methodology_.region_dimension &&
                std::find(fixed_dimensions.begin(), fixed_dimensions.end(), dimension) == fixed_dimensions.end())
                input.dimensions.push_back(dimension);
        if (const auto unit = methodology_.concrete_unit(input.unit, fixed_dimensions, fixed_key)) input.unit = *unit;
    }

    const Methodology& methodology_;
    const TomlDocument& document_;
    bool estimates_;
    Diagnostics& diagnostics_;
};

FormulaText formula_line(const Methodology& methodology, const TomlDocument& document, const std::string& name,
                         const TomlNode& node, Diagnostics& diagnostics) {
    FormulaText line;
    line.name = name;
    line.where = document.where(node);
    if (node.kind == TomlNode::Kind::string) {
        line.text = node.string;
    } else if (node.kind == TomlNode::Kind::table) {
        TomlTableReader reader(document, node, diagnostics);
        line.text = reader.required_string("formula");
        line.where = reader.where("formula");
        const auto unit = reader.required_string("unit");
        if (!unit.empty()) line.unit = methodology.units.parse(unit, reader.where("unit"), diagnostics);
        reader.finish();
    } else {
        diagnostics.error(
            "B012", line.where,
            {{"key", name}, {"expected", kind_word(TomlNode::Kind::string)}, {"found", kind_word(node.kind)}},
            document.picture(node));
    }
    return line;
}

}  // namespace

std::vector<MethodInput> read_inputs(const Methodology& methodology, const TomlDocument& document,
                                     const TomlNode* table, bool estimates, Diagnostics& diagnostics) {
    std::vector<MethodInput> inputs;
    if (!table) return inputs;
    InputReader reader(methodology, document, estimates, diagnostics);
    for (const auto& [name, node] : table->members)
        if (auto input = reader.read(name, node)) inputs.push_back(std::move(*input));
    return inputs;
}

FormulaSource read_formula(const Methodology& methodology, const TomlDocument& document, const TomlNode& output,
                           const std::vector<int>& keys, const std::vector<MethodInput>& inputs,
                           Diagnostics& diagnostics) {
    const auto names = [&](const std::vector<int>& dimensions) {
        std::vector<std::string> ids;
        for (const int dimension : dimensions)
            ids.push_back(methodology.dimensions[static_cast<std::size_t>(dimension)].id);
        return ids;
    };
    FormulaSource source;
    source.keys = names(keys);
    for (const auto& input : inputs) source.inputs.push_back({input.name, input.unit, names(input.dimensions)});
    if (const auto* lets = output.find("let"); lets && lets->kind == TomlNode::Kind::table)
        for (const auto& [name, node] : lets->members)
            source.lets.push_back(formula_line(methodology, document, name, node, diagnostics));
    if (const auto* formula = output.find("formula"); formula && formula->kind == TomlNode::Kind::string)
        source.result = formula_line(methodology, document, {}, *formula, diagnostics);
    return source;
}

}  // namespace qingdan
