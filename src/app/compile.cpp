// compile and check: an inventory's folder -> outputs, or every reason why not.

#include <algorithm>
#include <fstream>
#include <future>
#include <ostream>

#include "analysis/results.hpp"
#include "app/commands.hpp"
#include "app/output_folder.hpp"
#include "base/text.hpp"
#include "inventory/store.hpp"
#include "report/exports.hpp"
#include "report/workbook.hpp"

namespace qingdan {

namespace {

constexpr const char* program_version = QINGDAN_VERSION;
constexpr const char *store_name = "inventory.sqlite", *workbook_name = "reporting-tables.xlsx",
                     *findings_name = "findings.json";

/// `outputs/<name>` beside an inventory's `inputs/`, or below the current folder.
std::filesystem::path default_output(const std::filesystem::path& inventory) {
    auto folder = std::filesystem::absolute(inventory).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    const auto beside = folder.parent_path().filename() == "inputs" ? folder.parent_path().parent_path()
                                                                    : std::filesystem::current_path();
    return beside / "outputs" / folder.filename();
}

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

std::optional<Inventory> read_and_compile(const Session& session, const CompileOptions& options,
                                          Diagnostics& diagnostics) {
    auto settings = read_settings(options.inventory, diagnostics);
    if (!settings) return std::nullopt;
    if (!options.language.empty()) settings->language = options.language;
    narrow_years(options.years, *settings, diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    return compile_inventory(options.inventory, std::move(*settings), session.home.methodologies, diagnostics);
}

std::vector<Finding> find(const Session& session, Inventory& inventory, bool with_holding) {
    const auto folder = (session.home.templates / "diagnostics").string();
    const auto zh = DiagnosticCatalogue::load(folder, "zh"), en = DiagnosticCatalogue::load(folder, "en");
    return check_inventory(inventory, {zh, en}, with_holding);
}

bool serious(const std::vector<Finding>& findings) {
    return std::any_of(findings.begin(), findings.end(), [](const Finding& finding) {
        return finding.counts() && finding.severity == Severity::error;
    });
}

std::size_t count(const std::vector<Finding>& findings, Severity severity) {
    return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(), [&](const Finding& finding) {
        return finding.counts() && finding.severity == severity;
    }));
}

void print_totals(const Session& session, const Inventory& inventory) {
    const auto& methodology = *inventory.methodology;
    std::vector<int> years{inventory.settings.years.front()};
    if (inventory.settings.years.size() > 1) years.push_back(inventory.settings.years.back());
    for (std::size_t t = 0; t < methodology.totals.size(); ++t)
        for (const int year : years) {
            const auto* estimate = inventory.estimate(year, static_cast<int>(methodology.categories.size() + t),
                                                      static_cast<int>(methodology.gases.size()));
            if (!estimate) continue;
            session.out << "  " << methodology.totals[t].title.in(session.language) << "  " << year << "  "
                        << (estimate->status.is_number() ? number_text(estimate->value, 6) + " " +
                                                               methodology.units.describe(inventory.co2e_unit)
                                                         : std::string(notation_text(estimate->status.notation)))
                        << (estimate->status.incomplete ? session.in("（不完整）", " (incomplete)") : "") << "\n";
        }
}

void print_findings(const Session& session, const std::vector<Finding>& findings) {
    const auto name = [&](Severity severity) {
        return severity == Severity::error     ? session.in("错误", "error")
               : severity == Severity::warning ? session.in("警告", "warning")
                                               : session.in("提示", "note");
    };
    const auto verdict = [&](Verdict says) {
        return says == Verdict::holds   ? session.in("成立", "holds")
               : says == Verdict::fails ? session.in("不成立", "fails")
                                        : session.in("待定", "undecided");
    };
    for (const auto& finding : findings) {
        session.out << "  " << verdict(finding.verdict) << "  " << name(finding.severity) << "  " << finding.check
                    << "  " << (finding.year ? std::to_string(finding.year) + "  " : "")
                    << finding.message.in(session.language) << "\n";
        for (std::size_t i = 0; i < std::min<std::size_t>(finding.cells.size(), 6); ++i)
            session.out << "      " << finding.cells[i] << "\n";
    }
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

}  // namespace

int compile_command(const Session& session, const CompileOptions& options) {
    Diagnostics diagnostics;
    auto inventory = read_and_compile(session, options, diagnostics);
    if (!inventory) {
        session.report(diagnostics);
        return exit_refused;
    }
    const auto target = options.output.empty() ? default_output(options.inventory) : options.output;
    OutputFolder output(target);
    const bool free = output.acceptable(
        {store_name, workbook_name, "estimates.csv", "details.csv", findings_name, "manifest.json"}, diagnostics);
    const AnalysisResults results{find(session, *inventory, options.findings_that_hold), indicator_values(*inventory)};
    const auto& findings = results.findings;
    ManifestFacts facts{program_version, {}, {}};
    if (!options.years.empty()) facts.options.emplace_back("years", options.years);
    if (!options.language.empty()) facts.options.emplace_back("lang", options.language);
    const auto manifest = manifest_json(*inventory, facts);
    if (!free) {
        session.report(diagnostics);
        return exit_refused;
    }
    // The store and the workbook take most of the time, and neither changes the inventory: side by side.
    auto store = std::async(std::launch::async, [&] {
        StoreExtras extras{{}, manifest};
        for (const auto& finding : findings) extras.findings.push_back(finding_json(finding));
        write_store(output.path(store_name), *inventory, extras);
    });
    if (options.workbook)
        write_workbook(output.path(workbook_name), *inventory, results, session.home.templates, diagnostics);
    output.write("estimates.csv", estimates_csv(*inventory));
    output.write("details.csv", details_csv(*inventory));
    output.write(findings_name, findings_json(findings));
    output.write("manifest.json", manifest);
    store.get();
    if (diagnostics.has_errors()) {
        session.report(diagnostics);
        return exit_refused;
    }
    output.commit();
    session.report(diagnostics);
    if (!session.quiet) {
        session.out << inventory->settings.title.in(session.language) << " → " << target.string() << "\n";
        print_totals(session, *inventory);
        print_findings_count(session, findings);
    }
    return serious(findings) ? exit_findings : exit_done;
}

int check_command(const Session& session, const CompileOptions& options) {
    Diagnostics diagnostics;
    auto inventory = read_and_compile(session, options, diagnostics);
    const int code = session.report(diagnostics);
    if (!inventory) return code;
    const auto findings = find(session, *inventory, options.findings_that_hold);
    if (session.json)
        session.out << findings_json(findings);
    else if (!session.quiet) {
        print_findings(session, findings);
        print_findings_count(session, findings);
    }
    if (!options.output.empty()) {  // beside whatever a compilation left there
        std::filesystem::create_directories(options.output);
        const auto fresh = options.output / (std::string(".") + findings_name);
        std::ofstream(fresh, std::ios::binary | std::ios::trunc) << findings_json(findings);
        std::filesystem::rename(fresh, options.output / findings_name);
    }
    return serious(findings) ? exit_findings : exit_done;
}

}  // namespace qingdan
