#pragma once
// What the tests of this room share: the small package, the common one, sheets written as text, complaints as text.

#include <string>
#include <vector>

#include "activity/readers.hpp"

namespace qingdan::test {

const Methodology& mini();    ///< tests/fixtures/mini
const Methodology& common();  ///< methodologies/common, with the printed balance

MemberId region(const Methodology& methodology, const std::string& id);
DataScope scope(const Methodology& methodology, const std::string& region, int from, int to);

/// A sheet from rows of cells separated by `|`. A cell that reads as a number is one, unless it starts with `'`.
Sheet sheet(const std::string& name, const std::string& rows);
Workbook workbook(std::vector<Sheet> sheets);

/// `A002 data.csv:3:2`, one a diagnostic, in the order of complaint.
std::vector<std::string> codes(const Diagnostics& diagnostics);
/// The argument of the first diagnostic with this code; "(none)" if there is none.
std::string argument(const Diagnostics& diagnostics, const std::string& code, const std::string& name);

/// The code with which a parser of workbooks refuses these bytes, or "read".
using Parser = std::optional<Workbook> (*)(std::string_view, const DocumentPtr&, Diagnostics&);
std::string refusal(Parser parse, const std::string& bytes);

/// Reads `text` as a tidy CSV called data.csv.
std::vector<ActivityDatum> tidy(const std::string& text, const DataScope& scope, const Methodology& methodology,
                                Diagnostics& diagnostics, const DataFile& file = {});

}  // namespace qingdan::test
