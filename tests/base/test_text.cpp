#include <catch2/catch.hpp>

#include "base/text.hpp"

using namespace std::string_literals;

TEST_CASE("numbers as people print them") {
    using qingdan::parse_printed_number;
    CHECK(parse_printed_number("1,234.5") == 1234.5);
    CHECK(parse_printed_number("１２３．５") == 123.5);
    CHECK(parse_printed_number("　-12，345，678 ") == -12345678.0);
    CHECK(parse_printed_number("−3.5") == -3.5);
    CHECK(parse_printed_number("1e3") == 1000.0);
    CHECK_FALSE(parse_printed_number("1,23"));      // may be a decimal comma
    CHECK_FALSE(parse_printed_number("1234,567"));  // not grouped by three
    CHECK_FALSE(parse_printed_number(",123"));
    CHECK_FALSE(parse_printed_number("1.5,000"));
    CHECK_FALSE(parse_printed_number("12%"));
    CHECK_FALSE(parse_printed_number("1 234"));
    CHECK_FALSE(parse_printed_number("约12"));
    CHECK_FALSE(parse_printed_number(""));
    CHECK_FALSE(parse_printed_number("nan"));
    CHECK_FALSE(parse_printed_number("inf"));
}

TEST_CASE("plain numbers do not depend on the locale and take the whole text") {
    using qingdan::parse_number;
    CHECK(parse_number("0.1") == 0.1);
    CHECK(parse_number("+2") == 2.0);
    CHECK(parse_number("-2e-3") == -0.002);
    CHECK_FALSE(parse_number("2 "));
    CHECK_FALSE(parse_number("0x10"));
    CHECK_FALSE(parse_number("+-2"));
    CHECK_FALSE(parse_number("1e999"));
}

TEST_CASE("numbers out: shortest text that reads back") {
    using qingdan::number_text;
    CHECK(number_text(0.1) == "0.1");
    CHECK(number_text(1e20) == "1e+20");
    CHECK(number_text(100000) == "100000");
    CHECK(number_text(-0.0) == "0");
    CHECK(number_text(29307.6) == "29307.6");
    for (const double value : {1.0 / 3.0, 44.0 / 12.0, 1e-7, 123456789.123456789, 5e-324, 1.7976931348623157e308})
        CHECK(qingdan::parse_number(number_text(value)).value_or(0.0) == value);
}

TEST_CASE("numbers for people") {
    using qingdan::number_text;
    CHECK(number_text(3.14159265, 3) == "3.14");
    CHECK(number_text(2.50, 3) == "2.5");
    CHECK(number_text(99.96, 3) == "100");
    CHECK(number_text(123456, 3) == "123000");
    CHECK(number_text(0.000001234, 2) == "0.0000012");
    CHECK(number_text(1.2e-9, 2) == "1.2e-09");
    CHECK(number_text(-0.5, 4) == "-0.5");
    CHECK(number_text(1e15, 3) == "1e+15");
}

TEST_CASE("printed names are compared without width, case and space") {
    CHECK(qingdan::name_key("（三）　Industry") == "(三)industry");
    CHECK(qingdan::name_key(" 能源 转换\n") == "能源转换");
    CHECK(qingdan::half_width("Ａ１（）　吨") == "A1() 吨");
    CHECK(qingdan::trim("　\u00A0 吨 \t") == "吨");
    CHECK(qingdan::trim("　") == "");
}

TEST_CASE("lists in a cell") {
    CHECK(qingdan::split("a; b ;;c", ';') == std::vector<std::string>{"a", "b", "c"});
    CHECK(qingdan::split("", ';').empty());
    CHECK(qingdan::join({"a", "a", "b"}, ", ") == "a, a, b");
    CHECK(qingdan::join({}, ", ").empty());
}

TEST_CASE("UTF-8 is checked strictly") {
    CHECK(qingdan::valid_utf8("原煤 CO₂ 😀"));
    CHECK_FALSE(qingdan::valid_utf8("\xCE\xDE\xD1\xCC\xC3\xBA"));  // 无烟煤 in GBK
    CHECK_FALSE(qingdan::valid_utf8("\xC0\x80"));                  // overlong
    CHECK_FALSE(qingdan::valid_utf8("\xED\xA0\x80"));              // surrogate
    CHECK_FALSE(qingdan::valid_utf8("\xE5\x8E"));                  // cut off
    CHECK(qingdan::code_points("a\xFF吨") == U"a\uFFFD吨");
    std::string back;
    for (const char32_t c : U"aé吨😀"s) qingdan::append_utf8(back, c);
    CHECK(back == "aé吨😀");
}

TEST_CASE("nearest names") {
    CHECK(qingdan::edit_distance("原煤", "原煤气") == 1);
    CHECK(qingdan::edit_distance("tahn", "than") == 1);
    CHECK(qingdan::edit_distance("", "abc") == 3);
    CHECK(qingdan::nearest("兆瓦小时", {"千瓦小时", "万吨", "兆瓦时"}) ==
          std::vector<std::string>{"兆瓦时", "千瓦小时"});
    CHECK(qingdan::nearest("xyz", {"diesel", "petrol"}).empty());
    CHECK(qingdan::nearest("aaaa", {"aaab", "aaac", "aaad", "aaae"}, 2).size() == 2);
}
