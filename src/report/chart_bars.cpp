// Horizontal bars: the largest, and shares of a whole.

#include <algorithm>
#include <cmath>

#include "report/annual_numbers.hpp"
#include "report/chart_model.hpp"
#include "report/chart_svg.hpp"

namespace qingdan {

namespace {

constexpr double line_height = 16;

}  // namespace

std::string bar_chart(const ChartData& data) {
    constexpr double row = 34, top = 6;
    const auto& values = data.series.front().values;
    double widest = 0.0, figure = 0.0, least = 0.0, most = 0.0;
    for (const auto& label : data.labels) widest = std::max(widest, text_width(label));
    for (const auto& value : values) {
        figure = std::max(figure, text_width(rounded_text(value.value_or(0.0), 1)));
        least = std::min(least, value.value_or(0.0));
        most = std::max(most, value.value_or(0.0));
    }
    const double left = std::min(widest, 230.0) + 12.0;
    const double from = left + (least < 0.0 ? figure + 8.0 : 0.0), to = chart_width - figure - 10.0;
    const double range = most > least ? most - least : 1.0;
    const auto x = [&](double value) { return from + (to - from) * (value - least) / range; };
    Svg svg(2 * top + row * static_cast<double>(values.size()));
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double middle = top + row * (static_cast<double>(i) + 0.5), value = values[i].value_or(0.0);
        const auto lines = wrapped(data.labels[i], 230.0);
        const auto count = std::min<std::size_t>(lines.size(), 2);
        for (std::size_t l = 0; l < count; ++l)
            svg.text(left - 8,
                     middle + 4.5 + line_height * (static_cast<double>(l) - (static_cast<double>(count) - 1.0) / 2.0),
                     lines[l] + (l == 1 && lines.size() > 2 ? "…" : ""), Anchor::end);
        svg.rectangle(std::min(x(0.0), x(value)), middle - 10, std::max(1.0, std::abs(x(value) - x(0.0))), 20,
                      series_colour(value < 0.0 ? 2 : 0));
        svg.text(x(value) + (value < 0.0 ? -5 : 5), middle + 4.5, rounded_text(value, 1),
                 value < 0.0 ? Anchor::end : Anchor::start);
    }
    svg.line(x(0.0), top, x(0.0), top + row * static_cast<double>(values.size()), "#555");
    return svg.finish(data.title);
}

std::string share_chart(const ChartData& data) {
    constexpr double row = 42, bar = 30, swatch = 12;
    // The legend first: names in lines, as many as fit.
    struct Place {
        double x, y;
    };
    std::vector<Place> legend;
    double at = 0.0, line = 0.0;
    const auto drawn = [](const ChartSeries& series) {
        return std::any_of(series.values.begin(), series.values.end(),
                           [](const auto& value) { return value.value_or(0.0) > 0.0; });
    };
    for (const auto& series : data.series) {
        legend.push_back({at, line});
        if (!drawn(series)) continue;
        const double width = swatch + 6 + text_width(series.name) + 20;
        if (at > 0.0 && at + width > chart_width) {
            at = 0.0;
            line += 20.0;
            legend.back() = {at, line};
        }
        at += width;
    }
    double left = 0.0;
    if (data.labels.size() > 1)
        for (const auto& label : data.labels) left = std::max(left, text_width(label) + 10.0);
    const double top = line + 32.0, width = chart_width - left - 2.0;
    Svg svg(top + row * static_cast<double>(data.labels.size()));
    for (std::size_t s = 0; s < data.series.size(); ++s) {
        if (!drawn(data.series[s])) continue;
        svg.rectangle(legend[s].x, legend[s].y + 4, swatch, swatch, series_colour(s));
        svg.text(legend[s].x + swatch + 6, legend[s].y + 15, data.series[s].name);
    }
    for (std::size_t i = 0; i < data.labels.size(); ++i) {
        const double y = top + row * static_cast<double>(i);
        double all = 0.0, x = left;
        for (const auto& series : data.series) all += std::max(0.0, series.values[i].value_or(0.0));
        if (data.labels.size() > 1) svg.text(left - 8, y + bar / 2 + 4.5, data.labels[i], Anchor::end);
        for (std::size_t s = 0; s < data.series.size() && all > 0.0; ++s) {
            const double share = std::max(0.0, data.series[s].values[i].value_or(0.0)) / all;
            svg.rectangle(x, y, std::max(0.0, share * width - 1.0), bar, series_colour(s));
            const auto words = rounded_text(100.0 * share, 1, false) + "%";
            if (text_width(words) + 6 < share * width)
                svg.text(x + share * width / 2, y + bar / 2 + 4.5, words, Anchor::middle, words_on(series_colour(s)));
            x += share * width;
        }
    }
    return svg.finish(data.title);
}

}  // namespace qingdan
