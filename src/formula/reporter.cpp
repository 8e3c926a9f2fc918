#include "formula/reporter.hpp"

#include <algorithm>
#include <utility>

#include "base/text.hpp"

namespace qingdan::formulas {
namespace {

constexpr std::size_t most_drawn = 4 * Limits::characters;  // bytes; a formula beyond that is refused at its start

/// The line of a formula written over several lines that holds `extent.from`; `extent` becomes relative to it.
std::string_view line_of(std::string_view text, Extent& extent) {
    const std::size_t from = std::min(extent.from, text.size());
    const std::size_t before = from == 0 ? std::string_view::npos : text.rfind('\n', from - 1);
    const std::size_t begin = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    extent.from = from - begin;
    extent.to = std::clamp(extent.to, from, std::max(end, from)) - begin;
    return text.substr(begin, end - begin);
}

}  // namespace

Reporter::Reporter(const FormulaText& formula, Diagnostics& diagnostics)
    : formula_(formula), diagnostics_(diagnostics) {}

std::string Reporter::picture(Extent extent) const {
    // Bytes that are not UTF-8 would spoil the terminal or the JSON that shows the picture.
    std::string text = formula_.text.substr(0, most_drawn);
    if (!valid_utf8(text)) {
        std::replace_if(
            text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80U; }, '?');
    }
    std::replace(text.begin(), text.end(), '\r', ' ');
    const std::string_view line = line_of(text, extent);
    return caret_picture(line, extent.from, extent.to);
}

void Reporter::error(std::string code, Extent extent, DiagnosticArguments arguments) {
    if (++count_ > Limits::diagnostics) return;
    diagnostics_.error(std::move(code), formula_.where, std::move(arguments), picture(extent));
}

void Reporter::forward(const Diagnostics& found, Extent extent) {
    for (Diagnostic diagnostic : found.all()) {
        if (++count_ > Limits::diagnostics) return;
        diagnostic.where = formula_.where;
        diagnostic.picture = picture(extent);
        diagnostics_.add(std::move(diagnostic));
    }
}

}  // namespace qingdan::formulas
