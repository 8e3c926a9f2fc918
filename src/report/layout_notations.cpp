// Why figures are notation keys: what the compilers declared, what the package says, or what was not delivered.

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "report/formula_text.hpp"
#include "report/layout.hpp"

namespace qingdan {

namespace {

const CellStyle header_style{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
const CellStyle text_style{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
const CellStyle key_style{CellRole::value, RowStyle::plain, 0, false, false, true, {}};
constexpr std::size_t most_requests = 6;  // named; the forms ask for all of them

/// The declaration for the category or the nearest above it; one for the gas before one for all gases.
const DeclaredNotation* declared_for(const Inventory& inventory, int category, int gas) {
    const auto& categories = inventory.methodology->categories;
    for (int at = category; at >= 0; at = categories[static_cast<std::size_t>(at)].parent) {
        const DeclaredNotation* found = nullptr;
        for (const auto& declared : inventory.settings.notations)
            if (declared.category == categories[static_cast<std::size_t>(at)].code &&
                (declared.gas == inventory.gas_id(gas) || (declared.gas.empty() && !found)))
                found = &declared;
        if (found) return found;
    }
    return nullptr;
}

}  // namespace

/// What is asked of departments and was not delivered for a category and gas.
std::string WorkbookLayout::missing_inputs(int year, int category, int gas) const {
    const auto& methodology = *inventory_.methodology;
    std::vector<std::string> names;
    std::set<std::string> seen;
    for (const auto& request : inventory_.requests) {
        if (request.year != year || request.category != category || request.gas != gas) continue;
        const auto& title = request.variable >= 0
                                ? methodology.variables[static_cast<std::size_t>(request.variable)].title
                                : methodology.factors[static_cast<std::size_t>(request.factor)].title;
        const auto name = title.in(words_.language());
        if (seen.insert(name).second) names.push_back(name);
    }
    if (names.empty()) return {};
    const bool more = names.size() > most_requests;
    const auto rest = names.size() - std::min(names.size(), most_requests);
    names.resize(std::min(names.size(), most_requests));
    return words_.in("not-delivered") + words_.colon() + join(names, words_.comma()) +
           (more ? words_.comma() + words_.in("more-inputs", {{"count", std::to_string(rest)}}) : "");
}

std::string WorkbookLayout::notation_reason(int year, int category, int gas) const {
    if (const auto* declared = declared_for(inventory_, category, gas))
        return declared->explanation.in(words_.language());
    const auto& named = inventory_.methodology->categories[static_cast<std::size_t>(category)];
    const auto& explanation = words_.chinese() ? named.explanation_zh : named.explanation_en;
    if (!explanation.empty()) return explanation;
    const auto missing = missing_inputs(year, category, gas);
    return missing.empty() ? words_.in("key-in-data") : missing;
}

void WorkbookLayout::notations(SheetModel& sheet, const SheetTemplate& layout) {
    const auto& categories = inventory_.methodology->categories;
    const int year = inventory_.settings.years.back();
    int row = begin(sheet, layout, 4);
    const char* heads[] = {"about-category", "about-gas", "about-notation", "about-reason-of-key"};
    for (int column = 0; column < 4; ++column) sheet.text(row, column, words_.in(heads[column]), header_style);
    sheet.repeat_from = sheet.repeat_to = row;
    sheet.freeze_row = ++row;
    const int first = row;
    for (int c = 0; c < static_cast<int>(categories.size()); ++c) {
        if (!categories[static_cast<std::size_t>(c)].children.empty()) continue;
        // Gases of the same key and reason stand in one row.
        std::vector<std::pair<std::pair<std::string, std::string>, std::vector<std::string>>> rows;
        for (int gas = 0; gas < static_cast<int>(inventory_.methodology->gases.size()); ++gas) {
            const auto* estimate = inventory_.estimate(year, c, gas);
            if (!estimate || estimate->status.is_number()) continue;
            const std::pair key{std::string(notation_text(estimate->status.notation)), notation_reason(year, c, gas)};
            if (rows.empty() || rows.back().first != key) rows.push_back({key, {}});
            rows.back().second.push_back(inventory_.gas_id(gas));
        }
        for (const auto& [key, gases] : rows) {
            sheet.text(row, 0, category_name(c), text_style);
            sheet.text(row, 1, join(gases, words_.comma()), text_style);
            sheet.text(row, 2, key.first, key_style);
            sheet.text(row++, 3, key.second, text_style);
        }
    }
    if (row == first)
        sheet.text(row++, 0, words_.in("no-findings"), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    sheet.widths = {44, 22, 9, 70};
    notes(sheet, layout, 4);
}

}  // namespace qingdan
