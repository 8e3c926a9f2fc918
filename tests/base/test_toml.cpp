#include <catch2/catch.hpp>

#include "base/toml.hpp"

using qingdan::TomlNode;

namespace {

struct Read {
    qingdan::Diagnostics diagnostics;
    std::optional<qingdan::TomlDocument> document;
    explicit Read(std::string_view bytes) {
        document = qingdan::TomlDocument::parse(
            bytes, std::make_shared<qingdan::Document>(qingdan::Document{"a.toml", ""}), diagnostics);
    }
    [[nodiscard]] std::string problems() const {
        std::string out;
        for (const auto& d : diagnostics.all()) out += d.code + "@" + d.where.text() + " ";
        return out;
    }
};

}  // namespace

TEST_CASE("tables keep the order in which they were written") {
    const Read read(
        "zeta = 1\nalpha = 2\n[output]\nlet.second = \"b\"\nlet.first = \"a\"\nformula = \"c\"\n[inputs]\nx = { w = 1, "
        "a = 2 }\n");
    REQUIRE(read.document);
    const auto names = [](const TomlNode& table) {
        std::string out;
        for (const auto& [name, value] : table.members) out += name + " ";
        return out;
    };
    CHECK(names(read.document->root) == "zeta alpha output inputs ");
    CHECK(names(*read.document->root.find("output")) == "let formula ");
    CHECK(names(*read.document->root.find("output")->find("let")) == "second first ");
    CHECK(names(*read.document->root.find("inputs")->find("x")) == "w a ");
}

TEST_CASE("every kind of value, with its place") {
    const Read read(
        "\"名\" = \"煤\"\r\ni = 3\nr = 0.5\nb = true\nd = 2010-05-01\nl = [1, \"x\"]\n[[case]]\nn = 1\n[[case]]\nn = "
        "2\n");
    CHECK(read.problems().empty());
    REQUIRE(read.document);
    const TomlNode& root = read.document->root;
    REQUIRE(root.find("名"));
    CHECK(root.find("名")->string == "煤");
    CHECK(read.document->where(*root.find("名")).text() == "a.toml:1:7");
    CHECK(read.document->picture(*root.find("名")) == "\"名\" = \"煤\"\n       ^^^^");
    CHECK(root.find("i")->kind == TomlNode::Kind::integer);
    CHECK(root.find("i")->number == 3.0);
    CHECK(root.find("r")->number == 0.5);
    CHECK(root.find("b")->boolean);
    CHECK(root.find("d")->kind == TomlNode::Kind::date);
    CHECK(root.find("d")->string == "2010-05-01");
    REQUIRE(root.find("l")->items.size() == 2);
    CHECK(root.find("l")->items[1].string == "x");
    CHECK(read.document->where(root.find("l")->items[1]).text() == "a.toml:6:9");
    REQUIRE(root.find("case")->items.size() == 2);
    CHECK(root.find("case")->items[1].find("n")->number == 2.0);
    CHECK(root.find("case")->items[1].line == 9);
}

TEST_CASE("syntax errors and duplicate keys have a place and a picture") {
    const Read broken("a = 1\nb = = 2\n");
    CHECK_FALSE(broken.document);
    CHECK(broken.problems() == "B010@a.toml:2:5 ");
    CHECK(broken.diagnostics.all()[0].picture == "b = = 2\n    ^");
    CHECK(Read("a = 1\na = 2\n").problems().starts_with("B010@a.toml:2:"));
    CHECK(Read("a = \"x\n").problems().starts_with("B010@a.toml:1:"));
    CHECK(Read("a = NO\n").problems().starts_with("B010@a.toml:1:"));
    CHECK(Read("a = \"\xCE\xDE\"\n").problems().starts_with("B010@a.toml:1:"));
}

TEST_CASE("a table reader complains about all that is missing, wrong or unknown") {
    const Read read("[t]\nid = 3\nlist = [\"a\", 1]\none = \"b\"\ntilte = \"x\"\nnumber = \"4\"\n");
    REQUIRE(read.document);
    qingdan::Diagnostics diagnostics;
    qingdan::TomlTableReader reader(*read.document, *read.document->root.find("t"), diagnostics);
    CHECK(reader.required_string("id").empty());
    CHECK(reader.optional_strings("list") == std::vector<std::string>{"a"});
    CHECK(reader.optional_strings("one") == std::vector<std::string>{"b"});
    CHECK(reader.required_string("title").empty());
    CHECK_FALSE(reader.required_number("number"));
    CHECK(reader.optional_string("other", "fallback") == "fallback");
    CHECK(reader.optional_boolean("flag", true));
    CHECK(reader.required_strings("keys").empty());
    CHECK(reader.tables("cases").empty());
    CHECK(reader.where("one").text() == "a.toml:4:7");
    CHECK(reader.where("nothing").text() == "a.toml:1:1");
    reader.finish();
    std::string codes;
    for (const auto& d : diagnostics.all()) codes += d.code + "@" + d.where.locator + " ";
    CHECK(codes == "B012@2:6 B012@3:14 B011@1:1 B012@6:10 B011@1:1 B013@5:9 ");
    CHECK(diagnostics.all().back().arguments[1].second == "title");
}
