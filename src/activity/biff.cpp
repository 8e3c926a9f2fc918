#include "activity/biff.hpp"

#include <algorithm>
#include <bit>

#include "base/text.hpp"

namespace qingdan::biff {

namespace {

std::uint16_t word_at(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint16_t>(static_cast<unsigned char>(bytes[at]) |
                                      (static_cast<unsigned char>(bytes[at + 1]) << 8));
}

/// UTF-16 code units to UTF-8; a half of a surrogate pair alone becomes U+FFFD.
std::string to_utf8(const std::u16string& units) {
    std::string text;
    for (std::size_t i = 0; i < units.size(); ++i) {
        char32_t point = units[i];
        const bool high = point >= 0xD800 && point < 0xDC00;
        if (high && i + 1 < units.size() && units[i + 1] >= 0xDC00 && units[i + 1] < 0xE000)
            point = 0x10000 + ((point - 0xD800) << 10) + (units[++i] - 0xDC00U);
        else if (point >= 0xD800 && point < 0xE000)
            point = 0xFFFD;
        append_utf8(text, point);
    }
    return text;
}

}  // namespace

std::optional<Item> Records::next() {
    Item item;
    const auto take = [&]() -> bool {
        if (at_ + 4 > stream_.size() || at_ + 4 + word_at(stream_, at_ + 2) > stream_.size()) return false;
        const std::size_t length = word_at(stream_, at_ + 2);
        item.parts.push_back(stream_.substr(at_ + 4, length));
        at_ += 4 + length;
        return true;
    };
    if (at_ >= stream_.size()) return std::nullopt;
    item.type = at_ + 2 <= stream_.size() ? word_at(stream_, at_) : std::uint16_t{0};
    if (!take()) {
        damaged_ = true;
        return std::nullopt;
    }
    while (at_ + 4 <= stream_.size() && word_at(stream_, at_) == continued)
        if (!take()) {
            damaged_ = true;
            return std::nullopt;
        }
    return item;
}

bool Data::advance() {
    while (part_ < parts_.size() && at_ >= parts_[part_].size()) {
        ++part_;
        at_ = 0;
    }
    if (part_ >= parts_.size()) failed_ = true;
    return !failed_;
}

std::uint8_t Data::byte() { return advance() ? static_cast<std::uint8_t>(parts_[part_][at_++]) : std::uint8_t{0}; }

std::uint16_t Data::word() {
    const std::uint16_t low = byte();
    return static_cast<std::uint16_t>(low | (byte() << 8));
}

std::uint32_t Data::dword() {
    const std::uint32_t low = word();
    return low | (std::uint32_t{word()} << 16);
}

double Data::real() {
    const std::uint64_t low = dword();
    return std::bit_cast<double>(low | (std::uint64_t{dword()} << 32));
}

void Data::skip(std::size_t bytes) {
    while (bytes > 0 && advance()) {
        const std::size_t step = std::min(bytes, parts_[part_].size() - at_);
        at_ += step;
        bytes -= step;
    }
}

std::string Data::characters(std::size_t count, bool wide) {
    std::u16string units;
    while (units.size() < count && !failed_) {
        if (at_ >= parts_[part_].size()) {
            if (!advance()) break;
            wide = (byte() & 1) != 0;
        }
        units += static_cast<char16_t>(wide ? word() : byte());
    }
    return to_utf8(units);
}

std::string Data::bytes(std::size_t count) {
    std::string text;
    while (text.size() < count && advance()) {
        const auto piece = parts_[part_].substr(at_, count - text.size());
        text += piece;
        at_ += piece.size();
    }
    return text;
}

std::string Data::unicode_string(std::size_t count) {
    const auto flags = byte();
    const std::size_t runs = (flags & 8) != 0 ? word() : 0;
    const std::size_t phonetic = (flags & 4) != 0 ? dword() : 0;
    auto text = characters(count, (flags & 1) != 0);
    skip(runs * 4);
    skip(phonetic);
    return text;
}

double rk_number(std::uint32_t packed) {
    double value = 0.0;
    if ((packed & 2) != 0)
        value = static_cast<double>(static_cast<std::int32_t>(packed) >> 2);
    else
        value = std::bit_cast<double>(std::uint64_t{packed & 0xFFFFFFFCU} << 32);
    return (packed & 1) != 0 ? value / 100.0 : value;
}

std::string error_code(std::uint8_t code) {
    switch (code) {
        case 0x00: return "#NULL!";
        case 0x07: return "#DIV/0!";
        case 0x0F: return "#VALUE!";
        case 0x17: return "#REF!";
        case 0x1D: return "#NAME?";
        case 0x24: return "#NUM!";
        case 0x2A: return "#N/A";
        default: return "#ERROR";
    }
}

}  // namespace qingdan::biff
