// Figures that err together: declared in uncertainty.csv, added up by Approach 1 before squaring, drawn as one by
// Approach 2. Expected values are arithmetic by hand on two herds with a factor of 10 (8 to 12) kg a head.

#include <catch2/catch.hpp>

#include <cmath>

#include "analysis/trend.hpp"
#include "analysis/uncertainty.hpp"
#include "analysis/uncertainty_run.hpp"
#include "uncertainty_package.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

UncertaintyDefaults read(const std::string& rows, const Methodology& methodology, Diagnostics& diagnostics) {
    const auto table = CsvTable::parse("kind,id,low_percent,high_percent,distribution,together,group\n" + rows,
                                       std::make_shared<const Document>(Document{"uncertainty.csv", {}}), diagnostics);
    REQUIRE(table);
    UncertaintyDefaults defaults;
    read_uncertainty_defaults(*table, methodology, defaults, diagnostics);
    return defaults;
}

UncertaintyDefaults declared(const std::string& rows, const Inventory& inventory) {
    Diagnostics diagnostics;
    auto defaults = read(rows, *inventory.methodology, diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(diagnostics.all().empty());
    return defaults;
}

TrialSettings fixed(UncertaintyDefaults defaults) {
    TrialSettings settings;
    settings.trials = 400'000;
    settings.seed = 5;
    settings.threads = 2;
    settings.defaults = std::move(defaults);
    return settings;
}

const std::string herds = "herd,goat,2020,100,head,90,110,,\nherd,cattle,2020,50,head,45,55,,\n";
const std::string two_years =
    "herd,goat,2019,100,head,90,110,,\nherd,cattle,2019,50,head,45,55,,\n"
    "herd,goat,2020,120,head,108,132,,\nherd,cattle,2020,60,head,54,66,,\n";

constexpr double z = 1.959963984540054;

}  // namespace

TEST_CASE("figures of a year together: half-widths add up, by both approaches") {
    const auto inventory = uncertain_inventory({2020}, herds);
    const auto defaults = declared("variable,herd,,,,figures,\n", inventory);
    const UncertaintyAnalysis analysis(inventory, defaults);
    const auto index = estimate_index(inventory, "1.1", 2020, false);
    const auto& enteric = analysis.estimates()[index];
    CHECK(enteric.activity == Approx(0.1 + 0.05));  // t CH4; apart it is the root of 0.1^2 + 0.05^2
    CHECK(enteric.factor == Approx(0.3));
    CHECK(enteric.half_width == Approx(std::hypot(0.15, 0.3)));
    const auto shares = analysis.contributions(inventory.estimates[index].node, 3);
    REQUIRE(shares.size() == 3);
    CHECK(shares[0].share == Approx(0.09 / (0.09 + 0.0225)));
    CHECK(shares[1].share == Approx(0.1 * 0.15 / (0.09 + 0.0225)));
    CHECK(shares[0].share + shares[1].share + shares[2].share == Approx(1.0));

    // (A + B) F with A and B as one: var = S^2 vF + F^2 vS + vS vF, the deviation of S the sum of both
    const auto drawn = run_trials(inventory, fixed(defaults)).estimates[index];
    const double vs = std::pow(15 / z, 2), vf = std::pow(2 / z, 2);
    const double deviation = std::sqrt(150.0 * 150 * vf + 100 * vs + vs * vf) / 1000;
    CHECK(std::abs(drawn.deviation - deviation) < 5 * deviation / std::sqrt(static_cast<double>(drawn.trials)));
}

TEST_CASE("the same figure in all years together: what errs in proportion leaves no error of the trend") {
    const auto inventory = uncertain_inventory({2019, 2020}, two_years);
    const UncertaintyAnalysis apart(inventory);
    const auto defaults = declared("variable,herd,,,,years,\n", inventory);
    const UncertaintyAnalysis joined(inventory, defaults);
    // Base 1.5, year 1.8 t: per cent of 1.5; goats 0.1 and 0.12, cattle 0.05 and 0.06; a year's error counts 1 or 1.2.
    const double each_year = 100 / 1.5 * std::hypot(std::hypot(0.12, 0.06), 1.2 * std::hypot(0.1, 0.05));
    CHECK(*uncertainty_report(inventory, apart, 0).graph_trend_uncertainty == Approx(each_year));
    const auto report = uncertainty_report(inventory, joined, 0);
    CHECK(*report.graph_trend_uncertainty == Approx(0.0).margin(1e-9));
    REQUIRE(report.lines.size() == 1);
    CHECK(report.lines[0].input.activity_correlated);
    CHECK_FALSE(uncertainty_report(inventory, apart, 0).lines[0].input.activity_correlated);
    // Within a year goats and cattle still err apart.
    const auto& level = joined.estimates()[estimate_index(inventory, "1.1", 2020, false)];
    CHECK(level.activity == Approx(std::hypot(0.12, 0.06)));
    for (const auto& trend : run_trials(inventory, fixed(defaults)).trends) {
        CHECK(trend.summary.mean == Approx(20.0));
        CHECK(trend.summary.deviation == Approx(0.0).margin(1e-9));
    }
}

TEST_CASE("a named group joins several variables; shapes may differ and still rise and fall together") {
    const auto inventory =
        uncertain_inventory({2020}, "capacity,,2020,2000,kg CH4,1900,2100,,\nherd,goat,2020,100,head,90,110,,\n");
    const auto defaults = declared("variable,herd,,,,,survey\nvariable,capacity,5,5,uniform,,survey\n", inventory);
    CHECK(defaults[0].together == Together::all);
    const auto& sources = UncertaintyAnalysis(inventory, defaults).sources();
    CHECK(sources.groups == 1);
    // Without a shared draw the correlation of a normal and a uniform number would be near zero; made from the same
    // number it is the square root of 3 / pi.
    Distribution normal{Shape::normal, 0.0, -z, z}, uniform{Shape::uniform, 0.0, -1.0, 1.0};
    const Sampler one(normal, true), other(uniform, true);
    double xy = 0.0, xx = 0.0, yy = 0.0;
    for (std::uint64_t block = 0; block < 400; ++block) {
        double x[random::block_trials], y[random::block_trials];
        one.fill(3, 9, block, x);
        other.fill(3, 9, block, y);
        for (std::size_t t = 0; t < random::block_trials; ++t) {
            xy += x[t] * y[t];
            xx += x[t] * x[t];
            yy += y[t] * y[t];
        }
    }
    CHECK(xy / std::sqrt(xx * yy) == Approx(std::sqrt(3.0 / 3.141592653589793)).margin(0.002));
}

TEST_CASE("a removal and an emission that err together cancel out") {
    const auto inventory = uncertain_inventory({2020}, herds);
    const auto defaults = declared("variable,herd,,,,all,\n", inventory);
    const UncertaintyAnalysis analysis(inventory, defaults);
    const auto& gradient = analysis.gradient(inventory.estimates[estimate_index(inventory, "1.1", 2020, false)].node);
    GradientSum difference(analysis.sources().sources.size());
    for (const auto& [source, derivative] : gradient) {
        const auto& of = analysis.sources().sources[static_cast<std::size_t>(source)];
        if (of.kind == UncertainSource::Kind::factor) continue;
        // goats once, cattle twice the other way round: 0.1 - 2 x 0.05
        const bool goats = inventory.data[static_cast<std::size_t>(of.ref)].value == 100.0;
        difference.add({{source, derivative}}, goats ? 1.0 : -2.0);
    }
    CHECK(analysis.spread(difference.take()).activity == Approx(0.0).margin(1e-12));
}

TEST_CASE("a row that only says what errs together leaves the package's percentages as they are") {
    const auto inventory = uncertain_inventory({2020}, herds);
    const auto defaults = declared("variable,herd,5,7,uniform,,\nvariable,herd,,,,years,\n", inventory);
    REQUIRE(defaults.size() == 1);
    CHECK(defaults[0].together == Together::years);
    CHECK(defaults[0].bounded);
    CHECK(defaults[0].high_percent == 7.0);
    CHECK(defaults[0].distribution == "uniform");
}

TEST_CASE("what cannot be a declaration is refused: Q027 word, Q028 mixed group, Q021 neither bounds nor word") {
    const auto inventory = uncertain_inventory({2020}, herds);
    Diagnostics diagnostics;
    read("variable,herd,,,,forever,\nvariable,herd,5,5,,,mixed\nfactor,per_head,,,,,mixed\nvariable,decay,,,,,\n",
         *inventory.methodology, diagnostics);
    std::vector<std::string> codes;
    for (const auto& diagnostic : diagnostics.all()) codes.push_back(diagnostic.code);
    CHECK(codes == std::vector<std::string>{"Q027", "Q028", "Q021", "Q021"});
}
