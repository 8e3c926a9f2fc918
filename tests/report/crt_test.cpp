// crt.csv and crt.json: nothing lost on the way to the other codes, and the JSON is what its schema says.

#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "base/csv.hpp"
#include "example_inventory.hpp"
#include "report/exports_crt.hpp"

using namespace qingdan;
using test::example_inventory, test::root;

namespace {

std::optional<CrtExport> exported(const Inventory& inventory) {
    Diagnostics diagnostics;
    auto made = crt_export(inventory, root / "templates", root / "methodologies", diagnostics);
    CHECK(diagnostics.all().empty());
    return made;
}

using Json = nlohmann::json;

/// The part of JSON Schema that docs/crt-export.schema.json uses.
std::string fault(const Json& value, const Json& schema, const std::string& path) {
    const auto is = [&](const std::string& type) {
        return (type == "object" && value.is_object()) || (type == "array" && value.is_array()) ||
               (type == "string" && value.is_string()) || (type == "boolean" && value.is_boolean()) ||
               (type == "integer" && value.is_number_integer()) || (type == "number" && value.is_number()) ||
               (type == "null" && value.is_null());
    };
    if (schema.contains("const") && value != schema["const"]) return path + ": not the constant";
    if (schema.contains("enum") && std::count(schema["enum"].begin(), schema["enum"].end(), value) == 0)
        return path + ": not in the list";
    if (schema.contains("type")) {
        const auto& type = schema["type"];
        const bool good = type.is_string() ? is(type) : std::any_of(type.begin(), type.end(), is);
        if (!good) return path + ": another type";
    }
    for (const auto& name : schema.value("required", Json::array()))
        if (!value.contains(name)) return path + ": lacks " + name.get<std::string>();
    if (value.is_object())
        for (const auto& [name, member] : value.items()) {
            const auto& properties = schema.value("properties", Json::object());
            const auto& other = schema.value("additionalProperties", Json());
            std::string found;
            if (properties.contains(name))
                found = fault(member, properties[name], path + "." + name);
            else if (other.is_object())
                found = fault(member, other, path + "." + name);
            else
                found = path + ": unknown " + name;
            if (!found.empty()) return found;
        }
    if (value.is_array() && schema.contains("items"))
        for (const auto& item : value)
            if (auto found = fault(item, schema["items"], path + "[]"); !found.empty()) return found;
    return {};
}

}  // namespace

TEST_CASE("the leaves of crt.csv add up to the inventory's total, by IPCC and by CRT codes") {
    const auto& inventory = example_inventory("example-province");
    const auto made = exported(inventory);
    REQUIRE(made);
    Diagnostics diagnostics;
    const auto table =
        CsvTable::parse(made->csv, std::make_shared<const Document>(Document{"crt.csv", {}}), diagnostics);
    REQUIRE(table);
    const auto at = [&](const auto& row, const char* name) { return table->at(row, table->column(name)); };
    std::map<std::string, double> totals;
    std::map<std::string, double> crt;
    for (const auto& row : table->rows()) {
        if (at(row, "leaf") != "yes" || at(row, "memo") == "yes" || at(row, "co2e_kt").empty()) continue;
        totals[at(row, "year")] += std::stod(at(row, "co2e_kt"));
        if (at(row, "year") == "2022") crt[at(row, "crt") + " " + at(row, "gas")] += std::stod(at(row, "value"));
    }
    const auto& methodology = *inventory.methodology;
    const int all = static_cast<int>(methodology.gases.size());
    for (const int year : inventory.settings.years)
        for (std::size_t t = 0; t < methodology.totals.size(); ++t)
            if (methodology.totals[t].id == "total-with-land")
                CHECK(
                    totals[std::to_string(year)] ==
                    Approx(inventory.estimate(year, static_cast<int>(methodology.categories.size() + t), all)->value));
    // Rice, direct N2O of soils and landfills: other numbers in the two systems.
    const auto own = [&](const char* code, const char* gas) {
        return inventory.estimate(2022, methodology.category(code), methodology.gas(gas))->value / 1000.0;
    };
    CHECK(crt["3.C CH4"] == Approx(own("3.1", "CH4")));
    CHECK(crt["3.D.1 N2O"] == Approx(own("3.2.1", "N2O") + own("3.2.4", "N2O")));
    CHECK(crt["5.A CH4"] == Approx(own("5.1", "CH4")));
    CHECK(crt["2.D CO2"] == Approx(own("1.5", "CO2")));
}

TEST_CASE("methods and factors of crt.csv are those that the inventory used") {
    const auto made = exported(example_inventory("example-province"));
    REQUIRE(made);
    const auto cement = made->csv.find("CN-JX,2022,2.A.1,2.A.1,水泥生产,Cement Production,yes,no,CO2,30773.6");
    REQUIRE(cement != std::string::npos);
    const auto line = made->csv.substr(cement, made->csv.find('\n', cement) - cement);
    CHECK(line.substr(line.find(",SAR,")) == ",SAR,T2,CS,no,2.1");
    // No 2006 category for what the guideline does not ask for: a key, and nothing that it would rest on.
    CHECK(made->csv.find("CN-JX,2022,2.A.3,2.A.3,玻璃生产,Glass Production,yes,no,CO2,,kt,NE,,SAR,,,no,\n") !=
          std::string::npos);
}

TEST_CASE("crt.json is what its schema says") {
    std::ifstream file(root / "docs/crt-export.schema.json");
    const auto schema = Json::parse(file);
    const auto made = exported(example_inventory("henan-2007"));
    REQUIRE(made);
    auto json = Json::parse(made->json);
    CHECK(fault(json, schema, "") == "");
    CHECK(json["series"].size() > 500);
    json["series"][3]["years"]["2007"]["notation"] = "XX";
    CHECK(fault(json, schema, "") == ".series[].years.2007.notation: not in the list");
}

TEST_CASE("a package that leads nowhere has no such files") {
    CHECK_FALSE(exported(example_inventory("henan-2007-ceads")));
}
