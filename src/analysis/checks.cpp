// All quality checks of an inventory: the package's own, completeness and reliance, with causes and answers.

#include <algorithm>
#include <cmath>
#include <set>

#include "analysis/answers.hpp"
#include "analysis/check_run.hpp"
#include "analysis/completeness.hpp"
#include "analysis/implied_factors.hpp"
#include "analysis/key_words.hpp"
#include "analysis/likely_causes.hpp"
#include "analysis/own_inputs.hpp"
#include "analysis/series.hpp"
#include "inventory/description.hpp"

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

/// The places of all data that went into the verdict, and the estimates.
std::vector<std::string> cells_of(const Inventory& inventory, const CheckRun& run, std::size_t cell) {
    std::vector<std::string> cells;
    for (const NodeId id : nodes_read(run, cell)) {
        const auto& node = inventory.graph.nodes[static_cast<std::size_t>(id)];
        std::string text;
        if (node.kind == NodeKind::datum)
            text = inventory.data[static_cast<std::size_t>(node.ref)].where.text();
        else if (node.kind == NodeKind::category || node.kind == NodeKind::total || node.kind == NodeKind::co2e)
            text =
                describe(inventory, id).id + " " + inventory.gas_id(node.named) + " " + std::to_string(run.block.year);
        if (!text.empty() && std::find(cells.begin(), cells.end(), text) == cells.end())
            cells.push_back(std::move(text));
    }
    return cells;
}

/// Causes that the package itself knows: their conditions are lines of the formula.
void add_known_causes(const Inventory& inventory, const CheckRun& run, std::size_t cell, Finding& finding) {
    for (const auto& cause : run.check->causes) {
        const auto first = run.block.first_named[static_cast<std::size_t>(cause.named)];
        const auto& node = inventory.graph.nodes[static_cast<std::size_t>(first) + cell];
        if (node.status.is_number() && node.value != 0.0)
            finding.causes.push_back({"package", {}, std::nullopt, cause.title});
    }
}

/// The data and estimates of the inventory behind a line; where all of them are nothing, these. (Factors are listed
/// with the methods: here they would be most of a long list.)
std::vector<NodeId> sources_of(const Inventory& inventory, const OwnInputs& own, const CheckRun& run, std::size_t cell,
                               std::size_t line) {
    const auto& nodes = inventory.graph.nodes;
    auto all = own.of(nodes_behind(run, cell, line));
    std::erase_if(all, [&](NodeId id) { return nodes[static_cast<std::size_t>(id)].kind == NodeKind::factor; });
    std::vector<NodeId> counting;
    std::copy_if(all.begin(), all.end(), std::back_inserter(counting), [&](NodeId id) {
        const auto& node = nodes[static_cast<std::size_t>(id)];
        return node.status.is_number() && node.value != 0.0;
    });
    return counting.empty() ? all : counting;
}

/// What the package says the difference is made of, with where that comes from if `own` is there. A part that does not
/// occur is left out.
void add_parts(const Inventory& inventory, const CheckRun& run, std::size_t cell, const OwnInputs* own,
               Finding& finding) {
    const auto& methodology = *inventory.methodology;
    for (const auto& part : run.check->parts) {
        const auto index = static_cast<std::size_t>(part.named);
        const auto& node = inventory.graph.nodes[static_cast<std::size_t>(run.block.first_named[index]) + cell];
        const auto notation = node.status.notation;
        FindingPart shown{part.title, std::nullopt, {}, part.aside, {}};
        if (node.status.is_number()) {
            shown.value = node.value;
            shown.unit = methodology.units.describe(run.check->program.named[index].unit);
        } else if (notation != Notation::NE && notation != Notation::C) {
            continue;
        }
        if (own) shown.inputs = sources_of(inventory, *own, run, cell, index);
        finding.parts.push_back(std::move(shown));
    }
}

/// Where both figures of a comparison come from.
void add_inputs(const Inventory& inventory, const OwnInputs& own, const CheckRun& run, std::size_t cell,
                Finding& finding) {
    const auto& named = run.check->program.named;
    for (std::size_t line = 0; line < named.size(); ++line) {
        if (named[line].name == "actual") finding.actual_inputs = sources_of(inventory, own, run, cell, line);
        if (named[line].name == "expected") finding.expected_inputs = sources_of(inventory, own, run, cell, line);
    }
}

/// `a - b` without the digits that only binary arithmetic makes: no more than twelve of the greater one count.
double difference(double a, double b) {
    const double greater = std::max(std::abs(a), std::abs(b));
    if (greater == 0.0 || !std::isfinite(greater)) return a - b;
    const double places = std::pow(10.0, 11.0 - std::floor(std::log10(greater)));
    return std::round((a - b) * places) / places;
}

/// Identities between cells are told in the unit of the table, so that the numbers are those on paper.
void as_printed(const Inventory& inventory, const Rounding& rounding, const CheckRun& run, std::size_t cell,
                Finding& finding) {
    for (const NodeId id : nodes_read(run, cell)) {
        const auto& node = inventory.graph.nodes[static_cast<std::size_t>(id)];
        if (node.kind != NodeKind::datum) continue;
        const auto& datum = inventory.data[static_cast<std::size_t>(node.ref)];
        const double scale = rounding.printed(datum).scale;
        if (scale == 0.0) continue;
        for (auto* number : {&finding.expected, &finding.actual, &finding.tolerance})
            if (*number) *number = snap_to_decimal(**number / scale);
        finding.unit = unit_normal_form(datum.printed_unit);
        return;
    }
}

Finding finding_of(const Inventory& inventory, const Rounding& rounding, const CheckRun& run, const Judged& judged) {
    const auto& check = *run.check;
    const auto& methodology = *inventory.methodology;
    std::vector<int> dimensions;
    for (const auto& key : check.program.domains.front().keys) dimensions.push_back(methodology.dimension(key));
    const auto& tuple = run.block.tuples.front()[judged.cell];
    Finding finding;
    finding.check = check.rule();
    finding.verdict = judged.verdict;
    finding.severity = check.severity;
    finding.title = check.title;
    finding.hint = check.hint;
    finding.reference = check.reference;
    for (const auto& input : check.inputs)
        if (input.kind == MethodInput::Kind::variable && finding.variable < 0) finding.variable = input.variable;
    finding.year = run.block.year;
    finding.keys = key_text_with_category(methodology, dimensions, tuple);
    const auto zh = member_titles(methodology, dimensions, tuple, "zh"),
               en = member_titles(methodology, dimensions, tuple, "en");
    finding.message = {check.title.zh + (zh.empty() ? "" : "（" + zh + "）"),
                       check.title.en + (en.empty() ? "" : " (" + en + ")")};
    finding.expected = judged.expected;
    finding.actual = judged.actual;
    for (const auto& named : check.program.named)
        if (named.name == "actual")
            finding.unit = methodology.units.describe(
                methodology.concrete_unit(named.unit, dimensions, tuple).value_or(named.unit));
    if (check.tolerance && judged.verdict != Verdict::undecided) {
        finding.tolerance = judged.tolerance;
        as_printed(inventory, rounding, run, judged.cell, finding);
    }
    if (finding.expected && finding.actual) finding.residual = difference(*finding.actual, *finding.expected);
    finding.cells = cells_of(inventory, run, judged.cell);
    return finding;
}

/// The package's checks in one year, in the order of the package.
void check_year(Inventory& inventory, CheckRunner& runner, const Rounding& rounding, int year,
                const FindingWords& words, bool with_holding, std::vector<Finding>& findings) {
    std::vector<CheckRun> runs;
    for (std::size_t i = 0; i < inventory.methodology->checks.size(); ++i) runs.push_back(runner.run(i, year));
    std::optional<LikelyCauses> causes;  // only where something fails: probing takes its time
    for (const auto& run : runs)
        for (const auto& judged : run.judged) {
            if (judged.verdict == Verdict::holds && (judged.blank || !with_holding)) continue;
            auto finding = finding_of(inventory, rounding, run, judged);
            if (judged.verdict == Verdict::fails) {
                add_parts(inventory, run, judged.cell, nullptr, finding);
                add_known_causes(inventory, run, judged.cell, finding);
                if (!causes && run.check->tolerance) causes.emplace(inventory, rounding, words, runs);
                if (run.check->tolerance)
                    for (auto& cause : causes->of(run, judged)) finding.causes.push_back(std::move(cause));
            }
            findings.push_back(std::move(finding));
        }
}

int rank(const Finding& finding) {
    switch (finding.verdict) {
        case Verdict::fails: return finding.answer ? 1 : 3 + static_cast<int>(finding.severity);
        case Verdict::undecided: return finding.answer ? 1 : 2;
        case Verdict::holds: return 0;
    }
    return 0;
}

}  // namespace

std::vector<Finding> comparisons(const Inventory& inventory, Inventory& grown) {
    std::vector<Finding> found;
    const Rounding rounding(grown);
    CheckRunner runner(grown, rounding);
    const OwnInputs own(inventory, grown.graph);
    std::set<std::string> rules, whole;
    for (const auto& check : inventory.methodology->checks)
        if (check.id == check.rule()) whole.insert(check.id);
    for (std::size_t i = 0; i < inventory.methodology->checks.size(); ++i) {
        const auto& check = inventory.methodology->checks[i];
        if (check.parts.empty() || (check.id != check.rule() && whole.contains(check.rule()))) continue;
        if (!rules.insert(check.rule()).second) continue;
        for (const int year : inventory.settings.years) {
            const auto run = runner.run(i, year);
            for (const auto& judged : run.judged) {
                found.push_back(finding_of(grown, rounding, run, judged));
                add_parts(grown, run, judged.cell, &own, found.back());
                add_inputs(grown, own, run, judged.cell, found.back());
            }
        }
    }
    return found;
}

std::vector<Finding> check_inventory(Inventory& inventory, const FindingWords& words, bool with_holding) {
    std::vector<Finding> findings;
    const Rounding rounding(inventory);
    CheckRunner runner(inventory, rounding);
    for (const int year : inventory.settings.years)
        check_year(inventory, runner, rounding, year, words, with_holding, findings);
    check_completeness(inventory, words, findings);
    check_reliance(inventory, words, findings);
    check_estimated(inventory, words, findings);
    check_notations(inventory, words, findings);
    check_series(inventory, words, findings);
    check_implied_series(inventory, words, findings);
    check_factor_ranges(inventory, words, findings);
    check_parts(inventory, words, findings);
    check_facilities(inventory, words, with_holding, findings);
    apply_answers(inventory.settings, words, findings);
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Finding& a, const Finding& b) { return rank(a) > rank(b); });
    return findings;
}

}  // namespace qingdan
