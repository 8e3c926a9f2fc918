// How leaf estimates are worked out, a block a method: activity data and factors of every line beside its result. These
// are the input tables of the guidelines, for whatever methods a package has.

#include <algorithm>
#include <cmath>
#include <map>

#include "inventory/description.hpp"
#include "report/formula_text.hpp"
#include "report/layout.hpp"

namespace qingdan {

namespace {

const CellStyle header_style{CellRole::header, RowStyle::plain, 0, false, false, false, {}};
const CellStyle unit_style{CellRole::unit, RowStyle::plain, 0, false, false, false, {}};
const CellStyle label_style{CellRole::label, RowStyle::plain, 0, false, false, false, {}};
constexpr const char *figure_format = "0.00####", *large_format = "#,##0";
constexpr double large = 1000.0;  // from here on decimals say nothing
constexpr const char* no_unit = "1";
constexpr double label_width = 40, key_width = 26, figure_width = 15.5;

/// What a result reads, by the name of the input; through the formula's own intermediate results.
using Inputs = std::map<std::string_view, std::vector<NodeId>>;

void collect(const Inventory& inventory, NodeId id, Inputs& inputs) {
    for (const auto& use : inventory.graph.uses(id, *inventory.methodology)) {
        const auto& node = inventory.graph.nodes[static_cast<std::size_t>(use.node)];
        const auto& user = inventory.graph.nodes[static_cast<std::size_t>(id)];
        if (node.kind == NodeKind::sub_result && node.ref == user.ref) {
            collect(inventory, use.node, inputs);
            continue;
        }
        auto& list = inputs[use.role];
        if (std::find(list.begin(), list.end(), use.node) == list.end()) list.push_back(use.node);
    }
}

struct Line {
    const LeafEstimate* leaf;
    Inputs inputs;
};

/// The lines of one method and gas.
class MethodTable {
public:
    MethodTable(const Inventory& inventory, const Words& words, std::vector<Line> lines)
        : inventory_(inventory),
          words_(words),
          lines_(std::move(lines)),
          method_(inventory.methodology->methods[static_cast<std::size_t>(lines_.front().leaf->method)]) {
        for (const auto& input : method_.inputs)
            if (input.kind != MethodInput::Kind::constant &&
                std::any_of(lines_.begin(), lines_.end(),
                            [&](const Line& line) { return line.inputs.contains(input.name); }))
                shown_.push_back(&input);
    }

    [[nodiscard]] int columns() const { return 3 + static_cast<int>(shown_.size()); }
    [[nodiscard]] const std::vector<Line>& lines() const { return lines_; }

    [[nodiscard]] std::string heading() const {
        return method_.title.in(words_.language()) + words_.bracketed(words_.in("tier") + " " + method_.tier);
    }

    void head(SheetModel& sheet, int row) const {
        sheet.text(row, 0, words_.in("about-category"), header_style).last_row = row + 1;
        sheet.text(row, 1, words_.in("about-keys"), header_style).last_row = row + 1;
        for (std::size_t i = 0; i < shown_.size(); ++i) {
            sheet.text(row, 2 + static_cast<int>(i), name(*shown_[i]), header_style);
            const auto unit = common_unit(*shown_[i]);
            sheet.text(row + 1, 2 + static_cast<int>(i), unit == no_unit ? "" : words_.bracketed(unit), unit_style);
        }
        const int gas = lines_.front().leaf->gas;
        sheet.text(row, columns() - 1, words_.in("about-emission") + words_.bracketed(inventory_.gas_id(gas)),
                   header_style);
        sheet.text(row + 1, columns() - 1,
                   words_.bracketed(words_.unit(inventory_.methodology->units.describe(inventory_.gas_unit(gas)))),
                   unit_style);
    }

    void inputs(SheetModel& sheet, int row, const Line& line, ProvenanceList& provenance) const {
        for (std::size_t i = 0; i < shown_.size(); ++i) {
            input(sheet, row, 2 + static_cast<int>(i), *shown_[i], line);
            if (const auto found = line.inputs.find(shown_[i]->name); found != line.inputs.end())
                sheet.cells.back().provenance = provenance.entry(found->second);
        }
    }

private:
    /// `能源平衡：进口` for an input that is one row of a variable.
    [[nodiscard]] std::string name(const MethodInput& input) const {
        const auto& methodology = *inventory_.methodology;
        auto text = (input.kind == MethodInput::Kind::variable
                         ? methodology.variables[static_cast<std::size_t>(input.variable)].title
                         : methodology.factors[static_cast<std::size_t>(input.factor)].title)
                        .in(words_.language());
        for (const auto& [dimension, member] : input.fixed)
            text += words_.colon() + methodology.dimensions[static_cast<std::size_t>(dimension)]
                                         .members[static_cast<std::size_t>(member)]
                                         .title.in(words_.language());
        return text;
    }

    [[nodiscard]] std::string unit_of(NodeId node) const { return words_.unit(describe(inventory_, node).unit); }

    /// The unit of all lines; nothing where they have different ones.
    [[nodiscard]] std::string common_unit(const MethodInput& input) const {
        std::string unit;
        for (const auto& line : lines_)
            if (const auto found = line.inputs.find(input.name); found != line.inputs.end())
                for (const NodeId node : found->second) {
                    if (inventory_.graph.nodes[static_cast<std::size_t>(node)].kind == NodeKind::missing) continue;
                    const auto other = unit_of(node);
                    if (!unit.empty() && other != unit) return {};
                    unit = other;
                }
        return unit;
    }

    void input(SheetModel& sheet, int row, int column, const MethodInput& input, const Line& line) const {
        CellStyle style{CellRole::value, RowStyle::plain, 0, false, false, true, {}};
        const auto found = line.inputs.find(input.name);
        if (found == line.inputs.end()) {
            sheet.text(row, column, "–", style);
            return;
        }
        if (found->second.size() > 1) {
            sheet.text(row, column, words_.in("sum-of", {{"count", std::to_string(found->second.size())}}), style);
            return;
        }
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(found->second.front())];
        style.provisional = (node.mask & rests_on_provisional) != 0;
        if (!node.status.is_number()) {
            sheet.text(row, column, std::string(notation_text(node.status.notation)), style);
            return;
        }
        style.centred = false;
        style.format = std::abs(node.value) >= large ? large_format : figure_format;
        if (common_unit(input).empty())
            if (const auto unit = unit_of(found->second.front()); !unit.empty()) style.format += "\" " + unit + "\"";
        sheet.number(row, column, node.value, style);
    }

    const Inventory& inventory_;
    const Words& words_;
    std::vector<Line> lines_;
    const Method& method_;
    std::vector<const MethodInput*> shown_;
};

}  // namespace

void WorkbookLayout::calculations(SheetModel& sheet, const SheetTemplate& layout) {
    const int year = inventory_.settings.years.back();
    std::vector<std::pair<int, int>> order;  // method and gas, as they come
    std::map<std::pair<int, int>, std::vector<Line>> blocks;
    for (const auto& leaf : inventory_.leaves) {
        const bool within = layout.within.empty() ||
                            std::find(layout.within.begin(), layout.within.end(), leaf.category) != layout.within.end();
        const bool elsewhere = leaf.status.notation == Notation::NO || leaf.status.notation == Notation::IE;
        const bool asked =
            layout.gases.empty() || std::find(layout.gases.begin(), layout.gases.end(), leaf.gas) != layout.gases.end();
        if (leaf.year != year || leaf.node == no_node || leaf.method < 0 || !within || !asked || elsewhere) continue;
        auto& lines = blocks[{leaf.method, leaf.gas}];
        if (lines.empty()) order.emplace_back(leaf.method, leaf.gas);
        lines.push_back({&leaf, {}});
        collect(inventory_, leaf.node, lines.back().inputs);
    }
    int row = begin(sheet, layout, 6), widest = 6;
    for (const auto& key : order) {
        const MethodTable block(inventory_, words_, std::move(blocks.at(key)));
        widest = std::max(widest, block.columns());
        sheet.text(row++, 0, block.heading(), {CellRole::heading, RowStyle::plain, 0, false, false, false, {}});
        block.head(sheet, row);
        row += 2;
        for (const auto& line : block.lines()) {
            sheet.text(row, 0, category_name(line.leaf->category), label_style);
            sheet.text(row, 1, key_words(*inventory_.methodology, line.leaf->dimensions, line.leaf->key, words_),
                       label_style);
            block.inputs(sheet, row, line, provenance_);
            CellStyle style{CellRole::value,
                            RowStyle::plain,
                            0,
                            (line.leaf->mask & rests_on_provisional) != 0,
                            line.leaf->status.incomplete,
                            !line.leaf->status.is_number(),
                            "#,##0.00##"};
            auto& cell = line.leaf->status.is_number()
                             ? sheet.number(row, block.columns() - 1, line.leaf->value, style)
                             : sheet.text(row, block.columns() - 1,
                                          std::string(notation_text(line.leaf->status.notation)), style);
            cell.provenance = provenance_.entry(own_, year, line.leaf->category, line.leaf->gas);
            ++row;
        }
        ++row;
    }
    if (order.empty())
        sheet.text(row, 0, words_.in("no-data"), {CellRole::note, RowStyle::plain, 0, false, false, false, {}});
    sheet.freeze_column = 2;
    sheet.widths.assign(static_cast<std::size_t>(widest), figure_width);
    sheet.widths[0] = label_width;
    sheet.widths[1] = key_width;
    notes(sheet, layout, widest);
}

}  // namespace qingdan
