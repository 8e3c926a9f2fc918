// compile and check: an inventory's folder -> outputs, or every reason why not.

#include <algorithm>
#include <fstream>
#include <ostream>

#include "analysis/results.hpp"
#include "app/commands.hpp"
#include "app/inventory_run.hpp"
#include "app/output_folder.hpp"
#include "app/previous.hpp"
#include "app/uncertainty.hpp"
#include "base/beside.hpp"
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
                     *crt_csv_name = "crt.csv", *crt_json_name = "crt.json", *report_name = "report.html",
                     *report_docx_name = "report.docx", *report_pdf_name = "report.pdf";

const std::vector<std::string> output_names{store_name,          workbook_name,    "estimates.csv", "details.csv",
                                            uncertainty_name,    unknown_name,     trials_name,     influence_name,
                                            recalculations_name, crt_csv_name,     crt_json_name,   findings_name,
                                            report_name,         report_docx_name, report_pdf_name, "manifest.json"};

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

/// The store takes most of the time and changes nothing: it is written beside all else, from the moment that the graph
/// is there. Left without extras (a refusal, an exception), the writer ends before it is waited for.
class StoreWriter {
public:
    StoreWriter(std::filesystem::path path, const Inventory& inventory)
        : done_(beside([path = std::move(path), &inventory, extras = promised_.get_future().share()] {
              write_store(path, inventory, [&] { return extras.get(); });
          })) {}
    ~StoreWriter() { promised_ = {}; }
    StoreWriter(const StoreWriter&) = delete;
    StoreWriter& operator=(const StoreWriter&) = delete;
    void give(StoreExtras extras) { promised_.set_value(std::move(extras)); }
    void wait() { done_.get(); }

private:
    std::promise<StoreExtras> promised_;
    std::future<void> done_;
};

ManifestFacts manifest_facts(const CompileOptions& options, const std::optional<TrialSettings>& trials) {
    ManifestFacts facts{program_version, {}, {}};
    if (!options.years.empty()) facts.options.emplace_back("years", options.years);
    if (!options.language.empty()) facts.options.emplace_back("lang", options.language);
    if (trials) {
        facts.options.emplace_back("trials", options.trials.trials);
        facts.options.emplace_back("seed", std::to_string(trials->seed));
    }
    return facts;
}

/// What is read by people: tables, the annual report, the common reporting tables.
void write_reports(const Session& session, const CompileOptions& options, const Inventory& inventory,
                   const AnalysisResults& results, const UncertaintyAnalysis& uncertainty, const OutputFolder& output,
                   Diagnostics& diagnostics) {
    const auto& [methodologies, templates] = session.home;
    write_workbook(output.path(workbook_name), inventory, results, &uncertainty, templates, methodologies, diagnostics);
    if (const auto report = annual_report(inventory, results, options.inventory, templates, diagnostics)) {
        output.write(report_name, report->html);
        const auto parts = output.path("report-parts");
        if (options.docx) write_annual_docx(output.path(report_docx_name), *report, templates, parts, diagnostics);
        if (options.pdf) write_annual_pdf(output.path(report_pdf_name), *report, templates, parts, diagnostics);
    }
    if (const auto crt = crt_export(inventory, templates, methodologies, diagnostics)) {
        output.write(crt_csv_name, crt->csv);
        output.write(crt_json_name, crt->json);
    }
}

/// What is read by programs.
void write_tables(const Inventory& inventory, const UncertaintyOutputs& uncertainty,
                  const std::optional<Recalculations>& recalculations, const OutputFolder& output) {
    output.write("estimates.csv", estimates_csv(inventory, &uncertainty.analysis));
    output.write("details.csv", details_csv(inventory, &uncertainty.analysis));
    output.write(uncertainty_name, uncertainty_csv(inventory, uncertainty.reports));
    output.write(unknown_name, unknown_inputs_csv(inventory, uncertainty.analysis));
    if (uncertainty.trials) {
        output.write(trials_name, trials_csv(inventory, uncertainty.analysis, *uncertainty.trials));
        output.write(influence_name, influence_csv(inventory, uncertainty.analysis, *uncertainty.trials));
    }
    if (recalculations) output.write(recalculations_name, recalculations_csv(*recalculations));
}

/// All outputs but the store, which is given what it still waits for; nothing if the inventory is refused.
std::optional<std::vector<Finding>> write_outputs(const Session& session, const CompileOptions& options,
                                                  Inventory& inventory, const OutputFolder& output, StoreWriter& store,
                                                  Diagnostics& diagnostics) {
    const auto trials = options.trials.trials.empty() ? std::nullopt : trial_settings(options.trials);
    const auto uncertainty = work_out_uncertainty(session, inventory, options.inventory, trials, diagnostics);
    const auto recalculations = recalculations_of(inventory, options.inventory, diagnostics);
    if (!uncertainty || diagnostics.has_errors()) return std::nullopt;
    const auto manifest = manifest_json(inventory, manifest_facts(options, trials));
    Inventory checked = inventory;  // checks add nodes to a graph of their own
    AnalysisResults results{find_all(session, checked, options.findings_that_hold),
                            indicator_values(inventory, checked),
                            uncertainty->reports,
                            recalculations,
                            uncertainty->trials,
                            comparisons(inventory, checked)};
    const auto texts = finding_texts(results.findings);
    store.give({texts, manifest});
    if (options.workbook)
        write_reports(session, options, inventory, results, uncertainty->analysis, output, diagnostics);
    write_tables(inventory, *uncertainty, recalculations, output);
    output.write(findings_name, findings_json(texts));
    output.write("manifest.json", manifest);
    return std::move(results.findings);
}

/// The findings of a run whose outputs are in their place; nothing if it was refused, for the reasons in `diagnostics`.
std::optional<std::vector<Finding>> compile(const Session& session, const CompileOptions& options,
                                            const std::filesystem::path& target, std::optional<Inventory>& inventory,
                                            Diagnostics& diagnostics) {
    inventory = open_inventory(session, options, diagnostics);
    if (!inventory) return std::nullopt;
    OutputFolder output(target);
    if (!output.acceptable(output_names, diagnostics)) return std::nullopt;
    StoreWriter store(output.path(store_name), *inventory);
    auto findings = write_outputs(session, options, *inventory, output, store, diagnostics);
    if (!findings) return std::nullopt;
    store.wait();
    if (diagnostics.has_errors()) return std::nullopt;
    output.commit();
    return findings;
}

}  // namespace

int compile_command(const Session& session, const CompileOptions& options) {
    Diagnostics diagnostics;
    std::optional<Inventory> inventory;
    const auto target = options.output.empty() ? default_output(options.inventory) : options.output;
    const auto findings = compile(session, options, target, inventory, diagnostics);
    session.report(diagnostics);
    if (!findings) return exit_refused;
    if (!session.quiet) {
        session.out << inventory->settings.title.in(session.language) << " → " << target.string() << "\n";
        print_totals(session, *inventory);
        print_findings_count(session, *findings);
    }
    return serious(*findings) ? exit_findings : exit_done;
}

}  // namespace qingdan
