#pragma once
// Binds a method (or check) to a year: finds its cells, and for each load the node that delivers the value.

#include <map>
#include <optional>
#include <set>

#include "inventory/graph.hpp"
#include "inventory/plan.hpp"
#include "inventory/relation.hpp"
#include "inventory/values.hpp"
#include "methodology/factor_lookup.hpp"

namespace qingdan {

/// Estimates that an input of a check or indicator reads: by key, ascending; a sum over all keys has one row without.
using EstimateRows = std::vector<VariableValues::Row>;

/// What is bound: a method or a check seen alike.
struct Bindable {
    const Program& program;
    const MethodPlan& plan;
    const std::vector<MethodInput>& inputs;
    std::vector<int> categories;               ///< leaf categories; empty: any
    std::vector<MemberId> gases;               ///< members of dimension gas, if it is a key
    int method = -1;                           ///< for messages and constants; -1 for checks
    std::vector<EstimateRows> estimates = {};  ///< by input; only checks and indicators have them
};

class Binder {
public:
    Binder(const Methodology& methodology, const FactorIndex& factors, MemberId region, CalculationGraph& graph,
           VariableValues& values)
        : methodology_(methodology),
          factors_(factors),
          region_(region),
          graph_(graph),
          values_(values),
          factor_nodes_(methodology.factor_rows.size(), no_node) {}

    /// Cells and loads for `year`. `last_year` is the same method's block a year before, for previous(); may be null.
    Block bind(const Bindable& bindable, int year, const Block* last_year);

    /// Factor rows that were both as specific for some cell: the package (or an own factor) has to be mended.
    [[nodiscard]] const std::set<std::pair<const FactorRow*, const FactorRow*>>& rivals() const { return rivals_; }

private:
    Relation relation_of(const Bindable& bindable, int domain, int year);
    Relation variable_relation(const MethodInput& input, const std::vector<int>& keys, int year) const;
    static Relation estimate_relation(const Bindable& bindable, int input, const std::vector<int>& keys);
    void supply_missing_keys(const Bindable& bindable, int domain, int year, Relation& relation) const;
    void drop_without_row(const MethodInput& input, int year, Relation& relation) const;
    Relation expand_to_leaves(Relation relation, int dimension) const;
    NodeId load_node(const Bindable& bindable, const Load& load, const LoadPlan& plan, const Tuple& cell, int year,
                     const Block* last_year);
    NodeId factor_node(const Bindable& bindable, const MethodInput& input, const Tuple& key, int year);
    NodeId missing_node(int variable, int factor, const Tuple& key, int year, int method, const FactorRow* slot);
    NodeId constant_node(int method, int input, double value);
    NodeId last_result(const Load& load, const Tuple& cell, const Block* last_year) const;

    const Methodology& methodology_;
    const FactorIndex& factors_;
    MemberId region_;
    CalculationGraph& graph_;
    VariableValues& values_;
    std::set<std::pair<const FactorRow*, const FactorRow*>> rivals_;
    std::vector<NodeId> factor_nodes_;  ///< per factor row: one leaf, whoever uses it
    std::map<std::pair<std::size_t, std::int32_t>, NodeId>
        standing_in_;                                             ///< the same for rows that stand in for a slot
    std::map<std::pair<int, int>, NodeId> constants_;             ///< (method, input)
    std::map<std::tuple<int, int, int, Tuple>, NodeId> missing_;  ///< (variable, factor, year, key)
};

}  // namespace qingdan
