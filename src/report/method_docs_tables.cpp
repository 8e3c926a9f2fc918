// What goes into a method: its inputs, its factors and a worked example.

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"
#include "report/method_docs_writer.hpp"

namespace qingdan {

namespace {

constexpr std::size_t most_rows = 12;     ///< of one factor, before it is abbreviated
constexpr std::size_t most_given = 8;     ///< of an example
constexpr std::size_t most_examples = 2;  ///< of a method
constexpr int digits = 10;

std::string document(const SourceRef& where) { return where.document ? where.document->path : std::string(); }

}  // namespace

void MethodSection::input_row(const MethodInput& input, std::string& out) const {
    std::string what, kind, keys;
    std::vector<std::string> parts;
    for (const int dimension : input.dimensions) parts.push_back(dimension_title(dimension));
    for (const auto& [dimension, member] : input.fixed)
        parts.push_back(dimension_title(dimension) + " = " + member_title(dimension, member));
    keys = join(parts, words_.chinese() ? "、" : ", ");
    switch (input.kind) {
        case MethodInput::Kind::variable: {
            const auto& variable = methodology_.variables[static_cast<std::size_t>(input.variable)];
            what = in_cell(variable.title.in(words_.language())) + " `" + variable.id + "`";
            const auto& description = words_.chinese() ? variable.description_zh : variable.description_en;
            if (!description.empty()) what += ". " + in_cell(description);
            std::vector<std::string> givers;
            for (const auto& method : methodology_.methods)
                if (method.variable == input.variable) givers.push_back("`" + method.id + "`");
            kind = givers.empty() ? words_.in("docs-data") : words_.in("docs-derived") + " " + join(givers, ", ");
            break;
        }
        case MethodInput::Kind::factor: {
            const auto& factor = methodology_.factors[static_cast<std::size_t>(input.factor)];
            what = in_cell(factor.title.in(words_.language())) + " `" + factor.id + "`";
            kind = words_.in("docs-factor");
            break;
        }
        case MethodInput::Kind::constant:
            what = number_text(input.constant, digits);
            kind = words_.in("docs-constant");
            break;
        case MethodInput::Kind::estimate: what = input.category + " " + input.gas; break;
    }
    if (input.fallback)
        kind += words_.bracketed(words_.in("docs-default", {{"value", number_text(*input.fallback, digits)}}));
    out += "| `" + input.name + "` | " + what + " | " + unit_text(input.unit) + " | " + keys + " | " + kind + " |\n";
}

void MethodSection::inputs(const Method& method, std::string& out) const {
    if (method.inputs.empty()) return;
    out += "| " + words_.in("docs-name") + " | " + words_.in("docs-meaning") + " | " + words_.in("docs-unit") + " | " +
           words_.in("docs-keys") + " | " + words_.in("docs-from") + " |\n|---|---|---|---|---|\n";
    for (const auto& input : method.inputs) input_row(input, out);
    out += "\n";
}

bool MethodSection::concerns(const Method& method, const MethodInput& input, const FactorRow& row) const {
    const auto& dimensions = methodology_.factors[static_cast<std::size_t>(input.factor)].dimensions;
    for (std::size_t i = 0; i < dimensions.size(); ++i) {
        if (row.key[i] == any_member) continue;
        const auto& dimension = methodology_.dimensions[static_cast<std::size_t>(dimensions[i])];
        const auto reaches = [&](MemberId member) { return dimension.distance(member, row.key[i]).has_value(); };
        const auto fixed = std::find_if(input.fixed.begin(), input.fixed.end(),
                                        [&](const auto& pair) { return pair.first == dimensions[i]; });
        if (fixed != input.fixed.end()) {
            if (!reaches(fixed->second)) return false;
        } else if (dimensions[i] == methodology_.category_dimension && !method.categories.empty()) {
            if (std::none_of(method.categories.begin(), method.categories.end(), [&](int category) {
                    return reaches(methodology_.categories[static_cast<std::size_t>(category)].member);
                }))
                return false;
        } else if (dimensions[i] == methodology_.gas_dimension && !method.gases.empty()) {
            if (std::none_of(method.gases.begin(), method.gases.end(), [&](const std::string& gas) {
                    const auto member = dimension.find(gas);
                    return member && reaches(*member);
                }))
                return false;
        }
    }
    return true;
}

void MethodSection::factors(const Method& method, std::string& out) const {
    std::set<int> seen;
    std::string table;
    for (const auto& input : method.inputs) {
        if (input.kind != MethodInput::Kind::factor || !seen.insert(input.factor).second) continue;
        std::vector<const FactorRow*> rows;
        for (const auto& row : methodology_.factor_rows)
            if (row.factor == input.factor && concerns(method, input, row)) rows.push_back(&row);
        const auto& factor = methodology_.factors[static_cast<std::size_t>(input.factor)];
        if (rows.size() <= most_rows)
            factor_rows(factor, rows, table);
        else
            factor_summary(factor, rows, table);
    }
    if (table.empty()) return;
    out += "| " + words_.in("docs-factor") + " | " + words_.in("docs-for") + " | " + words_.in("docs-value") + " | " +
           words_.in("docs-range") + " | " + words_.in("docs-unit") + " | " + words_.in("docs-status") + " | " +
           words_.in("docs-source") + " |\n|---|---|---|---|---|---|---|\n" + table + "\n";
}

void MethodSection::factor_rows(const FactorDefinition& factor, const std::vector<const FactorRow*>& rows,
                                std::string& out) const {
    for (const auto* row : rows) {
        std::vector<std::string> keys;
        for (std::size_t i = 0; i < factor.dimensions.size(); ++i)
            if (row->key[i] != any_member) keys.push_back(member_title(factor.dimensions[i], row->key[i]));
        if (row->year_from || row->year_to)
            keys.push_back((row->year_from ? std::to_string(*row->year_from) : "") + "–" +
                           (row->year_to ? std::to_string(*row->year_to) : ""));
        const bool slot = !row->value && row->notation == Notation::none;
        const auto value = slot         ? "**" + words_.in("docs-slot") + "**"
                           : row->value ? number_text(*row->value, digits)
                                        : std::string(notation_text(row->notation));
        const auto range = row->low && row->high
                               ? number_text(*row->low, digits) + " – " + number_text(*row->high, digits)
                               : std::string();
        const auto note = slot ? readable(row->note) : std::string();
        out += "| `" + factor.id + "` | " + join(keys, words_.chinese() ? "、" : ", ") + " | " + value + " | " + range +
               " | " + unit_text(factor.unit) + " | " +
               (slot ? note : words_.in(std::string(status_text(row->status)))) + " | " +
               (slot ? std::string() : source_text(row->source, row->page)) + " |\n";
    }
}

void MethodSection::factor_summary(const FactorDefinition& factor, const std::vector<const FactorRow*>& rows,
                                   std::string& out) const {
    std::map<std::string, int> statuses;
    std::set<std::string> sources, files;
    const FactorRow *least = nullptr, *most = nullptr;
    for (const auto* row : rows) {
        files.insert(document(row->where));
        if (!row->value && row->notation == Notation::none) {
            ++statuses[words_.in("docs-slot")];
            continue;
        }
        ++statuses[words_.in(std::string(status_text(row->status)))];
        if (!row->source.empty()) sources.insert(row->source);
        if (!row->value) continue;
        if (!least || *row->value < *least->value) least = row;
        if (!most || *row->value > *most->value) most = row;
    }
    std::vector<std::string> counts, links, cited;
    for (const auto& [status, count] : statuses) counts.push_back(status + " " + std::to_string(count));
    for (const auto& file : files) links.push_back(link(file, file.substr(file.rfind('/') + 1)));
    for (const auto& source : sources) cited.push_back(source_text(source, {}));
    std::vector<std::string> keys;
    for (const int dimension : factor.dimensions) keys.push_back(dimension_title(dimension));
    out += "| `" + factor.id + "` | " + words_.in("docs-rows", {{"count", std::to_string(rows.size())}}) +
           words_.bracketed(join(keys, words_.chinese() ? "、" : ", ")) + words_.colon() + join(links, ", ") + " | " +
           (least ? number_text(*least->value, digits) + " … " + number_text(*most->value, digits) : std::string()) +
           " | | " + unit_text(factor.unit) + " | " + join(counts, words_.chinese() ? "、" : ", ") + " | " +
           join(cited, words_.semicolon()) + " |\n";
}

std::string MethodSection::keys_text(const std::vector<std::pair<std::string, std::string>>& keys) const {
    std::vector<std::string> parts;
    for (const auto& [dimension, member] : keys) {
        const int index = methodology_.dimension(dimension);
        const auto found =
            index < 0 ? std::nullopt : methodology_.dimensions[static_cast<std::size_t>(index)].find(member);
        parts.push_back(found ? member_title(index, *found) : member);
    }
    return words_.bracketed(join(parts, words_.chinese() ? "、" : ", "));
}

void MethodSection::example(const Method& method, const WorkedExample& example, std::string& out) const {
    out += "**" + words_.in("docs-example") + "**";
    if (const auto name = readable(example.name); !name.empty()) out += words_.colon() + in_cell(name);
    out += words_.bracketed(example.region + ", " + std::to_string(example.year) + words_.comma() +
                            link(document(example.where), words_.in("docs-file"))) +
           "\n\n";
    const auto amount = [&](const std::optional<double>& value, Notation notation, const std::string& unit) {
        return value ? number_text(*value, digits) + (unit == "1" ? "" : " " + in_cell(words_.unit(unit)))
                     : std::string(notation_text(notation));
    };
    std::size_t shown = 0;
    for (const auto& given : example.given) {
        if (++shown > most_given) break;
        const int index = methodology_.variable(given.variable);
        out +=
            "- " +
            (index < 0 ? given.variable
                       : in_cell(methodology_.variables[static_cast<std::size_t>(index)].title.in(words_.language()))) +
            keys_text(given.keys) +
            (given.year && given.year != example.year ? " " + std::to_string(given.year) : std::string()) + " = " +
            amount(given.value, given.notation, given.unit) + "\n";
    }
    if (example.given.size() > most_given)
        out += "- " + words_.in("docs-more", {{"count", std::to_string(example.given.size() - most_given)}}) + "\n";
    for (const auto& own : example.factors)
        out += "- `" + own.factor + "`" + keys_text(own.keys) + " = " + number_text(own.value, digits) + " " +
               in_cell(words_.unit(own.unit)) + "\n";
    shown = 0;
    for (const auto& expect : example.expect) {
        const int category = methodology_.category(expect.category);
        const int variable = methodology_.variable(expect.variable);
        const bool ours = expect.variable.empty()
                              ? std::find(method.gases.begin(), method.gases.end(), expect.gas) != method.gases.end()
                              : variable == method.variable;
        if (!ours || ++shown > most_given) continue;
        out += "- → " +
               (variable >= 0
                    ? in_cell(methodology_.variables[static_cast<std::size_t>(variable)].title.in(words_.language()))
                : category >= 0 ? expect.category + " " +
                                      in_cell(methodology_.categories[static_cast<std::size_t>(category)].title.in(
                                          words_.language())) +
                                      " " + in_cell(expect.gas)
                                : expect.category + " " + in_cell(expect.gas)) +
               keys_text(expect.keys) + " = **" + amount(expect.value, expect.notation, expect.unit) + "**\n";
    }
    if (const auto arithmetic = readable(example.arithmetic); !arithmetic.empty())
        out += "\n" + in_cell(arithmetic) + "\n";
    out += "\n";
}

std::string MethodSection::write(const Method& method, const std::vector<int>& examples) const {
    std::string out;
    head(method, out);
    formula(method, out);
    inputs(method, out);
    factors(method, out);
    for (std::size_t i = 0; i < std::min(examples.size(), most_examples); ++i)
        example(method, methodology_.examples[static_cast<std::size_t>(examples[i])], out);
    return out;
}

}  // namespace qingdan
