#include "formula/program_builder.hpp"

#include <algorithm>
#include <utility>

#include "formula/kernels/kernels.hpp"

namespace qingdan::formulas {
namespace {

const Unit pure_number{1.0, {}, "1"};

}  // namespace

ProgramBuilder::ProgramBuilder(const FormulaSource& source, const UnitTable& units, std::vector<Domain> domains)
    : source_(source), units_(units) {
    program_.domains = std::move(domains);
}

void ProgramBuilder::append(const CheckedTree& line) {
    line_ = &line;
    const std::size_t number = program_.named.size();
    const bool is_result = number == source_.lets.size();
    const FormulaText& text = is_result ? source_.result : source_.lets[number];
    const Type& type = line.type;
    const int reg = type.condition ? value(line.tree.root) : value_in(line.tree.root, type.unit);
    Unit unit = type.condition ? pure_number : type.unit;
    unit.text = units_.describe(unit);
    program_.named.push_back({is_result ? "result" : text.name, text.text, reg, 0, std::move(unit)});
}

int ProgramBuilder::value_in(int node, const Unit& unit) {
    const Type& type = note(node).type;
    const int reg = value(node);
    return type.zero || type.condition ? reg : scaled(reg, conversion_factor(type.unit, unit));
}

int ProgramBuilder::value(int node) {
    switch (at(node).kind) {
        case NodeKind::number: return constant(at(node).number, note(node).domain);
        case NodeKind::name: return name(node, false);
        case NodeKind::operation: return operation(node);
        case NodeKind::call: break;
    }
    return call(node);
}

int ProgramBuilder::name(int node, bool previous) {
    const Note& found = note(node);
    if (found.input >= 0) return load({found.input, -1, previous, found.domain});
    // Lets live in the result's domain, in this year and the one before.
    const int reg = previous ? load({-1, found.let, true, 0}) : program_.named[static_cast<std::size_t>(found.let)].reg;
    return spread(reg, found.domain);
}

int ProgramBuilder::operation(int node) {
    const Node& tree = at(node);
    const int a_node = tree.children.front();
    const int b_node = tree.children.back();
    const int domain = note(node).domain;
    switch (tree.op) {
        case Op::negate:
        case Op::not_: return emit({.op = tree.op, .a = value(a_node)}, domain);
        case Op::multiply:
        case Op::divide:
        case Op::and_:
        case Op::or_: {
            const int a = value(a_node);
            return emit({.op = tree.op, .a = a, .b = value(b_node)}, domain);
        }
        case Op::power: {
            const Unit& base = note(a_node).type.unit;
            const int a = base.dimension.none() ? value_in(a_node, pure_number) : value(a_node);
            return emit({.op = tree.op, .a = a, .b = value_in(b_node, pure_number)}, domain);
        }
        default: {  // sums and comparisons: both sides in one unit
            const Type& left = note(a_node).type;
            const Unit& unit = left.zero ? note(b_node).type.unit : left.unit;
            const int a = value_in(a_node, unit);
            return emit({.op = tree.op, .a = a, .b = value_in(b_node, unit)}, domain);
        }
    }
}

int ProgramBuilder::call(int node) {
    const Node& tree = at(node);
    const Function& function = *note(node).function;
    const Unit& unit = note(node).type.unit;
    const int domain = note(node).domain;
    switch (function.rule) {
        case Rule::sum: return sum(node);
        case Rule::previous: return previous(node);
        case Rule::kernel: return kernel(node);
        case Rule::pure_number: return emit({.op = function.op, .a = value_in(tree.children[0], pure_number)}, domain);
        case Rule::root: return emit({.op = function.op, .a = value(tree.children[0])}, domain);
        case Rule::choice: {
            const int a = value(tree.children[0]);
            const int b = value_in(tree.children[1], unit);
            return emit({.op = function.op, .a = a, .b = b, .c = value_in(tree.children[2], unit)}, domain);
        }
        case Rule::one_unit: break;
    }
    if (function.op == Op::minimum || function.op == Op::maximum) return extremum(node, function.op);
    Step step{.op = function.op, .a = value_in(tree.children[0], unit)};
    if (tree.children.size() > 1) step.b = value_in(tree.children[1], unit);
    if (tree.children.size() > 2) step.c = value_in(tree.children[2], unit);
    return emit(step, domain);
}

int ProgramBuilder::extremum(int node, Op op) {
    const Unit& unit = note(node).type.unit;
    int reg = value_in(at(node).children[0], unit);
    for (std::size_t i = 1; i < at(node).children.size(); ++i) {
        reg = emit({.op = op, .a = reg, .b = value_in(at(node).children[i], unit)}, note(node).domain);
    }
    return reg;
}

int ProgramBuilder::sum(int node) {
    const int body = value(at(node).children[0]);
    return emit({.op = Op::sum, .a = body}, note(node).domain);
}

int ProgramBuilder::previous(int node) {
    const Node& tree = at(node);
    const int reg = name(tree.children[0], true);
    if (tree.children.size() == 1) return reg;
    const int start = value_in(tree.children[1], note(node).type.unit);
    return emit({.op = Op::otherwise, .a = reg, .b = start}, note(node).domain);
}

int ProgramBuilder::kernel(int node) {
    const Node& tree = at(node);
    const int index = note(node).function->kernel;
    std::vector<int> registers;
    for (const int child : tree.children) {
        const Type& type = note(child).type;
        const Unit base{1.0, type.unit.dimension, {}};  // kernels count in base units
        registers.push_back(value_in(child, base));
    }
    const int first = static_cast<int>(program_.arguments.size());
    program_.arguments.insert(program_.arguments.end(), registers.begin(), registers.end());
    return emit({.op = Op::kernel, .a = first, .arity = static_cast<int>(registers.size()), .kernel = index},
                note(node).domain);
}

int ProgramBuilder::emit(Step step, int domain) {
    step.target = program_.registers++;
    step.domain = domain;
    program_.register_domain.push_back(domain);
    program_.steps.push_back(step);
    return step.target;
}

int ProgramBuilder::constant(double value, int domain) {
    const int reg = emit({.op = Op::constant, .value = value}, domain);
    constants_.emplace(reg, value);
    return reg;
}

int ProgramBuilder::scaled(int reg, double factor) {
    if (factor == 1.0) return reg;
    const auto known = constants_.find(reg);
    if (known != constants_.end()) return constant(known->second * factor, domain_of(reg));
    return emit({.op = Op::scale, .a = reg, .value = factor}, domain_of(reg));
}

int ProgramBuilder::load(Load load) {
    const auto [entry, is_new] = loads_.try_emplace({load.input, load.let, load.previous, load.domain}, -1);
    if (!is_new) return entry->second;
    const int slot = static_cast<int>(program_.loads.size());
    program_.loads.push_back(load);
    if (load.input >= 0) {
        std::vector<int>& inputs = program_.domains[static_cast<std::size_t>(load.domain)].inputs;
        if (std::find(inputs.begin(), inputs.end(), load.input) == inputs.end()) inputs.push_back(load.input);
    }
    entry->second = emit({.op = Op::load, .a = slot}, load.domain);
    return entry->second;
}

int ProgramBuilder::spread(int reg, int domain) {
    if (domain_of(reg) == domain) return reg;
    const auto known = spreads_.find({reg, domain});
    if (known != spreads_.end()) return known->second;
    const int outer = spread(reg, program_.domains[static_cast<std::size_t>(domain)].outer);
    const int here = emit({.op = Op::spread, .a = outer}, domain);
    spreads_.emplace(std::pair(reg, domain), here);
    return here;
}

}  // namespace qingdan::formulas
