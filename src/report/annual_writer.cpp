#include "report/annual_writer.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr int deepest = 8;  // includes inside includes; more is one that includes itself

std::string bound(std::string text, const std::map<std::string, std::string>& bindings) {
    if (text.size() < 2 || text.front() != '$') return text;
    const auto found = bindings.find(text.substr(1));
    return found == bindings.end() ? text : found->second;
}

ReportSelector bound(ReportSelector selector, const std::map<std::string, std::string>& bindings) {
    selector.word = bound(std::move(selector.word), bindings);
    for (auto& word : selector.plain) word = bound(std::move(word), bindings);
    for (auto& [name, word] : selector.named) word = bound(std::move(word), bindings);
    return selector;
}

/// `known value 1 …` -> `value 1 …`
ReportSelector inner(const ReportSelector& selector) {
    ReportSelector rest = selector;
    if (rest.plain.empty()) return rest;
    rest.word = rest.plain.front();
    rest.plain.erase(rest.plain.begin());
    return rest;
}

}  // namespace

std::string markdown_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (std::string_view("\\`*_{}[]<>#|~&").find(c) != std::string_view::npos) out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out;
}

std::string html_text(std::string_view text) {
    std::string out;
    for (const char c : text) {
        if (c == '&')
            out += "&amp;";
        else if (c == '<')
            out += "&lt;";
        else if (c == '>')
            out += "&gt;";
        else if (c == '"')
            out += "&quot;";
        else if (c == '\n')
            out += "<br>";
        else
            out += c;
    }
    return out;
}

AnnualWriter::AnnualWriter(const Inventory& inventory, const AnalysisResults& results, const Words& words,
                           const WorkbookModel& tables, const std::vector<std::string>& absent,
                           const ReportParts& parts, const std::vector<IndicatorTarget>& targets,
                           Diagnostics& diagnostics)
    : inventory_(inventory),
      results_(results),
      words_(words),
      tables_(tables),
      absent_(absent),
      parts_(parts),
      targets_(targets),
      diagnostics_(diagnostics),
      facts_(inventory, results, words, diagnostics) {}

std::string AnnualWriter::write(const std::vector<ReportNode>& nodes) { return write(nodes, {}, 0); }

std::string AnnualWriter::write(const std::vector<ReportNode>& nodes, const Bindings& bindings, int depth) {
    std::string out;
    for (const auto& node : nodes) {
        if (node.kind == ReportNode::Kind::text) {
            out += node.text;
            continue;
        }
        const auto selector = bound(node.selector, bindings);
        if (node.kind == ReportNode::Kind::selector) {
            out += selected(selector);
        } else if (node.kind == ReportNode::Kind::branch) {
            out += write(holds(node, selector) ? node.body : node.otherwise, bindings, depth);
        } else if (node.kind == ReportNode::Kind::loop) {
            for (const auto& member : members(selector)) {
                auto inside = bindings;
                inside[node.text] = member;
                out += write(node.body, inside, depth);
            }
        } else {
            const auto part = parts_.find(node.text);
            if (part == parts_.end() || depth >= deepest) {
                std::vector<std::string> known;
                for (const auto& [name, body] : parts_) known.push_back(name);
                facts_.not_found(selector, node.text, known);
                continue;
            }
            auto inside = bindings;
            for (const auto& [name, value] : selector.named) inside[name] = value;
            out += write(part->second, inside, depth + 1);
        }
    }
    return out;
}

bool AnnualWriter::holds(const ReportNode& node, const ReportSelector& condition) {
    bool holds = false;
    if (facts_.knows(condition.word)) {
        const auto figure = facts_.figure(condition);
        if (figure.number && node.comparison.empty()) holds = *figure.number != 0.0;
        if (figure.number && node.comparison == ">") holds = *figure.number > node.compared;
        if (figure.number && node.comparison == "<") holds = *figure.number < node.compared;
        if (figure.number && node.comparison == "is") holds = *figure.number == node.compared;
    } else if (condition.word == "illustrative") {
        holds = inventory_.settings.illustrative;
    } else if (condition.word == "has" && condition.plain.size() == 2) {
        holds = facts_.has(facts_.category(condition, condition.plain[0]), condition.plain[1]);
    } else if (condition.word == "leaf" && condition.plain.size() == 1) {
        const int found = facts_.category(condition, condition.plain[0]);
        holds = found >= 0 && found < static_cast<int>(inventory_.methodology->categories.size()) &&
                inventory_.methodology->categories[static_cast<std::size_t>(found)].children.empty();
    } else if (condition.word == "package" && condition.plain.size() == 1) {
        const auto& required = inventory_.methodology->required;
        holds = inventory_.methodology->id == condition.plain[0] ||
                std::find(required.begin(), required.end(), condition.plain[0]) != required.end();
    } else if (condition.word == "any-indicator") {
        holds = any_indicator(condition.plain);
    } else if (condition.word == "targets") {
        holds = !targets_.empty();
    } else if (condition.word == "recalculations") {
        holds = results_.recalculations.has_value();
    } else if (condition.word == "list") {
        holds = !list(condition).empty();
    } else if (const auto rest = inner(condition); !condition.plain.empty() && facts_.knows(rest.word)) {
        const auto figure = facts_.figure(rest);
        if (condition.word == "known")
            holds = figure.number.has_value();
        else if (condition.word == "incomplete")
            holds = figure.incomplete;
        else if (condition.word == "provisional")
            holds = figure.provisional;
        else
            facts_.not_found(condition, condition.word, {"known", "incomplete", "provisional"});
    } else {
        facts_.not_found(condition, condition.word,
                         {"has", "leaf", "known", "incomplete", "provisional", "illustrative", "package", "list"});
    }
    return holds != node.negated;
}

std::vector<std::string> AnnualWriter::members(const ReportSelector& selector) const {
    const auto& methodology = *inventory_.methodology;
    std::vector<std::string> found;
    if (selector.word == "sectors") {
        for (const auto& category : methodology.categories)
            if (category.parent < 0 && !category.memo) found.push_back(category.code);
    } else if (selector.word == "totals") {
        for (const auto& total : methodology.totals) found.push_back(total.id);
    } else if (selector.word == "indicators") {
        for (const auto& indicator : methodology.indicators) found.push_back(indicator.id);
    } else if (selector.word == "children" && selector.plain.size() == 1) {
        const int of = facts_.category(selector, selector.plain[0]);
        if (of >= 0 && of < static_cast<int>(methodology.categories.size()))
            for (const int child : methodology.categories[static_cast<std::size_t>(of)].children)
                if (!methodology.categories[static_cast<std::size_t>(child)].memo)
                    found.push_back(methodology.categories[static_cast<std::size_t>(child)].code);
    } else {
        found = selector.plain;
        found.insert(found.begin(), selector.word);
    }
    return found;
}

/// In any year; with names: one of these, in the last year.
bool AnnualWriter::any_indicator(const std::vector<std::string>& ids) const {
    const auto& indicators = inventory_.methodology->indicators;
    return std::any_of(results_.indicators.begin(), results_.indicators.end(), [&](const IndicatorValue& value) {
        const auto& id = indicators[static_cast<std::size_t>(value.indicator)].id;
        return value.status.is_number() && (ids.empty() || (value.year == inventory_.settings.years.back() &&
                                                            std::find(ids.begin(), ids.end(), id) != ids.end()));
    });
}

std::string AnnualWriter::selected(const ReportSelector& selector) {
    if (facts_.knows(selector.word)) return figure_text(facts_.figure(selector), selector);
    if (selector.word == "table") return table(selector);
    if (selector.word == "chart") return chart(selector);
    if (selector.word == "improvements") return own_table(selector, improvements(selector));
    if (selector.word == "requests") return own_table(selector, requests());
    if (selector.word == "effects") return own_table(selector, effects(selector));
    if (selector.word == "checks") return own_table(selector, checks());
    if (selector.word == "findings") return own_table(selector, findings(selector));
    if (selector.word == "answers") return own_table(selector, answers());
    if (selector.word == "targets") return own_table(selector, progress());
    if (selector.word == "list") return markdown_text(list(selector));
    if (const auto words = text(selector)) return markdown_text(*words);
    facts_.not_found(selector, selector.word,
                     {"value",
                      "share",
                      "gas-share",
                      "change",
                      "difference",
                      "indicator",
                      "indicator-change",
                      "uncertainty",
                      "effect",
                      "count",
                      "provisional-share",
                      "table",
                      "chart",
                      "improvements",
                      "requests",
                      "effects",
                      "checks",
                      "findings",
                      "answers",
                      "targets",
                      "list",
                      "title",
                      "region",
                      "year",
                      "package",
                      "publisher",
                      "gwp"});
    return {};
}

/// `12,345.6 万吨二氧化碳当量`; `as=number` leaves the unit out, `as=signed` puts a plus before a rise.
std::string AnnualWriter::figure_text(const ReportFigure& figure, const ReportSelector& selector) const {
    if (!figure.number) return markdown_text(figure.instead);
    const auto wanted = selector.named.find("as");
    const bool sign = wanted != selector.named.end() && wanted->second == "signed";
    const bool bare = wanted != selector.named.end() && wanted->second == "number";
    const double value = *figure.number;
    const bool keep_small = figure.unit != "%";
    const bool zero = rounded_text(value, figure.digits, keep_small).find_first_of("123456789") == std::string::npos;
    const bool in_words = figure.change && !sign && !bare;
    if (in_words && zero) return words_.in("change-none");
    std::string number = rounded_text(in_words && value < 0.0 ? -value : value, figure.digits, keep_small);
    if (sign && value > 0.0) number.insert(0, "+");
    if (figure.provisional) number = "<em class=\"provisional\">" + number + "</em>";
    if (figure.unit == "%")
        number += "%";
    else if (!figure.unit.empty() && !bare)
        number += (figure.unit.rfind("10", 0) == 0 ? "\u00a0×\u00a0" : "\u00a0") + markdown_text(figure.unit);
    if (figure.incomplete) number += "<sup>\\*</sup>";
    if (!in_words) return number;
    const char* word = figure.unit == "%" ? (value > 0.0 ? "change-rise" : "change-fall")
                                          : (value > 0.0 ? "change-more" : "change-less");
    return words_.in(word, {{"number", number}});
}

}  // namespace qingdan
