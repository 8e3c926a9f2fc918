// The rooms of src/ and the walls around third-party libraries (docs/decisions/0009-rooms.md).

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <regex>
#include <set>

#include "source_tree.hpp"

namespace {

// From the ground up. A room includes itself and the rooms below it.
const std::vector<std::string> rooms = {"base",      "units",    "formula", "methodology", "activity",
                                        "inventory", "analysis", "report",  "app"};

struct Wall {
    std::string header;                ///< beginning of an include
    std::vector<std::string> allowed;  ///< beginnings of paths in src/
};
const std::vector<Wall> walls = {
    {"boost/", {"units/", "formula/kernels/", "analysis/uncertainty_pert"}},
    {"SQLiteCpp/", {"inventory/store", "inventory/data_store"}},
    {"cmark-gfm", {"report/annual_html"}},
    {"openssl/", {"base/files.cpp"}},
    {"sqlite3", {"inventory/store"}},
    {"xlsxwriter", {"report/workbook_writer"}},
    {"toml++", {"base/toml.cpp"}},
    {"toml.hpp", {"base/toml.cpp"}},
    {"freexl", {"activity/"}},
    {"mimalloc", {"app/allocation.cpp"}},
    {"nlohmann/", {"inventory/", "analysis/", "report/", "app/"}},
    {"Poco/Net/", {"app/web/"}},
    {"Poco/Zip/", {"activity/", "report/"}},
    {"Poco/SAX/", {"activity/", "report/"}},
    {"Poco/XML/", {"activity/", "report/"}},
    {"Poco/DOM/", {"activity/", "report/"}},
};

bool starts_with(const std::string& text, const std::string& beginning) { return text.rfind(beginning, 0) == 0; }

std::vector<std::string> upward_includes(const SourceFile& file) {
    const auto level = [](const std::string& room) {
        return std::find(rooms.begin(), rooms.end(), room) - rooms.begin();
    };
    std::vector<std::string> found;
    for (const auto& [line, include] : file.own_includes) {
        const std::string room = include.substr(0, include.find('/'));
        if (include.find('/') == std::string::npos || level(room) == static_cast<std::ptrdiff_t>(rooms.size()))
            found.push_back(file.at(line) + " includes \"" + include + "\": write the room, as in \"base/text.hpp\"");
        else if (level(room) > level(file.room))
            found.push_back(file.at(line) + ": " + file.room + " may not look up into " + room + " (" + include + ")");
    }
    return found;
}

std::vector<std::string> broken_walls(const SourceFile& file) {
    std::vector<std::string> found;
    for (const auto& [line, include] : file.system_includes)
        for (const Wall& wall : walls) {
            if (!starts_with(include, wall.header)) continue;
            const bool allowed = std::any_of(wall.allowed.begin(), wall.allowed.end(),
                                             [&](const std::string& place) { return starts_with(file.path, place); });
            if (!allowed)
                found.push_back(file.at(line) + ": <" + include + "> belongs in src/" + wall.allowed[0] + "*");
        }
    return found;
}

template <class Rule>
std::vector<std::string> all_of(Rule rule) {
    std::vector<std::string> found;
    for (const SourceFile& file : sources())
        for (const std::string& place : rule(file)) found.push_back(place);
    return found;
}

}  // namespace

TEST_CASE("the rules see what they are meant to see") {
    const auto file = parse_source("units/x.cpp",
                                   "#include \"formula/formula.hpp\"\n#include <boost/units/unit.hpp>\n"
                                   "#include <freexl.h>\n// \"not a literal\"\n"
                                   "auto a = R\"(raw \"text\")\"; auto b = \"one\"\n  \"two\"; char c = '\"';\n");
    CHECK(upward_includes(file).size() == 1);
    CHECK(broken_walls(file).size() == 1);
    REQUIRE(file.literals.size() == 3);  // an include's name, a raw text, two joined
    CHECK(file.literals[1].text == "raw \"text\"");
    CHECK(file.literals[2].text == "onetwo");
}

TEST_CASE("there is source to look at") { REQUIRE(sources().size() > 20); }

TEST_CASE("every file stands in a room") {
    std::vector<std::string> found;
    for (const SourceFile& file : sources())
        if (std::find(rooms.begin(), rooms.end(), file.room) == rooms.end()) found.push_back(file.at(1));
    INFO(listed(found));
    CHECK(found.empty());
}

TEST_CASE("rooms include downward only") {
    const auto found = all_of(upward_includes);
    INFO(listed(found));
    CHECK(found.empty());
}

TEST_CASE("third-party libraries stay behind their walls") {
    const auto found = all_of(broken_walls);
    INFO(listed(found));
    CHECK(found.empty());
}

TEST_CASE("the JSON library stays out of headers") {
    // It costs more than a second a translation unit.
    std::vector<std::string> found;
    for (const SourceFile& file : sources())
        for (const auto& [line, include] : file.system_includes)
            if (file.path.ends_with(".hpp") && include == "nlohmann/json.hpp") found.push_back(file.at(line));
    INFO(listed(found));
    CHECK(found.empty());
}

TEST_CASE("no file is longer than 400 lines") {
    std::vector<std::string> found;
    for (const SourceFile& file : sources())
        if (file.lines > 401) found.push_back(file.at(file.lines));
    for (const char* extension : {".cpp", ".hpp"})
        for (const auto& path : files_below(project_root() / "tests", extension)) {
            const std::string bytes = read_text(path);
            if (std::count(bytes.begin(), bytes.end(), '\n') > 400) found.push_back(path.string());
        }
    INFO(listed(found));
    CHECK(found.empty());
}

TEST_CASE("headers are guarded, nothing says using namespace, nothing is left for later") {
    std::vector<std::string> found;
    for (const SourceFile& file : sources()) {
        if (file.path.ends_with(".hpp") && file.bytes.find("#pragma once") == std::string::npos)
            found.push_back(file.at(1) + ": #pragma once is missing");
        if (file.code.find("using namespace") != std::string::npos) found.push_back(file.at(1) + ": using namespace");
        for (const char* mark : {"TODO", "FIXME", "XXX", "HACK"})
            if (file.bytes.find(mark) != std::string::npos) found.push_back(file.at(1) + ": " + mark);
    }
    INFO(listed(found));
    CHECK(found.empty());
}

TEST_CASE("no two headers give a type of one name: the linker would take one for the other") {
    const std::regex opening(R"((?:^|\n)(?:struct|class) ([A-Z]\w*)[^;\n]*\{)"), space(R"(namespace ([\w:]+) \{)");
    std::map<std::string, std::string> first;
    std::vector<std::string> found;
    for (const SourceFile& file : sources()) {
        if (!file.path.ends_with(".hpp")) continue;
        std::smatch inside;
        const std::string name = std::regex_search(file.code, inside, space) ? inside[1].str() : std::string();
        for (std::sregex_iterator type(file.code.begin(), file.code.end(), opening), end; type != end; ++type) {
            const std::string full = name + "::" + (*type)[1].str();
            const auto [known, fresh] = first.emplace(full, file.path);
            if (!fresh && known->second != file.path)
                found.push_back(file.at(1) + ": " + full + " stands in " + known->second + " too");
        }
    }
    REQUIRE(first.size() > 50);
    INFO(listed(found));
    CHECK(found.empty());
}
