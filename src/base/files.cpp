// The digest by itself: the ways that OpenSSL 3 wants to be used load all its algorithms, which takes a millisecond.
#define OPENSSL_SUPPRESS_DEPRECATED
#include "base/files.hpp"

#include <fcntl.h>
#include <openssl/sha.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

namespace qingdan {

namespace fs = std::filesystem;

std::string sha256_hex(std::string_view bytes) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> digest{};
    SHA256_CTX context;
    if (SHA256_Init(&context) != 1 || SHA256_Update(&context, bytes.data(), bytes.size()) != 1 ||
        SHA256_Final(digest.data(), &context) != 1)
        throw std::runtime_error("SHA-256 is not available");
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(2 * digest.size());
    for (const unsigned char byte : digest) {
        hex += digits[byte >> 4U];
        hex += digits[byte & 0xFU];
    }
    return hex;
}

namespace {

/// A file that is open for reading; a run reads a hundred, and streams ask the system twice as often.
class OpenFile {
public:
    explicit OpenFile(const fs::path& path) : number_(open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)) {}
    ~OpenFile() {
        if (number_ >= 0) close(number_);
    }
    OpenFile(const OpenFile&) = delete;
    OpenFile& operator=(const OpenFile&) = delete;

    [[nodiscard]] bool status(struct stat& status) const { return number_ >= 0 && fstat(number_, &status) == 0; }
    /// False if it ends, or fails, before `bytes` are full.
    bool fill(std::string& bytes) const {
        for (std::size_t filled = 0; filled < bytes.size();) {
            const auto got = read(number_, bytes.data() + filled, bytes.size() - filled);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) return false;
            filled += static_cast<std::size_t>(got);
        }
        return true;
    }

private:
    int number_;
};

}  // namespace

std::optional<FileBytes> read_file(const fs::path& folder, const std::string& relative, Diagnostics& diagnostics) {
    const auto refuse = [&](const char* reason) {
        const auto document = std::make_shared<const Document>(Document{relative, ""});
        diagnostics.error("B020", SourceRef{document, ""}, {{"file", relative}, {"reason", reason}});
        return std::nullopt;
    };
    const OpenFile file(folder / relative);
    struct stat status {};
    if (!file.status(status)) return refuse(errno == ENOENT || errno == ENOTDIR ? "@file-missing" : "@file-unreadable");
    if (S_ISDIR(status.st_mode)) return refuse("@file-folder");
    if (!S_ISREG(status.st_mode)) return refuse("@file-unreadable");
    std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
    if (!file.fill(bytes)) return refuse("@file-unreadable");
    auto document = std::make_shared<const Document>(Document{relative, sha256_hex(bytes)});
    return FileBytes{std::move(document), std::move(bytes)};
}

std::vector<std::string> list_files(const fs::path& folder, std::string_view extension, bool recursive) {
    std::vector<std::string> found;
    std::error_code error;
    for (fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, error), end;
         !error && it != end; it.increment(error)) {
        const std::string name = it->path().filename().string();
        std::error_code ignored;
        if (it->is_directory(ignored)) {
            if (!recursive || name.starts_with('.')) it.disable_recursion_pending();
            continue;
        }
        // `.~lock.x.csv#` and `~$x.xlsx` are left behind by open spreadsheet programs.
        const bool leftover = name.starts_with('.') || name.starts_with("~$");
        if (!leftover && it->path().extension() == extension)
            found.push_back(it->path().lexically_relative(folder).generic_string());
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace qingdan
