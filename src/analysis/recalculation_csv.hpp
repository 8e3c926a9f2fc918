#pragma once
// A previous submission of which only the table of its estimates is there.

#include "analysis/recalculation.hpp"
#include "base/csv.hpp"

namespace qingdan {

class EstimatesSide final : public CompiledSide {
public:
    /// Reads an estimates.csv or details.csv as a compilation writes it (columns that are not needed may be missing);
    /// the cells of details are added up. Rows of other regions are passed over. A year or value that is no number is
    /// S003, an unknown notation key I006.
    static std::optional<EstimatesSide> read(const CsvTable& table, const std::string& region,
                                             Diagnostics& diagnostics);

    [[nodiscard]] std::vector<StoredEstimate> estimates() const override { return rows_; }
    [[nodiscard]] NodeDescription node(NodeId id) const override;
    [[nodiscard]] std::vector<DescribedUse> uses(NodeId) const override { return {}; }
    [[nodiscard]] Depth depth() const override { return depth_; }

private:
    std::vector<StoredEstimate> rows_;
    Depth depth_ = Depth::figures;
};

}  // namespace qingdan
