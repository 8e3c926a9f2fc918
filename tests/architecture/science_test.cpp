// The engine knows no gas, fuel, animal, category or province: none of the packages' names stands in src/.

#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "source_tree.hpp"

namespace {

/// Words that packages use as ids or titles and that the engine has to say for reasons of its own.
const std::set<std::string> common_words = {
    "other", "total", "all",  "none", "national", "default", "own",  "input", "output", "stock", "rate",  "region",
    "year",  "value", "其他", "合计", "总计",     "其它",    "全国", "总量",  "小计",   "Other", "Total",
};

struct Names {
    std::map<std::string, std::string> whole;   ///< a literal that is exactly this -> where the name stands
    std::map<std::string, std::string> word;    ///< gases: a literal that has this as a word (`t CO2`)
    std::map<std::string, std::string> inside;  ///< Chinese names: anywhere in a literal
};

bool chinese(const std::string& text) { return !text.empty() && (static_cast<unsigned char>(text[0]) & 0x80U) != 0; }

void add(Names& names, const std::string& name, const std::string& where) {
    if (name.empty() || common_words.count(name) > 0) return;
    // One Chinese character takes three bytes; a single one (盐, 煤) is part of too many words.
    if (chinese(name) && name.size() >= 6)
        names.inside.emplace(name, where);
    else if (name.size() > 2)
        names.whole.emplace(name, where);
}

void add_list(Names& names, const std::string& list, const std::string& where) {
    std::size_t from = 0;
    while (from <= list.size()) {
        const auto to = std::min(list.find(';', from), list.size());
        add(names, list.substr(from, to - from), where);
        from = to + 1;
    }
}

Names read_names(const std::filesystem::path& methodologies) {
    Names names;
    for (const auto& file : files_below(methodologies, ".csv")) {
        const bool members = file.parent_path().filename() == "dimensions";
        const bool gases = file.filename() == "gases.csv", categories = file.filename() == "categories.csv";
        if (!members && !gases && !categories) continue;
        for (const Row& row : read_csv(file)) {
            const std::string where = row.where();
            if (gases) names.word.emplace(row.at("gas"), where);
            if (members) add(names, row.at("member"), where);
            // "1" is too little to tell a category from a number; "1.1" is not.
            if (categories && row.at("category").find('.') != std::string::npos)
                names.whole.emplace(row.at("category"), where);
            for (const char* title : {"title_zh", "title_en"}) add(names, row.at(title), where);
            add_list(names, row.at("aliases"), where);
        }
    }
    return names;
}

bool has_word(const std::string& text, const std::string& word) {
    const auto part_of_word = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        if ((at == 0 || !part_of_word(text[at - 1])) && (end == text.size() || !part_of_word(text[end]))) return true;
    }
    return false;
}

std::vector<std::string> science_in(const SourceFile& file, const Names& names) {
    std::vector<std::string> found;
    const auto say = [&](const Literal& literal, const std::string& name, const std::string& where) {
        found.push_back(file.at(literal.line) + " says \"" + literal.text + "\": '" + name + "' is data (" + where +
                        ")");
    };
    // The command line's own verbs, which rows of the energy balance happen to be called by as well.
    const std::set<std::string> verbs = {"import", "export"};
    for (const Literal& literal : file.literals) {
        if (verbs.count(literal.text) > 0 && file.path == "app/cli.cpp") continue;
        if (const auto name = names.whole.find(literal.text); name != names.whole.end())
            say(literal, name->first, name->second);
        for (const auto& [name, where] : names.word)
            if (has_word(literal.text, name)) say(literal, name, where);
        if (literal.text.size() < 6) continue;
        for (const auto& [name, where] : names.inside)
            if (literal.text.find(name) != std::string::npos) say(literal, name, where);
    }
    return found;
}

}  // namespace

TEST_CASE("the search for science finds it") {
    Names names;
    add(names, "raw_coal", "here");
    add(names, "河南省", "here");
    names.word.emplace("CO2", "here");
    CHECK(science_in(parse_source("a/a.cpp", "auto x = \"raw_coal\";"), names).size() == 1);
    CHECK(science_in(parse_source("a/a.cpp", "auto x = \"kt CO2/TJ\";"), names).size() == 1);
    CHECK(science_in(parse_source("a/a.cpp", "auto x = \"地区：河南省\";"), names).size() == 1);
    CHECK(
        science_in(parse_source("a/a.cpp", "// raw_coal \n auto x = \"kt CO2e\"; auto y = \"coal\";"), names).empty());
}

TEST_CASE("no gas, fuel, animal, category or province is named in src") {
    const Names names = read_names(project_root() / "methodologies");
    REQUIRE_FALSE(names.word.empty());
    REQUIRE(names.inside.size() > 10);
    std::vector<std::string> found;
    for (const SourceFile& file : sources())
        for (const std::string& place : science_in(file, names)) found.push_back(place);
    INFO(listed(found));
    CHECK(found.empty());
}
