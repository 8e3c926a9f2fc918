// indicators/*.toml: what is reported beside the estimates.

#include "methodology/link.hpp"

namespace qingdan {

void read_indicator(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics) {
    const auto errors_before = diagnostics.error_count();
    TomlTableReader root(document, document.root, diagnostics);
    Indicator indicator;
    indicator.where = {document.document, {}};
    indicator.id = root.required_string("id");
    indicator.title = read_title(document, root.required_table("title"), diagnostics);
    indicator.reference = root.required_string("reference");
    indicator.inputs = read_inputs(methodology, document, root.required_table("inputs"), true, diagnostics);
    const auto* output = root.required_table("output");
    root.finish();
    if (!output) return;
    TomlTableReader reader(document, *output, diagnostics);
    const auto text = reader.required_string("unit");
    (void)reader.optional_table("let");
    (void)reader.required_string("formula");
    reader.finish();
    const auto unit = methodology.units.parse(text, reader.where("unit"), diagnostics);
    if (!unit || diagnostics.error_count() > errors_before) return;
    indicator.unit = *unit;
    indicator.formula = read_formula(methodology, document, *output, {}, indicator.inputs, diagnostics);
    indicator.formula.result.unit = *unit;
    if (diagnostics.error_count() > errors_before) return;
    if (auto program = compile_formula(indicator.formula, methodology.units, diagnostics)) {
        indicator.program = std::move(*program);
        methodology.indicators.push_back(std::move(indicator));
    }
}

}  // namespace qingdan
