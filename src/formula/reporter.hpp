#pragma once
// Complaints about one formula: each with the place of the formula, a picture of the line at fault, and
// never more than a person would read.

#include <cstddef>
#include <string>
#include <string_view>

#include "base/diagnostic.hpp"
#include "formula/formula.hpp"

namespace qingdan::formulas {

/// Bounds on what a formula may be; formulas come from files that others wrote (docs/formula-language.md, Limits).
struct Limits {
    static constexpr std::size_t characters = 4000;
    static constexpr std::size_t nodes = 500;
    static constexpr int depth = 40;
    static constexpr std::size_t diagnostics = 20;
};

/// Byte columns [from, to) of a formula's text.
struct Extent {
    std::size_t from = 0, to = 0;
};

class Reporter {
public:
    Reporter(const FormulaText& formula, Diagnostics& diagnostics);

    void error(std::string code, Extent extent, DiagnosticArguments arguments = {});
    /// Takes over what another room found about a part of the formula, with our picture.
    void forward(const Diagnostics& found, Extent extent);
    [[nodiscard]] std::size_t count() const { return count_; }  ///< of complaints so far, those not shown too
    [[nodiscard]] bool failed() const { return count_ > 0; }
    [[nodiscard]] const std::string& text() const { return formula_.text; }
    [[nodiscard]] const SourceRef& where() const { return formula_.where; }

private:
    [[nodiscard]] std::string picture(Extent extent) const;

    const FormulaText& formula_;
    Diagnostics& diagnostics_;
    std::size_t count_ = 0;
};

}  // namespace qingdan::formulas
