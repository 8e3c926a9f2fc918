#pragma once
// Uncertainties by variable and factor, for what has no bounds of its own, and which of their figures err together:
// `uncertainty.csv` of a package or of an inventory. Nothing in it is invented by the program; without a row the
// uncertainty is unknown, and every figure errs by itself.

#include <optional>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "inventory/inventory.hpp"

namespace qingdan {

/// Which figures of a variable or factor are one draw.
enum class Together : std::uint8_t {
    none,     ///< each is its own; a factor row that serves several years is one figure
    years,    ///< those of the same keys, in all years
    figures,  ///< those of the same year, of all keys
    all
};

struct UncertaintyDefault {
    int variable = -1, factor = -1;                ///< one of them
    bool bounded = false;                          ///< false: the row only says what errs together
    double low_percent = 0.0, high_percent = 0.0;  ///< distances of the 95 % bounds from the value; both 0: exact
    std::string distribution, source;
    Together together = Together::none;
    std::string group;  ///< rows that name the same group err together; empty: each by itself
    SourceRef where;
};

using UncertaintyDefaults = std::vector<UncertaintyDefault>;

/// `kind,id,low_percent,high_percent,distribution,together,group,source,note`; kind is `variable` or `factor`. Later
/// rows replace earlier ones of the same id, so an inventory's table is read behind the package's. Unknown id Q020, no
/// percentage Q021, unknown distribution Q022, unknown word in `together` Q027, a group of variables and factors Q028.
void read_uncertainty_defaults(const CsvTable& table, const Methodology& methodology, UncertaintyDefaults& defaults,
                               Diagnostics& diagnostics);

/// `uncertainty.csv` in the package's folder, then in the inventory's; neither has to be there. What was read joins the
/// inventory's documents.
UncertaintyDefaults find_uncertainty_defaults(Inventory& inventory, const std::filesystem::path& methodologies,
                                              const std::filesystem::path& folder, Diagnostics& diagnostics);

}  // namespace qingdan
