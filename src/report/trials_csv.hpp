#pragma once
// What Monte Carlo trials gave, as tidy CSV.

#include <string>

#include "analysis/uncertainty.hpp"
#include "analysis/uncertainty_run.hpp"

namespace qingdan {

/// `region,year,category,gas,unit,value,mean,median,low,high,low_error,high_error,trials,failed,unknown_inputs`: every
/// estimate with a number. `low` and `high` are the 2.5 and 97.5 % points, the errors their standard errors. What rests
/// on an input without an uncertainty has no figures from the trials, only the count of such inputs. A year like
/// `2005-2022` is the trend: change in per cent.
std::string trials_csv(const Inventory& inventory, const UncertaintyAnalysis& analysis, const TrialResult& result);

/// `rank,kind,id,keys,year,place,share`: the inputs by their squared correlation with the last total of the last year.
std::string influence_csv(const Inventory& inventory, const UncertaintyAnalysis& analysis, const TrialResult& result);

}  // namespace qingdan
