#pragma once
// The report workbook: an inventory in the tables of its template.

#include <filesystem>

#include "analysis/results.hpp"

namespace qingdan {

/// Writes a new .xlsx in the inventory's language. The same inventory gives the same bytes. What is wrong with the
/// template or the words is reported (R…), and then nothing is written.
void write_workbook(const std::filesystem::path& file, const Inventory& inventory, const AnalysisResults& results,
                    const std::filesystem::path& templates, Diagnostics& diagnostics);

}  // namespace qingdan
