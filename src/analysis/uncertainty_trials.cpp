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

TrialPlan::TrialPlan(const Inventory& inventory)
    : inventory_(inventory),
      sources_(uncertain_sources(inventory)),
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
            if (!distribution) continue;
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

bool TrialPlan::varies(int block) const {
    const auto& loads = inventory_.graph.blocks[index(block)].load_nodes;
    return std::any_of(loads.begin(), loads.end(), [&](const auto& load) {
        return std::any_of(load.begin(), load.end(), [&](NodeId id) { return id != no_node && slot(id) >= 0; });
    });
}

/// Slots for those named cells that something reads.
void TrialPlan::plan_block(int block) {
    const auto& bound = inventory_.graph.blocks[index(block)];
    if (bound.method < 0 || !varies(block)) return;
    actions_.push_back({block, -1, 0.0, {}});
    const auto& named = inventory_.methodology->methods[index(bound.method)].program.named;
    for (std::size_t n = 0; n < named.size(); ++n)
        for (std::size_t cell = 0; cell < bound.shapes[index(named[n].domain)].cells; ++cell) {
            const auto id = index(bound.first_named[n]) + cell;
            if (needed_[id] && inventory_.graph.nodes[id].status.is_number()) slots_[id] = slot_count_++;
        }
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

TrialBlock::TrialBlock(const TrialPlan& plan) : plan_(plan), values_(index(plan.slots()) * trials) {}

void TrialBlock::run(std::uint64_t seed, std::uint64_t block) {
    const auto at = [&](int slot) { return values_.data() + index(slot) * trials; };
    for (const auto& draw : plan_.draws_)
        draw.sampler.fill(seed, static_cast<std::uint32_t>(draw.source), block, at(draw.slot));
    for (const auto& action : plan_.actions_) {
        if (action.block >= 0) {
            run_block(plan_.inventory_.graph.blocks[index(action.block)]);
            continue;
        }
        double* __restrict out = at(action.slot);
        std::fill_n(out, trials, action.constant);
        for (const auto& addend : action.addends) {
            const double* __restrict in = at(addend.slot);
            for (std::size_t t = 0; t < trials; ++t) out[t] += addend.scale * in[t];
        }
    }
}

void TrialBlock::run_block(const Block& block) {
    const auto& program = plan_.inventory_.methodology->methods[index(block.method)].program;
    if (loads_.size() < block.load_nodes.size()) {
        loads_.resize(block.load_nodes.size());
        statuses_.resize(block.load_nodes.size());
    }
    Run run;
    run.trials = trials;
    run.domains = block.shapes;
    for (std::size_t l = 0; l < block.load_nodes.size(); ++l) {
        load(block, l);
        run.loads.emplace_back(loads_[l]);
        run.statuses.emplace_back(statuses_[l]);
    }
    evaluate(program, run, registers_);
    keep(block, program);
}

void TrialBlock::load(const Block& block, std::size_t load_index) {
    const auto& nodes = block.load_nodes[load_index];
    auto& values = loads_[load_index];
    auto& statuses = statuses_[load_index];
    values.resize(nodes.size() * trials);
    statuses.clear();
    for (std::size_t cell = 0; cell < nodes.size(); ++cell) {
        double* out = values.data() + cell * trials;
        const Node* node = nodes[cell] == no_node ? nullptr : &plan_.inventory_.graph.nodes[index(nodes[cell])];
        const Status status = node ? node->status : Status{Notation::NE, false};
        if (const int slot = node ? plan_.slot(nodes[cell]) : -1; slot >= 0)
            std::copy_n(this->values(slot), trials, out);
        else
            std::fill_n(out, trials, status.is_number() && node ? node->value : 0.0);
        if (status == Status{}) continue;
        if (statuses.empty()) statuses.resize(nodes.size());
        statuses[cell] = status;
    }
}

void TrialBlock::keep(const Block& block, const Program& program) {
    for (std::size_t n = 0; n < program.named.size(); ++n) {
        const auto& named = program.named[n];
        const auto& values = registers_.values[index(named.reg)];
        for (std::size_t cell = 0; cell < block.shapes[index(named.domain)].cells; ++cell) {
            const int slot = plan_.slot(block.first_named[n] + static_cast<NodeId>(cell));
            if (slot >= 0) std::copy_n(values.data() + cell * trials, trials, values_.data() + index(slot) * trials);
        }
    }
}

}  // namespace qingdan
