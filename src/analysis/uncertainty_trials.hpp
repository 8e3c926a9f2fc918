#pragma once
// One block of Monte Carlo trials through the graph: the same compiled programs that gave the central values, run over
// 256 trials at once. What does not depend on an uncertain source is not calculated again.

#include <cstdint>
#include <utility>
#include <vector>

#include "analysis/uncertainty_compact.hpp"
#include "analysis/uncertainty_sampler.hpp"

namespace qingdan {

/// What has to be run, in order. Made once, shared by all threads, never changed.
class TrialPlan {
public:
    struct Draw {
        std::int32_t source;
        int slot;
        std::uint32_t stream;  ///< of random numbers: the source's own, or its group's
        Sampler sampler;
    };
    struct Addend {
        int slot;
        double scale;
    };
    /// One thing to run: a draw, a block, or a sum into `slot`. A source is drawn just before the first block that
    /// reads it, so that it is still in the cache then.
    struct Action {
        int draw = -1;   ///< index into draws()
        int block = -1;  ///< index into blocks()
        int slot = -1;
        double constant = 0.0;  ///< addends that do not vary
        std::vector<Addend> addends;
    };

    explicit TrialPlan(const Inventory& inventory, const UncertaintyDefaults& defaults = {});

    /// Values of a node in every trial of the block lie at its slot; -1: the node is constant.
    [[nodiscard]] int slot(NodeId node) const { return slots_[static_cast<std::size_t>(node)]; }
    [[nodiscard]] int slots() const { return slot_count_; }
    [[nodiscard]] const Inventory& inventory() const { return inventory_; }
    [[nodiscard]] const UncertainSources& sources() const { return sources_; }
    /// Sources that are drawn: they have a distribution and a reported figure rests on them.
    [[nodiscard]] const std::vector<Draw>& draws() const { return draws_; }
    [[nodiscard]] const std::vector<CompactBlock>& blocks() const { return blocks_; }
    [[nodiscard]] const std::vector<Action>& actions() const { return actions_; }

private:
    void find_needed();
    void need_sum(const Node& node);
    void plan_block(int block);
    void plan_sum(NodeId id);
    [[nodiscard]] double addend_scale(const Node& sum, const Node& addend) const;

    const Inventory& inventory_;
    UncertainSources sources_;
    std::vector<int> slots_;
    int slot_count_ = 0;
    std::vector<char> needed_;  ///< per node: some estimate rests on it
    std::vector<Draw> draws_;
    std::vector<CompactBlock> blocks_;
    std::vector<Action> actions_;
};

/// Working memory of one thread.
class TrialBlock {
public:
    explicit TrialBlock(const TrialPlan& plan);
    void run(std::uint64_t seed, std::uint64_t block);
    /// 256 values.
    [[nodiscard]] const double* values(int slot) const {
        return values_.data() + static_cast<std::size_t>(slot) * random::block_trials;
    }

private:
    /// One load of a block: where its cells lie. Constants lie in a chunk of their own, filled in once.
    struct Load {
        std::vector<const double*> cells;
        std::vector<double> constants;
        std::vector<std::pair<std::size_t, int>> moving;  ///< cell and slot
    };
    /// A block runs fewer trials at a time the more cells it has, so that its registers stay in the cache.
    struct Work {
        std::size_t chunk = 0;
        std::vector<Load> loads;
        Registers registers;
    };
    void run_block(const CompactBlock& block, Work& work, std::size_t first);
    void add(const TrialPlan::Action& action);
    double* at(int slot) { return values_.data() + static_cast<std::size_t>(slot) * random::block_trials; }

    const TrialPlan& plan_;
    std::vector<double> values_;
    std::vector<Work> work_;  ///< per block
};

}  // namespace qingdan
