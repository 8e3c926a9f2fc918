#include "report/annual_mark.hpp"

#include <cstdint>

#include "report/annual_writer.hpp"

namespace qingdan {

namespace {

constexpr std::string_view header_part = "word/header1.xml", place = "MARK";
// Of the ZIP format (PKWARE APPNOTE 6.3.10, sections 4.3.7 and 4.3.12).
constexpr std::string_view local_signature = "PK\x03\x04", central_signature = "PK\x01\x02";
constexpr std::size_t local_method = 8, local_crc = 14, local_size = 18, local_extra = 28, local_name = 30;
constexpr std::size_t central_crc = 16, central_name = 46;

std::uint32_t crc32(std::string_view bytes) {
    std::uint32_t crc = 0xFFFFFFFFU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xEDB88320U : 0U);
    }
    return ~crc;
}

std::uint32_t number(std::string_view bytes, std::size_t at, int width) {
    std::uint32_t value = 0;
    for (int i = width - 1; i >= 0; --i)
        value = value << 8U | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

void put(std::string& bytes, std::size_t at, std::uint32_t value) {
    for (std::size_t i = 0; i < 4; ++i) bytes[at + i] = static_cast<char>(value >> (8U * i) & 0xFFU);
}

/// Where the entry of the header begins, by its signature so far in front of its name.
std::size_t entry(std::string_view bytes, std::string_view signature, std::size_t name_offset) {
    for (auto at = bytes.find(header_part); at != std::string_view::npos; at = bytes.find(header_part, at + 1))
        if (at >= name_offset && bytes.substr(at - name_offset, signature.size()) == signature) return at - name_offset;
    return std::string_view::npos;
}

}  // namespace

std::optional<std::string> with_page_mark(std::string reference, std::string_view mark) {
    const auto local = entry(reference, local_signature, local_name),
               central = entry(reference, central_signature, central_name);
    if (local == std::string::npos || central == std::string::npos) return std::nullopt;
    const auto from = local + local_name + header_part.size() + number(reference, local + local_extra, 2);
    const auto size = number(reference, local + local_size, 4);
    if (number(reference, local + local_method, 2) != 0 || from + size > reference.size()) return std::nullopt;
    auto header = reference.substr(from, size);
    const auto at = header.find(place);
    if (at == std::string::npos) return std::nullopt;
    header.replace(at, place.size(), html_text(mark));
    const auto end = header.find_last_not_of(' ') + 1;
    if (end > size) return std::nullopt;
    header.resize(size, ' ');
    reference.replace(from, size, header);
    put(reference, local + local_crc, crc32(header));
    put(reference, central + central_crc, crc32(header));
    return reference;
}

std::string page_mark_style(std::string_view mark) {
    std::string quoted;
    for (const char c : mark) {
        if (c == '"' || c == '\\') quoted += '\\';
        quoted += c == '<' ? std::string("\\3c ") : std::string(1, c);  // no end of the style in the page
    }
    return "@page { @top-center { content: \"" + quoted +
           "\"; font-size: 8pt; white-space: nowrap; color: #b00020; } }\n";
}

}  // namespace qingdan
