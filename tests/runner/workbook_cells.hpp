#pragma once
// The cells of a workbook as its file keeps them, read by ZIP and XML alone: not by the program under test.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

struct WorkbookCell {
    std::string text;     ///< as written: a number's digits, or words
    std::string formula;  ///< without `=`; a formula that shares another's text has a blank
    bool number = false, error = false;
};

struct WorkbookSheet {
    std::string name;
    std::map<std::pair<int, int>, WorkbookCell> cells;  ///< by row and column, 0-based
};

/// Throws std::runtime_error where this is no workbook.
std::vector<WorkbookSheet> read_workbook(const std::filesystem::path& file);
/// `D17`.
std::string cell_address(const std::pair<int, int>& place);
