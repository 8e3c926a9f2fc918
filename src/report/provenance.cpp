#include "report/provenance.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "report/formula_text.hpp"

namespace qingdan {

namespace {

constexpr int most_places = 12;  // named per leaf; the tree of `explain` has all

struct Origins {
    std::vector<std::string> data, factors;
    std::size_t more_data = 0, more_factors = 0;
};

/// Data cells and factors below a node, through sub-results and derived variables, in the order of the formula.
class OriginWalk {
public:
    OriginWalk(const Inventory& inventory, const Words& words) : inventory_(inventory), words_(words) {}

    Origins below(NodeId root) {
        visit(root);
        return std::move(origins_);
    }

private:
    void visit(NodeId id) {
        if (!seen_.insert(id).second) return;
        const auto kind = inventory_.graph.nodes[static_cast<std::size_t>(id)].kind;
        if (kind == NodeKind::datum || kind == NodeKind::factor || kind == NodeKind::missing) {
            const auto node = describe(inventory_, id);
            auto& list = kind == NodeKind::factor || (kind == NodeKind::missing && !node.place.empty())
                             ? origins_.factors
                             : origins_.data;
            auto& more = &list == &origins_.data ? origins_.more_data : origins_.more_factors;
            if (list.size() < most_places)
                list.push_back(text_of(node));
            else
                ++more;
            return;
        }
        for (const auto& use : inventory_.graph.uses(id, *inventory_.methodology)) visit(use.node);
    }

    /// Value and place; a factor's source stands in full on the sheet of methods and factors.
    std::string text_of(const NodeDescription& node) const {
        std::string text = node.label.in(words_.language());
        if (node.kind == NodeKind::missing)
            return text + words_.bracketed(node.keys) + words_.colon() + words_.in("not-delivered");
        text += " " + quantity_text(node, words_);
        std::vector<std::string> facts;
        if (!node.factor_status.empty()) facts.push_back(words_.in(node.factor_status));
        if (!node.page.empty()) facts.push_back(node.page);
        facts.push_back(node.place);
        return text + words_.bracketed(join(facts, words_.semicolon()));
    }

    const Inventory& inventory_;
    const Words& words_;
    std::set<NodeId> seen_;
    Origins origins_;
};

std::string lines(const std::vector<std::string>& list, std::size_t more, const Words& words) {
    auto text = join(list, "\n");
    if (more > 0) text += "\n" + words.in("more-inputs", {{"count", std::to_string(more)}});
    return text;
}

constexpr const char* headings[] = {"about-figure", "about-keys",    "about-value", "about-unit",    "tier",
                                    "method",       "about-numbers", "ask-data",    "about-factors", "basis"};
constexpr double widths[] = {34, 24, 16, 12, 7, 34, 44, 60, 96, 44};

}  // namespace

int ProvenanceList::entry(int year, int category, int gas) {
    const auto* estimate = inventory_.estimate(year, category, gas);
    if (!estimate) return -1;
    const auto [number, fresh] = numbers_.try_emplace({year, category, gas}, static_cast<int>(entries_.size()));
    if (fresh) entries_.push_back(estimate);
    return number->second;
}

std::vector<int> ProvenanceList::lay_out(SheetModel& sheet, int first_row) {
    for (const auto& leaf : inventory_.leaves) leaves_.emplace(std::tuple{leaf.year, leaf.category, leaf.gas}, &leaf);
    const CellStyle header{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
    int row = first_row;
    for (int column = 0; column < static_cast<int>(std::size(headings)); ++column)
        sheet.text(row, column, words_.in(headings[column]), header);
    sheet.widths.assign(std::begin(widths), std::end(widths));
    sheet.freeze_row = ++row;
    sheet.freeze_column = 1;
    sheet.repeat_from = sheet.repeat_to = first_row;
    std::vector<int> rows;
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        const auto& estimate = *entries_[i];
        rows.push_back(row);
        CellStyle style{CellRole::label, RowStyle::section, 0, false, estimate.status.incomplete, false, {}};
        const auto head = inventory_.category_code(estimate.category) + " " +
                          inventory_.category_title(estimate.category).in(words_.language()) + " · " +
                          inventory_.gas_id(estimate.gas) + " · " + std::to_string(estimate.year);
        sheet.text(row, 0, head, style);
        sheet.text(row, 1, "", style);
        style.role = CellRole::value;
        if (estimate.status.is_number())
            sheet.number(row, 2, estimate.value, style);
        else
            sheet.text(row, 2, std::string(notation_text(estimate.status.notation)), style);
        style.role = CellRole::label;
        sheet.text(row, 3, words_.unit(inventory_.methodology->units.describe(inventory_.gas_unit(estimate.gas))),
                   style);
        sheet.text(row, 4, status_words(status_text(estimate.mask, estimate.status), words_), style).last_column =
            static_cast<int>(std::size(headings)) - 1;
        ++row;
        const bool leaf = leaves_.contains({estimate.year, estimate.category, estimate.gas});
        if (leaf)
            leaf_rows(estimate, sheet, row);
        else
            sum_row(estimate, sheet, row);
    }
    return rows;
}

void ProvenanceList::leaf_rows(const Estimate& estimate, SheetModel& sheet, int& row) const {
    const CellStyle text{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
    const auto [from, to] = leaves_.equal_range({estimate.year, estimate.category, estimate.gas});
    for (auto each = from; each != to; ++each) {
        const auto& leaf = *each->second;
        sheet.text(row, 1, key_words(*inventory_.methodology, leaf.dimensions, leaf.key, words_), text);
        CellStyle value{CellRole::value,        RowStyle::plain,          0, (leaf.mask & rests_on_provisional) != 0,
                        leaf.status.incomplete, !leaf.status.is_number(), {}};
        if (leaf.status.is_number())
            sheet.number(row, 2, leaf.value, value);
        else
            sheet.text(row, 2, std::string(notation_text(leaf.status.notation)), value);
        sheet.text(row, 3, words_.unit(inventory_.methodology->units.describe(inventory_.gas_unit(estimate.gas))),
                   text);
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
        const auto origins = OriginWalk(inventory_, words_).below(leaf.node);
        sheet.text(row, 4, node.tier, text);
        sheet.text(row, 5, node.label.in(words_.language()) + "\n" + node.formula, text);
        sheet.text(row, 6, with_numbers(node.formula, numbers), text);
        sheet.text(row, 7, lines(origins.data, origins.more_data, words_), text);
        const bool nothing =
            leaf.status.notation == Notation::NO || leaf.status.notation == Notation::IE;  // then factors say nothing
        sheet.text(row, 8, nothing ? std::string() : lines(origins.factors, origins.more_factors, words_), text);
        sheet.text(row, 9,
                   node.source.in(words_.language()) + (node.page.empty() ? "" : words_.semicolon() + node.page), text);
        ++row;
    }
}

void ProvenanceList::sum_row(const Estimate& estimate, SheetModel& sheet, int& row) const {
    const CellStyle text{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
    std::vector<std::string> parts;
    for (const auto& use : inventory_.graph.uses(estimate.node, *inventory_.methodology)) {
        const auto part = describe(inventory_, use.node);
        if (!part.status.is_number()) continue;
        parts.push_back(part.id + " " + part.label.in(words_.language()) + " " + quantity_text(part, words_));
    }
    sheet.text(row, 1, words_.in("sum-of", {{"count", std::to_string(parts.size())}}), text);
    sheet.text(row++, 5, join(parts, " + "), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
}

}  // namespace qingdan
