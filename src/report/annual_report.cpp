#include "report/annual_report.hpp"

#include <algorithm>
#include <map>

#include "base/files.hpp"
#include "report/annual_html.hpp"
#include "report/annual_mark.hpp"
#include "report/annual_writer.hpp"

namespace qingdan {

namespace {

/// Of the package, of those it requires, and of all; the nearest stands over the others, file by file.
std::vector<std::string> folders(const Methodology& methodology) {
    std::vector<std::string> names{methodology.id};
    names.insert(names.end(), methodology.required.begin(), methodology.required.end());
    names.emplace_back("generic");
    return names;
}

struct Chapters {
    std::map<std::string, std::vector<ReportNode>> chapters;  ///< by file name: `10-summary.md`
    ReportParts parts;                                        ///< `_sector.md` as `sector`
};

Chapters read_chapters(const std::filesystem::path& templates, const Methodology& methodology,
                       const std::string& language, Diagnostics& diagnostics) {
    std::map<std::string, std::string> files;  // name -> folder
    for (const auto& folder : folders(methodology))
        for (const auto& name : list_files(templates / folder / language, ".md", false))
            files.try_emplace(name, folder);
    Chapters read;
    for (const auto& [name, folder] : files) {
        const auto file = read_file(templates, folder + "/" + language + "/" + name, diagnostics);
        if (!file) continue;
        auto nodes = parse_chapter(file->bytes, file->document, diagnostics);
        if (name.front() == '_')
            read.parts.emplace(name.substr(1, name.size() - 4), std::move(nodes));
        else
            read.chapters.emplace(name, std::move(nodes));
    }
    if (read.chapters.empty())
        diagnostics.error("R044", {std::make_shared<const Document>(Document{templates.string(), {}}), {}},
                          {{"language", language}});
    return read;
}

/// What every page says: that it is an example, that some figures rest on provisional factors.
std::string page_mark(const Inventory& inventory, const Words& words) {
    const bool provisional = std::any_of(inventory.estimates.begin(), inventory.estimates.end(), [](const auto& each) {
        return each.status.is_number() && (each.mask & rests_on_provisional) != 0;
    });
    if (!inventory.settings.illustrative) return provisional ? words.in("report-provisional") : std::string();
    return words.in("illustrative") + (provisional ? " · " + words.in("report-provisional") : std::string());
}

}  // namespace

std::optional<AnnualReport> annual_report(const Inventory& inventory, const AnalysisResults& results,
                                          const std::filesystem::path& inventory_folder,
                                          const std::filesystem::path& templates, Diagnostics& diagnostics) {
    const auto errors_before = diagnostics.error_count();
    const auto folder = templates / "report";
    const auto& methodology = *inventory.methodology;
    const auto& language = inventory.settings.language;
    const auto tables = load_template(folder, methodology, {}, diagnostics);
    if (!tables) return std::nullopt;
    const auto words = Words::load(templates, {tables->folder, "report"}, language, diagnostics);
    const auto style = read_file(folder, "report.css", diagnostics);
    const auto read = read_chapters(folder, methodology, language, diagnostics);
    const auto targets = read_targets(inventory_folder, methodology, diagnostics);
    if (!style) return std::nullopt;  // mistakes in chapters do not hide those behind them

    const auto model = WorkbookLayout(inventory, results, *tables, words).lay_out();
    std::vector<std::string> absent;
    for (const auto& sheet : tables->sheets) absent.push_back(sheet.name.in(language));
    AnnualWriter writer(inventory, results, words, model, absent, read.parts, targets, diagnostics);
    std::string markdown;
    for (const auto& [name, chapter] : read.chapters) markdown += writer.write(chapter) + "\n\n";
    if (diagnostics.error_count() > errors_before) return std::nullopt;

    AnnualReport report;
    report.charts = writer.charts();
    for (auto& chart : report.charts) chart = with_subscripts(chart, methodology);
    ReportPage page;
    auto text = with_subscripts(markdown_to_html(markdown), methodology);
    if (words.chinese()) text = without_stray_blanks(text);
    page.body = numbered_headings(text, words.chinese(), page.headings);
    page.language = words.chinese() ? "zh-CN" : "en";
    page.title = html_text(inventory.settings.title.in(language));
    page.subtitle = html_text(methodology.title.in(language)) + " · " +
                    html_text(words.in("report-gwp", {{"gwp", gwp_title(inventory, words)}}));
    if (inventory.settings.illustrative) page.warning = html_text(words.in("illustrative"));
    report.mark = page_mark(inventory, words);
    page.style = style->bytes + (report.mark.empty() ? "" : page_mark_style(report.mark));
    page.contents_title = words.in("report-contents");
    report.language = page.language;
    report.title = page.title;
    report.subtitle = page.subtitle + (page.warning.empty() ? "" : " · " + page.warning);
    report.contents = page.contents_title;
    report.plain = with_charts(page.body, report.charts, true);
    page.body = with_charts(page.body, report.charts, false);
    report.html = report_page(page);
    return report;
}

}  // namespace qingdan
