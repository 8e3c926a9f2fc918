#pragma once
// What a run leaves for other programs: tidy CSV of every figure, findings and manifest as JSON. All functions return
// bytes; who calls them writes the files. Numbers are the shortest text that reads back as the same double.

#include <string>
#include <utility>
#include <vector>

#include "analysis/finding.hpp"
#include "analysis/uncertainty.hpp"

namespace qingdan {

/// `region,year,category,gas,value,unit,notation,co2e_kt,gwp_set,tier,method,low,high,status`: every category and
/// total, every gas, and `CO2e` for all gases together. In the order of the inventory: year, category, gas.
/// `low` and `high` are the 95 % interval of `value`; empty without `uncertainty`, and where a single input has none:
/// an interval that leaves inputs out would look better than it is.
std::string estimates_csv(const Inventory& inventory, const UncertaintyAnalysis* uncertainty = nullptr);

/// The leaf estimates, with the same columns and `keys` behind them: `equipment=other;fuel=raw_coal`.
std::string details_csv(const Inventory& inventory, const UncertaintyAnalysis* uncertainty = nullptr);

/// Each finding as a JSON object on one line.
std::vector<std::string> finding_texts(const std::vector<Finding>& findings);
/// Those as a list, one object a line.
std::string findings_json(const std::vector<std::string>& findings);

/// What the manifest says besides what the inventory knows itself.
struct ManifestFacts {
    std::string version;                                       ///< of the program
    std::vector<std::pair<std::string, std::string>> options;  ///< name and value, in the order given
    std::string time;                                          ///< empty: no clock time, so that two runs agree
};

/// Versions, digests of every file that was read, options.
std::string manifest_json(const Inventory& inventory, const ManifestFacts& facts);

}  // namespace qingdan
