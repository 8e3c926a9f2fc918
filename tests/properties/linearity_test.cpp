// Twice the activity is twice the emission: every method of the package is linear in the quantities that are delivered
// (not in shares, rates and densities).

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>
#include <map>

#include "inventory/inventory.hpp"
#include "methodology/load.hpp"

using namespace qingdan;

namespace {

const std::filesystem::path root = QINGDAN_SOURCE_DIR;

/// Tonnes and heads, but no share, no tonnes per hectare.
bool is_quantity(const Unit& unit) {
    const auto& exponents = unit.dimension.exponents();
    return !exponents.empty() &&
           std::all_of(exponents.begin(), exponents.end(), [](const auto& each) { return each.second > 0; });
}

}  // namespace

TEST_CASE("doubling what was delivered doubles every estimate") {
    const auto folder = root / "inputs/example-province";
    Diagnostics diagnostics;
    auto settings = read_settings(folder, diagnostics);
    REQUIRE(settings);
    const auto once = compile_inventory(folder, *settings, root / "methodologies", diagnostics);
    REQUIRE(once);
    auto data = once->data;
    for (auto& datum : data)
        if (is_quantity(once->methodology->variables[static_cast<std::size_t>(datum.variable)].unit))
            datum.value *= 2.0;
    const auto twice = compile_inventory(*settings, once->methodology, std::move(data), diagnostics);
    REQUIRE(twice);
    REQUIRE(once->leaves.size() == twice->leaves.size());
    std::size_t compared = 0;
    for (std::size_t i = 0; i < once->leaves.size(); ++i) {
        const auto &leaf = once->leaves[i], &doubled = twice->leaves[i];
        INFO(once->category_code(leaf.category) << " " << once->gas_id(leaf.gas) << " " << leaf.year << " "
                                                << once->methodology->key_text(leaf.dimensions, leaf.key));
        CHECK(leaf.status == doubled.status);
        if (!leaf.status.is_number()) continue;
        CHECK(std::abs(doubled.value - 2.0 * leaf.value) <= 1e-9 * std::abs(leaf.value));
        ++compared;
    }
    CHECK(compared > 1000);
}

TEST_CASE("another GWP set changes only what is in CO2 equivalent") {
    const auto folder = root / "inputs/example-province";
    Diagnostics diagnostics;
    auto settings = read_settings(folder, diagnostics);
    REQUIRE(settings);
    settings->years = {2020};
    const auto first = compile_inventory(folder, *settings, root / "methodologies", diagnostics);
    settings->gwp_set = "AR5";
    const auto second = compile_inventory(folder, *settings, root / "methodologies", diagnostics);
    REQUIRE(first);
    REQUIRE(second);
    const int gases = static_cast<int>(first->methodology->gases.size());
    std::size_t moved = 0;
    for (std::size_t i = 0; i < first->estimates.size(); ++i) {
        const auto &a = first->estimates[i], &b = second->estimates[i];
        if (a.gas < gases)
            CHECK(a.value == b.value);
        else
            moved += a.value != b.value ? 1 : 0;
    }
    CHECK(moved > 10);
}
