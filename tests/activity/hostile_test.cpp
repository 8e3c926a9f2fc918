// Parts of .xlsx and .ods written by hand: what rare writers do is read, what is wrong or too large is refused quickly.

#include <catch2/catch.hpp>

#include <chrono>

#include "support.hpp"
#include "zip_writer.hpp"

using namespace qingdan;
using namespace qingdan::test;
using Kind = SheetCell::Kind;

namespace {

Sheet only_sheet(Parser parse, const Parts& parts) {
    Diagnostics diagnostics;
    const auto book = parse(zip(parts), std::make_shared<const Document>(Document{"x", ""}), diagnostics);
    INFO((diagnostics.all().empty() ? "" : diagnostics.all().front().code));
    REQUIRE(book);
    return book->sheets.at(0);
}

std::string refused(const Parts& parts) { return refusal(parse_xlsx, zip(parts)); }
std::string refused_row(const std::string& cells) { return refused(xlsx_parts("<row r=\"1\">" + cells + "</row>")); }

std::string repeated(const std::string& text, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("cells as rare writers of .xlsx give them") {
    const auto sheet =
        only_sheet(parse_xlsx,
                   xlsx_parts("<row><c t=\"inlineStr\"><is><r><t>元</t></r><r><t>煤</t></r><rPh sb=\"0\" "
                              "eb=\"1\"><t>yuan</t></rPh></is></c><c><v>1</v></c><c t=\"s\"><v>1</v></c></row>"
                              "<row r=\"4\"><c r=\"B4\" t=\"d\"><v>2007-12-31</v></c><c r=\"C4\" "
                              "s=\"2\"><v>39447</v></c><c t=\"str\"><f>A1</f><v>a_x000D_b_x4E00_c</v></c></row>"
                              "<row><c r=\"A5\" s=\"1\"/><c r=\"B5\" t=\"s\"><v>0</v></c><c r=\"D5\" "
                              "t=\"b\"><f>TRUE()</f><v>1</v></c><c t=\"e\"><v>#REF!</v></c><c><f>SUM(A1)</f></c></row>",
                              "<si><t/></si><si><t xml:space=\"preserve\"> 焦</t><rPh><t>jiao</t></rPh></si>"));
    CHECK(sheet.name == "S");
    CHECK(sheet.at(0, 0).text == "元煤");
    CHECK(sheet.at(0, 1).number == 1.0);
    CHECK(sheet.at(0, 2).text == " 焦");
    CHECK(sheet.at(3, 1).text == "2007-12-31");
    CHECK(sheet.at(3, 2).text == "2007-12-31");  // 39447 days after 1899-12-30
    CHECK(sheet.at(3, 3).text == "a\rb一c");
    CHECK(sheet.at(4, 1).kind == Kind::blank);
    CHECK(sheet.at(4, 3).kind == Kind::boolean);
    CHECK(sheet.at(4, 4).text == "#REF!");
    CHECK(sheet.at(4, 5).text == "=SUM(A1)");
    CHECK(sheet.rows == 5);
    CHECK(sheet.columns == 6);
}

TEST_CASE("prefixes, strict relations and back-slashes of .xlsx") {
    auto parts = xlsx_parts("");
    parts = with(parts, "xl/worksheets/sheet1.xml",
                 "\xEF\xBB\xBF<x:worksheet "
                 "xmlns:x=\"http://purl.oclc.org/ooxml/spreadsheetml/main\"><x:sheetData><x:row><x:c><x:v>7</x:v></"
                 "x:c></x:row></x:sheetData></x:worksheet>");
    parts = with(parts, "_rels/.rels",
                 "<Relationships><Relationship Id=\"a\" "
                 "Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" "
                 "Target=\"/XL/Workbook.xml\"/></Relationships>");
    CHECK(only_sheet(parse_xlsx, parts).at(0, 0).number == 7.0);
}

TEST_CASE("what is wrong inside an .xlsx is damage, never a guess") {
    CHECK(refused_row("<c r=\"A1\"><v>1</v></c>") == "read");
    CHECK(refused_row("<c r=\"A1\"><v>1,5</v></c>") == "A010");
    CHECK(refused_row("<c r=\"A1\"><v>1e999</v></c>") == "A010");
    CHECK(refused_row("<c r=\"A0\"><v>1</v></c>") == "A010");
    CHECK(refused_row("<c r=\"1A\"><v>1</v></c>") == "A010");
    CHECK(refused_row("<c r=\"A1\" t=\"s\"><v>3</v></c>") == "A010");
    CHECK(refused_row("<c r=\"A1\" t=\"s\"><v>-1</v></c>") == "A010");
    CHECK(refused_row("<c r=\"A1\" t=\"odd\"><v>1</v></c>") == "A010");
    CHECK(refused_row("<c r=\"A1\"><v>1</v>") == "A010");
    CHECK(refused({{"_rels/.rels", "<Relationships/>"}}) == "A010");
    const auto parts = xlsx_parts("<row/>");
    CHECK(refused(with(parts, "xl/_rels/workbook.xml.rels", "<Relationships/>")) == "A010");
    CHECK(refused(with(parts, "xl/workbook.xml", "<workbook><sheets/></workbook>")) == "A010");
    CHECK(refused(with(parts, "xl/styles.xml", "<?xml version=\"1.0\" encoding=\"GB2312\"?><styleSheet/>")) == "A010");
}

TEST_CASE("document types and entities are refused") {
    const auto parts = xlsx_parts("");
    CHECK(refused(with(parts, "xl/worksheets/sheet1.xml",
                       "<!DOCTYPE w [<!ENTITY a \"aaaaaaaaaa\">]><worksheet><sheetData>&a;</sheetData></worksheet>")) ==
          "A010");
    CHECK(refused(with(parts, "xl/sharedStrings.xml", "<!DOCTYPE w SYSTEM \"file:///etc/passwd\"><sst/>")) == "A010");
}

TEST_CASE("an archive that is cut or changed is refused") {
    const auto whole = zip(xlsx_parts("<row><c><v>1</v></c></row>"));
    CHECK(refusal(parse_xlsx, whole) == "read");
    for (const std::size_t size : {whole.size() / 2, whole.size() - 10, whole.size() - 23})
        CHECK(refusal(parse_xlsx, whole.substr(0, size)) == "A010");
    CHECK(refusal(parse_ods, whole.substr(0, whole.size() - 10)) == "A010");
    CHECK(refusal(parse_xlsx, "") == "A010");
    auto changed = whole;
    for (const auto at : {whole.find("xl/sharedStrings.xml") + 40, whole.size() / 2})
        changed[at] = static_cast<char>(changed[at] ^ 0x55);
    CHECK(refusal(parse_xlsx, changed) == "A010");
}

TEST_CASE("small files that would become large are refused, quickly") {
    using clock = std::chrono::steady_clock;
    const auto started = clock::now();
    // 40 MB of space in 40 kB
    CHECK(refused(xlsx_parts(std::string(40'000'000, ' '))) == "A018");
    // cells at the far corner, rows and columns that spreadsheet programs do not have
    CHECK(refused_row("<c r=\"XFD1048576\"><v>1</v></c>") == "A018");
    CHECK(refused_row("<c r=\"XFE1\"><v>1</v></c>") == "A018");
    CHECK(refused_row("<c r=\"A1048577\"><v>1</v></c>") == "A018");
    CHECK(refused_row("<c r=\"A1\" t=\"inlineStr\"><is><t>" + std::string(2'000'000, 'x') + "</t></is></c>") == "A010");
    const std::string cell =
        "<table:table-cell o:value-type=\"float\" o:value=\"1\" table:number-columns-repeated=\"16384\"/>";
    CHECK(refusal(parse_ods, zip(ods_parts("<table:table-row table:number-rows-repeated=\"1048576\">" + cell +
                                           "</table:table-row>"))) == "A018");
    CHECK(refusal(parse_ods, zip(ods_parts("<table:table-row>" + cell + cell + "</table:table-row>"))) == "A018");
    CHECK(std::chrono::duration<double>(clock::now() - started).count() < 20.0);
}

TEST_CASE("blank rows to the end of the sheet and repeated cells of .ods") {
    const auto sheet = only_sheet(
        parse_ods,
        ods_parts("<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/><table:table-cell "
                  "o:value-type=\"float\" o:value=\"2.5\" table:number-columns-repeated=\"2\"/></table:table-row>"
                  "<table:table-row><table:table-cell o:value-type=\"string\"><o:annotation><text:p>a "
                  "comment</text:p></o:annotation><text:p>原<text:s "
                  "text:c=\"2\"/>煤</text:p><text:p>second</text:p></table:table-cell>"
                  "<table:covered-table-cell/><table:table-cell o:value-type=\"percentage\" "
                  "o:value=\"0.05\"><text:p>5%</text:p></table:table-cell>"
                  "<table:table-cell o:value-type=\"boolean\" o:boolean-value=\"true\"/><table:table-cell "
                  "table:formula=\"of:=1/0\"/></table:table-row>"
                  "<table:table-row table:number-rows-repeated=\"1048573\"><table:table-cell "
                  "table:number-columns-repeated=\"16384\"/></table:table-row>"));
    REQUIRE(sheet.rows == 3);
    REQUIRE(sheet.columns == 5);
    CHECK(sheet.at(2, 3).kind == Kind::boolean);
    CHECK(sheet.at(2, 4).text == "of:=1/0");
    CHECK(sheet.at(0, 0).kind == Kind::blank);
    CHECK(sheet.at(0, 2).number == 2.5);
    CHECK(sheet.at(1, 1).number == 2.5);
    CHECK(sheet.at(2, 0).text == "原  煤\nsecond");
    CHECK(sheet.at(2, 2).number == 0.05);
}

TEST_CASE("a value of .ods that is none, or a locked file") {
    CHECK(refusal(
              parse_ods,
              zip(ods_parts(
                  "<table:table-row><table:table-cell o:value-type=\"float\" o:value=\"1,5\"/></table:table-row>"))) ==
          "A010");
    auto parts = ods_parts("<table:table-row/>");
    CHECK(refusal(parse_ods, zip(parts)) == "read");
    parts.emplace_back("META-INF/manifest.xml", "<manifest><file-entry><encryption-data/></file-entry></manifest>");
    CHECK(refusal(parse_ods, zip(parts)) == "A011");
    CHECK(refusal(parse_ods, zip({{"mimetype", "x"}})) == "A010");
}

TEST_CASE("one long text in very many cells does not fill the memory") {
    std::string text;
    for (std::uint32_t i = 0, random = 1; i < 500'000; ++i) {  // compresses badly, as a text does
        random = random * 1664525U + 1013904223U;
        text += static_cast<char>('a' + (random >> 24U) % 26);
    }
    const auto cells = [&](std::size_t count) {
        return with(xlsx_parts(repeated("<row><c t=\"s\"><v>0</v></c></row>", count)), "xl/sharedStrings.xml",
                    "<sst><si><t>" + text + "</t></si></sst>");
    };
    CHECK(refused(cells(20)) == "read");
    CHECK(refused(cells(600)) == "A018");
}

TEST_CASE("a hundred thousand cells of .xlsx") {
    std::string rows = repeated("<row>" + repeated("<c><v>1.5</v></c>", 50) + "</row>", 2000);
    const auto sheet = only_sheet(parse_xlsx, xlsx_parts(rows));
    CHECK(sheet.rows == 2000);
    CHECK(sheet.columns == 50);
    CHECK(sheet.at(1999, 49).number == 1.5);
}
