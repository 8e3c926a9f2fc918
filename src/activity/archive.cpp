#include "activity/archive.hpp"

#include <Poco/Exception.h>
#include <Poco/MemoryStream.h>
#include <Poco/Zip/ZipArchive.h>
#include <Poco/Zip/ZipStream.h>

#include <algorithm>
#include <vector>

namespace qingdan {

namespace {

constexpr std::size_t most_parts = 10'000;
constexpr std::size_t largest_part = 1'500'000'000, largest_text = 16'000'000;
constexpr std::size_t free_growth = 10'000'000,
                      most_growth = 300;  // inflated bytes a byte of the file, beyond the free ones
constexpr std::size_t piece = 65'536;
constexpr std::string_view end_mark = "PK\5\6", part_mark = "PK\3\4";
constexpr std::size_t end_size = 22, longest_comment = 65'535;

std::string folded(std::string name) {
    for (char& c : name) {
        if (c == '\\') c = '/';
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return name.starts_with('/') ? name.substr(1) : name;
}

}  // namespace

struct Archive::Implementation {
    explicit Implementation(std::string_view bytes)
        : stream(bytes.data(), static_cast<std::streamsize>(bytes.size())), archive(stream) {}
    Poco::MemoryInputStream stream;
    Poco::Zip::ZipArchive archive;
};

bool Archive::recognise(std::string_view bytes) { return bytes.starts_with(part_mark) || bytes.starts_with(end_mark); }

Archive::Archive(std::string_view bytes) : bytes_(bytes) { fault_ = open(); }
Archive::~Archive() = default;

/// The library walks from part to part and never looks at the directory at the end; a file that was cut would be taken.
ReadFault Archive::open() {
    const auto end = bytes_.rfind(end_mark);
    if (!recognise(bytes_) || end == std::string_view::npos || end + end_size > bytes_.size() ||
        bytes_.size() - end > end_size + longest_comment)
        return ReadFault::damaged;
    const auto byte = [&](std::size_t at) { return static_cast<std::size_t>(static_cast<unsigned char>(bytes_[at])); };
    const std::size_t count = byte(end + 10) | (byte(end + 11) << 8);
    if (count > most_parts && count != 0xFFFF) return ReadFault::too_large;
    try {
        implementation_ = std::make_unique<Implementation>(bytes_);
        for (auto part = implementation_->archive.headerBegin(); part != implementation_->archive.headerEnd(); ++part)
            if (!names_.emplace(folded(part->first), part->first).second || names_.size() > most_parts)
                return ReadFault::damaged;
        if (count != 0xFFFF && count != names_.size()) return ReadFault::damaged;
        for (auto part = implementation_->archive.headerBegin(); part != implementation_->archive.headerEnd(); ++part)
            if (part->second.isEncrypted()) return ReadFault::encrypted;
    } catch (const std::exception&) {  // Poco::Exception among them
        return ReadFault::damaged;
    }
    return ReadFault::none;
}

bool Archive::has(const std::string& part) const { return names_.contains(folded(part)); }

ReadFault Archive::read(const std::string& part, const std::function<bool(std::string_view)>& sink) const {
    const auto name = names_.find(folded(part));
    if (fault_ != ReadFault::none || name == names_.end()) return ReadFault::damaged;
    const std::size_t most = std::min(largest_part, free_growth + most_growth * bytes_.size());
    try {
        implementation_->stream.clear();
        Poco::Zip::ZipInputStream inflated(implementation_->stream,
                                           implementation_->archive.findHeader(name->second)->second);
        inflated.exceptions(std::ios::badbit);  // or else a wrong checksum looks like the end
        std::vector<char> buffer(piece);
        for (std::size_t total = 0; inflated;) {
            inflated.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
            const auto got = static_cast<std::size_t>(inflated.gcount());
            total += got;
            if (total > most) return ReadFault::too_large;
            if (got > 0 && !sink({buffer.data(), got})) return ReadFault::none;
        }
    } catch (const std::exception&) { return ReadFault::damaged; }
    return ReadFault::none;
}

ReadFault Archive::read(const std::string& part, std::string& text) const {
    text.clear();
    const auto fault = read(part, [&](std::string_view more) {
        text += more;
        return text.size() <= largest_text;
    });
    return text.size() > largest_text ? ReadFault::too_large : fault;
}

}  // namespace qingdan
