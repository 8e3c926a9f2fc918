#pragma once
// PERT: a beta distribution between two ends around a mode, as experts are asked for it.

#include <vector>

namespace qingdan {

/// Below which the share `probability` lies. `mode` between `from` and `to`; ends that coincide give that point.
double pert_quantile(double from, double mode, double to, double probability);

/// Quantiles at 0, 1/n, … 1 for n + 1 points: what lies between is interpolated, so that draws cost no iteration.
std::vector<double> pert_quantiles(double from, double mode, double to, int n);

}  // namespace qingdan
