// check: reads, binds, judges; a page that is read in a minute, or the findings for machines.

#include <fstream>
#include <ostream>

#include "app/check_page.hpp"
#include "app/inventory_run.hpp"
#include "app/previous.hpp"
#include "report/exports.hpp"

namespace qingdan {

int check_command(const Session& session, const CompileOptions& options) {
    Diagnostics diagnostics;
    auto inventory = open_inventory(session, options, diagnostics);
    if (!inventory) return session.report(diagnostics);
    const auto recalculations = recalculations_of(*inventory, options.inventory, diagnostics);
    const int code = session.report(diagnostics);
    if (code != exit_done) return code;
    const auto findings = find_all(session, *inventory, options.findings_that_hold);
    if (session.json)
        session.out << findings_json(finding_texts(findings));
    else if (!session.quiet)
        print_check_page(session, *inventory, findings, recalculations, options.findings_that_hold);
    if (!options.output.empty()) {  // beside whatever a compilation left there
        std::filesystem::create_directories(options.output);
        const auto fresh = options.output / ".findings.json";
        std::ofstream(fresh, std::ios::binary | std::ios::trunc) << findings_json(finding_texts(findings));
        std::filesystem::rename(fresh, options.output / "findings.json");
    }
    return serious(findings) ? exit_findings : exit_done;
}

}  // namespace qingdan
