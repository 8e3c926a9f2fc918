// A small sound package, and one damage after another: each gives its own code at its own place.

#include <unistd.h>
#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>

#include "base/csv.hpp"
#include "methodology/factor_lookup.hpp"
#include "methodology/load.hpp"

using namespace qingdan;

namespace {

using Files = std::map<std::string, std::string>;

const Files sound{
    {"package.toml",
     "id = \"p\"\ntitle = { zh = \"包\", en = \"Package\" }\npublisher = \"t\"\nedition = \"1\"\nversion = "
     "\"1\"\nrequires = [\"lower\"]\n"
     "gwp_set = \"S\"\n[[total]]\nid = \"all\"\ntitle = { zh = \"总\", en = \"All\" }\ncategories = [\"1\"]\n"},
    {"dimensions/fuel.csv",
     "member,title_zh,title_en,parents,aliases,unit,note\nsolids,固体,Solids,,,t,\ncoal,煤,Coal,solids,煤炭;hard "
     "coal,,\ngas_fuel,气,Gas,,,m3,\n"},
    {"categories.csv",
     "category,parent,title_zh,title_en,gases,memo,notation,explanation_zh,explanation_en,reference\n1,,全,All,,,,,,"
     "\n1.1,1,炉,Stove,CO2,,,,,\n1.2,1,灯,Lamp,CO2;CH4,yes,NO,无,none,\n"},
    {"variables.csv",
     "variable,unit,keys,title_zh,title_en,negative,department,description_zh,description_en\nburnt,{fuel},category;"
     "fuel,燃,Burnt,,,,\nsold,{fuel},fuel,售,Sold,,,,\n"},
    {"factors.csv",
     "factor,unit,keys,title_zh,title_en\nef,t CO2/{fuel},fuel;region,因子,Factor\nshare,1,category;fuel,份额,Share\n"},
    {"factors/f.csv",
     "factor,category,fuel,region,value,unit,low,high,distribution,year_from,year_to,notation,source,page,status,note\n"
     "ef,,solids,,2,t CO2/t,1,3,,,,,s,1,verified,\n"
     "ef,,coal,,2500,kg CO2/t,,,,2010,,,s,1,via,\n"
     "ef,,coal,X-1,2.6,t CO2/t,,,,,,,s,1,provisional,\n"
     "ef,,gas_fuel,,,,,,,,,,s,1,,to be filled\n"
     "share,1.1,coal,,0.7,1,,,,,,,s,1,verified,\n"
     "share,1.1,,,1,1,,,,,,,s,1,verified,\n"},
    {"sources.csv", "source,title_zh,title_en,publisher,year,identifier\ns,源,Source,,,\n"},
    {"methods/derive.toml",
     "id = \"derive\"\ntitle = { zh = \"得\", en = \"Derive\" }\ntier = \"1\"\nkeys = [\"fuel\", \"category\"]\nsource "
     "= \"s\"\n[inputs]\nsold = { variable = \"sold\" }\nshare = { factor = \"share\" }\n"
     "[output]\nvariable = \"burnt\"\nunit = \"{fuel}\"\nformula = \"sold * share\"\n"},
    {"methods/burn.toml",
     "id = \"burn\"\ntitle = { zh = \"烧\", en = \"Burn\" }\ntier = \"1\"\napplies_to = [\"1\"]\ngas = \"CO2\"\nkeys = "
     "[\"fuel\"]\nsource = \"s\"\npage = \"2\"\n[inputs]\nburnt = { variable = \"burnt\" }\nef = { factor = \"ef\" }\n"
     "[output]\nunit = \"t CO2\"\nlet.out = { formula = \"burnt * ef\", unit = \"t CO2\" }\nformula = \"out\"\n"},
    {"checks/c.toml",
     "id = \"c\"\ntitle = { zh = \"查\", en = \"Check\" }\nseverity = \"note\"\nreference = \"-\"\nhint = { zh = "
     "\"看\", en = \"Look\" }\nkeys = []\n[inputs]\ntotal = { estimate = \"all\", gas = \"CO2e\" }\nsolid = { variable "
     "= \"sold\", where = { fuel = \"coal\" } }\n"
     "[check]\nformula = \"total > 0 [kt CO2e] and solid >= 0 [t]\"\n"},
    {"layouts/l.toml",
     "id = \"l\"\ntitle = { zh = \"表\", en = \"Table\" }\nvariable = \"burnt\"\nrows = \"category\"\ncolumns = "
     "\"fuel\"\nrequired_rows = [\"1.1\"]\nblank = \"NO\"\nstrip = [\"^[0-9]+[.]\"]\n"},
    {"tests/t.toml",
     "[[case]]\nname = \"n\"\nsource = \"hand\"\nregion = \"X-1\"\nyear = 2010\ngiven = [ { variable = \"sold\", keys "
     "= { fuel = \"coal\" }, value = 1, unit = \"t\" } ]\nexpect = [ { category = \"1.1\", gas = \"CO2\", value = "
     "1.82, unit = \"t CO2\" } ]\n"},
};

const Files lower{
    {"package.toml",
     "id = \"lower\"\ntitle = { zh = \"下\", en = \"Lower\" }\npublisher = \"t\"\nedition = \"1\"\nversion = \"1\"\n"},
    {"units.csv",
     "symbol,kind,value,definition,title_zh,title_en,aliases,source\nkg,base,,,千克,kilogram,公斤,-\nt,unit,1000,kg,吨,"
     "tonne,,-\nkt,unit,1e6,kg,千吨,kilotonne,,-\nm3,base,,,立方米,cubic "
     "metre,,-\nCO2e,substance,,,当量,equivalent,,-\n"},
    {"gases.csv",
     "gas,title_zh,title_en,group,report_unit\nCO2,二氧化碳,Carbon dioxide,CO2,t CO2\nCH4,甲烷,Methane,CH4,t "
     "CH4\nHFC,氢氟碳化物,HFC,HFCs,t HFC\n"},
    {"gwp.csv",
     "gwp_set,gas,value,unit,source,page,status,note\nS,CO2,1,t CO2e/t CO2,s,1,via,\nS,CH4,21,kg CO2e/kg "
     "CH4,s,1,via,\n"},
    {"dimensions/region.csv",
     "member,title_zh,title_en,parents,aliases,unit,note\nX,国,Land,,,,\nX-1,省,Province,X,,,\n"},
    {"sources.csv", "source,title_zh,title_en,publisher,year,identifier\ns,旧源,Old source,,,\n"},
};

class Packages {
public:
    Packages() : folder_(std::filesystem::temp_directory_path() / ("qingdan-loader-" + std::to_string(::getpid()))) {
        std::filesystem::remove_all(folder_);
    }
    ~Packages() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    std::optional<Methodology> load(const Files& upper, Diagnostics& diagnostics, const Files& below = lower) const {
        std::filesystem::remove_all(folder_);
        write("p", upper);
        write("lower", below);
        return load_methodology(folder_, "p", diagnostics);
    }

private:
    void write(const std::string& package, const Files& files) const {
        for (const auto& [name, text] : files) {
            std::filesystem::create_directories((folder_ / package / name).parent_path());
            std::ofstream(folder_ / package / name, std::ios::binary) << text;
        }
    }
    std::filesystem::path folder_;
};

std::string shown(const Diagnostics& diagnostics) {
    std::string text;
    for (const auto& diagnostic : diagnostics.all()) {
        text += diagnostic.code + " " + diagnostic.where.text();
        for (const auto& [name, value] : diagnostic.arguments) text += " " + name + "=" + value;
        text += "\n";
    }
    return text;
}

Files damaged(const std::string& file, const std::string& old, const std::string& fresh) {
    Files files = sound;
    auto& text = files.at(file);
    if (old.empty()) {
        text += fresh;
        return files;
    }
    const auto at = text.find(old);
    if (at == std::string::npos) throw std::logic_error("no such text in " + file + ": " + old);
    text.replace(at, old.size(), fresh);
    return files;
}

}  // namespace

TEST_CASE("a sound package is linked") {
    Diagnostics diagnostics;
    const auto methodology = Packages().load(sound, diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(methodology);
    REQUIRE(methodology->required == std::vector<std::string>{"lower"});
    REQUIRE(methodology->overrides.size() == 1);  // the source that both have
    REQUIRE(methodology->source("s")->title.en == "Source");
    const auto& fuel = methodology->dimensions[static_cast<std::size_t>(methodology->dimension("fuel"))];
    const auto coal = fuel.recognise(" Hard  Coal ");
    REQUIRE(coal == fuel.find("coal"));
    REQUIRE(methodology->units.describe(*fuel.members[static_cast<std::size_t>(*coal)].unit) ==
            "t");                                                                         // as its parent is counted
    REQUIRE(methodology->categories[0].gases == std::vector<std::string>{"CO2", "CH4"});  // those of its leaves
    const auto& burn = methodology->methods[static_cast<std::size_t>(methodology->method("burn"))];
    REQUIRE(burn.categories.size() == 2);
    REQUIRE(methodology->gwp_set("S")->per_gas.at("CH4") == Approx(21));
    REQUIRE(methodology->totals.at(0).categories == std::vector<int>{0});
}

TEST_CASE("the most specific factor row holds; an inventory's own stands over the same key") {
    Diagnostics diagnostics;
    auto methodology = Packages().load(sound, diagnostics);
    REQUIRE(methodology);
    const auto& fuel = methodology->dimensions[static_cast<std::size_t>(methodology->dimension("fuel"))];
    const auto& region = methodology->dimensions[static_cast<std::size_t>(methodology->region_dimension)];
    const int ef = methodology->factor("ef");
    const auto value = [&](const char* member, const char* where, int year) {
        Tuple key;
        key.push(*fuel.find(member));
        const auto choice = FactorIndex(*methodology).choose(ef, key, *region.find(where), year);
        REQUIRE_FALSE(choice.rival);
        return choice.row ? choice.row->value : std::nullopt;
    };
    REQUIRE(*value("coal", "X", 2005) == Approx(2));      // the parent's, before 2010
    REQUIRE(*value("coal", "X", 2010) == Approx(2.5));    // kg to t
    REQUIRE(*value("coal", "X-1", 2005) == Approx(2.6));  // the province's own row
    REQUIRE_FALSE(value("gas_fuel", "X", 2010));          // an empty slot
    const auto table = CsvTable::parse("factor,fuel,value,unit,source\nef,煤炭,2.4,t CO2/t,measured\n",
                                       std::make_shared<const Document>(Document{"own.csv", {}}), diagnostics);
    add_own_factors(*methodology, {*table}, diagnostics);
    INFO(shown(diagnostics));
    REQUIRE_FALSE(diagnostics.has_errors());
    REQUIRE(*value("coal", "X", 2010) == Approx(2.4));
    REQUIRE(*value("coal", "X-1", 2010) == Approx(2.6));  // the province's is narrower
    Tuple key;
    key.push(*methodology->dimensions[static_cast<std::size_t>(methodology->category_dimension)].find("1.1"));
    key.push(*fuel.find("coal"));
    REQUIRE(*FactorIndex(*methodology).choose(methodology->factor("share"), key, *region.find("X"), 2010).row->value ==
            Approx(0.7));
}

TEST_CASE("a slot that falls back asks, and the wider value holds until it is filled") {
    Diagnostics diagnostics;
    auto methodology = Packages().load(
        damaged("factors/f.csv", "", "ef,,coal,X-1,,t CO2/t,,,,2030,,,,,fallback,to be asked\n"), diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(methodology);
    const auto& fuel = methodology->dimensions[static_cast<std::size_t>(methodology->dimension("fuel"))];
    const auto& region = methodology->dimensions[static_cast<std::size_t>(methodology->region_dimension)];
    Tuple key;
    key.push(*fuel.find("coal"));
    const auto choose = [&](int year) {
        return FactorIndex(*methodology).choose(methodology->factor("ef"), key, *region.find("X-1"), year);
    };
    const auto before = choose(2029), from = choose(2030);
    REQUIRE(before.row);
    REQUIRE_FALSE(before.asked);
    REQUIRE(from.row == before.row);
    REQUIRE(from.asked);
    REQUIRE(from.asked->note == "to be asked");
    const auto table =
        CsvTable::parse("factor,fuel,region,year_from,value,unit,source\nef,coal,X-1,2030,9,t CO2/t,measured\n",
                        std::make_shared<const Document>(Document{"own.csv", {}}), diagnostics);
    add_own_factors(*methodology, {*table}, diagnostics);
    REQUIRE(choose(2030).row->value == 9.0);
    REQUIRE_FALSE(choose(2030).asked);

    Diagnostics valued;
    REQUIRE_FALSE(
        Packages().load(damaged("factors/f.csv", "", "ef,,coal,X-1,1,t CO2/t,,,,2030,,,s,,fallback,\n"), valued));
    CHECK(shown(valued).find("M016") != std::string::npos);
}

TEST_CASE("rows of which neither is more specific are rivals") {
    Diagnostics diagnostics;
    auto files = damaged("factors/f.csv", "", "share,,coal,,0.1,1,,,,,,,s,1,verified,\n");
    files = Files(files);
    files["factors/f.csv"].replace(files["factors/f.csv"].find("share,1.1,coal,,0.7,1,,,,,,,s,1,verified,\n"), 41, "");
    const auto methodology = Packages().load(files, diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(methodology);
    Tuple key;
    key.push(methodology->categories[1].member);
    key.push(1);
    const auto choice = FactorIndex(*methodology).choose(methodology->factor("share"), key, 0, 2010);
    REQUIRE(choice.rival);
}

TEST_CASE("every damage has its code and place") {
    struct Damage {
        std::string file, old, fresh, expected;
    };
    const std::vector<Damage> damages{
        {"package.toml", "\"lower\"", "\"lowest\"", "M001 p/package.toml:6:13 package=lowest near=lower"},
        {"package.toml", "\"lower\"", "\"p\"", "M004 p/package.toml:6:13"},
        {"package.toml", "id = \"p\"", "id = \"q\"", "M003 p/package.toml:1:6"},
        {"package.toml", "gwp_set = \"S\"", "gwp_set = \"T\"", "M024 p/package.toml:7:11 kind=@kind-gwp name=T"},
        {"package.toml", "[\"1\"]", "[\"9\"]", "M024 p/package.toml:11:14 kind=@kind-category name=9"},
        {"dimensions/fuel.csv", "", "coal,又,Again,,,t,\n", "M002 p/dimensions/fuel.csv:5:1 kind=@kind-member id=coal"},
        {"dimensions/fuel.csv", "", ",无,None,,,t,\n", "M009 p/dimensions/fuel.csv:5:1"},
        {"dimensions/fuel.csv", "solids,固体,Solids,,", "solids,固体,Solids,coal,", "M005 p/dimensions/fuel.csv:2:1"},
        {"dimensions/fuel.csv", "Coal,solids", "Coal,solid",
         "M024 p/dimensions/fuel.csv:3:4 kind=@kind-member name=solid near=solids"},
        {"dimensions/fuel.csv", ",,,m3,", ",,,m4,", "U002 p/dimensions/fuel.csv:4:6"},
        {"categories.csv", "1.1,1,", "1.1,2,", "M006 p/categories.csv:3:2 name=2"},
        {"categories.csv", ",yes,", ",ja,", "M007 p/categories.csv:4:6 text=ja"},
        {"categories.csv", ",NO,", ",no,", "M008 p/categories.csv:4:7 text=no"},
        {"categories.csv", "CO2;CH4", "CO2;NH3", "M024 p/categories.csv:4:1 kind=@kind-gas name=NH3"},
        {"variables.csv", "category;fuel", "category", "M010 p/variables.csv:2:2 placeholder={fuel}"},
        {"variables.csv", "category;fuel", "category;feul",
         "M024 p/variables.csv:2:3 kind=@kind-dimension name=feul near=fuel"},
        {"factors/f.csv", "factor,category", "factor,kategory",
         "M024 p/factors/f.csv:1:2 kind=@kind-column name=kategory near=category"},
        {"factors/f.csv", "ef,,solids", "fe,,solids", "M024 p/factors/f.csv:2:1 kind=@kind-factor name=fe"},
        {"factors/f.csv", "ef,,solids", "ef,1.1,solids", "M014 p/factors/f.csv:2:2 factor=ef dimension=category"},
        {"factors/f.csv", "t CO2/t,1,3", "t CO2/m3,1,3", "M013 p/factors/f.csv:2:6"},
        {"factors/f.csv", "t CO2/t,1,3", "t/t,1,3", "M013 p/factors/f.csv:2:6"},
        {"factors/f.csv", ",2,t CO2/t,1,3", ",two,t CO2/t,1,3", "M015 p/factors/f.csv:2:5 text=two"},
        {"factors/f.csv", "t CO2/t,1,3", "t CO2/t,2.5,3", "M022 p/factors/f.csv:2:5"},
        {"factors/f.csv", "t CO2/t,1,3,,", "t CO2/t,1,3,lognormol,",
         "M063 p/factors/f.csv:2:9 text=lognormol near=lognormal"},
        {"factors/f.csv", "t CO2/t,1,3,,", "t CO2/t,1,3,discrete 1:0.5 3:0.4,", "M063 p/factors/f.csv:2:9"},
        {"factors/f.csv", "2010,,,s", "soon,,,s", "M015 p/factors/f.csv:3:10 text=soon"},
        {"factors/f.csv", ",,s,1,verified", ",,s,1,sure", "M016 p/factors/f.csv:2:15 text=sure"},
        {"factors/f.csv", "1,3,,,,,s", "1,3,,,,NO,s", "M017 p/factors/f.csv:2:5"},
        {"factors/f.csv", "to be filled", "", "M018 p/factors/f.csv:5:5 factor=ef"},
        {"factors/f.csv", ",s,1,verified", ",,1,verified", "M019 p/factors/f.csv:2:5 factor=ef"},
        {"factors/f.csv", ",s,1,verified", ",z,1,verified", "M024 p/factors/f.csv:2:13 kind=@kind-source name=z"},
        {"factors/f.csv", "", "share,1.1,,,1,1,,,,,,,s,1,verified,\n",
         "M023 p/factors/f.csv:8:5 factor=share first=p/factors/f.csv:7:5"},
        {"methods/burn.toml", "variable = \"burnt\"", "variable = \"burn\"",
         "M024 p/methods/burn.toml:10:22 kind=@kind-variable name=burn near=burnt"},
        {"methods/burn.toml", "{ variable = \"burnt\" }", "{ variable = \"burnt\", factor = \"ef\" }",
         "M025 p/methods/burn.toml:10:9 input=burnt"},
        {"methods/burn.toml", "gas = \"CO2\"\n", "", "M027 p/methods/burn.toml:1:6"},
        {"methods/burn.toml", "gas = \"CO2\"\nkeys", "gas = \"HFC\"\nkeys", "M029 p/methods/burn.toml:5:7 gas=HFC"},
        {"methods/burn.toml", "unit = \"t CO2\"", "unit = \"t CH4\"", "M030 p/methods/burn.toml:13:8"},
        {"methods/burn.toml", "\"burnt * ef\"", "\"burnt\"", "F004 p/methods/burn.toml:14"},
        {"methods/burn.toml", "page = ", "pages = ", "B013 p/methods/burn.toml"},
        {"methods/derive.toml", "[\"fuel\", \"category\"]", "[\"fuel\"]",
         "M028 p/methods/derive.toml:4:8 variable=burnt keys=category, fuel"},
        {"methods/derive.toml", "variable = \"sold\"", "variable = \"burnt\"",
         "M033 p/methods/derive.toml variable=burnt"},
        {"checks/c.toml", "\"note\"", "\"grave\"", "M032 p/checks/c.toml:3:12 text=grave"},
        {"checks/c.toml", "estimate = \"all\"", "estimate = \"al\"",
         "M024 p/checks/c.toml:8:22 kind=@kind-category name=al"},
        {"checks/c.toml", "where = { fuel = \"coal\" }", "where = { fuel = \"coke\" }",
         "M024 p/checks/c.toml:9:47 kind=@kind-member name=coke"},
        {"checks/c.toml", "where = { fuel = \"coal\" }", "where = { category = \"1.1\" }",
         "M024 p/checks/c.toml:9:51 kind=@kind-dimension name=category"},
        {"checks/c.toml", "formula = \"total > 0 [kt CO2e] and solid >= 0 [t]\"", "formula = \"total\"",
         "F008 p/checks/c.toml:11"},
        {"checks/c.toml", "formula = \"total", "tolerance = 0.005\nformula = \"total", "M055 p/checks/c.toml:11"},
        {"layouts/l.toml", "\"category\"", "\"region\"", "M024 p/layouts/l.toml:4:8 kind=@kind-dimension name=region"},
        {"layouts/l.toml", "^[0-9]+[.]", "^[0-9+", "M034 p/layouts/l.toml:8:9"},
        {"tests/t.toml", "keys = { fuel = \"coal\" }", "keys = { fuel = \"peat\" }",
         "M024 p/tests/t.toml:6:48 kind=@kind-member name=peat"},
        {"tests/t.toml", "value = 1.82, ", "", "M036 p/tests/t.toml:7:12"},
        {"tests/t.toml", "gas = \"CO2\", ", "", "M037 p/tests/t.toml:7:12"},
        {"tests/t.toml", "expect = [ { category = \"1.1\", gas = \"CO2\", value = 1.82, unit = \"t CO2\" } ]",
         "expect = []", "M035 p/tests/t.toml:1:1"},
    };
    const Packages packages;
    for (const auto& damage : damages) {
        Diagnostics diagnostics;
        const auto methodology = packages.load(damaged(damage.file, damage.old, damage.fresh), diagnostics);
        INFO(damage.file << ": " << damage.old << " -> " << damage.fresh << "\nexpected " << damage.expected
                         << "\ngot\n"
                         << shown(diagnostics));
        CHECK_FALSE(methodology);
        CHECK(shown(diagnostics).find(damage.expected) != std::string::npos);
    }
}

TEST_CASE("rival methods, damaged gases and own factors without a source") {
    Diagnostics diagnostics;
    auto files = sound;
    files["methods/burn2.toml"] = files["methods/burn.toml"];
    files["methods/burn2.toml"].replace(0, 11, "id = \"again\"");
    auto below = lower;
    REQUIRE_FALSE(Packages().load(files, diagnostics));
    CHECK(shown(diagnostics).find("M031 p/methods/burn2.toml:3:8 category=1.1 gas=CO2") != std::string::npos);

    Diagnostics gases;
    below["gases.csv"].replace(below["gases.csv"].find("t CH4"), 5, "t CO2");
    below["gwp.csv"].replace(below["gwp.csv"].find("kg CO2e/kg CH4"), 14, "kg CO2e/m3");
    below["gwp.csv"] += "S,CO2,1,t CO2e/t CO2,s,1,via,\n";
    REQUIRE_FALSE(Packages().load(sound, gases, below));
    INFO(shown(gases));
    CHECK(shown(gases).find("M021 lower/gases.csv:3:5") != std::string::npos);
    CHECK(shown(gases).find("M020 lower/gwp.csv:3:3") != std::string::npos);
    CHECK(shown(gases).find("M002 lower/gwp.csv:4:3") != std::string::npos);

    Diagnostics regions;
    below = lower;
    below.erase("dimensions/region.csv");
    REQUIRE_FALSE(Packages().load(sound, regions, below));
    CHECK(shown(regions).find("M011 ") != std::string::npos);

    Diagnostics own;
    auto methodology = Packages().load(sound, own);
    REQUIRE(methodology);
    const auto table = CsvTable::parse("factor,fuel,value,unit\nef,coal,2.4,t CO2/t\n",
                                       std::make_shared<const Document>(Document{"own.csv", {}}), own);
    add_own_factors(*methodology, {*table}, own);
    CHECK(shown(own).find("M019 own.csv:2:3 factor=ef") != std::string::npos);

    Diagnostics keys;
    files = sound;
    files["dimensions/d.csv"] = "member,title_zh,title_en\nm,甲,M\n";
    files["variables.csv"] += "wide,1,fuel;fuel;fuel;fuel;fuel;fuel;fuel;category,宽,Wide,,,,\n";
    REQUIRE_FALSE(Packages().load(files, keys));
    CHECK(shown(keys).find("M012 p/variables.csv:4:3") != std::string::npos);

    Diagnostics defaults;
    REQUIRE_FALSE(Packages().load(
        damaged("methods/burn.toml", "ef = { factor = \"ef\" }", "ef = { value = 2, unit = \"t CO2/t\", default = 1 }"),
        defaults));
    CHECK(shown(defaults).find("M026 p/methods/burn.toml") != std::string::npos);

    Diagnostics target;
    REQUIRE_FALSE(Packages().load(damaged("methods/burn.toml", "\"CO2\"\nkeys", "[\"CO2\", \"N2O\"]\nkeys"), target));
    CHECK(shown(target).find("M024 p/methods/burn.toml:5:7 kind=@kind-gas name=N2O") != std::string::npos);
}

TEST_CASE("lint points at what nobody uses and what nobody can estimate") {
    Diagnostics diagnostics;
    auto files = damaged("variables.csv", "", "idle,t,,闲,Idle,,,,\n");
    files["factors.csv"] += "spare,1,,备,Spare\n";
    files["categories.csv"] += "1.3,1,新,New,CH4,,,,,\n";
    files["factors/f.csv"] +=
        "share,1.1,coal,,0.1,1,,,,2000,2010,,s,1,verified,\nshare,1.1,coal,,0.2,1,,,,2001,2011,,s,1,verified,\n";
    files["factors.csv"] += "unknown,1,,未,Unknown\n";
    files["methods/derive.toml"].replace(files["methods/derive.toml"].find("[output]"), 0,
                                         "unknown = { factor = \"unknown\" }\n");
    const auto methodology = Packages().load(files, diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(methodology);
    Diagnostics lint;
    lint_methodology(*methodology, lint);
    INFO(shown(lint));
    CHECK(shown(lint).find("M050 p/variables.csv:4:1 variable=idle") != std::string::npos);
    CHECK(shown(lint).find("M051 p/factors.csv:4:1 factor=spare") != std::string::npos);
    CHECK(shown(lint).find("M052 p/factors.csv:5:1 factor=unknown") != std::string::npos);
    CHECK(shown(lint).find("M054 p/factors/f.csv:8:5 factor=share other=p/factors/f.csv:9:5") != std::string::npos);
    CHECK(shown(lint).find("M053 p/categories.csv:5:1 category=1.3 gas=CH4") != std::string::npos);
}
