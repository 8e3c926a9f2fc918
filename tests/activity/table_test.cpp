// Printed tables, written by hand as sheets: recognised by their names whatever surrounds them, and every mistake told
// at its cell.

#include <catch2/catch.hpp>

#include "support.hpp"

using namespace qingdan;
using namespace qingdan::test;
using Lines = std::vector<std::string>;

namespace {

// A small balance: rows and columns that the layout requires.
const std::string title = "6-16  河南能源平衡表(实物量)-2007\n\n";
const std::string header =
    "项  目|原煤|焦炭|汽油|柴油|天然气|电力\n|(万吨)|(万吨)|(万吨)|(万吨)|(亿立方米)|(亿千瓦时)\n";
const std::string body =
    "一.可供本地区消费的能源量|1|2|3|4|5|6\n"
    "  1.火力发电|-10|||||\n"
    "四.终端消费量|20|21||||22.5\n"
    "  2.工业|30|||||\n"
    "  6.生活消费|40|||||\n"
    "五.平衡差额|0|||||\n";

struct Reading {
    Diagnostics diagnostics;
    std::vector<ActivityDatum> data;

    explicit Reading(std::vector<Sheet> sheets, DataFile file = {}, int from = 2007, int to = 2007,
                     const char* region = "CN-HA") {
        const auto& layout = *common().layout("cn-provincial-energy-balance");
        read_table_layout(workbook(std::move(sheets)), layout, file, scope(common(), region, from, to), common(), data,
                          diagnostics);
    }
    explicit Reading(const std::string& rows, DataFile file = {}, int from = 2007, int to = 2007)
        : Reading(std::vector<Sheet>{sheet("Sheet1", rows)}, std::move(file), from, to) {}

    [[nodiscard]] const ActivityDatum& at(const std::string& row, const std::string& fuel) const {
        for (const auto& datum : data)
            if (common().key_text(common().variables[0].dimensions, datum.key) ==
                "balance_row=" + row + ";fuel=" + fuel)
                return datum;
        throw std::runtime_error("no datum for " + row + ", " + fuel);
    }
};

std::string replaced(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    REQUIRE(at != std::string::npos);
    return text.replace(at, from.size(), to);
}

DataFile of_year(int year) {
    DataFile file;
    file.year = year;
    return file;
}

}  // namespace

TEST_CASE("a printed balance is read by its names, in the units of the fuels") {
    const Reading read(title + header + body);
    REQUIRE(codes(read.diagnostics).empty());
    CHECK(read.data.size() == 36);
    CHECK(read.at("supply_total", "raw_coal").value == 10000.0);   // 1 万吨
    CHECK(read.at("supply_total", "natural_gas").value == 5e8);    // 5 亿立方米
    CHECK(read.at("final_total", "electricity").value == 2.25e9);  // 22.5 亿千瓦时
    CHECK(read.at("thermal_power", "raw_coal").value == -100000.0);
    CHECK(read.at("thermal_power", "coke").notation == Notation::NO);
    CHECK(read.at("statistical_difference", "raw_coal").notation == Notation::none);
    CHECK(read.at("final_total", "electricity").where.text() == "table.xls:Sheet1!G7");
    CHECK(read.at("final_total", "electricity").printed_value == "22.5");
    CHECK(read.at("final_total", "electricity").printed_unit == "(亿千瓦时)");
    CHECK(read.at("final_total", "electricity").year == 2007);
}

TEST_CASE("blank columns and rows, full-width signs, other punctuation and English names change nothing") {
    const Reading plain(title + header + body);
    const std::string variant = GENERATE(
        as<std::string>{},
        // everything two columns and a row further
        "\n||６－１６　河南省能源平衡表（实物量）　２００７年\n||项目|原 煤|焦　炭|汽油|柴油|天然气|电力|\n|||（万 "
        "吨）|万吨|万吨|万吨|亿立方米|亿千瓦时|\n"
        "||一、可供本地区消费的能源量|1|2|3|4|5|6|\n||　１．火力发电|-10||||||\n||四．终端消费量|20|21||||22.5|\n||"
        "2、工业|30||||||\n||6.生活消费：|40||||||\n||五、平衡差额|0||||||\n",
        // English only, names spread over rows, superscripts lost
        "ENERGY BALANCE OF HENAN-2007\nItem|Raw||||Natural|\n|Coal|Coke|Gasoline|Diesel Oil|Gas|Electricity\n|(104 "
        "tn)|(104 tn)|(104 tn)|(104 tn)|(108 cu.m)|(108 kW•h)\n"
        "Total Primary Energy Supply|1|2|3|4|5|6\n  Thermal Power|-10|||||\nTotal Final Consumption|20|21||||22.5\n  "
        "Industry|30|||||\n  Residential Consumption|40|||||\nStatistical Difference|0|||||\n",
        // figures as text, printed signs for none, a column of numbers of rows, a footnote
        "河南能源平衡表-2007\n项目|行次|原煤|焦炭|汽油|柴油|天然气|电力\n||万吨|万吨|万吨|万吨|亿立方米|亿千瓦时\n"
        "可供本地区消费的能源量|1|'１|'2|'3.0|4|5|6\n火力发电|2|'-10|—|…|-||\n终端消费量|3|20|21||||'22.5\n工业|4|30|||"
        "||\n生活消费|5|'4e1|||||\n平衡差额|6|0|||||\n注：本表由统计局提供。\n");
    const Reading read(variant);
    CHECK(codes(read.diagnostics).empty());
    REQUIRE(read.data.size() == plain.data.size());
    for (std::size_t i = 0; i < read.data.size(); ++i) {
        INFO(plain.data[i].where.text());
        CHECK(read.data[i].key == plain.data[i].key);
        CHECK(read.data[i].value == plain.data[i].value);
        CHECK(read.data[i].notation == plain.data[i].notation);
    }
}

TEST_CASE("what is wrong with names, units and figures is told at once, each at its cell") {
    auto text = title + header + body;
    text = replaced(text, "原煤", "元煤");
    text = replaced(text, "(亿立方米)", "(万吨)");
    text = replaced(text, "(亿千瓦时)", "(亿千瓦寸)");
    text = replaced(text, "2.工业", "2.工叶");
    text = replaced(text, "21", "about 21");
    const Reading read(text);
    CHECK(codes(read.diagnostics) == Lines{"A033 table.xls:Sheet1!B3", "A032 table.xls:Sheet1!A8",
                                           "U005 table.xls:Sheet1!F4", "U002 table.xls:Sheet1!G4",
                                           "A004 table.xls:Sheet1!C7"});
    CHECK(argument(read.diagnostics, "A033", "name") == "元煤");
    CHECK(argument(read.diagnostics, "A033", "near").starts_with("原煤"));
    CHECK(argument(read.diagnostics, "A032", "name") == "2.工叶");
    CHECK(argument(read.diagnostics, "A004", "text") == "about 21");
}

TEST_CASE("a misspelt name of the very first row is no part of the header") {
    const Reading read(replaced(title + header + body, "可供本地区消费的能源量", "可供本地区使用的能量"));
    CHECK(codes(read.diagnostics) == Lines{"A032 table.xls:Sheet1!A5"});
}

TEST_CASE("figures in a row or column without any name") {
    auto text = replaced(title + header + body, "电力\n", "电力|\n");
    text = replaced(text, "22.5\n", "22.5|99\n||7|||||\n");
    const Reading read(text);
    CHECK(codes(read.diagnostics) == Lines{"A033 table.xls:Sheet1!H3", "A032 table.xls:Sheet1!A8"});
    CHECK(argument(read.diagnostics, "A032", "name") == "@table-no-name");
}

TEST_CASE("a name that is unknown in one language is not taken from the other; a contradiction is a warning") {
    const std::string two =
        "河南2007\n项目|Item|原煤|焦炭|汽油|柴油|天然气|电力\n||万吨|万吨|万吨|万吨|亿立方米|亿千瓦时\n||Raw "
        "Coal|Coke|Gasoline|Diesel|Natural Gas|Electricity\n"
        "可供本地区消费的能源量|Total Primary Energy Supply|1|2|3|4|5|6\n火力发电|Thermal "
        "Power|1|||||\n终端消费量|Total Final Consumption|1|||||\n工业|Industry|1|||||\n"
        "生活消费|Residential|1|||||\n平衡差额|Statistical Difference|1|||||\n";
    CHECK(codes(Reading(two).diagnostics).empty());
    const Reading misspelt(replaced(replaced(two, "焦炭", "交炭"), "工业", "公业"));
    CHECK(codes(misspelt.diagnostics) == Lines{"A033 table.xls:Sheet1!D2", "A032 table.xls:Sheet1!A8"});
    CHECK(argument(misspelt.diagnostics, "A033", "near") == "焦炭");
    CHECK(argument(misspelt.diagnostics, "A032", "near") == "工业");
    const Reading slipped(replaced(replaced(two, "Gasoline", "Kerosene"), "Thermal Power", "Heating Supply"));
    CHECK(codes(slipped.diagnostics) == Lines{"A041 table.xls:Sheet1!E2", "A041 table.xls:Sheet1!A6"});
    CHECK(slipped.at("thermal_power", "raw_coal").value == 10000.0);
    CHECK_FALSE(slipped.diagnostics.has_errors());
}

TEST_CASE("the unit: missing, once for the whole table, or not needed") {
    const Reading missing(replaced(title + header + body, "(亿千瓦时)", ""));
    CHECK(codes(missing.diagnostics) == Lines{"A034 table.xls:Sheet1!G4"});
    // blank columns need no unit
    auto blank = replaced(title + header + body, "|(亿立方米)|", "||");
    blank = replaced(blank, "|4|5|6", "|4||6");
    CHECK(codes(Reading(blank).diagnostics).empty());
    // a table in coal equivalent says so in its title
    const Reading tce(
        "河南 "
        "2007\n|||||单位：万吨标准煤\n项目|其他能源|热力|原煤|焦炭|汽油|柴油|天然气|电力\n可供本地区消费的能源量|2|"
        "1\n火力发电\n终端消费量\n工业\n生活消费\n平衡差额\n");
    CHECK(codes(tce.diagnostics) == Lines{"U005 table.xls:Sheet1!F2", "U005 table.xls:Sheet1!F2",
                                          "U005 table.xls:Sheet1!F2", "U005 table.xls:Sheet1!F2",
                                          "U005 table.xls:Sheet1!F2"});
    CHECK(tce.at("supply_total", "other_energy").value == 20000.0);
    CHECK(tce.at("supply_total", "heat").value == Approx(293076.0).epsilon(1e-12));  // 10^4 tce at 29.3076 GJ
}

TEST_CASE("rows and columns that stand twice or lack") {
    const Reading twice(replaced(replaced(title + header + body, "汽油", "柴油"), "2.工业", "2.生活消费"));
    CHECK(codes(twice.diagnostics) == Lines{"A040 table.xls:Sheet1!E3", "A040 table.xls:Sheet1!A9",
                                            "A037 table.xls:Sheet1", "A037 table.xls:Sheet1"});
    CHECK(argument(twice.diagnostics, "A040", "first") == "table.xls:Sheet1!D3");
}

TEST_CASE("another province's table is refused at its title") {
    for (const char* other : {"湖北省", "Hubei", "中国"}) {
        INFO(other);
        const Reading read(replaced(title + header + body, "河南", other));
        CHECK(codes(read.diagnostics) == Lines{"A030 table.xls:Sheet1!A1"});
        CHECK(read.data.empty());
    }
    CHECK(argument(Reading(replaced(title + header + body, "河南", "湖北")).diagnostics, "A030", "printed_id") ==
          "CN-HB");
    // a yearbook's name below names no other region; a title without any is trusted
    CHECK(codes(Reading("表 6\n中国能源统计年鉴\n" + header + body).diagnostics).empty());
}

TEST_CASE("the year: title, entry, or the inventory's only one") {
    CHECK(Reading(title + header + body, of_year(2007)).data.size() == 36);
    const Reading other(title + header + body, of_year(2008), 2008, 2008);
    CHECK(codes(other.diagnostics) == Lines{"A031 table.xls:Sheet1!A1"});
    CHECK(other.data.empty());
    const std::string silent = "能源平衡表\n" + header + body;
    CHECK(Reading(silent, of_year(2006), 2005, 2007).at("industry", "raw_coal").year == 2006);
    CHECK(Reading(silent, {}, 2006, 2006).at("industry", "raw_coal").year == 2006);
    CHECK(codes(Reading(silent, {}, 2005, 2007).diagnostics) == Lines{"A038 table.xls:Sheet1"});
    const Reading late(title + header + body, {}, 2000, 2006);
    CHECK(codes(late.diagnostics) == Lines{"A039 table.xls:Sheet1"});
    CHECK(late.data.empty());
    const Reading early(title + header + body, {}, 2010, 2012);
    CHECK(codes(early.diagnostics) == Lines{"A043 table.xls:Sheet1"});
    CHECK(early.at("industry", "raw_coal").year == 2007);
}

TEST_CASE("a workbook of several sheets: other provinces are passed over, each year is read once") {
    const auto table = [&](const std::string& name, const std::string& province, const std::string& year) {
        return sheet(name, replaced(replaced(title, "河南", province), "2007", year) + header + body);
    };
    const Reading read(
        {table("a", "湖北", "2007"), sheet("notes", "a note"), table("b", "河南", "2007"), table("c", "河南", "2006")});
    CHECK(codes(read.diagnostics) == Lines{"A042 table.xls:a!A1", "A043 table.xls:c"});
    CHECK(read.data.size() == 72);
    const Reading twice({table("a", "河南", "2007"), table("b", "河南", "2007")});
    CHECK(codes(twice.diagnostics) == Lines{"A036 table.xls:b"});
    auto aside = table("old", "河南", "2007");
    aside.hidden = true;
    const Reading visible({aside, table("b", "河南", "2007")});
    CHECK(codes(visible.diagnostics).empty());
    CHECK(visible.data.front().where.text() == "table.xls:b!B5");
    const Reading by_name(
        {sheet("河北", "能源平衡表\n" + header + body), sheet("河南2007", "能源平衡表\n" + header + body)});
    CHECK(codes(by_name.diagnostics) == Lines{"A042 table.xls:河北"});
    CHECK(by_name.data.size() == 36);
}

TEST_CASE("a workbook without such a table says so") {
    CHECK(codes(Reading("a|b\n1|2\n").diagnostics) == Lines{"A035 table.xls"});
    CHECK(codes(Reading({}, DataFile{}, 2007, 2007, "CN-HA").diagnostics) == Lines{"A035 table.xls"});
    CHECK(codes(Reading(title + header).diagnostics) == Lines{"A035 table.xls"});
}

TEST_CASE("the layout of 30 fuels that the yearbook has printed since 2010 needs nothing new") {
    const std::vector<std::string> fuels{
        "原煤",         "洗精煤",   "其他洗煤",     "型煤",   "煤矸石",   "焦炭",    "焦炉煤气",   "高炉煤气",
        "转炉煤气",     "其他煤气", "其他焦化产品", "原油",   "汽油",     "煤油",    "柴油",       "燃料油",
        "石脑油",       "润滑油",   "石蜡",         "溶剂油", "石油沥青", "石油焦",  "液化石油气", "炼厂干气",
        "其他石油制品", "天然气",   "液化天然气",   "热力",   "电力",     "其他能源"};
    const std::vector<std::string> gases{"焦炉煤气", "高炉煤气", "转炉煤气", "其他煤气", "天然气"};
    std::string names = "项目", units, firsts = "一.可供本地区消费的能源量";
    for (const auto& fuel : fuels) {
        names += "|" + fuel;
        const bool gas = std::find(gases.begin(), gases.end(), fuel) != gases.end();
        units += gas                  ? "|(亿立方米)"
                 : fuel == "热力"     ? "|(万百万千焦)"
                 : fuel == "电力"     ? "|(亿千瓦时)"
                 : fuel == "其他能源" ? "|(万吨标准煤)"
                                      : "|(万吨)";
        firsts += "|1";
    }
    std::string rows;
    for (const char* row : {"  1.一次能源生产量",
                            "  2.外省(区、市)调入量",
                            "  3.进口量",
                            "  4.境内轮船和飞机在境外的加油量",
                            "  5.本省(区、市)调出量(-)",
                            "  6.出口量(-)",
                            "  7.境外轮船和飞机在境内的加油量(-)",
                            "  8.库存增(-)、减(+)量",
                            "二.加工转换投入(-)产出(+)量",
                            "  1.火力发电",
                            "  2.供热",
                            "  3.煤炭洗选",
                            "  4.炼焦",
                            "  5.炼油及煤制油",
                            "    #油品再投入量(-)",
                            "  6.制气",
                            "    #焦炭再投入量(-)",
                            "  7.天然气液化",
                            "  8.煤制品加工",
                            "  9.回收能",
                            "三.损失量",
                            "四.终端消费量",
                            "  1.农、林、牧、渔业",
                            "  2.工业",
                            "    #用作原料、材料",
                            "  3.建筑业",
                            "  4.交通运输、仓储和邮政业",
                            "  5.批发和零售业、住宿和餐饮业",
                            "  6.其他",
                            "  7.居民生活",
                            "    城镇",
                            "    乡村",
                            "五.平衡差额",
                            "六.消费量合计"})
        rows += "\n" + std::string(row) + "|2";
    const Reading read("河南能源平衡表(实物量)-2015\n\n" + names + "\n" + units + "\n" + firsts + rows, {}, 2015, 2015);
    CHECK(codes(read.diagnostics).empty());
    CHECK(read.data.size() == 35 * 30);
    CHECK(read.at("supply_total", "lng").value == 1e4);
    CHECK(read.at("supply_total", "blast_furnace_gas").value == 1e8);
    CHECK(read.at("supply_total", "heat").value == 1e4);  // 10^4 x 10^6 kJ
    CHECK(read.at("wholesale_retail_catering", "raw_coal").value == 2e4);
    CHECK(read.at("residential", "raw_coal").value == 2e4);
}
