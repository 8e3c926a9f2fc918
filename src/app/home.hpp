#pragma once
// Where the program's data stand: methodologies/ and templates/.

#include <filesystem>
#include <optional>
#include <string_view>

namespace qingdan {

struct Home {
    std::filesystem::path methodologies, templates;
};

/// $QINGDAN_HOME if it is set, else the nearest folder above the executable that has both. Nothing if there is none.
std::optional<Home> find_home();

}  // namespace qingdan
