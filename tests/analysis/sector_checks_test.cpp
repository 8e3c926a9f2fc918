// The checks of the guideline package apart from the energy balance: each holds on right data, and fails when the first
// row is another one.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <sstream>

#include "balance_findings.hpp"
#include "sector_checks.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

/// `waste_landfilled landfill_site=managed 150 万吨` lines as tidy CSV.
std::string tidy(const std::vector<std::string>& rows) {
    struct Row {
        std::string variable, value, unit;
        std::map<std::string, std::string> keys;
    };
    std::vector<Row> parsed;
    std::set<std::string> dimensions;
    for (const auto& text : rows) {
        std::istringstream in(text);
        Row row;
        in >> row.variable;
        for (std::string word; in >> word;) {
            const auto equals = word.find('=');
            if (equals != std::string::npos)
                row.keys[word.substr(0, equals)] = word.substr(equals + 1);
            else if (row.value.empty())
                row.value = word;
            else
                row.unit += (row.unit.empty() ? "" : " ") + word;
        }
        for (const auto& [dimension, member] : row.keys) dimensions.insert(dimension);
        parsed.push_back(std::move(row));
    }
    std::string csv = "variable,year,value,unit,source";
    for (const auto& dimension : dimensions) csv += "," + dimension;
    for (const auto& row : parsed) {
        csv += "\n" + row.variable + ",2007," + row.value + "," + row.unit + ",printed";
        for (const auto& dimension : dimensions)
            csv += "," + (row.keys.count(dimension) > 0 ? row.keys.at(dimension) : std::string());
    }
    return csv + "\n";
}

std::string verdict(const std::shared_ptr<const Methodology>& methodology, const SectorCase& sector,
                    const std::vector<std::string>& rows) {
    Diagnostics diagnostics;
    auto inventory = compile(methodology, {2007}, tidy(rows), diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(inventory);
    const auto check = std::find_if(methodology->checks.begin(), methodology->checks.end(),
                                    [&](const Check& each) { return each.id == sector.check; });
    REQUIRE(check != methodology->checks.end());
    for (const auto& finding : check_inventory(*inventory, finding_words(), true))
        if (finding.title.en == check->title.en && finding.keys == sector.keys)
            return std::string(verdict_text(finding.verdict));
    return "nothing said";
}

}  // namespace

TEST_CASE("Checks of the sectors hold on right data and fail on wrong") {
    for (const auto& [package, cases] :
         {std::pair("cn-provincial-2011", &sector_cases()), std::pair("ipcc-2006", &ipcc_cases())}) {
        const auto methodology = real_package(package);
        for (const auto& sector : *cases) {
            INFO(package << ": " << sector.check);
            CHECK(verdict(methodology, sector, sector.rows) == "holds");
            auto wrong = sector.rows;
            wrong.front() = sector.wrong;
            CHECK(verdict(methodology, sector, wrong) == "fails");
        }
    }
}
