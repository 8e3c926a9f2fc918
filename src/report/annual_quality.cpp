// Tables of findings, answers and targets.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "report/annual_writer.hpp"

namespace qingdan {

namespace {

const CellStyle text_style{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
const CellStyle count_style{CellRole::value, RowStyle::plain, 0, false, false, false, "0"};
const CellStyle percent_style{CellRole::value, RowStyle::plain, 0, false, false, false, "0.0%"};
constexpr std::size_t cells_shown = 2, messages_shown = 3;  // of a check; the workbook has all

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

namespace {

/// What one check found, as one row.
struct FindingGroup {
    std::vector<const Finding*> findings;

    /// `2005–2008、2011`
    [[nodiscard]] std::string years(const Words& words) const {
        std::set<int> all;
        for (const auto* finding : findings)
            if (finding->year != 0) all.insert(finding->year);
        std::vector<std::string> spans;
        for (auto at = all.begin(); at != all.end();) {
            const int first = *at;
            int last = first;
            while (++at != all.end() && *at == last + 1) last = *at;
            spans.push_back(std::to_string(first) + (last > first ? "–" + std::to_string(last) : ""));
        }
        return join(spans, words.chinese() ? "、" : ", ");
    }
    /// `title: a, b, c` where the messages are `title (a)` …, else the first messages.
    [[nodiscard]] std::string message(const Words& words) const {
        const auto title = findings.front()->title.in(words.language());
        std::vector<std::string> messages, subjects;
        const auto add = [](std::vector<std::string>& list, const std::string& text) {
            if (std::find(list.begin(), list.end(), text) == list.end()) list.push_back(text);
        };
        const auto open = words.bracketed("|");
        const std::string before = title + open.substr(0, open.find('|')), behind = open.substr(open.find('|') + 1);
        bool same_title = true;
        for (const auto* finding : findings) {
            const auto text = words.units_in(finding->message.in(words.language()));
            add(messages, text);
            same_title = same_title && text.starts_with(before) && text.ends_with(behind);
            if (same_title) add(subjects, text.substr(before.size(), text.size() - before.size() - behind.size()));
        }
        if (messages.size() == 1) return messages.front();
        if (same_title) return title + words.colon() + join(subjects, words.chinese() ? "、" : ", ");
        const auto all = messages.size();
        messages.resize(std::min(all, messages_shown));
        const auto shown = join(messages, "\n");
        return all == messages.size()
                   ? shown
                   : words.in("findings-messages", {{"messages", shown}, {"count", std::to_string(all)}});
    }
    /// The first of each finding's; all of them where there is one finding.
    [[nodiscard]] std::string cells(const Words& words) const {
        std::vector<std::string> shown;
        std::size_t all = 0;
        for (const auto* finding : findings) {
            all += finding->cells.size();
            for (const auto& cell : finding->cells)
                if (shown.size() < cells_shown && (findings.size() == 1 || &cell == &finding->cells.front()))
                    shown.push_back(cell);
        }
        const auto text = join(shown, "\n");
        return all == shown.size() ? text
                                   : words.in("findings-cells", {{"cells", text}, {"count", std::to_string(all)}});
    }
};

}  // namespace

/// `findings error|warning|note`: those that stand against the inventory, a row a check. The workbook has each.
SheetModel AnnualWriter::findings(const ReportSelector& selector) const {
    const std::map<std::string, Severity> severities{
        {"error", Severity::error}, {"warning", Severity::warning}, {"note", Severity::note}};
    const auto wanted = severities.find(selector.plain.empty() ? "" : selector.plain[0]);
    if (wanted == severities.end()) {
        facts_.not_found(selector, selector.plain.empty() ? "" : selector.plain[0], {"error", "warning", "note"});
        return {};
    }
    auto sheet = begun(words_, words_.in("findings-title-" + wanted->first),
                       {"about-year", "about-message", "about-cells", "about-hint"}, {13, 38, 26, 38});
    std::vector<FindingGroup> groups;
    std::map<std::pair<std::string, std::string>, std::size_t> at;
    for (const auto& finding : results_.findings) {
        if (!finding.counts() || finding.severity != wanted->second) continue;
        const auto [known, fresh] = at.emplace(std::pair(finding.check, finding.hint.zh), groups.size());
        if (fresh) groups.emplace_back();
        groups[known->second].findings.push_back(&finding);
    }
    int row = 2;
    for (const auto& group : groups) {
        sheet.text(row, 0, group.years(words_), text_style);
        sheet.text(row, 1, group.message(words_), text_style);
        sheet.text(row, 2, group.cells(words_), text_style);
        sheet.text(row++, 3, group.findings.front()->hint.in(words_.language()), text_style);
    }
    return sheet;
}

SheetModel AnnualWriter::answers() const {
    auto sheet =
        begun(words_, words_.in("answers-title"), {"about-message", "answers-reason", "answers-by"}, {44, 40, 20});
    int row = 2;
    for (const auto& finding : results_.findings) {
        if (!finding.answer) continue;
        sheet.text(row, 0, words_.units_in(finding.message.in(words_.language())), text_style);
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
