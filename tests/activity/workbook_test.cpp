// Workbooks from files: the published balance against figures that another program read, and every kind of cell.

#include <catch2/catch.hpp>

#include <cmath>
#include <fstream>
#include <iterator>

#include "base/text.hpp"
#include "compound_writer.hpp"
#include "support.hpp"
#include "zip_writer.hpp"

using namespace qingdan;
using namespace qingdan::test;
using Kind = SheetCell::Kind;
using Lines = std::vector<std::string>;

namespace {

const std::string here = QINGDAN_SOURCE_DIR "/tests/activity/data";
const std::string balance = QINGDAN_SOURCE_DIR "/inputs/henan-2007";

std::string bytes_of(const std::string& file) {
    std::ifstream stream(file, std::ios::binary);
    REQUIRE(stream);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

DocumentPtr document(const std::string& name) { return std::make_shared<const Document>(Document{name, ""}); }

/// The code with which these bytes are refused, or "read".
std::string refusal(const std::string& bytes) { return test::refusal(parse_xls, bytes); }

Workbook parsed(const std::string& name, Diagnostics& diagnostics) {
    const auto bytes = bytes_of(here + "/" + name);
    const auto parse = name.ends_with(".ods") ? parse_ods : name.ends_with(".xlsx") ? parse_xlsx : parse_xls;
    return parse(bytes, document(name), diagnostics).value();
}

/// The published balance from a copy in another format.
std::vector<ActivityDatum> balance_from(const std::string& folder, const std::string& name, Diagnostics& diagnostics) {
    std::vector<ActivityDatum> data;
    DataFile file;
    file.file = name;
    file.layout = "cn-provincial-energy-balance";
    read_data_file(folder, file, scope(common(), "CN-HA", 2007, 2007), common(), data, diagnostics);
    return data;
}

}  // namespace

TEST_CASE("the published balance of Henan: every figure as another program read it") {
    Diagnostics diagnostics;
    const auto data = balance_from(balance, "energy-balance.xls", diagnostics);
    CHECK(codes(diagnostics).empty());
    REQUIRE(data.size() == 33 * 22);

    // What the printed units are, by hand: 10^4 t, 10^8 m3, 10^10 kJ = 10^4 GJ, 10^8 kWh, 10^4 tce.
    const std::map<std::string, double> scales{
        {"coke_oven_gas", 1e8}, {"other_gas", 1e8}, {"natural_gas", 1e8}, {"heat", 1e4}, {"electricity", 1e8}};
    const auto bytes = bytes_of(here + "/henan-2007-energy-balance.csv");
    const auto table = CsvTable::parse(bytes, document("parsed"), diagnostics);
    REQUIRE(table);
    REQUIRE(table->rows().size() == 33);
    std::size_t figures = 0;
    for (const auto& row : table->rows())
        for (std::size_t column = 4; column < table->header().size(); ++column) {
            const auto& fuel = table->header()[column];
            const auto key = "balance_row=" + row.cells[2].text + ";fuel=" + fuel;
            INFO(key);
            const auto datum = std::find_if(data.begin(), data.end(), [&](const auto& each) {
                return common().key_text(common().variables[0].dimensions, each.key) == key;
            });
            REQUIRE(datum != data.end());
            const auto expected = parse_number(row.cells[column].text);
            if (!expected) {
                CHECK(datum->notation == Notation::NO);
                continue;
            }
            ++figures;
            const auto scale = scales.find(fuel);
            CHECK(datum->notation == Notation::none);
            CHECK(std::abs(datum->value / (scale == scales.end() ? 1e4 : scale->second) - *expected) < 0.00501);
        }
    CHECK(figures == 319);
    CHECK(data.front().where.text() == "energy-balance.xls:Sheet1!C11");
}

TEST_CASE("the balance says the same in every format") {
    Diagnostics diagnostics, none;
    const auto published = balance_from(balance, "energy-balance.xls", none);
    const std::string name = GENERATE("balance.xlsx", "balance.ods", "balance.csv", "balance-gb18030.csv");
    INFO(name);
    const auto data = balance_from(here, name, diagnostics);
    CHECK(codes(diagnostics) == (name == "balance-gb18030.csv" ? Lines{"A019 balance-gb18030.csv"} : Lines{}));
    REQUIRE(data.size() == published.size());
    for (std::size_t i = 0; i < data.size(); ++i) {
        INFO(published[i].where.text());
        CHECK(data[i].key == published[i].key);
        CHECK(data[i].notation == published[i].notation);
        // Comma-separated text has the two decimals that are shown.
        CHECK(data[i].value ==
              Approx(published[i].value).epsilon(1e-12).margin(name.ends_with("csv") ? 0.00501e8 : 0.0));
    }
    CHECK(data.front().where.text() == name + (name.ends_with("csv") ? ":C11" : ":Sheet1!C11"));
}

TEST_CASE("every kind of cell comes out of every kind of workbook") {
    const std::string name = GENERATE("kinds.xls", "kinds.xlsx", "kinds.ods");
    INFO(name);
    Diagnostics diagnostics;
    const auto book = parsed(name, diagnostics);
    REQUIRE(book.sheets.size() == 3);
    const auto& sheet = book.sheets[0];
    CHECK(sheet.name == "种类");
    CHECK_FALSE(sheet.hidden);
    CHECK(book.sheets[1].hidden);
    REQUIRE(sheet.rows == 19);
    REQUIRE(sheet.columns == 6);
    const auto text = [&](std::size_t row, const std::string& wanted) {
        CHECK(sheet.at(row - 1, 1).kind == Kind::text);
        CHECK(sheet.at(row - 1, 1).text == wanted);
    };
    const auto number = [&](std::size_t row, double wanted) {
        CHECK(sheet.at(row - 1, 1).kind == Kind::number);
        CHECK(sheet.at(row - 1, 1).number == wanted);
    };
    const auto special = [&](std::size_t row, Kind kind, const std::string& wanted) {
        CHECK(sheet.at(row - 1, 1).kind == kind);
        CHECK(sheet.at(row - 1, 1).text == wanted);
    };
    text(1, "文字 text");
    text(2, "  two before");
    text(3, "first\nsecond");
    number(4, 1.5);
    CHECK(sheet.at(4, 1).number == Approx(9.9139799999999969).epsilon(1e-14));
    number(6, 123456789);
    text(7, "１２３");
    special(8, Kind::boolean, "TRUE");
    special(9, Kind::error, "#N/A");
    special(10, Kind::date, "2007-12-31");
    special(11, Kind::date, "2007-12-31T18:30:00");
    special(12, Kind::date, "06:15:00");
    number(13, 3.0);
    special(14, Kind::error, "#DIV/0!");
    text(15, "甲乙");
    special(16, Kind::boolean, "TRUE");
    CHECK(sheet.at(16, 1).kind == Kind::blank);
    number(18, 0.05);
    CHECK(sheet.at(18, 5).number == 7.0);
    CHECK(sheet.at(0, 2).text == "merged");
    CHECK(book.where(sheet, 18, 5).text() == name + ":种类!F19");
    const auto& many = book.sheets[2];
    REQUIRE(many.rows == 400);
    for (std::size_t i = 0; i < many.rows; ++i)
        CHECK(trim(many.at(i, 0).text) == trim("行" + std::to_string(i) + " " + std::string(i % 40, 'x')));
}

TEST_CASE("a cell's address") {
    CHECK(cell_address(0, 0) == "A1");
    CHECK(cell_address(16, 3) == "D17");
    CHECK(cell_address(1048575, 16383) == "XFD1048576");
    CHECK(cell_address(0, 25) == "Z1");
    CHECK(cell_address(0, 26) == "AA1");
    CHECK(cell_address(0, 702) == "AAA1");
}

TEST_CASE("a truncated .xls is refused wherever it was cut") {
    const auto whole = bytes_of(balance + "/energy-balance.xls");
    CHECK(refusal(whole) == "read");
    for (const std::size_t size : {600U, 5000U, 9000U, 15000U, 20000U}) {
        INFO(size);
        CHECK(refusal(whole.substr(0, size)) == "A010");
    }
    CHECK(refusal(whole.substr(0, 7)) == "A010");
}

TEST_CASE("formulas that were never calculated are no blanks") {
    Diagnostics diagnostics;
    const auto book = parsed("kinds-openpyxl.xlsx", diagnostics);
    CHECK(book.sheets[0].at(12, 1).kind == Kind::error);
    CHECK(book.sheets[0].at(12, 1).text == "=B4*2");
    CHECK(book.sheets[0].at(9, 1).text == "2007-12-31");
    CHECK(book.sheets[0].at(6, 1).text == "１２３");
    CHECK(book.sheets[1].hidden);
}

TEST_CASE("a file is what its bytes say, whatever its name") {
    CHECK(content_kind("variable,year\n") == ".csv");
    CHECK(content_kind("") == ".csv");
    CHECK(content_kind(std::string("\x89PNG\r\n\x1A\n\0\0", 10)).empty());
    CHECK(content_kind(bytes_of(here + "/kinds.xls")) == ".xls");
    CHECK(content_kind(bytes_of(here + "/kinds.xlsx")) == ".xlsx");
    CHECK(content_kind(bytes_of(here + "/kinds.ods")) == ".ods");
    CHECK(content_kind(zip({{"word/document.xml", "<a/>"}})).empty());
    CHECK(content_kind(compound_file("WordDocument", std::string(5000, 'w'))).empty());
    CHECK(refusal(compound_file("EncryptedPackage", std::string(5000, 'e'))) == "A011");
}

TEST_CASE("records of a workbook that no program at hand writes") {
    const auto book = [](std::uint16_t version, const std::string& globals, const std::string& cells) {
        const auto bof = [&](std::uint16_t type) {
            return record(0x809, le16(version) + le16(type) + std::string(4, '\0'));
        };
        const std::string name = version == 0x600 ? std::string("\x01\x00S", 3) : std::string("\x01S", 2);
        const auto globals_with = [&](std::uint32_t position) {
            return bof(5) + globals + record(0x85, le32(position) + std::string(2, '\0') + name) + record(0x0A, "");
        };
        const auto position = static_cast<std::uint32_t>(globals_with(0).size());
        auto stream = globals_with(position) + bof(0x10) + cells + record(0x0A, "");
        stream.resize(std::max<std::size_t>(stream.size(), 4096));  // small streams have a place of their own
        return compound_file(version == 0x600 ? "Workbook" : "Book", stream);
    };
    const auto at = [](std::uint16_t row, std::uint16_t column) { return le16(row) + le16(column) + le16(0); };
    Diagnostics diagnostics;
    const auto read = [&](const std::string& bytes) {
        return parse_xls(bytes, document("x.xls"), diagnostics).value().sheets.at(0);
    };

    SECTION("Excel 5 in a Chinese code page") {
        const std::string gbk = "\xD4\xAD\xC3\xBA";  // 原煤
        const auto sheet = read(book(0x500, record(0x42, le16(936)),
                                     record(0x204, at(0, 0) + le16(4) + gbk) +
                                         record(0x203, at(0, 1) + std::string("\0\0\0\0\0\0\xF8\x3F", 8))));
        CHECK(sheet.at(0, 0).text == "原煤");
        CHECK(sheet.at(0, 1).number == 1.5);
    }
    SECTION("packed numbers") {
        // 3.0 as a double's upper half; 7 as a whole number; 725 hundredths; -1 as a whole number
        const auto sheet =
            read(book(0x600, "",
                      record(0xBD, le16(2) + le16(0) + le16(0) + le32(0x40080000) + le16(0) + le32((7 << 2) | 2) +
                                       le16(0) + le32((725 << 2) | 3) + le16(0) + le32(0xFFFFFFFE) + le16(3))));
        REQUIRE(sheet.columns == 4);
        CHECK(sheet.at(2, 0).number == 3.0);
        CHECK(sheet.at(2, 1).number == 7.0);
        CHECK(sheet.at(2, 2).number == 7.25);
        CHECK(sheet.at(2, 3).number == -1.0);
    }
    SECTION("a string that goes on in another width") {
        const auto strings = record(0xFC, le32(1) + le32(1) + le16(4) +
                                              std::string("\x00"
                                                          "ab",
                                                          3)) +
                             record(0x3C, std::string("\x01", 1) + le16(0x5143) + le16(0x7164));
        CHECK(read(book(0x600, strings, record(0xFD, at(0, 0) + le32(0)))).at(0, 0).text == "ab元煤");
    }
    SECTION("rich text and phonetic data are not part of the text") {
        const auto strings = record(0xFC, le32(2) + le32(2) + le16(2) + std::string("\x0C", 1) + le16(1) + le32(3) +
                                              "ab" + le32(0) + "xyz" + le16(1) +
                                              std::string("\x00"
                                                          "c",
                                                          2));
        const auto sheet =
            read(book(0x600, strings, record(0xFD, at(0, 0) + le32(0)) + record(0xFD, at(0, 1) + le32(1))));
        CHECK(sheet.at(0, 0).text == "ab");
        CHECK(sheet.at(0, 1).text == "c");
    }
    SECTION("dates since 1904, and cells of a chart inside the sheet") {
        const auto format = record(0xE0, le16(0) + le16(14) + std::string(16, '\0'));
        const std::string one("\0\0\0\0\0\0\xF0\x3F", 8);
        const auto chart = record(0x809, le16(0x600) + le16(0x20)) + record(0x203, at(0, 1) + one) + record(0x0A, "");
        const auto sheet = read(book(0x600, record(0x22, le16(1)) + format, record(0x203, at(0, 0) + one) + chart));
        CHECK(sheet.at(0, 0).text == "1904-01-02");
        CHECK(sheet.columns == 1);
    }
    SECTION("damage") {
        CHECK(refusal(book(0x600, record(0x2F, le16(1)), "")) == "A011");
        CHECK(refusal(book(0x600, "", record(0xFD, at(0, 0) + le32(9)))) == "A010");  // a string that is not there
        CHECK(refusal(book(0x600, record(0xFC, le32(9) + le32(9)), "")) == "A010");   // fewer strings than promised
        CHECK(refusal(book(0x600, "", record(0x203, at(0, 0)))) == "A010");           // a number without its number
        CHECK(refusal(book(0x400, "", "")) == "A010");
        std::string wide;  // 256 columns in 65,536 rows
        for (const std::uint16_t row : {0, 65535}) wide += record(0x27E, at(row, 255) + le32(2));
        CHECK(refusal(book(0x600, "", wide)) == "A018");
    }
}
