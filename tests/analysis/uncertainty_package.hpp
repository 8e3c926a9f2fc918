#pragma once
// A small package with a factor that two animals share and a formula that is no product.

#include "../inventory/package_fixture.hpp"

namespace qingdan::testing {

/// 1.1 = herd × factor (one row for every animal); 1.2 = capacity × (1 − exp(−decay)).
inline const std::map<std::string, std::string>& uncertain_package() {
    static const std::map<std::string, std::string> files{
        {"dimensions/animal.csv",
         "member,title_zh,title_en,parents,aliases,unit,note\ngoat,山羊,Goat,,,,\ncattle,牛,Cattle,,,,\n"},
        {"categories.csv",
         "category,parent,title_zh,title_en,gases,memo,notation,explanation_zh,explanation_en,reference\n"
         "1,,畜牧,Livestock,,,,,,\n1.1,1,肠道,Enteric,CH4,,,,,\n1.2,1,其他,Other,CH4,,,,,\n"},
        {"variables.csv",
         "variable,unit,keys,title_zh,title_en,negative,department,description_zh,description_en\n"
         "herd,head,animal,存栏,Herd,,,,\ncapacity,kg CH4,,容量,Capacity,,,,\ndecay,1,,衰减,Decay,,,,\n"},
        {"factors.csv", "factor,unit,keys,title_zh,title_en\nper_head,kg CH4/head/yr,animal,排放因子,Factor\n"},
        {"factors/per_head.csv",
         "factor,animal,value,unit,low,high,distribution,year_from,year_to,notation,source,page,status,note\n"
         "per_head,,10,kg CH4/head/yr,8,12,,,,,t,1,verified,\n"},
        {"methods/enteric.toml",
         "id = \"enteric\"\ntitle = { zh = \"肠道\", en = \"Enteric\" }\ntier = \"1\"\napplies_to = [\"1.1\"]\ngas = "
         "\"CH4\"\nkeys = [\"animal\"]\nsource = \"t\"\npage = \"1\"\n[inputs]\nherd = { variable = \"herd\" }\n"
         "factor = { factor = \"per_head\" }\nperiod = { value = 1, unit = \"yr\" }\n"
         "[output]\nunit = \"t CH4\"\nformula = \"herd * factor * period\"\n"},
        {"methods/other.toml",
         "id = \"other\"\ntitle = { zh = \"其他\", en = \"Other\" }\ntier = \"1\"\napplies_to = [\"1.2\"]\ngas = "
         "\"CH4\"\nkeys = []\nsource = \"t\"\npage = \"1\"\n[inputs]\ncapacity = { variable = \"capacity\" }\n"
         "decay = { variable = \"decay\" }\n"
         "[output]\nunit = \"t CH4\"\nformula = \"capacity * (1 - exp(-decay))\"\n"},
    };
    return files;
}

inline const std::string uncertain_header = "variable,animal,year,value,unit,low,high,notation,note\n";

inline Inventory uncertain_inventory(const std::vector<int>& years, const std::string& rows) {
    const PackageFixture package(uncertain_package());
    Diagnostics diagnostics;
    const auto methodology = package.load(diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(methodology);
    auto inventory = compile(methodology, years, uncertain_header + rows, diagnostics);
    INFO(shown(diagnostics));
    REQUIRE(inventory);
    return std::move(*inventory);
}

/// Index of an estimate in the inventory: category by code (or `all`), CH4 or all gases as CO2e.
inline std::size_t estimate_index(const Inventory& inventory, const std::string& category, int year, bool co2e) {
    const auto& methodology = *inventory.methodology;
    const int number =
        category == "all" ? static_cast<int>(methodology.categories.size()) : methodology.category(category);
    const auto* found =
        inventory.estimate(year, number, co2e ? static_cast<int>(methodology.gases.size()) : methodology.gas("CH4"));
    REQUIRE(found);
    return static_cast<std::size_t>(found - inventory.estimates.data());
}

}  // namespace qingdan::testing
