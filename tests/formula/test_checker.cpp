// Units, names and kinds: what passes, and what is refused with which code.

#include <catch2/catch.hpp>

#include "support.hpp"

using formula_test::carets;
using formula_test::check;
using formula_test::compiled;
using formula_test::complaint;
using formula_test::complaints;
using formula_test::formula;
using formula_test::input;
using formula_test::let;
using formula_test::words;

namespace {

std::vector<formula_test::FormulaInput> inputs() {
    return {input("coal", "t"),
            input("peat", "kg"),
            input("ncv", "GJ/t"),
            input("carbon", "t C/TJ"),
            input("share", "%"),
            input("ratio", "1"),
            input("area", "hm2"),
            input("rate", "1/yr"),
            input("time", "yr"),
            input("co2", "t CO2"),
            input("ch4", "t CH4"),
            input("burnt", "{fuel}", {"fuel"}),
            input("heat", "GJ/{fuel}", {"fuel"})};
}

struct Case {
    const char* text;
    const char* unit;
};
struct Refused {
    const char* text;
    const char* unit;
    const char* codes;
    std::size_t caret, marks;
};

}  // namespace

TEST_CASE("formulas whose units come out") {
    const Case all[] = {
        {"coal + peat", "t"},
        {"coal + peat", "kg"},
        {"coal * ncv * carbon * 44/12 [t CO2/t C]", "t CO2"},
        {"coal * ncv * carbon * (44/12) [t CO2/t C]", "kt CO2"},
        {"coal * ncv", "TJ"},
        {"coal ^ 2 / coal", "t"},
        {"coal ^ -1 * coal ^ 2", "t"},
        {"coal ^ 0", "1"},
        {"sqrt(coal * peat)", "kg"},
        {"sqrt(area ^ 2)", "m2"},
        {"exp(-rate * time)", "1"},
        {"ln(coal / peat)", "1"},
        {"exp(share)", "1"},
        {"ratio ^ 0.5", "1"},
        {"(coal / peat) ^ ratio", "1"},
        {"if(coal > peat, coal, peat)", "t"},
        {"if(share >= 0.5 and not (coal < peat or ratio == 1), coal, 0)", "t"},
        {"min(coal, peat, 3 [g])", "t"},
        {"max(co2, 0)", "t CO2"},
        {"max(0, co2)", "t CO2"},
        {"clamp(share, 0, 1)", "1"},
        {"abs(-co2)", "t CO2"},
        {"coal * (1 - share)", "t"},
        {"1 - share", "%"},
        {"0", "t CO2"},
        {"sum(burnt * heat over fuel)", "TJ"},
        {"-coal", "kg"},
        {"if(coal > 0, 1, 0)", "1"},
        {"12 [t] + 3 [kg]", "t"},
    };
    for (const auto& [text, unit] : all) {
        INFO(text);
        CHECK(complaints(formula(text, unit, inputs())) == "");
    }
}

TEST_CASE("formulas whose units do not") {
    const Refused all[] = {
        {"coal * ncv * carbon", "t CO2", "F004", 0, 19},
        {"coal", "t CO2", "F004", 0, 4},
        {"1", "t", "F004", 0, 1},
        {"coal + ncv", "t", "F003", 0, 10},
        {"coal + 1", "t", "F003", 0, 8},
        {"co2 - ch4", "t CO2", "F003", 0, 9},
        {"2 * (co2 + coal)", "t CO2", "F003", 4, 12},
        {"if(coal > ratio, 1, 2)", "1", "F003", 3, 12},
        {"if(coal > 0, coal, ratio)", "t", "F003", 0, 25},
        {"min(coal, co2)", "t", "F003", 0, 14},
        {"clamp(coal, 0, 1)", "t", "F003", 0, 17},
        {"exp(coal)", "1", "F015", 4, 4},
        {"ln(rate)", "1", "F015", 3, 4},
        {"2 ^ coal", "1", "F015", 4, 4},
        {"coal ^ ratio", "t", "F016", 7, 5},
        {"coal ^ 0.5", "t", "F016", 7, 3},
        {"coal ^ 21", "t", "F016", 7, 2},
        {"sqrt(coal)", "t", "F017", 0, 10},
        {"coal > 0", "1", "F008", 0, 8},
        {"(coal > 0) + 1", "1", "F008", 0, 10},
        {"if(coal, 1, 2)", "1", "F008", 3, 4},
        {"not coal", "1", "F008 F008", 4, 4},
        {"coal > 0 and ratio", "1", "F008 F008", 13, 5},
        {"abs(coal, peat)", "t", "F007", 0, 15},
        {"min(coal)", "t", "F007", 0, 9},
        {"clamp()", "t", "F007", 0, 7},
        {"previous(coal, peat, 1)", "t", "F007", 0, 23},
        {"coel", "t", "F002", 0, 4},
        {"cos(coal)", "t", "F002", 0, 3},
        {"12 [tonnen]", "t", "U002", 3, 8},
        {"12 [t/]", "t", "U004", 3, 4},
        {"sum(burnt over fuel)", "t", "F006", 4, 5},
        {"burnt * heat", "TJ", "F005 F005", 0, 5},
        {"sum(coal over fuel)", "t", "F021", 14, 4},
        {"sum(burnt * heat over fuel, fuel)", "TJ", "F022", 28, 4},
        {"sum(burnt * heat over fuels)", "TJ", "F021", 22, 5},
    };
    for (const auto& [text, unit, codes, caret, marks] : all) {
        INFO(text);
        const auto source = formula(text, unit, inputs());
        CHECK(complaints(source) == codes);
        CHECK(carets(complaint(source).picture) == std::pair(caret, marks));
    }
}

TEST_CASE("forgetting 44/12 is told as that") {
    const auto source = formula("coal * ncv * carbon", "t CO2", inputs());
    const auto diagnostic = complaint(source);
    const std::string en = words(diagnostic, "en");
    CHECK(en.find("the formula gives t C, the output is declared t CO2") != std::string::npos);
    CHECK(en.find("multiply by a factor in t CO2/t C") != std::string::npos);
    CHECK(words(diagnostic, "zh").find("单位为 t CO2/t C 的系数") != std::string::npos);
}

TEST_CASE("an unknown name comes with the nearest ones, a key with what to do") {
    CHECK(words(complaint(formula("coel", "t", inputs())), "en").find("choose from: coal") != std::string::npos);
    CHECK(words(complaint(formula("mni(coal, peat)", "t", inputs())), "en").find("choose from: min") !=
          std::string::npos);
    CHECK(words(complaint(formula("burnt", "t", inputs())), "en").find("sum(… over fuel)") != std::string::npos);
    CHECK(words(complaint(formula("sum(coal over fuell)", "t", inputs())), "en").find("keys that inputs have: fuel") !=
          std::string::npos);
}

TEST_CASE("everything wrong is told at once, but one mistake only once") {
    CHECK(complaints(formula("coel + exp(coal) * sqrt(coal) + (co2 > 1)", "t", inputs())) ==
          "F002 F015 F017 F003 F008");
    CHECK(complaints(formula("(coel + 1) * co2 - coal ^ coel", "t CO2", inputs())) == "F002 F002");
    const auto source =
        formula("a + b", "t", inputs(), {}, {let("a", "coal +"), let("b", "coel", "t"), let("c", "a * b + b", "t")});
    CHECK(complaints(source) == "F001 F002");
}

TEST_CASE("lets: order, names, declared units") {
    CHECK(complaints(formula("energy", "GJ", inputs(), {}, {let("energy", "coal * ncv", "TJ")})) == "");
    CHECK(complaints(formula("energy", "GJ", inputs(), {}, {let("energy", "coal * ncv", "t")})) == "F004 F004");
    CHECK(complaints(formula("a", "t", inputs(), {}, {let("a", "b"), let("b", "coal")})) == "F025");
    CHECK(complaints(formula("a", "t", inputs(), {}, {let("a", "a + coal", "t")})) == "F025");
    CHECK(complaints(formula("a", "t", inputs(), {}, {let("a", "coal"), let("a", "peat")})) == "F020");
    CHECK(complaints(formula("coal", "t", inputs(), {}, {let("coal", "peat")})) == "F020");
    CHECK(complaints(formula("if(big, coal, peat)", "t", inputs(), {}, {let("big", "coal > peat")})) == "");
    CHECK(complaints(formula("coal", "t", inputs(), {}, {let("big", "coal > peat", "1")})) == "F008");
}

TEST_CASE("checks give conditions") {
    CHECK(complaints(check("abs(coal / peat - 1) <= 0.05", inputs())) == "");
    CHECK(complaints(check("coal > 0 and share <= 1", inputs())) == "");
    CHECK(complaints(check("coal", inputs())) == "F008");
    CHECK(complaints(check("coal > 0 and ratio", inputs())) == "F008");
}

TEST_CASE("units that run away are stopped") {
    std::vector<formula_test::FormulaText> lets{let("x0", "coal ^ 20")};
    for (int i = 1; i < 4; ++i) lets.push_back(let("x" + std::to_string(i), "x" + std::to_string(i - 1) + " ^ 20"));
    CHECK(complaints(formula("x3", "t", inputs(), {}, lets)) == "F018");
}

TEST_CASE("keys: inner domains have the outer keys and the summed ones") {
    const std::vector<formula_test::FormulaInput> keyed = {input("a", "t", {"site"}), input("b", "t", {"site", "fuel"}),
                                                           input("c", "1", {"fuel"}),
                                                           input("d", "1", {"fuel", "equipment"})};
    CHECK(complaints(formula("a + sum(b * c over fuel)", "t", keyed, {"site"})) == "");
    CHECK(complaints(formula("sum(b * sum(d over equipment) over fuel)", "t", keyed, {"site"})) == "");
    CHECK(complaints(formula("sum(sum(d over equipment) over fuel)", "1", keyed, {"site"})) == "");
    CHECK(complaints(formula("sum(b over fuel, site)", "t", keyed)) == "");
    CHECK(complaints(formula("b", "t", keyed, {"site"})) == "F005");
    CHECK(complaints(formula("sum(b * d over fuel)", "t", keyed, {"site"})) == "F005");
    CHECK(complaints(formula("sum(b over site)", "t", keyed, {"site", "fuel"})) == "F022");
    CHECK(complaints(formula("sum(a over equipment)", "t", keyed, {"site"})) == "F021");
    CHECK(complaints(formula("x", "t", keyed, {"site"}, {let("x", "b * c")})) == "F005 F005");
}

TEST_CASE("previous: names only, with a unit that is known") {
    const std::vector<formula_test::FormulaInput> some = {input("deposit", "t C"), input("k", "1/yr"),
                                                          input("period", "yr")};
    const auto stock = [&](const std::string& text, const std::string& unit) {
        return complaints(formula("stock", "t C", some, {}, {let("stock", text, unit)}));
    };
    CHECK(stock("previous(stock, 0 [t C]) * exp(-k * period) + deposit", "t C") == "");
    CHECK(stock("previous(stock, 0) + deposit", "t C") == "");
    CHECK(stock("previous(stock, 0) + deposit", "") == "F019");
    CHECK(stock("previous(stock, 1) + deposit", "t C") == "F003");
    CHECK(stock("previous(deposit + 1)", "t C") == "F010");
    CHECK(stock("previous(depositt)", "t C") == "F002");
    CHECK(stock("previous(result, 0)", "t C") == "");
    CHECK(complaints(formula("previous(later, 0) + later", "t C", some, {},
                             {let("x", "previous(later, 0)", "t C"), let("later", "deposit", "t C")})) == "");
    CHECK(complaints(formula("x", "t C", some, {}, {let("x", "previous(later, 0)", "t C"), let("later", "deposit")})) ==
          "F019");
    CHECK(complaints(formula("previous(earlier)", "t C", some, {}, {let("earlier", "deposit")})) == "");
    CHECK(complaints(formula("x", "t C", some, {}, {let("big", "deposit > 0"), let("x", "previous(big, 0)", "t C")})) ==
          "F008");
}
