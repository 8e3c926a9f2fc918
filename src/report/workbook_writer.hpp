#pragma once
// A workbook model as an .xlsx file; the one place that knows the spreadsheet library and how cells look.

#include <filesystem>

#include "report/workbook_model.hpp"

namespace qingdan {

/// Throws std::runtime_error if the disk refuses.
void write_xlsx(const std::filesystem::path& file, const WorkbookModel& model);

}  // namespace qingdan
