// Matrices: leaf estimates of one gas, or activity data, by two key dimensions.

#include <algorithm>
#include <map>
#include <set>

#include "report/layout.hpp"

namespace qingdan {

namespace {

const CellStyle header_style{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
const CellStyle unit_style{CellRole::unit, RowStyle::plain, 0, false, false, false, {}};
constexpr double label_width = 46, figure_width = 14;

}  // namespace

void WorkbookLayout::matrix(SheetModel& sheet, const SheetTemplate& layout) {
    const auto& methodology = *inventory_.methodology;
    const int year = inventory_.settings.years.back();
    struct Cell {
        double value = 0.0;
        Status status;
        std::uint8_t mask = 0;
        bool any = false;
    };
    std::map<std::pair<MemberId, MemberId>, Cell> cells;
    std::set<MemberId> rows, columns;
    const auto put = [&](const std::vector<int>& dimensions, const Tuple& key, double value, Status status,
                         std::uint8_t mask) {
        MemberId at[2] = {any_member, any_member};
        for (std::size_t i = 0; i < dimensions.size(); ++i) {
            if (dimensions[i] == layout.row_dimension) at[0] = key[i];
            if (dimensions[i] == layout.column_dimension) at[1] = key[i];
        }
        if (at[0] == any_member || at[1] == any_member || status.notation == Notation::NO ||
            status.notation == Notation::IE)
            return;
        auto& cell = cells[{at[0], at[1]}];
        if (status.is_number()) cell.value += value;
        cell.status = cell.any ? combine_in_sum(cell.status, status) : status;
        cell.mask |= mask;
        cell.any = true;
        rows.insert(at[0]);
        columns.insert(at[1]);
    };
    const auto within = [&](int category) {
        return layout.within.empty() ||
               std::find(layout.within.begin(), layout.within.end(), category) != layout.within.end();
    };
    if (layout.variable >= 0) {
        const auto& dimensions = methodology.variables[static_cast<std::size_t>(layout.variable)].dimensions;
        const auto category_at = std::find(dimensions.begin(), dimensions.end(), methodology.category_dimension);
        for (const auto& [key, id] : inventory_.values.rows(layout.variable, year)) {
            const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
            if (category_at != dimensions.end() &&
                !within(key[static_cast<std::size_t>(category_at - dimensions.begin())]))
                continue;
            put(dimensions, key, node.value, node.status, node.mask);
        }
    } else if (!layout.columns.empty()) {
        const int gas = methodology.gas(layout.columns.front().gas);
        for (const auto& leaf : inventory_.leaves) {
            if (leaf.gas != gas || leaf.year != year || leaf.node == no_node || !within(leaf.category)) continue;
            auto dimensions = leaf.dimensions;
            auto key = leaf.key;
            dimensions.push_back(methodology.category_dimension);
            key.push(methodology.categories[static_cast<std::size_t>(leaf.category)].member);
            put(dimensions, key, leaf.value * conversion_factor(inventory_.gas_unit(gas), layout.columns.front().unit),
                leaf.status, leaf.mask);
        }
    }

    const int width = 1 + static_cast<int>(columns.size());
    int row = begin(sheet, layout, std::clamp(width, 4, 9));
    const auto& row_dimension = methodology.dimensions[static_cast<std::size_t>(layout.row_dimension)];
    const auto& column_dimension = methodology.dimensions[static_cast<std::size_t>(layout.column_dimension)];
    sheet.repeat_from = row;
    sheet.repeat_to = row + 1;
    sheet
        .text(row, 0,
              layout.row_dimension == methodology.category_dimension ? words_.in("about-category")
                                                                     : row_dimension.title.in(words_.language()),
              header_style)
        .last_row = row + 1;
    int column = 1;
    std::map<MemberId, double> scales;
    for (const MemberId member : columns) {
        scales[member] = 1.0;
        const auto& each = column_dimension.members[static_cast<std::size_t>(member)];
        sheet.text(row, column, each.title.in(words_.language()), header_style);
        Unit unit;
        if (layout.variable >= 0) {
            Tuple key;
            key.push(member);
            const auto& own = methodology.variables[static_cast<std::size_t>(layout.variable)].unit;
            unit = methodology.concrete_unit(own, {layout.column_dimension}, key).value_or(own);
            for (const auto& shown : layout.units) {
                if (!shown.converts_to(unit)) continue;
                scales[member] = conversion_factor(unit, shown);
                unit = shown;
                break;
            }
        } else {
            unit = layout.columns.front().unit;
        }
        sheet.text(row + 1, column++, words_.bracketed(words_.unit(methodology.units.describe(unit))), unit_style);
    }
    row += 2;
    sheet.freeze_row = row;
    sheet.freeze_column = 1;
    for (const MemberId member : rows) {
        const bool category = layout.row_dimension == methodology.category_dimension;
        if (category)
            label(sheet, row, member, RowStyle::plain, 99);
        else
            sheet.text(row, 0, row_dimension.members[static_cast<std::size_t>(member)].title.in(words_.language()),
                       {CellRole::label, RowStyle::plain, 0, false, false, false, {}});
        column = 1;
        for (const MemberId of : columns) {
            const auto found = cells.find({member, of});
            CellStyle style{CellRole::value, RowStyle::plain, 0, false, false, false, "#,##0.00##"};
            if (found == cells.end()) {
                sheet.text(row, column++, "", style);
                continue;
            }
            style.provisional = (found->second.mask & rests_on_provisional) != 0;
            style.incomplete = found->second.status.incomplete;
            style.centred = !found->second.status.is_number();
            if (style.centred)
                sheet.text(row, column++, std::string(notation_text(found->second.status.notation)), style);
            else
                sheet.number(row, column++, found->second.value * scales[of], style);
        }
        ++row;
    }
    if (rows.empty())
        sheet.text(row, 0, words_.in("no-data"), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    sheet.widths.assign(static_cast<std::size_t>(width), figure_width);
    sheet.widths.front() = label_width;
}

}  // namespace qingdan
