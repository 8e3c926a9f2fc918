// Any bytes as a TOML file: a tree or a reason, and every value knows its line.

#include <algorithm>
#include <cstdint>

#include "base/toml.hpp"

namespace {

void walk(const qingdan::TomlDocument& document, const qingdan::TomlNode& node) {
    (void)document.picture(node);
    for (const auto& item : node.items) walk(document, item);
    for (const auto& [key, member] : node.members) {
        if (member.line < 0 || member.line > static_cast<int>(document.lines.size()) + 1) __builtin_trap();
        walk(document, member);
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    qingdan::Diagnostics diagnostics;
    const auto name = std::make_shared<const qingdan::Document>(qingdan::Document{"fuzz.toml", ""});
    const auto document =
        qingdan::TomlDocument::parse(std::string_view(reinterpret_cast<const char*>(data), size), name, diagnostics);
    if (document.has_value() == diagnostics.has_errors()) __builtin_trap();
    if (document) walk(*document, document->root);
    return 0;
}
