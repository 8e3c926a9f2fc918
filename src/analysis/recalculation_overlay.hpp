#pragma once
// Two calculations of one cell laid over each other: every formula once, every input with its old and its new value.

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include "analysis/recalculation_formula.hpp"
#include "analysis/recalculation_inputs.hpp"

namespace qingdan {

class CellOverlay {
public:
    /// `replacements`: where the new side is not a cell of the same method, the inputs that it has.
    explicit CellOverlay(SidePair& sides, const InputMap* replacements = nullptr)
        : sides_(sides), replacements_(replacements) {}

    /// Lays the two over each other; the last layer is theirs.
    void lay(NodeId old_node, NodeId new_node);
    /// Whether the cell can be worked out again, not only its old and new value told.
    [[nodiscard]] bool has_formula() const { return layers_.back().formula != nullptr; }
    /// Replaces one changed input after the other, causes in the order of ChangeCause.
    std::vector<DifferencePart> replace_all();

private:
    struct Layer {
        std::shared_ptr<const ReplayFormula> formula;   ///< none: an input
        std::map<FormulaName, std::vector<int>> reads;  ///< layers, by cell of a sum
        std::vector<std::size_t> cells;                 ///< by sum
        double scale = 1.0;                             ///< what units make of the formula's number
        ReplayValue before, after, current;
        ChangeCause cause = ChangeCause::changed;
        std::vector<ChangedInput> changed;  ///< of an input; empty: the same on both sides
    };
    class LayerInputs;
    using Roles = std::map<FormulaName, std::vector<NodeId>>;

    int layer(NodeId old_node, NodeId new_node, Notation absent);
    Layer input_layer(NodeId old_node, NodeId new_node, Notation absent);
    std::optional<Layer> formula_layer(NodeId old_node, NodeId new_node);
    bool read_names(Layer& layer, NodeId old_node, NodeId new_node);
    bool read_sum(Layer& layer, int sum, const Roles& before, const Roles& after);
    bool scaled(Layer& layer) const;
    [[nodiscard]] ReplayValue evaluated(const Layer& layer, ReplayValue Layer::*which) const;
    void work_out();
    static std::optional<Roles> roles(CachedSide& side, NodeId node, const ReplayFormula& formula);

    SidePair& sides_;
    const InputMap* replacements_;
    std::vector<Layer> layers_;  ///< inputs of a formula stand before it
    std::map<std::pair<NodeId, NodeId>, int> laid_;
};

}  // namespace qingdan
