#include "analysis/recalculation_overlay.hpp"

#include <algorithm>
#include <cmath>

namespace qingdan {

namespace {

ReplayValue value_of(const NodeDescription& node) { return {node.status.is_number() ? node.value : 0.0, node.status}; }

bool is_formula(const NodeDescription& node) {
    return node.kind == NodeKind::result || node.kind == NodeKind::sub_result;
}

/// Factors stand for more than one cell, and constants for all; anything else is of this cell alone.
bool names_cell(const NodeDescription& node) {
    return node.kind != NodeKind::factor && node.kind != NodeKind::constant && node.kind != NodeKind::gwp;
}

}  // namespace

class CellOverlay::LayerInputs final : public ReplayInputs {
public:
    LayerInputs(const CellOverlay& overlay, const Layer& layer, ReplayValue Layer::*which)
        : overlay_(overlay), layer_(layer), which_(which) {}
    [[nodiscard]] ReplayValue value(const FormulaName& name, std::size_t cell) const override {
        const auto& read = layer_.reads.at(name);
        if (read.empty()) return {0.0, {Notation::NE, false}};
        return overlay_.layers_[static_cast<std::size_t>(read[cell])].*which_;
    }
    [[nodiscard]] std::size_t cells(int sum) const override { return layer_.cells[static_cast<std::size_t>(sum)]; }

private:
    const CellOverlay& overlay_;
    const Layer& layer_;
    ReplayValue Layer::*which_;
};

void CellOverlay::lay(NodeId old_node, NodeId new_node) { (void)layer(old_node, new_node, Notation::NO); }

int CellOverlay::layer(NodeId old_node, NodeId new_node, Notation absent) {
    if (const auto known = laid_.find({old_node, new_node}); known != laid_.end()) return known->second;
    auto made = old_node == no_node || new_node == no_node ? std::nullopt : formula_layer(old_node, new_node);
    if (!made) made = input_layer(old_node, new_node, absent);
    made->current = made->before;
    layers_.push_back(std::move(*made));
    return laid_[{old_node, new_node}] = static_cast<int>(layers_.size() - 1);
}

/// `absent`: what stands for the side that has no such node.
CellOverlay::Layer CellOverlay::input_layer(NodeId old_node, NodeId new_node, Notation absent) {
    const auto* before = old_node == no_node ? nullptr : &sides_.before.node(old_node);
    const NodeDescription* after = nullptr;
    if (replacements_) {
        after = before;
        if (before) {
            const auto found = replacements_->find(input_key(*before));
            const bool replaced = before->kind == NodeKind::datum || before->kind == NodeKind::factor;
            if (replaced && found != replacements_->end()) after = &sides_.after.node(found->second);
        }
    } else if (new_node != no_node) {
        after = &sides_.after.node(new_node);
    }
    Layer made;
    const ReplayValue nothing{0.0, {absent, false}};
    made.before = before ? value_of(*before) : nothing;
    made.after = after ? value_of(*after) : nothing;
    const auto* only = before ? before : after;
    if ((!before || !after) && only && !names_cell(*only)) {  // a factor of a cell that one side lacks
        made.before = made.after = value_of(*only);
        return made;
    }
    if (!only || (before && after && same_value(*before, *after))) return made;
    const bool calculated = (before && is_formula(*before)) || (after && is_formula(*after));
    if (!calculated) {
        made.changed.push_back(changed_input(before, after));
    } else {
        made.changed = changed_below(sides_, {old_node}, {new_node});
        if (before && after && before->formula != after->formula) made.changed.push_back(changed_input(before, after));
        if (made.changed.empty()) made.changed.push_back(changed_input(before, after));
    }
    made.cause = common_cause(made.changed, ChangeCause::method);
    return made;
}

/// The same formula on both sides, and it can be worked out from what it reads.
std::optional<CellOverlay::Layer> CellOverlay::formula_layer(NodeId old_node, NodeId new_node) {
    const auto& before = sides_.before.node(old_node);
    const auto& after = replacements_ ? before : sides_.after.node(new_node);
    if (!is_formula(before) || before.kind != after.kind || before.id != after.id || before.formula != after.formula)
        return std::nullopt;
    if (!replacements_ && same_value(before, after)) return std::nullopt;
    Layer made;
    made.formula = ReplayFormula::read(before.formula);
    made.before = value_of(before);
    made.after = value_of(after);
    if (!made.formula || !read_names(made, old_node, new_node)) return std::nullopt;
    if (!scaled(made)) return std::nullopt;
    return made;
}

std::optional<CellOverlay::Roles> CellOverlay::roles(CachedSide& side, NodeId node, const ReplayFormula& formula) {
    Roles roles;
    const auto& names = formula.names();
    const int year = side.node(node).year;
    for (const auto& name : names) {
        bool other_sum = false, other_year = false;
        for (const auto& other : names) {
            if (other.name != name.name || other == name) continue;
            (other.sum != name.sum ? other_sum : other_year) = true;
        }
        if (other_sum || (name.previous && name.sum >= 0)) return std::nullopt;  // which cell is whose is not stored
        auto& nodes = roles[name];
        for (const auto& use : side.uses(node))
            if (use.role == name.name && (!other_year || (side.node(use.node).year == year - 1) == name.previous))
                nodes.push_back(use.node);
        if (name.sum < 0 && nodes.size() > 1) return std::nullopt;
    }
    return roles;
}

bool CellOverlay::read_names(Layer& made, NodeId old_node, NodeId new_node) {
    const auto before = roles(sides_.before, old_node, *made.formula);
    const auto after = replacements_ ? before : roles(sides_.after, new_node, *made.formula);
    if (!before || !after) return false;
    made.cells.assign(static_cast<std::size_t>(made.formula->sums()), 0);
    for (const auto& name : made.formula->names()) {
        if (name.sum >= 0) continue;
        const auto one = [&](const Roles& all) { return all.at(name).empty() ? no_node : all.at(name).front(); };
        auto& read = made.reads[name];
        if (one(*before) == no_node && one(*after) == no_node) {
            if (!name.previous) return false;
            continue;
        }
        read.push_back(layer(one(*before), one(*after), Notation::NE));
    }
    for (int sum = 0; sum < made.formula->sums(); ++sum)
        if (!read_sum(made, sum, *before, *after)) return false;
    return true;
}

/// Cells of the two sides are paired by the keys of what they read.
bool CellOverlay::read_sum(Layer& made, int sum, const Roles& before, const Roles& after) {
    using Cells = std::vector<std::pair<std::string, std::map<FormulaName, NodeId>>>;
    const auto cells = [&](CachedSide& side, const Roles& roles) -> std::optional<Cells> {
        Cells found;
        bool first = true;
        for (const bool any : {false, true}) {  // where nothing is of the cell alone, factors must do
            for (const auto& [name, nodes] : roles) {
                if (name.sum != sum) continue;
                if (first) found.resize(nodes.size());
                if (nodes.size() != found.size()) return std::nullopt;
                first = false;
                for (std::size_t i = 0; i < nodes.size(); ++i) {
                    found[i].second[name] = nodes[i];
                    const auto& node = side.node(nodes[i]);
                    if (any ? !names_cell(node) && found[i].first.empty() : names_cell(node))
                        found[i].first += name.name + ":" + node.keys + " ";
                }
            }
        }
        return found;
    };
    const auto old_cells = cells(sides_.before, before);
    const auto new_cells = replacements_ ? old_cells : cells(sides_.after, after);
    if (!old_cells || !new_cells) return false;
    std::map<std::string, std::map<FormulaName, std::pair<NodeId, NodeId>>> paired;
    for (const auto& [key, nodes] : *old_cells)
        for (const auto& [name, node] : nodes)
            if (!paired[key].emplace(name, std::pair{node, no_node}).second) return false;
    for (const auto& [key, nodes] : *new_cells)
        for (const auto& [name, node] : nodes) {
            auto& pair = paired[key].try_emplace(name, no_node, no_node).first->second;
            if (pair.second != no_node) return false;
            pair.second = node;
        }
    for (const auto& [key, names] : paired)
        for (const auto& [name, nodes] : names)
            made.reads[name].push_back(layer(nodes.first, nodes.second, Notation::NO));
    made.cells[static_cast<std::size_t>(sum)] = paired.size();
    return true;
}

ReplayValue CellOverlay::evaluated(const Layer& made, ReplayValue Layer::*which) const {
    auto value = made.formula->evaluate(LayerInputs(*this, made, which));
    value.number *= made.scale;
    return value;
}

/// Finds the factor that units put in, and makes sure that both sides come out with it.
bool CellOverlay::scaled(Layer& made) const {
    constexpr double of_rounding = 1e-9;
    const auto near = [](double a, double b) {
        return std::abs(a - b) <= of_rounding * std::max(std::abs(a), std::abs(b));
    };
    std::vector<double> scales;
    for (const auto which : {&Layer::before, &Layer::after}) {
        if (replacements_ && which == &Layer::after) continue;
        const auto plain = evaluated(made, which);
        const auto& stored = made.*which;
        if (plain.status.notation != stored.status.notation) return false;
        if (plain.number == 0.0 && stored.number == 0.0) continue;
        if (plain.number == 0.0 || stored.number == 0.0) return false;
        scales.push_back(stored.number / plain.number);
    }
    if (scales.empty()) return true;
    made.scale = scales.front();
    if (scales.size() == 2) return near(scales[0], scales[1]);
    return made.formula->products_only() || near(made.scale, 1.0);
}

void CellOverlay::work_out() {
    for (auto& each : layers_)
        if (each.formula) each.current = evaluated(each, &Layer::current);
}

std::vector<DifferencePart> CellOverlay::replace_all() {
    std::vector<std::size_t> changed;
    for (std::size_t i = 0; i < layers_.size(); ++i)
        if (!layers_[i].formula && !layers_[i].changed.empty()) changed.push_back(i);
    std::stable_sort(changed.begin(), changed.end(),
                     [&](std::size_t a, std::size_t b) { return layers_[a].cause < layers_[b].cause; });
    std::vector<DifferencePart> parts;
    work_out();
    double last = layers_.back().current.number;
    for (const auto i : changed) {
        layers_[i].current = layers_[i].after;
        work_out();
        const double now = layers_.back().current.number;
        if (now != last) parts.push_back({layers_[i].cause, now - last, layers_[i].changed});
        last = now;
    }
    return parts;
}

}  // namespace qingdan
