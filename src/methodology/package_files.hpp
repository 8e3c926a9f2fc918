#pragma once
// The TOML files of a package, read and parsed beside the tables: both take as long, and neither needs the other.

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/toml.hpp"

namespace qingdan {

/// One file; what was wrong with it waits until its turn comes, so that the order of complaints does not depend on
/// threads.
struct PackageFile {
    std::string path;                  ///< `<package>/<folder>/<name>`
    DocumentPtr document;              ///< nothing if it could not be read
    std::optional<TomlDocument> toml;  ///< nothing if it could not be read or parsed
    std::vector<Diagnostic> diagnostics;
};

/// All `*.toml` below `root/<package>/<folder>`, sorted by name.
std::vector<PackageFile> read_package_files(const std::filesystem::path& root, const std::string& package,
                                            const std::string& folder);

}  // namespace qingdan
