// Gaps in the data that an inventory declares: the four methods by hand, and what cannot be filled.

#include "inventory/gaps.hpp"

#include <algorithm>
#include <catch2/catch.hpp>
#include <sstream>

#include "inventory/description.hpp"
#include "package_fixture.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

const std::map<std::string, std::string> works{
    {"dimensions/site.csv",
     "member,title_zh,title_en,parents,aliases,unit,note\neast,东厂,East,,,,\nwest,西厂,West,,,,\n"},
    {"categories.csv",
     "category,parent,title_zh,title_en,gases,memo,notation,explanation_zh,explanation_en,reference\n"
     "1,,工厂,Works,CO2,,,,,\n"},
    {"variables.csv",
     "variable,unit,keys,title_zh,title_en,negative,department,description_zh,description_en\n"
     "made,t,site,产量,Made,,,,\nsold,t,site,销量,Sold,,,,\nheads,person,,人口,People,,,,\n"},
    {"factors.csv", "factor,unit,keys,title_zh,title_en\nper_tonne,t CO2/t,,因子,Factor\n"},
    {"factors/per_tonne.csv",
     "factor,value,unit,low,high,distribution,year_from,year_to,notation,source,page,status,note\n"
     "per_tonne,2,t CO2/t,,,,,,,t,1,verified,\n"},
    {"methods/works.toml",
     "id = \"works\"\ntitle = { zh = \"工厂\", en = \"Works\" }\ntier = \"1\"\napplies_to = [\"1\"]\ngas = \"CO2\"\n"
     "keys = [\"site\"]\nsource = \"t\"\npage = \"1\"\n[inputs]\nmade = { variable = \"made\" }\n"
     "factor = { factor = \"per_tonne\" }\n[output]\nunit = \"t CO2\"\nformula = \"made * factor\"\n"},
};

/// Data as `made east 2010 100`, one a line.
std::string tidy(const std::vector<std::string>& rows) {
    std::string csv = "variable,site,year,value,unit,source\n";
    for (const auto& row : rows) {
        std::istringstream in(row);
        std::string variable, site, year, value;
        in >> variable >> site >> year >> value;
        csv += variable + "," + (site == "-" ? "" : site) + "," + year + "," + value + "," +
               (variable == "heads" ? "person" : "t") + ",printed\n";
    }
    return csv;
}

struct Compiled {
    std::shared_ptr<const Methodology> methodology;
    std::optional<Inventory> inventory;
    Diagnostics diagnostics;

    const ActivityDatum* datum(const std::string& variable, const std::string& site, int year) const {
        for (const auto& each : inventory->data)
            if (each.variable == methodology->variable(variable) && each.year == year &&
                methodology->key_text(methodology->variables[static_cast<std::size_t>(each.variable)].dimensions,
                                      each.key) == (site.empty() ? "" : "site=" + site))
                return &each;
        return nullptr;
    }
    double made(int year, const std::string& site = "east") const {
        const auto* found = datum("made", site, year);
        REQUIRE(found);
        CHECK(found->estimated);
        return found->value;
    }
    std::vector<std::string> codes() const {
        std::vector<std::string> all;
        for (const auto& each : diagnostics.all()) all.push_back(each.code);
        return all;
    }
};

/// `gap`: what stands in [[gap]] beside the reason.
Compiled compiled(const std::vector<std::string>& rows, const std::string& gap) {
    Compiled result;
    const PackageFixture package(works);
    result.methodology = package.load(result.diagnostics);
    REQUIRE(result.methodology);
    const auto document = std::make_shared<const Document>(Document{"inventory.toml", {}});
    const auto toml = TomlDocument::parse("[[gap]]\n" + gap + "\nreason = { zh = \"没有统计\", en = \"no survey\" }\n",
                                          document, result.diagnostics);
    REQUIRE(toml);
    TomlTableReader root(*toml, toml->root, result.diagnostics);
    auto gaps = read_gaps(*toml, root, result.diagnostics);
    if (result.diagnostics.has_errors()) return result;
    result.inventory = compile(result.methodology, {2008, 2009, 2010, 2011, 2012, 2013}, tidy(rows), result.diagnostics,
                               {}, {}, std::move(gaps));
    return result;
}

const std::vector<std::string> known{"made east 2010 100", "made east 2013 160"};

}  // namespace

TEST_CASE("Interpolation: a straight line between the neighbours") {
    const auto result = compiled(known, "variable = \"made\"\nyears = [2011, 2012]\nmethod = \"interpolation\"");
    INFO(shown(result.diagnostics));
    REQUIRE(result.inventory);
    CHECK(result.made(2011) == Approx(120.0));
    CHECK(result.made(2012) == Approx(140.0));  // its neighbours are what was delivered, not the year before
    CHECK(result.diagnostics.all().empty());
}

TEST_CASE("Trend: least squares through the base years, on both sides") {
    // Mean 13 in 2011, slope ((-1)(-3) + 1*2) / 2 = 2.5.
    const std::vector<std::string> rows{"made east 2010 10", "made east 2011 14", "made east 2012 15",
                                        "made east 2008 500"};
    const auto result = compiled(rows,
                                 "variable = \"made\"\nkeys = { site = \"east\" }\nyears = \"2013\"\n"
                                 "method = \"trend\"\nbase = \"2010-2012\"");
    INFO(shown(result.diagnostics));
    REQUIRE(result.inventory);
    CHECK(result.made(2013) == Approx(18.0));
    const auto early =
        compiled({rows.begin(), rows.begin() + 3}, "variable = \"made\"\nyears = [2009]\nmethod = \"trend\"");
    REQUIRE(early.inventory);
    CHECK(early.made(2009) == Approx(8.0));
}

TEST_CASE("Surrogate: the nearest year in which both are known, of the same member") {
    const std::vector<std::string> rows{"made east 2010 50", "made east 2012 80", "made west 2012 10",
                                        "sold east 2010 10", "sold east 2011 12", "sold east 2012 16",
                                        "sold east 2013 18", "sold west 2012 4",  "sold west 2013 6"};
    const auto result = compiled(rows,
                                 "variable = \"made\"\nkeys = { site = \"east\" }\nyears = [2011, 2013]\n"
                                 "method = \"surrogate\"\nwith = { variable = \"sold\" }");
    INFO(shown(result.diagnostics));
    REQUIRE(result.inventory);
    CHECK(result.made(2011) == Approx(50.0 * 12.0 / 10.0));  // as near as 2012: the earlier
    CHECK(result.made(2013) == Approx(80.0 * 18.0 / 16.0));
    const auto both = compiled(rows,
                               "variable = \"made\"\nyears = [2013]\nmethod = \"surrogate\"\n"
                               "with = { variable = \"sold\" }");
    REQUIRE(both.inventory);
    CHECK(both.made(2013, "west") == Approx(15.0));
    const auto people = compiled({"made east 2010 50", "heads - 2010 1000", "heads - 2011 1100"},
                                 "variable = \"made\"\nyears = [2011]\nmethod = \"surrogate\"\n"
                                 "with = { variable = \"heads\" }");
    REQUIRE(people.inventory);
    CHECK(people.made(2011) == Approx(55.0));
}

TEST_CASE("Overlap: the former series times the mean ratio of the common years") {
    const std::vector<std::string> rows{"made east 2012 90", "made east 2013 121", "sold east 2010 20",
                                        "sold east 2011 30", "sold east 2012 40",  "sold east 2013 50"};
    const auto result = compiled(rows,
                                 "variable = \"made\"\nyears = \"2010-2011\"\nmethod = \"overlap\"\n"
                                 "with = { variable = \"sold\" }");
    INFO(shown(result.diagnostics));
    REQUIRE(result.inventory);
    CHECK(result.made(2010) == Approx(46.7));  // (2.25 + 2.42) / 2 = 2.335
    CHECK(result.made(2011) == Approx(70.05));
}

TEST_CASE("What is estimated says so: the datum, what it was made from, the figures that rest on it") {
    const auto result = compiled(known, "variable = \"made\"\nyears = [2011]\nmethod = \"interpolation\"");
    REQUIRE(result.inventory);
    const auto& inventory = *result.inventory;
    const auto described = describe_datum(inventory, *result.datum("made", "east", 2011));
    CHECK(described.label.en == "Made (estimated by interpolation: no survey)");
    CHECK(described.label.zh == "产量（按内插法估计：没有统计）");
    CHECK(described.place.find("inventory.toml:1") == 0);
    CHECK(described.printed.empty());
    const auto status = [&](int year) {
        const auto* estimate = inventory.estimate(year, 0, result.methodology->gas("CO2"));
        REQUIRE(estimate);
        return status_text(estimate->mask, estimate->status);
    };
    CHECK(status(2010) == "verified");
    CHECK(status(2011) == "verified;estimated");
    NodeId node = no_node;
    for (std::size_t i = 0; i < inventory.graph.nodes.size(); ++i)
        if (inventory.graph.nodes[i].kind == NodeKind::datum && inventory.graph.nodes[i].year == 2011)
            node = static_cast<NodeId>(i);
    REQUIRE(node != no_node);
    std::vector<double> from;
    for (const auto& use : inventory.graph.uses(node, *result.methodology))
        from.push_back(describe(inventory, use.node).value);
    CHECK(from == std::vector<double>{100.0, 160.0});
}

TEST_CASE("Gaps that cannot be filled are refused, each for its reason") {
    const auto codes = [](const std::vector<std::string>& rows, const std::string& gap) {
        return compiled(rows, gap).codes();
    };
    using Codes = std::vector<std::string>;
    const std::string interpolated = "years = [2011]\nmethod = \"interpolation\"";
    CHECK(codes(known, "variable = \"mode\"\n" + interpolated) == Codes{"I022"});
    CHECK(codes(known, "variable = \"made\"\nkeys = { site = \"north\" }\n" + interpolated) == Codes{"I023"});
    CHECK(codes(known, "variable = \"made\"\nkeys = { gas = \"CO2\" }\n" + interpolated) == Codes{"I023"});
    CHECK(codes(known, "variable = \"made\"\nkeys = { site = \"west\" }\n" + interpolated) == Codes{"I024"});
    CHECK(codes(known, "variable = \"made\"\nyears = [2009]\nmethod = \"interpolation\"") == Codes{"I025"});
    CHECK(codes(known, "variable = \"made\"\nyears = [2009]\nmethod = \"trend\"") == Codes{"I026"});
    CHECK(codes({"made east 2009 1", "made east 2010 2", "made east 2012 3"},
                "variable = \"made\"\nyears = [2011]\nmethod = \"trend\"") == Codes{"I026"});
    const std::string with = "\nwith = { variable = \"heads\" }";
    CHECK(codes(known, "variable = \"made\"\nyears = [2011]\nmethod = \"surrogate\"" + with) == Codes{"I027"});
    CHECK(codes({"made east 2010 1", "heads - 2010 2", "heads - 2011 3"},
                "variable = \"made\"\nyears = [2011]\nmethod = \"overlap\"" + with) == Codes{"I027"});
    CHECK(codes({"made east 2010 1", "heads - 2010 0", "heads - 2011 3"},
                "variable = \"made\"\nyears = [2011]\nmethod = \"surrogate\"" + with) == Codes{"I027"});
    CHECK(codes(known, "variable = \"made\"\nyears = [2011]\nmethod = \"guess\"") == Codes{"I028"});
    CHECK(codes(known, "variable = \"made\"\nyears = [2011]\nmethod = \"surrogate\"") == Codes{"I028"});
    CHECK(codes(known, "variable = \"made\"\n" + interpolated + "\nbase = \"2008-2010\"") == Codes{"I028"});
    CHECK(codes({"made east 2009 30", "made east 2010 20", "made east 2011 10"},
                "variable = \"made\"\nyears = [2013]\nmethod = \"trend\"") == Codes{"I030"});
    CHECK(codes(known, "variable = \"made\"\nyears = [\"soon\"]\nmethod = \"interpolation\"") == Codes{"I002"});
    // The other series lacks a key that the gap's own does not have.
    CHECK(codes({"heads - 2010 1", "sold east 2010 2", "sold east 2011 3"},
                "variable = \"heads\"\nyears = [2011]\nmethod = \"surrogate\"\nwith = { variable = \"sold\" }") ==
          Codes{"I023"});
}

TEST_CASE("What was delivered is never replaced, and an old declaration stops nothing") {
    const auto result = compiled({"made east 2010 100", "made east 2011 7", "made east 2013 160"},
                                 "variable = \"made\"\nyears = [2011]\nmethod = \"interpolation\"");
    REQUIRE(result.inventory);
    CHECK(result.codes() == std::vector<std::string>{"I029"});
    CHECK(result.datum("made", "east", 2011)->value == 7.0);
    CHECK(!result.datum("made", "east", 2011)->estimated);
}
