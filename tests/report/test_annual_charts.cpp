// Charts: round axes, texts that do not lie over each other, nothing outside the picture.

#include <algorithm>
#include <catch2/catch.hpp>
#include <regex>

#include "report/chart_model.hpp"
#include "report/chart_svg.hpp"

using namespace qingdan;

namespace {

struct Text {
    double left, right, y;
    std::string words;
};

std::vector<Text> texts(const std::string& svg) {
    static const std::regex shape(
        "<text x=\"([-0-9.]+)\" y=\"([-0-9.]+)\"( text-anchor=\"(\\w+)\")?[^>]*>([^<]*)</text>");
    std::vector<Text> found;
    for (std::sregex_iterator at(svg.begin(), svg.end(), shape), end; at != end; ++at) {
        const double x = std::stod((*at)[1]), width = text_width((*at)[5].str());
        const auto anchor = (*at)[4].str();
        const double left = anchor == "end" ? x - width : anchor == "middle" ? x - width / 2 : x;
        found.push_back({left, left + width, std::stod((*at)[2]), (*at)[5]});
    }
    return found;
}

/// Every text lies in the picture and no two of them meet.
void readable(const std::string& svg, double height) {
    const auto all = texts(svg);
    REQUIRE(!all.empty());
    for (std::size_t i = 0; i < all.size(); ++i) {
        INFO(all[i].words);
        CHECK(all[i].left >= -1.0);
        CHECK(all[i].right <= chart_width + 1.0);
        CHECK(all[i].y > 5.0);
        CHECK(all[i].y < height);
        for (std::size_t j = 0; j < i; ++j) {
            INFO(all[j].words);
            const bool apart =
                std::abs(all[i].y - all[j].y) >= 12.0 || all[i].left >= all[j].right || all[j].left >= all[i].right;
            CHECK(apart);
        }
    }
}

ChartData years() {
    ChartData data{"T", "万吨二氧化碳当量", {}, {}};
    for (int year = 2005; year <= 2022; ++year) data.labels.push_back(std::to_string(year));
    // Values that end close together: the names have to make room for each other.
    for (const auto& [name, size] :
         {std::pair{"能源活动", 9000.0}, std::pair{"工业生产过程", 101.0}, std::pair{"农业活动", 100.0},
          std::pair{"土地利用变化和林业", -99.0}, std::pair{"废弃物处理", 98.0}}) {
        ChartSeries series{name, {}};
        for (int i = 0; i < 18; ++i) series.values.emplace_back(size * (1.0 + 0.03 * i));
        data.series.push_back(std::move(series));
    }
    return data;
}

}  // namespace

TEST_CASE("an axis has round ends and holds zero") {
    const auto up = value_axis(120.0, 870.0);
    CHECK(up.low == 0.0);
    CHECK(up.step == 200.0);
    CHECK(up.high == 1000.0);
    const auto both = value_axis(-3.0, 0.2);
    CHECK(both.low <= -3.0);
    CHECK(both.high >= 0.2);
    CHECK(value_axis(0.0, 0.0).high > 0.0);
    CHECK(value_axis(0.0, 0.034).digits == 2);
}

TEST_CASE("places are kept apart in their order, inside the frame") {
    const auto places = kept_apart({100.0, 101.0, 99.0, 300.0}, 15.0, 0.0, 300.0);
    CHECK(places[2] < places[0]);
    CHECK(places[0] < places[1]);
    for (std::size_t i = 0; i < places.size(); ++i)
        for (std::size_t j = 0; j < i; ++j) CHECK(std::abs(places[i] - places[j]) >= 15.0 - 1e-9);
    CHECK(*std::max_element(places.begin(), places.end()) <= 300.0);
}

TEST_CASE("long names are parted where the language allows") {
    CHECK(wrapped("石油天然气开采与加工业", 5 * chart_font).size() == 3);
    CHECK(wrapped("Oil and gas extraction", 14 * 0.57 * chart_font + 1).size() == 2);
    CHECK(wrapped("short", 500) == std::vector<std::string>{"short"});
}

TEST_CASE("charts over years can be read") {
    readable(line_chart(years()), 350);
    readable(area_chart(years()), 350);
}

TEST_CASE("a gap in the values is a gap in the line") {
    ChartData data{"T", "u", {"2005", "2006", "2007", "2008", "2009"}, {{"a", {1.0, 2.0, std::nullopt, 3.0, 4.0}}}};
    const auto svg = line_chart(data);
    CHECK(std::count(svg.begin(), svg.end(), '\n') > 5);
    std::size_t lines = 0;
    for (auto at = svg.find("<polyline"); at != std::string::npos; at = svg.find("<polyline", at + 1)) ++lines;
    CHECK(lines == 2);
}

TEST_CASE("bars and shares can be read, also with removals and long names") {
    ChartData bars{"T",
                   "u",
                   {"公用电力与热力部门", "Forests, other woody biomass and trees outside the forest", "短"},
                   {{"", {19565.7, -4479.4, 0.8}}}};
    readable(bar_chart(bars), 12 + 34 * 3);
    ChartData shares{
        "T",
        "u",
        {"2005", "2022"},
        {{"能源活动", {60.0, 90.0}}, {"农业活动", {39.0, 9.5}}, {"净吸收", {-5.0, -9.0}}, {"废弃物处理", {1.0, 0.5}}}};
    const auto svg = share_chart(shares);
    readable(svg, 200);
    CHECK(svg.find("90.0%") != std::string::npos);
    CHECK(svg.find("净吸收") == std::string::npos);  // no part of a whole
    CHECK(svg.find("0.5%") == std::string::npos);    // no room for it
}
