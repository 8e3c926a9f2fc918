#pragma once
// Chapters with their selectors filled in: Markdown with tables and places for charts as HTML in it.

#include <map>
#include <set>
#include <string>
#include <vector>

#include "report/annual_facts.hpp"
#include "report/annual_targets.hpp"
#include "report/annual_template.hpp"
#include "report/chart_model.hpp"
#include "report/layout.hpp"

namespace qingdan {

/// A part that chapters include: `_sector.md`.
using ReportParts = std::map<std::string, std::vector<ReportNode>>;

class AnnualWriter {
public:
    /// `tables`: the sheets that `table` may name, laid out; `absent`: those that this inventory has no use for.
    AnnualWriter(const Inventory& inventory, const AnalysisResults& results, const Words& words,
                 const WorkbookModel& tables, const std::vector<std::string>& absent, const ReportParts& parts,
                 const std::vector<IndicatorTarget>& targets, Diagnostics& diagnostics);

    std::string write(const std::vector<ReportNode>& nodes);
    [[nodiscard]] const std::vector<std::string>& charts() const { return charts_; }  ///< SVG, in order

private:
    using Bindings = std::map<std::string, std::string>;
    // annual_writer.cpp: structure and figures in the text
    std::string write(const std::vector<ReportNode>& nodes, const Bindings& bindings, int depth);
    [[nodiscard]] bool holds(const ReportNode& node, const ReportSelector& condition);
    [[nodiscard]] bool any_indicator(const std::vector<std::string>& ids) const;
    [[nodiscard]] std::vector<std::string> members(const ReportSelector& list) const;
    std::string selected(const ReportSelector& selector);
    [[nodiscard]] std::string figure_text(const ReportFigure& figure, const ReportSelector& selector) const;
    // annual_lists.cpp: words and lists
    [[nodiscard]] std::optional<std::string> text(const ReportSelector& selector) const;
    [[nodiscard]] std::string list(const ReportSelector& selector) const;
    [[nodiscard]] std::vector<int> leaves_below(int category) const;
    [[nodiscard]] std::set<int> variables_read(const std::set<int>& categories) const;
    // annual_blocks.cpp: tables and charts
    std::string table(const ReportSelector& selector);
    std::string own_table(const ReportSelector& selector, SheetModel sheet);
    std::string chart(const ReportSelector& selector);
    [[nodiscard]] std::vector<std::string> chart_rows(const ReportSelector& selector) const;
    [[nodiscard]] std::optional<ChartData> chart_over_years(const ReportSelector& selector, const Unit& unit) const;
    [[nodiscard]] std::optional<ChartData> chart_of_shares(const ReportSelector& selector, const Unit& unit) const;
    [[nodiscard]] std::optional<ChartData> chart_of_largest(const ReportSelector& selector, const Unit& unit) const;
    // annual_improvements.cpp
    [[nodiscard]] SheetModel improvements(const ReportSelector& selector) const;
    [[nodiscard]] std::vector<std::string> improvement_steps(const UncertaintyLine& line) const;
    [[nodiscard]] SheetModel requests() const;
    [[nodiscard]] SheetModel effects(const ReportSelector& selector) const;
    // annual_quality.cpp
    [[nodiscard]] SheetModel checks() const;
    [[nodiscard]] SheetModel findings(const ReportSelector& selector) const;
    [[nodiscard]] SheetModel answers() const;
    [[nodiscard]] SheetModel progress() const;

    const Inventory& inventory_;
    const AnalysisResults& results_;
    const Words& words_;
    const WorkbookModel& tables_;
    const std::vector<std::string>& absent_;
    const ReportParts& parts_;
    const std::vector<IndicatorTarget>& targets_;
    Diagnostics& diagnostics_;
    AnnualFacts facts_;
    std::vector<std::string> charts_;
    int table_number_ = 0;
};

/// Text that Markdown leaves as it is.
std::string markdown_text(std::string_view text);
std::string html_text(std::string_view text);
/// Inventories write a source `中文 / English`: the part of the language.
std::string in_language(const std::string& source, const std::string& language);

}  // namespace qingdan
