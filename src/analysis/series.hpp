#pragma once
// Data and estimates along the years: jumps, flat lines, deliveries copied from last year, gaps.

#include <vector>

#include "analysis/finding.hpp"

namespace qingdan {

void check_series(const Inventory& inventory, const FindingWords& words, std::vector<Finding>& findings);

/// Which steps of a series of positive numbers stand out: index of the later number, ascending. A step is a change of
/// the logarithm; it stands out if it is further from the median step than five robust standard deviations (of the
/// median absolute deviation), than two and a half usual steps, and by more than a quarter. With fewer than five steps
/// there is no measure of what is usual: then only a factor above three counts. 0 in the series is passed over.
std::vector<std::size_t> outstanding_steps(const std::vector<double>& values);

}  // namespace qingdan
