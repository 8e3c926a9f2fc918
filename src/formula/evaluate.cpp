#include "formula/evaluate.hpp"

#include <algorithm>
#include <cmath>

#include "formula/block_ops.hpp"
#include "formula/kernels/kernels.hpp"

namespace qingdan {
namespace {

constexpr std::size_t block_lanes = 512;  // 4 KiB a register: the registers of a formula stay in the cache

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// Neighbouring lanes of one domain: whole cells, or a part of the trials of one cell.
struct Block {
    std::size_t first_cell = 0, cells = 0;
    std::size_t first = 0, count = 0;  ///< lanes
};

class Machine {
public:
    Machine(const Program& program, const Run& run, Registers& registers)
        : program_(program), run_(run), values_(registers.values), statuses_(registers.statuses) {
        const std::size_t count = index(program.registers);
        values_.resize(count);
        statuses_.resize(count);
        for (std::size_t r = 0; r < count; ++r) {
            values_[r].resize(cells(program.register_domain[r]) * run.trials);
            statuses_[r].clear();
        }
    }

    /// Neighbouring steps of one domain run block by block, so that what one leaves in the cache the next finds there.
    void execute() {
        const std::vector<Step>& steps = program_.steps;
        for (std::size_t from = 0; from < steps.size();) {
            std::size_t to = from + 1;
            if (!stands_alone(steps[from])) {
                while (to < steps.size() && steps[to].domain == steps[from].domain && !stands_alone(steps[to])) ++to;
            }
            segment(from, to);
            from = to;
        }
    }

private:
    [[nodiscard]] std::size_t cells(int domain) const { return run_.domains[index(domain)].cells; }

    /// Steps that must see whole cells at once: a sum, and a choice whose status depends on all trials.
    [[nodiscard]] bool stands_alone(const Step& step) const {
        return step.op == Op::sum || (step.op == Op::select && run_.trials > block_lanes);
    }

    void segment(std::size_t from, std::size_t to) {
        const Step& leader = program_.steps[from];
        if (leader.op == Op::sum) return sum(leader);
        const std::size_t count = cells(leader.domain);
        const std::size_t trials = run_.trials;
        if (trials > block_lanes) {
            const std::size_t lanes = leader.op == Op::select ? trials : block_lanes;
            for (std::size_t cell = 0; cell < count; ++cell) {
                for (std::size_t t = 0; t < trials; t += lanes) {
                    steps(from, to, {cell, 1, cell * trials + t, std::min(lanes, trials - t)});
                }
            }
            return;
        }
        const std::size_t cells_a_block = trials == 0 ? count + 1 : block_lanes / trials;
        for (std::size_t cell = 0; cell < count; cell += cells_a_block) {
            const std::size_t some = std::min(cells_a_block, count - cell);
            steps(from, to, {cell, some, cell * trials, some * trials});
        }
    }

    void steps(std::size_t from, std::size_t to, const Block& block) {
        for (std::size_t s = from; s < to; ++s) {
            const Step& step = program_.steps[s];
            calculate(step, block);
            set_statuses(step, block);
            clean(step.target, block);
        }
    }

    // ---- values ----

    void calculate(const Step& step, const Block& block) {
        const auto at = [&](int reg) { return reg < 0 ? nullptr : values_[index(reg)].data() + block.first; };
        double* out = at(step.target);
        switch (step.op) {
            case Op::load: return load(run_.loads[index(step.a)], block, out);
            case Op::spread: return spread(step, block, out);
            case Op::otherwise: return otherwise(step, block, out);
            case Op::kernel: return kernel(step, block, out);
            default: formulas::apply_lanes(step.op, step.value, {out, at(step.a), at(step.b), at(step.c), block.count});
        }
    }

    /// Calls `each(cell, first lane, number of lanes)` for the cells of a block.
    template <class Each>
    void by_cell(const Block& block, Each each) const {
        for (std::size_t i = 0; i < block.cells; ++i) {
            const std::size_t cell = block.first_cell + i;
            const std::size_t first = std::max(block.first, cell * run_.trials);
            const std::size_t last = std::min(block.first + block.count, (cell + 1) * run_.trials);
            each(cell, first, last - first);
        }
    }

    void load(const LoadLanes& lanes, const Block& block, double* out) const {
        if (lanes.cells.empty()) {
            std::copy_n(lanes.values.data() + block.first, block.count, out);
            return;
        }
        by_cell(block, [&](std::size_t cell, std::size_t first, std::size_t count) {
            std::copy_n(lanes.cells[cell] + (first - cell * run_.trials), count, out + (first - block.first));
        });
    }

    void spread(const Step& step, const Block& block, double* out) {
        const std::vector<std::uint32_t>& outer = run_.domains[index(step.domain)].outer_cell;
        const double* source = values_[index(step.a)].data();
        by_cell(block, [&](std::size_t cell, std::size_t first, std::size_t count) {
            const std::size_t trial = first - cell * run_.trials;
            std::copy_n(source + outer[cell] * run_.trials + trial, count, out + (first - block.first));
        });
    }

    void otherwise(const Step& step, const Block& block, double* out) {
        by_cell(block, [&](std::size_t cell, std::size_t first, std::size_t count) {
            const int chosen = status(step.a, cell).notation == Notation::NE ? step.b : step.a;
            std::copy_n(values_[index(chosen)].data() + first, count, out + (first - block.first));
        });
    }

    void kernel(const Step& step, const Block& block, double* out) {
        arguments_.clear();
        for (int i = 0; i < step.arity; ++i) {
            arguments_.push_back(values_[index(program_.arguments[index(step.a + i)])].data() + block.first);
        }
        formulas::kernels()[index(step.kernel)].run(arguments_.data(), out, block.count);
        for (const double* argument : arguments_) formulas::keep_trouble(out, argument, block.count);
    }

    void sum(const Step& step) {
        const int inner = program_.register_domain[index(step.a)];
        const std::size_t trials = run_.trials;
        const std::vector<std::uint32_t>& outer = run_.domains[index(inner)].outer_cell;
        const std::vector<double>& source = values_[index(step.a)];
        std::vector<double>& out = values_[index(step.target)];
        const std::size_t count = cells(step.domain);
        std::fill(out.begin(), out.end(), 0.0);
        errors_.assign(out.size(), 0.0);
        sums_.assign(count, Status{Notation::NE, false});
        filled_.assign(count, 0);
        for (std::size_t cell = 0; cell < cells(inner); ++cell) {
            const std::size_t target = outer[cell];
            formulas::add_compensated(out.data() + target * trials, errors_.data() + target * trials,
                                      source.data() + cell * trials, trials);
            const Status part = status(step.a, cell);
            sums_[target] = filled_[target] ? combine_in_sum(sums_[target], part) : part;
            filled_[target] = 1;
        }
        for (std::size_t i = 0; i < out.size(); ++i) out[i] += errors_[i];
        for (std::size_t cell = 0; cell < count; ++cell) set_status(step.target, cell, sums_[cell]);
        clean(step.target, {0, count, 0, out.size()});
    }

    // ---- statuses ----

    [[nodiscard]] Status status(int reg, std::size_t cell) const {
        const std::vector<Status>& all = statuses_[index(reg)];
        return all.empty() ? Status{} : all[cell];
    }

    void set_status(int reg, std::size_t cell, Status status) {
        std::vector<Status>& all = statuses_[index(reg)];
        if (all.empty()) {
            if (status == Status{}) return;
            all.resize(cells(program_.register_domain[index(reg)]));
        }
        all[cell] = status;
    }

    [[nodiscard]] bool loads_only_numbers(int slot) const {
        return index(slot) >= run_.statuses.size() || run_.statuses[index(slot)].empty();
    }

    [[nodiscard]] bool only_numbers(const Step& step) const {
        const auto plain = [&](int reg) { return reg < 0 || statuses_[index(reg)].empty(); };
        switch (step.op) {
            case Op::constant: return true;
            case Op::load: return loads_only_numbers(step.a);
            case Op::kernel:
                for (int i = 0; i < step.arity; ++i) {
                    if (!plain(program_.arguments[index(step.a + i)])) return false;
                }
                return true;
            default: return plain(step.a) && plain(step.b) && plain(step.c);
        }
    }

    void set_statuses(const Step& step, const Block& block) {
        if (only_numbers(step)) return;
        for (std::size_t i = 0; i < block.cells; ++i) {
            const std::size_t cell = block.first_cell + i;
            set_status(step.target, cell, status_of(step, cell));
        }
    }

    [[nodiscard]] Status status_of(const Step& step, std::size_t cell) const {
        switch (step.op) {
            case Op::load: return run_.statuses[index(step.a)][cell];
            case Op::spread: return status(step.a, run_.domains[index(step.domain)].outer_cell[cell]);
            case Op::add: return combine_in_sum(status(step.a, cell), status(step.b, cell));
            case Op::subtract: return combine_in_difference(status(step.a, cell), status(step.b, cell));
            case Op::multiply: return combine_in_product(status(step.a, cell), status(step.b, cell));
            case Op::divide: return combine_in_quotient(status(step.a, cell), status(step.b, cell));
            case Op::otherwise:
                return status(step.a, cell).notation == Notation::NE ? status(step.b, cell) : status(step.a, cell);
            case Op::select: return chosen_status(step, cell);
            case Op::kernel: {
                Status all;
                for (int i = 0; i < step.arity; ++i)
                    all = combine_in_function(all, status(program_.arguments[index(step.a + i)], cell));
                return all;
            }
            default: {
                Status all = status(step.a, cell);
                if (step.b >= 0) all = combine_in_function(all, status(step.b, cell));
                return step.c >= 0 ? combine_in_function(all, status(step.c, cell)) : all;
            }
        }
    }

    /// The branch that is taken; where trials differ in it, what a sum of both would be.
    [[nodiscard]] Status chosen_status(const Step& step, std::size_t cell) const {
        const double* chosen = values_[index(step.a)].data() + cell * run_.trials;
        const auto yes =
            static_cast<std::size_t>(std::count_if(chosen, chosen + run_.trials, [](double c) { return c != 0.0; }));
        const Status a = status(step.b, cell);
        const Status b = status(step.c, cell);
        const Status taken = yes == run_.trials ? a : yes == 0 ? b : combine_in_sum(a, b);
        return combine_in_product(status(step.a, cell), taken);
    }

    // ---- what is not a number ----

    /// Lanes without a number hold 0. What cannot be calculated is NE in its cell, so that sums go on without it; with
    /// several trials its lane stays infinite or NaN.
    void clean(int reg, const Block& block) {
        double* lanes = values_[index(reg)].data();
        if (!statuses_[index(reg)].empty()) {
            by_cell(block, [&](std::size_t cell, std::size_t first, std::size_t count) {
                if (!status(reg, cell).is_number()) std::fill_n(lanes + first, count, 0.0);
            });
        }
        if (run_.trials != 1 || formulas::all_finite(lanes + block.first, block.count)) return;
        for (std::size_t i = block.first; i < block.first + block.count; ++i) {
            if (std::isfinite(lanes[i])) continue;
            lanes[i] = 0.0;
            set_status(reg, i, {Notation::NE, false});
        }
    }

    const Program& program_;
    const Run& run_;
    std::vector<std::vector<double>>& values_;
    std::vector<std::vector<Status>>& statuses_;
    std::vector<const double*> arguments_;
    std::vector<double> errors_;
    std::vector<Status> sums_;
    std::vector<char> filled_;
};

}  // namespace

void evaluate(const Program& program, const Run& run, Registers& registers) {
    Machine(program, run, registers).execute();
}

}  // namespace qingdan
