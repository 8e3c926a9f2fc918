#include "analysis/key_words.hpp"

#include "base/text.hpp"

namespace qingdan {

std::string member_titles(const Methodology& methodology, const std::vector<int>& dimensions, const Tuple& key,
                          std::string_view language) {
    std::vector<std::string> titles;
    for (std::size_t i = 0; i < dimensions.size() && i < key.size(); ++i) {
        if (key[i] == any_member) continue;
        const auto& dimension = methodology.dimensions[static_cast<std::size_t>(dimensions[i])];
        titles.push_back(dimension.members[static_cast<std::size_t>(key[i])].title.in(language));
    }
    return join(titles, language == "en" ? ", " : "、");
}

std::string input_title(const Methodology& methodology, const MethodInput& input, std::string_view language) {
    std::vector<int> dimensions;
    Tuple key;
    for (const auto& [dimension, member] : input.fixed) {
        dimensions.push_back(dimension);
        key.push(member);
    }
    const auto titles = member_titles(methodology, dimensions, key, language);
    if (!titles.empty() || input.variable < 0) return titles;
    return methodology.variables[static_cast<std::size_t>(input.variable)].title.in(language);
}

}  // namespace qingdan
