// docs/methods holds the methods of every package as pages. Written anew by scripts/approve.

#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <set>

#include "app/examples.hpp"
#include "base/text.hpp"
#include "methodology/load.hpp"
#include "report/method_docs.hpp"

using namespace qingdan;

namespace {

const std::filesystem::path root = QINGDAN_SOURCE_DIR;
const std::filesystem::path folder = root / "docs/methods";

std::vector<std::string> packages() {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator(root / "methodologies"))
        if (std::filesystem::exists(entry.path() / "methods")) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<MethodPage> pages_of(const std::string& package) {
    Diagnostics diagnostics;
    const auto methodology = load_methodology(root / "methodologies", package, diagnostics);
    REQUIRE(methodology);
    const auto catalogue = DiagnosticCatalogue::load((root / "templates/diagnostics").string(), "en");
    const auto examples = examples_of_methods(*methodology, catalogue);
    std::vector<MethodPage> pages;
    for (const char* language : {"zh", "en"}) {
        const auto words = Words::load(root / "templates", {"methods"}, language, diagnostics);
        for (const auto& dimension : methodology->dimensions) {
            INFO("templates/methods/words.csv has no dimension:" << dimension.id);
            CHECK(words.has("dimension:" + dimension.id));
        }
        const auto made = method_pages(*methodology, examples, words);
        pages.insert(pages.end(), made.begin(), made.end());
    }
    return pages;
}

std::string bytes_of(const std::filesystem::path& path) {
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// Links to files and to anchors in a page.
std::vector<std::string> targets(const std::string& text) {
    std::vector<std::string> found;
    for (auto at = text.find("]("); at != std::string::npos; at = text.find("](", at + 1)) {
        const auto end = text.find(')', at);
        found.push_back(text.substr(at + 2, end - at - 2));
    }
    return found;
}

}  // namespace

TEST_CASE("docs/methods is what the packages say") {
    const bool approve = std::getenv("QINGDAN_APPROVE") != nullptr;
    std::set<std::string> expected{"README.md"};
    for (const auto& package : packages()) {
        for (const auto& page : pages_of(package)) {
            expected.insert(page.path);
            if (approve) {
                std::filesystem::create_directories((folder / page.path).parent_path());
                std::ofstream(folder / page.path, std::ios::binary) << page.text;
            }
            const bool same = bytes_of(folder / page.path) == page.text;
            INFO("docs/methods/" << page.path << ": run scripts/approve");
            CHECK(same);
        }
    }
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file()) continue;
        const auto relative = std::filesystem::relative(file.path(), folder).string();
        if (expected.contains(relative)) continue;
        INFO("docs/methods/" << relative << " belongs to no package: run scripts/approve");
        if (approve)
            std::filesystem::remove(file.path());
        else
            CHECK(false);
    }
}

TEST_CASE("the links of docs/methods lead somewhere") {
    for (const auto& file : std::filesystem::recursive_directory_iterator(folder)) {
        if (!file.is_regular_file()) continue;
        for (const auto& target : targets(bytes_of(file.path()))) {
            if (target.starts_with("http")) continue;
            const auto hash = target.find('#');
            const auto path = file.path().parent_path() / target.substr(0, hash);
            INFO(file.path() << " -> " << target);
            REQUIRE(std::filesystem::exists(path));
            if (hash == std::string::npos) continue;
            const auto anchor = "<a id=\"" + target.substr(hash + 1) + "\">";
            CHECK(bytes_of(path).find(anchor) != std::string::npos);
        }
    }
}

TEST_CASE("every method of a package stands on one page, with a formula") {
    for (const auto& package : packages()) {
        Diagnostics diagnostics;
        const auto methodology = load_methodology(root / "methodologies", package, diagnostics);
        REQUIRE(methodology);
        std::string all;
        for (const auto& page : pages_of(package))
            if (page.path.find("/en/") != std::string::npos) all += page.text;
        for (const auto& method : methodology->methods) {
            if (!method.where.text().starts_with(package + "/")) continue;
            const auto at = all.find("<a id=\"" + method.id + "\">");
            INFO(method.id);
            REQUIRE(at != std::string::npos);
            CHECK(all.find("<a id=\"" + method.id + "\">", at + 1) == std::string::npos);
            const auto math = all.find("```math", at);
            REQUIRE(math != std::string::npos);
            CHECK(all.find("<a id=", at + 1) > math);
        }
    }
}

TEST_CASE("a category of a package without a method says why not") {
    for (const auto& package : packages()) {
        Diagnostics diagnostics;
        const auto methodology = load_methodology(root / "methodologies", package, diagnostics);
        REQUIRE(methodology);
        for (const auto& gap : method_gaps(*methodology)) {
            const auto& category = methodology->categories[static_cast<std::size_t>(gap.category)];
            INFO(category.where.text() << ": " << category.code << " " << join(gap.gases, ", "));
            CHECK_FALSE(category.explanation_zh.empty());
            CHECK_FALSE(category.explanation_en.empty());
        }
    }
}
