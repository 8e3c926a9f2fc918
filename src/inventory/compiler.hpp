#pragma once
// The steps from bound data to an inventory, in order: derive and estimate by every method, choose tiers, add up.

#include "inventory/evaluator.hpp"
#include "inventory/inventory.hpp"

namespace qingdan {

/// Looks the settings' names up in the package: region, GWP set, categories, gases, methods. I010…I014.
bool check_settings(Inventory& inventory, Diagnostics& diagnostics);

class InventoryCompiler {
public:
    InventoryCompiler(Inventory& inventory, Diagnostics& diagnostics);
    void run();

private:
    // evaluate.cpp part: every method, every year
    void add_data_nodes();
    void order_methods();
    void evaluate_methods();
    void evaluate_method(int method);
    void publish_derived(int method, const Block& block);
    // tiers.cpp part: which method counts for a category and gas
    void choose_methods();
    void choose(int year, int category, int gas);
    struct Outcome {
        int cells = 0, numbers = 0, missing = 0, delivered = 0;
    };  ///< delivered: NE cells that have data
    [[nodiscard]] int best_method(const std::vector<int>& methods, int year, int category, int gas) const;
    [[nodiscard]] bool rests_on_data(NodeId node) const;
    [[nodiscard]] bool reads_data(const Block& block, std::size_t cell) const;
    [[nodiscard]] Outcome outcome(int method, int year, int category, int gas) const;
    void take_leaves(int year, int category, int gas, int method);
    void declare_notation(int year, int category, int gas, int method);
    void add_requests(int year, int category, int gas, int method);
    [[nodiscard]] std::vector<std::size_t> cells_of(const Block& block, int category, int gas) const;
    // totals.cpp part: sums over categories, CO2e
    void add_up();
    void add_up_year(int year);
    /// A running sum of nodes: compensated, so that the order of rows does not show in the last digits.
    struct Sum {
        double value = 0.0, compensation = 0.0;
        Status status;
        std::uint8_t mask = 0;
        int count = 0;
        std::vector<NodeId> inputs;
        void add(double addend, Status addend_status, std::uint8_t addend_mask, NodeId node);
        [[nodiscard]] double total() const { return value + compensation; }
    };
    Estimate summed(NodeKind kind, int category, int ref, int gas, int year, const Sum& sum);
    Estimate co2e_of(int category, int year, const std::map<int, Estimate>& gases);
    NodeId sum_node(NodeKind kind, int ref, int gas, int year, const std::vector<NodeId>& inputs, double value,
                    Status status, std::uint8_t mask);
    NodeId gwp_node(int gas);

    Inventory& inventory_;
    const Methodology& methodology_;
    Diagnostics& diagnostics_;
    FactorIndex factors_;
    VariableValues& values_;
    Binder binder_;
    Registers registers_;
    std::vector<MethodPlan> plans_;
    std::vector<int> order_;
    std::map<std::pair<int, int>, int> block_of_;                 ///< (method, year) -> index into graph.blocks
    std::map<std::pair<int, int>, std::vector<int>> candidates_;  ///< (category, gas) -> methods, highest tier first
    std::map<std::pair<int, int>, int> pins_;
    std::map<std::pair<int, int>, Notation> declared_;
    std::vector<NodeId> gwp_nodes_;
    std::vector<double> kt_per_report_unit_;  ///< kt CO2e per report unit and unit of GWP
};

}  // namespace qingdan
