#include "report/provenance.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "report/formula_text.hpp"
#include "report/provenance_origins.hpp"

namespace qingdan {

namespace {

constexpr const char* headings[] = {"about-figure", "about-keys",    "about-value", "about-unit",    "tier",
                                    "method",       "about-numbers", "ask-data",    "about-factors", "basis"};
constexpr double widths[] = {34, 24, 20, 12, 7, 34, 44, 60, 92, 44};

}  // namespace

int ProvenanceList::entry(const CategoryFigures& figures, int year, int category, int gas) {
    // Own figures are one list, whoever asks.
    const auto& whose = figures.tree().mapped ? figures : own_;
    if (!whose.find(year, category, gas)) return -1;
    return number_of({&whose, year, category, gas});
}

int ProvenanceList::entry(const std::vector<NodeId>& inputs) {
    return inputs.empty() ? -1 : number_of({nullptr, 0, -1, -1, inputs});
}

int ProvenanceList::number_of(Entry entry) {
    const auto [number, fresh] = numbers_.try_emplace(entry, static_cast<int>(entries_.size()));
    if (fresh) entries_.push_back(std::move(entry));
    return number->second;
}

int ProvenanceList::own_entry(const Estimate& estimate) {
    return entry(own_, estimate.year, estimate.category, estimate.gas);
}

ProvenanceList::Entry ProvenanceList::own_entry_of(const Estimate& estimate) const {
    return {&own_, estimate.year, estimate.category, estimate.gas};
}

/// What has cells of its own; all else is a sum.
bool ProvenanceList::is_leaf(const Estimate& estimate) const {
    return leaves_.contains({estimate.year, estimate.category, estimate.gas});
}

std::vector<int> ProvenanceList::lay_out(SheetModel& sheet, int first_row) {
    for (const auto& leaf : inventory_.leaves) leaves_.emplace(std::tuple{leaf.year, leaf.category, leaf.gas}, &leaf);
    for (const auto& estimate : inventory_.estimates) estimates_.emplace(estimate.node, &estimate);
    const CellStyle header{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
    int row = first_row;
    for (int column = 0; column < static_cast<int>(std::size(headings)); ++column)
        sheet.text(row, column, words_.in(headings[column]), header);
    sheet.widths.assign(std::begin(widths), std::end(widths));
    sheet.freeze_row = ++row;
    sheet.freeze_column = 1;
    sheet.repeat_from = sheet.repeat_to = first_row;
    std::vector<int> rows;
    for (std::size_t i = 0; i < entries_.size(); ++i) {  // mapped figures add entries behind
        const auto entry = entries_[i];
        if (!entry.figures) {
            rows.push_back(row);
            input_rows(entry.inputs, sheet, row);
            continue;
        }
        const auto figure = entry.figures->find(entry.year, entry.category, entry.gas);
        rows.push_back(row);
        head_row(entry, *figure, sheet, row);
        if (entry.figures->tree().mapped) {
            mapped_rows(entry, *figure, sheet, row);
            continue;
        }
        const auto& estimate = *inventory_.estimate(entry.year, entry.category, entry.gas);
        if (is_leaf(estimate))
            leaf_rows(estimate, sheet, row);
        else
            sum_rows(estimate, sheet, row);
    }
    return rows;
}

/// Value and unit, in the columns that all rows have them in.
void ProvenanceList::quantity(double value, Status status, std::uint8_t mask, int gas, SheetModel& sheet,
                              int row) const {
    CellStyle style{CellRole::value,   RowStyle::plain,     0, (mask & rests_on_provisional) != 0,
                    status.incomplete, !status.is_number(), {}};
    if (status.is_number())
        sheet.number(row, 2, value, style);
    else
        sheet.text(row, 2, std::string(notation_text(status.notation)), style);
    sheet.text(row, 3, words_.unit(inventory_.methodology->units.describe(inventory_.gas_unit(gas))),
               {CellRole::text, RowStyle::plain, 0, false, false, false, {}});
}

void ProvenanceList::head_row(const Entry& entry, const Figure& figure, SheetModel& sheet, int& row) const {
    const auto& tree = entry.figures->tree();
    CellStyle style{CellRole::label, RowStyle::section, 0, false, figure.status.incomplete, false, {}};
    const auto code = (tree.mapped ? tree.package + " " : std::string()) + tree.code(entry.category);
    sheet.text(row, 0,
               code + " " + tree.title(entry.category).in(words_.language()) + " · " + inventory_.gas_id(entry.gas) +
                   " · " + std::to_string(entry.year),
               style);
    sheet.text(row, 1, "", style);
    style.role = CellRole::value;
    if (figure.status.is_number())
        sheet.number(row, 2, figure.value, style);
    else
        sheet.text(row, 2, std::string(notation_text(figure.status.notation)), style);
    style.role = CellRole::label;
    sheet.text(row, 3, words_.unit(inventory_.methodology->units.describe(inventory_.gas_unit(entry.gas))), style);
    sheet.text(row, 4, status_words(status_text(figure.mask, figure.status), words_), style).last_column =
        static_cast<int>(std::size(headings)) - 1;
    ++row;
}

/// A category of another package: the inventory's own figures in it, each with its link; or what is below it.
void ProvenanceList::mapped_rows(const Entry& entry, const Figure& figure, SheetModel& sheet, int& row) {
    const auto& tree = entry.figures->tree();
    for (const auto* estimate : figure.parts) estimate_row(*estimate, sheet, row);
    if (!figure.parts.empty()) return;
    std::vector<std::string> parts;
    for (const int part : tree.parts(entry.category)) {
        const auto found = entry.figures->find(entry.year, part, entry.gas);
        if (found && found->status.is_number())
            parts.push_back(tree.code(part) + " " + tree.title(part).in(words_.language()) + " " +
                            number_text(found->value, 6));
    }
    const bool gases = entry.gas == static_cast<int>(inventory_.methodology->gases.size());
    const CellStyle note{CellRole::note, RowStyle::plain, 0, false, false, false, {}};
    if (figure.status.is_number() && gases && parts.empty())
        sheet.text(row++, 1, words_.in("co2e-by"), note);
    else if (!parts.empty())
        sheet.text(row++, 1,
                   words_.in("sum-of", {{"count", std::to_string(parts.size())}}) + words_.colon() + join(parts, " + "),
                   note);
    else if (figure.status.notation == Notation::IE)
        sheet.text(row++, 1, words_.in("undivided-above"), note);
    else
        sheet.text(row++, 1, words_.in("not-asked", {{"package", inventory_.methodology->title.in(words_.language())}}),
                   note);
    leaf_links(entry, sheet, row);
}

/// An estimate that a figure adds, with the link to its own entry.
void ProvenanceList::estimate_row(const Estimate& estimate, SheetModel& sheet, int& row) {
    auto& cell = sheet.text(row, 1,
                            inventory_.category_code(estimate.category) + " " +
                                inventory_.category_title(estimate.category).in(words_.language()),
                            {CellRole::text, RowStyle::plain, 0, false, false, false, {}});
    cell.provenance = own_entry(estimate);
    quantity(estimate.value, estimate.status, estimate.mask, estimate.gas, sheet, row);
    ++row;
}

/// From any sum it is one more click to the entry that names the cells: not from sum to sum.
void ProvenanceList::leaf_links(const Entry& entry, SheetModel& sheet, int& row) {
    const int gases = static_cast<int>(inventory_.methodology->gases.size());
    const bool all = entry.gas == gases;
    for (int gas = all ? 0 : entry.gas; gas < (all ? gases : entry.gas + 1); ++gas)
        for (const auto* leaf : entry.figures->leaves(entry.year, entry.category, gas)) estimate_row(*leaf, sheet, row);
}

void ProvenanceList::leaf_rows(const Estimate& estimate, SheetModel& sheet, int& row) const {
    const CellStyle text{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
    const auto [from, to] = leaves_.equal_range({estimate.year, estimate.category, estimate.gas});
    for (auto each = from; each != to; ++each) {
        const auto& leaf = *each->second;
        sheet.text(row, 1, key_words(*inventory_.methodology, leaf.dimensions, leaf.key, words_), text);
        quantity(leaf.value, leaf.status, leaf.mask, estimate.gas, sheet, row);
        if (leaf.node == no_node) {
            const auto& category = inventory_.methodology->categories[static_cast<std::size_t>(leaf.category)];
            const auto& why = words_.chinese() ? category.explanation_zh : category.explanation_en;
            sheet.text(row++, 5, why.empty() ? words_.in("nothing_delivered") : why,
                       {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
            continue;
        }
        const auto node = describe(inventory_, leaf.node);
        std::vector<std::pair<std::string, std::string>> numbers;
        for (const auto& use : inventory_.graph.uses(leaf.node, *inventory_.methodology))
            numbers.emplace_back(std::string(use.role), quantity_text(describe(inventory_, use.node), words_));
        const auto origins = origins_below(inventory_, words_, leaf.node);
        sheet.text(row, 4, node.tier, text);
        sheet.text(row, 5, node.label.in(words_.language()) + "\n" + node.formula, text);
        sheet.text(row, 6, with_numbers(node.formula, numbers), text);
        sheet.text(row, 7, lines(origins.data, origins.more_data, words_), text);
        const bool nothing =
            leaf.status.notation == Notation::NO || leaf.status.notation == Notation::IE;  // then factors say nothing
        sheet.text(row, 8, nothing ? std::string() : lines(origins.factors, origins.more_factors, words_), text);
        sheet.text(
            row, 9,
            node.source.in(words_.language()) + (node.page.empty() ? "" : words_.semicolon() + words_.half(node.page)),
            text);
        ++row;
    }
}

void ProvenanceList::sum_rows(const Estimate& estimate, SheetModel& sheet, int& row) {
    const CellStyle text{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
    std::vector<std::string> parts;
    for (const auto& use : inventory_.graph.uses(estimate.node, *inventory_.methodology)) {
        const auto part = describe(inventory_, use.node);
        if (!part.status.is_number()) continue;
        parts.push_back(part.id + " " + part.label.in(words_.language()) + " " + quantity_text(part, words_));
    }
    sheet.text(row, 1, words_.in("sum-of", {{"count", std::to_string(parts.size())}}), text);
    sheet.text(row++, 5, join(parts, " + "), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    leaf_links(own_entry_of(estimate), sheet, row);
}

}  // namespace qingdan
