// The annual report: chapters as they are read, figures as they are written, charts as they are drawn.

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "report/annual_html.hpp"
#include "report/annual_mark.hpp"
#include "report/annual_numbers.hpp"
#include "report/annual_tables.hpp"
#include "report/annual_targets.hpp"
#include "report/annual_template.hpp"
#include "report/annual_writer.hpp"
#include "report/chart_model.hpp"
#include "report/chart_svg.hpp"

using namespace qingdan;

namespace {

std::string complaints(const std::string& chapter) {
    Diagnostics diagnostics;
    parse_chapter(chapter, std::make_shared<const Document>(Document{"c.md", {}}), diagnostics);
    std::string text;
    for (const auto& each : diagnostics.all()) text += each.code + " " + each.where.text() + "\n";
    return text;
}

std::size_t count(const std::string& text, const std::string& part) {
    std::size_t found = 0;
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) ++found;
    return found;
}

}  // namespace

TEST_CASE("figures are rounded correctly, ties to even, and small ones do not vanish") {
    CHECK(rounded_text(12345.678, 1) == "12,345.7");
    CHECK(rounded_text(-1234567.5, 0) == "\u22121,234,568");
    CHECK(rounded_text(0.125, 2) == "0.12");  // 0.125 is a tie in binary, too
    CHECK(rounded_text(0.375, 2) == "0.38");
    CHECK(rounded_text(999.96, 1) == "1,000.0");
    CHECK(rounded_text(0.0123, 1) == "0.012");
    CHECK(rounded_text(0.0123, 1, false) == "0.0");
    CHECK(rounded_text(-0.0001, 1, false) == "0.0");
    CHECK(rounded_text(0.0, 2) == "0.00");
}

TEST_CASE("number formats of the layouts") {
    CHECK(formatted_text(1234.5678, "#,##0.00##") == "1,234.57");
    CHECK(formatted_text(1234.5678, "#,##0.00##", 1) == "1,234.6");
    CHECK(formatted_text(0.1234, "0.0%", 3) == "12.3%");
    CHECK(formatted_text(17.0, "0", 2) == "17");
    CHECK(formatted_text(0.5, "") == "0.5");
}

TEST_CASE("chapters: selectors, conditions, loops") {
    Diagnostics diagnostics;
    const auto nodes =
        parse_chapter("a {{ value 1 CO2 last \"kt CO2\" 1 as=signed }}\n{{ if not has 1 CO2 }}\nb\n{{ end }}\nc",
                      nullptr, diagnostics);
    REQUIRE(diagnostics.all().empty());
    REQUIRE(nodes.size() == 5);
    CHECK(nodes[1].selector.word == "value");
    CHECK(nodes[1].selector.plain == std::vector<std::string>{"1", "CO2", "last", "kt CO2", "1"});
    CHECK(nodes[1].selector.named.at("as") == "signed");
    CHECK(nodes[3].negated);
    CHECK(nodes[3].body.at(0).text == "b\n");
    CHECK(nodes[4].text == "c");  // the lines of `if` and `end` leave nothing behind
}

TEST_CASE("chapters that cannot be read are said with their place") {
    CHECK(complaints("{{ value 1 }}").empty());
    CHECK(complaints("x\n 页 {{ value") == "R040 c.md:2:4\n");
    CHECK(complaints("{{ }}") == "R040 c.md:1:1\n");
    CHECK(complaints("{{ title \"open }}") == "R040 c.md:1:1\n");
    CHECK(complaints("{{ if a }}") == "R040 c.md:1:1\n");
    CHECK(complaints("{{ end }}") == "R040 c.md:1:1\n");
    CHECK(complaints("{{ for x of y }}{{ end }}").find("R040 c.md:1:1") == 0);
    CHECK(complaints("{{ if a > many }}{{ end }}") == "R040 c.md:1:1\n");
}

TEST_CASE("what comes from outside is no Markdown and no HTML") {
    CHECK(markdown_to_html(markdown_text("<b>*x*_y_ [z](u) & | ~~")) == "<p>&lt;b&gt;*x*_y_ [z](u) &amp; | ~~</p>\n");
    CHECK(html_text("<a&\"b\">") == "&lt;a&amp;&quot;b&quot;&gt;");
}

TEST_CASE("headings are numbered as the language does") {
    std::vector<ReportHeading> headings;
    const std::string html = "<h1>甲</h1><h2>乙</h2><h2>丙</h2><h1>丁</h1><h2>戊</h2>";
    CHECK(numbered_headings(html, true, headings) ==
          "<h1 id=\"s1\">一、甲</h1><h2 id=\"s1-1\">（一）乙</h2><h2 id=\"s1-2\">（二）丙</h2><h1 id=\"s2\">二、丁</h1>"
          "<h2 id=\"s2-1\">（一）戊</h2>");
    CHECK(headings.size() == 5);
    std::string many;
    for (int i = 0; i < 21; ++i) many += "<h1>x</h1>";
    const auto numbered = numbered_headings(many, true, headings);
    CHECK(numbered.find(">十、x<") != std::string::npos);
    CHECK(numbered.find(">十一、x<") != std::string::npos);
    CHECK(numbered.find(">二十、x<") != std::string::npos);
    CHECK(numbered.find(">二十一、x<") != std::string::npos);
    CHECK(numbered_headings("<h1>x</h1><h2>y</h2>", false, headings).find(">1.1\u2002y<") != std::string::npos);
}

TEST_CASE("gases get subscripts in the text, not inside tags and not inside other words") {
    Methodology methodology;
    for (const char* id : {"CO2", "C2F6", "HFC-32"}) {
        Gas gas;
        gas.id = id;
        methodology.gases.push_back(gas);
    }
    CHECK(with_subscripts("<a href=\"CO2\">CO2, CO2e, C2F6, HFC-32, XCO2, m3</a>", methodology) ==
          "<a href=\"CO2\">CO₂, CO₂e, C₂F₆, HFC-32, XCO2, m³</a>");
}

TEST_CASE("tables: chosen columns and rows, spans, marks") {
    SheetModel sheet;
    const auto style = [](CellRole role) { return CellStyle{role, RowStyle::plain, 0, false, false, false, "0.0%"}; };
    sheet.text(0, 0, "T", style(CellRole::title));
    sheet.text(1, 0, "H", style(CellRole::header)).last_row = 2;
    sheet.text(1, 1, "A", style(CellRole::header));
    sheet.text(2, 1, "u", style(CellRole::unit));
    for (int row = 3; row < 6; ++row) {
        sheet.text(row, 0, "1." + std::to_string(row) + "  <x>", style(CellRole::label));
        sheet.number(row, 1, 0.5, style(CellRole::value)).style.provisional = true;
    }
    Diagnostics diagnostics;
    const auto words =
        Words::load(std::filesystem::path(QINGDAN_SOURCE_DIR) / "templates", {"report"}, "en", diagnostics);
    int number = 0;
    TableChoice choice;
    choice.first = 2;
    const auto html = sheet_tables(sheet, choice, words, number);
    CHECK(number == 1);
    CHECK(count(html, "<tr>") == 4);  // two of the header, two of the body
    CHECK(count(html, "<th rowspan=\"2\">H</th>") == 1);
    CHECK(count(html, "&lt;x&gt;") == 2);
    CHECK(count(html, "<em class=\"provisional\">50.0%</em>") == 2);
    CHECK(count(html, "left out here: 1") == 1);
    CHECK(html.find("\n\n") == std::string::npos);  // an empty line would end the HTML inside Markdown
    choice = {};
    choice.under = "1.4";
    CHECK(count(sheet_tables(sheet, choice, words, number), "1.3  ") == 0);
    CHECK(count(sheet_tables(sheet, choice, words, number), "1.4  ") == 1);
    choice.under = "9";
    CHECK(sheet_tables(sheet, choice, words, number) == "<p class=\"note\">no data</p>\n");
}

TEST_CASE("tables: digits for all columns, or one by one") {
    SheetModel sheet;
    const CellStyle title{CellRole::title, RowStyle::plain, 0, false, false, false, {}},
        header{CellRole::header, RowStyle::plain, 0, false, false, false, {}},
        value{CellRole::value, RowStyle::plain, 0, false, false, false, "#,##0.00##"};
    sheet.text(0, 0, "T", title);
    for (int column = 0; column < 3; ++column) {
        sheet.text(1, column, "H", header);
        sheet.number(2, column, 1234.5678, value);
    }
    Diagnostics diagnostics;
    const auto words =
        Words::load(std::filesystem::path(QINGDAN_SOURCE_DIR) / "templates", {"report"}, "en", diagnostics);
    int number = 0;
    TableChoice choice;
    choice.columns = {0, 2};
    choice.digits = {0};
    CHECK(count(sheet_tables(sheet, choice, words, number), ">1,235<") == 2);
    choice.digits = {0, 2};
    const auto html = sheet_tables(sheet, choice, words, number);
    CHECK(count(html, ">1,235<") == 1);
    CHECK(count(html, ">1,234.57<") == 1);
}

TEST_CASE("tables: rows that differ in one column alone are one row") {
    SheetModel sheet;
    const auto style = [](CellRole role) { return CellStyle{role, RowStyle::plain, 0, false, false, false, {}}; };
    sheet.text(0, 0, "T", style(CellRole::title));
    for (int column = 0; column < 3; ++column) sheet.text(1, column, "h", style(CellRole::header));
    const char* rows[][3] = {{"a", "x", "m"}, {"a", "y", "m"}, {"a", "z", "n"}, {"b", "x", "n"}};
    for (int row = 0; row < 4; ++row)
        for (int column = 0; column < 3; ++column)
            sheet.text(2 + row, column, rows[row][column], style(CellRole::text));
    Diagnostics diagnostics;
    const auto words =
        Words::load(std::filesystem::path(QINGDAN_SOURCE_DIR) / "templates", {"report"}, "en", diagnostics);
    int number = 0;
    TableChoice choice;
    choice.merge = 1;
    choice.first = 2;
    const auto html = sheet_tables(sheet, choice, words, number);
    CHECK(count(html, "<td>a</td><td>x, y</td><td>m</td>") == 1);
    CHECK(count(html, "<td>a</td><td>z</td><td>n</td>") == 1);
    CHECK(count(html, "left out here: 1") == 1);
    CHECK(count(html, "<th>H</th>") == 3);
}

TEST_CASE("Chinese units in an English sentence are translated behind numbers, and only there") {
    Diagnostics diagnostics;
    const auto templates = std::filesystem::path(QINGDAN_SOURCE_DIR) / "templates";
    const auto en = Words::load(templates, {"report"}, "en", diagnostics),
               zh = Words::load(templates, {"report"}, "zh", diagnostics);
    const std::string sentence = "from 2.9 亿立方米 in 2005, 7 千头; 12 不认识 and 亿立方米";
    CHECK(en.units_in(sentence) == "from 2.9 × 10^8 m3 in 2005, 7 × 10^3 head; 12 不认识 and 亿立方米");
    CHECK(zh.units_in(sentence) == sentence);
    CHECK(en.units_in("5 ") == "5 ");
    const auto units =
        read_file(std::filesystem::path(QINGDAN_SOURCE_DIR) / "methodologies/common", "units.csv", diagnostics);
    REQUIRE(units);
    const auto table = CsvTable::parse(units->bytes, units->document, diagnostics);
    REQUIRE(table);
    for (const auto& row : table->rows()) {
        const auto& unit = row.cells.front().text;
        const auto byte = unit.empty() ? 0U : static_cast<unsigned>(static_cast<unsigned char>(unit[0]));
        if (byte < 0xE4 || byte > 0xE9) continue;
        INFO(unit << " has no English name in templates/words.csv");
        CHECK(en.unit(unit) != unit);
    }
}

TEST_CASE("Chinese text loses blanks beside its punctuation and between its signs, and no others") {
    CHECK(without_stray_blanks("<p>甲（乙） 2007 年，\n丙 丁 CO2 增长。 A b</p>\n<p>戊</p>") ==
          "<p>甲（乙）2007 年，丙丁 CO2 增长。A b</p>\n<p>戊</p>");
    CHECK(without_stray_blanks("<p><em>1.0</em> 吨<sup>*</sup> 变为 <em>2.0</em> 吨</p>") ==
          "<p><em>1.0</em> 吨<sup>*</sup>变为 <em>2.0</em> 吨</p>");
    CHECK(without_stray_blanks("<td>甲</td> <td>乙</td>") == "<td>甲</td> <td>乙</td>");
    CHECK(without_stray_blanks("甲 <") == "甲 <");
}

TEST_CASE("the mark of the pages stands in the reference document's header, or nothing is made") {
    std::ifstream in(std::filesystem::path(QINGDAN_SOURCE_DIR) / "templates/report/reference.docx", std::ios::binary);
    std::ostringstream bytes;
    bytes << in.rdbuf();
    const auto marked = with_page_mark(bytes.str(), "示例 <a> & b");
    REQUIRE(marked);
    CHECK(marked->size() == bytes.str().size());
    CHECK(count(*marked, "示例 &lt;a&gt; &amp; b</w:t>") == 1);
    CHECK(count(*marked, "MARK") == 0);
    CHECK_FALSE(with_page_mark(bytes.str(), std::string(2000, 'x')));
    CHECK_FALSE(with_page_mark("PK", "x"));
    CHECK(page_mark_style("a\"b\\</style>").find("content: \"a\\\"b\\\\\\3c /style>\"") != std::string::npos);
}

TEST_CASE("a target's path has equal yearly rates") {
    IndicatorTarget target;
    target.base_year = 2005;
    target.target_year = 2015;
    target.change = -36.0;
    CHECK(target.path(2005) == 0.0);
    CHECK(target.path(2010) == Approx(-20.0));  // 0.8 x 0.8 = 0.64
    CHECK(target.path(2015) == Approx(-36.0));
    CHECK(target.path(2020) == Approx(-36.0));
}
