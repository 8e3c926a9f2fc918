#pragma once
// One department's form as a workbook model: a cover, the sheets to fill in, and the hidden identity by which it is
// read back (activity/form_identity.hpp).

#include <map>
#include <set>

#include "report/form_plan.hpp"
#include "report/words.hpp"
#include "report/workbook_model.hpp"

namespace qingdan {

struct FormOptions {
    std::vector<int> years;  ///< asked for, ascending
    bool filled = true;      ///< with what was delivered for them
};

class FormLayout {
public:
    FormLayout(const Inventory& inventory, const FormBook& book, const FormOptions& options, const Words& words);
    WorkbookModel lay_out();

private:
    struct Asked {  ///< one row of a series sheet
        const FormTable* table;
        Tuple key;
    };
    // form_layout.cpp: cover, identity and what all sheets share
    void cover();
    SheetModel& add_sheet(const std::string& name, const std::string& title, int columns);
    void record(const std::vector<std::string>& cells);
    [[nodiscard]] std::string department() const;
    [[nodiscard]] std::string free_name(const std::string& wanted) const;
    [[nodiscard]] const ActivityDatum* datum(int variable, const Tuple& key, int year) const;
    [[nodiscard]] std::string unit_of(int variable, const Tuple& key, const ActivityDatum* example) const;
    [[nodiscard]] std::vector<std::string> units_like(int variable, const Tuple& key, const std::string& first) const;
    [[nodiscard]] const std::string& title_of(const Title& title) const { return title.in(words_.language()); }
    [[nodiscard]] const Variable& variable(int index) const;
    [[nodiscard]] std::string explanation(int variable) const;
    [[nodiscard]] std::string key_text(const Variable& variable, const Tuple& key) const;
    void value(SheetModel& sheet, int row, int column, const ActivityDatum* datum, const std::string& unit,
               CellRole role) const;
    void rule(SheetModel& sheet, int variable, int row, int column, int last_row, int last_column) const;
    // form_sheets.cpp: the three kinds of sheets
    void series();
    void series_row(SheetModel& sheet, int row, const Asked& asked, const std::string& label, int indent);
    void grid(const FormTable& table, int year);
    void grid_previous(SheetModel& sheet, const FormTable& table, int year, int row);
    void list(const FormTable& table);
    void list_choices(SheetModel& sheet, const FormTable& table, int first_row, int last_row);

    const Inventory& inventory_;
    const Methodology& methodology_;
    const FormBook& book_;
    const FormOptions& options_;
    const Words& words_;
    std::map<std::tuple<int, Tuple, int>, const ActivityDatum*> data_;
    std::optional<int> previous_;  ///< the last year before those asked for that anything was delivered for
    WorkbookModel model_;
    SheetModel identity_;
    int records_ = 0;
    std::vector<std::pair<std::string, int>> contents_;  ///< sheets with what they ask for, and its count of cells
    int choices_ = 0;                                    ///< columns of drop-down lists on the identity sheet
};

}  // namespace qingdan
