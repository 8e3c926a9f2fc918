#pragma once
// Zip archives, part by part, with bounds: a small file must not become gigabytes.

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "activity/read_fault.hpp"

namespace qingdan {

class Archive {
public:
    static bool recognise(std::string_view bytes);
    /// `bytes` must outlive the archive.
    explicit Archive(std::string_view bytes);
    ~Archive();
    Archive(const Archive&) = delete;
    Archive& operator=(const Archive&) = delete;

    /// `damaged` where the directory at the end is missing or the parts do not agree with it.
    [[nodiscard]] ReadFault fault() const { return fault_; }
    [[nodiscard]] bool has(const std::string& part) const;  ///< names without regard to case, `\` as `/`
    /// Gives the part to `sink` in pieces, until it returns false. Beyond the limits `too_large`, a wrong checksum
    /// `damaged`.
    ReadFault read(const std::string& part, const std::function<bool(std::string_view)>& sink) const;
    /// A part that is small by its nature.
    ReadFault read(const std::string& part, std::string& text) const;

private:
    struct Implementation;
    ReadFault open();
    std::string_view bytes_;
    std::unique_ptr<Implementation> implementation_;
    std::map<std::string, std::string> names_;  ///< lower case -> as written
    ReadFault fault_ = ReadFault::damaged;
};

}  // namespace qingdan
