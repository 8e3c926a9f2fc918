// Charts over years: lines, and stacked areas.

#include <algorithm>

#include "report/annual_numbers.hpp"
#include "report/chart_model.hpp"
#include "report/chart_svg.hpp"

namespace qingdan {

namespace {

constexpr double height = 350, top = 30, bottom = 318, name_line = 16;

/// The frame that both kinds share: grid, ticks, years, unit; x and y of a point.
class YearFrame {
public:
    YearFrame(const ChartData& data, const Axis& axis) : data_(data), axis_(axis) {
        double widest = 0.0;
        for (const auto& series : data.series) widest = std::max(widest, text_width(series.name));
        names_ = std::min(widest, 190.0) + 14.0;
        right_ = chart_width - names_ - 4.0;
        double tick = 0.0;
        for (double value = axis.low; value <= axis.high + axis.step / 2; value += axis.step)
            tick = std::max(tick, text_width(rounded_text(value, axis.digits)));
        left_ = tick + 12.0;
    }

    [[nodiscard]] double x(std::size_t year) const {
        const auto last = data_.labels.size() - 1;
        return last == 0 ? (left_ + right_) / 2
                         : left_ + 6 + (right_ - left_ - 12) * static_cast<double>(year) / static_cast<double>(last);
    }
    [[nodiscard]] double y(double value) const {
        return bottom - (bottom - top) * (value - axis_.low) / (axis_.high - axis_.low);
    }

    void draw(Svg& svg) const {
        svg.text(2, 16, data_.unit, Anchor::start, "#555");
        const int ticks = static_cast<int>((axis_.high - axis_.low) / axis_.step + 0.5);
        for (int i = 0; i <= ticks; ++i) {
            const double value = axis_.low + i * axis_.step;
            svg.line(left_, y(value), right_, y(value), "#ddd");
            svg.text(left_ - 6, y(value) + 4.5, rounded_text(i * axis_.step == -axis_.low ? 0.0 : value, axis_.digits),
                     Anchor::end, "#555");
        }
    }
    /// Above areas, so that zero is seen.
    void draw_years(Svg& svg) const {
        svg.line(left_, y(0), right_, y(0), "#555");
        const double room = text_width("2000") + 12.0;
        double next = -1e9;
        for (std::size_t i = 0; i < data_.labels.size(); ++i) {
            const bool last = i + 1 == data_.labels.size();
            if (!last && (x(i) < next || x(i) > x(data_.labels.size() - 1) - room)) continue;
            svg.text(x(i), bottom + 20, data_.labels[i], Anchor::middle, "#555");
            next = x(i) + room;
        }
    }
    /// Names at the right, each as near to its place as the others allow.
    void draw_names(Svg& svg, const std::vector<double>& places) const {
        double gap = name_line;
        std::vector<std::vector<std::string>> lines;
        for (const auto& series : data_.series) {
            lines.push_back(wrapped(series.name, names_ - 10.0));
            gap = std::max(gap, name_line * static_cast<double>(lines.back().size()) + 2.0);
        }
        const auto apart = kept_apart(places, gap, top, bottom);
        for (std::size_t s = 0; s < data_.series.size(); ++s) {
            const double from = apart[s] - name_line * (static_cast<double>(lines[s].size()) - 1.0) / 2.0;
            svg.line(x(data_.labels.size() - 1) + 5, places[s], right_ + 7, apart[s], series_colour(s));
            for (std::size_t l = 0; l < lines[s].size(); ++l)
                svg.text(right_ + 11, from + 4.5 + name_line * static_cast<double>(l), lines[s][l]);
        }
    }

private:
    const ChartData& data_;
    Axis axis_;
    double left_ = 0, right_ = 0, names_ = 0;
};

}  // namespace

std::string line_chart(const ChartData& data) {
    double least = 0.0, most = 0.0;
    for (const auto& series : data.series)
        for (const auto& value : series.values) {
            least = std::min(least, value.value_or(0.0));
            most = std::max(most, value.value_or(0.0));
        }
    const YearFrame frame(data, value_axis(least, most));
    Svg svg(height);
    frame.draw(svg);
    frame.draw_years(svg);
    std::vector<double> places;
    for (std::size_t s = 0; s < data.series.size(); ++s) {
        std::vector<std::pair<double, double>> run;
        double place = frame.y(0);
        const auto end_run = [&] {  // a gap in the values is a gap in the line
            if (run.size() > 1) svg.polyline(run, series_colour(s));
            run.clear();
        };
        for (std::size_t i = 0; i < data.series[s].values.size(); ++i) {
            const auto& value = data.series[s].values[i];
            if (!value) {
                end_run();
                continue;
            }
            run.emplace_back(frame.x(i), frame.y(*value));
            svg.circle(frame.x(i), frame.y(*value), 2.6, series_colour(s));
            place = frame.y(*value);
        }
        end_run();
        places.push_back(place);
    }
    frame.draw_names(svg, places);
    return svg.finish(data.title);
}

std::string area_chart(const ChartData& data) {
    const auto years = data.labels.size();
    std::vector<double> above(years, 0.0), below(years, 0.0);
    for (const auto& series : data.series)
        for (std::size_t i = 0; i < years; ++i)
            (series.values[i].value_or(0.0) < 0.0 ? below : above)[i] += series.values[i].value_or(0.0);
    const YearFrame frame(
        data, value_axis(*std::min_element(below.begin(), below.end()), *std::max_element(above.begin(), above.end())));
    Svg svg(height);
    frame.draw(svg);
    std::fill(above.begin(), above.end(), 0.0);
    std::fill(below.begin(), below.end(), 0.0);
    std::vector<double> places;
    for (std::size_t s = 0; s < data.series.size(); ++s) {
        // A series that is a removal in any year is drawn downward in the years when it is one.
        std::vector<std::pair<double, double>> outer, inner;
        for (std::size_t i = 0; i < years; ++i) {
            const double value = data.series[s].values[i].value_or(0.0);
            auto& base = (value < 0.0 ? below : above)[i];
            inner.emplace_back(frame.x(i), frame.y(base));
            base += value;
            outer.emplace_back(frame.x(i), frame.y(base));
        }
        places.push_back((outer.back().second + inner.back().second) / 2.0);
        outer.insert(outer.end(), inner.rbegin(), inner.rend());
        svg.polygon(outer, series_colour(s));
    }
    frame.draw_years(svg);
    frame.draw_names(svg, places);
    return svg.finish(data.title);
}

}  // namespace qingdan
