#pragma once
// Where something was read: a document and a place inside it. Every datum, factor,
// formula and diagnostic carries one from birth, so that any figure can be walked back.

#include <memory>
#include <string>

namespace qingdan {

/// A file (or a printed publication) that values were read from.
struct Document {
    std::string path;    ///< as the user knows it: relative to the inventory or package
    std::string digest;  ///< SHA-256 of the bytes, lower-case hex; empty for printed publications
};
using DocumentPtr = std::shared_ptr<const Document>;

/// A place inside a document: `Sheet1!D17` for workbooks, `12:5` (line:column) for text.
struct SourceRef {
    DocumentPtr document;
    std::string locator;

    /// `energy.xls:Sheet1!D17`, `factors/fuel.csv:12:5`; empty when nothing is known.
    [[nodiscard]] std::string text() const {
        if (!document) return locator;
        return locator.empty() ? document->path : document->path + ":" + locator;
    }
};

}  // namespace qingdan
