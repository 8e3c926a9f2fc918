#include "activity/table_names.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::size_t label_columns_searched = 5;
constexpr std::size_t least_names = 3;  // so many row names make a column one of labels

std::wstring wide(std::string_view text) {
    const auto points = code_points(text);
    return {points.begin(), points.end()};
}

std::string narrow(const std::wstring& text) {
    std::string bytes;
    for (const wchar_t point : text) append_utf8(bytes, static_cast<char32_t>(point));
    return bytes;
}

bool is_text(const SheetCell& cell) { return cell.kind == SheetCell::Kind::text; }

/// Something that looks like a figure, also when it is printed as text.
bool has_figure(const SheetCell& cell) {
    return cell.kind == SheetCell::Kind::number || (is_text(cell) && parse_printed_number(cell.text));
}

bool contains(const std::vector<std::size_t>& list, std::size_t wanted) { return std::find(list.begin(), list.end(), wanted) != list.end(); }

bool names(const std::vector<NamedLine>& lines, MemberId member) {
    return std::any_of(lines.begin(), lines.end(), [&](const NamedLine& line) { return line.member == member; });
}

}  // namespace

bool TableNames::has_row(MemberId member) const { return names(rows, member); }
bool TableNames::has_column(MemberId member) const { return names(columns, member); }

TableFinder::TableFinder(const Methodology& methodology, const TableLayout& layout)
    : methodology_(methodology), layout_(layout), row_dimension_(methodology.dimensions[static_cast<std::size_t>(layout.row_dimension)]),
      column_dimension_(methodology.dimensions[static_cast<std::size_t>(layout.column_dimension)]) {
    for (const auto& pattern : layout.strip) strip_.emplace_back(wide(pattern));
}

bool TableFinder::says_none(const std::string& text) const {
    const auto key = name_key(text);
    return std::any_of(layout_.none_marks.begin(), layout_.none_marks.end(), [&](const auto& mark) { return name_key(mark) == key; });
}

bool TableFinder::ignored(const std::vector<std::string>& known, const std::string& printed) const {
    return std::find(known.begin(), known.end(), name_key(printed)) != known.end();
}

/// As printed, or else with numbering, `#` and signs in parentheses taken off until nothing is left to take.
std::optional<MemberId> TableFinder::recognise(const KeyDimension& dimension, const std::string& printed) const {
    if (const auto member = dimension.recognise(printed)) return member;
    auto text = wide(name_key(printed));
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto& pattern : strip_) {
            auto shorter = std::regex_replace(text, pattern, L"", std::regex_constants::format_first_only);
            if (shorter == text || shorter.empty()) continue;
            text = std::move(shorter);
            changed = true;
            if (const auto member = dimension.recognise(narrow(text))) return member;
        }
    }
    return std::nullopt;
}

TableNames TableFinder::find(const Sheet& sheet) const {
    TableNames names;
    find_labels(sheet, names);
    if (names.label_columns.empty()) return names;
    for (std::size_t column = 0; column < sheet.columns; ++column)
        if (!contains(names.label_columns, column)) name_column(sheet, column, names);
    for (std::size_t row = names.first_row; row < sheet.rows; ++row) name_row(sheet, row, names);
    return names;
}

void TableFinder::find_labels(const Sheet& sheet, TableNames& names) const {
    names.first_row = sheet.rows;
    for (std::size_t column = 0; column < std::min(sheet.columns, label_columns_searched); ++column) {
        std::size_t known = 0, first = sheet.rows;
        for (std::size_t row = 0; row < sheet.rows; ++row) {
            const auto& cell = sheet.at(row, column);
            if (!is_text(cell) || !recognise(row_dimension_, cell.text)) continue;
            first = std::min(first, row);
            ++known;
        }
        if (known < least_names) continue;
        names.label_columns.push_back(column);
        names.first_row = std::min(names.first_row, first);
    }
}

/// The header of a column may be spread over several rows, in two languages: every run of its cells is tried, the
/// longest first, so that `Cleaned` over `Coal` is not read as `Coal`.
void TableFinder::name_column(const Sheet& sheet, std::size_t column, TableNames& names) const {
    std::vector<std::string> texts;
    std::string unit;
    for (std::size_t row = 0; row < names.first_row; ++row) {
        const auto& cell = sheet.at(row, column);
        if (!is_text(cell)) continue;
        if (!recognise(column_dimension_, cell.text) && methodology_.units.parse(cell.text)) {
            if (unit.empty()) unit = cell.text;
        } else {
            texts.push_back(cell.text);
        }
    }
    for (std::size_t length = texts.size(); length > 0; --length)
        for (std::size_t from = 0; from + length <= texts.size(); ++from) {
            std::string run;
            for (std::size_t i = from; i < from + length; ++i) run += (run.empty() ? "" : " ") + texts[i];
            if (ignored(layout_.ignored_columns, run)) return;
            if (const auto member = recognise(column_dimension_, run)) {
                names.columns.push_back({column, *member, unit});
                return;
            }
        }
    for (std::size_t row = names.first_row; row < sheet.rows; ++row)
        if (has_figure(sheet.at(row, column))) {
            names.unknown_columns.emplace_back(column, texts.empty() ? std::string() : texts.front());
            return;
        }
}

void TableFinder::name_row(const Sheet& sheet, std::size_t row, TableNames& names) const {
    std::string first;
    for (const std::size_t column : names.label_columns) {
        const auto& cell = sheet.at(row, column);
        if (!is_text(cell)) continue;
        if (first.empty()) first = cell.text;
        if (ignored(layout_.ignored_rows, cell.text)) return;
        if (const auto member = recognise(row_dimension_, cell.text)) {
            names.rows.push_back({row, *member, {}});
            return;
        }
    }
    for (const auto& column : names.columns)
        if (has_figure(sheet.at(row, column.index))) {
            names.unknown_rows.emplace_back(row, first);
            return;
        }
}

std::string TableFinder::title(const Sheet& sheet, const TableNames& names) {
    std::string text = sheet.name;
    for (std::size_t row = 0; row < std::min(names.first_row, sheet.rows); ++row)
        for (std::size_t column = 0; column < sheet.columns; ++column)
            if (is_text(sheet.at(row, column))) text += "\n" + sheet.at(row, column).text;
    return text;
}

}  // namespace qingdan
