#pragma once
// Parts of the pages of method_docs.hpp.

#include <map>
#include <string>
#include <vector>

#include "report/formula_latex.hpp"
#include "report/method_docs.hpp"
#include "report/subscripts.hpp"

namespace qingdan {

/// Writes the section of one method.
class MethodSection {
public:
    MethodSection(const Methodology& methodology, const Words& words);

    [[nodiscard]] std::string write(const Method& method, const std::vector<int>& examples) const;

    /// Codes with titles; where all leaves of a branch are among them, the branch.
    [[nodiscard]] std::string categories_text(const std::vector<int>& leaves) const;
    /// Text of the language of the page; nothing if there is none in it.
    [[nodiscard]] std::string readable(const std::string& text) const;
    [[nodiscard]] std::string in_cell(const std::string& text) const;
    [[nodiscard]] std::string source_text(const std::string& source, const std::string& page) const;

private:
    struct Letters {
        std::map<std::string, std::string, std::less<>> by_dimension;
        std::string used;
        bool year = false;
    };

    void head(const Method& method, std::string& out) const;
    void formula(const Method& method, std::string& out) const;
    [[nodiscard]] LatexNames names(const Method& method, Letters& letters) const;
    [[nodiscard]] LatexSymbol symbol(const std::string& base, const std::vector<std::string>& dimensions,
                                     Letters& letters) const;
    void line(const FormulaText& text, const LatexNames& names, const Unit* unit, std::string& out) const;
    void legend(const Method& method, const Letters& letters, std::string& out) const;
    void inputs(const Method& method, std::string& out) const;
    void input_row(const MethodInput& input, std::string& out) const;
    void factors(const Method& method, std::string& out) const;
    void factor_rows(const FactorDefinition& factor, const std::vector<const FactorRow*>& rows, std::string& out) const;
    void factor_summary(const FactorDefinition& factor, const std::vector<const FactorRow*>& rows,
                        std::string& out) const;
    [[nodiscard]] bool concerns(const Method& method, const MethodInput& input, const FactorRow& row) const;
    void example(const Method& method, const WorkedExample& example, std::string& out) const;

    [[nodiscard]] std::string unit_text(const Unit& unit) const;
    [[nodiscard]] std::string dimension_title(int dimension) const;
    [[nodiscard]] std::string member_title(int dimension, MemberId member) const;
    [[nodiscard]] std::string keys_text(const std::vector<std::pair<std::string, std::string>>& keys) const;
    [[nodiscard]] std::string link(const std::string& file, const std::string& text) const;

    const Methodology& methodology_;
    const Words& words_;
    Subscripts subscripts_;
};

}  // namespace qingdan
