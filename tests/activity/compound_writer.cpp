#include "compound_writer.hpp"

namespace qingdan::test {

namespace {

constexpr std::size_t sector = 512;
constexpr std::uint32_t free_sector = 0xFFFFFFFF, end_of_chain = 0xFFFFFFFE, table_sector = 0xFFFFFFFD;

std::string entry(const std::string& name, char type, std::uint32_t start, std::size_t size) {
    std::string bytes;
    for (const char c : name) bytes += le16(static_cast<std::uint16_t>(c));
    bytes.resize(64);
    bytes += le16(static_cast<std::uint16_t>(2 * name.size() + 2));
    bytes += type;
    bytes += '\1';
    bytes += le32(free_sector) + le32(free_sector) + le32(type == 5 ? 1 : free_sector);
    bytes.resize(116);
    return bytes + le32(start) + le32(static_cast<std::uint32_t>(size)) + le32(0);
}

}  // namespace

std::string le16(std::uint16_t value) { return {static_cast<char>(value & 0xFF), static_cast<char>(value >> 8)}; }
std::string le32(std::uint32_t value) {
    return le16(static_cast<std::uint16_t>(value & 0xFFFF)) + le16(static_cast<std::uint16_t>(value >> 16));
}
std::string record(std::uint16_t type, const std::string& data) {
    return le16(type) + le16(static_cast<std::uint16_t>(data.size())) + data;
}

// Sector 0 is the table, sector 1 the directory, the stream begins in sector 2.
std::string compound_file(const std::string& name, const std::string& stream) {
    const auto count = static_cast<std::uint32_t>((stream.size() + sector - 1) / sector);
    std::string header("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
    header.resize(24);
    header += le16(0x3E) + le16(3) + le16(0xFFFE) + le16(9) + le16(6);
    header.resize(44);
    header += le32(1) + le32(1) + le32(0) + le32(4096) + le32(end_of_chain) + le32(0) + le32(end_of_chain) + le32(0) +
              le32(0);
    while (header.size() < sector) header += le32(free_sector);
    std::string table = le32(table_sector) + le32(end_of_chain);
    for (std::uint32_t i = 0; i < count; ++i) table += le32(i + 1 == count ? end_of_chain : i + 3);
    while (table.size() < sector) table += le32(free_sector);
    std::string directory = entry("Root Entry", 5, end_of_chain, 0) + entry(name, 2, 2, stream.size());
    directory.resize(sector);
    std::string body = stream;
    body.resize(count * sector);
    return header + table + directory + body;
}

}  // namespace qingdan::test
