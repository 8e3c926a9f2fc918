#include "formula/ast.hpp"

#include <cmath>

#include "base/text.hpp"

namespace qingdan::formulas {
namespace {

std::string node_text(const Tree& tree, int index) {
    const Node& node = tree.at(index);
    if (node.kind == NodeKind::number) return number_text(node.number) + (node.has_unit ? "[" + node.text + "]" : "");
    if (node.kind == NodeKind::name) return node.text;
    std::string text = "(" + node.text;
    for (const int child : node.children) text += " " + node_text(tree, child);
    for (std::size_t i = 0; i < node.keys.size(); ++i) text += (i == 0 ? " over " : " ") + node.keys[i].name;
    return text + ")";
}

}  // namespace

std::string tree_text(const Tree& tree) { return tree.root < 0 ? std::string() : node_text(tree, tree.root); }

std::optional<double> constant_value(const Tree& tree, int index) {
    const Node& node = tree.at(index);
    if (node.kind == NodeKind::number && !node.has_unit) return node.number;
    if (node.kind != NodeKind::operation) return std::nullopt;
    const std::optional<double> a = constant_value(tree, node.children[0]);
    if (!a) return std::nullopt;
    if (node.op == Op::negate) return -*a;
    if (node.children.size() < 2) return std::nullopt;
    const std::optional<double> b = constant_value(tree, node.children[1]);
    if (!b) return std::nullopt;
    switch (node.op) {
        case Op::add: return *a + *b;
        case Op::subtract: return *a - *b;
        case Op::multiply: return *a * *b;
        case Op::divide: return *a / *b;
        case Op::power: return std::pow(*a, *b);
        default: return std::nullopt;
    }
}

}  // namespace qingdan::formulas
