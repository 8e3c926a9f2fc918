// Functions: each rule asks something else of its arguments.

#include <algorithm>
#include <cmath>
#include <utility>

#include "formula/checker.hpp"
#include "formula/kernels/kernels.hpp"

namespace qingdan::formulas {

Type Checker::call(Line& line, int index, int domain) {
    const Node& node = line.at(index);
    const std::optional<Function> function = find_function(node.text);
    if (!function) {
        line.reporter.error("F002", node.place,
                            {{"name", node.text}, {"nearest", nearest_names(node.text, line, true)}});
        for (const int child : node.children) this->node(line, child, domain);
        return {};
    }
    const int arguments = static_cast<int>(node.children.size());
    if (arguments < function->least || (function->most >= 0 && arguments > function->most)) {
        const bool open = function->most < 0;
        line.reporter.error("F007", node.extent,
                            {{"function", node.text},
                             {"found", std::to_string(arguments)},
                             {"least", std::to_string(function->least)},
                             {"most", open || function->most == function->least ? "" : std::to_string(function->most)},
                             {"more", open ? "@formula-or-more" : ""}});
        return {};
    }
    line.note(index).function = function;
    switch (function->rule) {
        case Rule::one_unit: return one_unit(line, index, domain);
        case Rule::pure_number: return pure_number(line, index, domain);
        case Rule::root: return root(line, index, domain);
        case Rule::choice: return choice(line, index, domain);
        case Rule::sum: return sum(line, index, domain);
        case Rule::previous: return previous(line, index, domain);
        case Rule::kernel: return kernel(line, index, domain);
    }
    return {};
}

Type Checker::one_unit(Line& line, int index, int domain) {
    const std::vector<int> children = line.at(index).children;
    Type type = quantity(line, children.front(), domain);
    for (std::size_t i = 1; i < children.size(); ++i) {
        const std::size_t before = line.reporter.count();
        const Type next = quantity(line, children[i], domain);
        const Type both = common(line, index, type, next);
        if (line.reporter.count() == before) type = both;
    }
    return type;
}

Type Checker::pure_number(Line& line, int index, int domain) {
    const Node& node = line.at(index);
    const Type type = quantity(line, node.children[0], domain);
    if (type.known && !type.unit.dimension.none()) {
        line.reporter.error("F015", line.at(node.children[0]).extent,
                            {{"function", node.text}, {"unit", describe(type.unit)}});
    }
    return {true, false, false, {1.0, {}, "1"}};
}

Type Checker::root(Line& line, int index, int domain) {
    const Type type = quantity(line, line.at(index).children[0], domain);
    if (!type.known) return {};
    Unit unit{std::sqrt(type.unit.scale), {}, {}};
    for (const auto& [symbol, exponent] : type.unit.dimension.exponents()) {
        if (exponent % 2 != 0) {
            line.reporter.error("F017", line.at(index).extent, {{"unit", describe(type.unit)}});
            return {};
        }
        unit.dimension = unit.dimension.multiplied(Dimension::base(symbol).power(exponent / 2));
    }
    return bounded(line, index, std::move(unit));
}

Type Checker::choice(Line& line, int index, int domain) {
    const std::vector<int> children = line.at(index).children;
    condition(line, children[0], domain);
    const Type a = quantity(line, children[1], domain);
    const Type b = quantity(line, children[2], domain);
    return common(line, index, a, b);
}

Type Checker::sum(Line& line, int index, int domain) {
    const Node& node = line.at(index);
    const std::size_t inner = open_sum(line, node, domain);
    const Type body = quantity(line, node.children[0], static_cast<int>(inner));
    if (!body.known || misnamed_[inner]) return {};
    const auto& met = keys_met_[inner];
    for (const KeyName& key : node.keys) {
        if (std::find(met.begin(), met.end(), key.name) == met.end()) {
            line.reporter.error("F021", key.extent, {{"key", key.name}, {"nearest", nearest_keys(key.name)}});
        } else if (body.unit.dimension.exponent("{" + key.name + "}") != 0) {
            line.reporter.error("F006", line.at(node.children[0]).extent,
                                {{"key", key.name}, {"unit", describe(body.unit)}});
            return {};
        }
    }
    return {true, false, false, body.unit};
}

/// The domain of a sum's inside: the keys around it and those summed over.
std::size_t Checker::open_sum(Line& line, const Node& node, int domain) {
    const auto outer = static_cast<std::size_t>(domain);
    const std::vector<std::string> known = all_keys();
    Domain opened{domains_[outer].keys, domain, {}};
    bool misnamed = misnamed_[outer];
    for (const KeyName& key : node.keys) {
        if (std::find(opened.keys.begin(), opened.keys.end(), key.name) != opened.keys.end()) {
            line.reporter.error("F022", key.extent, {{"key", key.name}});
            continue;
        }
        opened.keys.push_back(key.name);
        if (std::find(known.begin(), known.end(), key.name) != known.end()) continue;
        line.reporter.error("F021", key.extent, {{"key", key.name}, {"nearest", nearest_keys(key.name)}});
        misnamed = true;
    }
    domains_.push_back(std::move(opened));
    keys_met_.emplace_back();
    misnamed_.push_back(misnamed);
    return domains_.size() - 1;
}

/// Substances have no part in a kernel's types; the result takes over the first argument's.
Type Checker::kernel(Line& line, int index, int domain) {
    const Node& node = line.at(index);
    const Kernel& kernel = kernels()[static_cast<std::size_t>(line.note(index).function->kernel)];
    Unit result{1.0, kernel.result, {}};
    bool known = true;
    for (std::size_t i = 0; i < node.children.size(); ++i) {
        const Type type = quantity(line, node.children[i], domain);
        known = known && type.known;
        if (!type.known || type.zero) continue;
        const Unit bare = i == 0 ? units_.without_substances(type.unit) : type.unit;
        if (i == 0) result.dimension = result.dimension.multiplied(type.unit.dimension).multiplied(bare.dimension, -1);
        if (bare.dimension == kernel.arguments[i]) continue;
        line.reporter.error("F023", line.at(node.children[i]).extent,
                            {{"function", node.text},
                             {"number", std::to_string(i + 1)},
                             {"actual", describe(type.unit)},
                             {"wanted", describe({1.0, kernel.arguments[i], {}})},
                             {"signature", kernel.signature}});
        known = false;
    }
    return known ? bounded(line, index, std::move(result)) : Type{};
}

Type Checker::previous(Line& line, int index, int domain) {
    const Node& node = line.at(index);
    const int named = node.children[0];
    Type type;
    if (line.at(named).kind != NodeKind::name) {
        line.reporter.error("F010", line.at(named).extent, {{"found", line.text(named)}});
    } else {
        const std::string& name = line.at(named).text;
        line.note(named).domain = domain;
        if (const int found = find_input(name); found >= 0) {
            type = input(line, named, found, domain);
        } else if (const int let = find_let(name); let >= 0) {
            type = previous_line(line, named, static_cast<std::size_t>(let));
        } else if (names_result(name)) {
            type = previous_line(line, named, source_.lets.size());
        } else {
            line.reporter.error("F002", line.at(named).place,
                                {{"name", name}, {"nearest", nearest_names(name, line, false)}});
        }
        line.note(named).type = type;
    }
    if (node.children.size() == 1) return type;
    const Type start = quantity(line, node.children[1], domain);
    return common(line, index, type, start);
}

/// A year before, every line is known, whatever its place; but its unit must be, before the line itself is checked.
Type Checker::previous_line(Line& line, int index, std::size_t let) {
    const FormulaText& text = text_of(let);
    const bool checked = let < lines_.size();
    line.note(index).let = static_cast<int>(let);
    const bool is_condition =
        checked ? lines_[let].known && lines_[let].condition : let == source_.lets.size() && source_.logical;
    if (is_condition) {
        line.reporter.error("F008", line.at(index).extent,
                            {{"found", "@formula-condition"}, {"wanted", "@formula-quantity"}});
        return {};
    }
    if (checked) return lines_[let];
    if (text.unit) return {true, false, false, *text.unit};
    line.reporter.error("F019", line.at(index).extent, {{"name", line.at(index).text}});
    return {};
}

}  // namespace qingdan::formulas
