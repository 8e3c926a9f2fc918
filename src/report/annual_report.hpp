#pragma once
// The annual report: chapters of templates/report/ filled with an inventory's facts (docs/report-format.md).

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "analysis/results.hpp"

namespace qingdan {

struct AnnualReport {
    std::string html;  ///< report.html: one file that needs no other
    std::string language, title, subtitle, contents;
    std::string mark;                 ///< what every page says: an example, provisional factors; may be nothing
    std::string plain;                ///< for report.docx: the body with `<img src="chart-1.svg">`
    std::vector<std::string> charts;  ///< SVG
};

/// `inventory_folder`: of the inventory, where targets.csv may stand (annual_targets.hpp). Errors: R040 syntax, R041 a
/// selector that finds nothing, R042 its words, R043 its unit, R044 no chapters.
std::optional<AnnualReport> annual_report(const Inventory& inventory, const AnalysisResults& results,
                                          const std::filesystem::path& inventory_folder,
                                          const std::filesystem::path& templates, Diagnostics& diagnostics);

/// report.docx by pandoc with templates/report/reference.docx. Where pandoc is not there, a note says so (R045) and
/// nothing is written; where it fails, R046; where the reference document has no place for the mark, R048. `scratch`: a
/// folder for the parts, made and taken away again.
bool write_annual_docx(const std::filesystem::path& file, const AnnualReport& report,
                       const std::filesystem::path& templates, const std::filesystem::path& scratch,
                       Diagnostics& diagnostics);

/// report.pdf, A4 with page numbers: the page printed by Chromium or a browser made of it (the same bytes each time),
/// else report.docx by LibreOffice (R050). A note where there is neither (R049); R051 where it fails.
bool write_annual_pdf(const std::filesystem::path& file, const AnnualReport& report,
                      const std::filesystem::path& templates, const std::filesystem::path& scratch,
                      Diagnostics& diagnostics);

}  // namespace qingdan
