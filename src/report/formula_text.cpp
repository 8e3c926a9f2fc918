#include "report/formula_text.hpp"

#include <cctype>
#include <map>

#include "base/text.hpp"

namespace qingdan {

std::string quantity_text(const NodeDescription& node, const Words& words, int digits) {
    if (!node.status.is_number()) return std::string(notation_text(node.status.notation));
    const auto unit = words.unit(node.unit);
    return number_text(node.value, digits) + (unit.empty() || unit == "1" ? "" : " " + unit);
}

std::string with_numbers(std::string_view formula, const std::vector<std::pair<std::string, std::string>>& numbers) {
    std::map<std::string, std::pair<int, std::string>, std::less<>> by_name;
    for (const auto& [name, text] : numbers) {
        auto& entry = by_name[name];
        ++entry.first;
        entry.second = text;
    }
    const auto letter = [](char c) { return std::isalpha(static_cast<unsigned char>(c)) != 0 || c == '_'; };
    const auto part = [&](char c) { return letter(c) || std::isdigit(static_cast<unsigned char>(c)) != 0; };
    std::string out;
    for (std::size_t at = 0; at < formula.size();) {
        if (!letter(formula[at]) || (at > 0 && part(formula[at - 1]))) {
            out += formula[at++];
            continue;
        }
        auto end = at;
        while (end < formula.size() && part(formula[end])) ++end;
        const auto name = formula.substr(at, end - at);
        const auto found = by_name.find(name);
        out += found != by_name.end() && found->second.first == 1 ? found->second.second : std::string(name);
        at = end;
    }
    return out;
}

std::string status_words(const std::string& status, const Words& words) {
    std::vector<std::string> parts;
    for (const auto& part : split(status, ';')) parts.push_back(words.in(part));
    return join(parts, words.chinese() ? "、" : ", ");
}

std::string key_words(const Methodology& methodology, const std::vector<int>& dimensions, const Tuple& key,
                      const Words& words) {
    std::string text;
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        if (key[i] == any_member) continue;
        const auto& member =
            methodology.dimensions[static_cast<std::size_t>(dimensions[i])].members[static_cast<std::size_t>(key[i])];
        if (!text.empty()) text += words.chinese() ? "、" : ", ";
        if (dimensions[i] == methodology.category_dimension) text += member.id + " ";
        text += member.title.in(words.language());
    }
    return text;
}

const char* reason_word(MethodChoice::Reason reason) {
    switch (reason) {
        case MethodChoice::Reason::only_one: return "only_one";
        case MethodChoice::Reason::highest_tier: return "highest_tier";
        case MethodChoice::Reason::lower_tier_complete: return "lower_tier_complete";
        case MethodChoice::Reason::pinned: return "pinned";
        case MethodChoice::Reason::nothing_delivered: return "nothing_delivered";
    }
    return "nothing_delivered";
}

}  // namespace qingdan
