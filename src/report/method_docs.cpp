#include "report/method_docs.hpp"

#include <algorithm>
#include <cctype>
#include <map>
#include <set>

#include "base/text.hpp"
#include "report/method_docs_writer.hpp"

namespace qingdan {

namespace {

constexpr std::size_t one_page = 15;  ///< methods that stand on one page
constexpr const char* index_file = "README.md";

std::string slug(const std::string& title) {
    std::string text;
    for (const char c : title) {
        const auto letter = static_cast<unsigned char>(c);
        if (std::isalnum(letter))
            text += static_cast<char>(std::tolower(letter));
        else if (!text.empty() && text.back() != '-')
            text += '-';
    }
    while (!text.empty() && text.back() == '-') text.pop_back();
    return text;
}

class PageWriter {
public:
    PageWriter(const Methodology& methodology, const ExamplesOfMethods& examples, const Words& words)
        : methodology_(methodology), examples_(examples), words_(words), section_(methodology, words) {
        for (std::size_t m = 0; m < methodology.methods.size(); ++m)
            if (own(methodology.methods[m])) own_.insert(static_cast<int>(m));
        for (const int method : own_) {
            std::set<int> seen;
            root_[method] = root_of(method, seen);
        }
    }

    std::vector<MethodPage> pages() {
        std::vector<MethodPage> made{{path(index_file), index()}};
        for (const auto& [file, methods] : files()) made.push_back({path(file), page(file, methods)});
        return made;
    }

private:
    [[nodiscard]] std::string path(const std::string& file) const {
        return methodology_.id + "/" + words_.language() + "/" + file;
    }

    [[nodiscard]] const std::string& title(const Title& both) const { return both.in(words_.language()); }

    [[nodiscard]] bool from_here(const SourceRef& where) const {
        return where.document && where.document->path.rfind(methodology_.id + "/", 0) == 0;
    }

    /// A method of this package, or one of a lower package with factors of this one.
    [[nodiscard]] bool own(const Method& method) const {
        if (from_here(method.where)) return true;
        std::set<int> factors;
        for (const auto& input : method.inputs)
            if (input.kind == MethodInput::Kind::factor) factors.insert(input.factor);
        return std::any_of(methodology_.factor_rows.begin(), methodology_.factor_rows.end(),
                           [&](const FactorRow& row) { return factors.contains(row.factor) && from_here(row.where); });
    }

    /// The root category that a method serves; of a derived variable that of the first method that reads it.
    [[nodiscard]] int root_of(int index, std::set<int>& seen) const {
        const auto& method = methodology_.methods[static_cast<std::size_t>(index)];
        if (!method.categories.empty()) {
            int category = method.categories.front();
            while (methodology_.categories[static_cast<std::size_t>(category)].parent >= 0)
                category = methodology_.categories[static_cast<std::size_t>(category)].parent;
            return category;
        }
        if (!seen.insert(index).second) return -1;
        for (std::size_t m = 0; m < methodology_.methods.size(); ++m) {
            const auto& inputs = methodology_.methods[m].inputs;
            if (std::none_of(inputs.begin(), inputs.end(),
                             [&](const MethodInput& input) { return input.variable == method.variable; }))
                continue;
            if (const int root = root_of(static_cast<int>(m), seen); root >= 0) return root;
        }
        return -1;
    }

    [[nodiscard]] std::string file_of(int method) const {
        const int root = root_.at(method);
        if (own_.size() <= one_page || root < 0) return "methods.md";
        const auto& category = methodology_.categories[static_cast<std::size_t>(root)];
        return slug(category.code + " " + category.title.en) + ".md";
    }

    /// Emission methods in the order of their categories, then what they rest on.
    [[nodiscard]] std::map<std::string, std::vector<int>> files() const {
        std::map<std::string, std::vector<int>> files;
        for (const int method : own_) files[file_of(method)].push_back(method);
        const auto rank = [&](int index) {
            const auto& method = methodology_.methods[static_cast<std::size_t>(index)];
            const int first = method.categories.empty() ? static_cast<int>(methodology_.categories.size())
                                                        : method.categories.front();
            return std::tuple(first, method.gases.empty() ? std::string() : method.gases.front(), method.tier,
                              method.id);
        };
        for (auto& [file, methods] : files)
            std::sort(methods.begin(), methods.end(), [&](int a, int b) { return rank(a) < rank(b); });
        return files;
    }

    [[nodiscard]] std::string heading(const std::string& file, const std::string& about) const {
        const auto other = words_.chinese() ? "en" : "zh";
        return "# " + about + "\n\n" + words_.in("docs-made", {{"package", methodology_.id}}) + " [" +
               words_.in("docs-other-language") + "](../" + other + "/" + file + ")\n\n";
    }

    [[nodiscard]] std::string page(const std::string& file, const std::vector<int>& methods) const {
        const int root = root_.at(methods.front());
        const bool all = file_of(methods.front()) == "methods.md" || root < 0;
        auto text = heading(
            file, title(methodology_.title) +
                      (all ? std::string()
                           : words_.colon() + section_.in_cell(title(
                                                  methodology_.categories[static_cast<std::size_t>(root)].title))));
        bool derived = false;
        text += "## " + words_.in("docs-emissions") + "\n\n";
        for (const int index : methods) {
            const auto& method = methodology_.methods[static_cast<std::size_t>(index)];
            if (!derived && method.variable >= 0) {
                text += "## " + words_.in("docs-intermediate") + "\n\n";
                derived = true;
            }
            text += section_.write(method, examples_[static_cast<std::size_t>(index)]);
        }
        return text;
    }

    [[nodiscard]] std::string index() const {
        auto text = heading(index_file, title(methodology_.title));
        text += words_.in("docs-package", {{"publisher", words_.half(methodology_.publisher)},
                                           {"edition", methodology_.edition},
                                           {"version", methodology_.version},
                                           {"gwp", methodology_.default_gwp_set}}) +
                "\n\n";
        for (const auto& lower : methodology_.required)
            if (std::any_of(methodology_.methods.begin(), methodology_.methods.end(),
                            [&](const Method& method) { return package_of(method) == lower; }))
                text += words_.in("docs-builds-on", {{"package", "[" + lower + "](../../" + lower + "/" +
                                                                     words_.language() + "/README.md)"}}) +
                        "\n\n";
        text += "## " + words_.in("docs-pages") + "\n\n";
        for (const auto& [file, methods] : files()) {
            const int root = root_.at(methods.front());
            const auto name = file == "methods.md" || root < 0
                                  ? words_.in("docs-all-methods")
                                  : methodology_.categories[static_cast<std::size_t>(root)].code + " " +
                                        title(methodology_.categories[static_cast<std::size_t>(root)].title);
            text += "- [" + section_.in_cell(name) + "](" + file + ")" +
                    words_.bracketed(words_.in("docs-methods", {{"count", std::to_string(methods.size())}})) + "\n";
        }
        return text + served() + gaps() + cited();
    }

    static std::string package_of(const Method& method) {
        return method.where.document ? method.where.document->path.substr(0, method.where.document->path.find('/'))
                                     : std::string();
    }

    [[nodiscard]] std::string served() const {
        std::string text = "\n## " + words_.in("docs-served") + "\n\n| " + words_.in("docs-category") + " | " +
                           words_.in("docs-gas") + " | " + words_.in("docs-methods-tier") + " |\n|---|---|---|\n";
        const auto& categories = methodology_.categories;
        for (std::size_t c = 0; c < categories.size(); ++c) {
            if (!categories[c].children.empty()) continue;
            for (const auto& [links, gases] : methods_of(static_cast<int>(c)))
                text += "| " + categories[c].code + " " + section_.in_cell(title(categories[c].title)) + " | " +
                        section_.in_cell(join(gases, ", ")) + " | " + links + " |\n";
        }
        return text;
    }

    /// Gases of a category with the same methods, in the order of the first; without those that this package leaves to
    /// a lower one.
    [[nodiscard]] std::vector<std::pair<std::string, std::vector<std::string>>> methods_of(int category) const {
        std::vector<std::pair<std::string, std::vector<std::string>>> groups;
        for (const auto& gas : methodology_.categories[static_cast<std::size_t>(category)].gases) {
            std::vector<std::string> links;
            bool here = false;
            for (std::size_t m = 0; m < methodology_.methods.size(); ++m) {
                const auto& method = methodology_.methods[m];
                if (!gives(method, category, gas)) continue;
                const int number = static_cast<int>(m);
                here = here || own_.contains(number);
                const auto target = own_.contains(number)
                                        ? file_of(number) + "#" + method.id
                                        : "../../" + package_of(method) + "/" + words_.language() + "/README.md";
                links.push_back("[" + section_.in_cell(title(method.title)) + "](" + target + ")" +
                                words_.bracketed(method.tier));
            }
            if (!here) continue;
            const auto text = join(links, "<br>");
            const auto known =
                std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == text; });
            if (known == groups.end())
                groups.push_back({text, {gas}});
            else
                known->second.push_back(gas);
        }
        return groups;
    }

    static bool gives(const Method& method, int category, const std::string& gas) {
        return std::find(method.categories.begin(), method.categories.end(), category) != method.categories.end() &&
               std::find(method.gases.begin(), method.gases.end(), gas) != method.gases.end();
    }

    [[nodiscard]] std::string gaps() const {
        const auto list = method_gaps(methodology_);
        if (list.empty()) return {};
        std::string text = "\n## " + words_.in("docs-gaps") + "\n\n" + words_.in("docs-gaps-text") + "\n\n| " +
                           words_.in("docs-category") + " | " + words_.in("docs-gas") + " | " +
                           words_.in("docs-reported") + " | " + words_.in("docs-why") + " |\n|---|---|---|---|\n";
        for (const auto& gap : list) {
            const auto& category = methodology_.categories[static_cast<std::size_t>(gap.category)];
            const auto& why = words_.chinese() ? category.explanation_zh : category.explanation_en;
            text += "| " + category.code + " " + section_.in_cell(title(category.title)) + " | " +
                    section_.in_cell(join(gap.gases, ", ")) + " | " +
                    std::string(notation_text(category.default_notation)) + " | " + section_.in_cell(why) + " |\n";
        }
        return text;
    }

    [[nodiscard]] std::string cited() const {
        std::set<std::string> used;
        for (const int method : own_) used.insert(methodology_.methods[static_cast<std::size_t>(method)].source);
        for (const auto& row : methodology_.factor_rows) used.insert(row.source);
        std::string text = "\n## " + words_.in("docs-sources") + "\n\n";
        for (const auto& source : methodology_.sources) {
            if (!used.contains(source.id)) continue;
            std::vector<std::string> parts{"`" + source.id + "`" + words_.colon() +
                                           section_.in_cell(title(source.title))};
            for (const auto& part : {words_.half(source.publisher), source.year, source.identifier})
                if (!part.empty()) parts.push_back(section_.in_cell(part));
            text += "- <a id=\"source-" + source.id + "\"></a>" + join(parts, words_.comma()) + "\n";
        }
        return text;
    }

    const Methodology& methodology_;
    const ExamplesOfMethods& examples_;
    const Words& words_;
    MethodSection section_;
    std::set<int> own_;
    std::map<int, int> root_;
};

}  // namespace

std::vector<MethodPage> method_pages(const Methodology& methodology, const ExamplesOfMethods& examples,
                                     const Words& words) {
    return PageWriter(methodology, examples, words).pages();
}

std::vector<MethodGap> method_gaps(const Methodology& methodology) {
    std::vector<MethodGap> gaps;
    for (std::size_t c = 0; c < methodology.categories.size(); ++c) {
        const auto& category = methodology.categories[c];
        if (!category.children.empty()) continue;
        MethodGap gap;
        gap.category = static_cast<int>(c);
        for (const auto& gas : category.gases)
            if (std::none_of(methodology.methods.begin(), methodology.methods.end(), [&](const Method& method) {
                    return std::find(method.categories.begin(), method.categories.end(), gap.category) !=
                               method.categories.end() &&
                           std::find(method.gases.begin(), method.gases.end(), gas) != method.gases.end();
                }))
                gap.gases.push_back(gas);
        gap.whole = gap.gases.size() == category.gases.size();
        if (!gap.gases.empty() || category.gases.empty()) gaps.push_back(std::move(gap));
    }
    return gaps;
}

}  // namespace qingdan
