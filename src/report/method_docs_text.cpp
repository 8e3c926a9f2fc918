// Words, links and titles on the pages of methods.

#include <algorithm>
#include <cctype>
#include <functional>

#include "base/text.hpp"
#include "report/method_docs_writer.hpp"

namespace qingdan {

namespace {

constexpr char32_t first_ideograph = 0x4E00, last_ideograph = 0x9FFF;
constexpr std::size_t shortest_word = 4;  ///< letters in a row that make an English word, not a unit or a formula

bool has_chinese(const std::string& text) {
    const auto points = code_points(text);
    return std::any_of(points.begin(), points.end(),
                       [](char32_t point) { return point >= first_ideograph && point <= last_ideograph; });
}

bool has_english(const std::string& text) {
    std::size_t run = 0;
    for (const char c : text) {
        run = std::isalpha(static_cast<unsigned char>(c)) ? run + 1 : 0;
        if (run >= shortest_word) return true;
    }
    return false;
}

}  // namespace

MethodSection::MethodSection(const Methodology& methodology, const Words& words)
    : methodology_(methodology), words_(words), subscripts_(methodology) {}

std::string MethodSection::readable(const std::string& text) const {
    const auto half = words_.half(text);
    const bool chinese = has_chinese(half);
    if (words_.chinese()) return chinese || !has_english(half) ? half : std::string();
    return chinese ? std::string() : half;
}

/// One line of a table: no line breaks, no bars, gases with subscripts.
std::string MethodSection::in_cell(const std::string& text) const {
    std::string out;
    for (const char c : std::string(trim(text))) {
        if (c == '\n')
            out += ' ';
        else if (c == '|' || c == '<' || c == '*' || c == '$')
            out += std::string("\\") + c;
        else
            out += c;
    }
    return subscripts_.in_text(out);
}

std::string MethodSection::unit_text(const Unit& unit) const {
    const auto text = methodology_.units.describe(unit);
    return text == "1" ? "–" : in_cell(words_.unit(text));
}

std::string MethodSection::dimension_title(int dimension) const {
    const auto& id = methodology_.dimensions[static_cast<std::size_t>(dimension)].id;
    const auto word = "dimension:" + id;
    return words_.has(word) ? words_.in(word) : "`" + id + "`";
}

std::string MethodSection::member_title(int dimension, MemberId member) const {
    const auto& found =
        methodology_.dimensions[static_cast<std::size_t>(dimension)].members[static_cast<std::size_t>(member)];
    const auto title = in_cell(found.title.in(words_.language()));
    return dimension == methodology_.category_dimension ? found.id + " " + title
           : dimension == methodology_.gas_dimension    ? in_cell(found.id)
                                                        : title;
}

/// The pages stand four folders below the root of the tree: docs/methods/<package>/<language>.
std::string MethodSection::link(const std::string& file, const std::string& text) const {
    return file.empty() ? "`" + text + "`" : "[`" + text + "`](../../../../methodologies/" + file + ")";
}

std::string MethodSection::source_text(const std::string& source, const std::string& page) const {
    if (source.empty()) return in_cell(words_.half(page));
    const auto linked = "[" + source + "](README.md#source-" + source + ")";
    return page.empty() ? linked : linked + " " + in_cell(words_.half(page));
}

std::string MethodSection::categories_text(const std::vector<int>& leaves) const {
    const auto& categories = methodology_.categories;
    const auto served = [&](int leaf) { return std::find(leaves.begin(), leaves.end(), leaf) != leaves.end(); };
    const std::function<bool(int)> whole = [&](int index) {
        const auto& children = categories[static_cast<std::size_t>(index)].children;
        return children.empty() ? served(index) : std::all_of(children.begin(), children.end(), whole);
    };
    std::vector<std::string> parts;
    const std::function<void(int)> walk = [&](int index) {
        const auto& category = categories[static_cast<std::size_t>(index)];
        if (whole(index)) {
            parts.push_back(category.code + " " + in_cell(category.title.in(words_.language())));
            return;
        }
        for (const int child : category.children) walk(child);
    };
    for (std::size_t c = 0; c < categories.size(); ++c)
        if (categories[c].parent < 0) walk(static_cast<int>(c));
    return join(parts, words_.semicolon());
}

}  // namespace qingdan
