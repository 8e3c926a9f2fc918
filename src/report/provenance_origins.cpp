#include "report/provenance_origins.hpp"

#include <set>

#include "analysis/key_words.hpp"
#include "base/text.hpp"
#include "report/formula_text.hpp"
#include "report/provenance.hpp"

namespace qingdan {

namespace {

constexpr int most_places = 12;  // named per leaf; the tree of `explain` has all

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
        if (kind == NodeKind::datum || kind == NodeKind::factor || kind == NodeKind::constant ||
            kind == NodeKind::missing) {
            const auto node = describe(inventory_, id);
            auto& list = kind == NodeKind::datum || (kind == NodeKind::missing && node.place.empty())
                             ? origins_.data
                             : origins_.factors;
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
        if (!node.page.empty()) facts.push_back(words_.half(node.page));
        facts.push_back(node.place);
        return text + words_.bracketed(join(facts, words_.semicolon()));
    }

    const Inventory& inventory_;
    const Words& words_;
    std::set<NodeId> seen_;
    Origins origins_;
};

}  // namespace

Origins origins_below(const Inventory& inventory, const Words& words, NodeId root) {
    return OriginWalk(inventory, words).below(root);
}

std::string lines(const std::vector<std::string>& list, std::size_t more, const Words& words) {
    auto text = join(list, "\n");
    if (more > 0) text += "\n" + words.in("more-inputs", {{"count", std::to_string(more)}});
    return text;
}

/// A line an input: what it is, and the cell or clause that it comes from. Several stand below a heading.
void ProvenanceList::input_rows(const std::vector<NodeId>& inputs, SheetModel& sheet, int& row) {
    const CellStyle text{CellRole::text, RowStyle::plain, 0, false, false, false, {}};
    const auto& methodology = *inventory_.methodology;
    const bool several = inputs.size() > 1;
    if (several)
        sheet
            .text(row++, 0, words_.in("worked-out-from", {{"count", std::to_string(inputs.size())}}),
                  {CellRole::label, RowStyle::section, 0, false, false, false, {}})
            .last_column = static_cast<int>(sheet.widths.size()) - 1;
    const CellStyle name{CellRole::label,
                         several ? RowStyle::plain : RowStyle::section,
                         static_cast<std::uint8_t>(several ? 1 : 0),
                         false,
                         false,
                         false,
                         {}};
    for (const NodeId id : inputs) {
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
        const auto described = describe(inventory_, id);
        const auto ref = static_cast<std::size_t>(node.ref);
        std::string keys;
        if (node.kind == NodeKind::datum)
            keys = member_titles(
                methodology, methodology.variables[static_cast<std::size_t>(inventory_.data[ref].variable)].dimensions,
                inventory_.data[ref].key, words_.language());
        else if (node.kind == NodeKind::factor)
            keys = member_titles(
                methodology,
                methodology.factors[static_cast<std::size_t>(methodology.factor_rows[ref].factor)].dimensions,
                methodology.factor_rows[ref].key, words_.language());
        const auto year = described.year > 0 ? " · " + std::to_string(described.year) : std::string();
        const auto label = sheet.cells.size();
        sheet.text(row, 0, described.label.in(words_.language()) + year, name);
        sheet.text(row, 1, keys, text);
        const CellStyle value{
            CellRole::value,        RowStyle::plain,          0, (node.mask & rests_on_provisional) != 0,
            node.status.incomplete, !node.status.is_number(), {}};
        if (node.status.is_number())
            sheet.number(row, 2, node.value, value);
        else
            sheet.text(row, 2, std::string(notation_text(node.status.notation)), value);
        sheet.text(row, 3, words_.unit(described.unit), text);
        sheet.text(row, 4, described.tier, text);
        sheet.text(row, 5, described.formula, text);
        sheet.text(row, 6, "", text);
        if (node.kind == NodeKind::category || node.kind == NodeKind::total || node.kind == NodeKind::co2e) {
            // A figure of the inventory has an entry of its own.
            ++row;
            const auto estimate = estimates_.find(id);
            if (estimate == estimates_.end()) continue;
            sheet.cells[label].provenance = own_entry(*estimate->second);
            if (!is_leaf(*estimate->second)) leaf_links(own_entry_of(*estimate->second), sheet, row);
            continue;
        }
        const auto origins = origins_below(inventory_, words_, id);
        sheet.text(row, 7, lines(origins.data, origins.more_data, words_), text);
        sheet.text(row, 8, lines(origins.factors, origins.more_factors, words_), text);
        const auto source = described.source.in(words_.language());
        const auto page = words_.half(described.page);
        sheet.text(row++, 9, source + (source.empty() || page.empty() ? "" : words_.semicolon()) + page, text);
    }
}

}  // namespace qingdan
