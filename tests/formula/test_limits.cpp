// Formulas that others wrote: bounded in length, size, depth and complaints, and never a crash whatever the bytes.

#include <catch2/catch.hpp>
#include <cmath>
#include <random>

#include "support.hpp"

using formula_test::complaints;
using formula_test::Diagnostics;
using formula_test::formula;
using formula_test::input;

namespace {

std::string repeated(const std::string& text, int times) {
    std::string all;
    for (int i = 0; i < times; ++i) all += text;
    return all;
}

std::string with_a(const std::string& text) { return complaints(formula(text, "1", {input("a", "1")})); }

}  // namespace

TEST_CASE("at most 4,000 characters") {
    const std::string blanks = repeated(" ", 3999);
    CHECK(with_a("a" + blanks) == "");
    CHECK(with_a("a" + blanks + " ") == "F009");
    CHECK(with_a("a" + repeated("煤", 4000)) == "F009");
    CHECK(with_a(repeated("a+", 500000) + "a") == "F009");
}

TEST_CASE("at most 500 nodes") {
    CHECK(with_a(repeated("a+", 249) + "a") == "");  // 250 names and 249 sums
    CHECK(with_a(repeated("a+", 250) + "a") == "F009");
}

TEST_CASE("at most 40 levels") {
    CHECK(with_a(repeated("(", 39) + "a" + repeated(")", 39)) == "");
    CHECK(with_a(repeated("(", 41) + "a" + repeated(")", 41)) == "F009");
    CHECK(with_a(repeated("-", 39) + "a") == "");
    CHECK(with_a(repeated("-", 300) + "a") == "F009");
    CHECK(with_a(repeated("not ", 300) + "a > 1") == "F009");
    CHECK(with_a(repeated("a^", 200) + "a") == "F009");
    CHECK(with_a(repeated("exp(", 60) + "a" + repeated(")", 60)) == "F009");
    CHECK(with_a(repeated("(", 3000)) == "F009");
}

TEST_CASE("at most 20 complaints a formula") {
    CHECK(with_a(repeated("b+", 19) + "b") == repeated("F002 ", 19) + "F002");
    CHECK(with_a(repeated("b+", 60) + "b") == repeated("F002 ", 19) + "F002");
    CHECK(with_a(repeated("$", 100)) == repeated("F011 ", 19) + "F011");
    // Each line has its own: the limit of one does not hide another.
    const auto source = formula("c", "1", {}, {}, {formula_test::let("x", repeated("b+", 60) + "b", "1")});
    CHECK(complaints(source) == repeated("F002 ", 20) + "F002");
}

namespace {

const std::vector<std::string>& seeds() {
    static const std::vector<std::string> all = {
        "a * ncv * 44/12 [t CO2/t C]",
        "sum(x * y over fuel, equipment) / sum(x over fuel, equipment)",
        "if(a > 0 and not a >= 3, previous(a, 0 [t]) * exp(-rate * 1 [yr]), min(a, b, 2 [kg]))",
        "clamp((a + b) / a, 0, 1) ^ 2 * sqrt(a * a)",
        "decomposed(a, rate, 3 [yr]) + remaining(previous(l1, 0), rate, 1 [yr])",
        "abs(ln(a / b)) <= 1e-3 or a == b",
        "sum(sum(x over fuel) * a over equipment)",
        "煤 + （a） × 2",
        "[[[]]] 1.5e+3 ((((((",
        "1/2/3 [t] ^ -2 ^ 3",
    };
    return all;
}

std::string mutated(std::mt19937& random) {
    const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random()) % n; };
    static const std::vector<std::string> pieces = {
        "sum(", " over ", "previous(",    ")",    "(",    "[t]", "[",      "]", "^",     "*", "/",
        "-",    ",",      "and ",         "or ",  "not ", "if(", "44/12 ", "0", "1e308", "a", "x",
        "l1",   "result", "\xE7\x85\xA4", "\xFF", "\n",   "< ",  "=="};
    std::string text = seeds()[below(seeds().size())];
    for (std::size_t edits = below(6); edits > 0; --edits) {
        const std::size_t at = below(text.size() + 1);
        switch (below(5)) {
            case 0: text.insert(at, pieces[below(pieces.size())]); break;
            case 1: text.erase(at, 1 + below(6)); break;
            case 2: text.insert(at, 1, static_cast<char>(random() % 256)); break;
            case 3: text += seeds()[below(seeds().size())].substr(below(8)); break;
            default: text.insert(at, text.substr(below(text.size() + 1), below(30))); break;
        }
    }
    return text;
}

/// Every program that compiles must run, too, and leave no lane that is neither a number nor marked.
void run_over_two_cells(const qingdan::FormulaSource& source, const qingdan::Program& program) {
    formula_test::Runner runner(source, program);
    for (const auto& domain : program.domains) {
        runner.cells.emplace_back();
        for (const char* member : {"1", "2"})
            runner.cells.back().push_back(formula_test::Key(domain.keys.size(), member));
        if (domain.keys.empty()) runner.cells.back().resize(1);
    }
    for (const auto& each : source.inputs) {
        runner.set(each.name, formula_test::Key(each.keys.size(), "1"), 2.5);
        runner.set(each.name, formula_test::Key(each.keys.size(), "2"), -1.0);
    }
    runner.run();
    const auto result = runner.at("result", runner.cells[0].front());
    CHECK(std::isfinite(result.value));
    CHECK((result.status.is_number() || result.value == 0.0));
}

}  // namespace

TEST_CASE("ten thousand damaged formulas: complaints, never a crash") {
    std::mt19937 random(20110525);
    int good = 0;
    for (int i = 0; i < 10000; ++i) {
        auto source = formula(mutated(random), i % 2 == 0 ? "" : "t",
                              {input("a", "t"), input("b", "t"), input("ncv", "t C/t"), input("rate", "1/yr"),
                               input("x", "t", {"fuel", "equipment"}), input("y", "1", {"fuel"})},
                              {}, {formula_test::let("l1", i % 5 == 0 ? mutated(random) : "a + b", "t")});
        if (i % 5 == 1) source.lets.push_back(formula_test::let("l2", mutated(random)));
        source.logical = i % 7 == 0;
        Diagnostics diagnostics;
        const auto program = qingdan::compile_formula(source, formula_test::units(), diagnostics);
        if (program.has_value() == diagnostics.has_errors()) FAIL(source.result.text);
        if (diagnostics.all().size() > 60) FAIL(source.result.text);
        if (!program) continue;
        ++good;
        run_over_two_cells(source, *program);
    }
    CHECK(good > 100);  // the mutations are not all nonsense
}
