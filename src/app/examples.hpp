#pragma once
// Worked examples of a package: given -> expect, run through the same compiler as an inventory.

#include <memory>
#include <string>
#include <vector>

#include "methodology/methodology.hpp"

namespace qingdan {

struct ExampleOutcome {
    std::string name, place;
    std::vector<std::string> failures;  ///< what was expected and what came; empty when all is well
    std::size_t expectations = 0;
};

/// Runs one example. Input that the program refuses is a failure of the example, listed with its code.
ExampleOutcome run_example(const Methodology& methodology, const WorkedExample& example,
                           const DiagnosticCatalogue& words);

}  // namespace qingdan
