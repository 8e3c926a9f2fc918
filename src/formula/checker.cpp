#include "formula/checker.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <utility>

namespace qingdan::formulas {
namespace {

constexpr int largest_exponent = 1000;  // of a base symbol; far beyond any quantity, far below overflow
constexpr int largest_power = 20;       // of something that has a unit

Type quantity_in(Unit unit) { return {true, false, false, std::move(unit)}; }
Type truth() { return {true, true, false, {}}; }

/// The whole number that an exponent is, if it is written as one.
std::optional<int> whole_exponent(const Tree& tree, int index) {
    const std::optional<double> value = constant_value(tree, index);
    if (!value || std::abs(*value) > largest_power || *value != std::floor(*value)) return std::nullopt;
    return static_cast<int>(*value);
}

}  // namespace

Checker::Checker(const FormulaSource& source, const UnitTable& units) : source_(source), units_(units) {
    domains_.push_back({source.keys, -1, {}});
    keys_met_.emplace_back();
    misnamed_.push_back(false);
}

CheckedTree Checker::check(Tree tree, Reporter& reporter) {
    CheckedTree checked;
    checked.tree = std::move(tree);
    checked.notes.resize(checked.tree.nodes.size());
    Line line{checked, reporter, lines_.size()};
    const std::string& name = text_of(line.number).name;
    const bool is_let = line.number < source_.lets.size();
    if (is_let && (find_input(name) >= 0 || find_let(name) != static_cast<int>(line.number))) {
        reporter.error("F020", {0, 0}, {{"name", name}});
    }
    const Type type = checked.tree.root < 0 ? Type{} : node(line, checked.tree.root, 0);
    checked.type = finish(line, type);
    lines_.push_back(checked.type);
    return checked;
}

/// Compares a line with what it was declared to be, and gives what others may take it for.
Type Checker::finish(Line& line, const Type& type) {
    const FormulaText& text = text_of(line.number);
    const bool is_result = line.number == source_.lets.size();
    const bool wants_condition = is_result && source_.logical;
    const Extent whole = line.checked.tree.root < 0 ? Extent{} : line.at(line.checked.tree.root).extent;
    if (type.known && type.condition != wants_condition && (is_result || text.unit)) {
        line.reporter.error("F008", whole,
                            {{"found", type.condition ? "@formula-condition" : "@formula-quantity"},
                             {"wanted", type.condition ? "@formula-quantity" : "@formula-condition"}});
        return {};
    }
    if (!text.unit || wants_condition) return type.zero ? quantity_in(type.unit) : type;
    if (type.known && !type.zero && !type.unit.converts_to(*text.unit)) {
        // `kg C` for declared `t CO2` would only distract from what is wrong: `t C`.
        const Unit actual =
            only_substances_differ(type.unit, *text.unit) ? Unit{text.unit->scale, type.unit.dimension, {}} : type.unit;
        line.reporter.error("F004", whole,
                            {{"actual", describe(actual)},
                             {"declared", describe(*text.unit)},
                             {"missing", missing_factor(actual, *text.unit)}});
    }
    return quantity_in(*text.unit);
}

Type Checker::node(Line& line, int index, int domain) {
    line.note(index).domain = domain;
    Type type;
    switch (line.at(index).kind) {
        case NodeKind::number: type = number(line, index); break;
        case NodeKind::name: type = name(line, index, domain); break;
        case NodeKind::operation: type = operation(line, index, domain); break;
        case NodeKind::call: type = call(line, index, domain); break;
    }
    line.note(index).type = type;
    return type;
}

Type Checker::number(Line& line, int index) {
    const Node& node = line.at(index);
    if (!node.has_unit) {
        Type type = quantity_in({1.0, {}, "1"});
        type.zero = node.number == 0.0;
        return type;
    }
    Diagnostics found;
    const std::optional<Unit> unit = units_.parse(node.text, line.reporter.where(), found);
    line.reporter.forward(found, node.place);
    return unit ? bounded(line, index, *unit) : Type{};
}

Type Checker::name(Line& line, int index, int domain) {
    const Node& node = line.at(index);
    if (const int found = find_input(node.text); found >= 0) return input(line, index, found, domain);
    const int let = find_let(node.text);
    if (let < 0) {
        line.reporter.error("F002", node.place,
                            {{"name", node.text}, {"nearest", nearest_names(node.text, line, false)}});
        return {};
    }
    if (static_cast<std::size_t>(let) >= line.number) {
        line.reporter.error("F025", node.place, {{"name", node.text}});
        return {};
    }
    line.note(index).let = let;
    return lines_[static_cast<std::size_t>(let)];
}

Type Checker::quantity(Line& line, int index, int domain) {
    Type type = node(line, index, domain);
    if (!type.known || !type.condition) return type;
    line.reporter.error("F008", line.at(index).extent,
                        {{"found", "@formula-condition"}, {"wanted", "@formula-quantity"}});
    return {};
}

Type Checker::condition(Line& line, int index, int domain) {
    Type type = node(line, index, domain);
    if (!type.known || type.condition) return type;
    line.reporter.error("F008", line.at(index).extent,
                        {{"found", "@formula-quantity"}, {"wanted", "@formula-condition"}});
    return {};
}

Type Checker::operation(Line& line, int index, int domain) {
    const Node& node = line.at(index);
    switch (node.op) {
        case Op::not_: condition(line, node.children[0], domain); return truth();
        case Op::and_:
        case Op::or_:
            for (const int child : node.children) condition(line, child, domain);
            return truth();
        case Op::negate: return quantity(line, node.children[0], domain);
        case Op::power: return power(line, index, domain);
        default: break;
    }
    const Type a = quantity(line, node.children[0], domain);
    const Type b = quantity(line, node.children[1], domain);
    if (node.op == Op::add || node.op == Op::subtract) return common(line, index, a, b);
    if (node.op == Op::multiply || node.op == Op::divide) {
        if (!a.known || !b.known) return {};
        return bounded(line, index, node.op == Op::multiply ? a.unit * b.unit : a.unit / b.unit);
    }
    common(line, index, a, b);  // comparisons
    return truth();
}

Type Checker::power(Line& line, int index, int domain) {
    const Node& node = line.at(index);
    const Type base = quantity(line, node.children[0], domain);
    const Type exponent = quantity(line, node.children[1], domain);
    if (exponent.known && !exponent.unit.dimension.none()) {
        line.reporter.error("F015", line.at(node.children[1]).extent,
                            {{"function", "^"}, {"unit", describe(exponent.unit)}});
        return {};
    }
    if (!base.known || !exponent.known) return {};
    if (base.unit.dimension.none()) return quantity_in({1.0, {}, "1"});
    const std::optional<int> whole = whole_exponent(line.checked.tree, node.children[1]);
    if (!whole) {
        line.reporter.error("F016", line.at(node.children[1]).extent,
                            {{"unit", describe(base.unit)}, {"limit", std::to_string(largest_power)}});
        return {};
    }
    return bounded(line, index, base.unit.power(*whole));
}

Type Checker::common(Line& line, int index, const Type& a, const Type& b) {
    if (!a.known || !b.known) return a.known && !a.zero ? a : b.known && !b.zero ? b : Type{};
    if (a.zero) return b;
    if (b.zero || a.unit.converts_to(b.unit)) return a;
    const Node& node = line.at(index);
    line.reporter.error("F003", node.extent,
                        {{"operation", node.text},
                         {"left", describe(a.unit)},
                         {"right", describe(b.unit)},
                         {"missing", missing_factor(b.unit, a.unit)}});
    return {};
}

Type Checker::bounded(Line& line, int index, Unit unit) {
    const auto runs_away = [](const auto& exponent) { return std::abs(exponent.second) > largest_exponent; };
    const auto& exponents = unit.dimension.exponents();
    if (std::isnormal(unit.scale) && std::none_of(exponents.begin(), exponents.end(), runs_away))
        return quantity_in(std::move(unit));
    line.reporter.error("F018", line.at(index).extent);
    return {};
}

}  // namespace qingdan::formulas
