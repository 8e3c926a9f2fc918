// Every diagnostic: one code, words in both languages, a use in src, a test that provokes it.

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>

#include "source_tree.hpp"

namespace {

bool is_code(const std::string& text) {
    return text.size() == 4 && text[0] >= 'A' && text[0] <= 'Z' &&
           std::all_of(text.begin() + 1, text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// `@kind-string`: an argument that is a row of the catalogue itself, so that it comes in the reader's language.
bool is_reference(const std::string& text) {
    return text.size() > 2 && text[0] == '@' && std::all_of(text.begin() + 1, text.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
           });
}

/// Codes and references -> where they stand first.
std::map<std::string, std::string> rows_used_in_src() {
    std::map<std::string, std::string> rows;
    for (const SourceFile& file : sources())
        for (const Literal& literal : file.literals) {
            if (is_code(literal.text)) rows.emplace(literal.text, file.at(literal.line));
            if (is_reference(literal.text)) rows.emplace(literal.text.substr(1), file.at(literal.line));
        }
    return rows;
}

std::vector<Row> catalogue() {
    std::vector<Row> rows;
    for (const auto& file : files_below(project_root() / "templates/diagnostics", ".csv"))
        for (Row& row : read_csv(file)) rows.push_back(std::move(row));
    return rows;
}

/// Codes that any test names: unit tests and scripts, but not these rules.
std::set<std::string> codes_in_tests() {
    std::set<std::string> codes;
    for (const char* extension : {".cpp", ".test", ".toml"})
        for (const auto& file : files_below(project_root() / "tests", extension)) {
            if (file.parent_path().filename() == "architecture") continue;
            const std::string text = read_text(file);
            for (std::size_t i = 0; i + 4 <= text.size(); ++i)
                if (is_code(text.substr(i, 4)) &&
                    (i == 0 || std::isalnum(static_cast<unsigned char>(text[i - 1])) == 0))
                    codes.insert(text.substr(i, 4));
        }
    return codes;
}

std::set<std::string> placeholders(const std::string& text) {
    std::set<std::string> names;
    for (auto open = text.find('{'); open != std::string::npos; open = text.find('{', open + 1))
        names.insert(text.substr(open, text.find('}', open) + 1 - open));
    return names;
}

bool has_chinese(const std::string& text) {
    // CJK ideographs are three bytes that start with E4..E9.
    return std::any_of(text.begin(), text.end(), [](char c) {
        const auto byte = static_cast<unsigned char>(c);
        return byte >= 0xE4 && byte <= 0xE9;
    });
}

}  // namespace

TEST_CASE("every diagnostic that src gives has words") {
    std::set<std::string> known;
    for (const Row& row : catalogue()) known.insert(row.at("code"));
    REQUIRE_FALSE(known.empty());
    std::vector<std::string> found;
    for (const auto& [code, where] : rows_used_in_src())
        if (known.count(code) == 0) found.push_back(where + ": " + code + " has no row in templates/diagnostics/");
    INFO(listed(found));
    CHECK(found.empty());
}

TEST_CASE("every row of words is used, and stands once") {
    const auto used = rows_used_in_src();
    std::map<std::string, std::string> seen;
    std::vector<std::string> found;
    for (const Row& row : catalogue()) {
        const std::string code = row.at("code");
        // `Q001-title` names the finding whose message is Q001.
        if (used.count(code.substr(0, code.find("-title"))) == 0)
            found.push_back(row.where() + ": nothing in src gives " + code);
        if (!seen.emplace(code, row.where()).second)
            found.push_back(row.where() + ": " + code + " stands in " + seen[code] + " too");
    }
    INFO(listed(found));
    CHECK(found.empty());
}

TEST_CASE("the words are complete in both languages") {
    std::vector<std::string> found;
    for (const Row& row : catalogue()) {
        const std::string zh = row.at("zh"), en = row.at("en"), hint_zh = row.at("hint_zh"),
                          hint_en = row.at("hint_en");
        const std::string where = row.where() + ": " + row.at("code") + ": ";
        if (zh.empty() || en.empty()) found.push_back(where + "a language is missing");
        if (hint_zh.empty() != hint_en.empty()) found.push_back(where + "the hint is missing in a language");
        if (is_code(row.at("code")) && !has_chinese(zh)) found.push_back(where + "the Chinese words are not Chinese");
        if (!hint_zh.empty() && !has_chinese(hint_zh)) found.push_back(where + "the Chinese hint is not Chinese");
        if (placeholders(zh) != placeholders(en)) found.push_back(where + "the languages fill in different things");
        if (placeholders(hint_zh) != placeholders(hint_en))
            found.push_back(where + "the hints fill in different things");
    }
    INFO(listed(found));
    CHECK(found.empty());
}

TEST_CASE("every diagnostic is provoked by a test") {
    const auto tested = codes_in_tests();
    std::vector<std::string> found;
    for (const auto& [code, where] : rows_used_in_src())
        if (is_code(code) && tested.count(code) == 0) found.push_back(where + ": no test names " + code);
    INFO(listed(found));
    CHECK(found.empty());
}
