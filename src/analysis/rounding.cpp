#include "analysis/rounding.hpp"

#include <algorithm>
#include <cmath>

#include "base/text.hpp"

namespace qingdan {

namespace {

struct Places {
    int before = 0, behind = 0;  ///< digits before and behind the point
    int counting = 0;            ///< digits without the zeros in front
};

/// Of `-1,234.50`; a number with an exponent shows no places.
Places places(const std::string& printed) {
    Places found;
    bool point = false;
    for (const char c : half_width(printed)) {
        if (c == 'e' || c == 'E') return {};
        if (c == '.') point = true;
        if (c < '0' || c > '9') continue;
        if (c != '0' || found.counting > 0) ++found.counting;
        if (point)
            ++found.behind;
        else if (found.counting > 0)
            ++found.before;
    }
    return found;
}

}  // namespace

Rounding::Rounding(const Inventory& inventory) {
    for (const auto& datum : inventory.data) {
        if (datum.notation != Notation::none) continue;
        auto& table = tables_[{datum.where.document.get(), datum.variable}];
        const auto shown = places(datum.printed_value);
        table.decimals = std::max(table.decimals, shown.behind);
        table.digits = std::max(table.digits, shown.counting);
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
    const int shown = std::min(table->second.decimals, table->second.digits - places(datum.printed_value).before);
    return std::max(least, 0.5 * std::pow(10.0, -shown));
}

}  // namespace qingdan
