// Texts and the trees that must come out, written by hand from docs/formula-language.md.

#include <catch2/catch.hpp>

#include "formula/parser.hpp"
#include "support.hpp"

using formula_test::carets;
using formula_test::complaint;
using formula_test::complaints;
using formula_test::formula;
using formula_test::input;

namespace {

std::string tree_of(const std::string& text) {
    qingdan::Diagnostics diagnostics;
    const qingdan::FormulaText line{{}, text, std::nullopt, {nullptr, "formula"}};
    qingdan::formulas::Reporter reporter(line, diagnostics);
    return qingdan::formulas::tree_text(qingdan::formulas::parse_formula(reporter));
}

struct Expected {
    const char* text;
    const char* tree;
};

}  // namespace

TEST_CASE("numbers and names") {
    const Expected all[] = {
        {"12", "12"},
        {" 0.5 ", "0.5"},
        {".5", "0.5"},
        {"2.", "2"},
        {"1e-3", "0.001"},
        {"1.5E+2", "150"},
        {"0", "0"},
        {"fuel_2", "fuel_2"},
        {"_x", "_x"},
        {"煤炭消费量", "煤炭消费量"},
        {"over", "over"},
        {"sum", "sum"},
        {"1e5", "100000"},
        {"12 [t]", "12[t]"},
        {"12[ t CO2/t C ]", "12[t CO2/t C]"},
    };
    for (const auto& [text, tree] : all) CHECK(tree_of(text) == tree);
}

TEST_CASE("precedence, loosest first: or, and, not, comparison, + -, * /, unary -, ^") {
    const Expected all[] = {
        {"a + b * c", "(+ a (* b c))"},
        {"(a + b) * c", "(* (+ a b) c)"},
        {"a - b - c", "(- (- a b) c)"},
        {"a / b / c", "(/ (/ a b) c)"},
        {"a / b * c", "(* (/ a b) c)"},
        {"a * b ^ 2", "(* a (^ b 2))"},
        {"a ^ b ^ c", "(^ a (^ b c))"},
        {"-a ^ 2", "(- (^ a 2))"},
        {"(-a) ^ 2", "(^ (- a) 2)"},
        {"a ^ -2", "(^ a (- 2))"},
        {"a * -b", "(* a (- b))"},
        {"--a", "(- (- a))"},
        {"a - -b", "(- a (- b))"},
        {"a + b < c * d", "(< (+ a b) (* c d))"},
        {"not a < b", "(not (< a b))"},
        {"not not a", "(not (not a))"},
        {"a < b and c >= d", "(and (< a b) (>= c d))"},
        {"a or b and c", "(or a (and b c))"},
        {"not a and b", "(and (not a) b)"},
        {"(a or b) and c", "(and (or a b) c)"},
        {"a == b or a != c", "(or (== a b) (!= a c))"},
        {"a<=b", "(<= a b)"},
    };
    for (const auto& [text, tree] : all) CHECK(tree_of(text) == tree);
}

TEST_CASE("calls and sums") {
    const Expected all[] = {
        {"min(a, b, c + 1)", "(min a b (+ c 1))"},
        {"if(a > 0, b, -c)", "(if (> a 0) b (- c))"},
        {"sum(x over fuel)", "(sum x over fuel)"},
        {"sum(a * b over fuel, equipment)", "(sum (* a b) over fuel equipment)"},
        {"sum(sum(x over a) over b)", "(sum (sum x over a) over b)"},
        {"sum(over over over)", "(sum over over over)"},
        {"previous(x, 0 [t])", "(previous x 0[t])"},
        {"max(sum(x over k), 1)\n  * 2", "(* (max (sum x over k) 1) 2)"},
    };
    for (const auto& [text, tree] : all) CHECK(tree_of(text) == tree);
}

TEST_CASE("a unit belongs to the number or fraction before it") {
    const Expected all[] = {
        {"3/4 [t]", "0.75[t]"},  // one number, as people write it
        {"x * 3/4 [t]", "(* x 0.75[t])"},
        {"-3/4 [t]", "(- 0.75[t])"},
        {"x - 3/4 [t]", "(- x 0.75[t])"},
        {"3/4 [t] / 2", "(/ 0.75[t] 2)"},
        {"(3/4) [t]", "0.75[t]"},
        {"x / (3/4) [t]", "(/ x 0.75[t])"},
        {"(1 - 0.25) [t]", "0.75[t]"},
        {"(2^3 * -(1)) [t]", "-8[t]"},
        {"3 [t] / 4 [g]", "(/ 3[t] 4[g])"},
        {"3/4", "(/ 3 4)"},
        {"12 [t] ^ 2", "(^ 12[t] 2)"},
        {"x / 12 [t]", "(/ x 12[t])"},
    };
    for (const auto& [text, tree] : all) CHECK(tree_of(text) == tree);
}

namespace {

struct Refused {
    const char* text;
    const char* code;
    std::size_t caret, marks;  ///< where the picture points
};

void check_refusal(const Refused& expected) {
    INFO(expected.text);
    const auto source =
        formula(expected.text, {}, {input("a", "1"), input("b", "1"), input("c", "1"), input("x", "t", {"fuel"})});
    CHECK(complaints(source) == expected.code);
    const auto diagnostic = complaint(source);
    CHECK(carets(diagnostic.picture).first == expected.caret);
    CHECK(carets(diagnostic.picture).second == expected.marks);
    CHECK(diagnostic.where.text() == "formula");
}

}  // namespace

TEST_CASE("what cannot be read is shown where it stands") {
    const Refused all[] = {
        {"a +", "F001", 3, 1},
        {"", "F001", 0, 1},
        {"   ", "F001", 3, 1},
        {"a b", "F001", 2, 1},
        {"(a + b", "F001", 6, 1},
        {"a + b)", "F001", 5, 1},
        {"* a", "F001", 0, 1},
        {"a + * b", "F001", 4, 1},
        {"a and", "F001", 5, 1},
        {"a < 1 and and b < 1", "F001", 10, 3},
        {"min(a, )", "F001", 7, 1},
        {"min(a b)", "F001", 6, 1},
        {"sum(x)", "F001", 5, 1},
        {"sum(x, fuel)", "F001", 11, 1},
        {"sum(x over)", "F001", 10, 1},
        {"sum(x over fuel,)", "F001", 16, 1},
        {"sum(x over 2)", "F001", 11, 1},
        {"min(x over fuel)", "F001", 6, 4},
        {"a * [t]", "F012", 4, 3},
        {"12 [t", "F001", 3, 2},
        {"a [t]", "F012", 2, 3},
        {"(a * 2) [t]", "F012", 8, 3},
        {"a / 44/12 [t]", "F013", 4, 5},
        {"a ^ 44/12 [t]", "F013", 4, 5},
        {"a / -44/12 [t]", "F013", 5, 5},
        {"44/12 [t] ^ 2", "F013", 0, 5},
        {"a < b < c", "F014", 6, 1},
        {"a == b != c", "F014", 7, 2},
        {"1.2.3", "F024", 0, 5},
        {"12abc", "F024", 0, 5},
        {"a * 4,000", "F024", 6, 3},
        {"a + 007", "F024", 4, 3},
        {"1e999", "F024", 0, 5},
        {"1e308 [t] * (1e308 * 1e308) [t]", "F024", 12, 15},
        {"(1/0) [t]", "F024", 0, 5},
    };
    for (const Refused& expected : all) check_refusal(expected);
}

TEST_CASE("signs of other languages are named with what to write instead") {
    const Refused all[] = {
        {"a = b", "F011", 2, 1}, {"a && b", "F011", 2, 2},  {"a || b", "F011", 2, 2},     {"a ** 2", "F011", 2, 2},
        {"! a", "F011", 0, 1},   {"a $ b", "F011", 2, 1},   {"a ; b", "F011", 2, 1},      {"\"a\"", "F011 F011", 0, 1},
        {"a × b", "F011", 2, 1}, {"a ÷ b", "F011", 2, 1},   {"（a）", "F011 F011", 0, 2}, {"a ＋ b", "F011", 2, 2},
        {"a\x01", "F011", 1, 1}, {"a\xff b", "F011", 1, 1}, {"a.b", "F011", 1, 1},
    };
    for (const Refused& expected : all) check_refusal(expected);
    const auto instead = [](const std::string& text) {
        return formula_test::words(complaint(formula(text, {}, {input("a", "1")})), "en");
    };
    CHECK(instead("a × 2").find("use instead: *") != std::string::npos);
    CHECK(instead("（a").find("use instead: (") != std::string::npos);
    CHECK(instead("a = 1").find("use instead: ==") != std::string::npos);
}

TEST_CASE("the picture is the line at fault of a formula written over several lines") {
    const auto diagnostic = complaint(formula("a\n  + a * )\n  + a", {}, {input("a", "1")}));
    CHECK(diagnostic.picture == "  + a * )\n        ^");
}
