#pragma once
// What the lines above a printed table say about its region and year.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "activity/readers.hpp"
#include "activity/table_names.hpp"

namespace qingdan {

/// Something that a title says, and the cell where it stands.
template <typename T>
struct Said {
    T what;
    SourceRef where;
};

class TableTitle {
public:
    TableTitle(const Workbook& workbook, const Sheet& sheet, const TableNames& names, const Methodology& methodology);

    /// Another region than `region`, if the title (or else the sheet's name) names one and `region` nowhere. A region
    /// that holds `region` counts only in the first line: a line below may be the name of a yearbook.
    [[nodiscard]] std::optional<Said<MemberId>> other_region(MemberId region) const;
    /// All years named, the first line's before the others; of the sheet's name if the title names none.
    [[nodiscard]] std::vector<Said<std::set<int>>> years() const;

private:
    [[nodiscard]] std::set<MemberId> regions_in(const std::string& text) const;
    const Methodology* methodology_;
    std::vector<Said<std::string>> lines_;
    Said<std::string> sheet_name_;
};

/// Years 1950 to 2099 in a text that are not part of a longer number or word.
std::set<int> years_in(const std::string& text);

}  // namespace qingdan
