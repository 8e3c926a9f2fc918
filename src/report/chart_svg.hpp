#pragma once
// A small SVG writer for the charts: coordinates in pixels of the view box, texts measured well enough to keep apart.

#include <string>
#include <string_view>
#include <vector>

namespace qingdan {

inline constexpr double chart_width = 700, chart_font = 13;

enum class Anchor { start, middle, end };

class Svg {
public:
    explicit Svg(double height) : height_(height) {}
    void line(double x1, double y1, double x2, double y2, const std::string& colour, double width = 1);
    void rectangle(double x, double y, double width, double height, const std::string& colour);
    void polyline(const std::vector<std::pair<double, double>>& points, const std::string& colour);
    void polygon(const std::vector<std::pair<double, double>>& points, const std::string& colour);
    void circle(double x, double y, double radius, const std::string& colour);
    void text(double x, double y, std::string_view words, Anchor anchor = Anchor::start,
              const std::string& colour = "#222");
    [[nodiscard]] std::string finish(const std::string& title) const;

private:
    double height_;
    std::string body_;
};

/// Of a text in the charts' font: Chinese signs are as wide as they are high.
double text_width(std::string_view text);
/// At most `width` wide a line; parted at blanks, or between Chinese signs.
std::vector<std::string> wrapped(std::string_view text, double width);
const std::string& series_colour(std::size_t index);
/// Whether dark or light words are read better on it.
std::string words_on(const std::string& colour);
/// Moves places apart until each is `gap` from the next, in their order, inside [low, high].
std::vector<double> kept_apart(std::vector<double> places, double gap, double low, double high);

struct Axis {
    double low = 0, high = 1, step = 1;
    int digits = 0;
};
/// From the values' range, zero included, with round ticks.
Axis value_axis(double least, double most);

}  // namespace qingdan
