// Tables of findings, answers and targets.

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "report/annual_writer.hpp"

namespace qingdan {

namespace {

const CellStyle text_style{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
const CellStyle count_style{CellRole::value, RowStyle::plain, 0, false, false, false, "0"};
const CellStyle percent_style{CellRole::value, RowStyle::plain, 0, false, false, false, "0.0%"};
constexpr std::size_t cells_shown = 2;  // of a finding; the workbook has all

const char* severity_word(Severity severity) {
    return severity == Severity::error ? "error" : severity == Severity::warning ? "warning" : "notice";
}

SheetModel begun(const Words& words, const std::string& title, const std::vector<const char*>& columns,
                 std::vector<double> widths) {
    SheetModel sheet;
    sheet.text(0, 0, title, {CellRole::title, RowStyle::plain, 0, false, false, false, {}});
    for (std::size_t c = 0; c < columns.size(); ++c)
        sheet.text(1, static_cast<int>(c), words.in(columns[c]),
                   {CellRole::header, RowStyle::plain, 0, false, false, false, {}});
    sheet.widths = std::move(widths);
    return sheet;
}

}  // namespace

/// One row a check: how often it fails, cannot be decided, was answered. In the order of the findings: worst first.
SheetModel AnnualWriter::checks() const {
    auto sheet = begun(words_, words_.in("checks-title"),
                       {"about-check", "about-severity", "checks-fails", "checks-undecided", "checks-answered"},
                       {46, 12, 12, 12, 12});
    struct Count {
        const Finding* first;
        double fails = 0, undecided = 0, answered = 0;
    };
    std::vector<Count> counts;
    std::map<std::pair<std::string, Severity>, std::size_t> at;
    for (const auto& finding : results_.findings) {
        if (finding.verdict == Verdict::holds) continue;
        const auto [known, fresh] = at.emplace(std::pair(finding.check, finding.severity), counts.size());
        if (fresh) counts.push_back({&finding});
        auto& count = counts[known->second];
        ++(finding.answer ? count.answered : finding.verdict == Verdict::undecided ? count.undecided : count.fails);
    }
    int row = 2;
    for (const auto& count : counts) {
        sheet.text(row, 0, count.first->title.in(words_.language()), text_style);
        sheet.text(row, 1, words_.in(severity_word(count.first->severity)), text_style);
        sheet.number(row, 2, count.fails, count_style);
        sheet.number(row, 3, count.undecided, count_style);
        sheet.number(row++, 4, count.answered, count_style);
    }
    return sheet;
}

/// `findings error|warning|note`: those that stand against the inventory.
SheetModel AnnualWriter::findings(const ReportSelector& selector) const {
    const std::map<std::string, Severity> severities{
        {"error", Severity::error}, {"warning", Severity::warning}, {"note", Severity::note}};
    const auto wanted = severities.find(selector.plain.empty() ? "" : selector.plain[0]);
    if (wanted == severities.end()) {
        facts_.not_found(selector, selector.plain.empty() ? "" : selector.plain[0], {"error", "warning", "note"});
        return {};
    }
    auto sheet = begun(words_, words_.in("findings-title-" + wanted->first),
                       {"about-year", "about-message", "about-cells", "about-hint"}, {9, 40, 28, 38});
    int row = 2;
    for (const auto& finding : results_.findings) {
        if (!finding.counts() || finding.severity != wanted->second) continue;
        sheet.text(row, 0, finding.year ? std::to_string(finding.year) : "", text_style);
        sheet.text(row, 1, finding.message.in(words_.language()), text_style);
        const auto shown = std::min(finding.cells.size(), cells_shown);
        auto cells = join({finding.cells.begin(), finding.cells.begin() + static_cast<std::ptrdiff_t>(shown)}, "\n");
        if (finding.cells.size() > shown)
            cells = words_.in("findings-cells", {{"cells", cells}, {"count", std::to_string(finding.cells.size())}});
        sheet.text(row, 2, cells, text_style);
        sheet.text(row++, 3, finding.hint.in(words_.language()), text_style);
    }
    return sheet;
}

SheetModel AnnualWriter::answers() const {
    auto sheet =
        begun(words_, words_.in("answers-title"), {"about-message", "answers-reason", "answers-by"}, {44, 40, 20});
    int row = 2;
    for (const auto& finding : results_.findings) {
        if (!finding.answer) continue;
        sheet.text(row, 0, finding.message.in(words_.language()), text_style);
        sheet.text(row, 1, finding.answer->reason.in(words_.language()), text_style);
        sheet.text(row++, 2, finding.answer->by + (finding.answer->date.empty() ? "" : "\n" + finding.answer->date),
                   text_style);
    }
    return sheet;
}

/// Each target with the change so far and the change by a path of equal yearly rates.
SheetModel AnnualWriter::progress() const {
    auto sheet = begun(words_, words_.in("targets-title"),
                       {"about-indicator", "targets-target", "targets-done", "targets-path", "targets-state", "basis"},
                       {30, 20, 12, 14, 16, 26});
    const int last = inventory_.settings.years.back();
    const auto value = [&](const IndicatorTarget& target, int year) -> std::optional<double> {
        for (const auto& each : results_.indicators)
            if (each.indicator == target.indicator && each.year == year && each.status.is_number()) return each.value;
        return std::nullopt;
    };
    int row = 2;
    for (const auto& target : targets_) {
        const auto& indicator = inventory_.methodology->indicators[static_cast<std::size_t>(target.indicator)];
        const auto base = value(target, target.base_year), now = value(target, std::min(last, target.target_year));
        const double path = target.path(last);
        sheet.text(row, 0, indicator.title.in(words_.language()), text_style);
        sheet.text(row, 1,
                   words_.in("targets-goal", {{"base", std::to_string(target.base_year)},
                                              {"year", std::to_string(target.target_year)},
                                              {"change", rounded_text(target.change, 1)}}),
                   text_style);
        if (base && now && *base > 0.0) {
            const double change = 100.0 * (*now / *base - 1.0);
            sheet.number(row, 2, change / 100.0, percent_style);
            sheet.text(
                row, 4,
                words_.in((target.change < 0.0 ? change <= path : change >= path) ? "targets-ahead" : "targets-behind"),
                text_style);
        } else {
            sheet.text(row, 2, words_.in("unknown"), text_style);
            sheet.text(row, 4, words_.in("targets-unknown"), text_style);
        }
        sheet.number(row, 3, path / 100.0, percent_style);
        sheet.text(row++, 5, in_language(target.source, words_.language()), text_style);
    }
    return sheet;
}

}  // namespace qingdan
