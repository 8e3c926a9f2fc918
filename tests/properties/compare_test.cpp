// The difference between two packages on one inventory, explained to the last kilotonne: for every category and total
// of the example province the parts add up, those of totals are the sums of the sectors', and what the parts say can be
// worked out by hand.

#include <unistd.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>

#include "base/csv.hpp"
#include "base/text.hpp"

using namespace qingdan;

namespace {

const std::string root = QINGDAN_SOURCE_DIR;

struct Row {
    std::string year, category, own_categories, own, other, within;
    std::map<std::string, double> parts;
    double difference = 0.0;
    [[nodiscard]] double amount(const std::string& text) const { return parse_number(text).value_or(0.0); }
};

std::vector<Row> compared(const std::string& package, const std::string& options = {}) {
    const auto file = std::filesystem::temp_directory_path() / ("qingdan-compare-" + std::to_string(getpid()) + ".csv");
    const std::string command = "QINGDAN_HOME='" + root + "' '" QINGDAN_PROGRAM "' compare '" + root +
                                "/inputs/example-province' --with " + package + " --quiet --csv '" + file.string() +
                                "' " + options;
    REQUIRE(std::system(command.c_str()) == 0);
    std::ifstream stream(file, std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(stream)), {});
    std::filesystem::remove(file);
    Diagnostics diagnostics;
    const auto table =
        CsvTable::parse(bytes, std::make_shared<const Document>(Document{"compare.csv", {}}), diagnostics);
    REQUIRE(table);
    std::vector<Row> rows;
    for (const auto& line : table->rows()) {
        const auto cell = [&](const char* column) { return table->at(line, table->column(column)); };
        Row row{cell("year"), cell("category"), cell("own_categories"), cell("own"), cell("other"), cell("within"), {},
                0.0};
        row.difference = row.amount(cell("difference"));
        if (rows.empty() || rows.back().year != row.year || rows.back().category != row.category ||
            rows.back().own_categories != row.own_categories)
            rows.push_back(row);
        if (!cell("reason").empty()) rows.back().parts[cell("reason")] += row.amount(cell("part"));
    }
    return rows;
}

bool near(double a, double b, double size) { return std::abs(a - b) <= 1e-9 * std::max(1.0, std::abs(size)); }

double sum(const std::map<std::string, double>& parts) {
    double all = 0.0;
    for (const auto& [reason, part] : parts) all += part;
    return all;
}

const Row& find(const std::vector<Row>& rows, const std::string& year, const std::string& category) {
    const auto found = std::find_if(rows.begin(), rows.end(),
                                    [&](const Row& row) { return row.year == year && row.category == category; });
    REQUIRE(found != rows.end());
    return *found;
}

}  // namespace

TEST_CASE("the parts of a difference between packages add up, for every category, total and year") {
    for (const std::string package : {"ipcc-2006", "ipcc-2019", "cn-provincial-2025"}) {
        const auto rows = compared(package);
        std::set<std::string> years;
        for (const auto& row : rows) {
            INFO(package << " " << row.year << " " << row.category << row.own_categories);
            years.insert(row.year);
            if (!row.within.empty()) {
                CHECK(row.parts.empty());
                continue;
            }
            const double size = std::max(std::abs(row.amount(row.own)), std::abs(row.amount(row.other)));
            CHECK(near(row.difference, row.amount(row.other) - row.amount(row.own), size));
            CHECK(near(sum(row.parts), row.difference, size));
        }
        CHECK(years.size() == 18);
    }
}

TEST_CASE("the parts of a total are those of its sectors") {
    const auto rows = compared("ipcc-2006");
    for (const auto& total : rows) {
        if (total.category != "total-with-land") continue;
        std::map<std::string, double> parts;
        double own = 0.0, other = 0.0;
        for (const std::string sector : {"1", "2", "3", "4"}) {
            const auto& row = find(rows, total.year, sector);
            for (const auto& [reason, part] : row.parts) parts[reason] += part;
            own += row.amount(row.own);
            other += row.amount(row.other);
        }
        INFO(total.year);
        CHECK(near(own, total.amount(total.own), own));
        CHECK(near(other, total.amount(total.other), other));
        for (const auto& [reason, part] : total.parts) CHECK(near(parts[reason], part, own));
    }
}

TEST_CASE("with one set of potentials these are no part of it") {
    for (const auto& row : compared("ipcc-2006", "--gwp AR5")) CHECK(row.parts.count("gwp") == 0);
}

TEST_CASE("parts that can be worked out by hand") {
    const auto rows = compared("ipcc-2006");
    // Lime: 2.6 Mt of the same datum, 0.683 t CO2/t in one and 0.75 in the other.
    const auto& lime = find(rows, "2022", "2.A.2");
    REQUIRE(lime.parts.size() == 1);
    CHECK(near(lime.parts.at("factor"), 2600 * (0.75 - 0.683), 2000));
    // Coal mining: the same measured methane by 28 instead of 21.
    const auto& mining = find(rows, "2022", "1.B.1.a.i.1");
    REQUIRE(mining.parts.size() == 1);
    CHECK(near(mining.parts.at("gwp"), mining.amount(mining.own) * (28.0 / 21.0 - 1.0), 1e3));
    // The guideline has one category for public power and heat; what the other divides is compared above.
    CHECK(find(rows, "2022", "1.A.1.a.i").within == "1.A.1.a");
    CHECK(find(rows, "2022", "1.A.1.a").within.empty());
}
