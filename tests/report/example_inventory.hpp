#pragma once
// The inventories of inputs/, compiled once for all tests of a program.

#include <catch2/catch.hpp>
#include <filesystem>
#include <map>
#include <string>

#include "inventory/inventory.hpp"

namespace qingdan::test {

inline const std::filesystem::path root = QINGDAN_SOURCE_DIR;

inline const Inventory& example_inventory(const std::string& name) {
    static std::map<std::string, Inventory> compiled;
    if (const auto known = compiled.find(name); known != compiled.end()) return known->second;
    Diagnostics diagnostics;
    auto settings = read_settings(root / "inputs" / name, diagnostics);
    REQUIRE(settings);
    auto inventory = compile_inventory(root / "inputs" / name, *settings, root / "methodologies", diagnostics);
    REQUIRE(inventory);
    return compiled.emplace(name, std::move(*inventory)).first->second;
}

}  // namespace qingdan::test
