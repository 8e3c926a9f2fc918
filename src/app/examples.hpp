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
    std::vector<int> methods;  ///< that gave what was expected: indices into the methodology's
    std::vector<int> passed;   ///< others that took part
};

/// Runs one example. Input that the program refuses is a failure of the example, listed with its code.
ExampleOutcome run_example(const Methodology& methodology, const WorkedExample& example,
                           const DiagnosticCatalogue& words);

/// Examples by method: those whose expectation the method itself gives, the fewest data first; where there is none, one
/// in whose calculation it takes part.
std::vector<std::vector<int>> examples_of_methods(const Methodology& methodology, const DiagnosticCatalogue& words);

}  // namespace qingdan
