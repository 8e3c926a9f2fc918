#include "base/text.hpp"

#include <algorithm>
#include <cstdint>

namespace qingdan {

namespace {

constexpr char32_t replacement = 0xFFFD;

struct Decoded {
    char32_t code_point = replacement;
    std::size_t length = 1;
    bool valid = false;
};

// One character of UTF-8 (RFC 3629: no surrogates, no overlong forms, nothing above U+10FFFF).
Decoded decode(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t i) { return static_cast<std::uint8_t>(text[i]); };
    const std::uint8_t first = byte(at);
    if (first < 0x80) return {first, 1, true};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return {};
    char32_t code = first & (0xFFU >> (length + 1));
    for (std::size_t i = at + 1; i < at + length; ++i) {
        if ((byte(i) & 0xC0) != 0x80) return {};
        code = (code << 6) | (byte(i) & 0x3FU);
    }
    constexpr char32_t smallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < smallest[length] || code > 0x10FFFF || (code >= 0xD800 && code < 0xE000)) return {};
    return {code, length, true};
}

bool is_space(char32_t c) {
    return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0 || c == 0x3000 || c == 0xFEFF ||
           (c >= 0x2000 && c <= 0x200B) || c == 0x202F;
}

}  // namespace

std::string_view trim(std::string_view text) {
    const auto plain = [](char c) { return c > ' ' && c < '\x7f'; };  // most texts need no decoding
    if (!text.empty() && plain(text.front()) && plain(text.back())) return text;
    while (!text.empty()) {
        const Decoded first = decode(text, 0);
        if (!first.valid || !is_space(first.code_point)) break;
        text.remove_prefix(first.length);
    }
    while (!text.empty()) {
        std::size_t start = text.size() - 1;
        while (start > 0 && (static_cast<std::uint8_t>(text[start]) & 0xC0) == 0x80) --start;
        const Decoded last = decode(text, start);
        if (!last.valid || !is_space(last.code_point)) break;
        text = text.substr(0, start);
    }
    return text;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t end = std::min(text.find(separator), text.size());
        if (const std::string_view part = trim(text.substr(0, end)); !part.empty()) parts.emplace_back(part);
        if (end == text.size()) return parts;
        text.remove_prefix(end + 1);
    }
}

bool valid_utf8(std::string_view text) {
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<std::uint8_t>(text[i]) < 0x80) {
            ++i;
            continue;
        }
        const Decoded next = decode(text, i);
        if (!next.valid) return false;
        i += next.length;
    }
    return true;
}

std::u32string code_points(std::string_view text) {
    std::u32string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Decoded next = decode(text, i);
        out += next.code_point;
        i += next.length;
    }
    return out;
}

void append_utf8(std::string& text, char32_t c) {
    const auto tail = [&](int shift) { text += static_cast<char>(0x80U | ((c >> shift) & 0x3FU)); };
    if (c < 0x80) {
        text += static_cast<char>(c);
    } else if (c < 0x800) {
        text += static_cast<char>(0xC0U | (c >> 6));
        tail(0);
    } else if (c < 0x10000) {
        text += static_cast<char>(0xE0U | (c >> 12));
        tail(6);
        tail(0);
    } else {
        text += static_cast<char>(0xF0U | (c >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

int display_width(char32_t c) {
    if ((c >= 0x300 && c < 0x370) || (c >= 0x200B && c <= 0x200F) || c == 0xFEFF) return 0;
    const bool wide = (c >= 0x1100 && c <= 0x115F) || (c >= 0x2E80 && c <= 0xA4CF) || (c >= 0xAC00 && c <= 0xD7A3) ||
                      (c >= 0xF900 && c <= 0xFAFF) || (c >= 0xFE30 && c <= 0xFE4F) || (c >= 0xFF01 && c <= 0xFF60) ||
                      (c >= 0xFFE0 && c <= 0xFFE6) || (c >= 0x1F300 && c <= 0x1FAFF) || (c >= 0x20000 && c <= 0x3FFFD);
    return wide ? 2 : 1;
}

std::string half_width(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {
        const Decoded next = decode(text, i);
        if (next.valid && next.code_point >= 0xFF01 && next.code_point <= 0xFF5E) {
            out += static_cast<char>(next.code_point - 0xFEE0);
        } else if (next.valid && next.code_point == 0x3000) {
            out += ' ';
        } else {
            out.append(text.substr(i, next.length));
        }
        i += next.length;
    }
    return out;
}

std::string name_key(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size();) {  // thousands of names are compared: in one pass
        const Decoded next = decode(text, i);
        i += next.length;
        char32_t c = next.code_point;
        if (is_space(c)) continue;
        if (next.valid && c >= 0xFF01 && c <= 0xFF5E) c -= 0xFEE0;
        append_utf8(out, c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c);
    }
    return out;
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    const std::u32string from = code_points(a), to = code_points(b);
    // Three rolling rows: swapping two neighbouring characters counts as one mistake.
    std::vector<std::size_t> before(to.size() + 1), last(to.size() + 1), row(to.size() + 1);
    for (std::size_t j = 0; j <= to.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= from.size(); ++i) {
        before.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= to.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1)});
            if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
    }
    return row[to.size()];
}

std::vector<std::string> nearest(std::string_view text, const std::vector<std::string>& candidates, std::size_t most) {
    const std::string wanted = name_key(text);
    const std::size_t limit = code_points(wanted).size() / 2;
    std::vector<std::pair<std::size_t, std::string>> found;
    for (const std::string& candidate : candidates) {
        const std::size_t distance = edit_distance(wanted, name_key(candidate));
        if (distance <= limit) found.emplace_back(distance, candidate);
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(most, found.size()); ++i) names.push_back(std::move(found[i].second));
    return names;
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (const std::string& part : parts) {
        if (&part != &parts.front()) out += separator;
        out += part;
    }
    return out;
}

}  // namespace qingdan
