#include "report/category_figures.hpp"

namespace qingdan {

namespace {

void add(std::map<std::pair<int, int>, Figure>& figures, int category, int gas, const Figure& addend) {
    const auto [found, fresh] = figures.try_emplace({category, gas});
    auto& figure = found->second;
    figure.value += addend.value;
    figure.co2e_kt += addend.co2e_kt;
    figure.status = fresh ? addend.status : combine_in_sum(figure.status, addend.status);
    figure.co2e_status = fresh ? addend.co2e_status : combine_in_sum(figure.co2e_status, addend.co2e_status);
    figure.mask |= addend.mask;
}

}  // namespace

std::optional<Figure> CategoryFigures::find(int year, int category, int gas) const {
    if (!tree_->mapped) {
        const auto* estimate = inventory_.estimate(year, category, gas);
        if (!estimate) return std::nullopt;
        const auto& co2e = inventory_.graph.nodes[static_cast<std::size_t>(estimate->co2e_node)];
        return Figure{estimate->value, estimate->co2e_kt, estimate->status, co2e.status, estimate->mask, {}};
    }
    const auto& figures = mapped(year);
    const auto found = figures.find({category, gas});
    return found == figures.end() ? std::nullopt : std::optional(found->second);
}

std::vector<const Estimate*> CategoryFigures::leaves(int year, int category, int gas) const {
    const auto parts = tree_->parts(category);
    std::vector<int> own;
    if (!tree_->mapped && parts.empty())
        own = {category};
    else if (tree_->mapped && !tree_->is_total(category))
        own = tree_->own[static_cast<std::size_t>(category)];
    std::vector<const Estimate*> leaves;
    for (const int leaf : own)
        if (const auto* estimate = inventory_.estimate(year, leaf, gas); estimate && estimate->status.is_number())
            leaves.push_back(estimate);
    for (const int part : parts) {
        const auto below = this->leaves(year, part, gas);
        leaves.insert(leaves.end(), below.begin(), below.end());
    }
    return leaves;
}

std::vector<NodeId> CategoryFigures::nodes(int year, int category, int gas) const {
    std::vector<NodeId> nodes;
    if (tree_->mapped)
        for (const auto* leaf : leaves(year, category, gas)) nodes.push_back(leaf->node);
    else if (const auto* estimate = inventory_.estimate(year, category, gas); estimate && estimate->status.is_number())
        nodes.push_back(estimate->node);
    return nodes;
}

const CategoryFigures::Year& CategoryFigures::mapped(int year) const {
    const auto [found, fresh] = years_.try_emplace(year);
    if (fresh) found->second = add_up(year);
    return found->second;
}

CategoryFigures::Year CategoryFigures::add_up(int year) const {
    const auto count = static_cast<int>(tree_->categories.size());
    Year figures;
    for (int c = 0; c < count; ++c) add_leaf(year, c, figures);
    for (int c = 0; c < count; ++c)
        if (tree_->own[static_cast<std::size_t>(c)].empty()) add_nothing(c, figures);
    // Parents stand before all that is below them.
    for (int c = count; c-- > 0;) {
        const auto& category = tree_->categories[static_cast<std::size_t>(c)];
        if (category.parent < 0) continue;
        if (category.memo && !tree_->categories[static_cast<std::size_t>(category.parent)].memo) continue;
        for (int gas = 0; gas < static_cast<int>(inventory_.methodology->gases.size()); ++gas)
            if (const auto found = figures.find({c, gas}); found != figures.end())
                add(figures, category.parent, gas, found->second);
    }
    for (std::size_t t = 0; t < tree_->totals.size(); ++t)
        for (const int part : tree_->totals[t].categories)
            for (int gas = 0; gas < static_cast<int>(inventory_.methodology->gases.size()); ++gas)
                if (const auto found = figures.find({part, gas}); found != figures.end())
                    add(figures, count + static_cast<int>(t), gas, found->second);
    add_gases(figures);
    return figures;
}

void CategoryFigures::add_leaf(int year, int category, Year& figures) const {
    for (const int leaf : tree_->own[static_cast<std::size_t>(category)])
        for (int gas = 0; gas < static_cast<int>(inventory_.methodology->gases.size()); ++gas) {
            const auto* estimate = inventory_.estimate(year, leaf, gas);
            if (!estimate) continue;
            const auto& co2e = inventory_.graph.nodes[static_cast<std::size_t>(estimate->co2e_node)];
            add(figures, category, gas,
                {estimate->value, estimate->co2e_kt, estimate->status, co2e.status, estimate->mask, {}});
            figures.at({category, gas}).parts.push_back(estimate);
        }
    if (tree_->own[static_cast<std::size_t>(category)].empty()) return;
    // Gases of the category that the inventory's package does not ask for are not estimated.
    for (const auto& id : tree_->categories[static_cast<std::size_t>(category)].gases)
        if (const int gas = inventory_.methodology->gas(id); gas >= 0 && !figures.contains({category, gas})) {
            const Status status{Notation::NE, false};
            add(figures, category, gas, {0.0, 0.0, status, status, 0, {}});
        }
}

void CategoryFigures::add_nothing(int category, Year& figures) const {
    const auto& named = tree_->categories[static_cast<std::size_t>(category)];
    if (!named.children.empty()) return;
    for (const auto& id : named.gases) {
        const int gas = inventory_.methodology->gas(id);
        if (gas < 0) continue;
        const bool applies = named.default_notation != Notation::NA;
        const Status status{stands_above(category, gas, figures) ? Notation::IE
                            : applies                            ? Notation::NE
                                                                 : Notation::NA,
                            false};
        add(figures, category, gas, {0.0, 0.0, status, status, 0, {}});
    }
}

bool CategoryFigures::stands_above(int category, int gas, const Year& figures) const {
    const auto& categories = tree_->categories;
    for (int above = categories[static_cast<std::size_t>(category)].parent; above >= 0;
         above = categories[static_cast<std::size_t>(above)].parent) {
        const auto& children = categories[static_cast<std::size_t>(above)].children;
        const int last = children.back();
        if (tree_->own[static_cast<std::size_t>(last)].empty() ||
            categories[static_cast<std::size_t>(last)].code != categories[static_cast<std::size_t>(above)].code)
            continue;
        const auto found = figures.find({last, gas});
        if (found != figures.end() && found->second.status.is_number()) return true;
    }
    return false;
}

/// All gases together, behind the last gas.
void CategoryFigures::add_gases(Year& figures) const {
    const int gases = static_cast<int>(inventory_.methodology->gases.size());
    Year all;
    for (const auto& [key, figure] : figures)
        add(all, key.first, gases,
            {figure.co2e_kt, figure.co2e_kt, figure.co2e_status, figure.co2e_status, figure.mask, {}});
    figures.merge(all);
}

}  // namespace qingdan
