// Kernels: their signatures come from C++ types; values against the closed form.

#include <catch2/catch.hpp>
#include <cmath>

#include "support.hpp"

using formula_test::carets;
using formula_test::complaint;
using formula_test::complaints;
using formula_test::formula;
using formula_test::input;
using formula_test::value_of;
using formula_test::words;

namespace {

std::vector<formula_test::FormulaInput> inputs() {
    return {input("stock", "t C"), input("k", "1/yr"), input("time", "yr"), input("plain", "kg"), input("share", "1")};
}

}  // namespace

TEST_CASE("first-order decay") {
    const auto stock = std::pair(input("stock", "t C"), 250.0);
    const auto k = std::pair(input("k", "%/yr"), 9.0);
    const auto time = std::pair(input("time", "yr"), 2.0);
    CHECK(value_of("decomposed(stock, k, time)", "t C", {stock, k, time}).value ==
          Approx(250.0 * (1.0 - std::exp(-0.18))).epsilon(1e-14));
    CHECK(value_of("remaining(stock, k, time)", "kg C", {stock, k, time}).value ==
          Approx(250e3 * std::exp(-0.18)).epsilon(1e-14));
    CHECK(value_of("decomposed(stock, k, time) + remaining(stock, k, time)", "t C", {stock, k, time}).value ==
          Approx(250.0).epsilon(1e-14));
    // Slow decay: 1 - exp(-x) is x - x²/2 + …, not what is left of 1 after cancelling.
    const auto slow = std::pair(input("k", "1/yr"), 1e-12);
    CHECK(value_of("decomposed(stock, k, time)", "t C", {stock, slow, time}).value ==
          Approx(250.0 * 2e-12).epsilon(1e-11));
}

TEST_CASE("the result carries the substance of the first argument") {
    CHECK(complaints(formula("decomposed(stock, k, time)", "t C", inputs())) == "");
    CHECK(complaints(formula("decomposed(plain, k, time)", "t", inputs())) == "");
    CHECK(complaints(formula("decomposed(stock, k, time)", "t CO2", inputs())) == "F004");
    CHECK(complaints(formula("decomposed(0, k, time)", "t", inputs())) == "");
}

TEST_CASE("arguments of the wrong unit are told with the order that is wanted") {
    const auto swapped = formula("decomposed(k, stock, time)", "t C", inputs());
    CHECK(complaints(swapped) == "F023 F023");
    CHECK(carets(complaint(swapped).picture) == std::pair(std::size_t{11}, std::size_t{1}));
    CHECK(words(complaint(swapped), "en").find("check the order of the arguments: decomposed(mass, rate, time)") !=
          std::string::npos);
    CHECK(complaints(formula("remaining(stock, share, time)", "t C", inputs())) == "F023");
    CHECK(complaints(formula("remaining(stock, k)", "t C", inputs())) == "F007");
    CHECK(complaints(formula("remaining(stock > 0, k, time)", "t C", inputs())) == "F008");
}

TEST_CASE("every function and kernel is documented, in both languages, and can be called") {
    const std::vector<std::string> expected = {"min",  "max", "abs", "clamp",    "exp",        "ln",
                                               "sqrt", "if",  "sum", "previous", "decomposed", "remaining"};
    std::vector<std::string> names;
    for (const auto& entry : qingdan::formula_functions()) {
        names.push_back(entry.name);
        CHECK(entry.signature.rfind(entry.name + "(", 0) == 0);
        CHECK_FALSE(entry.text_zh.empty());
        CHECK_FALSE(entry.text_en.empty());
        // Without arguments it is the number of arguments that is complained about, not the name.
        CHECK(complaints(formula(entry.name + "()", "t", inputs())) == (entry.name == "sum" ? "F001" : "F007"));
    }
    CHECK(names == expected);
}
