#include "app/check_page.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <ostream>
#include <set>

#include "analysis/completeness.hpp"
#include "app/inventory_run.hpp"
#include "base/text.hpp"
#include "report/formula_text.hpp"
#include "report/words.hpp"

namespace qingdan {

namespace {

constexpr std::size_t most_cells = 3;  // of a finding
constexpr std::size_t most_changes = 5;

class CheckPage {
public:
    CheckPage(const Session& session, const Inventory& inventory, const std::vector<Finding>& findings, bool all)
        : session_(session), inventory_(inventory), findings_(findings), all_(all), words_(words_of(session)) {}

    void print(const std::optional<Recalculations>& recalculations) {
        head();
        rules(in("须先解决", "What blocks"), 4, [](const Finding& f) { return is(f, Severity::error); });
        rules(in("须说明或改正", "What needs a word or a correction"), 2,
              [](const Finding& f) { return is(f, Severity::warning); });
        rules(in("供参考", "For information"), 1, [](const Finding& f) { return is(f, Severity::note); });
        rules(in("已答复", "Answered"), 4, [](const Finding& f) { return f.answer && f.verdict != Verdict::holds; });
        if (all_) {
            rules(in("待定", "Undecided"), 1,
                  [](const Finding& f) { return f.verdict == Verdict::undecided && !f.answer; });
            rules(in("成立", "What holds"), 1, [](const Finding& f) { return f.verdict == Verdict::holds; });
        }
        requests();
        if (recalculations) changes(*recalculations);
        methods();
        print_findings_count(session_, findings_);
    }

private:
    static Words words_of(const Session& session) {
        Diagnostics diagnostics;
        return Words::load(session.home.templates, {}, session.language, diagnostics);
    }
    [[nodiscard]] const std::string& in(const std::string& zh, const std::string& en) const {
        return session_.in(zh, en);
    }
    static bool is(const Finding& finding, Severity severity) {
        return finding.counts() && finding.severity == severity;
    }
    [[nodiscard]] std::size_t count(Severity severity) const {
        return static_cast<std::size_t>(
            std::count_if(findings_.begin(), findings_.end(), [&](const Finding& f) { return is(f, severity); }));
    }

    /// One sentence: may it be submitted?
    void head() {
        const auto errors = std::to_string(count(Severity::error)), warnings = std::to_string(count(Severity::warning));
        session_.out << inventory_.settings.title.in(session_.language) << "\n";
        if (errors != "0")
            session_.out << in(
                "有 " + errors + " 个错误须先改正或答复，另有 " + warnings + " 个警告须说明。\n",
                errors + " error(s) block: correct or answer them. " + warnings + " warning(s) need a word.\n");
        else if (warnings != "0")
            session_.out << in("没有错误；有 " + warnings + " 个警告须说明或改正。\n",
                               "Nothing blocks; " + warnings + " warning(s) need a word or a correction.\n");
        else
            session_.out << in("没有错误，也没有警告。\n", "No errors and no warnings.\n");
    }

    /// Findings by rule, the first few of each.
    template <typename Wanted>
    void rules(const std::string& title, std::size_t most, Wanted wanted) {
        std::vector<std::vector<const Finding*>> rules;
        std::map<std::string, std::size_t> places;
        for (const auto& finding : findings_) {
            if (!wanted(finding)) continue;
            const auto [place, fresh] = places.try_emplace(finding.check + "/" + finding.title.en, rules.size());
            if (fresh) rules.emplace_back();
            rules[place->second].push_back(&finding);
        }
        if (rules.empty()) return;
        session_.out << title << "\n";
        for (const auto& rule : rules) {
            const auto& first = *rule.front();
            session_.out << "  " << first.title.in(session_.language)
                         << (built_in(first) ? std::string() : " [" + first.check + "]") << "  × " << rule.size()
                         << "\n";
            const auto* shared = shared_cause(rule);
            if (shared) cause(*shared);
            const auto shown = all_ ? rule.size() : std::min(rule.size(), most);
            for (std::size_t i = 0; i < shown; ++i) finding(*rule[i], shared != nullptr);
            if (shown < rule.size())
                session_.out << "    "
                             << in("……另 " + std::to_string(rule.size() - shown) + " 个：findings.json 或 --all",
                                   "… " + std::to_string(rule.size() - shown) + " more: findings.json, or --all")
                             << "\n";
        }
    }

    /// The likeliest cause, if several findings have the same.
    static const Cause* shared_cause(const std::vector<const Finding*>& rule) {
        if (rule.size() < 2 || rule.front()->causes.empty()) return nullptr;
        const auto& first = rule.front()->causes.front();
        const bool same = std::all_of(rule.begin(), rule.end(), [&](const Finding* finding) {
            return !finding->causes.empty() && finding->causes.front().text.en == first.text.en;
        });
        return same ? &first : nullptr;
    }

    void cause(const Cause& cause) {
        session_.out << "      " << in("可能：", "perhaps: ") << cause.text.in(session_.language)
                     << (cause.cell.empty() ? "" : "  " + cause.cell) << "\n";
    }

    void finding(const Finding& finding, bool cause_said) {
        session_.out << "    " << (built_in(finding) ? finding.check + "  " : std::string())
                     << (finding.year ? std::to_string(finding.year) + "  " : std::string()) << subject(finding);
        if (finding.verdict == Verdict::fails && finding.expected && finding.actual && !built_in(finding))
            session_.out << "  " << number_text(*finding.actual, 7) << " ≠ " << number_text(*finding.expected, 7)
                         << (finding.unit == "1" ? std::string() : " " + words_.unit(finding.unit));
        if (finding.answer) {
            session_.out << words_.semicolon() << in("已答复：", "answered: ")
                         << finding.answer->reason.in(session_.language)
                         << words_.bracketed(finding.answer->by + words_.comma() + finding.answer->date) << "\n";
            return;
        }
        session_.out << "\n";
        if (const auto* part = largest_part(finding))
            session_.out << "      " << in("其中最大：", "largest part: ") << part->title.in(session_.language) << " "
                         << number_text(*part->value, 4) << " " << words_.unit(part->unit) << "\n";
        if (!cause_said)
            for (std::size_t i = 0; i < std::min<std::size_t>(finding.causes.size(), 2); ++i) cause(finding.causes[i]);
        if (finding.causes.empty() && finding.parts.empty() && finding.verdict != Verdict::holds)
            session_.out << (finding.cells.empty() ? "" : "      " + places(finding.cells) + "\n");
    }

    /// Of a package's check what it is about: its title stands above already.
    [[nodiscard]] std::string subject(const Finding& finding) const {
        const auto message = finding.message.in(session_.language), title = finding.title.in(session_.language);
        return message.rfind(title, 0) == 0 ? std::string(trim(std::string_view(message).substr(title.size())))
                                            : message;
    }

    /// Built-in findings say their numbers in the message.
    static bool built_in(const Finding& finding) { return finding.check.size() == 4 && finding.check[0] == 'Q'; }

    static std::string places(const std::vector<std::string>& cells) {
        const auto shown = std::min(cells.size(), most_cells);
        return join({cells.begin(), cells.begin() + static_cast<std::ptrdiff_t>(shown)}, "  ") +
               (shown < cells.size() ? "  …" : "");
    }

    /// Of those that the package lists first as making up the difference.
    static const FindingPart* largest_part(const Finding& finding) {
        const FindingPart* largest = nullptr;
        for (const auto& part : finding.parts)
            if (part.value && !part.aside && (!largest || std::abs(*part.value) > std::abs(*largest->value)))
                largest = &part;
        return largest;
    }

    [[nodiscard]] std::string department_of(int variable) const {
        const auto& asked = inventory_.methodology->variables[static_cast<std::size_t>(variable)];
        const auto named = inventory_.settings.departments.find(asked.id);
        const auto& department = named == inventory_.settings.departments.end() ? asked.department : named->second;
        return words_.has("department:" + department) ? words_.in("department:" + department) : department;
    }

    struct Asked {
        std::set<std::string> categories;
        std::vector<int> years;
    };

    /// What is missing or in doubt, by the department that has it; factors are the inventory compilers' own task.
    void requests() {
        const auto& methodology = *inventory_.methodology;
        std::map<std::string, std::map<std::string, Asked>> missing;
        std::map<std::string, std::map<std::string, std::size_t>> doubtful;
        for (const auto& request : inventory_.requests) {
            auto& asked =
                request.variable >= 0
                    ? missing[department_of(request.variable)]
                             [methodology.variables[static_cast<std::size_t>(request.variable)].title.in(
                                 session_.language)]
                    : missing[words_.in("department:")][words_.in("ask-factor") + words_.colon() +
                                                        methodology.factors[static_cast<std::size_t>(request.factor)]
                                                            .title.in(session_.language)];
            asked.categories.insert(inventory_.category_code(request.category));
            asked.years.push_back(request.year);
        }
        for (const auto& finding : findings_)
            if (finding.counts() && finding.severity != Severity::note && finding.variable >= 0)
                ++doubtful[department_of(finding.variable)][finding.title.in(session_.language)];
        if (missing.empty() && doubtful.empty()) return;
        session_.out << in("要向谁索取什么", "What to ask of whom") << "\n";
        std::set<std::string> departments;
        for (const auto& [department, asked] : missing) departments.insert(department);
        for (const auto& [department, asked] : doubtful) departments.insert(department);
        for (const auto& department : departments) {
            session_.out << "  " << department << "\n";
            for (const auto& [rule, times] : doubtful[department])
                session_.out << "    " << in("核对：", "to check: ") << rule << "  × " << times << "\n";
            for (const auto& [thing, asked] : missing[department]) request(thing, asked);
        }
    }

    void request(const std::string& thing, const Asked& asked) {
        constexpr std::size_t most_codes = 4;
        std::vector<std::string> codes(asked.categories.begin(), asked.categories.end());
        if (codes.size() > most_codes) {
            codes.resize(most_codes);
            codes.emplace_back("…");
        }
        session_.out << "    " << thing << words_.bracketed(join(codes, words_.comma()));
        if (inventory_.settings.years.size() > 1) session_.out << " " << years_text(asked.years);
        session_.out << "\n";
    }

    /// Against the previous submission: the totals, and the leaf figures that moved most.
    void changes(const Recalculations& recalculations) {
        std::vector<const FigureChange*> leaves;
        std::size_t totals = 0;
        for (const auto& change : recalculations.changes) {
            if (!change.sum && !change.all_gases) leaves.push_back(&change);
            totals += change.sum && change.all_gases ? 1 : 0;
        }
        session_.out << in("与上一次提交相比", "What changed since the previous submission") << "\n";
        if (recalculations.changes.empty()) {
            session_.out << "  " << in("没有变化", "nothing") << "\n";
            return;
        }
        const auto moved = [](const FigureChange* change) { return std::abs(change->percent().value_or(1e9)); };
        std::stable_sort(leaves.begin(), leaves.end(),
                         [&](const auto* a, const auto* b) { return moved(a) > moved(b); });
        const auto shown = all_ ? leaves.size() : std::min(leaves.size(), most_changes);
        for (std::size_t i = 0; i < shown; ++i) figure(*leaves[i]);
        if (shown < leaves.size())
            session_.out << "    "
                         << in("……另 " + std::to_string(leaves.size() - shown) + " 个数：编译后见 recalculations.csv",
                               "… " + std::to_string(leaves.size() - shown) +
                                   " more figures: recalculations.csv of a compilation")
                         << "\n";
    }

    void figure(const FigureChange& change) {
        const auto side = [&](const std::optional<double>& value, const std::string& notation) {
            return value ? number_text(*value, 6) : notation.empty() ? "–" : notation;
        };
        session_.out << "    " << change.category << " " << change.title.in(session_.language) << " " << change.gas
                     << " " << change.year << words_.colon() << side(change.old_value, change.old_notation) << " → "
                     << side(change.new_value, change.new_notation) << " " << words_.unit(change.unit);
        if (const auto percent = change.percent())
            session_.out << words_.bracketed((*percent > 0 ? "+" : "") + number_text(*percent, 3) + "%");
        const auto reason = change.reason.in(session_.language);
        session_.out << words_.semicolon() << (reason.empty() ? in("没有写明原因", "no reason given") : reason) << "\n";
    }

    /// Where there was a choice between methods, or with `all` everywhere: the method of the last year and why.
    void methods() {
        const auto& methodology = *inventory_.methodology;
        bool any = false;
        for (const auto& choice : inventory_.choices) {
            if (choice.year != inventory_.settings.years.back() || choice.method < 0 ||
                (choice.others.empty() && !all_))
                continue;
            if (!any) session_.out << in("方法的选取", "Methods chosen") << "\n";
            any = true;
            const auto& method = methodology.methods[static_cast<std::size_t>(choice.method)];
            session_.out << "  " << inventory_.category_code(choice.category) << " " << inventory_.gas_id(choice.gas)
                         << "  " << method.title.in(session_.language)
                         << words_.bracketed(words_.in("tier") + " " + method.tier + words_.comma() +
                                             words_.in(reason_word(choice.reason)))
                         << "\n";
        }
    }

    const Session& session_;
    const Inventory& inventory_;
    const std::vector<Finding>& findings_;
    bool all_;
    Words words_;
};

}  // namespace

void print_check_page(const Session& session, const Inventory& inventory, const std::vector<Finding>& findings,
                      const std::optional<Recalculations>& recalculations, bool all) {
    CheckPage(session, inventory, findings, all).print(recalculations);
}

}  // namespace qingdan
