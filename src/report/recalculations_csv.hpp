#pragma once
// Recalculations as tidy CSV.

#include <string>

#include "analysis/recalculation.hpp"

namespace qingdan {

/// `year,category,gas,unit,old,new,difference,percent,cause,part,kind,id,keys,input_year,input_old,input_new,input_unit,
/// place_old,place_new,reason_zh,reason_en`: a line for every part of every difference; the parts of one figure add up
/// to `difference`. A part whose inputs were not told apart stands once, followed by a line without `part` for each
/// further input. `old` and `new` are numbers or notation keys. Sums of categories have one line a cause. What the
/// parts do not explain is a line of cause `residual`.
std::string recalculations_csv(const Recalculations& recalculations);

}  // namespace qingdan
