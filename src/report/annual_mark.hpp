#pragma once
// What every page of the annual report says about itself: that it is an example, that factors are provisional.

#include <optional>
#include <string>
#include <string_view>

namespace qingdan {

/// The bytes of a reference document for pandoc with the mark in its header. A document is a ZIP archive; the header
/// stands in ours uncompressed, with the word MARK and blanks behind it (scripts/reference-docx), so that it can be
/// written over in place. Nothing where there is no such header, or where the mark is too long for it.
std::optional<std::string> with_page_mark(std::string reference, std::string_view mark);

/// A rule for the head of printed pages.
std::string page_mark_style(std::string_view mark);

}  // namespace qingdan
