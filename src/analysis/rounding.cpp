#include "analysis/rounding.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace qingdan {

namespace {

/// Digits before and behind the point of `-1,234.50`; a number with an exponent shows no places.
std::pair<int, int> places(const std::string& printed) {
    int before = 0, behind = 0;
    bool point = false;
    for (const char c : half_width(printed)) {
        if (c == 'e' || c == 'E') return {0, 0};
        if (c == '.') point = true;
        if (c < '0' || c > '9') continue;
        if (point)
            ++behind;
        else if (before > 0 || c != '0')
            ++before;
    }
    return {before, behind};
}

}  // namespace

Rounding::Rounding(const Inventory& inventory) {
    for (const auto& datum : inventory.data) {
        if (datum.notation != Notation::none) continue;
        auto& table = tables_[{datum.where.document.get(), datum.variable}];
        const auto [before, behind] = places(datum.printed_value);
        table.decimals = std::max(table.decimals, behind);
        table.digits = std::max(table.digits, before + behind);
    }
}

PrintedCell Rounding::printed(const ActivityDatum& datum) const {
    if (datum.notation != Notation::none) return {};
    const auto number = parse_printed_number(datum.printed_value);
    if (!number || *number == 0.0) return {datum.value, datum.value == 0.0 ? 0.0 : 1.0};
    return {*number, datum.value / *number};
}

int Rounding::decimals(const ActivityDatum& datum) const {
    const auto table = tables_.find({datum.where.document.get(), datum.variable});
    return table == tables_.end() ? 0 : table->second.decimals;
}

double Rounding::half_place(const ActivityDatum& datum, double least) const {
    const auto table = tables_.find({datum.where.document.get(), datum.variable});
    if (table == tables_.end()) return least;
    const int shown = std::min(table->second.decimals, table->second.digits - places(datum.printed_value).first);
    return std::max(least, 0.5 * std::pow(10.0, -shown));
}

}  // namespace qingdan
