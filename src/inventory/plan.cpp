#include "inventory/plan.hpp"

#include <algorithm>

namespace qingdan {

namespace {

LoadPlan plan_load(const std::vector<int>& dimensions, const std::vector<std::pair<int, MemberId>>& fixed,
                   const std::vector<int>& domain_keys, int region_dimension) {
    LoadPlan plan;
    for (const int dimension : dimensions) {
        if (dimension == region_dimension) continue;
        const auto given =
            std::find_if(fixed.begin(), fixed.end(), [&](const auto& pair) { return pair.first == dimension; });
        const auto key = std::find(domain_keys.begin(), domain_keys.end(), dimension);
        plan.dimensions.push_back(dimension);
        plan.positions.push_back(
            given == fixed.end() && key != domain_keys.end() ? static_cast<int>(key - domain_keys.begin()) : -1);
        plan.members.push_back(given == fixed.end() ? any_member : given->second);
    }
    return plan;
}

const std::vector<int>& own_dimensions(const MethodInput& input, const Methodology& methodology) {
    static const std::vector<int> none;
    if (input.kind == MethodInput::Kind::variable)
        return methodology.variables[static_cast<std::size_t>(input.variable)].dimensions;
    if (input.kind == MethodInput::Kind::factor)
        return methodology.factors[static_cast<std::size_t>(input.factor)].dimensions;
    return input.kind == MethodInput::Kind::estimate ? input.dimensions : none;
}

/// Follows the steps back from each named register until loads and other named registers are met.
std::vector<NamedReads> trace_reads(const Program& program) {
    const auto registers = static_cast<std::size_t>(program.registers);
    std::vector<const Step*> producer(registers, nullptr);
    for (const auto& step : program.steps) producer[static_cast<std::size_t>(step.target)] = &step;
    std::vector<int> name_of(registers, -1);
    std::vector<NamedReads> all(program.named.size());
    for (std::size_t n = 0; n < program.named.size(); ++n) {
        auto& reads = all[n];
        std::vector<bool> seen(registers, false);
        std::vector<int> open{program.named[n].reg};
        while (!open.empty()) {
            const int reg = open.back();
            open.pop_back();
            if (reg < 0 || seen[static_cast<std::size_t>(reg)]) continue;
            seen[static_cast<std::size_t>(reg)] = true;
            if (name_of[static_cast<std::size_t>(reg)] >= 0) {
                reads.named.push_back(name_of[static_cast<std::size_t>(reg)]);
                continue;
            }
            const Step* step = producer[static_cast<std::size_t>(reg)];
            if (!step) continue;
            if (step->op == Op::load) {
                reads.loads.push_back(step->a);
            } else if (step->op == Op::kernel) {
                for (int i = 0; i < step->arity; ++i)
                    open.push_back(program.arguments[static_cast<std::size_t>(step->a + i)]);
            } else {
                open.push_back(step->a);
                open.push_back(step->b);
                open.push_back(step->c);
            }
        }
        std::sort(reads.loads.begin(), reads.loads.end());
        std::sort(reads.named.begin(), reads.named.end());
        if (name_of[static_cast<std::size_t>(program.named[n].reg)] < 0)
            name_of[static_cast<std::size_t>(program.named[n].reg)] = static_cast<int>(n);
    }
    return all;
}

}  // namespace

Tuple LoadPlan::key(const Tuple& cell) const {
    Tuple key;
    for (std::size_t i = 0; i < positions.size(); ++i)
        key.push(positions[i] < 0 ? members[i] : cell[static_cast<std::size_t>(positions[i])]);
    return key;
}

MethodPlan make_plan(const Program& program, const std::vector<MethodInput>& inputs, const Methodology& methodology) {
    MethodPlan plan;
    for (const auto& domain : program.domains) {
        std::vector<int> keys;
        for (const auto& key : domain.keys) keys.push_back(methodology.dimension(key));
        plan.domain_keys.push_back(std::move(keys));
    }
    for (const auto& load : program.loads) {
        const auto& domain_keys = plan.domain_keys[static_cast<std::size_t>(load.domain)];
        if (load.input >= 0) {
            const auto& input = inputs[static_cast<std::size_t>(load.input)];
            plan.loads.push_back(
                plan_load(own_dimensions(input, methodology), input.fixed, domain_keys, methodology.region_dimension));
        } else {
            plan.loads.push_back(plan_load(domain_keys, {}, domain_keys, -1));
        }
        plan.needs_history = plan.needs_history || load.previous;
    }
    plan.reads = trace_reads(program);
    return plan;
}

}  // namespace qingdan
