// Any text as a unit: nothing, or a unit whose own text reads back as the same one.

#include <cmath>
#include <cstdint>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "units/unit.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const qingdan::UnitTable units = [] {
        qingdan::Diagnostics diagnostics;
        qingdan::UnitTable table;
        const auto file = qingdan::read_file(QINGDAN_SOURCE_DIR, "methodologies/common/units.csv", diagnostics);
        table.add(*qingdan::CsvTable::parse(file->bytes, file->document, diagnostics), diagnostics);
        return table;
    }();
    const auto unit = units.parse(std::string_view(reinterpret_cast<const char*>(data), size));
    if (!unit) return 0;
    const auto again = units.parse(units.describe(*unit));
    if (!again || !again->converts_to(*unit)) __builtin_trap();
    // A scale that left the range of a double has nothing to compare.
    if (std::isfinite(unit->scale) && unit->scale > 0.0 && std::abs(again->scale / unit->scale - 1.0) > 1e-12)
        __builtin_trap();
    return 0;
}
