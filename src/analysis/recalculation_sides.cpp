// A compiled inventory in memory, seen as its store would be.

#include "analysis/recalculation.hpp"

namespace qingdan {

std::vector<StoredEstimate> InventorySide::estimates() const {
    std::vector<StoredEstimate> rows;
    const auto& methodology = *inventory_.methodology;
    rows.reserve(inventory_.estimates.size());
    for (const auto& estimate : inventory_.estimates) {
        StoredEstimate row;
        row.region = inventory_.settings.region;
        row.year = estimate.year;
        row.category = inventory_.category_code(estimate.category);
        row.gas = inventory_.gas_id(estimate.gas);
        row.title = inventory_.category_title(estimate.category);
        row.unit = methodology.units.describe(inventory_.gas_unit(estimate.gas));
        row.notation = notation_text(estimate.status.notation);
        if (estimate.status.is_number()) row.value = estimate.value;
        if (inventory_.graph.nodes[static_cast<std::size_t>(estimate.co2e_node)].status.is_number())
            row.co2e_kt = estimate.co2e_kt;
        row.gwp_set = inventory_.gwp->id;
        if (estimate.method >= 0) {
            const auto& method = methodology.methods[static_cast<std::size_t>(estimate.method)];
            row.tier = method.tier;
            row.method = method.id;
        }
        row.status = status_text(estimate.mask, estimate.status);
        row.node = estimate.node;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<DescribedUse> InventorySide::uses(NodeId id) const {
    std::vector<DescribedUse> uses;
    for (const auto& use : inventory_.graph.uses(id, *inventory_.methodology))
        uses.push_back({use.node, std::string(use.role)});
    return uses;
}

}  // namespace qingdan
