#include "app/output_folder.hpp"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <stdexcept>

namespace qingdan {

OutputFolder::OutputFolder(std::filesystem::path target)
    : target_(std::filesystem::absolute(std::move(target)).lexically_normal()) {
    if (!target_.has_filename()) target_ = target_.parent_path();
    std::filesystem::create_directories(target_.parent_path());
    staging_ = target_.parent_path() / ("." + target_.filename().string() + ".new-" + std::to_string(getpid()));
    std::filesystem::remove_all(staging_);
    std::filesystem::create_directory(staging_);
}

OutputFolder::~OutputFolder() {
    std::error_code ignored;
    if (!committed_) std::filesystem::remove_all(staging_, ignored);
}

bool OutputFolder::acceptable(const std::vector<std::string>& own_files, Diagnostics& diagnostics) const {
    std::error_code error;
    const auto document = std::make_shared<const Document>(Document{target_.string(), {}});
    if (!std::filesystem::exists(target_, error)) return true;
    if (!std::filesystem::is_directory(target_, error)) {
        diagnostics.error("P011", {document, {}});
        return false;
    }
    for (const auto& entry : std::filesystem::directory_iterator(target_, error)) {
        const auto name = entry.path().filename().string();
        if (std::find(own_files.begin(), own_files.end(), name) != own_files.end()) continue;
        diagnostics.error("P010", {document, {}}, {{"file", name}});
        return false;
    }
    return true;
}

void OutputFolder::write(const std::string& name, std::string_view bytes) const {
    std::ofstream file(path(name), std::ios::binary | std::ios::trunc);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) throw std::runtime_error("cannot write " + path(name).string());
}

void OutputFolder::commit() {
    if (!std::filesystem::exists(target_)) {
        std::filesystem::rename(staging_, target_);
        committed_ = true;
        return;
    }
    // The kernel exchanges the two folders in one step; a reader sees the old output or the new one, never a mixture.
    if (renameat2(AT_FDCWD, staging_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) != 0) {
        const auto old = staging_.string() + ".old";  // file systems without exchange: two steps
        std::filesystem::rename(target_, old);
        std::filesystem::rename(staging_, target_);
        committed_ = true;
        std::filesystem::remove_all(old);
        return;
    }
    committed_ = true;
    std::filesystem::remove_all(staging_);
}

}  // namespace qingdan
