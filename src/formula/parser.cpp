#include "formula/parser.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "formula/lexer.hpp"

namespace qingdan::formulas {
namespace {

constexpr std::string_view operand_expected = "1.5  x  (  -  f(";
constexpr std::string_view operator_expected = "+  -  *  /  ^  <  and  or";

struct Sign {
    std::string_view text;
    Op op;
};
constexpr std::array<Sign, 2> sum_signs{{{"+", Op::add}, {"-", Op::subtract}}};
constexpr std::array<Sign, 2> product_signs{{{"*", Op::multiply}, {"/", Op::divide}}};
constexpr std::array<Sign, 6> comparison_signs{{{"<=", Op::less_equal},
                                                {">=", Op::greater_equal},
                                                {"==", Op::equal},
                                                {"!=", Op::not_equal},
                                                {"<", Op::less},
                                                {">", Op::greater}}};
constexpr std::array<Sign, 1> and_sign{{{"and", Op::and_}}};
constexpr std::array<Sign, 1> or_sign{{{"or", Op::or_}}};

bool is_reserved(std::string_view name) { return name == "and" || name == "or" || name == "not"; }

// Every function gives the index of its node, or -1 after a failure that has been reported.
class Parser {
public:
    explicit Parser(Reporter& reporter) : reporter_(reporter) {}

    Tree run() {
        tokens_ = tokenize(reporter_);
        if (reporter_.failed()) return {};
        const int root = expression();
        if (root >= 0 && token().kind != TokenKind::end) unexpected(operator_expected);
        if (reporter_.failed()) return {};
        tree_.root = root;
        return std::move(tree_);
    }

private:
    /// Counts how deep the text is nested, not how long a chain `a + b + …` is.
    class Level {
    public:
        explicit Level(int& depth) : depth_(depth) { ++depth_; }
        ~Level() { --depth_; }
        Level(const Level&) = delete;
        Level& operator=(const Level&) = delete;

    private:
        int& depth_;
    };

    [[nodiscard]] const Token& token(std::size_t ahead = 0) const {
        return tokens_[std::min(at_ + ahead, tokens_.size() - 1)];
    }
    [[nodiscard]] bool is_symbol(std::string_view text, std::size_t ahead = 0) const {
        return token(ahead).kind == TokenKind::symbol && token(ahead).text == text;
    }
    [[nodiscard]] bool is_sign(const Sign& sign) const {
        const TokenKind kind = is_reserved(sign.text) ? TokenKind::name : TokenKind::symbol;
        return token().kind == kind && token().text == sign.text;
    }
    bool take(std::string_view symbol) {
        if (!is_symbol(symbol)) return false;
        ++at_;
        return true;
    }

    int fail(std::string code, Extent extent, DiagnosticArguments arguments = {}) {
        reporter_.error(std::move(code), extent, std::move(arguments));
        return -1;
    }
    int unexpected(std::string_view expected) {
        const Token& found = token();
        if (found.kind == TokenKind::unit) return fail("F012", found.extent);
        return fail("F001", found.extent,
                    {{"found", found.kind == TokenKind::end ? "…" : std::string(found.text)},
                     {"expected", std::string(expected)}});
    }
    bool too_deep() {
        if (depth_ <= Limits::depth) return false;
        fail("F009", token().extent, {{"limit", std::to_string(Limits::depth)}});
        return true;
    }

    int add(Node node) {
        if (tree_.nodes.size() >= Limits::nodes) {
            return fail("F009", node.place, {{"limit", std::to_string(Limits::nodes)}});
        }
        tree_.nodes.push_back(std::move(node));
        return static_cast<int>(tree_.nodes.size()) - 1;
    }
    int operation(const Token& sign, Op op, std::vector<int> children) {
        Node node{.kind = NodeKind::operation,
                  .extent = {},
                  .place = sign.extent,
                  .text = std::string(sign.text),
                  .op = op,
                  .children = std::move(children),
                  .keys = {}};
        const std::size_t from = tree_.at(node.children.front()).extent.from;
        node.extent = {std::min(from, sign.extent.from), tree_.at(node.children.back()).extent.to};
        return add(std::move(node));
    }

    /// A chain of operators of one precedence, grouped from the left.
    template <std::size_t n>
    int chain(const std::array<Sign, n>& signs, int (Parser::*operand)()) {
        int left = (this->*operand)();
        while (left >= 0) {
            const Sign* found = nullptr;
            for (const Sign& sign : signs) {
                if (is_sign(sign)) found = &sign;
            }
            if (found == nullptr) return left;
            const Token sign = tokens_[at_++];
            const int right = (this->*operand)();
            left = right < 0 ? -1 : operation(sign, found->op, {left, right});
        }
        return left;
    }

    int expression() {
        const Level level(depth_);
        return too_deep() ? -1 : chain(or_sign, &Parser::conjunction);
    }
    int conjunction() { return chain(and_sign, &Parser::negation); }

    int negation() {
        if (token().kind != TokenKind::name || token().text != "not") return comparison();
        const Level level(depth_);
        if (too_deep()) return -1;
        const Token sign = tokens_[at_++];
        const int operand = negation();
        return operand < 0 ? -1 : operation(sign, Op::not_, {operand});
    }

    int comparison() {
        const int left = chain(sum_signs, &Parser::product);
        if (left < 0) return -1;
        for (const Sign& sign : comparison_signs) {
            if (!is_sign(sign)) continue;
            const Token found = tokens_[at_++];
            const int right = chain(sum_signs, &Parser::product);
            if (right < 0) return -1;
            // `a < b < c` would compare a condition with c.
            for (const Sign& next : comparison_signs) {
                if (is_sign(next)) return fail("F014", token().extent, {{"found", std::string(next.text)}});
            }
            return operation(found, sign.op, {left, right});
        }
        return left;
    }

    int product() { return chain(product_signs, &Parser::signed_value); }

    int signed_value() {
        if (!is_symbol("-")) return power();
        const Level level(depth_);
        if (too_deep()) return -1;
        const Token sign = tokens_[at_++];
        const int operand = signed_value();
        return operand < 0 ? -1 : operation(sign, Op::negate, {operand});
    }

    int power() {
        const int base = primary();
        if (base < 0 || !is_symbol("^")) return base;
        const Level level(depth_);
        if (too_deep()) return -1;
        const Token sign = tokens_[at_++];
        const int exponent = signed_value();  // grouped from the right, and `2^-1` is allowed
        return exponent < 0 ? -1 : operation(sign, Op::power, {base, exponent});
    }

    int primary() {
        const Token& first = token();
        if (first.kind == TokenKind::number) return number();
        if (first.kind == TokenKind::name && !is_reserved(first.text)) return is_symbol("(", 1) ? call() : name();
        if (is_symbol("(")) return parenthesis();
        return unexpected(operand_expected);
    }

    int name() {
        const Token& found = tokens_[at_++];
        return add({.kind = NodeKind::name,
                    .extent = found.extent,
                    .place = found.extent,
                    .text = std::string(found.text),
                    .children = {},
                    .keys = {}});
    }

    int number_node(double value, Extent extent, const Token* unit) {
        Node node{.kind = NodeKind::number,
                  .extent = extent,
                  .place = extent,
                  .text = {},
                  .number = value,
                  .has_unit = unit != nullptr,
                  .children = {},
                  .keys = {}};
        if (unit != nullptr) {
            node.text = std::string(unit->text);
            node.extent.to = unit->extent.to;
            node.place = unit->extent;
        }
        if (!std::isfinite(value)) {
            return fail("F024", extent, {{"found", reporter_.text().substr(extent.from, extent.to - extent.from)}});
        }
        return add(std::move(node));
    }

    int number() {
        const Token first = tokens_[at_++];
        if (is_symbol("/") && token(1).kind == TokenKind::number && token(2).kind == TokenKind::unit)
            return fraction(first);
        if (token().kind != TokenKind::unit) return number_node(first.number, first.extent, nullptr);
        const Token unit = tokens_[at_++];
        return number_node(first.number, first.extent, &unit);
    }

    /// `44/12 [t CO2/t C]` is one number, as people write it. Behind `/` or around `^` it could be read in two ways.
    int fraction(const Token& over) {
        std::size_t before = at_ - 1;
        while (before > 0 && tokens_[before - 1].text == "-") --before;
        const std::string_view sign = before == 0 ? std::string_view() : tokens_[before - 1].text;
        const Token under = token(1);
        const Token unit = token(2);
        const bool raised = is_symbol("^", 3);
        const Extent extent{over.extent.from, under.extent.to};
        if (sign == "/" || sign == "^" || raised) {
            return fail("F013", extent, {{"found", reporter_.text().substr(extent.from, extent.to - extent.from)}});
        }
        at_ += 3;
        return number_node(over.number / under.number, extent, &unit);
    }

    int parenthesis() {
        const Extent open = tokens_[at_++].extent;
        const int inside = expression();
        if (inside < 0) return -1;
        if (!is_symbol(")")) return unexpected(")");
        const Extent extent{open.from, tokens_[at_++].extent.to};
        if (token().kind == TokenKind::unit) return constant_with_unit(inside, extent);
        tree_.nodes[static_cast<std::size_t>(inside)].extent = extent;  // so that pictures show the parentheses too
        return inside;
    }

    /// `(44/12) [t CO2/t C]`: only numbers may stand in the parentheses; anything else has a unit of its own.
    int constant_with_unit(int inside, Extent extent) {
        const std::optional<double> value = constant_value(tree_, inside);
        if (!value) return fail("F012", token().extent);
        const Token unit = tokens_[at_++];
        return number_node(*value, extent, &unit);
    }

    int call() {
        const Token function = tokens_[at_];
        at_ += 2;
        Node node{.kind = NodeKind::call,
                  .extent = function.extent,
                  .place = function.extent,
                  .text = std::string(function.text),
                  .children = {},
                  .keys = {}};
        if (!is_symbol(")")) {
            do {
                const int argument = expression();
                if (argument < 0) return -1;
                node.children.push_back(argument);
                if (node.text == "sum" && token().kind == TokenKind::name && token().text == "over") {
                    if (!keys(node)) return -1;
                    break;
                }
            } while (take(","));
        }
        if (!is_symbol(")")) return unexpected(node.text != "sum" ? ",  )" : node.keys.empty() ? "over" : ",  )");
        node.extent.to = tokens_[at_++].extent.to;
        if (node.text == "sum" && node.keys.empty()) {
            return fail("F001", {node.extent.to - 1, node.extent.to}, {{"found", ")"}, {"expected", "over"}});
        }
        return add(std::move(node));
    }

    bool keys(Node& node) {
        do {
            ++at_;  // `over`, or the comma before a further key
            if (token().kind != TokenKind::name || is_reserved(token().text)) return unexpected("x") >= 0;
            node.keys.push_back({std::string(token().text), token().extent});
            ++at_;
        } while (is_symbol(","));
        return true;
    }

    Reporter& reporter_;
    std::vector<Token> tokens_;
    std::size_t at_ = 0;
    int depth_ = 0;
    Tree tree_;
};

}  // namespace

Tree parse_formula(Reporter& reporter) { return Parser(reporter).run(); }

}  // namespace qingdan::formulas
