// The worked example of the 2006 IPCC Guidelines, Vol. 1 ch. 3, Table 3.4 (Finland 2003), all columns.

#include "analysis/uncertainty_table.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

using namespace qingdan;

namespace {

struct Column {
    const char* name;
    int digits;  ///< printed behind the point
    double scale;
    double Approach1Row::*member;
};
constexpr std::array columns{Column{"G_combined_pct", 0, 1.0, &Approach1Row::combined},
                             Column{"H_contribution_to_variance", 4, 1.0, &Approach1Row::variance},
                             Column{"I_typeA", 4, 1.0, &Approach1Row::type_a},
                             Column{"J_typeB", 4, 1.0, &Approach1Row::type_b},
                             Column{"K_trend_EF_pct", 2, 1.0, &Approach1Row::trend_factor},
                             Column{"L_trend_AD_pct", 2, 1.0, &Approach1Row::trend_activity},
                             Column{"M_trend_total_pct", 2, 100.0, &Approach1Row::trend_variance}};

CsvTable published() {
    Diagnostics diagnostics;
    const auto file = read_file(std::filesystem::path(QINGDAN_SOURCE_DIR) / "tests/conformance/uncertainty",
                                "finland-2003-approach1.csv", diagnostics);
    REQUIRE(file);
    auto table = CsvTable::parse(file->bytes, file->document, diagnostics);
    REQUIRE(table);
    return *table;
}

double at(const CsvTable& table, const CsvRow& row, std::string_view column) {
    return parse_number(table.at(row, table.column(column))).value();
}

std::vector<Approach1Input> inputs_of(const CsvTable& table) {
    std::vector<Approach1Input> inputs;
    for (const auto& row : table.rows())
        inputs.push_back({at(table, row, "C_base_1990_GgCO2e"), at(table, row, "D_year_2003_GgCO2e"),
                          at(table, row, "E_AD_unc_pct"), at(table, row, "F_EF_unc_pct")});
    return inputs;
}

/// A figure printed with `digits` behind the point stands for everything within half a unit of its last digit.
double half_unit(int digits) { return 0.5 * std::pow(10.0, -digits) * (1 + 1e-9); }

/// How far the printed inputs of a row (whole per cents, whole Gg; below 1 Gg one digit) may move a column.
double room(const std::vector<Approach1Input>& inputs, std::size_t row, const Column& column) {
    const auto value = [&](const Approach1Input& changed) {
        auto all = inputs;
        all[row] = changed;
        return approach1_table(all).rows[row].*column.member * column.scale;
    };
    const double central = value(inputs[row]);
    double most = 0.0;
    for (int corner = 0; corner < 16; ++corner) {
        auto changed = inputs[row];
        const auto move = [&](double& number, int bit, double half) { number += corner & bit ? half : -half; };
        move(changed.base, 1, 0.5);
        move(changed.year, 2, 0.5);
        move(changed.activity, 4, 0.5);
        move(changed.factor, 8, 0.5);
        changed.activity = std::max(changed.activity, 0.0);
        changed.factor = std::max(changed.factor, 0.0);
        most = std::max(most, std::abs(value(changed) - central));
    }
    return most;
}

/// Line of the file: peatlands, CO2. E is printed as 15, but G (208) and L (0.08) follow from 5.
constexpr std::size_t misprint = 85;

}  // namespace

TEST_CASE("Finland 2003: every column of the IPCC's Approach 1 example", "[conformance]") {
    const auto table = published();
    const auto inputs = inputs_of(table);
    REQUIRE(inputs.size() == 100);
    const auto result = approach1_table(inputs);
    for (const auto& column : columns) {
        int exact = 0;
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            const double printed = at(table, table.rows()[i], column.name);
            const double ours = result.rows[i].*column.member * column.scale;
            INFO(column.name << " of line " << i + 2 << ": printed " << printed << ", calculated " << ours);
            if (std::abs(ours - printed) <= half_unit(column.digits)) {
                ++exact;
                continue;
            }
            if (i + 2 == misprint && std::string(column.name) == "L_trend_AD_pct") continue;
            // The guidelines calculated with more digits than they print: the difference has to fit into that.
            CHECK(std::abs(ours - printed) <= half_unit(column.digits) + room(inputs, i, column));
        }
        INFO(column.name);
        CHECK(exact >= 88);
    }
}

TEST_CASE("Finland 2003: total and trend follow from the printed columns H and M", "[conformance]") {
    const auto table = published();
    const auto result = approach1_table(inputs_of(table));
    double variance = 0.0, trend = 0.0;
    for (const auto& row : table.rows()) {
        variance += at(table, row, "H_contribution_to_variance");
        trend += at(table, row, "M_trend_total_pct") / 100.0;
    }
    // 100 figures rounded at the fourth digit (of M at the second, of per cent): 0.5 and 0.3 percentage points.
    CHECK(result.uncertainty == Approx(100.0 * std::sqrt(variance)).margin(0.5));
    CHECK(result.trend_uncertainty == Approx(100.0 * std::sqrt(trend)).margin(0.3));
    CHECK(result.base == Approx(47604.4));
    CHECK(result.year == Approx(67735.0));
}

TEST_CASE("Finland 2003: the one line that no rounding explains follows from another E", "[conformance]") {
    auto inputs = inputs_of(published());
    REQUIRE(inputs[misprint - 2].activity == 15.0);
    inputs[misprint - 2].activity = 5.0;
    const auto row = approach1_table(inputs).rows[misprint - 2];
    CHECK(row.trend_activity == Approx(0.08).margin(0.005));
    CHECK(row.combined == Approx(208.0).margin(0.5));
}
