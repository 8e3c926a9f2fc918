#pragma once
// Compound files ([MS-CFB]): the container of .xls, and of workbooks with a password whatever their extension.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qingdan {

class CompoundFile {
public:
    static bool recognise(std::string_view bytes);  ///< by the first eight bytes
    /// Nothing if the directory or a table of sectors is damaged. `bytes` must outlive it.
    static std::optional<CompoundFile> open(std::string_view bytes);
    [[nodiscard]] bool has(const std::string& stream) const { return entries_.contains(stream); }
    /// A stream of the root by its name; nothing if there is none or a sector of it is missing.
    [[nodiscard]] std::optional<std::string> read(const std::string& stream) const;

private:
    struct Entry {
        std::uint32_t start = 0, size = 0;
    };
    [[nodiscard]] std::uint32_t word(std::size_t at) const;
    [[nodiscard]] std::string_view sector(std::uint32_t number) const;  ///< shorter than a sector behind the end
    [[nodiscard]] std::optional<std::string> chain(std::uint32_t start, std::size_t size) const;
    [[nodiscard]] bool read_tables();
    [[nodiscard]] bool read_directory();
    std::string_view bytes_;
    std::size_t sector_size_ = 512;
    std::vector<std::uint32_t> next_, mini_next_;  ///< the FAT and the mini FAT
    std::string mini_;                             ///< the stream that holds small streams
    std::map<std::string, Entry> entries_;
};

}  // namespace qingdan
