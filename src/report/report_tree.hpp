#pragma once
// The categories that a table names: those of the inventory's package, or those of another one to which its mapping
// leads, with the inventory's leaves where the mapping puts them.

#include <string>
#include <vector>

#include "methodology/mapping.hpp"

namespace qingdan {

struct ReportTree {
    std::string package;  ///< whose categories these are
    bool mapped = false;
    std::vector<Category> categories;
    std::vector<Total> totals;
    /// Of a mapped tree, per category: leaves of the inventory's package that are counted right here.
    std::vector<std::vector<int>> own;
    std::vector<int> left_out;  ///< leaves that count and that the mapping takes nowhere

    [[nodiscard]] int find(std::string_view code) const;  ///< a category or total; -1: neither
    [[nodiscard]] bool is_total(int index) const { return index >= static_cast<int>(categories.size()); }
    [[nodiscard]] const std::string& code(int index) const;
    [[nodiscard]] const Title& title(int index) const;
    /// Categories whose figures are added to that of a category or total; of a leaf none.
    [[nodiscard]] std::vector<int> parts(int index) const;
    /// Those of them, and of what is below them, that have no parts; a leaf itself.
    [[nodiscard]] std::vector<int> leaves(int index) const;
};

ReportTree own_tree(const Methodology& methodology);

/// Where leaves lead to a category that has children, it gets one more child that says so: what is not broken down.
/// Its title is `undivided` with `{categories}` replaced.
ReportTree mapped_tree(const Methodology& own, const Methodology& target, const CategoryMapping& mapping,
                       const Title& undivided);

}  // namespace qingdan
