// What differs from the previous submission, and why (IPCC 2006 V1 ch. 5, section 5.2).

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "report/layout.hpp"
#include "report/recalculations_text.hpp"

namespace qingdan {

namespace {

const CellStyle header_style{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
const CellStyle text_style{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
const CellStyle figure_style{CellRole::value, RowStyle::plain, 0, false, false, false, "#,##0.00##"};
const CellStyle percent_style{CellRole::value, RowStyle::plain, 0, false, false, false, "0.00"};
constexpr const char* columns[] = {"about-category", "about-gas",     "about-year",    "about-unit",
                                   "about-old",      "about-new",     "about-percent", "about-difference",
                                   "about-cause",    "about-declared"};
constexpr int column_count = static_cast<int>(std::size(columns));
constexpr std::size_t inputs_named = 3;

/// `factor: carbon [carbon] · fuel=raw_coal: 0.5 → 0.55 t C/t`; of sums the causes alone.
std::string cause_words(const FigureChange& change, const Words& words) {
    std::vector<std::string> lines;
    std::set<ChangeCause> causes;
    for (const auto& part : change.parts) causes.insert(part.cause);
    for (const auto cause : causes) {
        std::string line = words.in("cause-" + std::string(cause_text(cause)));
        if (causes.size() > 1) line += " " + number_text(change.of(cause), 6);
        lines.push_back(line);
        std::size_t named = 0;
        for (const auto& part : change.parts)
            for (const auto& input : part.inputs)
                if (part.cause == cause && cause != ChangeCause::changed && !change.sum && named++ < inputs_named)
                    lines.push_back("  " + changed_input_text(input, words));
    }
    if (change.residual != 0.0) lines.push_back(words.in("cause-residual") + " " + number_text(change.residual, 6));
    return join(lines, "\n");
}

}  // namespace

void WorkbookLayout::recalculations(SheetModel& sheet, const SheetTemplate& layout) {
    int row = begin(sheet, layout, column_count);
    sheet.repeat_from = sheet.repeat_to = row;
    for (int column = 0; column < column_count; ++column)
        sheet.text(row, column, words_.in(columns[column]), header_style);
    sheet.freeze_row = ++row;
    const auto side = [&](int column, const std::optional<double>& value, const std::string& notation) {
        if (value)
            sheet.number(row, column, *value, figure_style);
        else
            sheet.text(row, column, notation.empty() ? "–" : notation, text_style);
    };
    for (const auto& change : results_.recalculations->changes) {
        const auto& totals = inventory_.methodology->totals;  // they have no code that people know
        const bool total =
            std::any_of(totals.begin(), totals.end(), [&](const auto& each) { return each.id == change.category; });
        sheet.text(row, 0, (total ? "" : change.category + "  ") + change.title.in(words_.language()), text_style);
        sheet.text(row, 1, change.gas, text_style);
        sheet.text(row, 2, std::to_string(change.year), text_style);
        sheet.text(row, 3, words_.unit(change.unit), text_style);
        side(4, change.old_value, change.old_notation);
        side(5, change.new_value, change.new_notation);
        const auto& methodology = *inventory_.methodology;
        const auto& tree = own_.tree();
        const int gas = methodology.gas(change.gas);
        sheet.cells.back().provenance = provenance_.entry(own_, change.year, tree.find(change.category),
                                                          gas < 0 ? static_cast<int>(methodology.gases.size()) : gas);
        if (const auto percent = change.percent())
            sheet.number(row, 6, *percent, percent_style);
        else
            sheet.text(row, 6, "", text_style);
        sheet.number(row, 7, change.difference(), figure_style);
        sheet.text(row, 8, cause_words(change, words_), text_style);
        sheet.text(row++, 9, change.reason.in(words_.language()), text_style);
    }
    if (results_.recalculations->changes.empty())
        sheet.text(row, 0, words_.in("no-recalculations"),
                   {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    sheet.widths = {40, 9, 8, 13, 16, 16, 10, 13, 56, 54};
}

}  // namespace qingdan
