// Any bytes as a CSV table: a table or a reason, rows as long as the header, and cells that survive being written
// again.

#include <cstdint>

#include "base/csv.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    qingdan::Diagnostics diagnostics;
    const auto document = std::make_shared<const qingdan::Document>(qingdan::Document{"fuzz.csv", ""});
    const auto table =
        qingdan::CsvTable::parse(std::string_view(reinterpret_cast<const char*>(data), size), document, diagnostics);
    if (!table) {
        if (!diagnostics.has_errors()) __builtin_trap();
        return 0;
    }
    for (const qingdan::CsvRow& row : table->rows()) {
        if (row.cells.size() != table->header().size()) __builtin_trap();
        for (const qingdan::CsvCell& cell : row.cells) {
            qingdan::Diagnostics none;
            const auto again =
                qingdan::CsvTable::parse("a,b\n" + qingdan::csv_field(cell.text) + ",x\n", document, none);
            if (!again || none.has_errors() || again->rows().size() != 1 || again->rows()[0].cells[0].text != cell.text)
                __builtin_trap();
        }
    }
    return 0;
}
