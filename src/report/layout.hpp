#pragma once
// Template and inventory -> a workbook's sheets, still without a file format.

#include <functional>

#include "analysis/results.hpp"
#include "analysis/uncertainty.hpp"
#include "report/category_figures.hpp"
#include "report/matrix_cells.hpp"
#include "report/provenance.hpp"
#include "report/template.hpp"
#include "report/workbook_model.hpp"

namespace qingdan {

class WorkbookLayout {
public:
    WorkbookLayout(const Inventory& inventory, const AnalysisResults& results, const WorkbookTemplate& layout,
                   const Words& words, const UncertaintyAnalysis* uncertainty = nullptr)
        : inventory_(inventory),
          results_(results),
          template_(layout),
          words_(words),
          uncertainty_(uncertainty),
          own_(inventory, std::make_shared<const ReportTree>(own_tree(*inventory.methodology))),
          figures_(&own_),
          provenance_(inventory, words) {}
    WorkbookModel lay_out();

private:
    // layout.cpp: what all sheets share
    void lay_out_sheet(const SheetTemplate& sheet);
    [[nodiscard]] std::string filled_title(const Title& title) const;
    int begin(SheetModel& sheet, const SheetTemplate& layout, int columns) const;  ///< title lines; the next row
    void figure(SheetModel& sheet, int row, int column, int year, int category, const GasColumn& shown, RowStyle style);
    void notation(SheetModel& sheet, int row, int column, Notation notation, RowStyle style) const;
    void label(SheetModel& sheet, int row, int category, RowStyle style, int top_level) const;
    [[nodiscard]] RowStyle row_style(int category) const;
    [[nodiscard]] std::string category_name(int category) const;
    [[nodiscard]] int level(int category) const;
    void link_provenance(std::size_t sheet, const std::vector<int>& rows);
    void print_formulas();
    [[nodiscard]] std::vector<NodeId> leaf_nodes(int year, int category, const std::vector<int>& gases) const;
    void say_provisional(SheetModel& sheet) const;
    // layout_tables.cpp
    void categories(SheetModel& sheet, const SheetTemplate& layout);
    void trend(SheetModel& sheet, const SheetTemplate& layout);
    [[nodiscard]] std::string column_name(const GasColumn& shown) const;
    void inserted_row(SheetModel& sheet, int row, int columns, const InsertedRow& inserted) const;
    void notes(SheetModel& sheet, const SheetTemplate& layout, int columns) const;
    void body(SheetModel& sheet, const SheetTemplate& layout, int row, int columns,
              const std::function<std::pair<int, const GasColumn*>(int)>& shown_in);
    void sum_formulas(SheetModel& sheet, const std::vector<int>& categories, int first_row,
                      const std::vector<int>& columns) const;
    void charts(SheetModel& sheet, const SheetTemplate& layout, int first_row, int first_column, int last_column);
    void copy_figure(SheetModel& sheet, int row, int column, int to_row, int to_column) const;
    // layout_shares.cpp
    void share_cells(SheetModel& sheet, const SheetTemplate& layout, int first, int column,
                     const GasColumn& shown) const;
    void share_cell(SheetModel& sheet, int row, int column, std::pair<int, int> part, std::pair<int, int> whole,
                    RowStyle style) const;
    void uncertainty_cell(SheetModel& sheet, int row, int column, int year, int category, const GasColumn& shown,
                          RowStyle style);
    // layout_composition.cpp
    void composition(SheetModel& sheet, const SheetTemplate& layout);
    void composition_chart(SheetModel& sheet, const SheetTemplate& layout, int first, int last, int columns,
                           bool over_years) const;
    void largest(SheetModel& sheet, const SheetTemplate& layout);
    // layout_notations.cpp
    void notations(SheetModel& sheet, const SheetTemplate& layout);
    [[nodiscard]] std::string notation_reason(int year, int category, int gas) const;
    [[nodiscard]] std::string missing_inputs(int year, int category, int gas) const;
    // layout_uncertainty.cpp
    void uncertainty_table(SheetModel& sheet, const SheetTemplate& layout);
    void uncertainty_row(SheetModel& sheet, int row, const UncertaintyLine& line, bool with_trend);
    void key_summary(SheetModel& sheet, const SheetTemplate& layout);
    [[nodiscard]] const UncertaintyReport* widest_report() const;
    [[nodiscard]] std::vector<std::pair<int, const UncertaintyLine*>> lines_by_category(
        const UncertaintyReport& report) const;
    [[nodiscard]] std::string line_name(int category, const UncertaintyLine& line) const;
    // layout_sensitivity.cpp
    void sensitivity(SheetModel& sheet, const SheetTemplate& layout);
    void sensitivity_row(SheetModel& sheet, int row, const Contribution& one, double scale);
    void intervals(SheetModel& sheet, const SheetTemplate& layout);
    struct YearInterval {
        int year;
        double value, low, high;
    };
    void fan(SheetModel& sheet, const ChartTemplate& wanted, int first, const std::vector<YearInterval>& years,
             const std::string& unit);
    // layout_calculations.cpp
    void calculations(SheetModel& sheet, const SheetTemplate& layout);
    // layout_matrix.cpp
    void matrix(SheetModel& sheet, const SheetTemplate& layout);
    [[nodiscard]] std::pair<Unit, double> matrix_unit(const SheetTemplate& layout, MemberId column) const;
    void matrix_figure(SheetModel& sheet, int row, int column, const MatrixCell* cell, double scale) const;
    void indicators(SheetModel& sheet, const SheetTemplate& layout);
    // layout_lists.cpp
    void cover(SheetModel& sheet, const SheetTemplate& layout);
    void methods(SheetModel& sheet, const SheetTemplate& layout);
    void findings(SheetModel& sheet, const SheetTemplate& layout);
    // layout_comparisons.cpp
    void comparisons(SheetModel& sheet, const SheetTemplate& layout);
    // layout_key_categories.cpp
    void key_categories(SheetModel& sheet, const SheetTemplate& layout);
    // layout_recalculations.cpp
    void recalculations(SheetModel& sheet, const SheetTemplate& layout);

    const Inventory& inventory_;
    const AnalysisResults& results_;
    const WorkbookTemplate& template_;
    const Words& words_;
    const UncertaintyAnalysis* uncertainty_;
    CategoryFigures own_;
    std::map<const ReportTree*, CategoryFigures> mapped_;
    const CategoryFigures* figures_;  ///< of the sheet that is being laid out
    ProvenanceList provenance_;
    std::vector<const SheetTemplate*> shown_;
    WorkbookModel model_;
};

}  // namespace qingdan
