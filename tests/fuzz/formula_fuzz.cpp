// Any bytes as a formula (and, behind a line break, as a let before it): complaints are fine, a crash is not. What
// compiles is run over two cells.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "formula/evaluate.hpp"
#include "formula/formula.hpp"

namespace {

qingdan::UnitTable make_units() {
    qingdan::Diagnostics diagnostics;
    qingdan::UnitTable table;
    const std::string rows =
        "symbol,kind,value,definition\nt,unit,1000,kg\nkg,base,,\nTJ,unit,1000000000,kJ\nGJ,unit,1000000,kJ\nkJ,base,,"
        "\nyr,base,,\n"
        "%,unit,0.01,1\nC,substance,,\nCO2,substance,,\n";
    if (const auto read = qingdan::CsvTable::parse(rows, nullptr, diagnostics)) table.add(*read, diagnostics);
    table.add_placeholder("fuel");
    return table;
}

qingdan::FormulaSource make_source(const qingdan::UnitTable& units, const std::string& text) {
    const auto input = [&](const char* name, const char* unit, std::vector<std::string> keys) {
        return qingdan::FormulaInput{name, units.parse(unit).value_or(qingdan::Unit{}), std::move(keys)};
    };
    qingdan::FormulaSource source;
    source.inputs = {input("a", "t", {}),
                     input("b", "kg", {}),
                     input("c", "t C/TJ", {}),
                     input("ncv", "GJ/t", {}),
                     input("rate", "1/yr", {}),
                     input("x", "{fuel}", {"fuel", "equipment"}),
                     input("y", "GJ/{fuel}", {"fuel"})};
    const std::size_t line = text.find('\n');
    if (line != std::string::npos) source.lets.push_back({"l", text.substr(line + 1), units.parse("t"), {}});
    source.result = {{}, text.substr(0, line), std::nullopt, {}};
    return source;
}

void run(const qingdan::Program& program) {
    qingdan::Run run;
    std::vector<std::vector<double>> lanes;
    for (const auto& domain : program.domains) {
        qingdan::DomainShape shape;
        shape.cells = 2;
        if (domain.outer >= 0) shape.outer_cell = {1, 0};
        run.domains.push_back(shape);
    }
    const std::vector<qingdan::Status> statuses{{}, {qingdan::Notation::NE, false}};
    for (std::size_t i = 0; i < program.loads.size(); ++i) {
        lanes.push_back({2.5, 0.0});
        run.statuses.emplace_back(i % 2 == 0 ? std::span<const qingdan::Status>()
                                             : std::span<const qingdan::Status>(statuses));
    }
    for (const auto& each : lanes) run.loads.emplace_back(each);
    qingdan::Registers registers;
    qingdan::evaluate(program, run, registers);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const qingdan::UnitTable units = make_units();
    qingdan::FormulaSource source = make_source(units, std::string(reinterpret_cast<const char*>(data), size));
    source.logical = size % 5 == 0;
    qingdan::Diagnostics diagnostics;
    if (const auto program = qingdan::compile_formula(source, units, diagnostics)) run(*program);
    return 0;
}
