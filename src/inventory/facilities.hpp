#pragma once
// What single enterprises reported: compared with the province's totals, never calculated from.

#include <optional>
#include <string>
#include <vector>

#include "activity/datum.hpp"

namespace qingdan {

/// One row: a facility's emission of a category and gas, its activity, or both.
struct FacilityReport {
    std::string facility;
    int year = 0;
    int category = -1, gas = -1;     ///< indices into the methodology; -1 without an emission
    std::optional<double> emission;  ///< in the gas's report unit
    std::optional<ActivityDatum> activity;
    SourceRef where;
};

/// `facility,year,category,gas,emission,emission_unit,variable,<keys>,value,unit`. No facility or nothing reported
/// I021; unknown category I012, gas I013, variable A001, member A002; key missing A007; bad year A006; no number A004;
/// units U….
std::vector<FacilityReport> read_facilities(const CsvTable& table, MemberId region, const Methodology& methodology,
                                            Diagnostics& diagnostics);

}  // namespace qingdan
