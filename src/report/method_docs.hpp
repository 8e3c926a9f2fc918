#pragma once
// A package as pages to read: every method with its formula typeset, what goes in, which factors it uses, a worked
// example and the clause; and what the package does not estimate, with the reason.

#include <string>
#include <vector>

#include "methodology/methodology.hpp"
#include "report/words.hpp"

namespace qingdan {

/// Worked examples of a package by method: indices into `Methodology::examples`, the best first.
using ExamplesOfMethods = std::vector<std::vector<int>>;

struct MethodPage {
    std::string path;  ///< below the folder of all pages: `ipcc-2006/en/README.md`
    std::string text;  ///< Markdown, formulas in blocks `math`
};

/// README.md with categories and gaps, and a page per root category, or one for all where there are few methods. Of a
/// package that builds on another only what it changes; the rest is linked. `words` with the overlay `methods`.
std::vector<MethodPage> method_pages(const Methodology& methodology, const ExamplesOfMethods& examples,
                                     const Words& words);

/// Leaf categories with gases that no method estimates; memo items, too.
struct MethodGap {
    int category = -1;
    std::vector<std::string> gases;
    bool whole = false;  ///< not one gas is estimated
};
std::vector<MethodGap> method_gaps(const Methodology& methodology);

}  // namespace qingdan
