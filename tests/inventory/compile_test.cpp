// From delivered data to sums: tiers, derived variables, open keys, notation keys, history.

#include <catch2/catch.hpp>

#include <cmath>

#include "package_fixture.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

const std::map<std::string, std::string> livestock{
    {"dimensions/animal.csv",
     "member,title_zh,title_en,parents,aliases,unit,note\ngoat,山羊,Goat,,,,\ncattle,牛,Cattle,,,,\npig,猪,Pig,,,,\n"},
    {"dimensions/feeding.csv",
     "member,title_zh,title_en,parents,aliases,unit,note\nhouse,农户,Household,,,,\npasture,放牧,Pasture,,,,\n"},
    {"categories.csv",
     "category,parent,title_zh,title_en,gases,memo,notation,explanation_zh,explanation_en,reference\n"
     "1,,畜牧,Livestock,,,,,,\n1.1,1,肠道,Enteric,CH4,,,,,\n1.2,1,其他,Other,CH4,,,,,\n1.9,1,备忘,Memo,CH4,yes,,,,\n"},
    {"variables.csv",
     "variable,unit,keys,title_zh,title_en,negative,department,description_zh,description_en\n"
     "herd,head,animal,存栏,Herd,,,,\nshare,1,animal;feeding,比例,Share,,,,\nherd_by_feeding,head,animal;feeding,"
     "分方式存栏,Herd by feeding,,,,\n"
     "measured,t CH4,,实测,Measured,,,,\nflared,t CH4,,火炬,Flared,,,,\n"},
    {"factors.csv", "factor,unit,keys,title_zh,title_en\nper_head,kg CH4/head/yr,animal;feeding,排放因子,Factor\n"},
    {"factors/per_head.csv",
     "factor,animal,feeding,value,unit,low,high,distribution,year_from,year_to,notation,source,page,status,note\n"
     "per_head,goat,house,9,kg CH4/head/yr,,,,,,,t,1,verified,\n"
     "per_head,goat,pasture,7,kg CH4/head/yr,,,,,,,t,1,provisional,\n"
     "per_head,pig,,1,kg CH4/head/yr,,,,,,,t,1,via,\n"},
    {"methods/split.toml",
     "id = \"split\"\ntitle = { zh = \"拆分\", en = \"Split\" }\ntier = \"1\"\nkeys = [\"animal\", "
     "\"feeding\"]\nsource = \"t\"\npage = \"1\"\n"
     "[inputs]\nherd = { variable = \"herd\" }\nshare = { variable = \"share\" }\n"
     "[output]\nvariable = \"herd_by_feeding\"\nunit = \"head\"\nformula = \"herd * share\"\n"},
    {"methods/enteric.toml",
     "id = \"enteric\"\ntitle = { zh = \"肠道\", en = \"Enteric\" }\ntier = \"1\"\napplies_to = [\"1.1\"]\ngas = "
     "\"CH4\"\nkeys = [\"animal\", \"feeding\"]\n"
     "source = \"t\"\npage = \"1\"\n[inputs]\nherd = { variable = \"herd_by_feeding\" }\nfactor = { factor = "
     "\"per_head\" }\nperiod = { value = 1, unit = \"yr\" }\n"
     "[output]\nunit = \"t CH4\"\nformula = \"herd * factor * period\"\n"},
    {"methods/measured.toml",
     "id = \"measured\"\ntitle = { zh = \"实测\", en = \"Measured\" }\ntier = \"3\"\napplies_to = [\"1.1\"]\ngas = "
     "\"CH4\"\nkeys = []\n"
     "source = \"t\"\npage = \"1\"\n[inputs]\nmeasured = { variable = \"measured\" }\nflared = { variable = "
     "\"flared\", default = 0 }\n"
     "[output]\nunit = \"t CH4\"\nformula = \"measured - flared\"\n"},
};

const std::string header = "variable,animal,feeding,year,value,unit,notation,note\n";

double tonnes(const Inventory& inventory, const std::string& category, int year) {
    const auto* estimate =
        inventory.estimate(year, inventory.methodology->category(category), inventory.methodology->gas("CH4"));
    REQUIRE(estimate);
    return estimate->value;
}

}  // namespace

TEST_CASE("a herd without its split by feeding is not dropped: it is NE and asked for") {
    const PackageFixture package(livestock);
    Diagnostics diagnostics;
    const auto methodology = package.load(diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(methodology);
    const auto inventory = compile(methodology, {2020},
                                   header +
                                       "herd,goat,,2020,1000,head,,\nherd,cattle,,2020,50,head,,\n"
                                       "share,goat,house,2020,0.4,1,,\nshare,goat,pasture,2020,60,%,,\n",
                                   diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(inventory);
    // 1000 × (0.4 × 9 + 0.6 × 7) kg = 7.8 t
    REQUIRE(tonnes(*inventory, "1.1", 2020) == Approx(7.8).epsilon(1e-12));
    const auto* estimate = inventory->estimate(2020, methodology->category("1.1"), methodology->gas("CH4"));
    REQUIRE(estimate->status.incomplete);
    REQUIRE(status_text(estimate->mask, estimate->status) == "provisional;incomplete");
    bool asked = false;
    for (const auto& request : inventory->requests)
        asked =
            asked ||
            (request.variable == methodology->variable("share") &&
             request.key[0] ==
                 *methodology->dimensions[static_cast<std::size_t>(methodology->dimension("animal"))].find("cattle"));
    REQUIRE(asked);
    // nothing was delivered for 1.2, and the memo category is outside the sum
    REQUIRE(inventory->estimate(2020, methodology->category("1.2"), methodology->gas("CH4"))->status.notation ==
            Notation::NE);
    REQUIRE(tonnes(*inventory, "1", 2020) == Approx(7.8).epsilon(1e-12));
    // AR5: 28 t CO2e a tonne of CH4
    const auto* co2e = inventory->estimate(2020, static_cast<int>(methodology->categories.size()),
                                           static_cast<int>(methodology->gases.size()));
    REQUIRE(co2e);
    REQUIRE(co2e->value == Approx(7.8 * 28 / 1000).epsilon(1e-12));
}

TEST_CASE("the highest tier whose inputs are all there is taken, unless one is pinned") {
    const PackageFixture package(livestock);
    Diagnostics diagnostics;
    const auto methodology = package.load(diagnostics);
    REQUIRE(methodology);
    const auto data = header + "herd,goat,,2020,1000,head,,\nshare,goat,house,2020,1,1,,\nmeasured,,,2020,5,t,,\n";
    const auto measured = compile(methodology, {2020}, data, diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(measured);
    REQUIRE(tonnes(*measured, "1.1", 2020) == Approx(5.0));
    const auto pinned = compile(methodology, {2020}, data, diagnostics, {}, {{"1.1", "CH4", "enteric", {}}});
    REQUIRE(pinned);
    REQUIRE(tonnes(*pinned, "1.1", 2020) == Approx(9.0));
    for (const auto& choice : pinned->choices)
        if (choice.category == methodology->category("1.1")) REQUIRE(choice.reason == MethodChoice::Reason::pinned);
}

TEST_CASE("what was delivered stands over what is derived") {
    const PackageFixture package(livestock);
    Diagnostics diagnostics;
    const auto methodology = package.load(diagnostics);
    REQUIRE(methodology);
    const auto inventory = compile(
        methodology, {2020},
        header +
            "herd,goat,,2020,1000,head,,\nshare,goat,house,2020,1,1,,\nherd_by_feeding,goat,house,2020,200,head,,\n",
        diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(inventory);
    REQUIRE(tonnes(*inventory, "1.1", 2020) == Approx(1.8));
}

TEST_CASE("a declared notation key stands where nothing was delivered, with its leaf") {
    const PackageFixture package(livestock);
    Diagnostics diagnostics;
    const auto methodology = package.load(diagnostics);
    REQUIRE(methodology);
    const auto inventory = compile(methodology, {2020}, header, diagnostics, {{"1", "", Notation::NO, {}, {}}});
    INFO(shown(diagnostics));
    REQUIRE(inventory);
    for (const char* code : {"1.1", "1.2", "1"})
        REQUIRE(inventory->estimate(2020, methodology->category(code), methodology->gas("CH4"))->status.notation ==
                Notation::NO);
}

TEST_CASE("a stock runs from the first year with data, also before the inventory's years") {
    auto files = livestock;
    files["methods/measured.toml"] =
        "id = \"stock\"\ntitle = { zh = \"库\", en = \"Stock\" }\ntier = \"2\"\napplies_to = [\"1.2\"]\ngas = "
        "\"CH4\"\nkeys = []\nsource = \"t\"\npage = \"1\"\n"
        "[inputs]\nadded = { variable = \"measured\", default = 0 }\n"
        "[output]\nunit = \"t CH4\"\nlet.stock = { formula = \"previous(stock, 0 [t CH4]) * 0.5 + added\", unit = \"t "
        "CH4\" }\nformula = \"stock * 0.1\"\n";
    const PackageFixture package(files);
    Diagnostics diagnostics;
    const auto methodology = package.load(diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(methodology);
    const auto inventory =
        compile(methodology, {2003, 2004}, header + "measured,,,2000,80,t,,\nmeasured,,,2003,4,t,,\n", diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(inventory);
    // 80, 40, 20, 10 + 4 = 14, 7; a tenth is emitted
    REQUIRE(tonnes(*inventory, "1.2", 2003) == Approx(1.4).epsilon(1e-12));
    REQUIRE(tonnes(*inventory, "1.2", 2004) == Approx(0.7).epsilon(1e-12));
}
