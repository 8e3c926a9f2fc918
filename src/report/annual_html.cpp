#include "report/annual_html.hpp"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm.h>

#include <cstdlib>
#include <memory>

#include "report/annual_writer.hpp"
#include "report/subscripts.hpp"

namespace qingdan {

std::string markdown_to_html(std::string_view markdown) {
    cmark_gfm_core_extensions_ensure_registered();
    constexpr int options = CMARK_OPT_UNSAFE;  // our own tables and marks are HTML; texts from outside are escaped
    const std::unique_ptr<cmark_parser, decltype(&cmark_parser_free)> parser(cmark_parser_new(options),
                                                                             &cmark_parser_free);
    if (auto* tables = cmark_find_syntax_extension("table")) cmark_parser_attach_syntax_extension(parser.get(), tables);
    cmark_parser_feed(parser.get(), markdown.data(), markdown.size());
    const std::unique_ptr<cmark_node, decltype(&cmark_node_free)> document(cmark_parser_finish(parser.get()),
                                                                           &cmark_node_free);
    const std::unique_ptr<char, decltype(&std::free)> html(
        cmark_render_html(document.get(), options, cmark_parser_get_syntax_extensions(parser.get())), &std::free);
    return html.get();
}

std::string with_subscripts(std::string_view html, const Methodology& methodology) {
    return Subscripts(methodology).in_html(html);
}

namespace {

enum class Sign { none, blank, chinese, mark, other };  ///< mark: Chinese punctuation

/// Of the UTF-8 sign that begins here, with its length.
std::pair<Sign, std::size_t> sign_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t k) {
        return at + k < text.size() ? static_cast<unsigned>(static_cast<unsigned char>(text[at + k])) : 0U;
    };
    if (byte(0) < 0x80) return {byte(0) == ' ' || byte(0) == '\n' ? Sign::blank : Sign::other, 1};
    if (byte(0) < 0xE0) return {Sign::other, 2};
    if (byte(0) >= 0xF0) return {Sign::chinese, 4};
    const unsigned code = (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
    const bool wide = (code >= 0x3001 && code <= 0x3011) || (code >= 0xFF01 && code <= 0xFF1F);
    return {wide ? Sign::mark : code >= 0x3400 && code <= 0x9FFF ? Sign::chinese : Sign::other, 3};
}

bool inline_tag(std::string_view tag) {
    for (const std::string_view name : {"em", "/em", "sup", "/sup", "strong", "/strong", "code", "/code"})
        if (tag.substr(0, tag.find_first_of(" >")) == name) return true;
    return false;
}

}  // namespace

std::string without_stray_blanks(std::string_view html) {
    std::string out, waiting, tags;  // between two signs: all, and what is no blank
    auto before = Sign::none;
    bool star = false;
    for (std::size_t at = 0; at < html.size();) {
        if (html[at] == '<') {
            const auto tag = html.substr(at, html.find('>', at) - at + 1);
            at += tag.size();
            waiting += tag;
            tags += tag;
            if (inline_tag(tag.substr(1))) continue;
            out += waiting;
            waiting.clear();
            tags.clear();
            before = Sign::none;
            continue;
        }
        const auto [sign, length] = sign_at(html, at);
        if (sign == Sign::blank) {
            waiting += html[at++];
            continue;
        }
        const bool chinese = sign == Sign::chinese || sign == Sign::mark;
        const bool stray = before == Sign::mark || (sign == Sign::mark && before != Sign::none) ||
                           (chinese && (before == Sign::chinese || star));
        out += stray ? tags : waiting;
        waiting.clear();
        tags.clear();
        out += html.substr(at, length);
        before = sign;
        star = html[at] == '*';
        at += length;
    }
    return out + waiting;
}

namespace {

std::string chinese_number(int number) {
    static constexpr const char* digits[] = {"", "一", "二", "三", "四", "五", "六", "七", "八", "九"};
    std::string text;
    if (number >= 20) text += digits[number / 10 % 10];
    if (number >= 10) text += "十";
    return text + digits[number % 10];
}

}  // namespace

std::string numbered_headings(std::string_view html, bool chinese, std::vector<ReportHeading>& headings) {
    std::string out;
    int first = 0, second = 0;
    std::size_t at = 0;
    while (true) {
        const auto one = html.find("<h1>", at), two = html.find("<h2>", at);
        const auto open = std::min(one, two);
        if (open == std::string_view::npos) return out + std::string(html.substr(at));
        const int level = open == one ? 1 : 2;
        const auto close = html.find("</h", open);
        out += html.substr(at, open - at);
        const std::string text(html.substr(open + 4, close - open - 4));
        std::string number;
        if (level == 1) {
            ++first;
            second = 0;
            number = chinese ? chinese_number(first) + "、" : std::to_string(first) + "\u2002";
        } else {
            ++second;
            number = chinese ? "（" + chinese_number(second) + "）"
                             : std::to_string(first) + "." + std::to_string(second) + "\u2002";
        }
        ReportHeading heading{level, "s" + std::to_string(first) + (level == 2 ? "-" + std::to_string(second) : ""),
                              number + text};
        const std::string tag = "h" + std::to_string(level);
        out += "<" + tag + " id=\"" + heading.id + "\">" + heading.text + "</" + tag + ">";
        headings.push_back(std::move(heading));
        at = close + 5;
    }
}

std::string with_charts(std::string_view html, const std::vector<std::string>& charts, bool as_files) {
    static constexpr std::string_view mark = "<chart-place number=\"";
    std::string out;
    std::size_t at = 0;
    while (true) {
        const auto open = html.find(mark, at);
        if (open == std::string_view::npos) return out + std::string(html.substr(at));
        out += html.substr(at, open - at);
        const auto number =
            static_cast<std::size_t>(std::atoi(std::string(html.substr(open + mark.size(), 4)).c_str()));
        const auto close = html.find('>', open);
        if (as_files)
            out += "<img src=\"chart-" + std::to_string(number) + ".svg\" width=\"16cm\">";
        else
            out += charts[number - 1];
        at = close + 1;
    }
}

std::string report_page(const ReportPage& page) {
    std::string html = "<!DOCTYPE html>\n<html lang=\"" + page.language + "\">\n<head>\n<meta charset=\"utf-8\">\n" +
                       "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
                       page.title + "</title>\n<style>\n" + page.style + "</style>\n</head>\n<body" +
                       (page.warning.empty() ? "" : " class=\"illustrative\"") + ">\n";
    if (!page.warning.empty()) html += "<p class=\"warning\">" + page.warning + "</p>\n";
    html += "<header>\n<p class=\"title\">" + page.title + "</p>\n<p class=\"subtitle\">" + page.subtitle +
            "</p>\n</header>\n<nav>\n<p class=\"contents\">" + page.contents_title + "</p>\n<ul>\n";
    for (const auto& heading : page.headings)
        html += "<li class=\"l" + std::to_string(heading.level) + "\"><a href=\"#" + heading.id + "\">" + heading.text +
                "</a></li>\n";
    return html + "</ul>\n</nav>\n<main>\n" + page.body + "</main>\n</body>\n</html>\n";
}

}  // namespace qingdan
