#pragma once
// A node of the graph in words: what it is, its value with unit, and where it comes from. The same from memory
// and from the store, so that the workbook's provenance and `explain` tell one story.

#include <string>
#include <vector>

#include "inventory/inventory.hpp"

namespace qingdan {

struct NodeDescription {
    NodeKind kind = NodeKind::missing;
    Title label;       ///< title of the variable, factor, method, category …
    std::string id;    ///< id of the variable, factor, method or let; category code
    std::string keys;  ///< `equipment=other;fuel=raw_coal`, with category and gas where they belong to the node
    int year = 0;
    double value = 0.0;
    Status status;
    std::string unit;
    std::string formula;  ///< of results and sub-results, as written in the package
    std::string tier;     ///< of results
    Title source;         ///< title of the cited document
    std::string page;
    std::string factor_status;  ///< `verified`, `via`, `provisional`, `own`
    std::string place;          ///< `energy.xls:Sheet1!D17`, or the package file and line of a factor or formula
    std::string printed;        ///< the datum as delivered: `1234.5 万吨`
    std::string note;
    std::string asked;  ///< of a factor: the note of the empty slot for which it stands in
};

struct DescribedUse {
    NodeId node;
    std::string role;  ///< name in the formula; empty in sums
};

/// All keys of a tuple, category and gas first: `category=1.1.2.1;equipment=other;fuel=raw_coal`.
std::string key_text_with_category(const Methodology& methodology, const std::vector<int>& dimensions,
                                   const Tuple& key);

NodeDescription describe_datum(const Inventory& inventory, const ActivityDatum& datum);
NodeDescription describe(const Inventory& inventory, NodeId node);

}  // namespace qingdan
