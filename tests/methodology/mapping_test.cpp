// mapping.csv: what it leaves out, and where adding up its codes would count something twice.

#include <unistd.h>
#include <catch2/catch.hpp>

#include <fstream>

#include "methodology/mapping.hpp"

using namespace qingdan;

namespace {

/// A with leaves A.1 and A.2, and the memo item M.
Methodology tree() {
    Methodology methodology;
    methodology.id = "p";
    for (const char* code : {"A", "A.1", "A.2", "M"}) {
        Category category;
        category.code = code;
        methodology.categories.push_back(category);
    }
    methodology.categories[1].parent = methodology.categories[2].parent = 0;
    methodology.categories[0].children = {1, 2};
    methodology.categories[3].memo = true;
    return methodology;
}

std::string said(const Diagnostics& diagnostics) {
    std::string text;
    for (const auto& diagnostic : diagnostics.all()) {
        text += diagnostic.code;
        for (const auto& [name, value] : diagnostic.arguments)
            if (name == "category") text += " " + value;
        text += ";";
    }
    return text;
}

std::string lint(const std::map<std::string, std::string>& targets, const std::string& note = {}) {
    CategoryMapping mapping{"other", {}};
    for (const auto& [code, target] : targets) mapping.rows[code] = {target, note, {}};
    Diagnostics diagnostics;
    lint_mapping(tree(), mapping, diagnostics);
    return said(diagnostics);
}

}  // namespace

TEST_CASE("a mapping that leaves a leaf out, leaves its parent's branch, or counts a memo item") {
    CHECK(lint({{"A", "1"}, {"A.1", "1.A"}, {"A.2", "1.B"}, {"M", "9"}}).empty());
    CHECK(lint({{"A", "1"}, {"A.1", "1.A"}, {"A.2", ""}, {"M", ""}}).empty());  // said to have no counterpart
    CHECK(lint({{"A", "1"}, {"A.1", "1.A"}}) == "M057 A.2;M057 M;");
    CHECK(lint({{"A", "1"}, {"A.1", "1.A"}, {"A.2", "2.B"}, {"M", "9"}}) == "M058 A.2;");
    CHECK(lint({{"A", "1"}, {"A.1", "1.A"}, {"A.2", "1.B"}, {"M", "1.A"}}) == "M059 M;");
    // A reason settles it; a leaf that is left out has no row to give one.
    CHECK(lint({{"A", "1"}, {"A.1", "1.A"}, {"A.2", "2.B"}, {"M", "1.A"}}, "as the other tree cuts it").empty());
}

TEST_CASE("a code that the other package does not have, and a memo item that is counted there") {
    const auto found = [](const std::map<std::string, std::string>& targets) {
        CategoryMapping mapping{"other", {}};
        for (const auto& [code, target] : targets) mapping.rows[code] = {target, {}, {}};
        auto other = tree();
        other.id = "other";
        Diagnostics diagnostics;
        lint_mapping_targets(tree(), mapping, other, diagnostics);
        return said(diagnostics);
    };
    CHECK(found({{"A", "A"}, {"A.1", "A.2"}, {"A.2", ""}, {"M", "M"}}).empty());
    CHECK(found({{"A", "B"}, {"A.1", "A.3"}}) == "M061 A;M061 A.1;");
    CHECK(found({{"A.1", "M"}, {"M", "A.2"}}) == "M062 A.1;M062 M;");
    CHECK(found({{"A", "M"}}).empty());  // only leaves are estimated
}

TEST_CASE("a mapping leads to one terminology") {
    const auto folder = std::filesystem::temp_directory_path() / ("qingdan-mapping-" + std::to_string(getpid()));
    std::filesystem::create_directories(folder / "p");
    const auto codes = [&](const std::string& text) {
        std::ofstream(folder / "p/mapping.csv") << text;
        Diagnostics diagnostics;
        const auto mapping = load_mapping(folder, tree(), diagnostics);
        return diagnostics.all().empty() ? mapping->terminology : diagnostics.all().front().code;
    };
    CHECK(codes("category,other2006,note\nA.1,1.A,\n") == "other2006");
    CHECK(codes("category,one,two\nA.1,1.A,1\n") == "M060");
    CHECK(codes("category,note\nA.1,\n") == "M060");
    CHECK(codes("category,one\nA.1,1\nA.1,2\n") == "M002");
    CHECK(codes("category,one\nA.7,1\n") == "M024");
    std::filesystem::remove_all(folder);
}
