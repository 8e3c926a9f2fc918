// What stands out along the years.

#include "analysis/series.hpp"

#include <algorithm>
#include <catch2/catch.hpp>

#include "../inventory/package_fixture.hpp"
#include "balance_findings.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

std::vector<Finding> findings(const std::string& rows, int first, int last) {
    std::vector<int> years;
    for (int year = first; year <= last; ++year) years.push_back(year);
    Diagnostics diagnostics;
    auto inventory =
        compile(real_package("ceads"), years, "variable,balance_row,fuel,year,value,unit,source\n" + rows, diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(inventory);
    auto all = check_inventory(*inventory, finding_words(), false);
    std::erase_if(all, [](const Finding& finding) {
        return finding.check < "Q006" || finding.check > "Q013" || finding.check == "Q010" || finding.check == "Q011";
    });
    return all;
}

std::string series(const std::string& fuel, int first, const std::vector<std::string>& values) {
    std::string rows;
    for (const auto& value : values) {
        if (!value.empty())
            rows +=
                "energy_balance,construction," + fuel + "," + std::to_string(first) + "," + value + ",万吨,printed\n";
        ++first;
    }
    return rows;
}

int count(const std::vector<Finding>& all, const std::string& check) {
    return static_cast<int>(std::count_if(all.begin(), all.end(), [&](const auto& f) { return f.check == check; }));
}

}  // namespace

TEST_CASE("Steps stand out against what is usual in their own series") {
    // Steps of about 10 %, one of 60 %; the same 60 % is usual in a wild series.
    CHECK(outstanding_steps({100, 110, 120, 133, 212, 233, 256, 282}) == std::vector<std::size_t>{4});
    CHECK(outstanding_steps({100, 160, 100, 165, 104, 160, 95, 150}).empty());
    // A lost point: up and down again.
    CHECK(outstanding_steps({100, 104, 107, 1110, 114, 118, 121}) == std::vector<std::size_t>{3, 4});
    // Too short to know what is usual: only a factor above three.
    CHECK(outstanding_steps({100, 250}).empty());
    CHECK(outstanding_steps({100, 310}) == std::vector<std::size_t>{1});
    CHECK(outstanding_steps({100, 30}) == std::vector<std::size_t>{1});
    // Almost even series: a fifth more is no jump, however even the rest.
    CHECK(outstanding_steps({100, 100, 100, 120, 120, 120, 120}).empty());
    CHECK(outstanding_steps({0, 0, 5, 0, 6}).empty());
    CHECK(outstanding_steps({}).empty());
}

TEST_CASE("A jump is told with both cells, of data and of the emissions it makes") {
    const auto all =
        findings(series("diesel", 2005, {"10", "10.4", "10.9", "113", "11.8", "12.2", "12.8"}), 2005, 2011);
    REQUIRE(count(all, "Q008") == 2);
    const auto& first = *std::find_if(all.begin(), all.end(), [](const auto& f) { return f.check == "Q008"; });
    CHECK(first.year == 2008);
    CHECK(first.severity == Severity::warning);
    CHECK(first.keys == "balance_row=construction;fuel=diesel");
    CHECK(first.message.en ==
          "Energy balance (physical quantities) (Construction, Diesel oil) goes from 10.9 万吨 in 2007 "
          "to 113 万吨 in 2008");
    CHECK(first.cells.size() == 2);
    CHECK(count(all, "Q012") == 2);
    CHECK(findings(series("diesel", 2005, {"10", "10.4", "10.9", "11.3", "11.8", "12.2", "12.8"}), 2005, 2011).empty());
}

TEST_CASE("Small cells of a large table may jump") {
    const auto large = series("raw_coal", 2005, {"9000", "9100", "9200"});
    CHECK(count(findings(large + series("diesel", 2005, {"10", "40", "10"}), 2005, 2007), "Q008") == 0);
    CHECK(count(findings(large + series("diesel", 2005, {"100", "400", "100"}), 2005, 2007), "Q008") == 2);
}

TEST_CASE("Flat lines and gaps") {
    const auto flat = findings(series("diesel", 2005, {"7", "10", "10", "10", "10", "11"}), 2005, 2010);
    REQUIRE(count(flat, "Q007") == 1);
    const auto& line = *std::find_if(flat.begin(), flat.end(), [](const auto& f) { return f.check == "Q007"; });
    CHECK(line.message.en.find("10 万吨 in every year from 2006 to 2009") != std::string::npos);
    CHECK(count(findings(series("diesel", 2005, {"7", "10", "10", "10", "11"}), 2005, 2009), "Q007") == 0);
    const auto gap = findings(series("diesel", 2005, {"7", "", "", "8"}), 2005, 2008);
    REQUIRE(count(gap, "Q009") == 1);
    const auto& missing = *std::find_if(gap.begin(), gap.end(), [](const auto& f) { return f.check == "Q009"; });
    CHECK(missing.message.zh.find("2006, 2007") != std::string::npos);
}

TEST_CASE("A delivery that repeats last year's") {
    std::string rows;
    for (const char* fuel : {"diesel", "gasoline", "kerosene", "fuel_oil", "lpg"})
        rows += series(fuel, 2005, {"3.1", "4.2", "4.2"});
    const auto all = findings(rows, 2005, 2007);
    REQUIRE(count(all, "Q006") == 1);
    CHECK(all.front().year == 2007);
    CHECK(all.front().severity == Severity::warning);
    CHECK(count(findings(rows + series("coke", 2005, {"3.1", "4.2", "4.3"}), 2005, 2007), "Q006") == 0);
}

TEST_CASE("A category that is a number in some years only") {
    const auto all = findings(series("diesel", 2005, {"7", "7.1", ""}), 2005, 2007);
    REQUIRE(count(all, "Q013") == 1);
    CHECK(all.front().message.en.find(
              "construction Construction, CO2 differs between years: 2005-2006 a number, 2007 NE") == 0);
    CHECK(all.front().verdict == Verdict::undecided);
    CHECK(count(findings(series("diesel", 2005, {"7", "7.1", "7.2"}), 2005, 2007), "Q013") == 0);
}
