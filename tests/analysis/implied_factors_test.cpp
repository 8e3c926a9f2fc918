// Implied emission factors: leaps and drift along the years, and the bounds of the factors themselves.

#include "analysis/implied_factors.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "balance_findings.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

std::string method(const std::string& id, const std::string& tier, const std::string& inputs,
                   const std::string& formula) {
    return "id = \"" + id + "\"\ntitle = { zh = \"" + id + "\", en = \"" + id + "\" }\ntier = \"" + tier +
           "\"\napplies_to = [\"1\"]\ngas = \"CO2\"\nkeys = []\nsource = \"t\"\npage = \"1\"\n[inputs]\n" + inputs +
           "\n[output]\nunit = \"t CO2\"\nformula = \"" + formula + "\"\n";
}

const std::string factor_header =
    "factor,kind,value,unit,low,high,distribution,year_from,year_to,notation,source,page,status,note\n";

std::map<std::string, std::string> works(const std::string& rows) {
    return {
        {"dimensions/kind.csv",
         "member,title_zh,title_en,parents,aliases,unit,note\nall,全部,All,,,,\ncoarse,粗,Coarse,all,,,\n"
         "fine,细,Fine,all,,,\n"},
        {"categories.csv",
         "category,parent,title_zh,title_en,gases,memo,notation,explanation_zh,explanation_en,reference\n"
         "1,,工厂,Works,CO2,,,,,\n"},
        {"variables.csv",
         "variable,unit,keys,title_zh,title_en,negative,department,description_zh,description_en\n"
         "made,t,kind,产量,Made,,,,\nmeasured,t CO2,,实测,Measured,,,,\n"},
        {"factors.csv", "factor,unit,keys,title_zh,title_en\nper_tonne,t CO2/t,kind,因子,Factor\n"},
        {"factors/per_tonne.csv", factor_header + rows},
        {"methods/measured.toml", method("measured", "3", "measured = { variable = \"measured\" }", "measured")},
        {"methods/works.toml",
         "id = \"works\"\ntitle = { zh = \"产量法\", en = \"By tonnes\" }\ntier = \"1\"\napplies_to = [\"1\"]\n"
         "gas = \"CO2\"\nkeys = [\"kind\"]\nsource = \"t\"\npage = \"1\"\n[inputs]\nmade = { variable = \"made\" }\n"
         "factor = { factor = \"per_tonne\" }\n[output]\nunit = \"t CO2\"\nformula = \"made * factor\"\n"}};
}

/// `made coarse 2010 100` or `measured - 2010 100`.
std::string tidy(const std::vector<std::string>& rows) {
    std::string csv = "variable,kind,year,value,unit,source\n";
    for (const auto& row : rows) {
        std::istringstream in(row);
        std::string variable, kind, year, value;
        in >> variable >> kind >> year >> value;
        csv += variable + "," + (kind == "-" ? "" : kind) + "," + year + "," + value + "," +
               (variable == "made" ? "t" : "t CO2") + ",printed\n";
    }
    return csv;
}

std::vector<Finding> findings(const std::string& factors, const std::vector<std::string>& rows, int years,
                              const std::string& own = {}) {
    const PackageFixture package(works(factors));
    Diagnostics diagnostics;
    auto methodology = package.load(diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(methodology);
    if (!own.empty()) {
        auto changed = *methodology;
        const auto table = CsvTable::parse(own, std::make_shared<const Document>(Document{"own.csv", {}}), diagnostics);
        REQUIRE(table);
        add_own_factors(changed, {*table}, diagnostics);
        methodology = std::make_shared<const Methodology>(std::move(changed));
    }
    std::vector<int> all;
    for (int i = 0; i < years; ++i) all.push_back(2010 + i);
    auto inventory = compile(methodology, all, tidy(rows), diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(inventory);
    auto found = check_inventory(*inventory, finding_words(), false);
    std::erase_if(found, [](const Finding& f) { return f.check < "Q023" || f.check > "Q026"; });
    return found;
}

std::vector<std::string> made(const std::vector<std::pair<double, double>>& coarse_and_fine) {
    std::vector<std::string> rows;
    int year = 2010;
    for (const auto& [coarse, fine] : coarse_and_fine) {
        rows.push_back("made coarse " + std::to_string(year) + " " + std::to_string(coarse));
        rows.push_back("made fine " + std::to_string(year++) + " " + std::to_string(fine));
    }
    return rows;
}

const std::string constant =
    "per_tonne,coarse,2,t CO2/t,,,,,,,t,1,verified,\nper_tonne,fine,1,t CO2/t,,,,,,,t,1,verified,\n";

}  // namespace

TEST_CASE("Activity may do what it likes: a constant factor is no finding") {
    CHECK(findings(constant, made({{10, 10}, {50, 50}, {5, 5}, {500, 500}, {20, 20}, {22, 22}, {21, 21}}), 7).empty());
}

TEST_CASE("A factor that leaps in a year is told with both years") {
    const std::string leaps =
        "per_tonne,,2,t CO2/t,,,,,2013,,t,1,verified,\nper_tonne,,3,t CO2/t,,,,2014,,,t,1,verified,\n";
    const auto found = findings(leaps, made({{10, 10}, {10, 11}, {12, 10}, {10, 10}, {11, 10}, {10, 12}, {10, 10}}), 7);
    REQUIRE(found.size() == 1);
    CHECK(found.front().check == "Q023");
    CHECK(found.front().year == 2014);
    CHECK(found.front().expected == Approx(2.0));
    CHECK(found.front().actual == Approx(3.0));
    CHECK(found.front().unit == "t CO2/t");
}

TEST_CASE("A mix that moves year by year is a drift, not a leap") {
    // From 1.1 (one tenth coarse) to 1.7: 55 % more in seven years, no step outstanding.
    const auto found = findings(constant, made({{1, 9}, {2, 8}, {3, 7}, {4, 6}, {5, 5}, {6, 4}, {7, 3}}), 7);
    REQUIRE(found.size() == 1);
    CHECK(found.front().check == "Q024");
    CHECK(found.front().expected == Approx(1.1));
    CHECK(found.front().actual == Approx(1.7));
    CHECK(found.front().severity == Severity::note);
}

TEST_CASE("An own factor outside the range of the nearest default is told, with both places") {
    const std::string rows =
        "per_tonne,,2,t CO2/t,0.1,9,,,,,t,1,verified,\nper_tonne,all,2,t CO2/t,1.5,2.5,,,,,t,p. 7,verified,\n";
    const auto own = [&](const std::string& value) {
        return findings(rows, {"made coarse 2010 10"}, 1,
                        "factor,kind,value,unit,low,high,source,note\nper_tonne,coarse," + value + ",t CO2/t,,,own,\n");
    };
    CHECK(own("2.4").empty());
    const auto found = own("2.6");
    REQUIRE(found.size() == 1);
    CHECK(found.front().check == "Q025");
    CHECK(found.front().message.en.find("1.5 to 2.5 (p. 7)") != std::string::npos);
    CHECK(found.front().cells.size() == 2);
    CHECK(found.front().cells.front().find("own.csv:2") == 0);
}

TEST_CASE("A measured figure outside what the default factor allows is told") {
    const std::string rows = "per_tonne,,2,t CO2/t,1,4,,,,,t,1,verified,\n";
    const auto measured = [&](const std::string& value) {
        return findings(rows, {"made coarse 2010 10", "made fine 2010 5", "measured - 2010 " + value}, 1);
    };
    CHECK(measured("16").empty());  // 15 t make 15 to 60
    CHECK(measured("59").empty());
    for (const char* outside : {"14", "61"}) {
        const auto found = measured(outside);
        REQUIRE(found.size() == 1);
        CHECK(found.front().check == "Q026");
        CHECK(found.front().expected == Approx(30.0));
        CHECK(found.front().message.en.find("15 to 60 by By tonnes") != std::string::npos);
    }
    // Without bounds nothing can be said.
    CHECK(findings("per_tonne,,2,t CO2/t,,,,,,,t,1,verified,\n", {"made coarse 2010 10", "measured - 2010 900"}, 1)
              .empty());
}
