#include "analysis/series.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "analysis/completeness.hpp"
#include "analysis/key_words.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

using Points = std::vector<const ActivityDatum*>;  // one variable and key, by year

class SeriesChecker {
public:
    SeriesChecker(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings)
        : inventory_(inventory), methodology_(*inventory.methodology), words_(words), findings_(findings) {
        for (const auto& datum : inventory.data) {
            sorted_.push_back(&datum);
            auto& largest = largest_[{datum.variable, datum.year, datum.printed_unit}];
            largest = std::max(largest, std::abs(datum.value));
        }
        std::stable_sort(sorted_.begin(), sorted_.end(), [](const auto* a, const auto* b) {
            return std::tie(a->variable, a->key, a->year) < std::tie(b->variable, b->key, b->year);
        });
    }

    void run() {
        copies();
        for (std::size_t first = 0; first < sorted_.size();) {
            std::size_t end = first;
            while (end < sorted_.size() && sorted_[end]->variable == sorted_[first]->variable &&
                   sorted_[end]->key == sorted_[first]->key)
                ++end;
            const Points points(sorted_.begin() + static_cast<std::ptrdiff_t>(first),
                                sorted_.begin() + static_cast<std::ptrdiff_t>(end));
            first = end;
            if (points.size() < 2) continue;
            gaps(points);
            flat_lines(points);
            jumps(points);
        }
        estimate_jumps();
    }

private:
    [[nodiscard]] std::string named(const ActivityDatum& datum, std::string_view language) const {
        const auto& variable = methodology_.variables[static_cast<std::size_t>(datum.variable)];
        const auto keys = member_titles(methodology_, variable.dimensions, datum.key, language);
        if (keys.empty()) return variable.title.in(language);
        return variable.title.in(language) + (language == "en" ? " (" + keys + ")" : "（" + keys + "）");
    }

    Finding& add(const char* code, Severity severity, const ActivityDatum& datum, DiagnosticArguments arguments) {
        auto zh = arguments, en = std::move(arguments);
        zh.emplace_back("what", named(datum, "zh"));
        en.emplace_back("what", named(datum, "en"));
        auto finding = worded(words_, code, severity, zh, en);
        finding.year = datum.year;
        finding.variable = datum.variable;
        finding.keys = methodology_.key_text(
            methodology_.variables[static_cast<std::size_t>(datum.variable)].dimensions, datum.key);
        finding.cells.push_back(datum.where.text());
        findings_.push_back(std::move(finding));
        return findings_.back();
    }

    /// A whole delivery that repeats last year's, number by number.
    void copies() {
        struct Compared {
            int pairs = 0, equal = 0;
            const ActivityDatum* first = nullptr;
        };
        std::map<std::pair<int, int>, Compared> compared;  // variable, year
        for (std::size_t i = 1; i < sorted_.size(); ++i) {
            const auto &before = *sorted_[i - 1], &now = *sorted_[i];
            if (before.variable != now.variable || before.key != now.key || before.year + 1 != now.year) continue;
            if (before.value == 0.0 || now.value == 0.0) continue;
            auto& pair = compared[{now.variable, now.year}];
            ++pair.pairs;
            pair.equal += before.value == now.value;
            if (!pair.first) pair.first = &now;
        }
        constexpr int enough = 5;  // fewer may be equal by chance
        for (const auto& [where, pair] : compared) {
            if (pair.pairs < enough || pair.equal != pair.pairs) continue;
            const auto& variable = methodology_.variables[static_cast<std::size_t>(where.first)];
            copied_.insert(where);
            const auto count = std::to_string(pair.pairs), year = std::to_string(where.second);
            auto finding = worded(words_, "Q006", Severity::warning,
                                  {{"what", variable.title.zh}, {"year", year}, {"count", count}},
                                  {{"what", variable.title.en}, {"year", year}, {"count", count}});
            finding.year = where.second;
            finding.variable = where.first;
            finding.cells.push_back(pair.first->where.text());
            findings_.push_back(std::move(finding));
        }
    }

    void gaps(const Points& points) {
        std::vector<std::string> missing;
        for (std::size_t i = 1; i < points.size(); ++i)
            for (int year = points[i - 1]->year + 1; year < points[i]->year; ++year)
                missing.push_back(std::to_string(year));
        if (missing.empty()) return;
        add("Q009", Severity::note, *points.back(), {{"years", join(missing, ", ")}}).verdict = Verdict::undecided;
    }

    void flat_lines(const Points& points) {
        constexpr std::size_t long_enough = 4;
        for (std::size_t first = 0; first < points.size();) {
            std::size_t end = first + 1;
            while (end < points.size() && points[end]->value == points[first]->value &&
                   points[end]->year == points[end - 1]->year + 1 && points[end]->notation == Notation::none &&
                   copied_.count({points[end]->variable, points[end]->year}) == 0)
                ++end;
            if (end - first >= long_enough && points[first]->value != 0.0)
                add("Q007", Severity::note, *points[first],
                    {{"value", points[first]->printed_value + " " + points[first]->printed_unit},
                     {"first", std::to_string(points[first]->year)},
                     {"last", std::to_string(points[end - 1]->year)}});
            first = end;
        }
    }

    /// Small cells of a large table jump every year: only what moves a hundredth of its largest number is told.
    [[nodiscard]] bool matters(const ActivityDatum& before, const ActivityDatum& now) const {
        constexpr double share = 0.01;
        const auto largest = largest_.find({now.variable, now.year, now.printed_unit});
        return largest == largest_.end() || std::abs(now.value - before.value) >= share * largest->second;
    }

    void jumps(const Points& points) {
        std::vector<double> values;
        for (const auto* point : points) values.push_back(std::abs(point->value));
        for (const auto i : outstanding_steps(values)) {
            const auto &before = *points[i - 1], &now = *points[i];
            if (!matters(before, now)) continue;
            auto& finding = add("Q008", Severity::warning, now,
                                {{"year", std::to_string(now.year)},
                                 {"before", before.printed_value + " " + before.printed_unit},
                                 {"last", std::to_string(before.year)},
                                 {"now", now.printed_value + " " + now.printed_unit}});
            finding.cells.push_back(before.where.text());
        }
    }

    /// Categories without children, each gas; what is no number has no step.
    void estimate_jumps() {
        const auto& years = inventory_.settings.years;
        for (std::size_t c = 0; c < methodology_.categories.size() && years.size() > 1; ++c) {
            if (!methodology_.categories[c].children.empty()) continue;
            for (std::size_t gas = 0; gas < methodology_.gases.size(); ++gas)
                estimate_jumps(static_cast<int>(c), static_cast<int>(gas));
        }
    }

    void estimate_jumps(int category, int gas) {
        std::vector<const Estimate*> found;
        std::vector<double> values;
        for (const int year : inventory_.settings.years)
            if (const auto* estimate = inventory_.estimate(year, category, gas);
                estimate && estimate->status.is_number()) {
                found.push_back(estimate);
                values.push_back(std::abs(estimate->value));
            }
        for (const auto i : outstanding_steps(values)) {
            const auto &before = *found[i - 1], &now = *found[i];
            const auto& title = inventory_.category_title(category);
            const auto unit = methodology_.units.describe(inventory_.gas_unit(gas));
            const auto arguments = [&](const std::string& name) {
                return DiagnosticArguments{{"category", inventory_.category_code(category)},
                                           {"title", name},
                                           {"gas", inventory_.gas_id(gas)},
                                           {"year", std::to_string(now.year)},
                                           {"last", std::to_string(before.year)},
                                           {"before", number_text(before.value, 6) + " " + unit},
                                           {"now", number_text(now.value, 6) + " " + unit}};
            };
            auto finding = worded(words_, "Q012", Severity::note, arguments(title.zh), arguments(title.en));
            finding.year = now.year;
            finding.expected = before.value;
            finding.actual = now.value;
            finding.unit = unit;
            finding.cells.push_back(inventory_.category_code(category) + " " + inventory_.gas_id(gas) + " " +
                                    std::to_string(now.year));
            findings_.push_back(std::move(finding));
        }
    }

    const Inventory& inventory_;
    const Methodology& methodology_;
    const FindingWords& words_;
    std::vector<Finding>& findings_;
    Points sorted_;
    std::map<std::tuple<int, int, std::string>, double> largest_;  ///< by variable, year and printed unit
    std::set<std::pair<int, int>> copied_;                         ///< variable, year
};

}  // namespace

void check_series(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings) {
    const bool several = std::any_of(inventory.data.begin(), inventory.data.end(),
                                     [&](const auto& datum) { return datum.year != inventory.data.front().year; });
    if (several) SeriesChecker(inventory, words, findings).run();
}

}  // namespace qingdan
