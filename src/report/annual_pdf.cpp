// report.pdf: report.html printed by a browser without a window, or report.docx by LibreOffice where there is none.

#include <cctype>

#include "base/text.hpp"
#include "report/annual_programs.hpp"
#include "report/annual_report.hpp"

namespace qingdan {

namespace {

/// They know running heads and page numbers of CSS (margin boxes: Chromium 131 and later).
constexpr const char* browsers[] = {"chromium", "chromium-browser", "google-chrome", "google-chrome-stable",
                                    "microsoft-edge"};
constexpr const char* office = "soffice";
constexpr std::string_view fixed_date = "19800101000000";

/// The clock, and the identifiers that LibreOffice makes of it, in as many digits: two runs agree.
void fix_clock(const std::filesystem::path& file) {
    auto bytes = read_part(file);
    const auto each = [&](std::string_view name, const auto& change) {
        for (auto at = bytes.find(name); at != std::string::npos; at = bytes.find(name, at + 1))
            change(at + name.size());
    };
    for (const std::string_view name : {"/CreationDate (D:", "/ModDate (D:", "/CreationDate(D:", "/ModDate(D:"})
        each(name, [&](std::size_t at) {
            if (at + fixed_date.size() <= bytes.size()) bytes.replace(at, fixed_date.size(), fixed_date);
        });
    const auto zero = [&](std::size_t at, std::string_view end) {
        for (; at < bytes.size() && end.find(bytes[at]) == std::string_view::npos; ++at)
            if (std::isxdigit(static_cast<unsigned char>(bytes[at]))) bytes[at] = '0';
    };
    each("/ID [", [&](std::size_t at) { zero(at, "]"); });
    each("/DocChecksum /", [&](std::size_t at) { zero(at, " \r\n>"); });
    write_part(file, bytes);
}

std::optional<int> print_page(const std::filesystem::path& file, const AnnualReport& report,
                              const std::filesystem::path& scratch) {
    write_part(scratch / "report.html", report.html);
    for (const char* browser : browsers)
        if (const auto result =
                run_program({browser, "--headless", "--no-first-run", "--disable-gpu", "--disable-dev-shm-usage",
                             "--no-pdf-header-footer", "--generate-pdf-document-outline",
                             "--no-sandbox",  // the page is ours, without scripts or links outside
                             "--user-data-dir=" + (scratch / "profile").string(), "--print-to-pdf=" + file.string(),
                             "file://" + (scratch / "report.html").string()},
                            scratch / "log"))
            return result;
    return std::nullopt;
}

std::optional<int> convert_document(const std::filesystem::path& file, const AnnualReport& report,
                                    const std::filesystem::path& templates, const std::filesystem::path& scratch,
                                    Diagnostics& diagnostics) {
    Diagnostics of_document;
    const auto document = scratch / "report.docx";
    if (!write_annual_docx(document, report, templates, scratch / "parts", of_document)) {
        for (const auto& each : of_document.all())
            if (each.severity == Severity::error) diagnostics.add(each);  // that pandoc is missing, R049 says
        return std::nullopt;
    }
    const auto result =
        run_program({office, "-env:UserInstallation=file://" + (scratch / "profile").string(), "--headless",
                     "--convert-to", "pdf", "--outdir", scratch.string(), document.string()},
                    scratch / "log");
    if (std::filesystem::exists(scratch / "report.pdf")) std::filesystem::rename(scratch / "report.pdf", file);
    return result;
}

}  // namespace

bool write_annual_pdf(const std::filesystem::path& file, const AnnualReport& report,
                      const std::filesystem::path& templates, const std::filesystem::path& scratch,
                      Diagnostics& diagnostics) {
    const auto place = SourceRef{std::make_shared<const Document>(Document{file.filename().string(), {}}), {}};
    const auto parts = std::filesystem::absolute(scratch), target = std::filesystem::absolute(file);
    std::filesystem::create_directories(parts);
    auto result = print_page(target, report, parts);
    if (!result) {
        result = convert_document(target, report, templates, parts, diagnostics);
        if (result) diagnostics.note("R050", place);
    }
    const bool written = result && std::filesystem::exists(target);
    if (!result)
        diagnostics.note("R049", place);
    else if (!written)
        diagnostics.error("R051", place, {{"text", std::string(trim(read_part(parts / "log")))}});
    else
        fix_clock(target);
    remove_parts(parts);
    return written;
}

}  // namespace qingdan
