#pragma once
#include <catch2/catch.hpp>

#include "base/files.hpp"
#include "units/unit.hpp"

/// The table that ships with the program.
inline qingdan::UnitTable common_units() {
    qingdan::Diagnostics diagnostics;
    const auto file = qingdan::read_file(QINGDAN_SOURCE_DIR, "methodologies/common/units.csv", diagnostics);
    REQUIRE(file);
    const auto table = qingdan::CsvTable::parse(file->bytes, file->document, diagnostics);
    REQUIRE(table);
    qingdan::UnitTable units;
    units.add(*table, diagnostics);
    units.add_placeholder("fuel");
    for (const auto& d : diagnostics.all()) {
        std::string text = d.code + " " + d.where.text();
        for (const auto& [name, value] : d.arguments) text += " " + name + "=" + value;
        FAIL_CHECK(text);
    }
    return units;
}
