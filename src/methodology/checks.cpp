// checks/*.toml: conditions over data and estimates, with what they are judged by and what they are likely caused by.

#include <algorithm>

#include "base/text.hpp"
#include "methodology/link.hpp"

namespace qingdan {

namespace {

class CheckReader {
public:
    CheckReader(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics)
        : methodology_(methodology),
          document_(document),
          diagnostics_(diagnostics),
          root_(document, document.root, diagnostics) {}

    void read() {
        const auto errors_before = diagnostics_.error_count();
        read_head();
        read_scope("only", true);
        read_scope("except", false);
        check_.inputs = read_inputs(methodology_, document_, root_.required_table("inputs"), true, diagnostics_);
        const auto* condition = root_.required_table("check");
        const auto parts = root_.tables("part"), causes = root_.tables("cause");
        root_.finish();
        if (!condition) return;
        read_condition(*condition);
        if (diagnostics_.error_count() > errors_before) return;
        check_.formula =
            read_formula(methodology_, document_, *condition, check_.dimensions, check_.inputs, diagnostics_);
        check_.formula.logical = true;
        refuse_tolerance_without_identity(*condition);
        for (const auto* part : parts) read_part(*part);
        for (const auto* cause : causes) read_cause(*cause);
        if (diagnostics_.error_count() > errors_before) return;
        if (auto program = compile_formula(check_.formula, methodology_.units, diagnostics_)) {
            check_.program = std::move(*program);
            methodology_.checks.push_back(std::move(check_));
        }
    }

private:
    void read_head() {
        check_.where = {document_.document, {}};
        check_.id = root_.required_string("id");
        check_.title = read_title(document_, root_.required_table("title"), diagnostics_);
        check_.reference = root_.required_string("reference");
        check_.hint = read_title(document_, root_.required_table("hint"), diagnostics_);
        const auto severity = root_.required_string("severity");
        if (severity == "error")
            check_.severity = Severity::error;
        else if (severity == "note")
            check_.severity = Severity::note;
        else if (severity != "warning")
            diagnostics_.error("M032", root_.where("severity"), {{"text", severity}});
        check_.dimensions = read_keys(methodology_, document_, root_, diagnostics_);
    }

    /// `only = { fuel = ["coke"] }`, `except = { fuel = ["heat"] }`, by dimensions that are keys of the check.
    void read_scope(std::string_view key, bool only) {
        const auto* table = root_.optional_table(key);
        if (!table) return;
        TomlTableReader reader(document_, *table, diagnostics_);
        for (const int dimension : check_.dimensions) {
            const auto& members = methodology_.dimensions[static_cast<std::size_t>(dimension)];
            if (!reader.has(members.id)) continue;
            Check::Scope scope{dimension, {}, only};
            for (const auto& name : reader.required_strings(members.id)) {
                if (const auto member = members.find(name))
                    scope.members.push_back(*member);
                else
                    unknown_name("@kind-member", name, members.ids(), reader.where(members.id), diagnostics_);
            }
            check_.scope.push_back(std::move(scope));
        }
        reader.finish();
    }

    void read_condition(const TomlNode& condition) {
        TomlTableReader reader(document_, condition, diagnostics_);
        (void)reader.optional_table("let");
        (void)reader.required_string("formula");
        check_.tolerance = reader.optional_number("tolerance");
        reader.finish();
    }

    /// A tolerance is one of `actual` against `expected`.
    void refuse_tolerance_without_identity(const TomlNode& condition) {
        if (!check_.tolerance) return;
        const auto has = [&](const char* name) {
            return std::any_of(check_.formula.lets.begin(), check_.formula.lets.end(),
                               [&](const auto& line) { return line.name == name; });
        };
        if (!has("expected") || !has("actual"))
            diagnostics_.error("M055", document_.where(*condition.find("tolerance")), {{"check", check_.id}});
    }

    /// One more line of the formula, which may use inputs and lines before it; its place among the named.
    int add_line(std::string name, std::string text, SourceRef where) {
        check_.formula.lets.push_back({std::move(name), std::move(text), std::nullopt, std::move(where)});
        return static_cast<int>(check_.formula.lets.size()) - 1;
    }

    void read_part(const TomlNode& node) {
        TomlTableReader reader(document_, node, diagnostics_);
        CheckPart part;
        part.title = read_title(document_, reader.required_table("title"), diagnostics_);
        auto value = reader.required_string("value");
        part.aside = reader.optional_boolean("aside", false);
        part.named =
            add_line("part_" + std::to_string(check_.parts.size() + 1), std::move(value), reader.where("value"));
        reader.finish();
        check_.parts.push_back(std::move(part));
    }

    void read_cause(const TomlNode& node) {
        TomlTableReader reader(document_, node, diagnostics_);
        CheckCause cause;
        cause.title = read_title(document_, reader.required_table("title"), diagnostics_);
        auto condition = "if(" + reader.required_string("when") + ", 1, 0)";
        cause.named =
            add_line("cause_" + std::to_string(check_.causes.size() + 1), std::move(condition), reader.where("when"));
        reader.finish();
        check_.causes.push_back(std::move(cause));
    }

    Methodology& methodology_;
    const TomlDocument& document_;
    Diagnostics& diagnostics_;
    TomlTableReader root_;
    Check check_;
};

}  // namespace

void read_check(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics) {
    CheckReader(methodology, document, diagnostics).read();
}

}  // namespace qingdan
