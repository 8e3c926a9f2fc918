#pragma once
// The sheet that every figure of the workbook links to: what it was made from, down to cells and clauses.

#include <map>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "inventory/description.hpp"
#include "report/category_figures.hpp"
#include "report/words.hpp"
#include "report/workbook_model.hpp"

namespace qingdan {

/// Figures (year, category, gas) and inputs (data, factors) in the order in which tables ask for them; each has a row
/// on the sheet.
class ProvenanceList {
public:
    ProvenanceList(const Inventory& inventory, const Words& words)
        : inventory_(inventory),
          words_(words),
          own_(inventory, std::make_shared<const ReportTree>(own_tree(*inventory.methodology))) {}

    /// The entry of a figure, to be put into ModelCell::provenance; -1 where there is none. `figures` must live until
    /// the sheet is laid out.
    int entry(const CategoryFigures& figures, int year, int category, int gas);
    /// The entry of what a cell shows of the inputs: one node of the graph, or several that are added up in it.
    int entry(const std::vector<NodeId>& inputs);
    /// Fills the sheet and returns the row of each entry. What a figure of a mapped category adds is linked to its own
    /// entry.
    std::vector<int> lay_out(SheetModel& sheet, int first_row);

private:
    struct Entry {
        const CategoryFigures* figures;
        int year = 0, category = -1, gas = -1;
        std::vector<NodeId> inputs = {};  ///< instead of a figure: then `figures` is null
        friend auto operator<=>(const Entry&, const Entry&) = default;
    };
    int number_of(Entry entry);
    int own_entry(const Estimate& estimate);
    [[nodiscard]] Entry own_entry_of(const Estimate& estimate) const;
    [[nodiscard]] bool is_leaf(const Estimate& estimate) const;
    void input_rows(const std::vector<NodeId>& inputs, SheetModel& sheet, int& row);
    void head_row(const Entry& entry, const Figure& figure, SheetModel& sheet, int& row) const;
    void leaf_rows(const Estimate& estimate, SheetModel& sheet, int& row) const;
    void sum_rows(const Estimate& estimate, SheetModel& sheet, int& row);
    void leaf_links(const Entry& entry, SheetModel& sheet, int& row);
    void estimate_row(const Estimate& estimate, SheetModel& sheet, int& row);
    void mapped_rows(const Entry& entry, const Figure& figure, SheetModel& sheet, int& row);
    void quantity(double value, Status status, std::uint8_t mask, int gas, SheetModel& sheet, int row) const;
    const Inventory& inventory_;
    const Words& words_;
    const CategoryFigures own_;
    std::vector<Entry> entries_;
    std::map<Entry, int> numbers_;
    std::multimap<std::tuple<int, int, int>, const LeafEstimate*> leaves_;
    std::unordered_map<NodeId, const Estimate*> estimates_;  ///< by their nodes
};

}  // namespace qingdan
