// Notation keys in products and sums, against the table of docs/formula-language.md ("Missing values").

#include <catch2/catch.hpp>

#include "formula/notation.hpp"
#include "support.hpp"

using formula_test::compiled;
using formula_test::formula;
using formula_test::input;
using formula_test::Runner;
using qingdan::combine_in_product;
using qingdan::combine_in_sum;
using qingdan::Notation;
using qingdan::Status;

namespace {

constexpr Status number{Notation::none, false};
constexpr Status part{Notation::none, true};  // a number that is incomplete
constexpr Status NO{Notation::NO, false}, NA{Notation::NA, false}, IE{Notation::IE, false}, C{Notation::C, false},
    NE{Notation::NE, false};
const std::vector<Status> all{number, part, NO, NA, IE, C, NE};

struct Pair {
    Status a, b, together;
};

}  // namespace

TEST_CASE("in a product any key wins over the number, the later key over the earlier") {
    const Pair pairs[] = {{number, number, number},
                          {number, part, part},
                          {part, NO, NO},
                          {number, NO, NO},
                          {NO, NA, NA},
                          {NA, IE, IE},
                          {C, NE, NE},
                          {NO, NE, NO},  // what is not here needs no factor
                          {NO, C, NO},
                          {NA, NE, NA},
                          {IE, NE, IE},
                          {IE, C, IE},
                          {NE, number, NE},
                          {NO, NO, NO}};
    for (const auto& [a, b, together] : pairs) {
        CHECK(combine_in_product(a, b) == together);
        CHECK(combine_in_product(b, a) == together);
    }
}

TEST_CASE("in a sum the number stays, incomplete where something is NE or C") {
    const Pair pairs[] = {{number, number, number},
                          {number, part, part},
                          {number, NO, number},
                          {number, NA, number},
                          {number, IE, number},
                          {number, NE, part},
                          {number, C, part},
                          {part, NO, part},
                          {part, NE, part},
                          {NO, NO, NO},
                          {IE, IE, IE},
                          {NE, NE, NE},
                          {NO, NA, NA},
                          {NO, IE, IE},
                          {NO, C, C},
                          {C, NE, NE},
                          {NO, NE, NE},
                          {IE, NE, NE}};
    for (const auto& [a, b, together] : pairs) {
        CHECK(combine_in_sum(a, b) == together);
        CHECK(combine_in_sum(b, a) == together);
    }
}

TEST_CASE("the order of cells changes nothing: both rules are associative") {
    for (const Status a : all) {
        for (const Status b : all) {
            for (const Status c : all) {
                CHECK(combine_in_sum(combine_in_sum(a, b), c) == combine_in_sum(a, combine_in_sum(b, c)));
                CHECK(combine_in_product(combine_in_product(a, b), c) ==
                      combine_in_product(a, combine_in_product(b, c)));
            }
        }
    }
}

TEST_CASE("keys are read and written exactly") {
    for (const char* text : {"NO", "NA", "IE", "C", "NE"}) {
        REQUIRE(qingdan::parse_notation(text));
        CHECK(qingdan::notation_text(*qingdan::parse_notation(text)) == text);
    }
    for (const char* text : {"", "no", "No", " NO", "NONE", "N"}) CHECK_FALSE(qingdan::parse_notation(text));
    CHECK(qingdan::notation_text(Notation::none).empty());
}

namespace {

/// `text` over a, b, c, d (all `1`), of which some are keys.
formula_test::Result run(const std::string& text, const std::map<std::string, Notation>& keys) {
    const auto source = formula(text, "1", {input("a", "1"), input("b", "1"), input("c", "1"), input("d", "1")});
    const auto program = compiled(source);
    Runner runner(source, program);
    runner.cells = {{{}}};
    const std::map<std::string, double> values{{"a", 2.0}, {"b", 3.0}, {"c", 5.0}, {"d", 0.0}};
    for (const auto& [name, value] : values) {
        if (keys.count(name) > 0)
            runner.set(name, {}, keys.at(name));
        else
            runner.set(name, {}, value);
    }
    runner.run();
    return runner.at("result");
}

struct Case {
    const char* text;
    std::map<std::string, Notation> keys;
    double value;
    Status status;
};

}  // namespace

TEST_CASE("keys walk through formulas") {
    const Case cases[] = {
        {"a * b + c", {{"a", Notation::NO}}, 5.0, number},
        {"a * b + c", {{"a", Notation::NE}}, 5.0, part},
        {"a - b", {{"b", Notation::NE}}, 0.0, NE},  // 1 - (what nobody knows) is not 1
        {"a - b", {{"a", Notation::C}}, 0.0, C},
        {"a - b", {{"b", Notation::NO}}, 2.0, number},
        {"(a + b) * c", {{"a", Notation::NE}}, 15.0, part},  // the mark stays on in products
        {"(a + b) * c", {{"c", Notation::IE}}, 0.0, IE},
        {"(a + b) * c", {{"a", Notation::NE}, {"c", Notation::NO}}, 0.0, NO},
        {"a / b", {{"a", Notation::NO}, {"b", Notation::NE}}, 0.0, NO},
        {"a / b", {{"a", Notation::NE}, {"b", Notation::NO}}, 0.0, NE},
        {"max(a, b)", {{"a", Notation::NO}, {"b", Notation::NE}}, 0.0, NE},
        {"a - b", {{"a", Notation::NA}}, -3.0, number},
        {"a + b", {{"a", Notation::NO}, {"b", Notation::NE}}, 0.0, NE},
        {"-exp(a)", {{"a", Notation::C}}, 0.0, C},
        {"a / b", {{"b", Notation::NO}}, 0.0, NO},  // no division by the lane's 0
        {"min(a, b, c)", {{"b", Notation::NO}}, 0.0, NO},
        {"max(a, b) * 1 [%]", {{"a", Notation::IE}, {"b", Notation::NO}}, 0.0, IE},
        {"clamp(a, b, c)", {{"c", Notation::NE}}, 0.0, NE},
        {"if(a > 0, b, c)", {{"c", Notation::NE}}, 3.0, number},  // the branch that is not taken does not count
        {"if(a < 0, b, c)", {{"c", Notation::NE}}, 0.0, NE},
        {"if(a > 0, b, c)", {{"a", Notation::NO}}, 0.0, NO},
        {"if(a + d > 0, b, c)", {{"d", Notation::NE}}, 3.0, part},
        {"if(d == 0, a, b / d)", {}, 2.0, number},  // a division that is not taken does not hurt
        {"a / d", {}, 0.0, NE},
        {"ln(d)", {}, 0.0, NE},
        {"ln(d - a)", {}, 0.0, NE},
        {"sqrt(-a)", {}, 0.0, NE},
        {"(d - a) ^ 0.5", {}, 0.0, NE},
        {"exp(1e4 * a)", {}, 0.0, NE},
        {"1e308 * a * b", {}, 0.0, NE},
        {"a / d + b", {}, 3.0, part},
        {"previous(a, 7)", {}, 7.0, number},  // there is no year before
        {"previous(a) + b", {}, 3.0, part},
        {"previous(a)", {}, 0.0, NE},
    };
    for (const auto& [text, keys, value, status] : cases) {
        INFO(text);
        const auto result = run(text, keys);
        CHECK(result.value == value);
        CHECK(result.status == status);
    }
}

TEST_CASE("sums over cells: NO and IE leave the number, NE marks it, nothing at all is NE") {
    const auto source = formula("sum(x over fuel)", "t", {input("x", "t", {"site", "fuel"})}, {"site"});
    const auto program = compiled(source);
    Runner runner(source, program);
    runner.cells = {{{"north"}, {"south"}, {"east"}, {"west"}, {"far"}},
                    {{"north", "coal"},
                     {"south", "coal"},
                     {"north", "oil"},
                     {"east", "coal"},
                     {"south", "oil"},
                     {"east", "oil"},
                     {"west", "oil"}}};
    runner.set("x", {"north", "coal"}, 2.0);
    runner.set("x", {"north", "oil"}, Notation::IE);
    runner.set("x", {"south", "coal"}, Notation::NE);
    runner.set("x", {"south", "oil"}, 5.0);
    runner.set("x", {"east", "coal"}, Notation::NO);
    runner.set("x", {"east", "oil"}, Notation::NO);
    runner.set("x", {"west", "oil"}, Notation::C);
    runner.run();
    CHECK(runner.at("result", {"north"}).value == 2.0);
    CHECK(runner.at("result", {"north"}).status == number);
    CHECK(runner.at("result", {"south"}).value == 5.0);
    CHECK(runner.at("result", {"south"}).status == part);
    CHECK(runner.at("result", {"east"}).status == NO);
    CHECK(runner.at("result", {"west"}).status == C);
    CHECK(runner.at("result", {"far"}).status == NE);  // no cells
    CHECK(runner.at("result", {"far"}).value == 0.0);
}
