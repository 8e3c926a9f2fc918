#pragma once
// One check of the package in one year: its cells, and what each says.

#include <vector>

#include "analysis/finding.hpp"
#include "analysis/rounding.hpp"
#include "inventory/binder.hpp"

namespace qingdan {

/// One verdict of a check. Identities between cells (those with a tolerance) keep their numbers for likely causes.
struct Judged {
    std::size_t cell = 0;  ///< in the block's outermost domain
    Verdict verdict = Verdict::holds;
    std::optional<double> expected, actual;
    double tolerance = 0.0;
    bool blank = false;  ///< an identity of blank cells: it holds, but there is nothing to say of it
    [[nodiscard]] double residual() const { return actual.value_or(0.0) - expected.value_or(0.0); }
};

struct CheckRun {
    const Check* check = nullptr;
    Block block;
    std::vector<NamedReads> reads;   ///< per line of the program: what it reads
    std::vector<std::size_t> loads;  ///< of the program: those that the verdict rests on, not its parts or causes
    std::vector<Judged> judged;      ///< cells in scope that there is something to say of
};

class CheckRunner {
public:
    CheckRunner(Inventory& inventory, const Rounding& rounding);
    CheckRun run(std::size_t check, int year);

private:
    [[nodiscard]] bool in_scope(const Check& check, const Block& block, std::size_t cell) const;
    [[nodiscard]] bool lacks_variable(const Check& check, int year) const;
    [[nodiscard]] std::optional<Judged> judge(const CheckRun& run, std::size_t cell) const;
    [[nodiscard]] double rounding_of(const CheckRun& run, std::size_t cell) const;

    Inventory& inventory_;
    const Methodology& methodology_;
    const Rounding& rounding_;
    FactorIndex factors_;
    Binder binder_;
    Registers registers_;
};

/// The nodes on which the verdict of one cell rests, each once, in the order of the formula's loads.
std::vector<NodeId> nodes_read(const CheckRun& run, std::size_t cell);

/// Those on which one line (a named register of the program) rests.
std::vector<NodeId> nodes_behind(const CheckRun& run, std::size_t cell, std::size_t line);

}  // namespace qingdan
