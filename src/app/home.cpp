#include "app/home.hpp"

#include <cstdlib>

namespace qingdan {

namespace {

std::optional<Home> home_at(const std::filesystem::path& folder) {
    std::error_code ignored;
    Home home{folder / "methodologies", folder / "templates"};
    if (std::filesystem::is_directory(home.methodologies, ignored) &&
        std::filesystem::is_directory(home.templates, ignored))
        return home;
    return std::nullopt;
}

}  // namespace

std::optional<Home> find_home() {
    if (const char* set = std::getenv("QINGDAN_HOME"); set && *set) return home_at(set);
    std::error_code error;
    auto folder = std::filesystem::read_symlink("/proc/self/exe", error).parent_path();
    while (!error && !folder.empty()) {
        if (auto home = home_at(folder)) return home;
        if (folder == folder.root_path()) break;
        folder = folder.parent_path();
    }
    return std::nullopt;
}

}  // namespace qingdan
