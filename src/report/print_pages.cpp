#include "report/print_pages.hpp"

#include <algorithm>
#include <numeric>

#include "report/workbook_model.hpp"

namespace qingdan {

namespace {

constexpr double a4_long = 11.69, a4_short = 8.27;  // inches
constexpr double smallest_scale = 0.57;
constexpr double most_repeated = 0.5;  // of a page's width
constexpr double row_height = 15.0;    // points, where none is given

/// Points that a column of so many characters takes (seven pixels each at 96 per inch, and five beside them).
double points(double characters) { return 0.75 * (7.0 * characters + 5.0); }

/// Points, with the charts below the table.
double height_of(const SheetModel& sheet) {
    int rows = sheet.rows;
    for (const auto& chart : sheet.charts) rows = std::max(rows, chart.row + chart.rows());
    double height = rows * row_height;
    for (const auto& [row, points_high] : sheet.heights) height += points_high - row_height;
    return height;
}

}  // namespace

// Where the pages break is left to the program that prints: it knows the widths of its fonts, and finds the largest
// scale at which so many pages suffice.
PrintPages print_pages(const SheetModel& sheet) {
    const auto width_of = [&](std::size_t first, std::size_t last) {
        return std::accumulate(sheet.widths.begin() + static_cast<std::ptrdiff_t>(first),
                               sheet.widths.begin() + static_cast<std::ptrdiff_t>(last), 0.0,
                               [](double sum, double width) { return sum + points(width); });
    };
    const double page = 72.0 * ((sheet.landscape ? a4_long : a4_short) - 2.0 * side_margin) / smallest_scale;
    const double tall = 72.0 * ((sheet.landscape ? a4_short : a4_long) - 2.0 * end_margin) / smallest_scale;
    if (width_of(0, sheet.widths.size()) <= page) return {1, height_of(sheet) <= tall ? 1 : 0, 0};
    auto repeated = std::min(sheet.widths.size(), static_cast<std::size_t>(sheet.freeze_column));
    if (width_of(0, repeated) > most_repeated * page) repeated = 0;
    const double room = page - width_of(0, repeated);
    PrintPages pages{1, 0, static_cast<int>(repeated)};
    double used = 0.0;
    for (auto column = repeated; column < sheet.widths.size(); ++column) {
        const double width = points(sheet.widths[column]);
        if (used > 0.0 && used + width > room) {
            ++pages.across;
            used = 0.0;
        }
        used += width;
    }
    return pages;
}

}  // namespace qingdan
