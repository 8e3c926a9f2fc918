#include "analysis/recalculation_csv.hpp"

#include <map>
#include <tuple>

#include "base/text.hpp"

namespace qingdan {

namespace {

/// One line; nothing if it is of another region or was refused.
std::optional<StoredEstimate> read_row(const CsvTable& table, const CsvRow& row, const std::string& region,
                                       Diagnostics& diagnostics) {
    const auto text = [&](const char* name) { return table.at(row, table.column(name)); };
    StoredEstimate read;
    read.region = text("region");
    if (!read.region.empty() && read.region != region) return std::nullopt;
    read.category = text("category");
    read.title = {read.category, read.category};
    read.gas = text("gas");
    read.unit = text("unit");
    const auto errors_before = diagnostics.error_count();
    const auto number = [&](const char* name) {
        const auto value = parse_number(text(name));
        if (!value) diagnostics.error("S003", table.where(row, table.column(name)), {{"text", text(name)}});
        return value.value_or(0.0);
    };
    read.year = static_cast<int>(number("year"));
    if (const auto key = text("notation"); key.empty())
        read.value = number("value");
    else if (parse_notation(key))
        read.notation = key;
    else
        diagnostics.error("I006", table.where(row, table.column("notation")), {{"text", key}});
    if (diagnostics.error_count() > errors_before) return std::nullopt;
    return read;
}

void add_cell(StoredEstimate& sum, const StoredEstimate& cell) {
    if (!cell.value) return;
    sum.value = sum.value.value_or(0.0) + *cell.value;
    sum.notation.clear();
}

}  // namespace

std::optional<EstimatesSide> EstimatesSide::read(const CsvTable& table, const std::string& region,
                                                 Diagnostics& diagnostics) {
    const auto errors_before = diagnostics.error_count();
    if (!table.require({"year", "category", "gas", "value", "unit", "notation"}, {}, false, diagnostics))
        return std::nullopt;
    EstimatesSide side;
    if (table.column("keys")) side.depth_ = Depth::leaves;
    std::map<std::tuple<int, std::string, std::string>, std::size_t> places;
    for (const auto& row : table.rows()) {
        auto read = read_row(table, row, region, diagnostics);
        if (!read) continue;
        const auto [place, fresh] =
            places.emplace(std::tuple{read->year, read->category, read->gas}, side.rows_.size());
        if (!fresh) {
            add_cell(side.rows_[place->second], *read);
            continue;
        }
        read->node = static_cast<NodeId>(side.rows_.size());
        side.rows_.push_back(std::move(*read));
    }
    if (diagnostics.error_count() > errors_before) return std::nullopt;
    return side;
}

NodeDescription EstimatesSide::node(NodeId id) const {
    const auto& row = rows_[static_cast<std::size_t>(id)];
    NodeDescription description;
    description.kind = NodeKind::category;
    description.id = row.category;
    description.label = row.title;
    description.keys = "gas=" + row.gas;
    description.year = row.year;
    description.value = row.value.value_or(0.0);
    description.status.notation = parse_notation(row.notation).value_or(Notation::none);
    description.unit = row.unit;
    return description;
}

}  // namespace qingdan
