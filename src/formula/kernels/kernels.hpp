#pragma once
// Functions of formulas that are written in C++ with compile-time units. What the checker needs to know of a kernel is
// deduced from its C++ signature by the bridge in units/; nobody writes it down a second time.

#include <cstddef>
#include <string>
#include <vector>

#include "units/unit.hpp"

namespace qingdan::formulas {

struct Kernel {
    std::string name, signature, text_zh, text_en;
    std::vector<Dimension> arguments;  ///< without substances; the kernel counts in base units
    Dimension result;                  ///< likewise; it carries the substance of the first argument
    /// Lane by lane: `out[i] = kernel(arguments[0][i], arguments[1][i], …)`.
    void (*run)(const double* const* arguments, double* out, std::size_t count) = nullptr;
};

/// All kernels, in the order in which they are documented.
const std::vector<Kernel>& kernels();

}  // namespace qingdan::formulas
