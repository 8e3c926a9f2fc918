// The walk from text to program: every line is read and checked, even after an error in another one.

#include <utility>

#include "formula/checker.hpp"
#include "formula/parser.hpp"
#include "formula/program_builder.hpp"

namespace qingdan {

std::optional<Program> compile_formula(const FormulaSource& source, const UnitTable& units, Diagnostics& diagnostics) {
    formulas::Checker checker(source, units);
    std::vector<formulas::CheckedTree> lines;
    bool failed = false;
    for (std::size_t i = 0; i <= source.lets.size(); ++i) {
        formulas::Reporter reporter(i < source.lets.size() ? source.lets[i] : source.result, diagnostics);
        lines.push_back(checker.check(formulas::parse_formula(reporter), reporter));
        failed = failed || reporter.failed();
    }
    if (failed) return std::nullopt;
    formulas::ProgramBuilder builder(source, units, checker.domains());
    for (const formulas::CheckedTree& line : lines) builder.append(line);
    return builder.take();
}

}  // namespace qingdan
