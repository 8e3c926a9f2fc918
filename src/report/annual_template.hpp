#pragma once
// A chapter of the annual report as a tree: Markdown with `{{ … }}` in it (docs/report-format.md).

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"

namespace qingdan {

/// The words between `{{` and `}}`: `value total CO2e last "kt CO2e" 1`, `table summary columns="1 3"`.
struct ReportSelector {
    std::string word;                          ///< the first
    std::vector<std::string> plain;            ///< the others, in order; quotes taken off
    std::map<std::string, std::string> named;  ///< `name=value`
    SourceRef where;

    [[nodiscard]] std::string text() const;  ///< for messages
};

struct ReportNode {
    enum class Kind { text, selector, branch, loop, include };
    Kind kind = Kind::text;
    std::string text;         ///< text; loop: the variable's name; include: the part's name
    ReportSelector selector;  ///< selector; branch: the condition; loop: the list; include: its named words
    std::string comparison;   ///< branch: `>`, `<`, `=` or nothing
    double compared = 0.0;    ///< branch: with what
    bool negated = false;     ///< branch: `if not`
    std::vector<ReportNode> body, otherwise;
};

/// Syntax errors (R040) are reported with line and column; what could be read is returned all the same.
std::vector<ReportNode> parse_chapter(std::string_view bytes, const DocumentPtr& document, Diagnostics& diagnostics);

}  // namespace qingdan
