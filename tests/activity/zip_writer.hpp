#pragma once
// Zip archives from texts, for tests of .xlsx and .ods.

#include <string>
#include <utility>
#include <vector>

namespace qingdan::test {

using Parts = std::vector<std::pair<std::string, std::string>>;
std::string zip(const Parts& parts);

/// The parts of an .xlsx with one sheet whose rows are `rows` (XML); `strings` are the items of its string table.
Parts xlsx_parts(const std::string& rows, const std::string& strings = "");
/// A part put in another's place.
Parts with(Parts parts, const std::string& name, const std::string& text);
/// The parts of an .ods whose table has these rows (XML).
Parts ods_parts(const std::string& rows);

}  // namespace qingdan::test
