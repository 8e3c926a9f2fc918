#include "activity/compound_file.hpp"

#include <algorithm>

namespace qingdan {

namespace {

constexpr std::string_view mark = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
constexpr std::uint32_t last_sector = 0xFFFFFFFA;  // larger numbers are marks: end of chain, free, table
constexpr std::size_t header_size = 512, mini_sector_size = 64, mini_limit = 4096, entry_size = 128;
constexpr std::size_t whole_chain = ~std::size_t{0};

std::uint32_t little_endian(std::string_view bytes, std::size_t at, int count) {
    std::uint32_t value = 0;
    for (int i = count - 1; i >= 0; --i)
        value = (value << 8) | static_cast<unsigned char>(bytes[at + static_cast<std::size_t>(i)]);
    return value;
}

std::vector<std::uint32_t> words(std::string_view bytes) {
    std::vector<std::uint32_t> list;
    for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) list.push_back(little_endian(bytes, at, 4));
    return list;
}

}  // namespace

bool CompoundFile::recognise(std::string_view bytes) { return bytes.starts_with(mark); }

std::uint32_t CompoundFile::word(std::size_t at) const { return little_endian(bytes_, at, 4); }

std::string_view CompoundFile::sector(std::uint32_t number) const {
    const std::size_t from = (std::size_t{number} + 1) * sector_size_;
    return from >= bytes_.size() ? std::string_view{} : bytes_.substr(from, sector_size_);
}

std::optional<CompoundFile> CompoundFile::open(std::string_view bytes) {
    if (!recognise(bytes) || bytes.size() < header_size) return std::nullopt;
    CompoundFile file;
    file.bytes_ = bytes;
    const auto shift = little_endian(bytes, 30, 2);
    if (shift != 9 && shift != 12) return std::nullopt;
    file.sector_size_ = std::size_t{1} << shift;
    if (!file.read_tables() || !file.read_directory()) return std::nullopt;
    return file;
}

/// The FAT stands in sectors that the header lists, and behind 109 of them further lists do.
bool CompoundFile::read_tables() {
    std::vector<std::uint32_t> sectors = words(bytes_.substr(76, 109 * 4));
    const std::size_t most = bytes_.size() / sector_size_ + 1;
    std::size_t lists = 0;
    for (std::uint32_t more = word(68); more < last_sector; ++lists) {
        const auto list = words(sector(more));
        if (list.empty() || lists > most) return false;
        sectors.insert(sectors.end(), list.begin(), list.end() - 1);
        more = list.back();
    }
    for (const auto number : sectors) {
        if (number >= last_sector) continue;
        const auto part = sector(number);
        if (part.size() < sector_size_ || next_.size() > most + sector_size_) return false;
        const auto numbers = words(part);
        next_.insert(next_.end(), numbers.begin(), numbers.end());
    }
    return !next_.empty();
}

bool CompoundFile::read_directory() {
    const auto directory = chain(word(48), whole_chain);
    if (!directory || directory->size() < entry_size) return false;
    for (std::size_t at = 0; at + entry_size <= directory->size(); at += entry_size) {
        const std::size_t length = std::min<std::size_t>(little_endian(*directory, at + 64, 2), 64);
        const auto type = static_cast<unsigned char>((*directory)[at + 66]);
        std::string name;  // names of interest are ASCII in UTF-16
        for (std::size_t i = 0; i + 2 < length; i += 2) name += (*directory)[at + i];
        if (type == 2 || type == 5)
            entries_.emplace(type == 5 ? "" : name,
                             Entry{little_endian(*directory, at + 116, 4), little_endian(*directory, at + 120, 4)});
    }
    if (!has("")) return false;
    if (const auto start = word(60); start < last_sector) {
        const auto table = chain(start, whole_chain);
        const auto stream = chain(entries_[""].start, entries_[""].size);
        if (!table || !stream) return false;
        mini_next_ = words(*table);
        mini_ = *stream;
    }
    return true;
}

std::optional<std::string> CompoundFile::chain(std::uint32_t start, std::size_t size) const {
    if (size != whole_chain && size > bytes_.size()) return std::nullopt;
    std::string stream;
    std::size_t steps = 0;
    for (std::uint32_t number = start; number < last_sector && stream.size() < size; number = next_[number]) {
        const auto part = sector(number);
        if (part.empty() || number >= next_.size() || ++steps > next_.size()) return std::nullopt;
        stream += part;
    }
    if (size == whole_chain) return stream;
    if (stream.size() < size) return std::nullopt;
    stream.resize(size);
    return stream;
}

std::optional<std::string> CompoundFile::read(const std::string& name) const {
    const auto found = entries_.find(name);
    if (found == entries_.end()) return std::nullopt;
    const auto& entry = found->second;
    if (entry.size >= mini_limit) return chain(entry.start, entry.size);
    std::string stream;
    std::size_t steps = 0;
    for (std::uint32_t number = entry.start; number < last_sector && stream.size() < entry.size;
         number = mini_next_[number]) {
        const std::size_t from = std::size_t{number} * mini_sector_size;
        if (number >= mini_next_.size() || from >= mini_.size() || ++steps > mini_next_.size()) return std::nullopt;
        stream += mini_.substr(from, mini_sector_size);
    }
    if (stream.size() < entry.size) return std::nullopt;
    stream.resize(entry.size);
    return stream;
}

}  // namespace qingdan
