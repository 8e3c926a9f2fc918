// What data.sqlite holds, put over what the files of the inventory say.

#include <algorithm>
#include <map>

#include "base/text.hpp"
#include "inventory/data_store.hpp"

namespace qingdan {

namespace {

class StoreReader {
public:
    StoreReader(const DataStore& store, const Methodology& methodology, Diagnostics& diagnostics)
        : methodology_(methodology), diagnostics_(diagnostics) {
        for (const auto& version : store.versions())
            documents_[version.id] = std::make_shared<const Document>(Document{version.file, version.digest});
    }

    std::optional<ActivityDatum> datum(const StoredDatum& stored) {
        ActivityDatum datum;
        datum.where = {documents_[stored.version], stored.place};
        datum.variable = methodology_.variable(stored.variable);
        if (datum.variable < 0) return unknown(datum, stored.variable);
        const auto& variable = methodology_.variables[static_cast<std::size_t>(datum.variable)];
        const auto keys = split(stored.keys, ';');
        if (keys.size() != variable.dimensions.size()) return unknown(datum, stored.keys);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            const auto& dimension = methodology_.dimensions[static_cast<std::size_t>(variable.dimensions[i])];
            const auto equals = keys[i].find('=');
            const auto member = keys[i].substr(0, equals) == dimension.id
                                    ? dimension.find(std::string_view(keys[i]).substr(equals + 1))
                                    : std::nullopt;
            if (!member) return unknown(datum, keys[i]);
            datum.key.push(*member);
        }
        const auto region =
            methodology_.dimensions[static_cast<std::size_t>(methodology_.region_dimension)].find(stored.region);
        if (!region) return unknown(datum, stored.region);
        datum.region = *region;
        datum.year = stored.year;
        datum.notation = parse_notation(stored.notation).value_or(Notation::none);
        datum.printed_value = stored.printed_value;
        datum.printed_unit = stored.printed_unit;
        datum.distribution = stored.distribution;
        datum.source = stored.source;
        datum.note = stored.note;
        if (!stored.value) return datum;
        const auto wanted =
            methodology_.concrete_unit(variable.unit, variable.dimensions, datum.key).value_or(variable.unit);
        const auto unit = methodology_.units.parse(stored.unit);
        if (!unit || !unit->converts_to(wanted)) return unknown(datum, stored.unit);
        const double scale = conversion_factor(*unit, wanted);
        datum.value = *stored.value * scale;
        if (stored.low) datum.low = *stored.low * scale;
        if (stored.high) datum.high = *stored.high * scale;
        return datum;
    }

private:
    std::nullopt_t unknown(const ActivityDatum& datum, const std::string& text) {
        diagnostics_.error("S012", datum.where, {{"text", text}});
        return std::nullopt;
    }

    const Methodology& methodology_;
    Diagnostics& diagnostics_;
    std::map<int, DocumentPtr> documents_;
};

using Cell = std::tuple<int, Tuple, MemberId, int>;
Cell cell_of(const ActivityDatum& datum) { return {datum.variable, datum.key, datum.region, datum.year}; }

}  // namespace

void merge_store(const DataStore& store, const Methodology& methodology, int year_to, std::vector<ActivityDatum>& data,
                 Diagnostics& diagnostics) {
    std::map<Cell, std::size_t> places;
    for (std::size_t i = 0; i < data.size(); ++i) places.emplace(cell_of(data[i]), i);
    StoreReader reader(store, methodology, diagnostics);
    for (const auto& stored : store.current()) {
        auto datum = reader.datum(stored);
        if (!datum || datum->year > year_to) continue;
        const auto [place, fresh] = places.emplace(cell_of(*datum), data.size());
        if (fresh)
            data.push_back(std::move(*datum));
        else
            data[place->second] = std::move(*datum);
    }
}

}  // namespace qingdan
