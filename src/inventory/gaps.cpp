#include "inventory/gaps.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "base/text.hpp"
#include "inventory/description.hpp"
#include "inventory/inventory.hpp"

namespace qingdan {

namespace {

using Points = std::map<int, std::size_t>;  // year -> index into data
using Series = std::map<Tuple, Points>;     // of one variable

/// An estimate and the data it was made from.
struct Filled {
    double value = 0.0;
    std::vector<std::size_t> from;
};

Title method_title(GapMethod method) {
    switch (method) {
        case GapMethod::interpolation: return {"内插法", "interpolation"};
        case GapMethod::trend: return {"趋势外推法", "trend extrapolation"};
        case GapMethod::surrogate: return {"替代参数法", "surrogate data"};
        case GapMethod::overlap: return {"重叠法", "overlap"};
    }
    return {};
}

class GapFiller {
public:
    GapFiller(Inventory& inventory, Diagnostics& diagnostics)
        : data_(inventory.data),
          methodology_(*inventory.methodology),
          settings_(inventory.settings),
          region_(inventory.region),
          diagnostics_(diagnostics) {
        for (std::size_t i = 0; i < data_.size(); ++i) place(i);
    }

    void run() {
        for (const auto& gap : settings_.gaps) fill(gap);
    }

private:
    void place(std::size_t i) { series_[data_[i].variable][data_[i].key].emplace(data_[i].year, i); }

    [[nodiscard]] const Variable& variable(int index) const {
        return methodology_.variables[static_cast<std::size_t>(index)];
    }

    /// The variable's dimensions with the members that are named; nothing if a name is unknown.
    std::optional<std::vector<std::optional<MemberId>>> members(const SeriesName& name, int& index) {
        index = methodology_.variable(name.variable);
        if (index < 0) {
            std::vector<std::string> ids;
            for (const auto& each : methodology_.variables) ids.push_back(each.id);
            diagnostics_.error("I022", name.where,
                               {{"variable", name.variable}, {"near", join(nearest(name.variable, ids), ", ")}});
            return std::nullopt;
        }
        const auto& dimensions = variable(index).dimensions;
        std::vector<std::optional<MemberId>> wanted(dimensions.size());
        for (const auto& [key, member] : name.keys) {
            const auto at = std::find(dimensions.begin(), dimensions.end(), methodology_.dimension(key));
            const auto found = at == dimensions.end()
                                   ? std::nullopt
                                   : methodology_.dimensions[static_cast<std::size_t>(*at)].find(member);
            if (!found) {
                diagnostics_.error("I023", name.where, {{"variable", name.variable}, {"key", key + "=" + member}});
                return std::nullopt;
            }
            wanted[static_cast<std::size_t>(at - dimensions.begin())] = *found;
        }
        return wanted;
    }

    void fill(const DeclaredGap& gap) {
        int index = -1, with = -1;
        const auto wanted = members(gap.series, index);
        const auto others =
            gap.with.variable.empty() ? std::vector<std::optional<MemberId>>{} : members(gap.with, with);
        if (!wanted || !others) return;
        std::vector<Tuple> keys;
        for (const auto& [key, points] : series_[index]) {
            bool fits = true;
            for (std::size_t i = 0; i < wanted->size(); ++i) fits = fits && (!(*wanted)[i] || *(*wanted)[i] == key[i]);
            if (fits) keys.push_back(key);
        }
        if (keys.empty()) diagnostics_.error("I024", gap.where, {{"variable", gap.series.variable}});
        for (const auto& key : keys) {
            const auto other = with < 0 ? Points{} : other_series(gap, index, key, with, *others);
            if (!other) return;
            const auto delivered = numbers(series_[index][key], true);
            for (const int year : gap.years) fill(gap, index, key, year, delivered, *other);
        }
    }

    /// Years with a number; data that this program estimated are no neighbours.
    [[nodiscard]] Points numbers(const Points& all, bool only_delivered) const {
        Points found;
        for (const auto& [year, i] : all)
            if (data_[i].notation == Notation::none && !(only_delivered && data_[i].estimated)) found.emplace(year, i);
        return found;
    }

    /// The other series of the same member where it has the same keys; other keys must be named.
    std::optional<Points> other_series(const DeclaredGap& gap, int index, const Tuple& key, int with,
                                       const std::vector<std::optional<MemberId>>& named) {
        const auto &own = variable(index).dimensions, &dimensions = variable(with).dimensions;
        Tuple wanted;
        for (std::size_t i = 0; i < dimensions.size(); ++i) {
            const auto same = std::find(own.begin(), own.end(), dimensions[i]);
            if (named[i])
                wanted.push(*named[i]);
            else if (same != own.end())
                wanted.push(key[static_cast<std::size_t>(same - own.begin())]);
            else {
                diagnostics_.error("I023", gap.with.where,
                                   {{"variable", gap.with.variable},
                                    {"key", methodology_.dimensions[static_cast<std::size_t>(dimensions[i])].id}});
                return std::nullopt;
            }
        }
        const auto found = series_[with].find(wanted);
        return found == series_[with].end() ? Points{} : numbers(found->second, false);
    }

    void fill(const DeclaredGap& gap, int index, const Tuple& key, int year, const Points& delivered,
              const Points& other) {
        const DiagnosticArguments arguments{
            {"variable", gap.series.variable},
            {"keys", key_text_with_category(methodology_, variable(index).dimensions, key)},
            {"year", std::to_string(year)}};
        if (series_[index][key].contains(year)) {
            diagnostics_.warning("I029", gap.where, arguments);
            return;
        }
        std::optional<Filled> filled;
        switch (gap.method) {
            case GapMethod::interpolation: filled = interpolate(delivered, year); break;
            case GapMethod::trend: filled = extrapolate(delivered, gap.base, year); break;
            case GapMethod::surrogate: filled = by_surrogate(delivered, other, year); break;
            case GapMethod::overlap: filled = by_overlap(delivered, other, gap.base, year); break;
        }
        const char* code = gap.method == GapMethod::interpolation ? "I025"
                           : gap.method == GapMethod::trend       ? "I026"
                                                                  : "I027";
        if (!filled)
            diagnostics_.error(code, gap.where, arguments);
        else if (!std::isfinite(filled->value) || (filled->value < 0.0 && !variable(index).may_be_negative))
            diagnostics_.error("I030", gap.where, arguments);
        else
            add(gap, index, key, year, std::move(*filled));
    }

    [[nodiscard]] double at(const Points& points, int year) const { return data_[points.at(year)].value; }

    [[nodiscard]] std::optional<Filled> interpolate(const Points& known, int year) const {
        const auto after = known.upper_bound(year);
        if (after == known.begin() || after == known.end()) return std::nullopt;
        const auto before = std::prev(after);
        const double from = data_[before->second].value, to = data_[after->second].value;
        const double share = static_cast<double>(year - before->first) / (after->first - before->first);
        return Filled{from + (to - from) * share, {before->second, after->second}};
    }

    /// A straight line by least squares through the base years, beyond the years known.
    [[nodiscard]] std::optional<Filled> extrapolate(const Points& known, const std::vector<int>& base, int year) const {
        constexpr std::size_t enough = 3;  // two points are no trend
        std::vector<std::pair<double, double>> points;
        Filled filled;
        for (const auto& [each, i] : known)
            if (base.empty() || std::binary_search(base.begin(), base.end(), each)) {
                points.emplace_back(each - year, data_[i].value);  // the year asked for is 0
                filled.from.push_back(i);
            }
        if (points.size() < enough || (year > known.begin()->first && year < known.rbegin()->first))
            return std::nullopt;
        const auto count = static_cast<double>(points.size());
        double x_mean = 0.0, y_mean = 0.0, xx = 0.0, xy = 0.0;
        for (const auto& [x, y] : points) x_mean += x / count, y_mean += y / count;
        for (const auto& [x, y] : points) xx += (x - x_mean) * (x - x_mean), xy += (x - x_mean) * (y - y_mean);
        filled.value = y_mean - x_mean * xy / xx;
        return filled;
    }

    /// Eq. 5.2: y0 = yt · s0 / st, t being the nearest year in which both are known (of two the earlier).
    [[nodiscard]] std::optional<Filled> by_surrogate(const Points& known, const Points& surrogate, int year) const {
        if (!surrogate.contains(year)) return std::nullopt;
        std::optional<int> nearest;
        for (const auto& [each, i] : known)
            if (surrogate.contains(each) && at(surrogate, each) != 0.0 &&
                (!nearest || std::abs(each - year) < std::abs(*nearest - year)))
                nearest = each;
        if (!nearest) return std::nullopt;
        return Filled{data_[known.at(*nearest)].value * at(surrogate, year) / at(surrogate, *nearest),
                      {known.at(*nearest), surrogate.at(year), surrogate.at(*nearest)}};
    }

    /// Eq. 5.1: y0 = x0 · mean(yi / xi) over the years of overlap.
    [[nodiscard]] std::optional<Filled> by_overlap(const Points& known, const Points& former,
                                                   const std::vector<int>& base, int year) const {
        constexpr int enough = 2;  // one year cannot show that the two series run alike
        if (!former.contains(year)) return std::nullopt;
        Filled filled{0.0, {former.at(year)}};
        int years = 0;
        for (const auto& [each, i] : known) {
            if (!former.contains(each) || at(former, each) == 0.0) continue;
            if (!base.empty() && !std::binary_search(base.begin(), base.end(), each)) continue;
            filled.value += data_[i].value / at(former, each);
            filled.from.push_back(i);
            filled.from.push_back(former.at(each));
            ++years;
        }
        if (years < enough) return std::nullopt;
        filled.value *= at(former, year) / years;
        return filled;
    }

    void add(const DeclaredGap& gap, int index, const Tuple& key, int year, Filled filled) {
        const auto method = method_title(gap.method);
        ActivityDatum datum;
        datum.variable = index;
        datum.region = region_;
        datum.year = year;
        datum.key = key;
        datum.value = filled.value;
        datum.printed_value = number_text(filled.value);
        datum.printed_unit = methodology_.units.describe(
            methodology_.concrete_unit(variable(index).unit, variable(index).dimensions, key)
                .value_or(variable(index).unit));
        datum.where = gap.where;
        datum.estimated = std::make_shared<const EstimatedDatum>(
            EstimatedDatum{method,
                           {"（按" + method.zh + "估计：" + gap.reason.zh + "）",
                            " (estimated by " + method.en + ": " + gap.reason.en + ")"},
                           std::move(filled.from)});
        data_.push_back(std::move(datum));
        place(data_.size() - 1);
    }

    std::vector<ActivityDatum>& data_;
    const Methodology& methodology_;
    const InventorySettings& settings_;
    MemberId region_;
    Diagnostics& diagnostics_;
    std::map<int, Series> series_;
};

}  // namespace

void fill_gaps(Inventory& inventory, Diagnostics& diagnostics) {
    if (!inventory.settings.gaps.empty()) GapFiller(inventory, diagnostics).run();
}

}  // namespace qingdan
