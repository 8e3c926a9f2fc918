// docs/coverage.md says what each package can estimate, and on what its factors rest. Written anew by scripts/approve.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>

#include "methodology/load.hpp"

using namespace qingdan;

namespace {

const std::filesystem::path root = QINGDAN_SOURCE_DIR;

struct Counts {
    int verified = 0, via = 0, provisional = 0, empty = 0;
    void add(const FactorRow& row) {
        if (!row.value && row.notation == Notation::none)
            ++empty;
        else if (row.status == FactorStatus::verified)
            ++verified;
        else if (row.status == FactorStatus::via)
            ++via;
        else
            ++provisional;
    }
    [[nodiscard]] std::string cells() const {
        return std::to_string(verified) + " | " + std::to_string(via) + " | " + std::to_string(provisional) + " | " +
               std::to_string(empty);
    }
};

/// Factors that a method reads, also through the derived variables that it uses.
void factors_of(const Methodology& methodology, const Method& method, std::set<int>& factors,
                std::set<std::string>& seen) {
    if (!seen.insert(method.id).second) return;
    for (const auto& input : method.inputs) {
        if (input.kind == MethodInput::Kind::factor) factors.insert(input.factor);
        if (input.kind != MethodInput::Kind::variable) continue;
        for (const auto& giver : methodology.methods)
            if (giver.variable == input.variable) factors_of(methodology, giver, factors, seen);
    }
}

/// Rows that can matter for a category: open, or the category itself, or one of its parents.
bool concerns(const Methodology& methodology, const FactorRow& row, int category) {
    const auto& dimensions = methodology.factors[static_cast<std::size_t>(row.factor)].dimensions;
    for (std::size_t i = 0; i < dimensions.size(); ++i)
        if (dimensions[i] == methodology.category_dimension && row.key[i] != any_member &&
            !methodology.dimensions[static_cast<std::size_t>(methodology.category_dimension)].distance(
                methodology.categories[static_cast<std::size_t>(category)].member, row.key[i]))
            return false;
    return true;
}

std::string page_of(const std::string& id) {
    Diagnostics diagnostics;
    const auto methodology = load_methodology(root / "methodologies", id, diagnostics);
    REQUIRE(methodology);
    std::ostringstream page;
    page << "\n## " << id << "\n\n" << methodology->title.en << " / " << methodology->title.zh << "\n\n";
    page << "| category | gas | methods (tier) | verified | via | provisional | empty "
            "|\n|---|---|---|---|---|---|---|\n";
    for (std::size_t c = 0; c < methodology->categories.size(); ++c) {
        const auto& category = methodology->categories[c];
        if (!category.children.empty()) continue;
        for (const auto& gas : category.gases) {
            std::string methods;
            std::set<int> factors;
            for (const auto& method : methodology->methods) {
                if (std::find(method.categories.begin(), method.categories.end(), static_cast<int>(c)) ==
                    method.categories.end())
                    continue;
                if (std::find(method.gases.begin(), method.gases.end(), gas) == method.gases.end()) continue;
                methods += (methods.empty() ? "" : ", ") + method.id + " (" + method.tier + ")";
                std::set<std::string> seen;
                factors_of(*methodology, method, factors, seen);
            }
            Counts counts;
            for (const auto& row : methodology->factor_rows)
                if (factors.contains(row.factor) && concerns(*methodology, row, static_cast<int>(c))) counts.add(row);
            if (methods.empty()) methods = "none: always " + std::string(notation_text(category.default_notation));
            page << "| " << category.code << " " << category.title.en << " / " << category.title.zh << " | " << gas
                 << " | " << methods << " | " << counts.cells() << " |\n";
        }
    }
    return page.str();
}

}  // namespace

TEST_CASE("docs/coverage.md is what the packages can do") {
    std::string page =
        "# What the packages cover\n\nEvery category and gas with its methods, and how many factor rows they may use "
        "by status: `verified` (read in the "
        "document cited), `via` (read in another), `provisional` (to be confirmed), `empty` (a slot that asks). Made "
        "by `scripts/approve`.\n";
    for (const auto& entry : {"cn-provincial-2011", "cn-provincial-2025", "ceads"})
        if (std::filesystem::exists(root / "methodologies" / entry / "package.toml")) page += page_of(entry);
    const auto file = root / "docs/coverage.md";
    if (std::getenv("QINGDAN_APPROVE")) std::ofstream(file, std::ios::binary) << page;
    std::ifstream stream(file, std::ios::binary);
    const std::string stands((std::istreambuf_iterator<char>(stream)), {});
    const bool same = stands == page;
    INFO("run scripts/approve");
    CHECK(same);
}
