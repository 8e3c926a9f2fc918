#include "report/formula_latex.hpp"

#include <cctype>

#include "base/text.hpp"
#include "formula/ast.hpp"
#include "formula/parser.hpp"

namespace qingdan {

namespace {

using formulas::Node;
using formulas::NodeKind;

/// How tightly a printed expression holds together: what is looser than wanted stands in brackets.
enum Tightness { loosest, either, both, compared, added, multiplied, signed_, raised, closed };

struct Printed {
    std::string text;
    Tightness tightness = closed;
};

std::string within(const Printed& printed, Tightness wanted) {
    return printed.tightness < wanted ? "\\left(" + printed.text + "\\right)" : printed.text;
}

/// `12`, `2.5e-9` as a power of ten, `44/12` as a fraction: as written, not as calculated.
std::string latex_number(const std::string& written) {
    if (const auto over = written.find('/'); over != std::string::npos)
        return "\\frac{" + latex_number(written.substr(0, over)) + "}{" + latex_number(written.substr(over + 1)) + "}";
    const auto exponent = written.find_first_of("eE");
    if (exponent == std::string::npos) return written;
    auto power = written.substr(exponent + 1);
    if (!power.empty() && power.front() == '+') power.erase(0, 1);
    return written.substr(0, exponent) + " \\times 10^{" + power + "}";
}

class LatexWriter {
public:
    LatexWriter(const std::string& text, const formulas::Tree& tree, const LatexNames& names)
        : text_(text), tree_(tree), names_(names) {}

    std::vector<std::string> terms() const {
        std::vector<std::string> list;
        collect(tree_.root, list);
        return list;
    }

private:
    void collect(int index, std::vector<std::string>& list) const {
        const auto& node = tree_.at(index);
        if (node.kind == NodeKind::operation && (node.op == Op::add || node.op == Op::subtract)) {
            collect(node.children[0], list);
            list.push_back(node.op == Op::add ? "+ " + right(node, added) : "- " + right(node, multiplied));
        } else {
            list.push_back(print(index).text);
        }
    }

    [[nodiscard]] Printed print(int index) const {
        const auto& node = tree_.at(index);
        switch (node.kind) {
            case NodeKind::number: return {latex_number(written(node)) + unit_of(node), closed};
            case NodeKind::name: return {latex_symbol(symbol(node.text)), closed};
            case NodeKind::operation: return operation(node);
            case NodeKind::call: return call(node);
        }
        return {};
    }

    [[nodiscard]] std::string written(const Node& node) const {
        const auto whole = text_.substr(node.extent.from, node.extent.to - node.extent.from);
        std::string number;
        for (const char c : whole.substr(0, whole.find('[')))
            if (c != '(' && c != ')' && c != ' ') number += c;
        return number;
    }

    static std::string unit_of(const Node& node) {
        return node.has_unit && node.text != "1" ? "\\," + latex_unit(node.text) : std::string();
    }

    [[nodiscard]] LatexSymbol symbol(const std::string& name) const {
        const auto found = names_.symbols.find(name);
        return found == names_.symbols.end() ? LatexSymbol{latex_name(name), {}} : found->second;
    }

    [[nodiscard]] std::string child(const Node& node, std::size_t i, Tightness wanted) const {
        return within(print(node.children[i]), wanted);
    }

    /// The second operand: a sign does not follow a sign.
    [[nodiscard]] std::string right(const Node& node, Tightness wanted) const {
        const auto printed = print(node.children[1]);
        return within(printed, printed.tightness == signed_ ? raised : wanted);
    }

    [[nodiscard]] Printed two(const Node& node, const char* sign, Tightness tightness, Tightness second) const {
        return {child(node, 0, tightness) + " " + sign + " " + right(node, second), tightness};
    }

    [[nodiscard]] Printed operation(const Node& node) const {
        switch (node.op) {
            case Op::add: return two(node, "+", added, added);
            case Op::subtract: return two(node, "-", added, multiplied);
            case Op::multiply: return two(node, "\\cdot", multiplied, multiplied);
            case Op::divide:
                return {"\\frac{" + print(node.children[0]).text + "}{" + print(node.children[1]).text + "}", closed};
            case Op::power: return {child(node, 0, closed) + "^{" + print(node.children[1]).text + "}", raised};
            case Op::negate: return {"-" + child(node, 0, multiplied), signed_};
            case Op::less: return two(node, "<", compared, added);
            case Op::less_equal: return two(node, "\\le", compared, added);
            case Op::greater: return two(node, ">", compared, added);
            case Op::greater_equal: return two(node, "\\ge", compared, added);
            case Op::equal: return two(node, "=", compared, added);
            case Op::not_equal: return two(node, "\\ne", compared, added);
            case Op::and_: return two(node, "\\land", both, both);
            case Op::or_: return two(node, "\\lor", either, either);
            case Op::not_: return {"\\lnot " + child(node, 0, closed), signed_};
            default: return {latex_name(node.text), closed};
        }
    }

    [[nodiscard]] std::string arguments(const Node& node) const {
        std::vector<std::string> list;
        for (const int argument : node.children) list.push_back(print(argument).text);
        return "\\left(" + join(list, ",\\, ") + "\\right)";
    }

    [[nodiscard]] Printed call(const Node& node) const {
        if (!node.keys.empty()) return sum(node);
        if (node.text == "if") return cases(node);
        if (node.text == "previous") return previous(node);
        if (node.text == "abs") return {"\\left|" + print(node.children[0]).text + "\\right|", closed};
        if (node.text == "sqrt") return {"\\sqrt{" + print(node.children[0]).text + "}", closed};
        if (node.text == "exp") return {"e^{" + print(node.children[0]).text + "}", raised};
        for (const char* known : {"min", "max", "ln"})
            if (node.text == known) return {"\\" + node.text + arguments(node), closed};
        return {"\\operatorname{" + escaped(node.text) + "}" + arguments(node), closed};
    }

    [[nodiscard]] Printed sum(const Node& node) const {
        std::vector<std::string> letters;
        for (const auto& key : node.keys) {
            const auto found = names_.letters.find(key.name);
            letters.push_back(found == names_.letters.end() ? latex_name(key.name) : found->second);
        }
        return {"\\sum_{" + join(letters, ",") + "} " + child(node, 0, multiplied), multiplied};
    }

    /// `if(a, x, if(b, y, z))` is one list.
    [[nodiscard]] Printed cases(const Node& node) const {
        std::string text = "\\begin{cases} ";
        const Node* at = &node;
        while (true) {
            text += print(at->children[1]).text + " & " + print(at->children[0]).text + " \\\\ ";
            const auto& rest = tree_.at(at->children[2]);
            if (rest.kind != NodeKind::call || rest.text != "if") break;
            at = &rest;
        }
        return {text + print(at->children[2]).text + " & \\text{" + names_.otherwise + "} \\end{cases}", closed};
    }

    [[nodiscard]] Printed previous(const Node& node) const {
        const auto text = latex_symbol(symbol(tree_.at(node.children[0]).text), "t-1");
        if (node.children.size() < 2) return {text, closed};
        return {text + "\\left[t_0\\!: " + print(node.children[1]).text + "\\right]", closed};
    }

    static std::string escaped(const std::string& name) {
        std::string text;
        for (const char c : name) text += c == '_' ? std::string("\\_") : std::string(1, c);
        return text;
    }

    const std::string& text_;
    const formulas::Tree& tree_;
    const LatexNames& names_;
};

}  // namespace

std::string latex_name(const std::string& name) {
    std::string text = "\\mathit{";
    for (const char c : name) text += c == '_' ? std::string("\\_") : std::string(1, c);
    return text + "}";
}

std::string latex_unit(const std::string& unit) {
    std::string text = "\\mathrm{";
    char before = ' ';
    for (const char c : unit) {
        const auto last = static_cast<unsigned char>(before);
        if (c == ' ')
            text += "\\,";
        else if (c == '%' || c == '{' || c == '}' || c == '_')
            text += std::string("\\") + c;
        else if (std::isdigit(static_cast<unsigned char>(c)) && std::isalpha(last))
            text += std::string(std::isupper(last) ? "_" : "^") + c;  // CO2 and m3
        else
            text += c;
        before = c;
    }
    return text + "}";
}

std::string latex_symbol(const LatexSymbol& symbol, const std::string& year) {
    auto indices = symbol.indices;
    if (!year.empty()) indices.push_back(year);
    return indices.empty() ? symbol.base : symbol.base + "_{" + join(indices, ",") + "}";
}

std::vector<std::string> latex_terms(const FormulaText& formula, const LatexNames& names) {
    Diagnostics diagnostics;
    formulas::Reporter reporter(formula, diagnostics);
    const auto tree = formulas::parse_formula(reporter);
    if (tree.root < 0) return {};
    return LatexWriter(formula.text, tree, names).terms();
}

}  // namespace qingdan
