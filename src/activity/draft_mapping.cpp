// `qingdan map`: a first mapping of an unknown workbook, by the names that can be recognised.

#include <algorithm>
#include <set>

#include "activity/mapping.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

std::string text_of(const SheetCell& cell) {
    if (cell.kind == SheetCell::Kind::number) return number_text(cell.number);
    return cell.kind == SheetCell::Kind::blank ? std::string() : std::string(trim(cell.text));
}

std::string toml_text(const std::string& text) {
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c == '\n' ? ' ' : c;
    }
    return out + "\"";
}

bool is_year(const std::string& text) {
    const auto digits = text.ends_with("年") ? text.substr(0, text.size() - std::string_view("年").size()) : text;
    const auto number = parse_number(digits);
    return number && *number >= 1900 && *number <= 2100 && *number == static_cast<int>(*number);
}

/// How many texts of a line (row or column) a dimension recognises.
struct Line {
    std::size_t index = 0, known = 0;
    int dimension = -1;  ///< -1: years
};

class Drafter {
public:
    Drafter(const Sheet& sheet, const Methodology& methodology, bool chinese)
        : sheet_(sheet), methodology_(methodology), chinese_(chinese) {}

    std::string draft() const {
        const auto across = best(false), down = best(true);
        std::string out = "[[table]]\nsheet = " + toml_text(sheet_.name) + "\n";
        if (across.known < 2 && down.known < 2)
            return out + (chinese_ ? "# 没有认出年份，也没有认出任何维度的名称：请按 docs/mapping.md 填写\n"
                                   : "# no years and no names were recognised: fill this in by docs/mapping.md\n");
        out += variable_line(down, across);
        out += chinese_ ? "unit = \"\"             # 填单位，或在 columns 里指出单位所在的列\n"
                        : "unit = \"\"             # the unit, or name its column under columns\n";
        if (across.known < 2 || across.dimension >= 0)
            out += chinese_ ? "year = 0              # 填年份\n" : "year = 0              # the year\n";
        if (across.known >= 2) out += "across = " + toml_text(field(across)) + "\n";
        if (down.known >= 2 && across.known >= 2)
            out += "columns = { " + toml_text(text_of(sheet_.at(across.index, down.index))) + " = " +
                   toml_text(field(down)) + " }\n";
        out += unknown(down, across);
        return out;
    }

private:
    [[nodiscard]] std::string field(const Line& line) const {
        return line.dimension < 0 ? "year" : methodology_.dimensions[static_cast<std::size_t>(line.dimension)].id;
    }

    [[nodiscard]] Line best(bool columns) const {
        Line best;
        const std::size_t lines = columns ? sheet_.columns : sheet_.rows,
                          cells = columns ? sheet_.rows : sheet_.columns;
        for (std::size_t i = 0; i < std::min<std::size_t>(lines, 200); ++i) {
            std::size_t years = 0;
            std::vector<std::size_t> known(methodology_.dimensions.size(), 0);
            for (std::size_t j = 0; j < std::min<std::size_t>(cells, 500); ++j) {
                const auto text = text_of(columns ? sheet_.at(j, i) : sheet_.at(i, j));
                if (text.empty()) continue;
                years += is_year(text) ? 1 : 0;
                if (parse_printed_number(text)) continue;
                for (std::size_t d = 0; d < known.size(); ++d)
                    if (static_cast<int>(d) != methodology_.region_dimension &&
                        methodology_.dimensions[d].recognise(text))
                        ++known[d];
            }
            if (years > best.known) best = {i, years, -1};
            for (std::size_t d = 0; d < known.size(); ++d)
                if (known[d] > best.known) best = {i, known[d], static_cast<int>(d)};
        }
        return best;
    }

    /// Variables that have the keys found, the first as a proposal.
    [[nodiscard]] std::string variable_line(const Line& down, const Line& across) const {
        std::set<int> wanted;
        for (const auto* line : {&down, &across})
            if (line->known >= 2 && line->dimension >= 0) wanted.insert(line->dimension);
        std::vector<std::string> fitting;
        for (const auto& variable : methodology_.variables) {
            const std::set<int> own(variable.dimensions.begin(), variable.dimensions.end());
            if (!wanted.empty() && std::includes(own.begin(), own.end(), wanted.begin(), wanted.end()))
                fitting.push_back(variable.id);
        }
        if (fitting.empty())
            return chinese_ ? "variable = \"\"         # 填变量（qingdan package show 列出全部）\n"
                            : "variable = \"\"         # the variable (qingdan package show lists them)\n";
        return "variable = " + toml_text(fitting.front()) +
               (fitting.size() > 1
                    ? (chinese_ ? "  # 也可能是：" : "  # or: ") + join({fitting.begin() + 1, fitting.end()}, ", ")
                    : "") +
               "\n";
    }

    [[nodiscard]] std::string unknown(const Line& down, const Line& across) const {
        std::vector<std::string> names;
        const auto look = [&](const std::string& text, const Line& line) {
            if (text.empty() || parse_printed_number(text)) return;
            const bool known =
                line.dimension < 0
                    ? is_year(text)
                    : methodology_.dimensions[static_cast<std::size_t>(line.dimension)].recognise(text).has_value();
            if (!known) names.push_back(text);
        };
        if (down.known >= 2)
            for (std::size_t row = across.known >= 2 ? across.index + 1 : 0; row < sheet_.rows; ++row)
                look(text_of(sheet_.at(row, down.index)), down);
        if (across.known >= 2)
            for (std::size_t column = 0; column < sheet_.columns; ++column)
                if (column != down.index || down.known < 2) look(text_of(sheet_.at(across.index, column)), across);
        if (names.empty()) return {};
        std::string out = chinese_
                              ? "# 没有认出的行名、列名：不是数据的留在 ignore；是数据的，把写法加到方法包的 aliases\n"
                              : "# names not recognised: leave in ignore what is no data; add the others to the "
                                "package's aliases\n";
        out += "ignore = [";
        for (std::size_t i = 0; i < names.size(); ++i) out += (i ? ", " : "") + toml_text(names[i]);
        return out + "]\n";
    }

    const Sheet& sheet_;
    const Methodology& methodology_;
    bool chinese_;
};

}  // namespace

std::string draft_mapping(const Workbook& workbook, const Methodology& methodology, const std::string& language) {
    std::string out;
    for (const auto& sheet : workbook.sheets)
        if (!sheet.hidden && sheet.rows > 0)
            out += (out.empty() ? "" : "\n") + Drafter(sheet, methodology, language != "en").draft();
    return out;
}

}  // namespace qingdan
