#include "report/chart_svg.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

#include "base/text.hpp"
#include "report/annual_numbers.hpp"
#include "report/annual_writer.hpp"

namespace qingdan {

namespace {

/// A tenth of a pixel is enough.
std::string at(double value) {
    std::array<char, 64> buffer;
    const double rounded = std::round(value * 10.0) / 10.0;
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), rounded == 0.0 ? 0.0 : rounded).ptr;
    return {buffer.data(), end};
}

std::string points_text(const std::vector<std::pair<double, double>>& points) {
    std::string text;
    for (const auto& [x, y] : points) text += (text.empty() ? "" : " ") + at(x) + "," + at(y);
    return text;
}

}  // namespace

void Svg::line(double x1, double y1, double x2, double y2, const std::string& colour, double width) {
    body_ += "<line x1=\"" + at(x1) + "\" y1=\"" + at(y1) + "\" x2=\"" + at(x2) + "\" y2=\"" + at(y2) + "\" stroke=\"" +
             colour + "\" stroke-width=\"" + at(width) + "\"/>\n";
}

void Svg::rectangle(double x, double y, double width, double height, const std::string& colour) {
    body_ += "<rect x=\"" + at(x) + "\" y=\"" + at(y) + "\" width=\"" + at(width) + "\" height=\"" + at(height) +
             "\" fill=\"" + colour + "\"/>\n";
}

void Svg::polyline(const std::vector<std::pair<double, double>>& points, const std::string& colour) {
    body_ += "<polyline points=\"" + points_text(points) + "\" fill=\"none\" stroke=\"" + colour +
             "\" stroke-width=\"2.2\" stroke-linejoin=\"round\"/>\n";
}

void Svg::polygon(const std::vector<std::pair<double, double>>& points, const std::string& colour) {
    body_ += "<polygon points=\"" + points_text(points) + "\" fill=\"" + colour +
             "\" stroke=\"#fff\" stroke-width=\"0.8\"/>\n";
}

void Svg::circle(double x, double y, double radius, const std::string& colour) {
    body_ += "<circle cx=\"" + at(x) + "\" cy=\"" + at(y) + "\" r=\"" + at(radius) + "\" fill=\"" + colour + "\"/>\n";
}

void Svg::text(double x, double y, std::string_view words, Anchor anchor, const std::string& colour) {
    static constexpr const char* anchors[] = {"", " text-anchor=\"middle\"", " text-anchor=\"end\""};
    body_ += "<text x=\"" + at(x) + "\" y=\"" + at(y) + "\"" + anchors[static_cast<int>(anchor)] + " fill=\"" + colour +
             "\">" + html_text(words) + "</text>\n";
}

std::string Svg::finish(const std::string& title) const {
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + at(chart_width) + "\" height=\"" + at(height_) +
           "\" viewBox=\"0 0 " + at(chart_width) + " " + at(height_) + "\" role=\"img\" font-size=\"" + at(chart_font) +
           "\" font-family=\"'Noto Sans CJK SC','Source Han Sans SC','Microsoft "
           "YaHei','SimHei',sans-serif\">\n<title>" +
           html_text(title) + "</title>\n" + body_ + "</svg>\n";
}

double text_width(std::string_view text) {
    double width = 0.0;
    for (const char32_t point : code_points(text)) width += display_width(point) == 2 ? 1.0 : 0.57;
    return width * chart_font;
}

std::vector<std::string> wrapped(std::string_view text, double width) {
    std::vector<std::string> lines{""};
    std::string piece;
    const auto flush = [&] {
        if (!lines.back().empty() && text_width(lines.back() + piece) > width) {
            lines.back() = trim(lines.back());
            lines.emplace_back();
        }
        lines.back() += lines.back().empty() ? std::string(trim(piece)) : piece;
        piece.clear();
    };
    for (const char32_t point : code_points(text)) {
        const bool closing = point == U'）' || point == U'，' || point == U'、';  // never first in a line
        if ((display_width(point) == 2 && !closing) || point == U' ') flush();
        append_utf8(piece, point);
    }
    flush();
    return lines;
}

const std::string& series_colour(std::size_t index) {
    // Okabe and Ito's palette without its yellow, which is too light on white.
    static const std::array<std::string, 12> colours{"#0072B2", "#E69F00", "#009E73", "#CC79A7", "#D55E00", "#56B4E9",
                                                     "#6B4C9A", "#7A7A7A", "#882255", "#999933", "#44AA99", "#332288"};
    return colours[index % colours.size()];
}

std::string words_on(const std::string& colour) {
    const auto part = [&](std::size_t from) {
        return static_cast<double>(std::stoi(colour.substr(from, 2), nullptr, 16));
    };
    return 0.299 * part(1) + 0.587 * part(3) + 0.114 * part(5) > 140.0 ? "#111" : "#fff";
}

std::vector<double> kept_apart(std::vector<double> places, double gap, double low, double high) {
    std::vector<std::size_t> order(places.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return places[a] < places[b]; });
    double next = low;
    for (const auto i : order) {
        places[i] = std::max(places[i], next);
        next = places[i] + gap;
    }
    double last = high;
    for (auto i = order.rbegin(); i != order.rend(); ++i) {
        places[*i] = std::min(places[*i], last);
        last = places[*i] - gap;
    }
    return places;
}

Axis value_axis(double least, double most) {
    Axis axis;
    least = std::min(least, 0.0);
    most = std::max(most, 0.0);
    axis.step = axis_step(most - least, 5);
    axis.low = std::floor(least / axis.step - 1e-9) * axis.step;
    axis.high = std::ceil(most / axis.step - 1e-9) * axis.step;
    if (least == 0.0) axis.low = 0.0;
    if (axis.high <= axis.low) axis.high = axis.low + axis.step;
    axis.digits = axis.step >= 1.0 ? 0 : static_cast<int>(std::ceil(-std::log10(axis.step) - 1e-9));
    return axis;
}

}  // namespace qingdan
