// Key categories with their uncertainties, a block for every total (IPCC 2006, V1 Tables 3.2, 4.2, 4.3).

#include "report/layout.hpp"
#include "report/uncertainty_csv.hpp"

namespace qingdan {

namespace {

const CellStyle header_style{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
const CellStyle text_style{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
const CellStyle figure_style{CellRole::value, RowStyle::plain, 0, false, false, false, "#,##0.00##"};
const CellStyle share_style{CellRole::value, RowStyle::plain, 0, false, false, false, "0.0%"};
constexpr const char* columns[] = {"about-category", "about-gas",   "about-base-year",   "about-year-kt",
                                   "about-level",    "about-trend", "about-uncertainty", "about-unknown-inputs",
                                   "about-key"};
constexpr int column_count = static_cast<int>(std::size(columns));

}  // namespace

void WorkbookLayout::key_categories(SheetModel& sheet, const SheetTemplate& layout) {
    int row = begin(sheet, layout, column_count);
    sheet.text(row, 0, words_.in("about-key-text"), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    row += 2;
    for (const auto& report : results_.uncertainty) {
        const auto total = static_cast<int>(inventory_.methodology->categories.size()) + report.total;
        sheet.text(row++, 0,
                   inventory_.category_title(total).in(words_.language()) + " · " + std::to_string(report.year),
                   {CellRole::heading, RowStyle::plain, 0, false, false, false, {}});
        if (sheet.repeat_from < 0) sheet.repeat_from = sheet.repeat_to = row;  // every table has the same
        for (int column = 0; column < column_count; ++column)
            sheet.text(row, column, words_.in(columns[column]), header_style);
        ++row;
        const bool trend = report.base_year.has_value();
        for (const auto& line : report.lines) {
            sheet.text(row, 0, category_name(line.category), text_style);
            sheet.text(row, 1, inventory_.gas_id(line.gas), text_style);
            if (trend)
                sheet.number(row, 2, line.input.base, figure_style).provenance =
                    provenance_.entry(own_, *report.base_year, line.category, line.gas);
            else
                sheet.text(row, 2, "", figure_style);
            sheet.number(row, 3, line.input.year, figure_style).provenance =
                provenance_.entry(own_, report.year, line.category, line.gas);
            sheet.number(row, 4, line.marks.level1.share, share_style);
            if (trend)
                sheet.number(row, 5, line.marks.trend1.share, share_style);
            else
                sheet.text(row, 5, "", share_style);
            if (line.known && line.unknown == 0)
                sheet.number(row, 6, line.row.combined / 100.0, share_style);
            else
                sheet.text(row, 6, words_.in("unknown"), text_style);
            sheet.number(row, 7, line.unknown, {CellRole::value, RowStyle::plain, 0, false, false, false, "0"});
            sheet.text(row++, 8, key_marks_text(line.marks), text_style).comment = words_.half(line.reason);
        }
        ++row;
    }
    if (results_.uncertainty.empty())
        sheet.text(row, 0, words_.in("no-data"), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    sheet.widths = {46, 10, 16, 16, 12, 12, 14, 14, 16};
}

}  // namespace qingdan
