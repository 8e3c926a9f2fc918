// Checks that say what a difference is made of, as a table: every year, whatever the verdict.

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "report/layout.hpp"

namespace qingdan {

namespace {

const CellStyle header{CellRole::header, RowStyle::plain, 0, false, false, false, {}};

/// The check's title stands above: what is left of the message is what the figure is of.
std::string subject(const Finding& finding, std::string_view language) {
    const auto message = finding.message.in(language), title = finding.title.in(language);
    std::string text(trim(message.rfind(title, 0) == 0 ? std::string_view(message).substr(title.size()) : message));
    for (const auto& [open, close] : {std::pair("（", "）"), std::pair("(", ")")}) {
        const std::string_view before(open), behind(close);
        if (text.rfind(before, 0) == 0 && text.ends_with(behind))
            return text.substr(before.size(), text.size() - before.size() - behind.size());
    }
    return text;
}

}  // namespace

void WorkbookLayout::comparisons(SheetModel& sheet, const SheetTemplate& layout) {
    constexpr int fixed = 5;
    constexpr double part_width = 20;
    std::map<std::string, std::vector<const Finding*>> rules;
    std::vector<std::string> parts;  // titles, in the order of the package
    for (const auto& finding : results_.comparisons) {
        rules[finding.check].push_back(&finding);
        std::size_t at = 0;
        for (const auto& part : finding.parts) {
            const auto title = part.title.in(words_.language());
            const auto known = std::find(parts.begin(), parts.end(), title);
            at = known == parts.end() ? at : static_cast<std::size_t>(known - parts.begin());
            if (known == parts.end()) parts.insert(parts.begin() + static_cast<std::ptrdiff_t>(at), title);
            ++at;
        }
    }
    const int columns = fixed + static_cast<int>(parts.size());
    int row = begin(sheet, layout, std::clamp(columns, fixed, 12));
    const char* headings[] = {"about-year", "about-compared", "about-actual", "about-expected", "about-percent"};
    for (const auto& [rule, findings] : rules) {
        const auto unit = words_.unit(findings.front()->unit);
        for (int column = 0; column < fixed; ++column) sheet.text(row, column, words_.in(headings[column]), header);
        for (std::size_t p = 0; p < parts.size(); ++p) sheet.text(row, fixed + static_cast<int>(p), parts[p], header);
        ++row;
        for (int column = 0; column < columns; ++column)
            sheet.text(row, column, column < 2 || column == 4 ? std::string() : unit,
                       {CellRole::unit, RowStyle::plain, 0, false, false, true, {}});
        ++row;
        if (sheet.freeze_row == 0) sheet.freeze_row = row;  // of the first of several
        for (const auto* finding : findings) {
            const CellStyle label{CellRole::label, RowStyle::plain, 0, false, false, false, {}};
            const auto number = [&](int column, const std::optional<double>& value, const char* format,
                                    const std::vector<NodeId>& inputs) {
                if (value)
                    sheet
                        .number(row, column, *value, {CellRole::value, RowStyle::plain, 0, false, false, false, format})
                        .provenance = provenance_.entry(inputs);
            };
            sheet.text(row, 0, std::to_string(finding->year), label);
            sheet.text(row, 1, subject(*finding, words_.language()), label);
            number(2, finding->actual, "#,##0", finding->actual_inputs);
            number(3, finding->expected, "#,##0", finding->expected_inputs);
            if (finding->actual && finding->expected && *finding->expected != 0.0)
                number(4, 100.0 * (*finding->actual / *finding->expected - 1.0), "0.0", {});
            for (const auto& part : finding->parts) {
                const auto at = std::find(parts.begin(), parts.end(), part.title.in(words_.language()));
                number(fixed + static_cast<int>(at - parts.begin()), part.value, "#,##0", part.inputs);
            }
            ++row;
        }
        ++row;
    }
    if (rules.empty())
        sheet.text(row, 0, words_.in("no-data"), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    for (const auto& note : layout.notes)
        sheet.text(++row, 0, note.in(words_.language()), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    sheet.widths.assign(static_cast<std::size_t>(columns), part_width);
    sheet.widths[0] = 8;
    sheet.widths[4] = 10;
}

}  // namespace qingdan
