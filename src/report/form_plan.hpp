#pragma once
// Which variables are asked of whom, and in what kind of table.

#include <string>
#include <vector>

#include "inventory/inventory.hpp"

namespace qingdan {

struct FormTable {
    enum class Kind {
        series,  ///< no key or one: rows of a sheet that all such variables of a department share, a column a year
        grid,    ///< two keys: a sheet a year, the last key across
        list     ///< more keys, or uncertainties: a row a value
    };
    Kind kind = Kind::series;
    int variable = -1;
    std::vector<std::vector<MemberId>> members;  ///< per key of the variable: those asked for
};

struct FormBook {
    std::string department;
    std::vector<FormTable> tables;  ///< in the order of the package
};

/// Everything that methods, checks and indicators read and that no method derives (or that was delivered although one
/// does), by department: the inventory's `[departments]` over the package's.
std::vector<FormBook> plan_forms(const Inventory& inventory);

/// The printed value of a datum as a number in `unit`; nothing for a notation key.
std::optional<double> printed_number(const Inventory& inventory, const ActivityDatum& datum, const std::string& unit);

}  // namespace qingdan
