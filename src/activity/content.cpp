// Which kind of file lies before us, and text of either encoding.

#include <algorithm>

#include "activity/archive.hpp"
#include "activity/compound_file.hpp"
#include "activity/encoding.hpp"
#include "activity/sheet.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::size_t looked_at = 4096;

/// Text has no control characters but space, and some first character.
bool looks_like_text(std::string_view bytes) {
    for (const char c : bytes.substr(0, looked_at))
        if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r' && c != '\f') return false;
    return true;
}

}  // namespace

std::string content_kind(std::string_view bytes) {
    if (CompoundFile::recognise(bytes)) {
        const auto container = CompoundFile::open(bytes);
        // A damaged one is told by its reader; one with a password may be of any kind.
        const bool book = !container || container->has("Workbook") || container->has("Book");
        return book ? ".xls" : container->has("EncryptedPackage") ? ".xlsx" : "";
    }
    if (Archive::recognise(bytes)) {
        const Archive archive(bytes);
        if (archive.fault() != ReadFault::none)
            return bytes.substr(0, 200).find("opendocument.spreadsheet") != std::string_view::npos ? ".ods" : ".xlsx";
        if (archive.has("content.xml")) return ".ods";
        return archive.has("_rels/.rels") ? ".xlsx" : "";
    }
    return looks_like_text(bytes) ? ".csv" : "";
}

std::optional<std::string> decoded_text(const std::string& bytes, const DocumentPtr& document,
                                        Diagnostics& diagnostics) {
    if (valid_utf8(bytes)) return bytes;
    // A text in UTF-8 with a broken byte would pass as GB18030 too, as nonsense.
    std::size_t line = 0, first_bad = 0, chinese = 0, bad = 0;
    for (std::size_t at = 0; at < bytes.size();) {
        const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
        const auto text = std::string_view(bytes).substr(at, end - at);
        ++line;
        if (!valid_utf8(text)) {
            if (bad++ == 0) first_bad = line;
        } else if (std::any_of(text.begin(), text.end(),
                               [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
            ++chinese;
        }
        at = end + 1;
    }
    auto text = chinese < bad ? to_utf8(bytes, "GB18030") : std::nullopt;
    if (text)
        diagnostics.note("A019", {document, {}});
    else
        diagnostics.error("B004", {document, std::to_string(first_bad)});
    return text;
}

}  // namespace qingdan
