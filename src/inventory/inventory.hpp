#pragma once
// An inventory compiled: data and package bound, evaluated, added up and turned into CO2e.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "inventory/facilities.hpp"
#include "inventory/graph.hpp"
#include "inventory/settings.hpp"
#include "inventory/values.hpp"

namespace qingdan {

/// One cell of one method: the finest figures there are (details.csv).
struct LeafEstimate {
    int year = 0, category = -1, gas = -1;  ///< indices into the methodology
    int method = -1;                        ///< -1: a notation key where nothing was delivered
    std::vector<int> dimensions;            ///< of `key`; without category and gas
    Tuple key;
    double value = 0.0;  ///< in the gas's report unit
    Status status;
    std::uint8_t mask = 0;
    NodeId node = no_node;
};

/// A category, or a total, with one gas, or all gases together as CO2e.
struct Estimate {
    int year = 0;
    int category = -1;     ///< index into categories; totals follow: categories.size() + index into totals
    int gas = -1;          ///< index into gases; gases.size() = CO2e of all gases
    double value = 0.0;    ///< in the gas's report unit; CO2e in kt CO2e
    double co2e_kt = 0.0;  ///< by the inventory's GWP set; 0 with a notation key
    Status status;
    std::uint8_t mask = 0;
    int method = -1;        ///< of a leaf category; -1 for sums, or where nothing was delivered
    NodeId node = no_node;  ///< explains `value`
    NodeId co2e_node = no_node;
};

/// Which method was taken for a leaf category and gas, and why.
struct MethodChoice {
    enum class Reason { only_one, highest_tier, lower_tier_complete, pinned, nothing_delivered };
    int year = 0, category = -1, gas = -1, method = -1;
    Reason reason = Reason::only_one;
    std::vector<int> others;  ///< methods not taken, best tier first
};

/// Something asked of a department: a variable or factor without which a category is NE.
struct Request {
    int year = 0, category = -1, gas = -1;
    int variable = -1, factor = -1;
    std::vector<int> dimensions;
    Tuple key;
    std::string note;  ///< of the empty slot
    int method = -1;
};

class Inventory {
public:
    InventorySettings settings;
    std::shared_ptr<const Methodology> methodology;
    const GwpSet* gwp = nullptr;
    Unit co2e_unit;  ///< of all gases together: kt CO2e
    MemberId region = any_member;
    std::vector<DocumentPtr> documents;  ///< input files read
    std::vector<ActivityDatum> data;
    std::vector<ActivityDatum> parts;  ///< of regions within the province: compared with it, not calculated from
    std::vector<FacilityReport> facilities;
    CalculationGraph graph;
    std::vector<LeafEstimate> leaves;  ///< by year, category, gas, key
    std::vector<Estimate> estimates;   ///< by year, category (tree order, then totals), gas
    std::vector<MethodChoice> choices;
    std::vector<Request> requests;
    VariableValues values{0};  ///< delivered and derived values, for checks

    /// The estimate of a category (or total, index categories.size() + i) and gas (gases.size() = CO2e); null if there
    /// is none.
    [[nodiscard]] const Estimate* estimate(int year, int category, int gas) const;
    [[nodiscard]] std::string category_code(int category) const;  ///< also of totals
    [[nodiscard]] const Title& category_title(int category) const;
    [[nodiscard]] std::string gas_id(int gas) const;    ///< `CO2e` for all together
    [[nodiscard]] const Unit& gas_unit(int gas) const;  ///< report unit; kt CO2e for all together

    void index_estimates();

private:
    std::vector<std::int32_t> index_;
};

/// `status` column: `verified`, `via`, `provisional` (the weakest default used), `own`; with `estimated` where a gap in the
/// data was filled and `incomplete` where something below is NE.
std::string status_text(std::uint8_t mask, Status status);

/// Reads everything that the settings of an inventory's folder name and compiles it. Nothing is returned if any input
/// was refused.
std::optional<Inventory> compile_inventory(const std::filesystem::path& folder, InventorySettings settings,
                                           const std::filesystem::path& methodologies, Diagnostics& diagnostics);

/// The regions within its province that an inventory names, into the package (I010 where the province is unknown).
void read_regions(const std::filesystem::path& folder, const InventorySettings& settings, Methodology& methodology,
                  std::vector<DocumentPtr>& documents, Diagnostics& diagnostics);

/// The same from parts, for worked examples: settings need region, years, gwp_set only.
std::optional<Inventory> compile_inventory(InventorySettings settings, std::shared_ptr<const Methodology> methodology,
                                           std::vector<ActivityDatum> data, Diagnostics& diagnostics);

}  // namespace qingdan
