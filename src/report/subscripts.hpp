#pragma once
// Formulas of gases as people print them: `CO2` -> `CO₂`, for every gas of a package, and `m3` -> `m³`. For what is
// read by people; files for programs keep the plain ids.

#include <map>
#include <string>
#include <string_view>

#include "methodology/methodology.hpp"

namespace qingdan {

class Subscripts {
public:
    explicit Subscripts(const Methodology& methodology);
    /// Whole words only, also before a hyphen (`N2O-N`); names of files (`CO2.csv`) stay.
    [[nodiscard]] std::string in_text(std::string_view text) const;
    /// Likewise in the text between tags.
    [[nodiscard]] std::string in_html(std::string_view html) const;

private:
    std::map<std::string, std::string, std::less<>> formulas_;
};

}  // namespace qingdan
