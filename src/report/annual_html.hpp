#pragma once
// Markdown to HTML by libcmark-gfm, and what makes a page of it: numbered headings, contents, charts, style.

#include <string>
#include <string_view>
#include <vector>

#include "methodology/methodology.hpp"
#include "report/words.hpp"

namespace qingdan {

std::string markdown_to_html(std::string_view markdown);

/// `CO2` -> `CO₂` for every gas of the package, `m3` -> `m³`, in the text between tags.
std::string with_subscripts(std::string_view html, const Methodology& methodology);

/// Chinese text has no blanks beside its punctuation, between its signs or where a line ends; those that chapters and
/// figures bring along are taken away (not in tags, and not from one paragraph or cell to the next).
std::string without_stray_blanks(std::string_view html);

struct ReportHeading {
    int level = 1;
    std::string id, text;
};
/// Numbers `<h1>` and `<h2>` the way official documents of the language do (一、（一）; 1, 1.1), gives them ids.
std::string numbered_headings(std::string_view html, bool chinese, std::vector<ReportHeading>& headings);

struct ReportPage {
    std::string language, title, subtitle, warning, style, contents_title, body;
    std::vector<ReportHeading> headings;
};
/// One file that needs no other.
std::string report_page(const ReportPage& page);

/// Puts the charts in their places: drawings for a page, or `<img src="chart-1.svg">` as wide as a page's text.
std::string with_charts(std::string_view html, const std::vector<std::string>& charts, bool as_files);

}  // namespace qingdan
