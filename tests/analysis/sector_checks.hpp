#pragma once
// Data for checks of the guideline package: right rows, and one that takes the first one's place and is wrong.

#include <string>
#include <vector>

namespace qingdan::testing {

struct SectorCase {
    std::string check, keys;
    std::vector<std::string> rows;
    std::string wrong;
};

const std::vector<SectorCase>& sector_cases();
const std::vector<SectorCase>& ipcc_cases();

}  // namespace qingdan::testing
