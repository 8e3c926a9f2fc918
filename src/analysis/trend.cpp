#include "analysis/trend.hpp"

#include <algorithm>
#include <cmath>

namespace qingdan {

namespace {

class ReportWriter {
public:
    ReportWriter(const Inventory& inventory, const UncertaintyAnalysis& analysis, const KeyLevels& levels)
        : inventory_(inventory), analysis_(analysis), methodology_(*inventory.methodology), levels_(levels) {}

    UncertaintyReport write(int total, KeyThresholds thresholds) {
        report_.total = total;
        const auto& years = inventory_.settings.years;
        report_.year = years.back();
        if (years.size() > 1) report_.base_year = years.front();
        for (const int category : methodology_.totals[static_cast<std::size_t>(total)].categories) leaves(category);
        std::vector<Approach1Input> inputs;
        std::vector<KeyCategoryInput> sizes;
        for (const auto& line : report_.lines) {
            inputs.push_back(line.input);
            auto& size = sizes.emplace_back();
            if (report_.base_year) size.base = line.input.base;
            size.year = line.input.year;
            // A lower bound is no uncertainty to rank by.
            if (line.known && line.unknown == 0) size.uncertainty = std::hypot(line.input.activity, line.input.factor);
        }
        report_.table = approach1_table(inputs);
        const auto marks = key_categories(sizes, thresholds);
        for (std::size_t i = 0; i < report_.lines.size(); ++i) {
            report_.lines[i].row = report_.table.rows[i];
            report_.lines[i].marks = marks[i];
            mark(report_.lines[i]);
        }
        by_graph(total);
        return std::move(report_);
    }

private:
    /// Lines of what stands at or below a category, memo items left out.
    void leaves(int category) {
        const auto& node = methodology_.categories[static_cast<std::size_t>(category)];
        if (node.memo) return;
        const bool whole = std::count(levels_.whole.begin(), levels_.whole.end(), category) > 0;
        if (whole || node.children.empty()) {
            std::vector<char> had(methodology_.gases.size(), 0);
            find_gases(category, had);
            for (std::size_t gas = 0; gas < had.size(); ++gas)
                if (had[gas]) line(category, static_cast<int>(gas));
        } else {
            for (const int child : node.children) leaves(child);
        }
    }

    /// Of the leaves at or below a category.
    void find_gases(int category, std::vector<char>& had) const {
        const auto& node = methodology_.categories[static_cast<std::size_t>(category)];
        if (node.memo) return;
        if (node.children.empty())
            for (const auto& gas : node.gases) had[static_cast<std::size_t>(methodology_.gas(gas))] = 1;
        for (const int child : node.children) find_gases(child, had);
    }

    /// What people declared to be key, at the line's category or above it; the last declaration gives the reason.
    void mark(UncertaintyLine& line) const {
        for (const auto& mark : levels_.marks) {
            if (mark.gas >= 0 && mark.gas != line.gas) continue;
            for (int above = line.category; above >= 0;
                 above = methodology_.categories[static_cast<std::size_t>(above)].parent)
                if (above == mark.category) {
                    line.marks.qualitative = true;
                    line.reason = mark.reason;
                }
        }
    }

    void line(int category, int gas) {
        const auto* year = number(report_.year, category, gas);
        const auto* base = report_.base_year ? number(*report_.base_year, category, gas) : nullptr;
        if (!year && !base) return;
        UncertaintyLine line;
        line.category = category;
        line.gas = gas;
        if (base) line.input.base = base->co2e_kt;
        const auto* shown = year ? year : base;  // a category that has ended keeps the uncertainty it had
        if (year) line.input.year = year->co2e_kt;
        find_correlation(analysis_.gradient(shown->node), line.input);
        const auto& uncertainty = analysis_.estimates()[static_cast<std::size_t>(shown - inventory_.estimates.data())];
        line.unknown = uncertainty.unknown;
        line.known = uncertainty.known > 0;
        if (shown->value != 0.0) {
            line.input.activity = 100.0 * uncertainty.activity / std::abs(shown->value);
            line.input.factor = 100.0 * uncertainty.factor / std::abs(shown->value);
        }
        report_.lines.push_back(line);
    }

    /// The table's rules ask whether a row's data and factors err the same in both years: so they do if all of them do.
    void find_correlation(const Gradient& gradient, Approach1Input& input) const {
        input.activity_correlated = input.factor_correlated = true;
        bool data = false;
        for (const auto& [index, derivative] : gradient) {
            const auto& source = analysis_.sources().sources[static_cast<std::size_t>(index)];
            const bool datum = source.kind == UncertainSource::Kind::datum;
            data = data || datum;
            if (source.distribution && !source.all_years)
                (datum ? input.activity_correlated : input.factor_correlated) = false;
        }
        input.activity_correlated = input.activity_correlated && data;
    }

    const Estimate* number(int year, int category, int gas) const {
        const auto* estimate = inventory_.estimate(year, category, gas);
        return estimate && estimate->status.is_number() ? estimate : nullptr;
    }

    void by_graph(int total) {
        const int category = static_cast<int>(methodology_.categories.size()) + total;
        const int all_gases = static_cast<int>(methodology_.gases.size());
        const auto* year = number(report_.year, category, all_gases);
        if (!year) return;
        const auto& uncertainty = analysis_.estimates()[static_cast<std::size_t>(year - inventory_.estimates.data())];
        report_.graph_uncertainty = uncertainty.percent;
        report_.unknown = uncertainty.unknown;
        const auto* base = report_.base_year ? number(*report_.base_year, category, all_gases) : nullptr;
        if (!base || base->value == 0.0) return;
        GradientSum sum(analysis_.sources().sources.size());
        sum.add(analysis_.gradient(year->node), 100.0 / base->value);
        sum.add(analysis_.gradient(base->node), -100.0 * year->value / (base->value * base->value));
        const auto spread = analysis_.spread(sum.take());
        report_.graph_trend_uncertainty = std::sqrt(spread.activity + spread.factor);
    }

    const Inventory& inventory_;
    const UncertaintyAnalysis& analysis_;
    const Methodology& methodology_;
    const KeyLevels& levels_;
    UncertaintyReport report_;
};

}  // namespace

UncertaintyReport uncertainty_report(const Inventory& inventory, const UncertaintyAnalysis& analysis, int total,
                                     const KeyLevels& levels, KeyThresholds thresholds) {
    return ReportWriter(inventory, analysis, levels).write(total, thresholds);
}

}  // namespace qingdan
