#pragma once
// Activity data: what the departments delivered, cell by cell, in the unit of its variable.

#include <optional>
#include <string>
#include <vector>

#include "formula/notation.hpp"
#include "methodology/methodology.hpp"

namespace qingdan {

struct ActivityDatum {
    int variable = -1;
    MemberId region = any_member;
    int year = 0;
    Tuple key;           ///< in the order of the variable's dimensions
    double value = 0.0;  ///< in the variable's (concrete) unit; 0 with a notation key
    Notation notation = Notation::none;
    std::optional<double> low, high;          ///< 95 % bounds, same unit
    std::string printed_value, printed_unit;  ///< as delivered
    std::string source, note;
    SourceRef where;
};

}  // namespace qingdan
