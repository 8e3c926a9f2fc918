#pragma once
// The tree of one formula. Nodes lie in one vector and know which part of the text they came from.

#include <string>
#include <vector>

#include "formula/formula.hpp"
#include "formula/reporter.hpp"

namespace qingdan::formulas {

enum class NodeKind { number, name, operation, call };

/// A key named behind `over`.
struct KeyName {
    std::string name;
    Extent extent;
};

struct Node {
    NodeKind kind = NodeKind::number;
    Extent extent;         ///< the whole expression
    Extent place;          ///< its name, operator or unit: where the caret points if that is at fault
    std::string text;      ///< name, function, operator sign, or the unit of a number
    Op op = Op::constant;  ///< operation: what it does; negate and not_ have one child, all others two
    double number = 0.0;
    bool has_unit = false;      ///< a number with a unit in brackets
    std::vector<int> children;  ///< operands, arguments
    std::vector<KeyName> keys;  ///< of `sum(… over …)`
};

struct Tree {
    std::vector<Node> nodes;
    int root = -1;  ///< -1: the text could not be read

    [[nodiscard]] const Node& at(int index) const { return nodes[static_cast<std::size_t>(index)]; }
};

/// The tree in prefix form, `(+ a (* b 2[t]))`; for tests and for looking at.
std::string tree_text(const Tree& tree);

/// The value of an expression made of bare numbers and `+ - * / ^` alone; nothing if it holds anything else.
std::optional<double> constant_value(const Tree& tree, int index);

}  // namespace qingdan::formulas
