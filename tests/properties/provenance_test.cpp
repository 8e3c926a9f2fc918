// Every figure of the example inventories walks back to cells, cited factors or questions: in memory and in the store.

#include <unistd.h>
#include <catch2/catch.hpp>

#include <cmath>
#include <vector>

#include "analysis/finding.hpp"
#include "inventory/store.hpp"
#include "report/explain.hpp"

using namespace qingdan;

namespace {

const std::filesystem::path root = QINGDAN_SOURCE_DIR;

Inventory compile(const std::string& name) {
    Diagnostics diagnostics;
    const auto settings = read_settings(root / "inputs" / name, diagnostics);
    REQUIRE(settings);
    auto inventory = compile_inventory(root / "inputs" / name, *settings, root / "methodologies", diagnostics);
    for (const auto& diagnostic : diagnostics.all()) INFO(diagnostic.code << " " << diagnostic.where.text());
    REQUIRE(inventory);
    return std::move(*inventory);
}

/// What a leaf must say of its origin.
void check_leaf(const NodeDescription& leaf) {
    INFO(leaf.id << " " << leaf.keys);
    CHECK_FALSE(leaf.label.zh.empty());
    CHECK_FALSE(leaf.label.en.empty());
    if (leaf.kind == NodeKind::missing) return;  // a question: what is asked for is its label
    CHECK_FALSE(leaf.place.empty());
    if (leaf.kind == NodeKind::datum) {
        const bool cell = leaf.place.find('!') != std::string::npos || leaf.place.find(".csv:") != std::string::npos;
        CHECK(cell);
        CHECK_FALSE(leaf.source.zh.empty());
    }
    if (leaf.kind == NodeKind::factor || leaf.kind == NodeKind::gwp) CHECK_FALSE(leaf.source.zh.empty());
    if (leaf.kind == NodeKind::factor) CHECK_FALSE(leaf.factor_status.empty());
}

std::size_t walk(const ExplainSource& source, NodeId root_node, std::vector<bool>& seen) {
    std::size_t leaves = 0;
    std::vector<NodeId> open{root_node};
    while (!open.empty()) {
        const NodeId id = open.back();
        open.pop_back();
        REQUIRE(id >= 0);
        REQUIRE(static_cast<std::size_t>(id) < seen.size());
        if (seen[static_cast<std::size_t>(id)]) continue;
        seen[static_cast<std::size_t>(id)] = true;
        const auto node = source.node(id);
        const auto uses = source.uses(id);
        const bool made = node.kind == NodeKind::result || node.kind == NodeKind::sub_result;
        if (made) CHECK_FALSE(node.formula.empty());
        if (node.kind == NodeKind::result) CHECK_FALSE(node.source.zh.empty());
        for (const auto& use : uses) open.push_back(use.node);
        if (!uses.empty() || made || node.kind == NodeKind::category || node.kind == NodeKind::total ||
            node.kind == NodeKind::co2e)
            continue;
        ++leaves;
        check_leaf(node);
    }
    return leaves;
}

}  // namespace

TEST_CASE("every figure walks back to cells and cited factors") {
    for (const std::string name : {"henan-2007", "henan-2007-ceads"}) {
        INFO(name);
        auto inventory = compile(name);
        const auto words = root / "templates/diagnostics";
        const auto zh = DiagnosticCatalogue::load(words.string(), "zh"),
                   en = DiagnosticCatalogue::load(words.string(), "en");
        (void)check_inventory(inventory, {zh, en}, true);  // adds nodes of its own behind those of the figures
        const auto file =
            std::filesystem::temp_directory_path() / ("qingdan-provenance-" + std::to_string(::getpid()) + ".sqlite");
        write_store(file, inventory, [] { return StoreExtras{}; });
        Diagnostics diagnostics;
        {
            const auto store = StoredInventory::open(file, diagnostics);
            REQUIRE(store);
            const InventoryExplainSource memory(inventory);
            const StoreExplainSource stored(*store);
            std::vector<bool> seen_in_memory(inventory.graph.nodes.size()), seen_in_store(inventory.graph.nodes.size());
            std::size_t leaves = 0, stored_leaves = 0;
            for (const auto& estimate : inventory.estimates) {
                leaves +=
                    walk(memory, estimate.node, seen_in_memory) + walk(memory, estimate.co2e_node, seen_in_memory);
                stored_leaves +=
                    walk(stored, estimate.node, seen_in_store) + walk(stored, estimate.co2e_node, seen_in_store);
            }
            CHECK(leaves > 100);
            CHECK(leaves == stored_leaves);
            for (const auto& estimate : store->estimates()) {
                const auto node = stored.node(estimate.node);
                CHECK(node.status.is_number() == estimate.value.has_value());
                if (estimate.value) CHECK(node.value == *estimate.value);
            }
        }
        std::filesystem::remove(file);
    }
}

TEST_CASE("a parent is the sum of its children, a total that of its categories") {
    for (const std::string name : {"henan-2007", "henan-2007-ceads"}) {
        const auto inventory = compile(name);
        const auto& methodology = *inventory.methodology;
        std::size_t compared = 0;
        for (const auto& estimate : inventory.estimates) {
            std::vector<int> parts;
            const auto category = static_cast<std::size_t>(estimate.category);
            if (category >= methodology.categories.size())
                parts = methodology.totals[category - methodology.categories.size()].categories;
            else
                for (const int child : methodology.categories[category].children)
                    if (!methodology.categories[static_cast<std::size_t>(child)].memo) parts.push_back(child);
            if (parts.empty() || !estimate.status.is_number()) continue;
            double sum = 0.0, size = 0.0;
            for (const int part : parts)
                if (const auto* addend = inventory.estimate(estimate.year, part, estimate.gas);
                    addend && addend->status.is_number()) {
                    sum += addend->value;
                    size += std::abs(addend->value);
                }
            INFO(inventory.category_code(estimate.category) << " " << inventory.gas_id(estimate.gas));
            CHECK(std::abs(sum - estimate.value) <= 1e-12 * size);
            ++compared;
        }
        CHECK(compared >= 4);
    }
}
