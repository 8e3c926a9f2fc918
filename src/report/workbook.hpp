#pragma once
// The report workbook: an inventory in the tables of its template.

#include <filesystem>

#include "analysis/results.hpp"
#include "analysis/uncertainty.hpp"

namespace qingdan {

/// Writes a new .xlsx in the inventory's language. The same inventory gives the same bytes. What is wrong with the
/// template or the words is reported (R…), and then nothing is written. `methodologies`: where packages stand in whose
/// categories some tables may be.
void write_workbook(const std::filesystem::path& file, const Inventory& inventory, const AnalysisResults& results,
                    const UncertaintyAnalysis* uncertainty, const std::filesystem::path& templates,
                    const std::filesystem::path& methodologies, Diagnostics& diagnostics);

}  // namespace qingdan
