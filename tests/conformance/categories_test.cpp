// The 2006 Guidelines' list of categories against the package: each is there, and each leaf has a method of tier 1, or
// says in categories.csv why not (printed in docs/methods/ipcc-2006).

#include <algorithm>
#include <catch2/catch.hpp>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "methodology/load.hpp"
#include "report/method_docs.hpp"

using namespace qingdan;

namespace {

const std::filesystem::path root = QINGDAN_SOURCE_DIR;

Methodology guidelines() {
    Diagnostics diagnostics;
    auto methodology = load_methodology(root / "methodologies", "ipcc-2006", diagnostics, false);
    REQUIRE(methodology);
    return std::move(*methodology);
}

bool explained(const Category& category) {
    return !category.explanation_zh.empty() && !category.explanation_en.empty();
}

}  // namespace

TEST_CASE("every category of the 2006 Guidelines is in the package, or it is said why not") {
    Diagnostics diagnostics;
    const auto file = read_file(root / "tests/conformance", "ipcc-2006-categories.csv", diagnostics);
    REQUIRE(file);
    const auto table = CsvTable::parse(file->bytes, file->document, diagnostics);
    REQUIRE(table);
    const auto methodology = guidelines();
    CHECK(table->rows().size() == 289);
    for (const auto& row : table->rows()) {
        const auto& code = table->at(row, table->column("code"));
        INFO(code);
        CHECK((methodology.category(code) >= 0) == table->at(row, table->column("elsewhere")).empty());
    }
}

TEST_CASE("every category of volumes 2 to 5 has a tier 1 method, or a reason") {
    const auto methodology = guidelines();
    const auto gaps = method_gaps(methodology);
    std::size_t with_method = 0;
    for (std::size_t c = 0; c < methodology.categories.size(); ++c) {
        const auto& category = methodology.categories[c];
        if (!category.children.empty()) continue;
        INFO(category.code);
        const bool gap = std::any_of(gaps.begin(), gaps.end(), [&](const MethodGap& each) {
            return each.category == static_cast<int>(c) && each.whole;
        });
        if (gap) {
            CHECK(explained(category));
            continue;
        }
        ++with_method;
        const bool first =
            std::any_of(methodology.methods.begin(), methodology.methods.end(), [&](const Method& method) {
                return method.tier == "1" && std::find(method.categories.begin(), method.categories.end(),
                                                       static_cast<int>(c)) != method.categories.end();
            });
        CHECK((first || explained(category)));
    }
    CHECK(with_method > 150);
}
