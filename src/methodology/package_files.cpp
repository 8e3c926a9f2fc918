#include "methodology/package_files.hpp"

#include "base/files.hpp"

namespace qingdan {

std::vector<PackageFile> read_package_files(const std::filesystem::path& root, const std::string& package,
                                            const std::string& folder) {
    std::vector<PackageFile> files;
    for (const auto& name : list_files(root / package / folder, ".toml", true)) {
        PackageFile file{package + "/" + folder + "/" + name, {}, {}, {}};
        Diagnostics diagnostics;
        if (const auto bytes = read_file(root, file.path, diagnostics)) {
            file.document = bytes->document;
            file.toml = TomlDocument::parse(bytes->bytes, bytes->document, diagnostics);
        }
        file.diagnostics = diagnostics.all();
        files.push_back(std::move(file));
    }
    return files;
}

}  // namespace qingdan
