#pragma once
// Activity data: what the departments delivered, cell by cell, in the unit of its variable.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "formula/notation.hpp"
#include "methodology/methodology.hpp"

namespace qingdan {

/// How a figure that nobody delivered was made from others.
struct EstimatedDatum {
    Title method;                   ///< `interpolation`
    Title words;                    ///< behind the variable's title: ` (estimated by interpolation: no survey in 2011)`
    std::vector<std::size_t> from;  ///< the data it was made from, as the inventory numbers them
};

struct ActivityDatum {
    int variable = -1;
    MemberId region = any_member;
    int year = 0;
    Tuple key;           ///< in the order of the variable's dimensions
    double value = 0.0;  ///< in the variable's (concrete) unit; 0 with a notation key
    Notation notation = Notation::none;
    std::optional<double> low, high;          ///< 95 % bounds, same unit
    std::string distribution = {};            ///< methodology/distribution.hpp; empty: by the bounds
    std::string printed_value, printed_unit;  ///< as delivered
    std::string source, note;
    SourceRef where;
    std::shared_ptr<const EstimatedDatum> estimated = {};  ///< null: it was delivered
};

}  // namespace qingdan
