#include <catch2/catch.hpp>

#include "base/csv.hpp"

namespace {

struct Read {
    qingdan::Diagnostics diagnostics;
    std::optional<qingdan::CsvTable> table;
    explicit Read(std::string_view bytes) {
        table = qingdan::CsvTable::parse(bytes, std::make_shared<qingdan::Document>(qingdan::Document{"a.csv", ""}),
                                         diagnostics);
    }
    [[nodiscard]] std::string problems() const {
        std::string out;
        for (const auto& d : diagnostics.all()) out += d.code + "@" + d.where.text() + " ";
        return out;
    }
};

}  // namespace

TEST_CASE("cells know their place, also behind comments and quoted line ends") {
    const Read read(
        "\xEF\xBB\xBF# comment, with comma\r\nname,value\r\n\r\n \"a,\"\"b\"\"\n c\" , 1 \r\n# more\r\n,,\r\nd,2");
    REQUIRE(read.problems().empty());
    REQUIRE(read.table);
    const auto& rows = read.table->rows();
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].cells[0].text == "a,\"b\"\n c");
    CHECK(rows[0].cells[1].text == "1");
    CHECK(read.table->where(rows[0]).text() == "a.csv:4");
    CHECK(read.table->where(rows[0], 1).text() == "a.csv:5:2");
    CHECK(read.table->where(rows[1], read.table->column("value")).text() == "a.csv:8:2");
    CHECK(read.table->where_header(1).text() == "a.csv:2:2");
    CHECK(read.table->at(rows[1], read.table->column("nothing")).empty());
}

TEST_CASE("rows that spreadsheets leave empty are skipped, quoted emptiness is kept") {
    const Read read("a,b\n,\n\"\",\n");
    REQUIRE(read.table);
    CHECK(read.problems().empty());
    CHECK(read.table->rows().size() == 1);
}

TEST_CASE("what is wrong with a table is reported with its place, all at once") {
    CHECK(Read("a,b\n1\n1,2,3\n1,2\n").problems() == "B002@a.csv:2 B002@a.csv:3 ");
    CHECK(Read("a,b\n1,\"2\n3,4\n").problems() == "B001@a.csv:2:2 ");
    CHECK(Read("a,b\n\"1\"x,2\n").problems() == "B008@a.csv:2:1 ");
    CHECK(Read("a,,a\n").problems() == "B003@a.csv:1:2 B003@a.csv:1:3 ");
    CHECK(Read("a,b\n1,2\n\xCE\xDE\xD1\xCC\xC3\xBA,3\n").problems() == "B004@a.csv:3 ");
    CHECK(Read("").problems() == "B005@a.csv ");
    CHECK(Read("# only a comment\n").problems() == "B005@a.csv ");
}

TEST_CASE("required and closed columns") {
    const Read read("fuel,valeu,unit\n");
    REQUIRE(read.table);
    qingdan::Diagnostics diagnostics;
    CHECK_FALSE(read.table->require({"fuel", "value"}, {"unit"}, true, diagnostics));
    REQUIRE(diagnostics.all().size() == 2);
    CHECK(diagnostics.all()[0].code == "B006");
    CHECK(diagnostics.all()[0].where.text() == "a.csv:1");
    CHECK(diagnostics.all()[1].code == "B007");
    CHECK(diagnostics.all()[1].where.text() == "a.csv:1:2");
    CHECK(diagnostics.all()[1].arguments[1].second == "value");
    CHECK(read.table->require({"fuel"}, {}, false, diagnostics));
}

TEST_CASE("a written field reads back") {
    for (const std::string text : {"plain", "a,b", "say \"x\"", "two\nlines", " edge ", "#no comment", ""}) {
        const Read read("a,b\n" + qingdan::csv_field(text) + ",1\n");
        REQUIRE(read.table);
        REQUIRE(read.table->rows().size() == 1);
        CHECK(read.table->rows()[0].cells[0].text == text);
    }
    CHECK(qingdan::csv_field("plain") == "plain");
}
