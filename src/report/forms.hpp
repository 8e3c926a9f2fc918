#pragma once
// Data-collection workbooks, one a department.

#include <filesystem>

#include "report/form_layout.hpp"

namespace qingdan {

struct WrittenForm {
    std::string file;        ///< its name in the folder: `statistics.xlsx`
    std::string department;  ///< as people call it
    std::size_t sheets = 0;  ///< to be filled in
};

/// Writes every department's form into `folder`. Nothing is written if the words are not complete (R008).
std::vector<WrittenForm> write_forms(const std::filesystem::path& folder, const Inventory& inventory,
                                     const FormOptions& options, const std::filesystem::path& templates,
                                     Diagnostics& diagnostics);

}  // namespace qingdan
