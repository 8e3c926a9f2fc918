#pragma once
// What a delivered cell says, whatever file it stood in: a number in the unit of its variable, or a notation key.

#include <string>
#include <vector>

#include "activity/datum.hpp"

namespace qingdan {

/// Converts `value` (and the bounds of `datum`, given in the same unit) into the variable's unit for the datum's key.
/// Errors: unit codes (U002, U005, U007 …), A003 without a unit, A008 below zero where that makes no sense.
bool set_value(ActivityDatum& datum, double value, const std::string& unit, const Methodology& methodology,
               const SourceRef& unit_where, Diagnostics& diagnostics);

/// The named distribution, if it is one of a single figure with bounds; else A063 (a discrete one needs values of its
/// own and belongs to factors).
std::string read_distribution(const std::string& text, const SourceRef& where, Diagnostics& diagnostics);

/// Says that `name` is no member, A002, with the nearest names.
void unknown_member(const KeyDimension& dimension, const std::string& name, const SourceRef& where,
                    Diagnostics& diagnostics);

}  // namespace qingdan
