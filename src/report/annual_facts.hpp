#pragma once
// The figures that the annual report may name: a selector -> a number with its unit and marks.

#include <functional>
#include <map>
#include <set>

#include "analysis/results.hpp"
#include "report/annual_effects.hpp"
#include "report/annual_numbers.hpp"
#include "report/annual_template.hpp"
#include "report/words.hpp"

namespace qingdan {

class AnnualFacts {
public:
    AnnualFacts(const Inventory& inventory, const AnalysisResults& results, const Words& words,
                Diagnostics& diagnostics);

    /// Whether the selector's word names a figure; `text` and lists are the writer's.
    [[nodiscard]] bool knows(const std::string& word) const { return words_of_figures_.count(word) > 0; }
    /// What the selector finds; a name that does not exist is R041, wrong words are R042, a wrong unit R043.
    [[nodiscard]] ReportFigure figure(const ReportSelector& selector) const;

    [[nodiscard]] int category(const ReportSelector& selector, const std::string& code) const;  ///< -1: R041
    [[nodiscard]] int year(const ReportSelector& selector, const std::string& text) const;      ///< 0: R041
    [[nodiscard]] bool has(int category, const std::string& gas) const;  ///< a number in the last year
    /// In kt CO2e; nothing where there is no number.
    [[nodiscard]] std::optional<double> co2e(int category, int year) const;
    [[nodiscard]] std::optional<Unit> unit(const ReportSelector& selector, const std::string& text, bool gas) const;
    [[nodiscard]] std::string unit_words(const Unit& unit) const;
    /// A category, a gas or group, a year: in `unit`.
    [[nodiscard]] ReportFigure quantity(const ReportSelector& selector, int category, const std::string& gas, int year,
                                        const std::optional<Unit>& unit) const;
    [[nodiscard]] const ChangeEffects& effects(int from, int to) const;
    void not_found(const ReportSelector& selector, const std::string& name,
                   const std::vector<std::string>& known = {}) const;

private:
    [[nodiscard]] bool usage(const ReportSelector& selector, std::size_t least, std::size_t most,
                             const char* words) const;
    [[nodiscard]] static int digits(const ReportSelector& selector, std::size_t at, int otherwise);
    [[nodiscard]] ReportFigure value(const ReportSelector& selector) const;
    [[nodiscard]] ReportFigure share(const ReportSelector& selector) const;
    [[nodiscard]] ReportFigure gas_share(const ReportSelector& selector) const;
    [[nodiscard]] ReportFigure change(const ReportSelector& selector) const;
    [[nodiscard]] ReportFigure difference(const ReportSelector& selector) const;
    [[nodiscard]] ReportFigure indicator(const ReportSelector& selector) const;
    [[nodiscard]] ReportFigure indicator_change(const ReportSelector& selector) const;
    [[nodiscard]] ReportFigure uncertainty(const ReportSelector& selector) const;
    [[nodiscard]] ReportFigure effect(const ReportSelector& selector) const;
    [[nodiscard]] ReportFigure count(const ReportSelector& selector) const;
    [[nodiscard]] const std::map<std::string, double>& counts() const;
    [[nodiscard]] ReportFigure provisional_share(const ReportSelector& selector) const;
    [[nodiscard]] const UncertaintyReport* report(const ReportSelector& selector, const std::string& total) const;
    [[nodiscard]] const IndicatorValue* indicator_value(const ReportSelector& selector, const std::string& id,
                                                        int year) const;

    const Inventory& inventory_;
    const AnalysisResults& results_;
    const Words& words_;
    Diagnostics& diagnostics_;
    std::map<std::string, std::function<ReportFigure(const ReportSelector&)>> words_of_figures_;
    mutable std::map<std::string, double> counts_;
    mutable std::set<std::pair<std::string, std::string>> said_;    ///< place and name of R041
    mutable std::map<std::pair<int, int>, ChangeEffects> effects_;  ///< by years: worked out when first asked for
};

/// A set of global warming potentials by its full name, where templates/report/words.csv gives one.
std::string gwp_title(const Inventory& inventory, const Words& words);

}  // namespace qingdan
