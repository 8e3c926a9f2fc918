#include "report/uncertainty_csv.hpp"

#include <algorithm>
#include <cmath>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "inventory/description.hpp"

namespace qingdan {

namespace {

constexpr const char* columns =
    "total,category,gas,base_year,year,base_kt_co2e,year_kt_co2e,activity_percent,factor_percent,combined_percent,"
    "variance_share,type_a,type_b,trend_factor,trend_activity,trend_variance,trend_percent,graph_percent,"
    "graph_trend_percent,unknown_inputs,level_share,trend_share,key";

std::string number(std::optional<double> value) { return value ? number_text(*value) : std::string(); }

std::string line_of(const std::vector<std::string>& fields) {
    std::string line;
    for (std::size_t i = 0; i < fields.size(); ++i) line += (i ? "," : "") + csv_field(fields[i]);
    return line + "\n";
}

class Writer {
public:
    Writer(const Inventory& inventory, const UncertaintyReport& report)
        : methodology_(*inventory.methodology),
          report_(report),
          total_(methodology_.totals[static_cast<std::size_t>(report.total)].id),
          all_known_(std::all_of(report.lines.begin(), report.lines.end(), known)) {}

    std::string write() const {
        std::string text;
        for (const auto& each : report_.lines) text += line(each);
        return text + total();
    }

private:
    static bool known(const UncertaintyLine& line) { return line.known && line.unknown == 0; }
    [[nodiscard]] std::string base_year() const {
        return report_.base_year ? std::to_string(*report_.base_year) : std::string();
    }

    [[nodiscard]] std::string line(const UncertaintyLine& line) const {
        const auto& row = line.row;
        const auto& input = line.input;
        const bool trend = report_.base_year.has_value();
        const auto shown = [](bool show, double value) { return show ? number_text(value) : std::string(); };
        const bool sure = known(line);
        return line_of({total_,
                        methodology_.categories[static_cast<std::size_t>(line.category)].code,
                        methodology_.gases[static_cast<std::size_t>(line.gas)].id,
                        base_year(),
                        std::to_string(report_.year),
                        shown(trend, input.base),
                        number_text(input.year),
                        shown(sure, input.activity),
                        shown(sure, input.factor),
                        shown(sure, row.combined),
                        shown(sure, row.variance),
                        shown(trend, row.type_a),
                        shown(trend, row.type_b),
                        shown(sure && trend, row.trend_factor),
                        shown(sure && trend, row.trend_activity),
                        shown(sure && trend, row.trend_variance),
                        "",
                        "",
                        "",
                        std::to_string(line.unknown),
                        number_text(line.marks.level1.share),
                        shown(trend, line.marks.trend1.share),
                        key_marks_text(line.marks)});
    }

    [[nodiscard]] std::string total() const {
        const auto& table = report_.table;
        const bool sure = all_known_ && report_.unknown == 0;
        const auto if_sure = [&](std::optional<double> value) { return sure ? number(value) : std::string(); };
        const bool trend = report_.base_year.has_value();
        return line_of({total_,
                        total_,
                        "CO2e",
                        base_year(),
                        std::to_string(report_.year),
                        trend ? number_text(table.base) : "",
                        number_text(table.year),
                        "",
                        "",
                        if_sure(table.uncertainty),
                        "",
                        "",
                        "",
                        "",
                        "",
                        "",
                        trend ? if_sure(table.trend_uncertainty) : "",
                        if_sure(report_.graph_uncertainty),
                        if_sure(report_.graph_trend_uncertainty),
                        std::to_string(report_.unknown),
                        "",
                        "",
                        ""});
    }

    const Methodology& methodology_;
    const UncertaintyReport& report_;
    std::string total_;
    bool all_known_;
};

}  // namespace

std::string key_marks_text(const KeyCategoryMarks& marks) {
    std::vector<std::string> words;
    if (marks.level1.key) words.emplace_back("L1");
    if (marks.trend1.key) words.emplace_back("T1");
    if (marks.level2.key) words.emplace_back("L2");
    if (marks.trend2.key) words.emplace_back("T2");
    if (marks.qualitative) words.emplace_back("Q");
    return join(words, " ");
}

std::string uncertainty_csv(const Inventory& inventory, const std::vector<UncertaintyReport>& reports) {
    std::string text = std::string(columns) + "\n";
    for (const auto& report : reports) text += Writer(inventory, report).write();
    return text;
}

std::string unknown_inputs_csv(const Inventory& inventory, const UncertaintyAnalysis& analysis) {
    std::string text = "kind,id,keys,year,place,total_percent\n";
    if (inventory.estimates.empty()) return text;
    const auto& last = inventory.estimates.back();  // estimates end with the last total, all gases, of the last year
    std::vector<std::pair<double, std::int32_t>> order;
    for (const auto index : analysis.unknown_sources()) {
        const auto& node =
            inventory.graph
                .nodes[static_cast<std::size_t>(analysis.sources().sources[static_cast<std::size_t>(index)].node)];
        double percent = 0.0;
        for (const auto& [source, derivative] : analysis.gradient(last.node))
            if (source == index && last.value != 0.0) percent = derivative * node.value / last.value;
        order.emplace_back(percent, index);
    }
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return std::abs(a.first) > std::abs(b.first); });
    for (const auto& [percent, index] : order) {
        const auto& source = analysis.sources().sources[static_cast<std::size_t>(index)];
        const auto described = describe(inventory, source.node);
        text += line_of({source.kind == UncertainSource::Kind::datum ? "datum" : "factor", described.id, described.keys,
                         described.year ? std::to_string(described.year) : std::string(), described.place,
                         number_text(percent)});
    }
    return text;
}

}  // namespace qingdan
