// Tidy CSV with the small package: what is read, and every complaint with its cell.

#include <catch2/catch.hpp>

#include "support.hpp"

using namespace qingdan;
using namespace qingdan::test;
using Lines = std::vector<std::string>;

namespace {

const std::string header = "variable,category,carrier,region,year,value,unit,low,high,notation,source,note\n";

struct Reading {
    Diagnostics diagnostics;
    std::vector<ActivityDatum> data;
    explicit Reading(const std::string& text, const DataFile& file = {}) {
        data = tidy(text, scope(mini(), "CN-HA", 2020, 2021), mini(), diagnostics, file);
    }
};

}  // namespace

TEST_CASE("values arrive in the unit of their variable, with bounds, place and what was printed") {
    const Reading read(header +
                       "burnt,A.1,solid,,2020,\"1,234.5\",万吨,1000,1500,,bureau,by phone\n"
                       "burnt,A.1,白汽,河南省,2021,２,亿立方米,,,,,\n");
    REQUIRE(codes(read.diagnostics).empty());
    REQUIRE(read.data.size() == 2);
    const auto& first = read.data[0];
    CHECK(first.value == 12345000.0);
    CHECK(first.low == 10000000.0);
    CHECK(first.high == 15000000.0);
    CHECK(first.year == 2020);
    CHECK(first.printed_value == "1,234.5");
    CHECK(first.printed_unit == "万吨");
    CHECK(first.source == "bureau");
    CHECK(first.note == "by phone");
    CHECK(first.where.text() == "data.csv:2:6");
    CHECK(read.data[1].value == 2e8);
    CHECK(read.data[1].region == region(mini(), "CN-HA"));
    CHECK(mini().key_text(mini().variables[static_cast<std::size_t>(first.variable)].dimensions, first.key) ==
          "carrier=solid");
}

TEST_CASE("a distribution is kept; what is none, or needs values of its own, is refused: A063") {
    const std::string columns = "variable,category,carrier,year,value,unit,low,high,distribution\n";
    const Reading read(columns + "burnt,A.1,solid,2020,5,t,4,7,lognormal\nburnt,A.2,solid,2020,5,t,4,7,\n");
    REQUIRE(codes(read.diagnostics).empty());
    CHECK(read.data.at(0).distribution == "lognormal");
    CHECK(read.data.at(1).distribution.empty());
    const Reading wrong(columns + "burnt,A.1,solid,2020,5,t,4,7,gaussian\nburnt,A.2,solid,2020,5,t,4,7,discrete 1:1\n");
    CHECK(codes(wrong.diagnostics) == std::vector<std::string>{"A063", "A063"});
    CHECK(wrong.diagnostics.all().front().where.text() == "data.csv:2:9");
}

TEST_CASE("a notation key stands where a number does not") {
    const Reading read(header + "burnt,A.1,solid,,2020,,t,,,IE,,\n");
    REQUIRE(read.data.size() == 1);
    CHECK(read.data[0].notation == Notation::IE);
    CHECK(read.data[0].value == 0.0);
}

TEST_CASE("every mistake of a tidy file is told at its cell, all at once") {
    const Reading read(header +
                       "brunt,A.1,solid,,2020,1,t,,,,,\n"       // 2
                       "burnt,A.1,soild,,2020,1,t,,,,,\n"       // 3
                       "burnt,A.1,solid,,2020,1,,,,,,\n"        // 4
                       "burnt,A.1,solid,,2020,sixty,t,,,,,\n"   // 5
                       "burnt,A.1,solid,,2020,1,t,,,NO,,\n"     // 6
                       "burnt,A.1,solid,,2020,,t,,,,,\n"        // 7
                       "burnt,A.1,solid,,20O7,1,t,,,,,\n"       // 8
                       "burnt,A.1,,,2020,1,t,,,,,\n"            // 9
                       "burnt,A.1,solid,,2020,-1,t,,,,,\n"      // 10
                       "flock,,solid,,2020,1,head,,,,,\n"       // 11
                       "burnt,A.1,solid,,2020,,t,,,XX,,\n"      // 12
                       "burnt,A.1,solid,,2020,5,t,6,7,,,\n"     // 13
                       "burnt,A.1,vapour,,2020,5,万吨,,,,,\n"   // 14
                       "burnt,A.1,solid,,2020,5,万顿,,,,,\n"    // 15
                       "burnt,A.1,solid,Hunen,2020,5,t,,,,,\n"  // 16
                       "burnt,A.1,solid,,2020,5,t C,,,,,\n");   // 17
    CHECK(codes(read.diagnostics) ==
          Lines{"A001 data.csv:2:1", "A002 data.csv:3:3", "A003 data.csv:4:7", "A004 data.csv:5:6", "A005 data.csv:6:6",
                "A005 data.csv:7:6", "A006 data.csv:8:5", "A007 data.csv:9:3", "A008 data.csv:10:6",
                "A009 data.csv:11:3", "A013 data.csv:12:10", "A014 data.csv:13:6", "U005 data.csv:14:7",
                "U002 data.csv:15:7", "A002 data.csv:16:4", "U007 data.csv:17:7"});
    CHECK(read.data.empty());
    CHECK(argument(read.diagnostics, "A001", "near") == "burnt");
    CHECK(argument(read.diagnostics, "A002", "near") == "solid");
    CHECK(argument(read.diagnostics, "A003", "unit") == "t");
}

TEST_CASE("a column that is neither fixed nor a dimension is refused, as is a missing one") {
    const Reading read("variable,category,carier,year,value\nburnt,A.1,solid,2020,1\n");
    CHECK(codes(read.diagnostics) == Lines{"B006 data.csv:1", "B007 data.csv:1:3"});
    CHECK(argument(read.diagnostics, "B007", "nearest") == "carrier");
}

TEST_CASE("other regions and later years are passed over and counted; earlier years are kept") {
    const Reading read(header +
                       "flock,,,CN-HB,2020,1,head,,,,,\n"
                       "flock,,,CN-HB,nonsense,1,head,,,,,\n"
                       "flock,,,,2022,2,head,,,,,\n"
                       "flock,,,,1990,3,head,,,,,\n");
    REQUIRE(codes(read.diagnostics) == Lines{"A090 data.csv"});
    CHECK_FALSE(read.diagnostics.has_errors());
    CHECK(argument(read.diagnostics, "A090", "elsewhere") == "2");
    CHECK(argument(read.diagnostics, "A090", "later") == "1");
    REQUIRE(read.data.size() == 1);
    CHECK(read.data[0].year == 1990);
}

TEST_CASE("the entry of the inventory gives year and source where the file does not") {
    DataFile file;
    file.year = 2021;
    file.source = "the bureau";
    const Reading read("variable,value,unit\nflock,2,千头\n", file);
    REQUIRE(read.data.size() == 1);
    CHECK(read.data[0].year == 2021);
    CHECK(read.data[0].value == 2000.0);
    CHECK(read.data[0].source == "the bureau");
}

TEST_CASE("one cell delivered twice is told at the second, naming the first") {
    Diagnostics diagnostics;
    const Reading read(header + "flock,,,,2020,1,head,,,,,\nflock,,,,2021,1,head,,,,,\nflock,,,,2020,1,head,,,,,\n");
    report_duplicates(read.data, mini(), diagnostics);
    CHECK(codes(diagnostics) == Lines{"A020 data.csv:4:6"});
    CHECK(argument(diagnostics, "A020", "first") == "data.csv:2:6");
}
