#include "report/workbook.hpp"

#include "report/layout.hpp"
#include "report/workbook_writer.hpp"

namespace qingdan {

void write_workbook(const std::filesystem::path& file, const Inventory& inventory, const AnalysisResults& results,
                    const UncertaintyAnalysis* uncertainty, const std::filesystem::path& templates,
                    const std::filesystem::path& methodologies, Diagnostics& diagnostics) {
    const auto layout = load_template(templates, *inventory.methodology, methodologies, diagnostics);
    if (!layout) return;
    const auto words = Words::load(templates, {layout->folder}, inventory.settings.language, diagnostics);
    if (diagnostics.has_errors()) return;
    write_xlsx(file, WorkbookLayout(inventory, results, *layout, words, uncertainty).lay_out());
}

}  // namespace qingdan
