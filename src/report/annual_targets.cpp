#include "report/annual_targets.hpp"

#include <algorithm>
#include <cmath>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr const char* file_name = "targets.csv";

}  // namespace

double IndicatorTarget::path(int year) const {
    const double part = std::clamp(static_cast<double>(year - base_year) / (target_year - base_year), 0.0, 1.0);
    return 100.0 * (std::pow(1.0 + change / 100.0, part) - 1.0);
}

std::vector<IndicatorTarget> read_targets(const std::filesystem::path& folder, const Methodology& methodology,
                                          Diagnostics& diagnostics) {
    std::vector<IndicatorTarget> targets;
    if (!std::filesystem::exists(folder / file_name)) return targets;
    const auto file = read_file(folder, file_name, diagnostics);
    if (!file) return targets;
    const auto table = CsvTable::parse(file->bytes, file->document, diagnostics);
    if (!table ||
        !table->require({"indicator", "base_year", "target_year", "change_percent", "source"}, {}, true, diagnostics))
        return targets;
    const auto text = [&](const CsvRow& row, const char* name) { return table->at(row, table->column(name)); };
    for (const auto& row : table->rows()) {
        IndicatorTarget target;
        for (std::size_t i = 0; i < methodology.indicators.size(); ++i)
            if (methodology.indicators[i].id == text(row, "indicator")) target.indicator = static_cast<int>(i);
        const auto base = parse_number(text(row, "base_year")), last = parse_number(text(row, "target_year")),
                   change = parse_number(text(row, "change_percent"));
        const char* wrong = target.indicator < 0                                                    ? "indicator"
                            : !base || *base != std::floor(*base) || *base < 1900                   ? "base_year"
                            : !last || *last != std::floor(*last) || *last <= *base || *last > 2200 ? "target_year"
                            : !change || *change <= -100.0                                          ? "change_percent"
                                                                                                    : nullptr;
        if (wrong) {
            diagnostics.error("R047", table->where(row, table->column(wrong)),
                              {{"column", wrong}, {"text", text(row, wrong)}});
            continue;
        }
        target.base_year = static_cast<int>(*base);
        target.target_year = static_cast<int>(*last);
        target.change = *change;
        target.source = text(row, "source");
        targets.push_back(target);
    }
    return targets;
}

}  // namespace qingdan
