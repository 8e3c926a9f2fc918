#include "app/session.hpp"

#include <nlohmann/json.hpp>

#include <ostream>

namespace qingdan {

namespace {

const char* severity_name(Severity severity) {
    switch (severity) {
        case Severity::error: return "error";
        case Severity::warning: return "warning";
        case Severity::note: return "note";
    }
    return "error";
}

}  // namespace

int Session::report(const Diagnostics& diagnostics) const {
    const int code = diagnostics.has_errors() ? exit_refused : exit_done;
    if (diagnostics.all().empty() || (quiet && !json && !diagnostics.has_errors())) return code;
    const auto catalogue = DiagnosticCatalogue::load((home.templates / "diagnostics").string(), language);
    if (json) {
        auto list = nlohmann::ordered_json::array();
        for (const auto& diagnostic : diagnostics.all())
            list.push_back({{"code", diagnostic.code},
                            {"severity", severity_name(diagnostic.severity)},
                            {"where", diagnostic.where.text()},
                            {"message", catalogue.message(diagnostic)},
                            {"hint", catalogue.hint(diagnostic)}});
        err << nlohmann::ordered_json{{"diagnostics", list}}.dump(1) << "\n";
        return code;
    }
    for (const auto& diagnostic : diagnostics.all()) {
        if (quiet && diagnostic.severity != Severity::error) continue;
        err << catalogue.render(diagnostic) << "\n";
    }
    if (diagnostics.has_errors())
        err << (chinese() ? "共 " + std::to_string(diagnostics.error_count()) + " 个错误；没有写出任何文件。"
                          : std::to_string(diagnostics.error_count()) + " error(s); nothing was written.")
            << "\n";
    return code;
}

}  // namespace qingdan
