#include <algorithm>
#include <set>

#include "analysis/completeness.hpp"
#include "analysis/implied_factors.hpp"
#include "analysis/key_words.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

class RangeChecker {
public:
    RangeChecker(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings)
        : inventory_(inventory), methodology_(*inventory.methodology), words_(words), findings_(findings) {}

    void own_factors() {
        std::set<std::int32_t> used;
        for (const auto& node : inventory_.graph.nodes)
            if (node.kind == NodeKind::factor) used.insert(node.ref);
        for (const auto index : used) {
            const auto& own = methodology_.factor_rows[static_cast<std::size_t>(index)];
            if (own.status != FactorStatus::own || !own.value) continue;
            if (const auto* row = package_row(own); row && (*own.value < *row->low || *own.value > *row->high))
                tell_own(own, *row);
        }
    }

    void methods() {
        for (const auto& choice : inventory_.choices)
            if (choice.method >= 0)
                for (const int other : choice.others) compare(choice, other);
    }

private:
    /// The nearest row of the package that speaks of the same and has bounds.
    [[nodiscard]] const FactorRow* package_row(const FactorRow& own) const {
        const auto& dimensions = methodology_.factors[static_cast<std::size_t>(own.factor)].dimensions;
        const FactorRow* nearest = nullptr;
        int least = 0;
        for (const auto& row : methodology_.factor_rows) {
            if (row.factor != own.factor || row.status == FactorStatus::own || !row.low || !row.high) continue;
            if (own.year_from && row.year_to && *row.year_to < *own.year_from) continue;
            if (own.year_to && row.year_from && *row.year_from > *own.year_to) continue;
            const auto away = distance(dimensions, own.key, row.key);
            if (away && (!nearest || *away < least)) nearest = &row, least = *away;
        }
        return nearest;
    }

    [[nodiscard]] std::optional<int> distance(const std::vector<int>& dimensions, const Tuple& own,
                                              const Tuple& row) const {
        constexpr int open = 100;  // wider than any ancestor
        int sum = 0;
        for (std::size_t i = 0; i < dimensions.size(); ++i) {
            if (row[i] == own[i]) continue;
            if (row[i] == any_member) {
                sum += open;
                continue;
            }
            if (own[i] == any_member) return std::nullopt;
            const auto up = methodology_.dimensions[static_cast<std::size_t>(dimensions[i])].distance(own[i], row[i]);
            if (!up) return std::nullopt;
            sum += *up;
        }
        return sum;
    }

    void tell_own(const FactorRow& own, const FactorRow& row) {
        const auto& factor = methodology_.factors[static_cast<std::size_t>(own.factor)];
        const auto unit = methodology_.units.describe(
            methodology_.concrete_unit(factor.unit, factor.dimensions, own.key).value_or(factor.unit));
        const auto arguments = [&](std::string_view language) {
            return DiagnosticArguments{{"factor", factor.title.in(language)},
                                       {"keys", member_titles(methodology_, factor.dimensions, own.key, language)},
                                       {"value", number_text(*own.value, 6) + " " + unit},
                                       {"low", number_text(*row.low, 6)},
                                       {"high", number_text(*row.high, 6)},
                                       {"page", row.page}};
        };
        auto finding = worded(words_, "Q025", Severity::warning, arguments("zh"), arguments("en"));
        finding.actual = own.value;
        finding.unit = unit;
        finding.cells = {own.where.text(), row.where.text()};
        findings_.push_back(std::move(finding));
    }

    struct Range {
        double value = 0.0, low = 0.0, high = 0.0;
        bool bounded = false;  ///< some factor below has bounds
    };

    /// All that the other method says of a category and gas, with each factor at its bound: as wide as the defaults
    /// are.
    [[nodiscard]] Range range_of(const Block& block, int category, int gas) const {
        const auto& method = methodology_.methods[static_cast<std::size_t>(block.method)];
        const auto& keys = method.program.domains.front().keys;
        Range sum;
        for (std::size_t cell = 0; cell < block.tuples.front().size(); ++cell) {
            const auto& tuple = block.tuples.front()[cell];
            bool other = false;
            std::vector<int> dimensions;
            for (std::size_t k = 0; k < keys.size(); ++k) {
                dimensions.push_back(methodology_.dimension(keys[k]));
                const auto& members = methodology_.dimensions[static_cast<std::size_t>(dimensions.back())];
                if (dimensions.back() == methodology_.category_dimension)
                    other = other || tuple[k] != methodology_.categories[static_cast<std::size_t>(category)].member;
                if (dimensions.back() == methodology_.gas_dimension)
                    other = other || members.members[static_cast<std::size_t>(tuple[k])].id != inventory_.gas_id(gas);
            }
            const NodeId id = block.first_named.back() + static_cast<NodeId>(cell);
            const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
            if (other || !node.status.is_number()) continue;
            const auto unit = methodology_.concrete_unit(method.unit, dimensions, tuple).value_or(method.unit);
            const double value = node.value * conversion_factor(unit, inventory_.gas_unit(gas));
            double low = 1.0, high = 1.0;
            std::set<NodeId> seen;
            sum.bounded = bounds_below(id, low, high, seen) || sum.bounded;
            sum.value += value;
            sum.low += value * low;
            sum.high += value * high;
        }
        return sum;
    }

    bool bounds_below(NodeId id, double& low, double& high, std::set<NodeId>& seen) const {
        if (!seen.insert(id).second) return false;
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
        if (node.kind == NodeKind::factor) {
            const auto& row = methodology_.factor_rows[static_cast<std::size_t>(node.ref)];
            if (!row.value || *row.value <= 0.0 || !row.low || !row.high) return false;
            low *= std::max(*row.low, 0.0) / *row.value;
            high *= *row.high / *row.value;
            return true;
        }
        bool any = false;
        for (const auto& use : inventory_.graph.uses(id, methodology_))
            any = bounds_below(use.node, low, high, seen) || any;
        return any;
    }

    void compare(const MethodChoice& choice, int other) {
        const auto* estimate = inventory_.estimate(choice.year, choice.category, choice.gas);
        const auto block =
            std::find_if(inventory_.graph.blocks.begin(), inventory_.graph.blocks.end(),
                         [&](const Block& each) { return each.method == other && each.year == choice.year; });
        if (!estimate || !estimate->status.is_number() || block == inventory_.graph.blocks.end()) return;
        const auto range = range_of(*block, choice.category, choice.gas);
        if (!range.bounded || range.value <= 0.0) return;
        if (estimate->value >= range.low && estimate->value <= range.high) return;
        const auto unit = methodology_.units.describe(inventory_.gas_unit(choice.gas));
        const auto arguments = [&](std::string_view language) {
            return DiagnosticArguments{
                {"category", inventory_.category_code(choice.category)},
                {"title", inventory_.category_title(choice.category).in(language)},
                {"gas", inventory_.gas_id(choice.gas)},
                {"year", std::to_string(choice.year)},
                {"value", number_text(estimate->value, 6) + " " + unit},
                {"method", methodology_.methods[static_cast<std::size_t>(choice.method)].title.in(language)},
                {"other", methodology_.methods[static_cast<std::size_t>(other)].title.in(language)},
                {"low", number_text(range.low, 4)},
                {"high", number_text(range.high, 4)}};
        };
        auto finding = worded(words_, "Q026", Severity::note, arguments("zh"), arguments("en"));
        finding.year = choice.year;
        finding.expected = range.value;
        finding.actual = estimate->value;
        finding.unit = unit;
        finding.cells.push_back(inventory_.category_code(choice.category) + " " + inventory_.gas_id(choice.gas) + " " +
                                std::to_string(choice.year));
        findings_.push_back(std::move(finding));
    }

    const Inventory& inventory_;
    const Methodology& methodology_;
    const FindingWords& words_;
    std::vector<Finding>& findings_;
};

}  // namespace

void check_factor_ranges(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings) {
    RangeChecker checker(inventory, words, findings);
    checker.own_factors();
    checker.methods();
}

}  // namespace qingdan
