// map: a first mapping.toml for a workbook that nobody has described yet.

#include <ostream>

#include "activity/mapping.hpp"
#include "app/commands.hpp"
#include "inventory/settings.hpp"
#include "methodology/load.hpp"

namespace qingdan {

int map_command(const Session& session, const std::filesystem::path& path, std::string package) {
    Diagnostics diagnostics;
    const auto file = std::filesystem::absolute(path);
    if (package.empty() && std::filesystem::exists(file.parent_path() / "inventory.toml"))
        if (const auto settings = read_settings(file.parent_path(), diagnostics)) package = settings->package;
    if (package.empty() && !diagnostics.has_errors())
        diagnostics.error("P040", {std::make_shared<const Document>(Document{path.string(), {}}), {}});
    if (diagnostics.has_errors()) return session.report(diagnostics);
    const auto methodology = load_methodology(session.home.methodologies, package, diagnostics, false);
    DataFile data;
    data.file = file.filename().string();
    const auto workbook = read_workbook(file.parent_path(), data, diagnostics);
    const int code = session.report(diagnostics);
    if (methodology && workbook) session.out << draft_mapping(*workbook, *methodology, session.language);
    return code;
}

}  // namespace qingdan
