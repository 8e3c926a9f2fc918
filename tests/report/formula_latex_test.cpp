// Formulas in print.

#include <catch2/catch.hpp>

#include "base/text.hpp"
#include "report/formula_latex.hpp"

using namespace qingdan;

namespace {

std::string latex(const std::string& text) {
    LatexNames names;
    names.symbols = {{"a", {"a", {}}}, {"b", {"b", {}}}, {"x", {"x", {"f"}}}, {"y", {"y", {"f", "k"}}}};
    names.letters = {{"fuel", "f"}, {"kind", "k"}};
    names.otherwise = "else";
    return join(latex_terms({{}, text, {}, {}}, names), " ");
}

}  // namespace

TEST_CASE("brackets stand where they are needed, and nowhere else") {
    CHECK(latex("a * b * x") == "a \\cdot b \\cdot x_{f}");
    CHECK(latex("(a + b) * x") == "\\left(a + b\\right) \\cdot x_{f}");
    CHECK(latex("(a * b) + x") == "a \\cdot b + x_{f}");
    CHECK(latex("a - (b - x)") == "a - \\left(b - x_{f}\\right)");
    CHECK(latex("a - b - x") == "a - b - x_{f}");
    CHECK(latex("a - (-b)") == "a - \\left(-b\\right)");
    CHECK(latex("a * -b") == "a \\cdot \\left(-b\\right)");
    CHECK(latex("-(a + b)") == "-\\left(a + b\\right)");
    CHECK(latex("(a + b) ^ 2") == "\\left(a + b\\right)^{2}");
    CHECK(latex("exp(-a) ^ 2") == "\\left(e^{-a}\\right)^{2}");
    CHECK(latex("(a + b) / (a - b)") == "\\frac{a + b}{a - b}");
    CHECK(latex("a / b * x") == "\\frac{a}{b} \\cdot x_{f}");
}

TEST_CASE("sums, choices and last year") {
    CHECK(latex("sum(y over kind) * a") == "\\sum_{k} y_{f,k} \\cdot a");
    CHECK(latex("a * sum(y + b over fuel, kind)") == "a \\cdot \\sum_{f,k} \\left(y_{f,k} + b\\right)");
    CHECK(latex("if(a > 0, x, if(b <= 1 and a != 2, b, 0))") ==
          "\\begin{cases} x_{f} & a > 0 \\\\ b & b \\le 1 \\land a \\ne 2 \\\\ 0 & \\text{else} \\end{cases}");
    CHECK(latex("previous(x)") == "x_{f,t-1}");
    CHECK(latex("previous(a, 0)") == "a_{t-1}\\left[t_0\\!: 0\\right]");
    CHECK(latex("max(a, sqrt(b))") == "\\max\\left(a,\\, \\sqrt{b}\\right)");
    CHECK(latex("clamp(a, 0, 1)") == "\\operatorname{clamp}\\left(a,\\, 0,\\, 1\\right)");
}

TEST_CASE("numbers as they were written") {
    CHECK(latex("a * 44/12 [t CO2/t C]") == "a \\cdot \\frac{44}{12}\\,\\mathrm{t\\,CO_2/t\\,C}");
    CHECK(latex("2.50e-3") == "2.50 \\times 10^{-3}");
    CHECK(latex("0.1 [1]") == "0.1");
    CHECK(latex_unit("m3/{fuel}") == "\\mathrm{m^3/\\{fuel\\}}");
    CHECK(latex_unit("10^4 m3 %") == "\\mathrm{10^4\\,m^3\\,\\%}");
    CHECK(latex_unit("kg HFC-134a") == "\\mathrm{kg\\,HFC-134a}");
    CHECK(latex_name("net_value") == "\\mathit{net\\_value}");
}
