#include "app/inventory_run.hpp"

#include <algorithm>
#include <ostream>

namespace qingdan {

namespace {

/// Only the years asked for; data of the years before are read all the same.
void narrow_years(const std::string& wanted, InventorySettings& settings, Diagnostics& diagnostics) {
    if (wanted.empty()) return;
    const auto years = parse_years(wanted);
    std::vector<int> common;
    std::set_intersection(settings.years.begin(), settings.years.end(), years.begin(), years.end(),
                          std::back_inserter(common));
    if (common.size() == years.size() && !years.empty()) {
        settings.years = common;
        return;
    }
    diagnostics.error("P012", settings.years_where,
                      {{"years", wanted},
                       {"first", std::to_string(settings.years.front())},
                       {"last", std::to_string(settings.years.back())}});
}

}  // namespace

std::optional<Inventory> open_inventory(const Session& session, const CompileOptions& options,
                                        Diagnostics& diagnostics) {
    auto settings = read_settings(options.inventory, diagnostics);
    if (!settings) return std::nullopt;
    if (!options.language.empty()) settings->language = options.language;
    narrow_years(options.years, *settings, diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    return compile_inventory(options.inventory, std::move(*settings), session.home.methodologies, diagnostics);
}

std::vector<Finding> find_all(const Session& session, Inventory& inventory, bool with_holding) {
    const auto [zh, en] = DiagnosticCatalogue::load_both((session.home.templates / "diagnostics").string());
    return check_inventory(inventory, {zh, en}, with_holding);
}

bool serious(const std::vector<Finding>& findings) {
    return std::any_of(findings.begin(), findings.end(),
                       [](const Finding& finding) { return finding.counts() && finding.severity == Severity::error; });
}

static std::size_t count(const std::vector<Finding>& findings, Severity severity) {
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.counts() && finding.severity == severity;
    }));
}

void print_findings_count(const Session& session, const std::vector<Finding>& findings) {
    session.out << "  " << session.in("质量检查：", "quality checks: ") << count(findings, Severity::error)
                << session.in(" 个错误，", " error(s), ") << count(findings, Severity::warning)
                << session.in(" 个警告，", " warning(s), ") << count(findings, Severity::note)
                << session.in(" 个提示，", " note(s), ")
                << std::count_if(findings.begin(), findings.end(),
                                 [](const Finding& finding) { return finding.verdict == Verdict::undecided; })
                << session.in(" 个待定\n", " undecided\n");
}

}  // namespace qingdan
