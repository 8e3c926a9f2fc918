#include <algorithm>
#include <fstream>
#include <map>
#include <ostream>
#include <stdexcept>

#include "app/commands.hpp"
#include "app/examples.hpp"
#include "base/files.hpp"
#include "methodology/load.hpp"
#include "methodology/mapping.hpp"
#include "report/method_docs.hpp"

namespace qingdan {

namespace {

std::vector<std::string> package_names(const std::filesystem::path& methodologies) {
    constexpr std::string_view file_name = "/package.toml";
    std::vector<std::string> names;
    for (const auto& file : list_files(methodologies, ".toml", true))
        if (file.ends_with(file_name) && file.find('/') == file.size() - file_name.size())
            names.push_back(file.substr(0, file.size() - file_name.size()));
    return names;
}

/// One line for the counts of a list, titles right for the language.
void print_counts(const Session& session, const Methodology& methodology) {
    std::map<FactorStatus, int> statuses;
    int slots = 0;
    for (const auto& row : methodology.factor_rows) {
        if (!row.value && row.notation == Notation::none)
            ++slots;
        else
            ++statuses[row.status];
    }
    const auto line = [&](const std::string& zh, const std::string& en, std::size_t count) {
        session.out << "  " << session.in(zh, en) << "  " << count << "\n";
    };
    line("类别", "categories", methodology.categories.size());
    line("活动水平变量", "activity variables", methodology.variables.size());
    line("方法", "methods", methodology.methods.size());
    line("检查规则", "checks", methodology.checks.size());
    line("算例", "worked examples", methodology.examples.size());
    line("系数：已核对原文 (verified)", "factors verified", static_cast<std::size_t>(statuses[FactorStatus::verified]));
    line("系数：转引 (via)", "factors via another document", static_cast<std::size_t>(statuses[FactorStatus::via]));
    line("系数：暂定 (provisional)", "factors provisional",
         static_cast<std::size_t>(statuses[FactorStatus::provisional]));
    line("系数：空缺，待填 (slots)", "empty slots to be filled", static_cast<std::size_t>(slots));
}

void print_methods(const Session& session, const Methodology& methodology) {
    session.out << session.in("\n类别、气体与方法（层级）\n", "\nCategories, gases and methods (tier)\n");
    for (std::size_t c = 0; c < methodology.categories.size(); ++c) {
        const auto& category = methodology.categories[c];
        session.out << "  " << category.code << "  " << category.title.in(session.language)
                    << (category.memo ? session.in("（备忘项）", " (memo)") : "") << "\n";
        if (!category.children.empty()) continue;
        for (const auto& gas : category.gases) {
            session.out << "      " << gas << ": ";
            bool any = false;
            for (const auto& method : methodology.methods) {
                if (std::find(method.categories.begin(), method.categories.end(), static_cast<int>(c)) ==
                    method.categories.end())
                    continue;
                if (std::find(method.gases.begin(), method.gases.end(), gas) == method.gases.end()) continue;
                session.out << (any ? ", " : "") << method.id << " (" << method.tier << ")";
                any = true;
            }
            session.out << (any ? "" : session.in("无方法", "no method")) << "\n";
        }
    }
}

/// Equal questions are asked once, with the rows they stand in.
void print_slots(const Session& session, const Methodology& methodology) {
    bool any = false;
    for (const auto& row : methodology.factor_rows) {
        if (row.value || row.notation != Notation::none) continue;
        if (!any) session.out << session.in("\n待填的系数\n", "\nFactors still to be filled\n");
        any = true;
        const auto& factor = methodology.factors[static_cast<std::size_t>(row.factor)];
        const auto keys = methodology.key_text(factor.dimensions, row.key);
        session.out << "  " << row.where.text() << "  " << factor.id << (keys.empty() ? "" : " [" + keys + "]") << "  "
                    << row.note << "\n";
    }
}

}  // namespace

int package_list_command(const Session& session) {
    for (const auto& name : package_names(session.home.methodologies)) {
        Diagnostics diagnostics;
        const auto methodology = load_methodology(session.home.methodologies, name, diagnostics);
        session.out << name;
        if (methodology)
            session.out << "  " << methodology->title.in(session.language) << "  " << methodology->version;
        else
            session.out << session.in("  （有错误，见 qingdan package check）",
                                      "  (has errors, see qingdan package check)");
        session.out << "\n";
    }
    return exit_done;
}

int package_check_command(const Session& session, const std::string& package) {
    Diagnostics diagnostics;
    const auto methodology = load_methodology(session.home.methodologies, package, diagnostics);
    if (methodology) {
        lint_methodology(*methodology, diagnostics);
        if (const auto mapping = load_mapping(session.home.methodologies, *methodology, diagnostics)) {
            lint_mapping(*methodology, *mapping, diagnostics);
            for (const auto& name : package_names(session.home.methodologies))
                if (mapping->leads_to(name))
                    if (const auto target = load_structure(session.home.methodologies, name, diagnostics))
                        lint_mapping_targets(*methodology, *mapping, *target, diagnostics);
        }
    }
    const int code = session.report(diagnostics);
    if (methodology && !session.quiet) {
        session.out << methodology->id << "  " << methodology->title.in(session.language) << "\n";
        print_counts(session, *methodology);
    }
    return methodology ? code : exit_refused;
}

int package_show_command(const Session& session, const std::string& package, bool overrides_only) {
    Diagnostics diagnostics;
    const auto methodology = load_methodology(session.home.methodologies, package, diagnostics);
    if (!methodology) {
        session.report(diagnostics);
        return exit_refused;
    }
    if (!overrides_only) {
        session.out << methodology->id << "  " << methodology->title.in(session.language) << "  "
                    << methodology->edition << "\n";
        print_counts(session, *methodology);
        print_methods(session, *methodology);
        print_slots(session, *methodology);
    }
    if (!methodology->overrides.empty())
        session.out << session.in("\n对下层方法包的替换\n", "\nReplacements of packages below\n");
    for (const auto& text : methodology->overrides) session.out << "  " << text << "\n";
    return exit_done;
}

int package_test_command(const Session& session, const std::string& package) {
    Diagnostics diagnostics;
    const auto methodology = load_methodology(session.home.methodologies, package, diagnostics);
    if (!methodology) {
        session.report(diagnostics);
        return exit_refused;
    }
    const auto words = DiagnosticCatalogue::load((session.home.templates / "diagnostics").string(), session.language);
    std::size_t passed = 0, failed = 0;
    for (const auto& example : methodology->examples) {
        const auto outcome = run_example(*methodology, example, words);
        if (outcome.failures.empty()) {
            ++passed;
            continue;
        }
        ++failed;
        session.out << outcome.place << "  " << outcome.name << "\n";
        for (const auto& failure : outcome.failures) session.out << "  " << failure << "\n";
    }
    session.out << session.in("算例：", "worked examples: ") << passed << session.in(" 个通过，", " passed, ") << failed
                << session.in(" 个失败", " failed") << "\n";
    return failed == 0 ? exit_done : exit_findings;
}

int package_docs_command(const Session& session, const std::string& package, const std::filesystem::path& output) {
    Diagnostics diagnostics;
    const auto methodology = load_methodology(session.home.methodologies, package, diagnostics);
    std::vector<MethodPage> pages;
    if (methodology) {
        const auto catalogue =
            DiagnosticCatalogue::load((session.home.templates / "diagnostics").string(), session.language);
        const auto examples = examples_of_methods(*methodology, catalogue);
        for (const char* language : {"zh", "en"}) {
            const auto words = Words::load(session.home.templates, {"methods"}, language, diagnostics);
            const auto made = method_pages(*methodology, examples, words);
            pages.insert(pages.end(), made.begin(), made.end());
        }
    }
    if (session.report(diagnostics) != exit_done || !methodology) return exit_refused;
    for (const auto& page : pages) {
        const auto path = output / page.path;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream file(path, std::ios::binary | std::ios::trunc);
        file << page.text;
        file.close();
        if (!file) throw std::runtime_error("cannot write " + path.string());
        if (!session.quiet) session.out << path.string() << "\n";
    }
    return exit_done;
}

}  // namespace qingdan
