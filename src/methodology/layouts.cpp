// layouts/*.toml: how printed tables are recognised.

#include <regex>

#include "base/text.hpp"
#include "methodology/link.hpp"

namespace qingdan {

namespace {

class LayoutReader {
public:
    LayoutReader(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics)
        : methodology_(methodology),
          document_(document),
          diagnostics_(diagnostics),
          root_(document, document.root, diagnostics) {}

    void read() {
        const auto errors_before = diagnostics_.error_count();
        TableLayout layout;
        layout.where = {document_.document, {}};
        layout.id = root_.required_string("id");
        layout.title = read_title(document_, root_.required_table("title"), diagnostics_);
        const auto variable = root_.required_string("variable");
        layout.variable = methodology_.variable(variable);
        if (layout.variable < 0 && !variable.empty())
            unknown_name("@kind-variable", variable, ids_of(methodology_.variables), root_.where("variable"),
                         diagnostics_);
        layout.row_dimension = dimension("rows", layout.variable);
        layout.column_dimension = dimension("columns", layout.variable);
        layout.required_rows = members("required_rows", layout.row_dimension);
        layout.required_columns = members("required_columns", layout.column_dimension);
        const auto blank = root_.optional_string("blank", "NE");
        if (const auto notation = parse_notation(blank))
            layout.blank = *notation;
        else
            diagnostics_.error("M008", root_.where("blank"), {{"text", blank}});
        layout.none_marks = root_.optional_strings("none_marks");
        for (const auto& name : root_.optional_strings("ignored_rows")) layout.ignored_rows.push_back(name_key(name));
        for (const auto& name : root_.optional_strings("ignored_columns"))
            layout.ignored_columns.push_back(name_key(name));
        layout.title_region = root_.optional_boolean("title_region", false);
        layout.title_year = root_.optional_boolean("title_year", false);
        layout.strip = root_.optional_strings("strip");
        for (const auto& pattern : layout.strip) try {
                const auto points = code_points(pattern);  // names are compared by characters, not by bytes
                (void)std::wregex(std::wstring(points.begin(), points.end()));
            } catch (const std::regex_error&) { diagnostics_.error("M034", root_.where("strip"), {{"text", pattern}}); }
        root_.finish();
        if (diagnostics_.error_count() == errors_before) methodology_.layouts.push_back(std::move(layout));
    }

private:
    int dimension(std::string_view key, int variable) {
        const auto name = root_.required_string(key);
        const int found = methodology_.dimension(name);
        if (name.empty() || variable < 0) return found;
        std::vector<std::string> own;
        bool there = false;
        for (const int d : methodology_.variables[static_cast<std::size_t>(variable)].dimensions) {
            own.push_back(methodology_.dimensions[static_cast<std::size_t>(d)].id);
            there = there || d == found;
        }
        if (!there) unknown_name("@kind-dimension", name, own, root_.where(key), diagnostics_);
        return there ? found : -1;
    }

    std::vector<MemberId> members(std::string_view key, int dimension) {
        std::vector<MemberId> found;
        for (const auto& name : root_.optional_strings(key)) {
            if (dimension < 0) continue;
            const auto& all = methodology_.dimensions[static_cast<std::size_t>(dimension)];
            if (const auto member = all.find(name))
                found.push_back(*member);
            else
                unknown_name("@kind-member", name, all.ids(), root_.where(key), diagnostics_);
        }
        return found;
    }

    Methodology& methodology_;
    const TomlDocument& document_;
    Diagnostics& diagnostics_;
    TomlTableReader root_;
};

}  // namespace

void read_layout(Methodology& methodology, const TomlDocument& document, Diagnostics& diagnostics) {
    LayoutReader(methodology, document, diagnostics).read();
}

}  // namespace qingdan
