// What names mean, and the words that tell what else could have been meant.

#include <algorithm>

#include "base/text.hpp"
#include "formula/checker.hpp"

namespace qingdan::formulas {
namespace {

bool holds(const std::vector<std::string>& names, const std::string& name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

/// The nearest names; where none is near, the first few there are.
std::string suggestion(std::string_view name, const std::vector<std::string>& known) {
    constexpr std::size_t most = 12;
    std::vector<std::string> names = nearest(name, known);
    if (names.empty())
        names.assign(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(std::min(known.size(), most)));
    return join(names, ", ");
}

}  // namespace

Type Checker::input(Line& line, int index, int input, int domain) {
    const FormulaInput& found = source_.inputs[static_cast<std::size_t>(input)];
    line.note(index).input = input;
    const std::vector<std::string>& available = domains_[static_cast<std::size_t>(domain)].keys;
    std::vector<std::string> absent;
    for (const std::string& key : found.keys) {
        if (!holds(available, key)) absent.push_back(key);
    }
    for (int d = domain; d >= 0; d = domains_[static_cast<std::size_t>(d)].outer) {
        auto& met = keys_met_[static_cast<std::size_t>(d)];
        met.insert(met.end(), found.keys.begin(), found.keys.end());
    }
    if (!absent.empty() && !misnamed_[static_cast<std::size_t>(domain)]) {
        line.reporter.error("F005", line.at(index).extent,
                            {{"name", found.name}, {"keys", join(absent, ", ")}, {"available", join(available, ", ")}});
    }
    return {true, false, false, found.unit};
}

int Checker::find_input(std::string_view name) const {
    const auto found = std::find_if(source_.inputs.begin(), source_.inputs.end(),
                                    [&](const FormulaInput& input) { return input.name == name; });
    return found == source_.inputs.end() ? -1 : static_cast<int>(found - source_.inputs.begin());
}

int Checker::find_let(std::string_view name) const {
    const auto found = std::find_if(source_.lets.begin(), source_.lets.end(),
                                    [&](const FormulaText& let) { return let.name == name; });
    return found == source_.lets.end() ? -1 : static_cast<int>(found - source_.lets.begin());
}

bool Checker::names_result(std::string_view name) const {
    return name == "result" || (!source_.result.name.empty() && name == source_.result.name);
}

const FormulaText& Checker::text_of(std::size_t line) const {
    return line < source_.lets.size() ? source_.lets[line] : source_.result;
}

std::string Checker::nearest_names(std::string_view name, const Line& line, bool function) const {
    std::vector<std::string> known;
    if (function) {
        for (const FunctionEntry& entry : formula_functions()) known.push_back(entry.name);
        return suggestion(name, known);
    }
    for (std::size_t i = line.number < source_.lets.size() ? line.number : source_.lets.size(); i > 0; --i) {
        known.push_back(source_.lets[i - 1].name);
    }
    for (const FormulaInput& input : source_.inputs) known.push_back(input.name);
    return suggestion(name, known);
}

std::vector<std::string> Checker::all_keys() const {
    std::vector<std::string> keys;
    for (const FormulaInput& input : source_.inputs) {
        for (const std::string& key : input.keys) {
            if (!holds(keys, key)) keys.push_back(key);
        }
    }
    return keys;
}

std::string Checker::nearest_keys(std::string_view key) const { return suggestion(key, all_keys()); }

bool Checker::only_substances_differ(const Unit& a, const Unit& b) const {
    return units_.without_substances(a).dimension == units_.without_substances(b).dimension;
}

std::string Checker::missing_factor(const Unit& from, const Unit& to) const {
    Unit factor = to / from;
    if (only_substances_differ(from, to)) factor.scale = 1.0;  // scales are looked after already
    return describe(factor);
}

}  // namespace qingdan::formulas
