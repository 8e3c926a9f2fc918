// What a person reads in a page or a workbook, as lines of text: for expected files that show what changed.

#include <cstdlib>
#include <iomanip>
#include <sstream>

#include "workbook_cells.hpp"
#include "world.hpp"

namespace {

constexpr std::size_t most_rows = 60;  ///< of a sheet: lists of thousands of rows say nothing more
constexpr int digits = 12;             ///< the last ones depend on the order of a sum

std::string figure(const std::string& text) {
    std::ostringstream out;
    out << std::setprecision(digits) << std::strtod(text.c_str(), nullptr);
    return out.str();
}

std::string one_line(std::string text) {
    for (char& c : text)
        if (c == '\n' || c == '\t') c = ' ';
    return text;
}

std::string without_entities(std::string text) {
    static const std::pair<const char*, const char*> entities[] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
    for (const auto& [entity, sign] : entities)
        for (std::size_t at = 0; (at = text.find(entity, at)) != std::string::npos; ++at)
            text.replace(at, std::string(entity).size(), sign);
    return text;
}

/// What a tag does to the line.
std::string_view break_of(const std::string& tag) {
    static const std::string lines[] = {"/p",    "/li",  "/h1",      "/h2",         "/h3",    "/tr",
                                        "/text", "/svg", "/caption", "/figcaption", "/title", "br"};
    for (const auto& name : lines)
        if (tag == name) return "\n";
    return tag == "/td" || tag == "/th" ? "\t" : tag == "h1" || tag == "h2" || tag == "h3" ? "\n" : "";
}

}  // namespace

std::string workbook_text(const std::filesystem::path& file) {
    std::string text;
    for (const auto& sheet : read_workbook(file)) {
        text += "\n== " + sheet.name + "\n";
        std::size_t rows = 0;
        int row = -1, column = 0;
        for (const auto& [place, cell] : sheet.cells) {
            if (place.first != row) {
                row = place.first;
                column = 0;
                if (++rows <= most_rows) text += rows == 1 ? "" : "\n";
            }
            if (rows > most_rows) continue;
            text += std::string(static_cast<std::size_t>(place.second - column), '\t') +
                    (cell.number ? figure(cell.text) : one_line(cell.text));
            column = place.second;
        }
        if (rows > most_rows) text += "\n… " + std::to_string(rows - most_rows) + " more rows";
        text += "\n";
    }
    return text;
}

std::string page_text(const std::string& html) {
    std::string text;
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] != '<') {
            text += html[at] == '\n' ? ' ' : html[at];
            ++at;
            continue;
        }
        const auto end = html.find('>', at);
        if (end == std::string::npos) throw StepFailed("this page ends inside a tag");
        const auto tag = html.substr(at + 1, html.find_first_of(" />", at + 2) - at - 1);
        text += break_of(tag);
        at = tag == "style" ? html.find("</style>", end) : end + 1;
    }
    std::string lines;
    for (const auto& line : split_at(without_entities(text), "\n"))
        if (!line.empty()) lines += line + "\n";
    return lines;
}
