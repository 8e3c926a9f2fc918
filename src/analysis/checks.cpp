// The package's own checks: conditions in the formula language, evaluated like a method, one verdict a key.

#include <algorithm>

#include "analysis/completeness.hpp"
#include "inventory/description.hpp"
#include "inventory/evaluator.hpp"

namespace qingdan {

std::string_view verdict_text(Verdict verdict) {
    switch (verdict) {
        case Verdict::holds: return "holds";
        case Verdict::fails: return "fails";
        case Verdict::undecided: return "undecided";
    }
    return "undecided";
}

namespace {

class CheckRunner {
public:
    explicit CheckRunner(Inventory& inventory)
        : inventory_(inventory),
          methodology_(*inventory.methodology),
          factors_(methodology_),
          binder_(methodology_, factors_, inventory.region, inventory.graph, inventory.values) {}

    void run(int index, bool with_holding, std::vector<Finding>& findings) {
        const auto& check = methodology_.checks[static_cast<std::size_t>(index)];
        const auto plan = make_plan(check.program, check.inputs, methodology_);
        const Bindable bindable{check.program, plan, check.inputs, {}, {},
                                -2 - index};  // not a method: constants keep apart
        for (const int year : inventory_.settings.years) {
            auto block = binder_.bind(bindable, year, nullptr, estimates(check, year));
            run_block(bindable, block, -1, inventory_.graph, registers_);
            for (std::size_t cell = 0; cell < block.tuples.front().size(); ++cell) {
                auto finding = judge(check, block, cell);
                if (finding.verdict != Verdict::holds || with_holding) findings.push_back(std::move(finding));
            }
        }
    }

private:
    std::vector<NodeId> estimates(const Check& check, int year) {
        std::vector<NodeId> nodes;
        for (const auto& input : check.inputs) {
            NodeId node = no_node;
            if (input.kind == MethodInput::Kind::estimate) {
                int category = methodology_.category(input.category);
                for (std::size_t t = 0; category < 0 && t < methodology_.totals.size(); ++t)
                    if (methodology_.totals[t].id == input.category)
                        category = static_cast<int>(methodology_.categories.size() + t);
                const int gas =
                    input.gas == "CO2e" ? static_cast<int>(methodology_.gases.size()) : methodology_.gas(input.gas);
                if (const auto* estimate = inventory_.estimate(year, category, gas)) node = estimate->node;
            }
            nodes.push_back(node);
        }
        return nodes;
    }

    Finding judge(const Check& check, const Block& block, std::size_t cell) {
        Finding finding;
        finding.check = check.id;
        finding.severity = check.severity;
        finding.title = check.title;
        finding.hint = check.hint;
        finding.reference = check.reference;
        finding.year = block.year;
        const auto& program = check.program;
        const auto node_at = [&](std::size_t named) {
            return inventory_.graph.nodes[static_cast<std::size_t>(block.first_named[named]) + cell];
        };
        const auto& verdict = node_at(program.named.size() - 1);
        finding.verdict = !verdict.status.is_number() ? Verdict::undecided
                          : verdict.value != 0.0      ? Verdict::holds
                                                      : Verdict::fails;
        for (std::size_t n = 0; n + 1 < program.named.size(); ++n) {
            const auto& node = node_at(n);
            if (program.named[n].domain != 0 || !node.status.is_number()) continue;
            if (program.named[n].name == "expected") finding.expected = node.value;
            if (program.named[n].name == "actual") finding.actual = node.value;
            if (program.named[n].name == "expected" || program.named[n].name == "actual")
                finding.unit = methodology_.units.describe(program.named[n].unit);
        }
        if (finding.expected && finding.actual) finding.residual = *finding.actual - *finding.expected;
        std::vector<int> dimensions;
        for (const auto& key : program.domains.front().keys) dimensions.push_back(methodology_.dimension(key));
        const auto keys = key_text_with_category(methodology_, dimensions, block.tuples.front()[cell]);
        finding.message = {check.title.zh + (keys.empty() ? "" : "（" + keys + "）"),
                           check.title.en + (keys.empty() ? "" : " (" + keys + ")")};
        add_cells(check, block, cell, finding);
        return finding;
    }

    /// The places of all data that went into the verdict, and the estimates.
    void add_cells(const Check& check, const Block& block, std::size_t cell, Finding& finding) {
        for (std::size_t l = 0; l < block.load_nodes.size(); ++l) {
            const auto domain = static_cast<std::size_t>(check.program.loads[l].domain);
            for (std::size_t inner = 0; inner < block.load_nodes[l].size(); ++inner) {
                std::size_t outer = inner;
                for (std::size_t d = domain; d != 0; d = static_cast<std::size_t>(check.program.domains[d].outer))
                    outer = block.shapes[d].outer_cell[outer];
                const NodeId id = block.load_nodes[l][inner];
                if (outer != cell || id == no_node) continue;
                const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
                std::string text;
                if (node.kind == NodeKind::datum)
                    text = inventory_.data[static_cast<std::size_t>(node.ref)].where.text();
                else if (node.kind == NodeKind::category || node.kind == NodeKind::total || node.kind == NodeKind::co2e)
                    text = describe(inventory_, id).id + " " + inventory_.gas_id(node.named) + " " +
                           std::to_string(block.year);
                if (!text.empty() && std::find(finding.cells.begin(), finding.cells.end(), text) == finding.cells.end())
                    finding.cells.push_back(text);
            }
        }
    }

    Inventory& inventory_;
    const Methodology& methodology_;
    FactorIndex factors_;
    Binder binder_;
    Registers registers_;
};

}  // namespace

std::vector<Finding> check_inventory(Inventory& inventory, const FindingWords& words, bool with_holding) {
    std::vector<Finding> findings;
    CheckRunner runner(inventory);
    for (std::size_t i = 0; i < inventory.methodology->checks.size(); ++i)
        runner.run(static_cast<int>(i), with_holding, findings);
    check_completeness(inventory, words, findings);
    check_reliance(inventory, words, findings);
    const auto rank = [](const Finding& finding) {
        switch (finding.verdict) {
            case Verdict::fails: return 2 + static_cast<int>(finding.severity);
            case Verdict::undecided: return 1;
            case Verdict::holds: return 0;
        }
        return 0;
    };
    std::stable_sort(findings.begin(), findings.end(),
                     [&](const Finding& a, const Finding& b) { return rank(a) > rank(b); });
    return findings;
}

}  // namespace qingdan
