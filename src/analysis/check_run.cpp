#include "analysis/check_run.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/estimate_inputs.hpp"
#include "inventory/evaluator.hpp"

namespace qingdan {

namespace {

/// What a named line of a check says in one cell; nothing if it is no number. A blank is nothing, not unknown.
struct Said {
    std::optional<double> value;
    bool unknown = false;
};

Said said(const CalculationGraph& graph, const Program& program, const Block& block, const char* name,
          std::size_t cell) {
    for (std::size_t n = 0; n + 1 < program.named.size(); ++n) {
        if (program.named[n].name != name || program.named[n].domain != 0) continue;
        const auto& node = graph.nodes[static_cast<std::size_t>(block.first_named[n]) + cell];
        if (node.status.is_number()) return {node.value, false};
        return {std::nullopt, node.status.notation == Notation::NE || node.status.notation == Notation::C};
    }
    return {};
}

/// What the `needed` lines read, through the lines before them.
std::vector<std::size_t> loads_behind(const std::vector<NamedReads>& reads, std::vector<bool> needed) {
    std::set<std::size_t> loads;
    for (std::size_t n = reads.size(); n-- > 0;) {  // a line reads only those before it
        if (!needed[n]) continue;
        for (const int load : reads[n].loads) loads.insert(static_cast<std::size_t>(load));
        for (const int line : reads[n].named) needed[static_cast<std::size_t>(line)] = true;
    }
    return {loads.begin(), loads.end()};
}

/// `expected`, `actual` and the condition.
std::vector<bool> judged_lines(const Program& program) {
    std::vector<bool> judged;
    for (const auto& named : program.named) judged.push_back(named.name == "expected" || named.name == "actual");
    judged.back() = true;
    return judged;
}

std::vector<NodeId> nodes_of(const CheckRun& run, std::size_t cell, const std::vector<std::size_t>& loads) {
    const auto& check = *run.check;
    const auto& block = run.block;
    std::vector<NodeId> nodes;
    const auto add = [&](NodeId node) {
        if (node != no_node && std::find(nodes.begin(), nodes.end(), node) == nodes.end()) nodes.push_back(node);
    };
    for (const auto l : loads) {
        const auto domain = static_cast<std::size_t>(check.program.loads[l].domain);
        if (domain == 0) {
            add(block.load_nodes[l][cell]);
            continue;
        }
        for (std::size_t inner = 0; inner < block.load_nodes[l].size(); ++inner) {
            std::size_t outer = inner;
            for (std::size_t d = domain; d != 0; d = static_cast<std::size_t>(check.program.domains[d].outer))
                outer = block.shapes[d].outer_cell[outer];
            if (outer == cell) add(block.load_nodes[l][inner]);
        }
    }
    return nodes;
}

}  // namespace

std::vector<NodeId> nodes_read(const CheckRun& run, std::size_t cell) { return nodes_of(run, cell, run.loads); }

std::vector<NodeId> nodes_behind(const CheckRun& run, std::size_t cell, std::size_t line) {
    std::vector<bool> needed(run.reads.size(), false);
    needed[line] = true;
    return nodes_of(run, cell, loads_behind(run.reads, std::move(needed)));
}

CheckRunner::CheckRunner(Inventory& inventory, const Rounding& rounding)
    : inventory_(inventory),
      methodology_(*inventory.methodology),
      rounding_(rounding),
      factors_(methodology_),
      binder_(methodology_, factors_, inventory.region, inventory.graph, inventory.values) {}

CheckRun CheckRunner::run(std::size_t index, int year) {
    const auto& check = methodology_.checks[index];
    const auto plan = make_plan(check.program, check.inputs, methodology_);
    // Not a method: constants keep apart.
    const Bindable bindable{check.program,
                            plan,
                            check.inputs,
                            {},
                            {},
                            -2 - static_cast<int>(index),
                            estimate_inputs(inventory_, check.inputs, year)};
    CheckRun run{&check,
                 binder_.bind(bindable, year, nullptr),
                 plan.reads,
                 loads_behind(plan.reads, judged_lines(check.program)),
                 {}};
    run_block(bindable, run.block, -1, inventory_.graph, registers_);
    for (std::size_t cell = 0; cell < run.block.tuples.front().size(); ++cell)
        if (in_scope(check, run.block, cell))
            if (auto judged = judge(run, cell)) run.judged.push_back(*judged);
    return run;
}

bool CheckRunner::in_scope(const Check& check, const Block& block, std::size_t cell) const {
    const auto& keys = check.program.domains.front().keys;
    return std::all_of(check.scope.begin(), check.scope.end(), [&](const Check::Scope& scope) {
        for (std::size_t k = 0; k < keys.size(); ++k) {
            if (methodology_.dimension(keys[k]) != scope.dimension) continue;
            const auto member = block.tuples.front()[cell][k];
            const bool named = std::find(scope.members.begin(), scope.members.end(), member) != scope.members.end();
            return named == scope.only;
        }
        return true;
    });
}

/// Nothing at all was delivered of a variable that the check needs: completeness says so where it is missed.
bool CheckRunner::lacks_variable(const Check& check, int year) const {
    return std::any_of(check.inputs.begin(), check.inputs.end(), [&](const MethodInput& input) {
        return input.kind == MethodInput::Kind::variable && !input.fallback &&
               inventory_.values.rows(input.variable, year).empty();
    });
}

/// Nothing where there is nothing to judge: all of it is blank or does not occur.
std::optional<Judged> CheckRunner::judge(const CheckRun& run, std::size_t cell) const {
    const auto& check = *run.check;
    const auto& block = run.block;
    const auto& program = check.program;
    const auto& verdict =
        inventory_.graph.nodes[static_cast<std::size_t>(block.first_named[program.named.size() - 1]) + cell];
    const auto expected = said(inventory_.graph, program, block, "expected", cell),
               actual = said(inventory_.graph, program, block, "actual", cell);
    Judged judged{cell, Verdict::undecided, expected.value, actual.value, 0.0, false};
    const auto nodes = nodes_read(run, cell);
    if (std::all_of(nodes.begin(), nodes.end(), [&](NodeId id) {
            const auto kind = inventory_.graph.nodes[static_cast<std::size_t>(id)].kind;
            return kind == NodeKind::missing || kind == NodeKind::constant;
        }))
        return std::nullopt;  // nothing of it is delivered: completeness says so
    if (check.tolerance) {
        if (expected.unknown || actual.unknown) {  // part of the table is not delivered: undecided if there is a number
            if (!expected.value && !actual.value) return std::nullopt;
            return judged;
        }
        judged.blank = !expected.value && !actual.value;
        judged.expected = expected.value.value_or(0.0);  // a blank cell of an identity counts nothing
        judged.actual = actual.value.value_or(0.0);
        judged.tolerance = rounding_of(run, cell);
        const bool near = std::abs(judged.residual()) <= judged.tolerance;
        judged.verdict = near || (verdict.status.is_number() && verdict.value != 0.0) ? Verdict::holds : Verdict::fails;
        return judged;
    }
    if (verdict.status.is_number())
        judged.verdict = verdict.value != 0.0 ? Verdict::holds : Verdict::fails;
    else if ((verdict.status.notation != Notation::NE && verdict.status.notation != Notation::C) ||
             lacks_variable(check, block.year))
        return std::nullopt;
    return judged;
}

/// What the rounding of all cells together can make of an identity, in the unit of the check's cells.
double CheckRunner::rounding_of(const CheckRun& run, std::size_t cell) const {
    double sum = 0.0;
    for (const NodeId id : nodes_read(run, cell)) {
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
        if (node.kind != NodeKind::datum) continue;
        const auto& datum = inventory_.data[static_cast<std::size_t>(node.ref)];
        sum += rounding_.half_place(datum, *run.check->tolerance) * std::abs(rounding_.printed(datum).scale);
    }
    return sum * (1.0 + 1e-9);  // sums of decimal fractions are not exact in binary
}

}  // namespace qingdan
