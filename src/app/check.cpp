// check: what blocks, what to ask of whom, which methods were chosen; a page that is read in a minute.

#include <algorithm>
#include <fstream>
#include <map>
#include <ostream>
#include <set>

#include "app/inventory_run.hpp"
#include "base/text.hpp"
#include "inventory/description.hpp"
#include "report/exports.hpp"
#include "report/formula_text.hpp"
#include "report/words.hpp"

namespace qingdan {

namespace {

constexpr std::size_t most_of_a_kind = 4;  // shown; findings.json has all

void print_finding(const Session& session, const Finding& finding) {
    session.out << "    " << finding.check << "  " << (finding.year ? std::to_string(finding.year) + "  " : "")
                << finding.message.in(session.language)
                << (finding.answer ? session.in("（已答复）", " (answered)") : "") << "\n";
    for (std::size_t i = 0; i < std::min<std::size_t>(finding.causes.size(), 2); ++i)
        session.out << "      " << session.in("可能：", "perhaps: ") << finding.causes[i].text.in(session.language)
                    << (finding.causes[i].cell.empty() ? "" : "  " + finding.causes[i].cell) << "\n";
    if (finding.causes.empty())
        for (std::size_t i = 0; i < std::min(finding.cells.size(), most_of_a_kind); ++i)
            session.out << "      " << finding.cells[i] << "\n";
}

/// Findings of one verdict by rule, the first few of each.
void print_by_rule(const Session& session, const std::vector<Finding>& findings, Verdict verdict, bool all) {
    std::vector<std::string> order;
    std::map<std::string, std::vector<const Finding*>> rules;
    for (const auto& finding : findings) {
        if (finding.verdict != verdict) continue;
        auto& rule = rules[finding.check];
        if (rule.empty()) order.push_back(finding.check);
        rule.push_back(&finding);
    }
    for (const auto& check : order) {
        const auto& rule = rules[check];
        const auto& first = *rule.front();
        const auto severity = first.severity == Severity::error     ? session.in("错误", "error")
                              : first.severity == Severity::warning ? session.in("警告", "warning")
                                                                    : session.in("提示", "note");
        session.out << "  [" << severity << "] " << first.title.in(session.language) << "  × " << rule.size() << "\n";
        const auto shown = all ? rule.size() : std::min(rule.size(), most_of_a_kind);
        for (std::size_t i = 0; i < shown; ++i) print_finding(session, *rule[i]);
        if (shown < rule.size())
            session.out << "    "
                        << session.in("……其余见 findings.json 或 --all", "… the rest: findings.json, or --all") << "\n";
    }
}

/// What is missing, by the department that has it; factors are the inventory compilers' own task.
void print_requests(const Session& session, const Inventory& inventory, const Words& words) {
    const auto& methodology = *inventory.methodology;
    std::map<std::string, std::map<std::string, std::set<std::string>>> asked;
    for (const auto& request : inventory.requests) {
        const auto category = inventory.category_code(request.category);
        if (request.variable >= 0) {
            const auto& variable = methodology.variables[static_cast<std::size_t>(request.variable)];
            const auto department = words.has("department:" + variable.department)
                                        ? words.in("department:" + variable.department)
                                        : variable.department;
            asked[department][variable.title.in(session.language)].insert(category);
        } else if (request.factor >= 0) {
            const auto& factor = methodology.factors[static_cast<std::size_t>(request.factor)];
            asked[words.in("department:")][words.in("ask-factor") + words.colon() + factor.title.in(session.language)]
                .insert(category);
        }
    }
    if (asked.empty()) return;
    session.out << session.in("要向谁索取什么\n", "What to ask of whom\n");
    for (const auto& [department, things] : asked) {
        session.out << "  " << department << "\n";
        for (const auto& [thing, categories] : things) {
            std::vector<std::string> codes(categories.begin(), categories.end());
            if (codes.size() > most_of_a_kind) {
                codes.resize(most_of_a_kind);
                codes.emplace_back("…");
            }
            session.out << "    " << thing << words.bracketed(join(codes, words.comma())) << "\n";
        }
    }
}

/// Where there was a choice between methods, or with `all` everywhere: the method of the last year and why.
void print_choices(const Session& session, const Inventory& inventory, const Words& words, bool all) {
    const auto& methodology = *inventory.methodology;
    bool any = false;
    for (const auto& choice : inventory.choices) {
        if (choice.year != inventory.settings.years.back() || choice.method < 0 || (choice.others.empty() && !all))
            continue;
        if (!any) session.out << session.in("方法的选取\n", "Methods chosen\n");
        any = true;
        const auto& method = methodology.methods[static_cast<std::size_t>(choice.method)];
        session.out << "  " << inventory.category_code(choice.category) << " " << inventory.gas_id(choice.gas) << "  "
                    << method.title.in(session.language)
                    << words.bracketed(words.in("tier") + " " + method.tier + words.comma() +
                                       words.in(reason_word(choice.reason)))
                    << "\n";
    }
}

void print_page(const Session& session, const Inventory& inventory, const std::vector<Finding>& findings, bool all) {
    Diagnostics diagnostics;
    const auto words = Words::load(session.home.templates, {}, session.language, diagnostics);
    session.out << session.in("不成立的检查\n", "Checks that fail\n");
    print_by_rule(session, findings, Verdict::fails, all);
    if (all) {
        session.out << session.in("待定\n", "Undecided\n");
        print_by_rule(session, findings, Verdict::undecided, true);
        session.out << session.in("成立\n", "Checks that hold\n");
        print_by_rule(session, findings, Verdict::holds, true);
    }
    print_choices(session, inventory, words, all);
    print_requests(session, inventory, words);
    print_findings_count(session, findings);
}

}  // namespace

int check_command(const Session& session, const CompileOptions& options) {
    Diagnostics diagnostics;
    auto inventory = open_inventory(session, options, diagnostics);
    const int code = session.report(diagnostics);
    if (!inventory) return code;
    const auto findings = find_all(session, *inventory, options.findings_that_hold);
    if (session.json)
        session.out << findings_json(finding_texts(findings));
    else if (!session.quiet)
        print_page(session, *inventory, findings, options.findings_that_hold);
    if (!options.output.empty()) {  // beside whatever a compilation left there
        std::filesystem::create_directories(options.output);
        const auto fresh = options.output / ".findings.json";
        std::ofstream(fresh, std::ios::binary | std::ios::trunc) << findings_json(finding_texts(findings));
        std::filesystem::rename(fresh, options.output / "findings.json");
    }
    return serious(findings) ? exit_findings : exit_done;
}

}  // namespace qingdan
