#pragma once
// One inventory compiled by two methodology packages, compared in the categories of the second.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "analysis/recalculation.hpp"
#include "methodology/mapping.hpp"

namespace qingdan {

/// Why two packages give different figures. Parts add up to the difference.
enum class PackageReason : std::uint8_t {
    gwp,     ///< the potentials
    scope,   ///< only one of them has or can estimate it
    data,    ///< the same method counts other amounts here: other keys, or another share of what was delivered
    factor,  ///< the same data with other factors
    method   ///< another method, that reads other data; with its factors
};

std::string_view reason_text(PackageReason reason);

/// A category (or total) of the other package in a year, all gases together in kt CO2e. The reasons add up to the
/// difference; those of a category are the sums of those below it.
struct PackageRow {
    int year = 0;
    std::string category;  ///< of the other package; empty: it has none
    Title title;
    std::vector<std::string> own_categories;  ///< leaves that were counted there
    std::string within;  ///< the own package divides this category no further: it is compared there
    std::optional<double> own, other;
    std::string own_notation, other_notation;
    std::map<PackageReason, double> reasons;

    [[nodiscard]] double difference() const { return within.empty() ? other.value_or(0.0) - own.value_or(0.0) : 0.0; }
};

/// `mapping`: from the own categories to the other's; null where both have the same codes. Rows by year in the order of
/// the other's categories and totals, then what it lacks.
std::vector<PackageRow> compare_packages(const Inventory& own, const Inventory& other, const CategoryMapping* mapping);

}  // namespace qingdan
