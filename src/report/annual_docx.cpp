// report.docx: the same chapters through pandoc, with the style of templates/report/reference.docx.

#include <fstream>

#include "base/text.hpp"
#include "report/annual_mark.hpp"
#include "report/annual_programs.hpp"
#include "report/annual_report.hpp"

namespace qingdan {

namespace {

constexpr const char *program = "pandoc", *reference_name = "reference.docx", *filter_name = "docx.lua";

}  // namespace

bool write_annual_docx(const std::filesystem::path& file, const AnnualReport& report,
                       const std::filesystem::path& templates, const std::filesystem::path& scratch,
                       Diagnostics& diagnostics) {
    const auto place = SourceRef{std::make_shared<const Document>(Document{file.filename().string(), {}}), {}};
    const auto reference = with_page_mark(read_part(templates / "report" / reference_name), report.mark);
    if (!reference) {
        diagnostics.error("R048", place, {{"text", report.mark}});
        return false;
    }
    std::filesystem::create_directories(scratch);
    const auto page = scratch / "report.html", log = scratch / "log";
    write_part(scratch / reference_name, *reference);
    write_part(page, "<!DOCTYPE html><html lang=\"" + report.language + "\"><head><meta charset=\"utf-8\"><title>" +
                         report.title + "</title></head><body>" + report.plain + "</body></html>\n");
    for (std::size_t i = 0; i < report.charts.size(); ++i)
        write_part(scratch / ("chart-" + std::to_string(i + 1) + ".svg"), report.charts[i]);
    const auto result = run_program(
        {program, "--from=html", "--to=docx", "--lua-filter=" + (templates / "report" / filter_name).string(),
         "--metadata=contents:" + report.contents,
         "--metadata=lang:en-US",  // of what is not Chinese, else Latin words and numbers are parted anywhere
         "--metadata=subtitle:" + report.subtitle, "--resource-path=" + scratch.string(),
         "--reference-doc=" + (scratch / reference_name).string(), "--output=" + file.string(), page.string()},
        log);
    const bool written = result && *result == 0;
    if (!result)
        diagnostics.note("R045", place);
    else if (!written)
        diagnostics.error("R046", place, {{"text", std::string(trim(read_part(log)))}});
    remove_parts(scratch);
    return written;
}

}  // namespace qingdan
