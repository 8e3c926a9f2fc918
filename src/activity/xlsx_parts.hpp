#pragma once
// The small parts of an .xlsx ([ECMA-376], transitional and strict): relations, workbook, styles, shared strings.

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "activity/archive.hpp"
#include "activity/xml.hpp"

namespace qingdan {

/// Reads a part of an archive through a handler. A handler that stopped found damage.
ReadFault parse_part(const Archive& archive, const std::string& part, XmlHandler& handler, bool namespaces = false);

struct PackagePart {
    std::string type;    ///< behind the last `/`: worksheet, styles, sharedStrings; alike in strict files
    std::string target;  ///< from the root of the archive
};
/// What `part` refers to, by id. A part without relations has none.
ReadFault read_relations(const Archive& archive, const std::string& part,
                         std::map<std::string, PackagePart>& relations);

struct SheetReference {
    std::string name, relation;
    bool hidden = false;
};
struct WorkbookPart {
    std::vector<SheetReference> sheets;
    bool since_1904 = false;
};
ReadFault read_workbook_part(const Archive& archive, const std::string& part, WorkbookPart& workbook);

/// For each cell style, whether it shows a date.
ReadFault read_styles(const Archive& archive, const std::string& part, std::vector<bool>& dates);

ReadFault read_shared_strings(const Archive& archive, const std::string& part, std::vector<std::string>& strings);

/// `_x000D_` back to the character it stands for.
std::string without_escapes(std::string text);

}  // namespace qingdan
