// Cover, methods and factors.

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "report/formula_text.hpp"
#include "report/layout.hpp"

namespace qingdan {

namespace {

const CellStyle header_style{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
const CellStyle text_style{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
const CellStyle label_style{CellRole::label, RowStyle::plain, 0, false, false, false, {}};

}  // namespace

void WorkbookLayout::cover(SheetModel& sheet, const SheetTemplate& layout) {
    const auto& methodology = *inventory_.methodology;
    const auto& years = inventory_.settings.years;
    const auto& regions = methodology.dimensions[static_cast<std::size_t>(methodology.region_dimension)];
    int row = begin(sheet, layout, 2);
    const auto line = [&](const char* word, const std::string& text) {
        sheet.text(row, 0, words_.in(word), label_style);
        sheet.text(row++, 1, text, text_style);
    };
    line("about-region", regions.members[static_cast<std::size_t>(inventory_.region)].title.in(words_.language()));
    line("about-years", years.size() == 1 ? std::to_string(years.front())
                                          : std::to_string(years.front()) + "–" + std::to_string(years.back()));
    line("about-package",
         methodology.title.in(words_.language()) + words_.bracketed(methodology.id + " " + methodology.version));
    line("about-publisher", words_.half(methodology.publisher));
    line("about-gwp", inventory_.gwp->id);
    if (inventory_.settings.illustrative) line("about-nature", words_.in("illustrative"));
    line("about-program", "Qingdan 清单");
    line("about-rounding", words_.in("about-rounding-text"));
    line("about-marks", words_.in("about-marks-text"));
    ++row;
    sheet.text(row, 0, words_.in("about-inputs"), header_style);
    sheet.text(row++, 1, "SHA-256", header_style);
    for (const auto& document : inventory_.documents) {
        sheet.text(row, 0, document->path, label_style);
        sheet.text(row++, 1, document->digest, text_style);
    }
    ++row;
    sheet.text(row, 0, words_.in("about-sheets"), header_style).last_column = 1;
    ++row;
    for (std::size_t i = 0; i < shown_.size(); ++i) {
        auto& cell = sheet.text(row, 0, shown_[i]->name.in(words_.language()), label_style);
        cell.link = {static_cast<int>(i), 0};
        sheet.text(row++, 1, filled_title(shown_[i]->title), text_style);
    }
    sheet.widths = {30, 90};
    sheet.landscape = false;
}

/// Which method was taken for each category and gas, and why; then every factor that was used, with its source.
void WorkbookLayout::methods(SheetModel& sheet, const SheetTemplate& layout) {
    const auto& methodology = *inventory_.methodology;
    int row = begin(sheet, layout, 8);
    const char* columns[] = {"about-category", "about-gas",    "about-year", "about-method",
                             "tier",           "about-reason", "basis",      "about-others"};
    sheet.repeat_from = sheet.repeat_to = row;
    for (int column = 0; column < 8; ++column) sheet.text(row, column, words_.in(columns[column]), header_style);
    sheet.freeze_row = ++row;
    for (const auto& choice : inventory_.choices) {
        if (choice.year != inventory_.settings.years.back()) continue;
        const Method* method =
            choice.method < 0 ? nullptr : &methodology.methods[static_cast<std::size_t>(choice.method)];
        sheet.text(row, 0, category_name(choice.category), text_style);
        sheet.text(row, 1, inventory_.gas_id(choice.gas), text_style);
        sheet.text(row, 2, std::to_string(choice.year), text_style);
        sheet.text(row, 3, method ? method->title.in(words_.language()) : "–", text_style);
        sheet.text(row, 4, method ? method->tier : "", text_style);
        sheet.text(row, 5, words_.in(reason_word(choice.reason)), text_style);
        const Source* source = method ? methodology.source(method->source) : nullptr;
        sheet.text(row, 6,
                   source ? source->title.in(words_.language()) +
                                (method->page.empty() ? "" : words_.semicolon() + words_.half(method->page))
                          : "",
                   text_style);
        std::vector<std::string> others;
        for (const int other : choice.others)
            others.push_back(
                methodology.methods[static_cast<std::size_t>(other)].title.in(words_.language()) +
                words_.bracketed(words_.in("tier") + " " + methodology.methods[static_cast<std::size_t>(other)].tier));
        sheet.text(row++, 7, join(others, words_.semicolon()), text_style);
    }
    ++row;
    const char* factor_columns[] = {"about-factor", "about-keys",   "about-year", "about-value",
                                    "about-unit",   "about-status", "basis",      "note"};
    for (int column = 0; column < 8; ++column) sheet.text(row, column, words_.in(factor_columns[column]), header_style);
    ++row;
    std::set<std::int32_t> used;
    for (const auto& node : inventory_.graph.nodes)
        if (node.kind == NodeKind::factor) used.insert(node.ref);
    for (const auto index : used) {
        const auto& factor = methodology.factor_rows[static_cast<std::size_t>(index)];
        const auto& definition = methodology.factors[static_cast<std::size_t>(factor.factor)];
        if (!factor.value) continue;
        sheet.text(row, 0, definition.title.in(words_.language()), text_style);
        sheet.text(row, 1, key_words(methodology, definition.dimensions, factor.key, words_), text_style);
        const auto year = [](const std::optional<int>& value) {
            return value ? std::to_string(*value) : std::string();
        };
        sheet.text(row, 2,
                   factor.year_from || factor.year_to ? year(factor.year_from) + "–" + year(factor.year_to) : "",
                   text_style);
        CellStyle value{CellRole::value, RowStyle::plain, 0, factor.status == FactorStatus::provisional,
                        false,           false,           {}};
        sheet.number(row, 3, *factor.value, value);
        const auto unit =
            methodology.concrete_unit(definition.unit, definition.dimensions, factor.key).value_or(definition.unit);
        sheet.text(row, 4, words_.unit(methodology.units.describe(unit)), text_style);
        sheet.text(row, 5, words_.in(std::string(status_text(factor.status))), text_style);
        const Source* source = methodology.source(factor.source);
        sheet.text(row, 6,
                   (source ? source->title.in(words_.language()) : words_.half(factor.source)) +
                       (factor.page.empty() ? "" : words_.semicolon() + words_.half(factor.page)),
                   text_style);
        sheet.text(row++, 7, words_.half(factor.note), text_style);
    }
    sheet.widths = {36, 38, 11, 28, 14, 16, 52, 40};
}

}  // namespace qingdan
