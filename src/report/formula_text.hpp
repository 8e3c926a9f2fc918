#pragma once
// Figures and formulas as people read them: `energy * content` with the numbers put in.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "inventory/description.hpp"
#include "report/words.hpp"

namespace qingdan {

/// `1234.5 t CO2`, `0.9`, or the notation key.
std::string quantity_text(const NodeDescription& node, const Words& words, int digits = 8);

/// `formula` with every name of `numbers` that stands there exactly once in the list replaced by its text. A name that
/// stands in the list more often (a sum over a key) keeps its name.
std::string with_numbers(std::string_view formula, const std::vector<std::pair<std::string, std::string>>& numbers);

/// The members of a key by their titles, the category with its code: `1.1.2.1 钢铁、其他设备、原煤`. Open keys are left
/// out.
std::string key_words(const Methodology& methodology, const std::vector<int>& dimensions, const Tuple& key,
                      const Words& words);

/// The row of words.csv that says why a method was chosen.
const char* reason_word(MethodChoice::Reason reason);

/// `verified`, or `provisional;incomplete`, in words.
std::string status_words(const std::string& status, const Words& words);

}  // namespace qingdan
