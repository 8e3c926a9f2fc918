#pragma once
// What happens to numbers that are copied: signs, digits and points that go astray.

#include <string_view>

namespace qingdan {

/// How `printed` may have come about where `wanted` should stand: a row of the catalogue (`@cause-sign`,
/// `@cause-factor-ten`, `@cause-digits-exchanged`, `@cause-lost-digit`, `@cause-extra-digit`, `@cause-misread-digit`,
/// `@cause-missing`, `@cause-superfluous`), or empty. `wanted` is known to within `tolerance` only; `decimals`: what
/// the table prints.
std::string_view digit_slip(double printed, double wanted, int decimals, double tolerance);

}  // namespace qingdan
