#pragma once
// The sheet that every figure of the workbook links to: what it was made from, down to cells and clauses.

#include <map>
#include <tuple>
#include <vector>

#include "inventory/description.hpp"
#include "report/words.hpp"
#include "report/workbook_model.hpp"

namespace qingdan {

/// Figures (year, category, gas) in the order in which tables ask for them; each has a row on the sheet.
class ProvenanceList {
public:
    ProvenanceList(const Inventory& inventory, const Words& words) : inventory_(inventory), words_(words) {}

    /// The entry of a figure, to be put into ModelCell::provenance; -1 where the inventory has none.
    int entry(int year, int category, int gas);
    /// Fills the sheet and returns the row of each entry. A sum names its parts, and these get entries too.
    std::vector<int> lay_out(SheetModel& sheet, int first_row);

private:
    void leaf_rows(const Estimate& estimate, SheetModel& sheet, int& row) const;
    void sum_row(const Estimate& estimate, SheetModel& sheet, int& row) const;
    const Inventory& inventory_;
    const Words& words_;
    std::vector<const Estimate*> entries_;
    std::map<std::tuple<int, int, int>, int> numbers_;
    mutable std::multimap<std::tuple<int, int, int>, const LeafEstimate*> leaves_;
};

}  // namespace qingdan
