#pragma once
// Texts of older programs: Chinese code pages to UTF-8.

#include <optional>
#include <string>
#include <string_view>

namespace qingdan {

/// `encoding` as iconv names it: GB18030, CP1252. Nothing if the bytes are not of that encoding.
std::optional<std::string> to_utf8(std::string_view bytes, const char* encoding);

}  // namespace qingdan
