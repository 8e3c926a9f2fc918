#pragma once
// Checked trees -> one flat program. Here units turn into numbers: every difference of scale becomes a factor.

#include <map>
#include <tuple>
#include <vector>

#include "formula/checker.hpp"

namespace qingdan::formulas {

class ProgramBuilder {
public:
    ProgramBuilder(const FormulaSource& source, const UnitTable& units, std::vector<Domain> domains);

    /// Appends the next line: the lets in order, then the result.
    void append(const CheckedTree& line);
    [[nodiscard]] Program take() { return std::move(program_); }

private:
    int value(int node);                       ///< the register of a node, in its own unit
    int value_in(int node, const Unit& unit);  ///< … in another unit of the same dimension
    int operation(int node);
    int call(int node);
    int extremum(int node, Op op);
    int sum(int node);
    int previous(int node);
    int kernel(int node);
    int name(int node, bool previous);

    int emit(Step step, int domain);
    int constant(double value, int domain);
    int scaled(int reg, double factor);
    int load(Load load);
    int spread(int reg, int domain);

    [[nodiscard]] const Node& at(int node) const { return line_->tree.at(node); }
    [[nodiscard]] const Note& note(int node) const { return line_->notes[static_cast<std::size_t>(node)]; }
    [[nodiscard]] int domain_of(int reg) const { return program_.register_domain[static_cast<std::size_t>(reg)]; }

    const FormulaSource& source_;
    const UnitTable& units_;
    const CheckedTree* line_ = nullptr;
    Program program_;
    std::map<int, double> constants_;                       ///< registers that hold one
    std::map<std::tuple<int, int, bool, int>, int> loads_;  ///< (input, let, previous, domain) -> register
    std::map<std::pair<int, int>, int> spreads_;            ///< (register, domain) -> register
};

}  // namespace qingdan::formulas
