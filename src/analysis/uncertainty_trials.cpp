#include "analysis/uncertainty_trials.hpp"

#include <algorithm>

#include "analysis/trial_kernels.hpp"
#include "analysis/uncertainty_gradient.hpp"

namespace qingdan {

namespace {

constexpr std::size_t block_trials = random::block_trials;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

bool is_sum(const Node& node) {
    return node.kind == NodeKind::category || node.kind == NodeKind::total || node.kind == NodeKind::co2e;
}

/// 256, 128 or 64 trials: as many as leave the registers of all cells in the cache nearest to the core.
std::size_t chunk_of(const CompactBlock& block) {
    constexpr std::size_t cache = 64 * 1024;
    std::size_t lanes = 0;
    for (const int domain : block.program->register_domain) lanes += block.shapes[index(domain)].cells;
    std::size_t chunk = block_trials;
    while (chunk > 64 && lanes * chunk * sizeof(double) > cache) chunk /= 2;
    return chunk;
}

bool is_result(const Node& node) { return node.kind == NodeKind::result || node.kind == NodeKind::sub_result; }

}  // namespace

TrialPlan::TrialPlan(const Inventory& inventory, const UncertaintyDefaults& defaults)
    : inventory_(inventory),
      sources_(uncertain_sources(inventory, defaults)),
      slots_(inventory.graph.nodes.size(), -1),
      needed_(inventory.graph.nodes.size(), 0) {
    find_needed();
    const auto& nodes = inventory.graph.nodes;
    std::vector<int> slot_of_source(sources_.sources.size(), -1);
    std::vector<char> planned(inventory.graph.blocks.size(), 0);
    for (std::size_t n = 0; n < nodes.size(); ++n) {
        if (!needed_[n]) continue;
        if (const auto source = sources_.of_node[n]; source >= 0) {
            const auto& distribution = sources_.sources[index(source)].distribution;
            if (!distribution || distribution->low == distribution->high) continue;  // exact ones need no draw
            int& slot = slot_of_source[index(source)];
            if (slot < 0) {
                slot = slot_count_++;
                actions_.emplace_back().draw = static_cast<int>(draws_.size());
                const auto group = sources_.sources[index(source)].group;
                const auto stream = group < 0 ? index(source) : sources_.sources.size() + index(group);
                draws_.push_back(
                    {source, slot, static_cast<std::uint32_t>(stream), Sampler(*distribution, group >= 0)});
            }
            slots_[n] = slot;
        } else if (is_result(nodes[n])) {
            if (!planned[index(nodes[n].ref)]) plan_block(nodes[n].ref);
            planned[index(nodes[n].ref)] = 1;
        } else if (is_sum(nodes[n])) {
            plan_sum(static_cast<NodeId>(n));
        }
    }
}

/// From the estimates down: nodes stand behind what they are made from. A block is needed as a whole.
void TrialPlan::find_needed() {
    const auto& graph = inventory_.graph;
    for (const auto& estimate : inventory_.estimates)
        needed_[index(estimate.node)] = needed_[index(estimate.co2e_node)] = 1;
    std::vector<char> seen(graph.blocks.size(), 0);
    for (std::size_t n = graph.nodes.size(); n-- > 0;) {
        const auto& node = graph.nodes[n];
        if (!needed_[n]) continue;
        if (is_sum(node)) need_sum(node);
        if (!is_result(node) || seen[index(node.ref)]) continue;
        seen[index(node.ref)] = 1;
        for (const auto& load : graph.blocks[index(node.ref)].load_nodes)
            for (const NodeId id : load)
                if (id != no_node) needed_[index(id)] = 1;
    }
}

void TrialPlan::need_sum(const Node& node) {
    const auto [from, to] = inventory_.graph.sum_ranges[index(node.cell)];
    for (auto i = from; i < to; ++i) needed_[index(inventory_.graph.sum_inputs[i])] = 1;
}

/// Slots for those named cells that something reads.
void TrialPlan::plan_block(int block) {
    const auto& bound = inventory_.graph.blocks[index(block)];
    if (bound.method < 0) return;
    auto reduced = compact(inventory_, bound, slots_, needed_);
    if (reduced.kept.empty()) return;
    for (auto& kept : reduced.kept) kept.slot = slots_[index(kept.node)] = slot_count_++;
    actions_.emplace_back().block = static_cast<int>(blocks_.size());
    blocks_.push_back(std::move(reduced));
}

double TrialPlan::addend_scale(const Node& sum, const Node& addend) const {
    const auto& methodology = *inventory_.methodology;
    if (addend.kind == NodeKind::result) {
        const auto& block = inventory_.graph.blocks[index(addend.ref)];
        return report_scale(methodology, methodology.methods[index(block.method)], sum.named);
    }
    const bool one_gas = sum.kind == NodeKind::co2e && index(sum.named) < methodology.gases.size();
    return one_gas ? co2e_scale(inventory_, sum.named) : 1.0;
}

void TrialPlan::plan_sum(NodeId id) {
    const auto& graph = inventory_.graph;
    const auto& node = graph.nodes[index(id)];
    if (!node.status.is_number()) return;
    Action action;
    const auto [from, to] = graph.sum_ranges[index(node.cell)];
    for (auto i = from; i < to; ++i) {
        const NodeId input = graph.sum_inputs[i];
        const auto& addend = graph.nodes[index(input)];
        if (!addend.status.is_number() || addend.kind == NodeKind::gwp) continue;
        const double scale = addend_scale(node, addend);
        if (slot(input) >= 0)
            action.addends.push_back({slot(input), scale});
        else
            action.constant += scale * addend.value;
    }
    if (action.addends.empty()) return;
    action.slot = slots_[index(id)] = slot_count_++;
    actions_.push_back(std::move(action));
}

TrialBlock::TrialBlock(const TrialPlan& plan)
    : plan_(plan), values_(index(plan.slots()) * block_trials), work_(plan.blocks().size()) {
    for (std::size_t b = 0; b < work_.size(); ++b) {
        const auto& block = plan.blocks()[b];
        auto& work = work_[b];
        work.chunk = chunk_of(block);
        for (const auto& cells : block.loads) {
            auto& load = work.loads.emplace_back();
            load.constants.resize(cells.size() * work.chunk);
            for (std::size_t cell = 0; cell < cells.size(); ++cell) {
                double* const constant = load.constants.data() + cell * work.chunk;
                std::fill_n(constant, work.chunk, cells[cell].constant);
                load.cells.push_back(constant);
                if (cells[cell].slot >= 0) load.moving.emplace_back(cell, cells[cell].slot);
            }
        }
    }
}

void TrialBlock::run(std::uint64_t seed, std::uint64_t block) {
    for (const auto& action : plan_.actions()) {
        if (action.draw >= 0) {
            const auto& draw = plan_.draws()[index(action.draw)];
            draw.sampler.fill(seed, draw.stream, block, at(draw.slot));
        } else if (action.block >= 0) {
            auto& work = work_[index(action.block)];
            for (std::size_t first = 0; first < block_trials; first += work.chunk)
                run_block(plan_.blocks()[index(action.block)], work, first);
        } else {
            add(action);
        }
    }
}

void TrialBlock::add(const TrialPlan::Action& action) {
    double* out = at(action.slot);
    std::fill_n(out, block_trials, action.constant);
    for (const auto& addend : action.addends) trials::add_scaled(out, at(addend.slot), addend.scale, block_trials);
}

void TrialBlock::run_block(const CompactBlock& block, Work& work, std::size_t first) {
    Run run;
    run.trials = work.chunk;
    run.domains = block.shapes;
    for (auto& load : work.loads) {
        for (const auto& [cell, slot] : load.moving) load.cells[cell] = at(slot) + first;
        run.loads.emplace_back(load.cells);
    }
    run.statuses.assign(block.statuses.begin(), block.statuses.end());
    evaluate(*block.program, run, work.registers);
    for (const auto& kept : block.kept)
        std::copy_n(work.registers.values[index(kept.reg)].data() + kept.cell * work.chunk, work.chunk,
                    at(kept.slot) + first);
}

}  // namespace qingdan
