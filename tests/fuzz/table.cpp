// Any comma-separated text as a printed table: data within the table's variable, or a reason; every datum has its
// place.

#include <cmath>
#include <cstdint>

#include "activity/readers.hpp"
#include "methodology/load.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const qingdan::Methodology methodology = [] {
        qingdan::Diagnostics diagnostics;
        return *qingdan::load_methodology(QINGDAN_SOURCE_DIR "/methodologies", "common", diagnostics);
    }();
    const auto& layout = methodology.layouts.front();
    const auto document = std::make_shared<const qingdan::Document>(qingdan::Document{"fuzz.csv", ""});
    qingdan::Diagnostics diagnostics;
    std::vector<qingdan::ActivityDatum> found;
    const auto workbook =
        qingdan::parse_csv_sheet(std::string_view(reinterpret_cast<const char*>(data), size), document, diagnostics);
    if (!workbook) return 0;
    const auto region = methodology.dimensions[static_cast<std::size_t>(methodology.region_dimension)].find("CN-HA");
    qingdan::read_table_layout(*workbook, layout, {}, {*region, 2005, 2010}, methodology, found, diagnostics);
    if (found.empty() && diagnostics.all().empty()) __builtin_trap();
    for (const auto& datum : found) {
        if (datum.variable != layout.variable || datum.where.locator.empty() || datum.year > 2010) __builtin_trap();
        if (datum.notation == qingdan::Notation::none && datum.printed_value.empty()) __builtin_trap();
        if (!std::isfinite(datum.value)) __builtin_trap();
    }
    return 0;
}
