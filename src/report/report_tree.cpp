#include "report/report_tree.hpp"

#include <algorithm>
#include <set>

#include "base/text.hpp"
#include "report/words.hpp"

namespace qingdan {

int ReportTree::find(std::string_view code) const {
    for (std::size_t c = 0; c < categories.size(); ++c)
        if (categories[c].code == code) return static_cast<int>(c);
    for (std::size_t t = 0; t < totals.size(); ++t)
        if (totals[t].id == code) return static_cast<int>(categories.size() + t);
    return -1;
}

const std::string& ReportTree::code(int index) const {
    const auto at = static_cast<std::size_t>(index);
    return is_total(index) ? totals[at - categories.size()].id : categories[at].code;
}

const Title& ReportTree::title(int index) const {
    const auto at = static_cast<std::size_t>(index);
    return is_total(index) ? totals[at - categories.size()].title : categories[at].title;
}

std::vector<int> ReportTree::parts(int index) const {
    const auto at = static_cast<std::size_t>(index);
    if (is_total(index)) return totals[at - categories.size()].categories;
    std::vector<int> parts;
    for (const int child : categories[at].children)
        if (!categories[static_cast<std::size_t>(child)].memo || categories[at].memo) parts.push_back(child);
    return parts;
}

std::vector<int> ReportTree::leaves(int index) const {
    const auto parts = this->parts(index);
    if (parts.empty()) return {index};
    std::vector<int> leaves;
    for (const int part : parts) {
        const auto below = this->leaves(part);
        leaves.insert(leaves.end(), below.begin(), below.end());
    }
    return leaves;
}

ReportTree own_tree(const Methodology& methodology) {
    ReportTree tree;
    tree.package = methodology.id;
    tree.categories = methodology.categories;
    tree.totals = methodology.totals;
    return tree;
}

namespace {

/// A category is a memo item where it or anything above it is one.
bool is_memo(const std::vector<Category>& categories, int index) {
    for (; index >= 0; index = categories[static_cast<std::size_t>(index)].parent)
        if (categories[static_cast<std::size_t>(index)].memo) return true;
    return false;
}

std::string names(const Methodology& own, const std::vector<int>& leaves, const char* language) {
    std::vector<std::string> list;
    for (const int leaf : leaves) {
        const auto& category = own.categories[static_cast<std::size_t>(leaf)];
        list.push_back(category.code + " " + category.title.in(language));
    }
    return join(list, Title{"、", ", "}.in(language));
}

void add_undivided(ReportTree& tree, const Methodology& own, const Title& undivided) {
    const auto known = tree.categories.size();
    for (std::size_t c = 0; c < known; ++c) {
        if (tree.categories[c].children.empty() || tree.own[c].empty()) continue;
        Category rest;
        rest.code = tree.categories[c].code;
        rest.title = {filled(undivided.zh, {{"categories", names(own, tree.own[c], "zh")}}),
                      filled(undivided.en, {{"categories", names(own, tree.own[c], "en")}})};
        rest.parent = static_cast<int>(c);
        rest.memo = tree.categories[c].memo;
        tree.categories[c].children.push_back(static_cast<int>(tree.categories.size()));
        tree.own.push_back(std::move(tree.own[c]));
        tree.own[c].clear();
        tree.categories.push_back(std::move(rest));
    }
}

}  // namespace

ReportTree mapped_tree(const Methodology& own, const Methodology& target, const CategoryMapping& mapping,
                       const Title& undivided) {
    ReportTree tree;
    tree.package = target.id;
    tree.mapped = true;
    tree.categories = target.categories;
    tree.totals = target.totals;
    tree.own.resize(tree.categories.size());
    for (std::size_t leaf = 0; leaf < own.categories.size(); ++leaf) {
        if (!own.categories[leaf].children.empty()) continue;
        const auto row = mapping.rows.find(own.categories[leaf].code);
        const int to = row == mapping.rows.end() ? -1 : target.category(row->second.target);
        const bool memo = is_memo(own.categories, static_cast<int>(leaf));
        if (to >= 0 && is_memo(target.categories, to) == memo)
            tree.own[static_cast<std::size_t>(to)].push_back(static_cast<int>(leaf));
        else if (!memo)
            tree.left_out.push_back(static_cast<int>(leaf));
    }
    add_undivided(tree, own, undivided);
    return tree;
}

}  // namespace qingdan
