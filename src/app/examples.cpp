#include "app/examples.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <set>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "inventory/description.hpp"
#include "inventory/inventory.hpp"
#include "methodology/load.hpp"

namespace qingdan {

namespace {

using Keys = std::vector<std::pair<std::string, std::string>>;

std::string keys_text(const Keys& keys) {
    std::string text;
    for (const auto& [dimension, member] : keys) text += (text.empty() ? "" : ";") + dimension + "=" + member;
    return text;
}

/// The example's own factors, in the form of a factors/*.csv, so that they pass through the same door.
std::string own_factors_csv(const WorkedExample& example) {
    std::vector<std::string> columns;
    for (const auto& own : example.factors)
        for (const auto& [dimension, member] : own.keys)
            if (std::find(columns.begin(), columns.end(), dimension) == columns.end()) columns.push_back(dimension);
    std::string csv = "factor";
    for (const auto& column : columns) csv += "," + column;
    csv += ",value,unit,source,status,note\n";
    for (const auto& own : example.factors) {
        csv += csv_field(own.factor);
        for (const auto& column : columns) {
            const auto key =
                std::find_if(own.keys.begin(), own.keys.end(), [&](const auto& pair) { return pair.first == column; });
            csv += "," + (key == own.keys.end() ? std::string() : csv_field(key->second));
        }
        csv += "," + number_text(own.value) + "," + csv_field(own.unit) + ",,own,worked example\n";
    }
    return csv;
}

class ExampleRun {
public:
    ExampleRun(const Methodology& methodology, const WorkedExample& example, const DiagnosticCatalogue& words)
        : example_(example), words_(words), methodology_(std::make_shared<Methodology>(methodology)) {}

    ExampleOutcome run() {
        outcome_.name = example_.name;
        outcome_.place = example_.where.text();
        outcome_.expectations = example_.expect.size();
        if (!example_.factors.empty()) {
            const auto document = std::make_shared<const Document>(Document{example_.where.text(), {}});
            if (const auto table = CsvTable::parse(own_factors_csv(example_), document, diagnostics_))
                add_own_factors(*methodology_, {*table}, diagnostics_);
        }
        InventorySettings settings;
        settings.region = example_.region;
        settings.gwp_set = methodology_->default_gwp_set;
        int first = example_.year, last = example_.year;
        for (const auto& expect : example_.expect) {
            const int year = expect.year ? expect.year : example_.year;
            first = std::min(first, year);
            last = std::max(last, year);
        }
        for (int year = first; year <= last; ++year) settings.years.push_back(year);
        auto data = given();
        if (!diagnostics_.has_errors())
            inventory_ = compile_inventory(std::move(settings), methodology_, std::move(data), diagnostics_);
        for (const auto& diagnostic : diagnostics_.all())
            if (diagnostic.severity == Severity::error) outcome_.failures.push_back(words_.render(diagnostic));
        if (inventory_)
            for (const auto& expect : example_.expect) compare(expect);
        if (inventory_) name_methods();
        return std::move(outcome_);
    }

private:
    bool fill_key(const std::vector<int>& dimensions, const Keys& keys, const SourceRef& where, Tuple& key) {
        for (const int dimension : dimensions) {
            const auto& members = methodology_->dimensions[static_cast<std::size_t>(dimension)];
            const auto given_key =
                std::find_if(keys.begin(), keys.end(), [&](const auto& pair) { return pair.first == members.id; });
            const auto member = given_key == keys.end() ? std::nullopt : members.find(given_key->second);
            if (!member) {
                outcome_.failures.push_back(where.text() + ": " + members.id + " = " +
                                            (given_key == keys.end() ? "?" : given_key->second));
                return false;
            }
            key.push(*member);
        }
        return true;
    }

    std::vector<ActivityDatum> given() {
        std::vector<ActivityDatum> data;
        const auto region =
            methodology_->dimensions[static_cast<std::size_t>(methodology_->region_dimension)].find(example_.region);
        for (const auto& given : example_.given) {
            ActivityDatum datum;
            datum.variable = methodology_->variable(given.variable);
            datum.where = given.where;
            datum.year = given.year ? given.year : example_.year;
            datum.region = region.value_or(any_member);
            datum.notation = given.notation;
            datum.source = example_.name;
            if (datum.variable < 0) {
                outcome_.failures.push_back(given.where.text() + ": " + given.variable);
                continue;
            }
            const auto& variable = methodology_->variables[static_cast<std::size_t>(datum.variable)];
            if (!fill_key(variable.dimensions, given.keys, given.where, datum.key)) continue;
            if (given.value) {
                const auto unit = methodology_->units.parse(given.unit, given.where, diagnostics_);
                const auto wanted = methodology_->concrete_unit(variable.unit, variable.dimensions, datum.key);
                if (!unit || !wanted) continue;
                const auto value =
                    convert_input(*given.value, *unit, *wanted, methodology_->units, given.where, diagnostics_);
                if (!value) continue;
                datum.value = *value;
                datum.printed_value = number_text(*given.value);
                datum.printed_unit = given.unit;
            }
            data.push_back(std::move(datum));
        }
        return data;
    }

    struct Found {
        double value = 0;
        Status status;
        Unit unit;
        bool there = false;
    };

    Found find(const WorkedExample::Expect& expect, int year) {
        if (!expect.variable.empty()) return find_variable(expect, year);
        const int category = methodology_->category(expect.category), gas = methodology_->gas(expect.gas);
        Found found;
        if (category < 0 || gas < 0) return found;
        found.unit = methodology_->gases[static_cast<std::size_t>(gas)].report_unit;
        if (expect.keys.empty()) {
            if (const auto* estimate = inventory_->estimate(year, category, gas))
                found = {estimate->value, estimate->status, found.unit, true};
            return found;
        }
        for (const auto& leaf : inventory_->leaves) {
            if (leaf.year != year || leaf.category != category || leaf.gas != gas || !fits(leaf, expect.keys)) continue;
            found.status = found.there ? combine_in_sum(found.status, leaf.status) : leaf.status;
            found.value += leaf.value;
            found.there = true;
        }
        return found;
    }

    bool fits(const LeafEstimate& leaf, const Keys& keys) const {
        return std::all_of(keys.begin(), keys.end(), [&](const auto& pair) {
            for (std::size_t i = 0; i < leaf.dimensions.size(); ++i) {
                const auto& members = methodology_->dimensions[static_cast<std::size_t>(leaf.dimensions[i])];
                if (members.id == pair.first)
                    return leaf.key[i] != any_member &&
                           members.members[static_cast<std::size_t>(leaf.key[i])].id == pair.second;
            }
            return false;
        });
    }

    Found find_variable(const WorkedExample::Expect& expect, int year) {
        Found found;
        const int index = methodology_->variable(expect.variable);
        if (index < 0) return found;
        const auto& variable = methodology_->variables[static_cast<std::size_t>(index)];
        Tuple key;
        if (!fill_key(variable.dimensions, expect.keys, expect.where, key)) return found;
        const NodeId id = inventory_->values.find(index, year, key);
        if (id == no_node) return found;
        const auto& node = inventory_->graph.nodes[static_cast<std::size_t>(id)];
        return {node.value, node.status,
                methodology_->concrete_unit(variable.unit, variable.dimensions, key).value_or(variable.unit), true};
    }

    void compare(const WorkedExample::Expect& expect) {
        const int year = expect.year ? expect.year : example_.year;
        const std::string what = (expect.variable.empty() ? expect.category + " " + expect.gas : expect.variable) +
                                 " " + std::to_string(year) +
                                 (expect.keys.empty() ? "" : " [" + keys_text(expect.keys) + "]");
        const auto fail = [&](const std::string& wanted, const std::string& got) {
            outcome_.failures.push_back(expect.where.text() + ": " + what + ": " + wanted + " != " + got);
        };
        const auto found = find(expect, year);
        const std::string got = !found.there ? "-"
                                : found.status.is_number()
                                    ? number_text(found.value) + " " + methodology_->units.describe(found.unit)
                                    : std::string(notation_text(found.status.notation));
        if (!expect.value) {
            if (!found.there || found.status.notation != expect.notation)
                fail(std::string(notation_text(expect.notation)), got);
            return;
        }
        const std::string wanted = number_text(*expect.value) + " " + expect.unit;
        const auto unit = methodology_->units.parse(expect.unit);
        if (!found.there || !found.status.is_number() || !unit || !unit->converts_to(found.unit))
            return fail(wanted, got);
        const double value = found.value * conversion_factor(found.unit, *unit);
        const double size = std::max(std::abs(*expect.value), std::abs(value));
        if (!(std::abs(value - *expect.value) <= expect.tolerance * size))
            fail(wanted, number_text(value) + " " + expect.unit);
    }

    /// Whether a leaf estimate is part of what an example expects of a category.
    [[nodiscard]] bool within(const LeafEstimate& leaf, const WorkedExample::Expect& expect) const {
        if (!expect.variable.empty() || leaf.gas != methodology_->gas(expect.gas) || !fits(leaf, expect.keys))
            return false;
        const int wanted = methodology_->category(expect.category);
        for (int at = leaf.category; at >= 0; at = methodology_->categories[static_cast<std::size_t>(at)].parent)
            if (at == wanted) return true;
        return false;
    }

    [[nodiscard]] bool has_number(const Block& block) const {
        if (block.tuples.empty() || block.first_named.empty()) return false;
        for (std::size_t i = 0; i < block.tuples.front().size(); ++i)
            if (inventory_->graph.nodes[static_cast<std::size_t>(block.first_named.back()) + i].status.is_number())
                return true;
        return false;
    }

    void name_methods() {
        std::set<int> given;
        for (const auto& leaf : inventory_->leaves)
            if (leaf.method >= 0 && leaf.status.is_number() &&
                std::any_of(example_.expect.begin(), example_.expect.end(),
                            [&](const auto& expect) { return within(leaf, expect); }))
                given.insert(leaf.method);
        std::set<int> all;
        for (const auto& block : inventory_->graph.blocks) {
            if (!has_number(block)) continue;
            const int variable = methodology_->methods[static_cast<std::size_t>(block.method)].variable;
            all.insert(block.method);
            if (variable >= 0 && std::any_of(example_.expect.begin(), example_.expect.end(), [&](const auto& expect) {
                    return methodology_->variable(expect.variable) == variable;
                }))
                given.insert(block.method);
        }
        outcome_.methods.assign(given.begin(), given.end());
        std::set_difference(all.begin(), all.end(), given.begin(), given.end(), std::back_inserter(outcome_.passed));
    }

    const WorkedExample& example_;
    const DiagnosticCatalogue& words_;
    std::shared_ptr<Methodology> methodology_;
    Diagnostics diagnostics_;
    std::optional<Inventory> inventory_;
    ExampleOutcome outcome_;
};

}  // namespace

ExampleOutcome run_example(const Methodology& methodology, const WorkedExample& example,
                           const DiagnosticCatalogue& words) {
    return ExampleRun(methodology, example, words).run();
}

std::vector<std::vector<int>> examples_of_methods(const Methodology& methodology, const DiagnosticCatalogue& words) {
    std::vector<std::vector<int>> direct(methodology.methods.size()), passed(methodology.methods.size());
    for (std::size_t e = 0; e < methodology.examples.size(); ++e) {
        const auto outcome = run_example(methodology, methodology.examples[e], words);
        for (const int method : outcome.methods)
            direct[static_cast<std::size_t>(method)].push_back(static_cast<int>(e));
        for (const int method : outcome.passed) passed[static_cast<std::size_t>(method)].push_back(static_cast<int>(e));
    }
    // What needs the fewest data shows a method best.
    const auto shorter = [&](int a, int b) {
        return methodology.examples[static_cast<std::size_t>(a)].given.size() <
               methodology.examples[static_cast<std::size_t>(b)].given.size();
    };
    for (std::size_t m = 0; m < direct.size(); ++m) {
        std::stable_sort(direct[m].begin(), direct[m].end(), shorter);
        std::stable_sort(passed[m].begin(), passed[m].end(), shorter);
        if (direct[m].empty() && !passed[m].empty()) direct[m].push_back(passed[m].front());
    }
    return direct;
}

}  // namespace qingdan
