#include "common_units.hpp"

namespace {

struct Added {
    qingdan::UnitTable units;
    qingdan::Diagnostics diagnostics;
    explicit Added(const std::string& rows) {
        const std::string bytes = "symbol,kind,value,definition,aliases\n" + rows;
        const auto document = std::make_shared<qingdan::Document>(qingdan::Document{"units.csv", ""});
        const auto table = qingdan::CsvTable::parse(bytes, document, diagnostics);
        REQUIRE(table);
        units.add(*table, diagnostics);
    }
    [[nodiscard]] std::string problems() const {
        std::string out;
        for (const auto& d : diagnostics.all()) out += d.code + "@" + d.where.text() + " ";
        return out;
    }
};

}  // namespace

TEST_CASE("bases may stand below the units that use them") {
    const Added added("t,unit,1000,kg,\nkg,base,,,千克\n亩,unit,1/15,hm2,\n");
    CHECK(added.problems() == "U003@units.csv:4:1 ");  // hm2 is not there
    CHECK(added.units.parse("t")->scale == 1000.0);
    CHECK(added.units.parse("千克")->text == "kg");
}

TEST_CASE("bad rows are refused one by one") {
    CHECK(Added("kg,base,,,\nkg,base,,,\n").problems() == "U001@units.csv:3:1 ");
    CHECK(Added("kg,base,,,公斤\njin,unit,0.5,kg,公斤\n").problems() == "U001@units.csv:3:1 ");
    CHECK(Added("kg,base,1,,\n").problems() == "U006@units.csv:2:1 ");
    CHECK(Added("kg,bass,,,\n").problems() == "U006@units.csv:2:1 ");
    CHECK(Added(",base,,,\n").problems() == "U006@units.csv:2:1 ");
    CHECK(Added("kg,base,,,\nt,unit,-1,kg,\n").problems() == "U003@units.csv:3:1 ");
    CHECK(Added("kg,base,,,\nt,unit,ten,kg,\n").problems() == "U003@units.csv:3:1 ");
    CHECK(Added("kg,base,,,\nt,unit,1/0,kg,\n").problems() == "U003@units.csv:3:1 ");
}

TEST_CASE("a gas becomes a substance") {
    qingdan::UnitTable units = common_units();
    qingdan::Diagnostics diagnostics;
    CHECK_FALSE(units.parse("t CO2e/t HFC-134a"));
    units.add_substance("HFC-134a", {}, diagnostics);
    units.add_substance("CH4", {}, diagnostics);  // the table has it already
    CHECK(diagnostics.all().empty());
    CHECK(units.parse("t CO2e/t HFC-134a"));
    CHECK(units.parse("kgHFC-134a"));
    CHECK(units.has_substance(*units.parse("t HFC-134a")));
    CHECK_FALSE(units.has_substance(*units.parse("t/TJ")));
    units.add_substance("TJ", {}, diagnostics);
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all()[0].code == "U001");
}

TEST_CASE("taking the substances away keeps the rest") {
    const qingdan::UnitTable units = common_units();
    const auto bare = units.without_substances(*units.parse("kg CH4/head/yr"));
    CHECK(bare.converts_to(*units.parse("kg/head/yr")));
    CHECK(units.describe(bare) == "kg/head/yr");
    CHECK(units.without_substances(*units.parse("t CO2/t C")).dimension.none());
}
