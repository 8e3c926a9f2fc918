// The sheet of findings: what was found, where, what it is made of, what it is likely caused by, what was answered.

#include <algorithm>

#include "base/text.hpp"
#include "report/layout.hpp"

namespace qingdan {

namespace {

constexpr std::size_t most_cells = 12;  // named in one row; findings.json has all

std::string severity_word(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "notice";
}

std::string some_of(const std::vector<std::string>& cells, const Words& words) {
    if (cells.size() <= most_cells) return join(cells, "\n");
    return join({cells.begin(), cells.begin() + most_cells}, "\n") + "\n" +
           words.in("more-inputs", {{"count", std::to_string(cells.size() - most_cells)}});
}

/// Actual and expected, and the parts of the difference below.
std::string numbers(const Finding& finding, const Words& words) {
    std::vector<std::string> lines;
    if (finding.verdict == Verdict::fails && finding.expected && finding.actual)
        lines.push_back(number_text(*finding.actual, 8) + " ≠ " + number_text(*finding.expected, 8) + " " +
                        words.unit(finding.unit));
    for (const auto& part : finding.parts)
        lines.push_back(part.title.in(words.language()) + words.colon() +
                        (part.value ? number_text(*part.value, 6) + " " + words.unit(part.unit) : words.in("unknown")));
    return join(lines, "\n");
}

std::string causes(const Finding& finding, const Words& words) {
    std::vector<std::string> lines;
    for (const auto& cause : finding.causes) {
        auto text = words.units_in(cause.text.in(words.language()));
        if (!cause.cell.empty()) text += words.bracketed(cause.cell);
        lines.push_back((finding.causes.size() > 1 ? std::to_string(lines.size() + 1) + ". " : "") + text);
    }
    return join(lines, "\n");
}

/// What to do; of an answered finding what was answered, by whom, when.
std::string what_to_do(const Finding& finding, const Words& words) {
    if (!finding.answer) return finding.hint.in(words.language());
    const auto& answer = *finding.answer;
    const auto by = answer.by + (answer.by.empty() || answer.date.empty() ? "" : words.comma()) + answer.date;
    return words.in("answered") + words.colon() + answer.reason.in(words.language()) +
           (by.empty() ? "" : words.bracketed(by));
}

}  // namespace

void WorkbookLayout::findings(SheetModel& sheet, const SheetTemplate& layout) {
    const char* columns[] = {"about-verdict", "about-severity", "about-check",  "about-year", "about-message",
                             "about-cells",   "about-residual", "about-causes", "about-hint"};
    const int count = static_cast<int>(std::size(columns));
    int row = begin(sheet, layout, count);
    sheet.repeat_from = sheet.repeat_to = row;
    const CellStyle header{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
    for (int column = 0; column < count; ++column) sheet.text(row, column, words_.in(columns[column]), header);
    sheet.freeze_row = ++row;
    for (const auto& finding : results_.findings) {
        CellStyle style{CellRole::text, finding.answer ? RowStyle::memo : RowStyle::plain, 0, false, false, false, {}};
        sheet.text(row, 0, words_.in(finding.answer ? "answered" : verdict_text(finding.verdict)), style);
        sheet.text(row, 1, words_.in(severity_word(finding.severity)), style);
        sheet.text(row, 2, finding.title.in(words_.language()), style);
        sheet.text(row, 3, finding.year ? std::to_string(finding.year) : "", style);
        sheet.text(row, 4, words_.units_in(finding.message.in(words_.language())), style);
        sheet.text(row, 5, some_of(finding.cells, words_), style);
        sheet.text(row, 6, numbers(finding, words_), style);
        sheet.text(row, 7, causes(finding, words_), style);
        sheet.text(row++, 8, what_to_do(finding, words_), style);
    }
    if (results_.findings.empty())
        sheet.text(row, 0, words_.in("no-findings"), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    sheet.widths = {10, 8, 26, 8, 44, 24, 34, 48, 34};
}

}  // namespace qingdan
