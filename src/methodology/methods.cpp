// methods/**/*.toml.

#include <algorithm>

#include "base/text.hpp"
#include "methodology/link.hpp"

namespace qingdan {

namespace {

/// Leaf categories at or below `category`.
void add_leaves(const Methodology& methodology, int category, std::vector<int>& leaves) {
    const auto& children = methodology.categories[static_cast<std::size_t>(category)].children;
    if (children.empty() && std::find(leaves.begin(), leaves.end(), category) == leaves.end())
        leaves.push_back(category);
    for (const int child : children) add_leaves(methodology, child, leaves);
}

class MethodReader {
public:
    MethodReader(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics)
        : methodology_(methodology),
          document_(document),
          diagnostics_(diagnostics),
          root_(document, document.root, diagnostics) {}

    void read() {
        const auto errors_before = diagnostics_.error_count();
        method_.where = {document_.document, {}};
        method_.id = root_.required_string("id");
        method_.title = read_title(document_, root_.required_table("title"), diagnostics_);
        method_.tier = root_.required_string("tier");
        method_.source = root_.required_string("source");
        method_.page = root_.optional_string("page");
        if (const auto* note = root_.optional_table("note")) method_.note = read_title(document_, note, diagnostics_);
        if (!method_.source.empty() && !methodology_.source(method_.source))
            unknown_name("@kind-source", method_.source, ids_of(methodology_.sources), root_.where("source"),
                         diagnostics_);
        const auto* output = root_.required_table("output");
        const auto* inputs = root_.optional_table("inputs");
        read_target(output);
        method_.inputs = read_inputs(methodology_, document_, inputs, false, diagnostics_);
        root_.finish();
        if (!output) return;
        read_output(*output);
        // A formula over inputs that could not be read would only repeat the complaint.
        if (diagnostics_.error_count() > errors_before) return;
        method_.formula =
            read_formula(methodology_, document_, *output, method_.dimensions, method_.inputs, diagnostics_);
        method_.formula.result.unit = method_.unit;
        if (diagnostics_.error_count() > errors_before) return;
        auto program = compile_formula(method_.formula, methodology_.units, diagnostics_);
        if (!program) return;
        method_.program = std::move(*program);
        if (!refuse_rivals()) methodology_.methods.push_back(std::move(method_));
    }

private:
    /// What it gives: an emission of categories and gases, or a derived variable.
    void read_target(const TomlNode* output) {
        auto keys = read_keys(methodology_, document_, root_, diagnostics_);
        const auto applies_to = root_.optional_strings("applies_to");
        method_.gases = root_.optional_strings("gas");
        const auto* variable = output ? output->find("variable") : nullptr;
        if (variable) {
            if (!applies_to.empty() || !method_.gases.empty())
                diagnostics_.error("M027", root_.where("id"), {{"method", method_.id}});
            read_variable(*variable, keys);
            return;
        }
        if (applies_to.empty() || method_.gases.empty())
            diagnostics_.error("M027", root_.where("id"), {{"method", method_.id}});
        for (const auto& code : applies_to) {
            const int category = methodology_.category(code);
            if (category < 0)
                unknown_name("@kind-category", code, category_codes(methodology_), root_.where("applies_to"),
                             diagnostics_);
            else
                add_leaves(methodology_, category, method_.categories);
        }
        for (const auto& gas : method_.gases) check_gas(gas);
        const auto front = [&](int dimension) {
            std::erase(keys, dimension);
            keys.insert(keys.begin(), dimension);
        };
        if (method_.gases.size() > 1) front(methodology_.gas_dimension);
        front(methodology_.category_dimension);
        method_.dimensions = std::move(keys);
        if (method_.dimensions.size() > Tuple::capacity)
            diagnostics_.error("M012", root_.where("keys"), {{"limit", std::to_string(Tuple::capacity)}});
    }

    void read_variable(const TomlNode& node, const std::vector<int>& keys) {
        method_.variable = methodology_.variable(node.string);
        if (method_.variable < 0)
            return unknown_name("@kind-variable", node.string, ids_of(methodology_.variables), document_.where(node),
                                diagnostics_, document_.picture(node));
        method_.dimensions = methodology_.variables[static_cast<std::size_t>(method_.variable)].dimensions;
        auto given = keys, wanted = method_.dimensions;
        std::sort(given.begin(), given.end());
        std::sort(wanted.begin(), wanted.end());
        if (given == wanted) return;
        std::vector<std::string> names;
        for (const int dimension : method_.dimensions)
            names.push_back(methodology_.dimensions[static_cast<std::size_t>(dimension)].id);
        diagnostics_.error("M028", root_.where("keys"), {{"variable", node.string}, {"keys", join(names, ", ")}});
    }

    void check_gas(const std::string& gas) {
        if (methodology_.gas(gas) < 0)
            return unknown_name("@kind-gas", gas, ids_of(methodology_.gases), root_.where("gas"), diagnostics_);
        bool any = false;
        for (const int category : method_.categories) {
            const auto& gases = methodology_.categories[static_cast<std::size_t>(category)].gases;
            any = any || std::find(gases.begin(), gases.end(), gas) != gases.end();
        }
        if (!any && !method_.categories.empty()) diagnostics_.error("M029", root_.where("gas"), {{"gas", gas}});
    }

    void read_output(const TomlNode& output) {
        TomlTableReader reader(document_, output, diagnostics_);
        (void)reader.optional_string("variable");
        const auto text = reader.required_string("unit");
        (void)reader.required_string("formula");
        (void)reader.optional_table("let");
        if (const auto unit =
                text.empty() ? std::nullopt : methodology_.units.parse(text, reader.where("unit"), diagnostics_)) {
            method_.unit = *unit;
            if (method_.variable >= 0)
                check_unit(methodology_.variables[static_cast<std::size_t>(method_.variable)].unit, *unit,
                           reader.where("unit"));
            for (const auto& gas : method_.gases)
                if (const int index = methodology_.gas(gas); index >= 0)
                    check_gas_unit(index, *unit, reader.where("unit"));
        }
        reader.finish();
    }

    void check_unit(const Unit& wanted, const Unit& unit, const SourceRef& where) {
        if (!unit.converts_to(wanted))
            diagnostics_.error(
                "M030", where,
                {{"unit", methodology_.units.describe(unit)}, {"wanted", methodology_.units.describe(wanted)}});
    }

    void check_gas_unit(int gas, const Unit& unit, const SourceRef& where) {
        Tuple key;
        key.push(static_cast<MemberId>(gas));
        const auto concrete = methodology_.concrete_unit(unit, {methodology_.gas_dimension}, key);
        check_unit(methodology_.gases[static_cast<std::size_t>(gas)].report_unit, concrete.value_or(unit), where);
    }

    /// Two methods of one tier for the same category and gas: the choice would depend on the order of files.
    bool refuse_rivals() {
        for (const auto& other : methodology_.methods) {
            if (other.tier != method_.tier || other.variable >= 0 || method_.variable >= 0) continue;
            for (const int category : method_.categories)
                for (const auto& gas : method_.gases)
                    if (std::find(other.categories.begin(), other.categories.end(), category) !=
                            other.categories.end() &&
                        std::find(other.gases.begin(), other.gases.end(), gas) != other.gases.end()) {
                        diagnostics_.error(
                            "M031", root_.where("tier"),
                            {{"category", methodology_.categories[static_cast<std::size_t>(category)].code},
                             {"gas", gas},
                             {"other", other.where.text()}});
                        return true;
                    }
        }
        return false;
    }

    Methodology& methodology_;
    const TomlDocument& document_;
    Diagnostics& diagnostics_;
    TomlTableReader root_;
    Method method_;
};

}  // namespace

void read_method(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics) {
    MethodReader(methodology, document, diagnostics).read();
}

}  // namespace qingdan
