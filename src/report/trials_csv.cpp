#include "report/trials_csv.hpp"

#include "base/csv.hpp"
#include "base/text.hpp"
#include "inventory/description.hpp"

namespace qingdan {

namespace {

std::string line_of(const std::vector<std::string>& fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) line += (i ? "," : "") + csv_field(fields[i]);
    return line + "\n";
}

/// Identifying fields, then the trials' figures where they may be shown.
std::string summary_line(std::vector<std::string> fields, const TrialSummary& summary, int unknown) {
    for (const double value :
         {summary.mean, summary.median, summary.low, summary.high, summary.low_error, summary.high_error})
        fields.push_back(unknown == 0 ? number_text(value) : std::string());
    fields.push_back(std::to_string(summary.trials));
    fields.push_back(std::to_string(summary.failed));
    fields.push_back(std::to_string(unknown));
    return line_of(fields);
}

}  // namespace

std::string trials_csv(const Inventory& inventory, const UncertaintyAnalysis& analysis, const TrialResult& result) {
    std::string text =
        "region,year,category,gas,unit,value,mean,median,low,high,low_error,high_error,trials,failed,unknown_inputs\n";
    const auto& units = inventory.methodology->units;
    for (std::size_t i = 0; i < inventory.estimates.size(); ++i) {
        const auto& estimate = inventory.estimates[i];
        if (!estimate.status.is_number()) continue;
        text += summary_line({inventory.settings.region, std::to_string(estimate.year),
                              inventory.category_code(estimate.category), inventory.gas_id(estimate.gas),
                              units.describe(inventory.gas_unit(estimate.gas)), number_text(estimate.value)},
                             result.estimates[i], analysis.estimates()[i].unknown);
    }
    const auto& years = inventory.settings.years;
    for (const auto& trend : result.trends) {
        const auto *base = inventory.estimate(years.front(), trend.category, trend.gas),
                   *last = inventory.estimate(years.back(), trend.category, trend.gas);
        const auto unknown = [&](const Estimate* estimate) {
            return analysis.estimates()[static_cast<std::size_t>(estimate - inventory.estimates.data())].unknown;
        };
        text +=
            summary_line({inventory.settings.region, std::to_string(years.front()) + "-" + std::to_string(years.back()),
                          inventory.category_code(trend.category), inventory.gas_id(trend.gas), "%",
                          number_text(100.0 * (last->value - base->value) / base->value)},
                         trend.summary, unknown(base) + unknown(last));
    }
    return text;
}

std::string influence_csv(const Inventory& inventory, const UncertaintyAnalysis& analysis, const TrialResult& result) {
    std::string text = "rank,kind,id,keys,year,place,share\n";
    for (std::size_t i = 0; i < result.ranking.size(); ++i) {
        const auto& source = analysis.sources().sources[static_cast<std::size_t>(result.ranking[i].source)];
        const auto described = describe(inventory, source.node);
        text += line_of({std::to_string(i + 1), source.kind == UncertainSource::Kind::datum ? "datum" : "factor",
                         described.id, described.keys, described.year ? std::to_string(described.year) : std::string(),
                         described.place, number_text(result.ranking[i].share)});
    }
    return text;
}

}  // namespace qingdan
