#include "formula/kernels/first_order_decay.hpp"

#include <cmath>

namespace qingdan::formulas {

// expm1 keeps the digits of slow decay, where 1 - exp(-x) would cancel them.
kernel::Mass decomposed(kernel::Mass mass, Rate rate, kernel::Time time) {
    return mass * -std::expm1(-kernel::pure(rate * time));
}

kernel::Mass remaining(kernel::Mass mass, Rate rate, kernel::Time time) {
    return mass * std::exp(-kernel::pure(rate * time));
}

}  // namespace qingdan::formulas
