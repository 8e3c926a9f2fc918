#pragma once
// Keys as a reader knows them: titles of members instead of ids.

#include <string>
#include <string_view>
#include <vector>

#include "methodology/methodology.hpp"

namespace qingdan {

/// `原煤、火力发电` / `Raw coal, Thermal Power`; open keys are left out.
std::string member_titles(const Methodology& methodology, const std::vector<int>& dimensions, const Tuple& key,
                          std::string_view language);
/// What an input of a check is called: the members its `where` names, or its variable.
std::string input_title(const Methodology& methodology, const MethodInput& input, std::string_view language);

}  // namespace qingdan
