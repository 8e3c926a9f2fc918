#pragma once
// What a chart of the annual report shows, and the four ways of drawing it as SVG. Colours are told apart by people
// who see no red or green (Okabe and Ito, Color Universal Design, 2008); every chart says its numbers' unit.

#include <optional>
#include <string>
#include <vector>

namespace qingdan {

struct ChartSeries {
    std::string name;
    std::vector<std::optional<double>> values;  ///< one a label
};

struct ChartData {
    std::string title, unit;
    std::vector<std::string> labels;  ///< years, or names of bars
    std::vector<ChartSeries> series;
};

std::string line_chart(const ChartData& data);   ///< a line a series, its name at the end
std::string area_chart(const ChartData& data);   ///< stacked; series below zero stand below the axis
std::string bar_chart(const ChartData& data);    ///< horizontal, a bar a label, of the first series
std::string share_chart(const ChartData& data);  ///< a bar of 100 % a label, parts are the series

}  // namespace qingdan
