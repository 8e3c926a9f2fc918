// Last year's values: of inputs, of lets (their own too) and of the result, over several years by hand.

#include <catch2/catch.hpp>
#include <cmath>

#include "support.hpp"

using formula_test::compiled;
using formula_test::formula;
using formula_test::input;
using formula_test::let;
using formula_test::Notation;
using formula_test::Runner;

TEST_CASE("what a previous() loads") {
    const auto source = formula("previous(x) + x + previous(result, 0) + previous(late, 0)", "t", {input("x", "t")}, {},
                                {let("late", "x * 2", "t")});
    const auto program = compiled(source);
    const auto has = [&](int input_index, int let_index, bool previous) {
        for (const auto& load : program.loads) {
            if (load.input == input_index && load.let == let_index && load.previous == previous && load.domain == 0)
                return true;
        }
        return false;
    };
    CHECK(program.loads.size() == 4);
    CHECK(has(0, -1, true));
    CHECK(has(0, -1, false));
    CHECK(has(-1, 0, true));
    CHECK(has(-1, 1, true));  // lets.size() is the result
}

TEST_CASE("a result is known by its output name too") {
    auto source = formula("previous(emission, 0) + x", "t", {input("x", "t")});
    source.result.name = "emission";
    const auto program = compiled(source);
    CHECK(program.loads[0].let == 0);
    CHECK(program.named.back().name == "result");
}

TEST_CASE("a stock that decays, five years, two sites of which one begins later") {
    const auto source =
        formula("decayed * 16/12 [t CH4/t C]", "t CH4",
                {input("deposit", "kg C", {"site"}), input("k", "1/yr"), input("period", "yr")}, {"site"},
                {let("stock", "previous(stock, 0 [t C]) * exp(-k * period) + deposit", "t C"),
                 let("decayed", "previous(stock, 0) * (1 - exp(-k * period))")});
    const auto program = compiled(source);
    Runner runner(source, program);
    runner.cells = {{{"a"}, {"b"}}};
    runner.set("k", {}, 0.1);
    runner.set("period", {}, 1.0);
    double stock_a = 0.0;
    double stock_b = 0.0;
    bool b_began = false;
    for (int year = 0; year < 5; ++year) {
        runner.now["deposit"] = {};
        runner.set("deposit", {"a"}, 1000.0 + 100.0 * year);
        if (year >= 2) runner.set("deposit", {"b"}, 500.0);
        runner.run();
        const double left = std::exp(-0.1);
        const double methane_a = stock_a * (1.0 - left) * 16.0 / 12.0;
        stock_a = stock_a * left + (1.0 + 0.1 * year);
        CHECK(runner.value("stock", {"a"}) == Approx(stock_a).epsilon(1e-14));
        CHECK(runner.value("result", {"a"}) == Approx(methane_a).epsilon(1e-13));
        const auto b = runner.at("stock", {"b"});
        if (year < 2) {  // NE + the start: nothing but the start, marked incomplete
            CHECK(b.value == 0.0);
            CHECK(b.status.incomplete);
        } else {
            stock_b = stock_b * left + 0.5;
            CHECK(b.value == Approx(stock_b).epsilon(1e-14));
            b_began = true;
        }
        for (const char* name : {"stock", "decayed", "result"}) {
            for (const char* site : {"a", "b"}) runner.results_before[name][{site}] = runner.at(name, {site});
        }
    }
    CHECK(b_began);
}

TEST_CASE("start is taken for NE only; another key of last year stays") {
    const auto source = formula("previous(x, 5 [kg])", "t", {input("x", "t", {"s"})}, {"s"});
    const auto program = compiled(source);
    Runner runner(source, program);
    runner.cells = {{{"number"}, {"missing"}, {"none"}, {"elsewhere"}}};
    runner.before["x"].numbers[{"number"}] = {2.0};
    runner.before["x"].notations[{"none"}] = Notation::NO;
    runner.before["x"].notations[{"elsewhere"}] = Notation::IE;
    runner.run();
    CHECK(runner.value("result", {"number"}) == 2.0);
    CHECK(runner.value("result", {"missing"}) == 0.005);
    CHECK(runner.at("result", {"none"}).status.notation == Notation::NO);
    CHECK(runner.at("result", {"elsewhere"}).status.notation == Notation::IE);
}

TEST_CASE("previous() of a let inside a sum is spread over the cells") {
    const auto source = formula("sum(x * previous(level, 1) over k)", "t", {input("x", "t", {"s", "k"})}, {"s"},
                                {let("level", "3", "1")});
    const auto program = compiled(source);
    REQUIRE(program.loads.size() == 2);
    CHECK(program.domains[0].inputs.empty());
    Runner runner(source, program);
    runner.cells = {{{"p"}, {"q"}}, {{"p", "1"}, {"q", "1"}, {"p", "2"}}};
    runner.set("x", {"p", "1"}, 2.0);
    runner.set("x", {"p", "2"}, 3.0);
    runner.set("x", {"q", "1"}, 7.0);
    runner.results_before["level"][{"p"}] = {10.0, {}};
    runner.run();
    CHECK(runner.value("result", {"p"}) == 50.0);
    CHECK(runner.value("result", {"q"}) == 7.0);
}

TEST_CASE("an input summed over has last year's cells as well") {
    const auto source = formula("sum(x - previous(x, 0) over k)", "t", {input("x", "t", {"k"})});
    const auto program = compiled(source);
    CHECK(program.domains[1].inputs == std::vector<int>{0});
    Runner runner(source, program);
    runner.cells = {{{}}, {{"1"}, {"2"}}};
    runner.set("x", {"1"}, 5.0);
    runner.set("x", {"2"}, 8.0);
    runner.before["x"].numbers[{"2"}] = {6.0};
    runner.run();
    CHECK(runner.value() == 7.0);
}
