#pragma once
// An inventory's data as tidy CSV, one table a department, that reads back as the same data.

#include <string>
#include <vector>

#include "inventory/inventory.hpp"

namespace qingdan {

struct DataTable {
    std::string file;  ///< `statistics.csv`
    std::string bytes;
    std::size_t rows = 0;
};

/// Rows by variable (in the package's order), key and year; values as they were printed. Of these years, or of all.
std::vector<DataTable> data_csv(const Inventory& inventory, const std::vector<int>& years);

}  // namespace qingdan
