// Words and lists that chapters may name.

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "base/text.hpp"
#include "report/annual_writer.hpp"

namespace qingdan {

namespace {

/// `《title》，number`: what stands behind the first comma is no part of the title.
std::string quoted_title(const std::string& title) {
    const auto comma = title.find("，");
    return "《" + title.substr(0, comma) + "》" + (comma == std::string::npos ? "" : title.substr(comma));
}

/// Inside a sentence: `Total …` -> `total …`; words that begin with two capitals stay.
std::string inside_sentence(std::string text) {
    const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
    if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && lower(text[1])) text[0] += 'a' - 'A';
    return text;
}

}  // namespace

std::string in_language(const std::string& source, const std::string& language) {
    const auto between = source.find(" / ");
    if (between == std::string::npos) return source;
    return language == "en" ? source.substr(between + 3) : source.substr(0, between);
}

std::string gwp_title(const Inventory& inventory, const Words& words) {
    const auto word = "gwp:" + inventory.gwp->id;
    return words.has(word) ? words.in(word) : inventory.gwp->title.in(words.language());
}

std::optional<std::string> AnnualWriter::text(const ReportSelector& selector) const {
    const auto& methodology = *inventory_.methodology;
    const auto& word = selector.word;
    const auto& language = words_.language();
    if (word == "title" && selector.plain.size() == 1) {
        for (const auto& indicator : methodology.indicators)
            if (indicator.id == selector.plain[0]) return indicator.title.in(language);
        const int found = facts_.category(selector, selector.plain[0]);
        if (found < 0) return std::string();
        const auto as = selector.named.find("as");
        const auto title = inventory_.category_title(found).in(language);
        return as != selector.named.end() && as->second == "inside" ? inside_sentence(title) : title;
    }
    if (word == "code" && selector.plain.size() == 1) return selector.plain[0];
    if (word == "year" && selector.plain.size() <= 1) {
        const int found = facts_.year(selector, selector.plain.empty() ? "last" : selector.plain[0]);
        return found == 0 ? std::string() : std::to_string(found);
    }
    if (!selector.plain.empty()) return std::nullopt;
    if (word == "region") {
        const auto& regions = methodology.dimensions[static_cast<std::size_t>(methodology.region_dimension)];
        const auto& region = regions.members[static_cast<std::size_t>(inventory_.region)].title.in(language);
        return inventory_.settings.illustrative ? words_.in("illustrative-region", {{"region", region}}) : region;
    }
    if (word == "inventory") return inventory_.settings.title.in(language);
    if (word == "package") return methodology.title.in(language);
    if (word == "package-version") return methodology.id + " " + methodology.version;
    if (word == "publisher") return methodology.publisher;
    if (word == "gwp") return inventory_.gwp->id;
    if (word == "gwp-title") return gwp_title(inventory_, words_);
    return std::nullopt;
}

std::vector<int> AnnualWriter::leaves_below(int category) const {
    const auto& methodology = *inventory_.methodology;
    const auto count = static_cast<int>(methodology.categories.size());
    std::vector<int> open = category < count
                                ? std::vector<int>{category}
                                : methodology.totals[static_cast<std::size_t>(category - count)].categories;
    std::vector<int> leaves;
    while (!open.empty()) {
        const int at = open.back();
        open.pop_back();
        const auto& children = methodology.categories[static_cast<std::size_t>(at)].children;
        if (children.empty()) leaves.push_back(at);
        for (const int child : children)
            if (!methodology.categories[static_cast<std::size_t>(child)].memo) open.push_back(child);
    }
    std::sort(leaves.begin(), leaves.end());
    return leaves;
}

/// What the chosen methods of these categories read, and what those variables are derived from.
std::set<int> AnnualWriter::variables_read(const std::set<int>& categories) const {
    const auto& methodology = *inventory_.methodology;
    std::set<int> found;
    std::vector<int> open;
    const auto read = [&](const Method& method) {
        for (const auto& input : method.inputs)
            if (input.variable >= 0 && found.insert(input.variable).second) open.push_back(input.variable);
    };
    for (const auto& choice : inventory_.choices)
        if (choice.year == inventory_.settings.years.back() && choice.method >= 0 &&
            categories.count(choice.category) > 0)
            read(methodology.methods[static_cast<std::size_t>(choice.method)]);
    while (!open.empty()) {
        const int variable = open.back();
        open.pop_back();
        for (const auto& method : methodology.methods)
            if (method.variable == variable) read(method);
    }
    return found;
}

/// `list parts|estimated|not-estimated|methods|sources CATEGORY`: names, parted the way the language does.
std::string AnnualWriter::list(const ReportSelector& selector) const {
    const auto& methodology = *inventory_.methodology;
    const auto& language = words_.language();
    if (selector.plain.size() != 2) {
        diagnostics_.error(
            "R042", selector.where,
            {{"selector", selector.text()},
             {"usage", "list parts|estimated|not-estimated|not-occurring|methods|sources|bases CATEGORY"}});
        return {};
    }
    const auto& what = selector.plain[0];
    const int of = facts_.category(selector, selector.plain[1]);
    if (of < 0) return {};
    const int last = inventory_.settings.years.back();
    const auto gases = static_cast<int>(methodology.gases.size());
    const auto leaves = leaves_below(of);
    const std::set<int> inside(leaves.begin(), leaves.end());
    std::vector<std::string> names;
    const auto add = [&](const std::string& name) {
        if (!name.empty() && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    };
    const std::map<std::string, Notation> keys{
        {"estimated", Notation::none}, {"not-estimated", Notation::NE}, {"not-occurring", Notation::NO}};
    if (what == "parts") {
        if (of < static_cast<int>(methodology.categories.size()))
            for (const int child : methodology.categories[static_cast<std::size_t>(of)].children)
                if (!methodology.categories[static_cast<std::size_t>(child)].memo)
                    add(inventory_.category_title(child).in(language));
    } else if (keys.count(what) > 0) {
        for (const int leaf : leaves)
            if (const auto* estimate = inventory_.estimate(last, leaf, gases);
                estimate && estimate->status.notation == keys.at(what))
                add(inventory_.category_title(leaf).in(language));
    } else if (what == "methods" || what == "bases") {
        for (const auto& choice : inventory_.choices) {
            if (choice.year != last || choice.method < 0 || inside.count(choice.category) == 0) continue;
            const auto& method = methodology.methods[static_cast<std::size_t>(choice.method)];
            const auto* source = methodology.source(method.source);
            if (what == "methods")
                add(method.title.in(language) + words_.bracketed(words_.in("report-tier", {{"tier", method.tier}})));
            else if (source)
                add(words_.chinese() ? quoted_title(source->title.zh) : source->title.en);
        }
    } else if (what == "sources") {
        const auto read = variables_read(inside);
        for (const auto& datum : inventory_.data)
            if (datum.year == last && read.count(datum.variable) > 0) add(in_language(datum.source, language));
    } else {
        facts_.not_found(selector, what,
                         {"parts", "estimated", "not-estimated", "not-occurring", "methods", "sources", "bases"});
    }
    return join(names, words_.chinese() ? (what == "methods" || what == "sources" || what == "bases" ? "；" : "、")
                                        : (what == "methods" || what == "sources" || what == "bases" ? "; " : ", "));
}

}  // namespace qingdan
