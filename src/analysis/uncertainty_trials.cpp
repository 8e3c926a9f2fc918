#include "analysis/uncertainty_trials.hpp"

#include <algorithm>

#include "analysis/uncertainty_gradient.hpp"

namespace qingdan {

namespace {

constexpr std::size_t trials = random::block_trials;

std::size_t index(int i) { return static_cast<std::size_t>(i); }

bool is_sum(const Node& node) {
    return node.kind == NodeKind::category || node.kind == NodeKind::total || node.kind == NodeKind::co2e;
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
                draws_.push_back({source, slot, Sampler(*distribution)});
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
    actions_.push_back({static_cast<int>(blocks_.size()), -1, 0.0, {}});
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

TrialBlock::TrialBlock(const TrialPlan& plan) : plan_(plan), values_(index(plan.slots()) * trials) {
    registers_.resize(plan.blocks_.size());
    for (const auto& block : plan.blocks_) {
        auto& loads = loads_.emplace_back();
        for (const auto& cells : block.loads) {
            auto& values = loads.emplace_back(cells.size() * chunk);
            for (std::size_t cell = 0; cell < cells.size(); ++cell)
                std::fill_n(values.data() + cell * chunk, chunk, cells[cell].constant);
        }
    }
}

void TrialBlock::run(std::uint64_t seed, std::uint64_t block) {
    for (const auto& draw : plan_.draws_)
        draw.sampler.fill(seed, static_cast<std::uint32_t>(draw.source), block, at(draw.slot));
    for (std::size_t first = 0; first < trials; first += chunk) run_chunk(first);
}

void TrialBlock::run_chunk(std::size_t first) {
    for (const auto& action : plan_.actions_) {
        if (action.block >= 0)
            run_block(plan_.blocks_[index(action.block)], first);
        else
            add(action, first);
    }
}

void TrialBlock::add(const TrialPlan::Action& action, std::size_t first) {
    double* __restrict out = at(action.slot) + first;
    std::fill_n(out, chunk, action.constant);
    for (const auto& addend : action.addends) {
        const double* __restrict in = at(addend.slot) + first;
        for (std::size_t t = 0; t < chunk; ++t) out[t] += addend.scale * in[t];
    }
}

void TrialBlock::run_block(const CompactBlock& block, std::size_t first) {
    const auto number = static_cast<std::size_t>(&block - plan_.blocks_.data());
    auto& loads = loads_[number];
    Run run;
    run.trials = chunk;
    run.domains = block.shapes;
    for (std::size_t l = 0; l < loads.size(); ++l) {
        for (std::size_t cell = 0; cell < block.loads[l].size(); ++cell)
            if (const int slot = block.loads[l][cell].slot; slot >= 0)
                std::copy_n(at(slot) + first, chunk, loads[l].data() + cell * chunk);
        run.loads.emplace_back(loads[l]);
        run.statuses.emplace_back(block.statuses[l]);
    }
    auto& registers = registers_[number];
    evaluate(*block.program, run, registers);
    for (const auto& kept : block.kept)
        std::copy_n(registers.values[index(kept.reg)].data() + kept.cell * chunk, chunk, at(kept.slot) + first);
}

}  // namespace qingdan
