#pragma once
// How the annual report writes a figure. Rounding happens here and nowhere before.

#include <optional>
#include <string>

namespace qingdan {

/// A figure as a selector found it, not rounded yet.
struct ReportFigure {
    std::optional<double> number;
    std::string instead;  ///< notation key or word, where there is no number
    std::string unit;     ///< in the words of the language; `%` stands behind the number without a space
    int digits = 1;       ///< behind the decimal point
    bool change = false;  ///< said as a rise or a fall
    bool incomplete = false, provisional = false;
};

/// `12,345.7`: correctly rounded from the full precision, ties to even (GB/T 8170). A number that `digits` would make
/// zero keeps two significant digits (unless `keep_small` is false, for shares); a minus is U+2212.
std::string rounded_text(double value, int digits, bool keep_small = true);
/// By a spreadsheet's number format of the kinds that the layouts use: `#,##0.00##`, `0.0%`, `0`, or none.
std::string formatted_text(double value, const std::string& format, std::optional<int> digits = std::nullopt);
/// Nice ends and steps of an axis: 1, 2 or 5 times a power of ten.
double axis_step(double range, int steps);

}  // namespace qingdan
