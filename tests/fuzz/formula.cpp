// A formula as people write it, with a few inputs to name. Also runs what compiles.

#include <cstdint>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "formula/evaluate.hpp"
#include "formula/formula.hpp"

namespace {

const qingdan::UnitTable& unit_table() {
    static const qingdan::UnitTable table = [] {
        qingdan::Diagnostics diagnostics;
        qingdan::UnitTable units;
        const auto file = qingdan::read_file(QINGDAN_SOURCE_DIR, "methodologies/common/units.csv", diagnostics);
        units.add(*qingdan::CsvTable::parse(file->bytes, file->document, diagnostics), diagnostics);
        units.add_placeholder("fuel");
        return units;
    }();
    return table;
}

void run(const qingdan::Program& program) {
    std::vector<std::vector<double>> values;
    qingdan::Run run;
    for (const auto& domain : program.domains) {
        qingdan::DomainShape shape;
        shape.cells = domain.outer < 0 ? 1 : 3;
        if (domain.outer >= 0) shape.outer_cell.assign(shape.cells, 0);
        run.domains.push_back(shape);
    }
    for (const auto& load : program.loads)
        values.emplace_back(run.domains[static_cast<std::size_t>(load.domain)].cells, 2.5);
    for (const auto& cells : values) run.loads.emplace_back(cells);
    run.statuses.resize(program.loads.size());
    qingdan::Registers registers;
    evaluate(program, run, registers);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    qingdan::FormulaSource source;
    source.keys = {"category"};
    source.inputs = {{"consumed", *unit_table().parse("{fuel}"), {"category", "fuel"}},
                     {"content", *unit_table().parse("t C/{fuel}"), {"fuel"}},
                     {"co2_per_c", *unit_table().parse("t CO2/t C"), {}},
                     {"share", *unit_table().parse("1"), {"category"}}};
    const std::string text(reinterpret_cast<const char*>(data), size);
    const auto line = text.find('\n');
    if (line != std::string::npos) source.lets.push_back({"part", text.substr(0, line), std::nullopt, {}});
    source.result = {"", line == std::string::npos ? text : text.substr(line + 1), unit_table().parse("t CO2"), {}};
    qingdan::Diagnostics diagnostics;
    const auto program = compile_formula(source, unit_table(), diagnostics);
    if (program.has_value() == diagnostics.has_errors()) __builtin_trap();  // a program, or a reason why not
    if (program) run(*program);
    return 0;
}
