#pragma once
// Reading files with their digests. What cannot be read is a diagnostic (B020), not an exception.

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace qingdan {

std::string sha256_hex(std::string_view bytes);

struct FileBytes {
    DocumentPtr document;  ///< path as shown to people, and digest
    std::string bytes;
};

/// Reads `folder/relative`; `relative` is the path that people will see.
std::optional<FileBytes> read_file(const std::filesystem::path& folder, const std::string& relative,
                                   Diagnostics& diagnostics);

/// Files below `folder` with the extension (`.csv`), relative paths, sorted by bytes. Empty if there is no such folder.
std::vector<std::string> list_files(const std::filesystem::path& folder, std::string_view extension, bool recursive);

}  // namespace qingdan
