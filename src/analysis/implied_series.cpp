#include <algorithm>
#include <cmath>
#include <map>

#include "analysis/completeness.hpp"
#include "analysis/implied_factors.hpp"
#include "analysis/series.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

/// What an implied factor is of: category, gas, method, and the unit of its activity (coal in t and gas in m3 apart).
using Subject = std::tuple<int, int, int, std::string>;

struct Sums {
    double emission = 0.0, activity = 0.0;
};

/// The one variable that a method must have; -1 where it adds up several, of which none is the activity.
int activity_input(const Method& method) {
    int found = -1;
    for (std::size_t i = 0; i < method.inputs.size(); ++i) {
        if (method.inputs[i].kind != MethodInput::Kind::variable || method.inputs[i].fallback) continue;
        if (found >= 0) return -1;
        found = static_cast<int>(i);
    }
    return found;
}

class ImpliedSeries {
public:
    ImpliedSeries(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings)
        : inventory_(inventory), methodology_(*inventory.methodology), words_(words), findings_(findings) {}

    void run() {
        for (const auto& leaf : inventory_.leaves) add(leaf);
        for (const auto& [subject, years] : series_) judge(subject, years);
    }

private:
    void add(const LeafEstimate& leaf) {
        if (leaf.node == no_node || leaf.method < 0 || !leaf.status.is_number() || leaf.status.incomplete) return;
        const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(leaf.node)];
        const auto& block = inventory_.graph.blocks[static_cast<std::size_t>(node.ref)];
        const auto& method = methodology_.methods[static_cast<std::size_t>(leaf.method)];
        const int input = activity_input(method);
        if (input < 0) return;
        const auto activity = read(method, block, input, static_cast<std::size_t>(node.cell));
        if (!activity) return;
        const auto& unit = method.inputs[static_cast<std::size_t>(input)].unit;
        const auto text =
            methodology_.units.describe(methodology_.concrete_unit(unit, leaf.dimensions, leaf.key).value_or(unit));
        auto& sums = series_[{leaf.category, leaf.gas, leaf.method, text}][leaf.year];
        sums.emission += leaf.value;
        sums.activity += *activity;
    }

    /// The activity of one cell; nothing where it is no number, or is read in a sum over members of several units.
    [[nodiscard]] std::optional<double> read(const Method& method, const Block& block, int input,
                                             std::size_t cell) const {
        for (std::size_t l = 0; l < method.program.loads.size(); ++l) {
            const auto& load = method.program.loads[l];
            if (load.input != input || load.previous || load.domain != 0) continue;
            const NodeId id = block.load_nodes[l][cell];
            if (id == no_node) return std::nullopt;
            const auto& node = inventory_.graph.nodes[static_cast<std::size_t>(id)];
            return node.status.is_number() ? std::optional(node.value) : std::nullopt;
        }
        return std::nullopt;
    }

    void judge(const Subject& subject, const std::map<int, Sums>& years) {
        std::vector<int> known;
        std::vector<double> factors;
        for (const auto& [year, sums] : years) {
            if (sums.activity <= 0.0 || sums.emission <= 0.0) continue;
            known.push_back(year);
            factors.push_back(sums.emission / sums.activity);
        }
        const auto steps = outstanding_steps(factors);
        for (const auto i : steps) tell("Q023", subject, known[i - 1], known[i], factors[i - 1], factors[i]);
        const double least = std::log(1.25);
        if (steps.empty() && factors.size() > 2 && std::abs(std::log(factors.back() / factors.front())) > least)
            tell("Q024", subject, known.front(), known.back(), factors.front(), factors.back());
    }

    void tell(const char* code, const Subject& subject, int from, int to, double before, double now) {
        const auto& [category, gas, method, activity] = subject;
        const auto unit = methodology_.units.describe(inventory_.gas_unit(gas)) + "/" + activity;
        const auto arguments = [&, category = category, gas = gas, method = method](std::string_view language) {
            const auto& chosen = methodology_.methods[static_cast<std::size_t>(method)];
            const auto& read = chosen.inputs[static_cast<std::size_t>(activity_input(chosen))];
            return DiagnosticArguments{
                {"category", inventory_.category_code(category)},
                {"title", inventory_.category_title(category).in(language)},
                {"gas", inventory_.gas_id(gas)},
                {"activity", methodology_.variables[static_cast<std::size_t>(read.variable)].title.in(language)},
                {"last", std::to_string(from)},
                {"year", std::to_string(to)},
                {"before", number_text(before, 4) + " " + unit},
                {"now", number_text(now, 4) + " " + unit}};
        };
        auto finding = worded(words_, code, Severity::note, arguments("zh"), arguments("en"));
        finding.year = to;
        finding.expected = before;
        finding.actual = now;
        finding.unit = unit;
        finding.cells.push_back(inventory_.category_code(category) + " " + inventory_.gas_id(gas) + " " +
                                std::to_string(to));
        findings_.push_back(std::move(finding));
    }

    const Inventory& inventory_;
    const Methodology& methodology_;
    const FindingWords& words_;
    std::vector<Finding>& findings_;
    std::map<Subject, std::map<int, Sums>> series_;
};

}  // namespace

void check_implied_series(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings) {
    if (inventory.settings.years.size() > 1) ImpliedSeries(inventory, words, findings).run();
}

}  // namespace qingdan
