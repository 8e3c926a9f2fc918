// The formula of a method, its letters and its head.

#include <algorithm>
#include <cctype>
#include <set>

#include "base/text.hpp"
#include "report/method_docs_writer.hpp"

namespace qingdan {

namespace {

constexpr std::size_t widest_line = 90;  ///< characters that stand in print
constexpr char year_letter = 't';

/// About as many characters as are seen of a piece of LaTeX.
std::size_t printed_width(const std::string& latex) {
    std::size_t width = 0;
    for (std::size_t i = 0; i < latex.size(); ++i) {
        const char c = latex[i];
        if (c == '\\') {
            while (i + 1 < latex.size() && std::isalpha(static_cast<unsigned char>(latex[i + 1]))) ++i;
        } else if (c != '{' && c != '}' && c != ' ' && c != '_' && (static_cast<unsigned char>(c) & 0xC0) != 0x80) {
            ++width;
        }
    }
    return width;
}

bool word_in(const std::string& text, const std::string& word) {
    for (auto at = text.find(word); at != std::string::npos; at = text.find(word, at + 1))
        if ((at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]))) && text[at + word.size()] == '(')
            return true;
    return false;
}

std::string text_of(const Method& method) {
    std::string all;
    for (const auto& let : method.formula.lets) all += let.text + "\n";
    return all + method.formula.result.text;
}

}  // namespace

void MethodSection::head(const Method& method, std::string& out) const {
    out += "<a id=\"" + method.id + "\"></a>\n\n### " + in_cell(method.title.in(words_.language())) + "\n\n";
    if (method.variable >= 0) {
        const auto& variable = methodology_.variables[static_cast<std::size_t>(method.variable)];
        out += "- " + words_.in("docs-gives") + words_.colon() + in_cell(variable.title.in(words_.language())) + " `" +
               variable.id + "`, " + unit_text(method.unit) + "\n";
    } else {
        out += "- " + words_.in("docs-gases") + words_.colon() + in_cell(join(method.gases, ", ")) + "\n- " +
               words_.in("docs-categories") + words_.colon() + categories_text(method.categories) + "\n";
    }
    out += "- " + words_.in("docs-tier") + words_.colon() + method.tier + " · " + words_.in("docs-id") +
           words_.colon() + link(method.where.document ? method.where.document->path : std::string(), method.id) +
           "\n- " + words_.in("docs-clause") + words_.colon() + source_text(method.source, method.page) + "\n";
    if (const auto note = readable(method.note.in(words_.language())); !note.empty()) out += "- " + note + "\n";
}

LatexSymbol MethodSection::symbol(const std::string& base, const std::vector<std::string>& dimensions,
                                  Letters& letters) const {
    LatexSymbol made{base, {}};
    for (const auto& dimension : dimensions) {
        auto& letter = letters.by_dimension[dimension];
        if (letter.empty()) {
            const auto candidates = dimension + "abcdefghijklmnopqrsuvwxyz";
            const auto free = std::find_if(candidates.begin(), candidates.end(), [&](char c) {
                return c != year_letter && std::islower(static_cast<unsigned char>(c)) &&
                       letters.used.find(c) == std::string::npos;
            });
            letter = free == candidates.end() ? std::string("z") : std::string(1, *free);
            letters.used += letter;
        }
        made.indices.push_back(letter);
    }
    return made;
}

LatexNames MethodSection::names(const Method& method, Letters& letters) const {
    LatexNames names;
    const auto ids = [&](const std::vector<int>& dimensions) {
        std::vector<std::string> list;
        for (const int each : dimensions) list.push_back(methodology_.dimensions[static_cast<std::size_t>(each)].id);
        return list;
    };
    const auto base = method.variable >= 0
                          ? latex_name(methodology_.variables[static_cast<std::size_t>(method.variable)].id)
                          : std::string("E");
    names.symbols["result"] = symbol(base, ids(method.dimensions), letters);
    for (const auto& input : method.inputs)
        names.symbols[input.name] = symbol(latex_name(input.name), ids(input.dimensions), letters);
    for (const auto& named : method.program.named) {
        if (named.name.empty() || names.symbols.count(named.name)) continue;
        const auto& keys = method.program.domains[static_cast<std::size_t>(named.domain)].keys;
        names.symbols[named.name] = symbol(latex_name(named.name), keys, letters);
    }
    names.letters = letters.by_dimension;
    names.otherwise = words_.in("docs-otherwise");
    return names;
}

void MethodSection::line(const FormulaText& text, const LatexNames& names, const Unit* unit, std::string& out) const {
    out += latex_symbol(names.symbols.at(text.name.empty() ? "result" : text.name)) + " &= ";
    std::size_t width = 0;
    for (const auto& term : latex_terms(text, names)) {
        const auto wide = printed_width(term);
        if (width > 0 && width + wide > widest_line) {
            out += "\\\\\n&\\quad ";
            width = 0;
        } else if (width > 0) {
            out += " ";
        }
        out += term;
        width += wide;
    }
    if (unit) {
        const auto written = methodology_.units.describe(*unit);
        if (written != "1") out += " \\quad [" + latex_unit(written) + "]";
    }
}

void MethodSection::formula(const Method& method, std::string& out) const {
    Letters letters;
    const auto latex = names(method, letters);
    out += "\n```math\n\\begin{aligned}\n";
    for (const auto& let : method.formula.lets) {
        line(let, latex, let.unit ? &*let.unit : nullptr, out);
        out += " \\\\\n";
    }
    line(method.formula.result, latex, &method.unit, out);
    out += "\n\\end{aligned}\n```\n\n";
    const auto text = text_of(method);
    letters.year = word_in(text, "previous");
    legend(method, letters, out);
    std::set<std::string> explained;
    for (const auto& function : formula_functions()) {
        const bool kernel = function.name.size() > 5 || function.name == "clamp";
        if (!kernel || function.name == "previous" || !word_in(text, function.name)) continue;
        if (explained.insert(function.name).second)
            out += "`" + function.signature + "`" + words_.colon() +
                   in_cell(words_.chinese() ? function.text_zh : function.text_en) + "\n\n";
    }
}

void MethodSection::legend(const Method& method, const Letters& letters, std::string& out) const {
    std::vector<std::string> parts;
    if (method.variable < 0) parts.push_back("$E$ " + words_.in("docs-emission"));
    for (const auto& [dimension, letter] : letters.by_dimension)
        parts.push_back("$" + letter + "$ " + dimension_title(methodology_.dimension(dimension)));
    if (letters.year) parts.push_back(words_.in("docs-previous"));
    if (!parts.empty()) out += join(parts, words_.semicolon()) + "\n\n";
}

}  // namespace qingdan
