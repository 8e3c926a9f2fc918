#pragma once
// All or nothing: a run's files are written beside the old ones and put in their place in one step.

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"

namespace qingdan {

class OutputFolder {
public:
    /// Nothing is touched yet. Throws std::filesystem::filesystem_error where the disk refuses.
    explicit OutputFolder(std::filesystem::path target);
    ~OutputFolder();  ///< without commit(): leaves the old output as it was
    OutputFolder(const OutputFolder&) = delete;
    OutputFolder& operator=(const OutputFolder&) = delete;

    /// Refuses (P010) a folder that holds anything a run did not write, so that nobody's files are lost.
    bool acceptable(const std::vector<std::string>& own_files, Diagnostics& diagnostics) const;
    void write(const std::string& name, std::string_view bytes) const;
    [[nodiscard]] std::filesystem::path path(const std::string& name) const { return staging_ / name; }
    void commit();

private:
    std::filesystem::path target_, staging_;
    bool committed_ = false;
};

}  // namespace qingdan
