#include "analysis/probe.hpp"

#include <algorithm>
#include <cmath>

namespace qingdan {

namespace {

class Prober {
public:
    Prober(const CheckRun& run, const CalculationGraph& graph) : program_(run.check->program), run_(run) {
        const auto& loads = run.block.load_nodes;
        values_.resize(loads.size());
        statuses_.resize(loads.size());
        for (std::size_t l = 0; l < loads.size(); ++l)
            for (const NodeId id : loads[l]) {
                const Node* node = id == no_node ? nullptr : &graph.nodes[static_cast<std::size_t>(id)];
                const Status status = node ? node->status : Status{Notation::NE, false};
                values_[l].push_back(node && status.is_number() ? node->value : 0.0);
                statuses_[l].push_back(status);
            }
    }

    /// actual - expected of every cell; what is no number counts nothing.
    std::vector<double> residuals() {
        Run run;
        run.domains = run_.block.shapes;
        for (std::size_t l = 0; l < values_.size(); ++l) {
            run.loads.emplace_back(values_[l]);
            run.statuses.emplace_back(statuses_[l]);
        }
        evaluate(program_, run, registers_);
        auto residuals = line("actual");
        const auto expected = line("expected");
        for (std::size_t cell = 0; cell < residuals.size(); ++cell) residuals[cell] -= expected[cell];
        return residuals;
    }

    /// Moves all cells of a load by steps that suit them; `back` undoes it.
    std::vector<double> move(std::size_t load) {
        kept_values_ = values_[load];
        kept_statuses_ = statuses_[load];
        std::vector<double> steps;
        for (std::size_t cell = 0; cell < values_[load].size(); ++cell) {
            auto& value = values_[load][cell];
            steps.push_back(value == 0.0 ? 1.0 : value / 1024.0);  // never across zero
            value += steps.back();
            statuses_[load][cell] = {};
        }
        return steps;
    }
    void back(std::size_t load) {
        values_[load] = kept_values_;
        statuses_[load] = kept_statuses_;
    }

private:
    std::vector<double> line(const char* name) {
        std::vector<double> values(run_.block.tuples.front().size(), 0.0);
        for (const auto& named : program_.named) {
            if (named.name != name || named.domain != 0) continue;
            const auto reg = static_cast<std::size_t>(named.reg);
            for (std::size_t cell = 0; cell < values.size(); ++cell)
                if (registers_.statuses[reg].empty() || registers_.statuses[reg][cell].is_number())
                    values[cell] = registers_.values[reg][cell];
        }
        return values;
    }

    const Program& program_;
    const CheckRun& run_;
    std::vector<std::vector<double>> values_;
    std::vector<std::vector<Status>> statuses_;
    std::vector<double> kept_values_;
    std::vector<Status> kept_statuses_;
    Registers registers_;
};

}  // namespace

std::vector<Identity> probe(const CheckRun& run, const CalculationGraph& graph) {
    std::vector<Identity> identities;
    if (!run.check->tolerance) return identities;
    for (const auto& judged : run.judged)
        if (judged.verdict != Verdict::undecided) identities.push_back({&run, &judged, {}});
    if (identities.empty()) return identities;
    Prober prober(run, graph);
    const auto before = prober.residuals();
    for (std::size_t l = 0; l < run.block.load_nodes.size(); ++l) {
        if (run.check->program.loads[l].domain != 0) continue;
        const auto steps = prober.move(l);
        const auto after = prober.residuals();
        prober.back(l);
        for (auto& identity : identities) {
            const auto cell = identity.judged->cell;
            const NodeId node = run.block.load_nodes[l][cell];
            if (node == no_node || graph.nodes[static_cast<std::size_t>(node)].kind != NodeKind::datum) continue;
            const double slope = (after[cell] - before[cell]) / steps[cell];
            // Cells that are far smaller than others lose digits: slopes of identities are whole numbers.
            const double whole = std::round(slope);
            if (std::abs(slope - whole) < 1e-3 && whole == 0.0) continue;
            identity.terms.push_back({node, std::abs(slope - whole) < 1e-3 ? whole : slope});
        }
    }
    return identities;
}

}  // namespace qingdan
