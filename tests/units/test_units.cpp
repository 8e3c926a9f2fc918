#include "common_units.hpp"

using qingdan::Unit;

namespace {

const qingdan::UnitTable& units() {
    static const qingdan::UnitTable table = common_units();
    return table;
}

Unit parsed(std::string_view text) {
    INFO(text);
    const auto unit = units().parse(text);
    REQUIRE(unit);
    return *unit;
}

double factor(std::string_view from, std::string_view to) {
    INFO(from << " -> " << to);
    const Unit a = parsed(from), b = parsed(to);
    REQUIRE(a.converts_to(b));
    return qingdan::conversion_factor(a, b);
}

std::string problem(std::string_view text) {
    qingdan::Diagnostics diagnostics;
    if (units().parse(text, {}, diagnostics)) return "";
    REQUIRE(diagnostics.all().size() == 1);
    const auto& d = diagnostics.all()[0];
    return d.code + " " + d.arguments.at(1).second;
}

}  // namespace

TEST_CASE("decimal relations are exact") {
    CHECK(factor("万吨", "t") == 10000.0);
    CHECK(factor("t", "万吨") == 1e-4);
    CHECK(factor("mg", "Mt") == 1e-15);
    CHECK(factor("kt", "Gg") == 1.0);
    CHECK(factor("亿立方米", "m3") == 1e8);
    CHECK(factor("GJ/10^4 m3", "kJ/m3") == 100.0);
    CHECK(factor("MJ/m3", "GJ/万立方米") == 10.0);
    CHECK(factor("kJ/kg", "GJ/t") == 0.001);
    CHECK(factor("亿千瓦时", "TJ") == 360.0);
    CHECK(factor("t C/TJ", "kg C/GJ") == 1.0);
    CHECK(factor("百亿千焦", "TJ") == 10.0);
    CHECK(factor("千公顷", "hm2") == 1000.0);
    CHECK(factor("L", "m3") == 0.001);
    CHECK(factor("‰", "%") == 0.1);
}

TEST_CASE("only decimals are snapped to") {
    CHECK(qingdan::snap_to_decimal(0.1 + 0.2) == 0.3);
    CHECK(qingdan::snap_to_decimal(1000 / 0.001) == 1e6);
    for (const double kept : {2.0 / 3.0, 10000.0 / 15.0, 44.0 / 12.0, 1.0 / 365.0, 0.0})
        CHECK(qingdan::snap_to_decimal(kept) == kept);
}

TEST_CASE("relations that are not decimal") {
    CHECK(factor("tce", "GJ") == Approx(29.3076).epsilon(1e-15));
    CHECK(factor("亩", "hm2") * 15 == Approx(1.0).epsilon(1e-15));
    CHECK(factor("mu", "m2") == Approx(666.6666666666666).epsilon(1e-14));
    CHECK(factor("yr", "d") == Approx(365.0).epsilon(1e-14));
    CHECK(factor("kcal", "kJ") == 4.1868);
}

TEST_CASE("the printed forms of yearbooks mean what they say") {
    const std::vector<std::pair<std::string, std::string>> same{{"(104 tn)", "万吨"},
                                                                {"（万吨）", "10^4 t"},
                                                                {"(10^4 t)", "万吨"},
                                                                {"万 吨", "万吨"},
                                                                {"(108 cu.m)", "亿立方米"},
                                                                {"10^8 m3", "亿立方米"},
                                                                {"10⁸m³", "亿m³"},
                                                                {"(1010 kJ)", "百亿千焦"},
                                                                {"(108 kW•h)", "亿kWh"},
                                                                {"亿千瓦小时", "10^8 kWh"},
                                                                {"(104 tce)", "万吨标煤"},
                                                                {"万吨标准煤", "10^4 tce"},
                                                                {"百万千焦", "GJ"},
                                                                {"1e4 t", "万吨"},
                                                                {"Nm3", "m3"},
                                                                {"m^3", "m3"},
                                                                {"hm²", "公顷"},
                                                                {"万头", "10^4 head"},
                                                                {"ｔＣＯ２", "t CO2"},
                                                                {"tCO₂e", "t CO2e"},
                                                                {"tCO2-eq", "t CO2e"},
                                                                {"万吨当量", "10^4 t CO2e"},
                                                                {"个·年", "facility yr"},
                                                                {"tCH4/个·年", "t CH4/(facility yr)"},
                                                                {"kgCH4/头/年", "kg CH4/head/yr"},
                                                                {"kg CH4 head-1 yr-1", "kg CH4/head/yr"},
                                                                {"kg CH4 head⁻¹ yr⁻¹", "kg CH4/head/yr"},
                                                                {"kgN2O-N/kgN", "kg N2O-N/kg N"},
                                                                {"吨二氧化碳/吨熟料", "t CO2/t clinker"},
                                                                {"t d.m.", "t dm"},
                                                                {"元", "yuan"},
                                                                {"g/kg", "kg/t"},
                                                                {"tCH4/亿吨", "t CH4/10^8 t"},
                                                                {"tCO2/吨标煤", "t CO2/tce"},
                                                                {"[t C/t]", "t C/t"},
                                                                {"万头（只）", "万头"},
                                                                {"10^4(t C)", "万吨 C"}};
    for (const auto& [printed, meaning] : same) {
        INFO(printed << " = " << meaning);
        CHECK(factor(printed, meaning) == 1.0);
    }
    CHECK(parsed("(104 tn)").text == "万吨");
    CHECK(parsed("（t CO2/TJ）").text == "t CO2/TJ");
}

TEST_CASE("substances do not convert into each other") {
    CHECK_FALSE(parsed("t C").converts_to(parsed("t CO2")));
    CHECK_FALSE(parsed("kg N").converts_to(parsed("kg N2O-N")));
    CHECK_FALSE(parsed("t CO2").converts_to(parsed("t CO2e")));
    CHECK_FALSE(parsed("t").converts_to(parsed("t CO2")));
    CHECK((parsed("t C") * parsed("t CO2/t C")).converts_to(parsed("t CO2")));
    CHECK((parsed("TJ") * parsed("t C/TJ") * parsed("t CO2/t C")).scale == parsed("t CO2").scale);
    CHECK(parsed("{fuel}").dimension.exponent("{fuel}") == 1);
    CHECK((parsed("{fuel}") * parsed("GJ/{fuel}")).converts_to(parsed("TJ")));
}

TEST_CASE("no prefix is automatic and no foreign meaning slips in") {
    CHECK(factor("kt", "t") == 1000.0);                    // not a knot
    CHECK(parsed("mu").converts_to(parsed("m2")));         // not the atomic mass unit
    CHECK(parsed("kg N").dimension.exponent("N") == 1);    // not a newton
    CHECK(parsed("t C/TJ").dimension.exponent("C") == 1);  // not a coulomb
    CHECK(problem("a").starts_with("U002"));               // neither year nor are
    for (const char* text : {"dkg", "µg", "kTJ", "GWt", "khead", "hkg"}) {
        INFO(text);
        CHECK(problem(text).starts_with("U002"));
    }
}

TEST_CASE("an unknown symbol names its neighbours") {
    qingdan::Diagnostics diagnostics;
    CHECK_FALSE(units().parse("t CO2/gj", {nullptr, "x"}, diagnostics));
    REQUIRE(diagnostics.all().size() == 1);
    const auto& d = diagnostics.all()[0];
    CHECK(d.code == "U002");
    CHECK(d.where.text() == "x");
    CHECK(d.arguments[1].second == "gj");
    CHECK(d.arguments[2].second.starts_with("GJ"));
    CHECK(d.picture == "t CO2/gj\n      ^^");
    CHECK(problem("t C2F6") == "U002 C2F6");  // no gas of that name: not carbon squared
    CHECK(problem("{feul}") == "U002 {feul}");
    CHECK(problem("万顿") == "U002 万顿");
    CHECK(problem("头年") == "U002 头年");
}

TEST_CASE("what is not well written is refused with the reason") {
    CHECK(problem("") == "U004 @unit-empty");
    CHECK(problem("  ") == "U004 @unit-empty");
    CHECK(problem("t/") == "U004 @unit-incomplete");
    CHECK(problem("/t") == "U004 @unit-operator");
    CHECK(problem("t//yr") == "U004 @unit-operator");
    CHECK(problem("(t C") == "U004 @unit-parenthesis");
    CHECK(problem("t C)") == "U004 @unit-parenthesis");
    CHECK(problem("107 km") == "U004 @unit-number");
    CHECK(problem("44/12 t CO2/t C") == "U004 @unit-number");
    CHECK(problem("头（只）") == "U004 @unit-glued");  // not head squared
    CHECK(problem("(TJ)(yr)") == "U004 @unit-glued");
    CHECK(problem("10^") == "U004 @unit-exponent");
    CHECK(problem("TJ^") == "U004 @unit-exponent");
    CHECK(problem("TJ^0") == "U004 @unit-exponent");
    CHECK(problem("TJ^99") == "U004 @unit-exponent");
    CHECK(problem(std::string(300, 't')) == "U004 @unit-too-long");
    std::string deep = "t";
    for (int i = 0; i < 40; ++i) deep = "(" + deep + " t)";
    CHECK(problem(deep) == "U004 @unit-too-deep");
}

TEST_CASE("blank and dot bind closer than the slash") {
    CHECK(factor("t C/TJ yr", "t C/(TJ yr)") == 1.0);
    CHECK(factor("t C/TJ/yr", "t C/(TJ yr)") == 1.0);
    CHECK(factor("t/TJ*TJ", "t") == 1.0);
    CHECK(factor("TJ^-1", "1/TJ") == 1.0);
    CHECK(factor("yr2", "yr yr") == 1.0);
    CHECK(parsed("1").dimension.none());
    CHECK(parsed("%").scale == 0.01);
}

TEST_CASE("composed units read well and read back") {
    const auto text = [](const Unit& unit) { return units().describe(unit); };
    CHECK(text(parsed("TJ") * parsed("t C/TJ")) == "t C");
    CHECK(text(parsed("t C") * parsed("t CO2/t C")) == "t CO2");
    CHECK(text(parsed("t CO2") / parsed("t C")) == "t CO2/t C");
    CHECK(text(parsed("t C") / parsed("TJ")) == "t C/TJ");
    CHECK(text(parsed("kg CH4") / parsed("head") / parsed("yr")) == "kg CH4/head/yr");
    CHECK(text(parsed("万吨") / parsed("万吨")) == "1");
    CHECK(text(parsed("%") * parsed("1")) == "%");
    CHECK(text(parsed("GJ") / parsed("{fuel}")) == "GJ/{fuel}");
    CHECK(text(parsed("1") / parsed("yr")) == "1/yr");
    CHECK(text(parsed("万吨") * parsed("1")) == "10^4 t");
    for (const char* unit : {"万吨", "亿立方米", "GJ/10^4 m3", "t CO2/TJ", "kg CH4/head/yr", "t d.m./hm2",
                             "kg N2O-N/kg N", "万元", "t CO2/t", "m3 CH4/t", "1/(TJ yr)", "t^2 C", "L/100 km",
                             "t CO2e/t CH4", "km km", "1/(m m m)", "t C^2", "t C/C^2", "km km2"}) {
        const Unit original = parsed(unit), composed = original * Unit{};
        const std::string out = text(composed);
        INFO(unit << " -> " << out);
        const auto back = units().parse(out);
        REQUIRE(back);
        CHECK(back->dimension == original.dimension);
        CHECK(back->scale == Approx(original.scale).epsilon(1e-14));
    }
    CHECK(text(parsed("GJ/万m3") * Unit{}) == "100 kJ/m3");
    CHECK(text(parsed("tCH4/万吨") * Unit{}) == "100 g CH4/t");
    CHECK(text(parsed("Gg CO2") * Unit{}) == "10^3 t CO2");
    // 360 and 277.8 are no powers of ten: shown to people, not read back.
    CHECK(text(parsed("亿千瓦时") * Unit{}) == "360 TJ");
    CHECK(text(parsed("kgCO2/kWh") * Unit{}) == "277.777778 t CO2/TJ");
}

TEST_CASE("every row of the table parses by every name and describes as itself") {
    for (const std::string& symbol : units().symbols()) {
        if (symbol.starts_with("{")) continue;
        INFO(symbol);
        const Unit unit = parsed(symbol);
        CHECK(unit.scale > 0.0);
        CHECK(units().describe(unit) == symbol);
    }
}

TEST_CASE("values that enter: the variable says what the tonnes are of") {
    qingdan::Diagnostics diagnostics;
    const auto convert = [&](double value, const char* from, const char* to) {
        return qingdan::convert_input(value, parsed(from), parsed(to), units(), {}, diagnostics);
    };
    CHECK(convert(3.0, "万吨", "t clinker") == 30000.0);
    CHECK(convert(2.0, "kg/head/yr", "t CH4/head/yr") == 0.002);
    CHECK(convert(5.0, "t CO2", "kt CO2") == 0.005);
    CHECK(diagnostics.all().empty());
    CHECK_FALSE(convert(1.0, "t C", "t CO2"));
    CHECK_FALSE(convert(1.0, "万吨", "m3"));
    CHECK_FALSE(convert(1.0, "t CO2", "t"));
    REQUIRE(diagnostics.all().size() == 3);
    CHECK(diagnostics.all()[0].code == "U007");
    CHECK(diagnostics.all()[1].code == "U005");
    CHECK(diagnostics.all()[1].arguments[0].second == "万吨");
    CHECK(diagnostics.all()[2].code == "U007");
}
