#include "report/recalculations_text.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr int digits = 6;

std::string printed(const std::optional<double>& value, const std::string& notation) {
    return value ? number_text(*value, digits) : notation.empty() ? "–" : notation;
}

std::string with_sign(double value, int significant) {
    return (value > 0.0 ? "+" : "") + number_text(value, significant);
}

std::string head(const FigureChange& change, const Words& words) {
    std::string line = change.category + " " + change.title.in(words.language()) + " · " + change.gas + " · " +
                       std::to_string(change.year) + words.colon() + printed(change.old_value, change.old_notation) +
                       " → " + printed(change.new_value, change.new_notation) + " " + words.unit(change.unit);
    if (!change.old_value && !change.new_value) return line;
    line += words.comma() + with_sign(change.difference(), digits);
    if (const auto percent = change.percent()) line += words.bracketed(with_sign(*percent, 3) + " %");
    return line;
}

void causes_of_sum(const FigureChange& change, const Words& words, std::string& text) {
    std::map<ChangeCause, double> by_cause;
    for (const auto& part : change.parts) by_cause[part.cause] += part.amount;
    for (const auto& [cause, amount] : by_cause)
        text += "    " + words.in("cause-" + std::string(cause_text(cause))) + words.colon() +
                with_sign(amount, digits) + "\n";
}

void parts_of_leaf(const FigureChange& change, const Words& words, std::size_t most, std::string& text) {
    const auto shown = most == 0 ? change.parts.size() : std::min(most, change.parts.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const auto& part = change.parts[i];
        text += "    " + words.in("cause-" + std::string(cause_text(part.cause))) + words.colon() +
                with_sign(part.amount, digits) + "\n";
        const auto named = most == 0 ? part.inputs.size() : std::min(most, part.inputs.size());
        for (std::size_t k = 0; k < named; ++k) text += "      " + changed_input_text(part.inputs[k], words) + "\n";
        if (named < part.inputs.size())
            text += "      " + words.in("more-inputs", {{"count", std::to_string(part.inputs.size() - named)}}) + "\n";
    }
    if (shown < change.parts.size())
        text += "    " + words.in("more-inputs", {{"count", std::to_string(change.parts.size() - shown)}}) + "\n";
}

/// Where all gases together say nothing that the gases alone have not said.
bool repeats_gases(const FigureChange& change) {
    return change.all_gases && !change.sum &&
           std::none_of(change.parts.begin(), change.parts.end(),
                        [](const auto& part) { return part.cause == ChangeCause::gwp; });
}

/// `2005–2007, 2010`.
std::string year_list(const std::vector<int>& years) {
    std::vector<std::string> runs;
    for (std::size_t from = 0, to; from < years.size(); from = to) {
        for (to = from + 1; to < years.size() && years[to] == years[to - 1] + 1;) ++to;
        runs.push_back(std::to_string(years[from]) + (to - from > 1 ? "–" + std::to_string(years[to - 1]) : ""));
    }
    return join(runs, ", ");
}

}  // namespace

std::string changed_input_text(const ChangedInput& input, const Words& words) {
    const auto value = [&](const std::string& text) {
        if (text.empty()) return words.in("not-there");
        const auto number = parse_number(text);
        return number ? number_text(*number, digits) : text;
    };
    std::string line = input.label.in(words.language()) + " [" + input.id + "]";
    if (!input.keys.empty()) line += " · " + input.keys;
    if (input.year != 0) line += " · " + std::to_string(input.year);
    line += words.colon() + value(input.old_value) + " → " + value(input.new_value);
    if (!input.unit.empty() && input.unit != "1") line += " " + words.unit(input.unit);
    if (input.old_place == input.new_place || input.old_place.empty() || input.new_place.empty())
        return line + words.bracketed(input.new_place.empty() ? input.old_place : input.new_place);
    return line + words.bracketed(input.old_place + " → " + input.new_place);
}

std::string recalculations_text(const Recalculations& found, const Words& words, std::size_t most) {
    std::string text = words.in("recalculated", {{"compared", std::to_string(found.compared)},
                                                 {"different", std::to_string(found.changes.size())},
                                                 {"years", year_list(found.years)}}) +
                       "\n";
    if (!found.only_old.empty()) text += words.in("years-only-old", {{"years", year_list(found.only_old)}}) + "\n";
    if (!found.only_new.empty()) text += words.in("years-only-new", {{"years", year_list(found.only_new)}}) + "\n";
    for (const bool sums : {true, false})
        for (const auto& change : found.changes) {
            if (change.sum != sums || repeats_gases(change)) continue;
            text += "\n" + head(change, words) + "\n";
            if (sums)
                causes_of_sum(change, words, text);
            else
                parts_of_leaf(change, words, most, text);
            if (change.residual != 0.0)
                text += "    " + words.in("cause-residual") + words.colon() + with_sign(change.residual, digits) + "\n";
        }
    return text;
}

}  // namespace qingdan
