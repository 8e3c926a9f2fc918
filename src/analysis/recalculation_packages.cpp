#include "analysis/recalculation_packages.hpp"

#include <algorithm>
#include <cmath>

#include "analysis/package_parts.hpp"
#include "analysis/recalculation_inputs.hpp"

namespace qingdan {

std::string_view reason_text(PackageReason reason) {
    switch (reason) {
        case PackageReason::gwp: return "gwp";
        case PackageReason::scope: return "scope";
        case PackageReason::data: return "data";
        case PackageReason::factor: return "factor";
        case PackageReason::method: return "method";
    }
    return "method";
}

namespace {

PackageReason reason_of(ChangeCause cause) {
    switch (cause) {
        case ChangeCause::gwp: return PackageReason::gwp;
        case ChangeCause::activity: return PackageReason::data;
        case ChangeCause::factor: return PackageReason::factor;
        case ChangeCause::added:
        case ChangeCause::removed:
        case ChangeCause::notation: return PackageReason::scope;
        case ChangeCause::method:
        case ChangeCause::several:
        case ChangeCause::changed: return PackageReason::method;
    }
    return PackageReason::method;
}

int all_gases(const Inventory& inventory) { return static_cast<int>(inventory.methodology->gases.size()); }

void put(const Estimate* estimate, std::optional<double>& value, std::string& notation) {
    if (!estimate) return;
    if (estimate->status.is_number()) value = estimate->value;
    notation = notation_text(estimate->status.notation);
}

/// Both have the same codes: the two are compared as two compilations of one inventory.
std::vector<PackageRow> rows_of_same_tree(const Inventory& own, const Inventory& other) {
    const auto found = compare_compiled(InventorySide(own), InventorySide(other));
    std::map<std::pair<int, std::string>, const FigureChange*> changes;
    for (const auto& change : found.changes)
        if (change.all_gases) changes[{change.year, change.category}] = &change;
    std::vector<PackageRow> rows;
    const auto add = [&](const Inventory& side, const Estimate& estimate) {
        PackageRow row;
        row.year = estimate.year;
        row.category = side.category_code(estimate.category);
        row.title = side.category_title(estimate.category);
        const auto change = changes.find({row.year, row.category});
        if (change == changes.end()) {  // equal on both sides
            put(&estimate, row.own, row.own_notation);
            put(&estimate, row.other, row.other_notation);
        } else {
            row.own = change->second->old_value;
            row.other = change->second->new_value;
            row.own_notation = change->second->old_notation;
            row.other_notation = change->second->new_notation;
            for (const auto& part : change->second->parts) row.reasons[reason_of(part.cause)] += part.amount;
            if (change->second->residual != 0.0) row.reasons[PackageReason::method] += change->second->residual;
        }
        if (side.methodology->category(row.category) >= 0) row.own_categories = {row.category};
        rows.push_back(std::move(row));
    };
    for (const auto& estimate : other.estimates)
        if (estimate.gas == all_gases(other)) add(other, estimate);
    for (const auto& change : found.changes) {
        if (!change.all_gases || change.new_value || !change.new_notation.empty()) continue;
        for (const auto& estimate : own.estimates)
            if (estimate.gas == all_gases(own) && estimate.year == change.year &&
                own.category_code(estimate.category) == change.category) {
                add(own, estimate);
                rows.back().category.clear();
            }
    }
    return rows;
}

/// A category is a memo item where it or anything above it is one.
bool is_memo(const std::vector<Category>& categories, int index) {
    for (; index >= 0; index = categories[static_cast<std::size_t>(index)].parent)
        if (categories[static_cast<std::size_t>(index)].memo) return true;
    return false;
}

/// Other codes: leaves of the own tree meet those of the other at the categories to which the mapping leads.
class MappedComparison {
public:
    MappedComparison(const Inventory& own, const Inventory& other, const CategoryMapping& mapping)
        : own_(own), other_(other), parts_(own, other) {
        const auto& mine = own.methodology->categories;
        const auto& theirs = other.methodology->categories;
        meetings_.resize(theirs.size());
        for (std::size_t c = 0; c < mine.size(); ++c) {
            if (!mine[c].children.empty()) continue;
            const int leaf = static_cast<int>(c);
            const auto row = mapping.rows.find(mine[c].code);
            const int to = row == mapping.rows.end() ? -1 : other.methodology->category(row->second.target);
            if (to >= 0 && is_memo(theirs, to) == is_memo(mine, leaf))
                meetings_[static_cast<std::size_t>(to)].own.push_back(leaf);
            else
                alone_.push_back(leaf);
        }
        for (std::size_t c = 0; c < theirs.size(); ++c)
            if (theirs[c].children.empty())
                meetings_[static_cast<std::size_t>(meeting_of(static_cast<int>(c)))].other.push_back(
                    static_cast<int>(c));
    }

    std::vector<PackageRow> rows() {
        for (const int year : other_.settings.years) {
            std::vector<PackageParts::Difference> differences;
            for (const auto& meeting : meetings_)
                differences.push_back(parts_.compare(year, meeting.own, meeting.other));
            for (std::size_t c = 0; c < meetings_.size(); ++c) category_row(year, static_cast<int>(c), differences);
            for (std::size_t t = 0; t < other_.methodology->totals.size(); ++t) total_row(year, t);
            for (const int leaf : alone_) alone_row(year, leaf);
        }
        return std::move(rows_);
    }

private:
    /// What is compared at one category of the other tree: leaves of both that have no meeting further down.
    struct Meeting {
        std::vector<int> own, other;
    };

    [[nodiscard]] const std::vector<Category>& theirs() const { return other_.methodology->categories; }

    /// Where a leaf of the other tree is compared: the nearest category with own leaves at or above it, else itself.
    [[nodiscard]] int meeting_of(int leaf) const {
        for (int at = leaf; at >= 0; at = theirs()[static_cast<std::size_t>(at)].parent)
            if (!meetings_[static_cast<std::size_t>(at)].own.empty() &&
                is_memo(theirs(), at) == is_memo(theirs(), leaf))
                return at;
        return leaf;
    }

    [[nodiscard]] bool below(int category, int above) const {
        for (; category >= 0; category = theirs()[static_cast<std::size_t>(category)].parent)
            if (category == above) return true;
        return false;
    }

    void add_own(PackageRow& row, int category) const {
        const auto* estimate = own_.estimate(row.year, category, all_gases(own_));
        if (!estimate) return;
        row.own_categories.push_back(own_.category_code(category));
        if (estimate->status.is_number())
            row.own = row.own.value_or(0.0) + estimate->value;
        else if (row.own_notation.empty())
            row.own_notation = notation_text(estimate->status.notation);
        if (row.own) row.own_notation.clear();
    }

    /// What rounding leaves over is no part; what a cut through a meeting leaves over is a matter of scope.
    void settle(PackageRow row) {
        double rest = row.difference();
        for (const auto& [reason, amount] : row.reasons) rest -= amount;
        const double size = std::max(std::abs(row.own.value_or(0.0)), std::abs(row.other.value_or(0.0)));
        if (row.within.empty() && !same_number(rest + size, size)) row.reasons[PackageReason::scope] += rest;
        rows_.push_back(std::move(row));
    }

    void category_row(int year, int category, const std::vector<PackageParts::Difference>& differences) {
        const auto& their = theirs()[static_cast<std::size_t>(category)];
        PackageRow row;
        row.year = year;
        row.category = their.code;
        row.title = their.title;
        put(other_.estimate(year, category, all_gases(other_)), row.other, row.other_notation);
        bool met = false;
        for (std::size_t at = 0; at < meetings_.size(); ++at) {
            const auto& meeting = meetings_[at];
            if ((meeting.own.empty() && meeting.other.empty()) || !below(static_cast<int>(at), category) ||
                is_memo(theirs(), static_cast<int>(at)) != is_memo(theirs(), category))
                continue;
            met = true;
            for (const int leaf : meeting.own) add_own(row, leaf);
            for (const auto& [reason, amount] : differences[at].reasons) row.reasons[reason] += amount;
        }
        if (!met) row.within = meeting_above(category);
        settle(std::move(row));
    }

    [[nodiscard]] std::string meeting_above(int category) const {
        for (int at = category; at >= 0; at = theirs()[static_cast<std::size_t>(at)].parent)
            if (!meetings_[static_cast<std::size_t>(at)].own.empty())
                return theirs()[static_cast<std::size_t>(at)].code;
        return {};
    }

    static std::vector<int> inside(const Methodology& methodology, const Total& total, const std::vector<int>& leaves) {
        std::vector<int> kept;
        for (const int leaf : leaves)
            for (int at = leaf; at >= 0; at = methodology.categories[static_cast<std::size_t>(at)].parent) {
                if (std::find(total.categories.begin(), total.categories.end(), at) == total.categories.end()) {
                    if (methodology.categories[static_cast<std::size_t>(at)].memo) break;
                    continue;
                }
                kept.push_back(leaf);
                break;
            }
        return kept;
    }

    void total_row(int year, std::size_t total) {
        const auto& their = other_.methodology->totals[total];
        const auto& totals = own_.methodology->totals;
        const auto mine =
            std::find_if(totals.begin(), totals.end(), [&](const Total& each) { return each.id == their.id; });
        if (mine == totals.end()) return;
        PackageRow row;
        row.year = year;
        row.category = their.id;
        row.title = their.title;
        put(other_.estimate(year, static_cast<int>(theirs().size() + total), all_gases(other_)), row.other,
            row.other_notation);
        add_own(row, static_cast<int>(own_.methodology->categories.size()) + static_cast<int>(mine - totals.begin()));
        row.own_categories.clear();
        const auto add = [&](const std::vector<int>& own, const std::vector<int>& other) {
            const auto found =
                parts_.compare(year, inside(*own_.methodology, *mine, own), inside(*other_.methodology, their, other));
            for (const auto& [reason, amount] : found.reasons) row.reasons[reason] += amount;
        };
        for (const auto& meeting : meetings_) add(meeting.own, meeting.other);
        add(alone_, {});
        settle(std::move(row));
    }

    void alone_row(int year, int leaf) {
        PackageRow row;
        row.year = year;
        row.title = own_.methodology->categories[static_cast<std::size_t>(leaf)].title;
        add_own(row, leaf);
        if (!row.own) return;
        row.reasons = parts_.compare(year, {leaf}, {}).reasons;
        settle(std::move(row));
    }

    const Inventory& own_;
    const Inventory& other_;
    PackageParts parts_;
    std::vector<Meeting> meetings_;  ///< per category of the other tree
    std::vector<int> alone_;         ///< own leaves that the mapping takes nowhere
    std::vector<PackageRow> rows_;
};

}  // namespace

std::vector<PackageRow> compare_packages(const Inventory& own, const Inventory& other, const CategoryMapping* mapping) {
    return mapping ? MappedComparison(own, other, *mapping).rows() : rows_of_same_tree(own, other);
}

}  // namespace qingdan
