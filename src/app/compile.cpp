// compile and check: an inventory's folder -> outputs, or every reason why not.

#include <algorithm>
#include <fstream>
#include <future>
#include <ostream>

#include "analysis/results.hpp"
#include "app/commands.hpp"
#include "app/inventory_run.hpp"
#include "app/output_folder.hpp"
#include "app/previous.hpp"
#include "app/uncertainty.hpp"
#include "base/text.hpp"
#include "inventory/store.hpp"
#include "report/annual_report.hpp"
#include "report/exports.hpp"
#include "report/exports_crt.hpp"
#include "report/recalculations_csv.hpp"
#include "report/trials_csv.hpp"
#include "report/uncertainty_csv.hpp"
#include "report/workbook.hpp"

namespace qingdan {

namespace {

constexpr const char* program_version = QINGDAN_VERSION;
constexpr const char *store_name = "inventory.sqlite", *workbook_name = "reporting-tables.xlsx",
                     *findings_name = "findings.json", *uncertainty_name = "uncertainty.csv",
                     *unknown_name = "uncertainty-unknown.csv", *trials_name = "monte-carlo.csv",
                     *influence_name = "influence.csv", *recalculations_name = "recalculations.csv",
                     *crt_csv_name = "crt.csv", *crt_json_name = "crt.json",
                     *report_name = "report.html", *report_docx_name = "report.docx", *report_pdf_name = "report.pdf";

/// `outputs/<name>` beside an inventory's `inputs/`, or below the current folder.
std::filesystem::path default_output(const std::filesystem::path& inventory) {
    auto folder = std::filesystem::absolute(inventory).lexically_normal();
    if (!folder.has_filename()) folder = folder.parent_path();
    const auto beside = folder.parent_path().filename() == "inputs" ? folder.parent_path().parent_path()
                                                                    : std::filesystem::current_path();
    return beside / "outputs" / folder.filename();
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

}  // namespace

int compile_command(const Session& session, const CompileOptions& options) {
    Diagnostics diagnostics;
    auto inventory = open_inventory(session, options, diagnostics);
    if (!inventory) {
        session.report(diagnostics);
        return exit_refused;
    }
    const auto trials = options.trials.trials.empty() ? std::nullopt : trial_settings(options.trials);
    const auto uncertainty = work_out_uncertainty(session, *inventory, options.inventory, trials, diagnostics);
    const auto recalculations = recalculations_of(*inventory, options.inventory, diagnostics);
    if (!uncertainty || diagnostics.has_errors()) {
        session.report(diagnostics);
        return exit_refused;
    }
    const auto target = options.output.empty() ? default_output(options.inventory) : options.output;
    OutputFolder output(target);
    const bool free = output.acceptable(
        {store_name, workbook_name, "estimates.csv", "details.csv", uncertainty_name, unknown_name, trials_name,
         influence_name, recalculations_name, crt_csv_name, crt_json_name, findings_name, report_name,
         report_docx_name, report_pdf_name, "manifest.json"},
        diagnostics);
    if (!free) {
        session.report(diagnostics);
        return exit_refused;
    }
    ManifestFacts facts{program_version, {}, {}};
    if (!options.years.empty()) facts.options.emplace_back("years", options.years);
    if (!options.language.empty()) facts.options.emplace_back("lang", options.language);
    if (trials) {
        facts.options.emplace_back("trials", options.trials.trials);
        facts.options.emplace_back("seed", std::to_string(trials->seed));
    }
    const auto manifest = manifest_json(*inventory, facts);
    // The store takes most of the time and changes nothing: it is written beside all else. Checks add nodes to a graph
    // of their own. If anything throws, the broken promise ends the writer before it is waited for.
    std::future<void> store;
    std::promise<std::vector<std::string>> promised;
    store = std::async(std::launch::async, [&, texts = promised.get_future().share()] {
        write_store(output.path(store_name), *inventory, {[&] { return texts.get(); }, manifest});
    });
    Inventory checked = *inventory;
    const AnalysisResults results{find_all(session, checked, options.findings_that_hold), indicator_values(checked),
                                  uncertainty->reports, recalculations, comparisons(checked)};
    const auto& findings = results.findings;
    const auto texts = finding_texts(findings);
    promised.set_value(texts);
    if (options.workbook)
        write_workbook(output.path(workbook_name), *inventory, results, &uncertainty->analysis, session.home.templates,
                       session.home.methodologies, diagnostics);
    if (options.workbook)
        if (const auto report =
                annual_report(*inventory, results, options.inventory, session.home.templates, diagnostics)) {
            output.write(report_name, report->html);
            if (options.docx)
                write_annual_docx(output.path(report_docx_name), *report, session.home.templates,
                                  output.path("report-parts"), diagnostics);
            if (options.pdf)
                write_annual_pdf(output.path(report_pdf_name), *report, session.home.templates,
                                 output.path("report-parts"), diagnostics);
        }
    if (options.workbook)
        if (const auto crt = crt_export(*inventory, session.home.templates, session.home.methodologies, diagnostics)) {
            output.write(crt_csv_name, crt->csv);
            output.write(crt_json_name, crt->json);
        }
    output.write("estimates.csv", estimates_csv(*inventory, &uncertainty->analysis));
    output.write("details.csv", details_csv(*inventory, &uncertainty->analysis));
    output.write(uncertainty_name, uncertainty_csv(*inventory, uncertainty->reports));
    output.write(unknown_name, unknown_inputs_csv(*inventory, uncertainty->analysis));
    if (uncertainty->trials) {
        output.write(trials_name, trials_csv(*inventory, uncertainty->analysis, *uncertainty->trials));
        output.write(influence_name, influence_csv(*inventory, uncertainty->analysis, *uncertainty->trials));
    }
    if (recalculations) output.write(recalculations_name, recalculations_csv(*recalculations));
    output.write(findings_name, findings_json(texts));
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

}  // namespace qingdan
