#include "analysis/uncertainty_compact.hpp"

#include "inventory/evaluator.hpp"

namespace qingdan {

namespace {

using Flags = std::vector<std::vector<char>>;  // per domain, per cell

std::size_t index(int i) { return static_cast<std::size_t>(i); }

class Compactor {
public:
    Compactor(const Inventory& inventory, const Block& block, const std::vector<int>& slots,
              const std::vector<char>& needed)
        : graph_(inventory.graph),
          block_(block),
          program_(inventory.methodology->methods[index(block.method)].program),
          slots_(slots),
          needed_(needed),
          gathered_(gather(block, inventory.graph)) {}

    CompactBlock run() {
        evaluate_centre();
        find_moved();
        find_wanted();
        CompactBlock compact;
        compact.program = &program_;
        number_cells(compact);
        take_loads(compact);
        take_named(compact);
        return compact;
    }

private:
    [[nodiscard]] std::size_t cells(std::size_t domain) const { return block_.shapes[domain].cells; }
    [[nodiscard]] Flags flags() const {
        Flags made;
        for (const auto& shape : block_.shapes) made.emplace_back(shape.cells, char{0});
        return made;
    }
    /// Calls `each(inner domain, inner cell, outer domain, outer cell)`, from the innermost out or the reverse.
    template <class Each>
    void pairs(bool outwards, Each each) const {
        for (std::size_t i = 1; i < block_.shapes.size(); ++i) {
            const std::size_t d = outwards ? block_.shapes.size() - i : i;
            const int outer = program_.domains[d].outer;
            if (outer < 0) continue;
            for (std::size_t cell = 0; cell < cells(d); ++cell)
                each(d, cell, index(outer), block_.shapes[d].outer_cell[cell]);
        }
    }

    void evaluate_centre() {
        Run run;
        run.domains = block_.shapes;
        run.loads.assign(gathered_.values.begin(), gathered_.values.end());
        run.statuses.assign(gathered_.statuses.begin(), gathered_.statuses.end());
        evaluate(program_, run, centre_);
    }

    /// Cells with a load that varies: in themselves or further out (`own_`), or also further in (`moved_`).
    void find_moved() {
        own_ = flags();
        for (std::size_t l = 0; l < block_.load_nodes.size(); ++l)
            for (std::size_t cell = 0; cell < block_.load_nodes[l].size(); ++cell) {
                const NodeId node = block_.load_nodes[l][cell];
                if (node != no_node && slots_[index(node)] >= 0) own_[index(program_.loads[l].domain)][cell] = 1;
            }
        moved_ = own_;
        pairs(true,
              [&](auto d, auto cell, auto outer, auto outer_cell) { moved_[outer][outer_cell] |= moved_[d][cell]; });
        pairs(false, [&](auto d, auto cell, auto outer, auto outer_cell) { own_[d][cell] |= own_[outer][outer_cell]; });
    }

    /// Outer cells that move and that an estimate reads; of their inner cells those that add something.
    void find_wanted() {
        wanted_ = flags();
        Flags read = flags();
        for (std::size_t n = 0; n < program_.named.size(); ++n) {
            const auto domain = index(program_.named[n].domain);
            for (std::size_t cell = 0; cell < cells(domain); ++cell) {
                const auto node = index(block_.first_named[n]) + cell;
                if (needed_[node] && graph_.nodes[node].status.is_number()) read[domain][cell] = 1;
            }
        }
        const Flags read_here = read;
        pairs(true, [&](auto d, auto cell, auto outer, auto outer_cell) { read[outer][outer_cell] |= read[d][cell]; });
        for (std::size_t cell = 0; cell < wanted_.front().size(); ++cell)
            wanted_.front()[cell] = moved_.front()[cell] && read.front()[cell];
        // A sum keeps its status: where nothing adds anything, or several sums run over the domain, all cells stay.
        Flags adds(block_.shapes.size());  // per inner domain, per outer cell
        pairs(false, [&](auto d, auto cell, auto outer, auto outer_cell) {
            adds[d].resize(cells(outer), char{0});
            if (sums_over(d) == 1 && adds_something(d, cell)) adds[d][outer_cell] = 1;
        });
        pairs(false, [&](auto d, auto cell, auto outer, auto outer_cell) {
            wanted_[d][cell] =
                wanted_[outer][outer_cell] && (read_here[d][cell] || !adds[d][outer_cell] || adds_something(d, cell));
        });
    }

    [[nodiscard]] std::size_t sums_over(std::size_t domain) const {
        std::size_t count = 0;
        for (const auto& step : program_.steps)
            count += step.op == Op::sum && index(program_.register_domain[index(step.a)]) == domain ? 1 : 0;
        return count;
    }

    /// What is no number, or a zero that nothing moves, adds nothing to a sum over the domain.
    [[nodiscard]] bool adds_something(std::size_t domain, std::size_t cell) const {
        const bool moves = own_[domain][cell] || moved_[domain][cell];
        for (const auto& step : program_.steps) {
            if (step.op != Op::sum || index(program_.register_domain[index(step.a)]) != domain) continue;
            const auto& statuses = centre_.statuses[index(step.a)];
            if (!statuses.empty() && !statuses[cell].is_number()) continue;
            if (moves || centre_.values[index(step.a)][cell] != 0.0) return true;
        }
        return false;
    }

    void number_cells(CompactBlock& compact) {
        for (std::size_t d = 0; d < block_.shapes.size(); ++d) {
            auto& numbers = numbers_.emplace_back(cells(d), -1);
            auto& shape = compact.shapes.emplace_back();
            const int outer = program_.domains[d].outer;
            for (std::size_t cell = 0; cell < cells(d); ++cell) {
                if (!wanted_[d][cell]) continue;
                numbers[cell] = static_cast<int>(shape.cells++);
                if (outer >= 0)
                    shape.outer_cell.push_back(
                        static_cast<std::uint32_t>(numbers_[index(outer)][block_.shapes[d].outer_cell[cell]]));
            }
        }
    }

    void take_loads(CompactBlock& compact) const {
        for (std::size_t l = 0; l < block_.load_nodes.size(); ++l) {
            auto& loads = compact.loads.emplace_back();
            auto& statuses = compact.statuses.emplace_back();
            const auto& wanted = wanted_[index(program_.loads[l].domain)];
            for (std::size_t cell = 0; cell < wanted.size(); ++cell) {
                if (!wanted[cell]) continue;
                const NodeId node = block_.load_nodes[l][cell];
                loads.push_back({node == no_node ? -1 : slots_[index(node)], gathered_.values[l][cell]});
                if (!gathered_.statuses[l].empty()) statuses.push_back(gathered_.statuses[l][cell]);
            }
        }
    }

    void take_named(CompactBlock& compact) const {
        for (std::size_t n = 0; n < program_.named.size(); ++n) {
            const auto domain = index(program_.named[n].domain);
            for (std::size_t cell = 0; cell < cells(domain); ++cell) {
                const NodeId node = block_.first_named[n] + static_cast<NodeId>(cell);
                const bool number = graph_.nodes[index(node)].status.is_number();
                if (!wanted_[domain][cell] || !needed_[index(node)] || !number) continue;
                compact.kept.push_back(
                    {program_.named[n].reg, static_cast<std::size_t>(numbers_[domain][cell]), node, -1});
            }
        }
    }

    const CalculationGraph& graph_;
    const Block& block_;
    const Program& program_;
    const std::vector<int>& slots_;
    const std::vector<char>& needed_;
    LoadValues gathered_;
    Registers centre_;
    Flags own_, moved_, wanted_;
    std::vector<std::vector<int>> numbers_;  ///< per domain: cell -> compact cell, or -1
};

}  // namespace

CompactBlock compact(const Inventory& inventory, const Block& block, const std::vector<int>& slots,
                     const std::vector<char>& needed) {
    return Compactor(inventory, block, slots, needed).run();
}

}  // namespace qingdan
