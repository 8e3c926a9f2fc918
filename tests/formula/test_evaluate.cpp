// Values against arithmetic written out here, sums over keys, scales, trials and blocks.

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "support.hpp"

using formula_test::check;
using formula_test::compiled;
using formula_test::formula;
using formula_test::input;
using formula_test::let;
using formula_test::Runner;
using formula_test::value_of;

namespace {

struct Case {
    const char* text;
    const char* unit;
    double value;
};

}  // namespace

TEST_CASE("numbers") {
    const Case cases[] = {
        {"1 + 2 * 3", "1", 7.0},
        {"(1 + 2) * 3", "1", 9.0},
        {"2 ^ 3 ^ 2", "1", 512.0},
        {"-2 ^ 2", "1", -4.0},
        {"2 ^ -2", "1", 0.25},
        {"10 - 4 - 3", "1", 3.0},
        {"48 / 4 / 3", "1", 4.0},
        {"min(3, 1, 2)", "1", 1.0},
        {"max(3, 1, 2, 8)", "1", 8.0},
        {"abs(-3) + abs(3)", "1", 6.0},
        {"clamp(5, 0, 1) + clamp(-5, 0, 1) + clamp(0.5, 0, 1)", "1", 1.5},
        {"exp(0) + ln(exp(1)) + sqrt(16)", "1", 6.0},
        {"if(1 < 2, 10, 20) + if(1 >= 2, 10, 20)", "1", 30.0},
        {"if(1 == 1 and not 2 != 2 or 1 > 5, 1, 0)", "1", 1.0},
        {"if(1 <= 0 or 0 > 0, 1, 0)", "1", 0.0},
        {"3/4", "1", 0.75},
    };
    for (const auto& [text, unit, value] : cases) {
        INFO(text);
        CHECK(value_of(text, unit).value == Approx(value).epsilon(1e-15));
    }
}

TEST_CASE("scales are looked after: t and kg, GJ and TJ, per cent") {
    const auto coal = std::pair(input("coal", "t"), 3.0);
    const auto peat = std::pair(input("peat", "kg"), 500.0);
    const auto share = std::pair(input("share", "%"), 30.0);
    CHECK(value_of("coal + peat", "t", {coal, peat}).value == 3.5);
    CHECK(value_of("coal + peat", "kg", {coal, peat}).value == 3500.0);
    CHECK(value_of("peat - coal", "t", {coal, peat}).value == -2.5);
    CHECK(value_of("max(coal, peat, 0)", "kg", {coal, peat}).value == 3000.0);
    CHECK(value_of("min(peat, coal)", "kg", {coal, peat}).value == 500.0);
    CHECK(value_of("if(peat > coal, peat, coal)", "t", {coal, peat}).value == 3.0);
    CHECK(value_of("clamp(peat, 0, 100 [g])", "kg", {peat}).value == 0.1);
    CHECK(value_of("coal * (1 - share)", "t", {coal, share}).value == Approx(2.1).epsilon(1e-15));
    CHECK(value_of("share", "1", {share}).value == 0.3);
    CHECK(value_of("1 - share", "%", {share}).value == 70.0);
    CHECK(value_of("exp(share)", "1", {share}).value == std::exp(0.3));
    CHECK(value_of("share ^ 2", "%", {share}).value == Approx(9.0).epsilon(1e-15));
    CHECK(value_of("2 ^ share", "1", {share}).value == std::pow(2.0, 0.3));
    CHECK(value_of("ln(coal / peat)", "1", {coal, peat}).value == Approx(std::log(6.0)).epsilon(1e-15));
    CHECK(value_of("sqrt(coal * peat)", "kg", {coal, peat}).value == Approx(std::sqrt(3000.0 * 500.0)).epsilon(1e-15));
    CHECK(value_of("coal ^ 2 / peat", "t", {coal, peat}).value == Approx(18.0).epsilon(1e-15));
    CHECK(value_of("12 [t] + 3 [kg]", "kg").value == 12003.0);
}

TEST_CASE("burning coal, by hand") {
    // 100 t × 20.908 GJ/t × 26.37 t C/TJ × 0.94 × 44/12, GJ being a thousandth of a TJ.
    const double expected = 100.0 * 20.908 / 1000.0 * 26.37 * 0.94 * 44.0 / 12.0;
    const auto source =
        formula("carbon * oxidised * 44/12 [t CO2/t C]", "t CO2",
                {input("coal", "t"), input("ncv", "GJ/t"), input("content", "t C/TJ"), input("oxidised", "1")}, {},
                {let("energy", "coal * ncv", "TJ"), let("carbon", "energy * content"), let("heat", "coal * ncv")});
    const auto program = compiled(source);
    Runner runner(source, program);
    runner.cells = {{{}}};
    runner.set("coal", {}, 100.0);
    runner.set("ncv", {}, 20.908);
    runner.set("content", {}, 26.37);
    runner.set("oxidised", {}, 0.94);
    runner.run();
    CHECK(runner.value() == Approx(expected).epsilon(1e-14));
    CHECK(runner.value("energy") == Approx(2.0908).epsilon(1e-14));
    CHECK(runner.value("heat") == Approx(2090.8).epsilon(1e-14));
    REQUIRE(program.named.size() == 4);
    CHECK(program.named[0].unit.text == "TJ");
    CHECK(program.named[1].unit.text == "t C");
    CHECK(program.named[2].unit.text == "GJ");  // no unit declared: the product of the units, by its name
    CHECK(program.named[3].unit.text == "t CO2");
    CHECK(program.named[3].name == "result");
    CHECK(program.named[0].text == "coal * ncv");
}

TEST_CASE("checks give 1 or 0") {
    const auto run = [](const std::string& text, double a, double b) {
        const auto source = check(text, {input("a", "t"), input("b", "kg")});
        const auto program = compiled(source);
        Runner runner(source, program);
        runner.cells = {{{}}};
        runner.set("a", {}, a);
        runner.set("b", {}, b);
        runner.run();
        return runner.value();
    };
    CHECK(run("abs(a / b - 1) <= 0.05", 1.0, 1010.0) == 1.0);
    CHECK(run("abs(a / b - 1) <= 0.05", 1.0, 2000.0) == 0.0);
    CHECK(run("a == b", 1.0, 1000.0) == 1.0);
    CHECK(run("a > 0 and b < 0", 1.0, 1.0) == 0.0);
}

TEST_CASE("sums over keys combine by key; a let from outside is spread") {
    // For each site: base × Σ fuel (burnt × (heat of the fuel)) + Σ fuel, equipment (used × efficiency of the
    // equipment)
    const auto source = formula(
        "base * sum(burnt * heat * factor over fuel) + sum(sum(used * efficiency over equipment) over fuel)", "GJ",
        {input("base", "1", {"site"}), input("burnt", "{fuel}", {"site", "fuel"}), input("heat", "GJ/{fuel}", {"fuel"}),
         input("used", "GJ", {"fuel", "site", "equipment"}), input("efficiency", "%", {"equipment"})},
        {"site"}, {let("factor", "base + 1")});
    const auto program = compiled(source);
    REQUIRE(program.domains.size() == 4);
    CHECK(program.domains[1].keys == std::vector<std::string>{"site", "fuel"});
    CHECK(program.domains[2].keys == std::vector<std::string>{"site", "fuel"});
    CHECK(program.domains[3].keys == std::vector<std::string>{"site", "fuel", "equipment"});
    CHECK(program.domains[1].outer == 0);
    CHECK(program.domains[3].outer == 2);
    CHECK(program.domains[0].inputs == std::vector<int>{0});
    CHECK(program.domains[1].inputs == std::vector<int>{1, 2});
    CHECK(program.domains[2].inputs.empty());
    CHECK(program.domains[3].inputs == std::vector<int>{3, 4});
    Runner runner(source, program);
    runner.cells = {{{"n"}, {"s"}},
                    {{"n", "coal"}, {"n", "gas"}, {"s", "coal"}},
                    {{"s", "coal"}, {"n", "gas"}},
                    {{"n", "gas", "x"}, {"s", "coal", "x"}, {"n", "gas", "y"}}};
    runner.set("base", {"n"}, 2.0);
    runner.set("base", {"s"}, 3.0);
    runner.set("burnt", {"n", "coal"}, 10.0);
    runner.set("burnt", {"n", "gas"}, 7.0);
    runner.set("burnt", {"s", "coal"}, 1.0);
    runner.set("heat", {"coal"}, 20.0);
    runner.set("heat", {"gas"}, 0.04);
    runner.set("used", {"gas", "n", "x"}, 100.0);
    runner.set("used", {"gas", "n", "y"}, 50.0);
    runner.set("used", {"coal", "s", "x"}, 8.0);
    runner.set("efficiency", {"x"}, 40.0);
    runner.set("efficiency", {"y"}, 90.0);
    runner.run();
    CHECK(runner.value("result", {"n"}) ==
          Approx(2.0 * (10.0 * 20.0 + 7.0 * 0.04) * 3.0 + 100.0 * 0.4 + 50.0 * 0.9).epsilon(1e-14));
    CHECK(runner.value("result", {"s"}) == Approx(3.0 * (1.0 * 20.0) * 4.0 + 8.0 * 0.4).epsilon(1e-14));
}

TEST_CASE("one input used in two domains is loaded twice, in one domain once") {
    const auto source = formula("x * sum(x * y over fuel) + x", "t^2", {input("x", "t"), input("y", "1", {"fuel"})});
    qingdan::Diagnostics diagnostics;
    const auto wrong = qingdan::compile_formula(source, formula_test::units(), diagnostics);
    CHECK_FALSE(wrong);  // t^2 + t
    const auto program = compiled(formula("x * sum(x * y over fuel) + x * x", "t^2", source.inputs));
    REQUIRE(program.loads.size() == 3);
    CHECK(program.loads[0].input == 0);
    CHECK(program.loads[0].domain == 0);
    CHECK(program.loads[1].input == 0);
    CHECK(program.loads[1].domain == 1);
    CHECK(program.loads[2].input == 1);
    CHECK(program.domains[1].inputs == std::vector<int>{0, 1});
}

TEST_CASE("sums are compensated: what cancels leaves the small part") {
    const auto source = formula("sum(x over k)", "1", {input("x", "1", {"k"})});
    const auto program = compiled(source);
    Runner runner(source, program);
    runner.cells = {{{}}, {}};
    const std::vector<double> values{1.0, 1e100, 1.0, -1e100};  // Neumaier's own example: 2
    for (std::size_t i = 0; i < values.size(); ++i) {
        runner.cells[1].push_back({std::to_string(i)});
        runner.set("x", {std::to_string(i)}, values[i]);
    }
    runner.run();
    CHECK(runner.value() == 2.0);
}

namespace {

/// A formula with every kind of step over 3 outer and many inner cells, with random values and a few keys.
struct Mixed {
    qingdan::FormulaSource source = formula(
        "if(a > 0, a, b) * share + sum(x * decay over k) + decomposed(b, rate, time) + sum(if(x > 0 [t], y, z) over k) "
        "+ b / (c - 5)",
        "t",
        {input("a", "t", {"s"}), input("b", "t", {"s"}), input("c", "1", {"s"}), input("x", "t", {"s", "k"}),
         input("y", "kg", {"k", "s"}), input("z", "t", {"s", "k"}), input("rate", "1/yr"), input("time", "yr")},
        {"s"}, {let("share", "clamp(c / 10, 0, 1)"), let("decay", "exp(-share) ^ 2 + min(c, 3) / 100")});
    qingdan::Program program = compiled(source);

    void fill(Runner& runner, std::size_t trials, std::uint32_t seed) const {
        std::mt19937 random(seed);
        const auto draw = [&] { return static_cast<double>(random() % 20001) / 1000.0 - 10.0; };
        const auto draws = [&] {
            std::vector<double> all(trials);
            for (double& each : all) each = draw();
            return all;
        };
        runner.trials = trials;
        runner.cells.assign(3, {});
        for (const char* s : {"p", "q", "r"}) {
            runner.cells[0].push_back({s});
            for (const char* name : {"a", "b", "c"}) runner.now[name].numbers[{s}] = draws();
            for (int k = 0; k < 40; ++k) {
                const std::string key = std::to_string(k);
                runner.cells[1].push_back({s, key});
                runner.cells[2].push_back({s, key});
                runner.now["x"].numbers[{s, key}] = draws();
                runner.now["y"].numbers[{key, s}] = draws();
                if (k % 7 == 3)
                    runner.now["z"].notations[{s, key}] =
                        k % 2 == 0 ? formula_test::Notation::NE : formula_test::Notation::NO;
                else
                    runner.now["z"].numbers[{s, key}] = draws();
            }
        }
        runner.now["rate"].numbers[{}] = std::vector<double>(trials, 0.05);
        runner.now["time"].numbers[{}] = std::vector<double>(trials, 3.0);
    }
};

}  // namespace

TEST_CASE("many trials at once are the same as each alone, whatever the blocks") {
    const Mixed mixed;
    // Below, at and above the size of a block, so that a block holds several cells, one, or a part of one.
    const auto trials = GENERATE(std::size_t{2}, std::size_t{37}, std::size_t{511}, std::size_t{512}, std::size_t{513},
                                 std::size_t{1500});
    Runner together(mixed.source, mixed.program);
    mixed.fill(together, trials, 7);
    together.run();
    for (std::size_t t = 0; t<trials; t += trials> 100 ? 61 : 1) {
        Runner alone(mixed.source, mixed.program);
        mixed.fill(alone, trials, 7);
        alone.trials = 1;
        for (auto& [name, values] : alone.now) {
            for (auto& [key, numbers] : values.numbers) numbers = {numbers[t]};
        }
        alone.run();
        for (const char* s : {"p", "q", "r"}) {
            INFO("trial " << t << " of " << trials << ", cell " << s);
            CHECK(together.at("result", {s}, t).value == alone.at("result", {s}).value);
            CHECK(together.at("decay", {s}, t).value == alone.at("decay", {s}).value);
            CHECK(together.at("result", {s}).status.is_number());
        }
    }
}

TEST_CASE("registers are reused without a trace of the run before") {
    const auto source = formula("a / b", "1", {input("a", "1"), input("b", "1")});
    const auto program = compiled(source);
    Runner runner(source, program);
    runner.cells = {{{}}};
    runner.set("a", {}, 6.0);
    runner.set("b", {}, 0.0);
    runner.run();
    CHECK(runner.at("result").status.notation == formula_test::Notation::NE);
    runner.set("b", {}, 3.0);
    runner.run();
    CHECK(runner.at("result").status == formula_test::Status{});
    CHECK(runner.value() == 2.0);
}

TEST_CASE("with several trials a lane that cannot be calculated is not finite, and stays it") {
    const auto source =
        formula("if(a / b > 0, 1, 2) + min(a / b, 3) + max(a / b, 1)", "1", {input("a", "1"), input("b", "1")});
    const auto program = compiled(source);
    Runner runner(source, program);
    runner.cells = {{{}}};
    runner.trials = 3;
    runner.now["a"].numbers[{}] = {4.0, 4.0, 0.0};
    runner.now["b"].numbers[{}] = {2.0, 0.0, 0.0};
    runner.run();
    CHECK(runner.value("result", {}, 0) == 1.0 + 2.0 + 2.0);
    CHECK_FALSE(std::isfinite(runner.value("result", {}, 1)));
    CHECK_FALSE(std::isfinite(runner.value("result", {}, 2)));
}
