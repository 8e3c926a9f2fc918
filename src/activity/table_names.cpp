#include "activity/table_names.hpp"

#include <algorithm>
#include <map>

#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::size_t label_columns_searched = 5;
constexpr std::size_t least_names = 3;     // so many known row names make a column one of labels
constexpr std::size_t most_name_rows = 4;  // `Other`, `Washed`, `Coal` below each other
constexpr std::size_t most_header_rows = 50;
constexpr std::size_t longest_name = 300;  // bytes; a footnote is no name

std::wstring wide(std::string_view text) {
    const auto points = code_points(text);
    return {points.begin(), points.end()};
}

std::string narrow(const std::wstring& text) {
    std::string bytes;
    for (const wchar_t point : text) append_utf8(bytes, static_cast<char32_t>(point));
    return bytes;
}

/// Letters, digits and Chinese characters only: `外省(区、市)调入量` and `外省（区，市）调入量` are one name.
std::string without_punctuation(const std::string& key) {
    std::string kept;
    for (const char32_t point : code_points(key)) {
        const bool letter = (point >= U'a' && point <= U'z') || (point >= U'0' && point <= U'9');
        const bool cjk = (point >= 0x3400 && point <= 0x9FFF) || point >= 0x20000;
        if (letter || cjk) append_utf8(kept, point);
    }
    return kept;
}

bool contains_choice(std::string_view pattern) { return pattern.find('|') != std::string_view::npos; }

bool is_text(const SheetCell& cell) { return cell.kind == SheetCell::Kind::text; }

/// Something that looks like a figure, also when it is printed as text.
bool has_figure(const SheetCell& cell) {
    return cell.kind == SheetCell::Kind::number || (is_text(cell) && parse_printed_number(cell.text));
}

bool contains(const std::vector<std::size_t>& list, std::size_t wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

bool contains(const std::vector<std::string>& keys, std::string_view printed) {
    return std::find(keys.begin(), keys.end(), name_key(printed)) != keys.end();
}

bool names(const std::vector<NamedLine>& lines, MemberId member) {
    return std::any_of(lines.begin(), lines.end(), [&](const NamedLine& line) { return line.member == member; });
}

/// The texts of a column in `count` rows from `row`, joined as a name that was too long for one row.
std::string joined(const Sheet& sheet, std::size_t column, std::size_t row, std::size_t count) {
    std::string text;
    for (std::size_t i = row; i < row + count; ++i)
        if (const auto cell = sheet.at(i, column); is_text(cell))
            text += (text.empty() ? "" : " ") + std::string(trim(cell.text));
    return text;
}

}  // namespace

bool TableNames::has_row(MemberId member) const { return names(rows, member); }
bool TableNames::has_column(MemberId member) const { return names(columns, member); }

TableFinder::TableFinder(const Methodology& methodology, const TableLayout& layout)
    : methodology_(methodology), layout_(layout) {
    for (const auto& pattern : layout.strip)
        // The library would try a pattern that holds at the beginning only at every letter.
        strip_.emplace_back(std::wregex(wide(pattern)), pattern.starts_with('^') && !contains_choice(pattern)
                                                            ? std::regex_constants::match_continuous
                                                            : std::regex_constants::match_default);
    for (const int dimension : {layout.row_dimension, layout.column_dimension}) {
        std::map<std::string, std::optional<MemberId>> seen;
        const auto& members = methodology.dimensions[static_cast<std::size_t>(dimension)].members;
        for (std::size_t i = 0; i < members.size(); ++i) {
            std::vector<std::string> printed{members[i].title.zh, members[i].title.en};
            printed.insert(printed.end(), members[i].aliases.begin(), members[i].aliases.end());
            for (const auto& name : printed) {
                const auto [known, fresh] = seen.emplace(without_punctuation(name_key(name)), static_cast<MemberId>(i));
                if (!fresh && known->second != static_cast<MemberId>(i)) known->second.reset();
            }
        }
        for (const auto& [name, member] : seen)
            if (member && !name.empty()) loose_[dimension].emplace(name, *member);
    }
}

bool TableFinder::says_none(const std::string& text) const {
    const auto key = name_key(text);
    return std::any_of(layout_.none_marks.begin(), layout_.none_marks.end(),
                       [&](const auto& mark) { return name_key(mark) == key; });
}

std::optional<MemberId> TableFinder::recognise_loosely(int dimension, const std::string& printed) const {
    const auto loose = loose_.find(dimension);
    if (loose == loose_.end()) return std::nullopt;
    const auto found = loose->second.find(without_punctuation(name_key(printed)));
    return found == loose->second.end() ? std::nullopt : std::optional(found->second);
}

std::optional<MemberId> TableFinder::recognise(int dimension, const std::string& printed) const {
    if (printed.empty() || printed.size() > longest_name) return std::nullopt;
    const auto [known, fresh] = known_.try_emplace({dimension, printed});
    if (fresh) known->second = recognise_anew(dimension, printed);
    return known->second;
}

std::optional<MemberId> TableFinder::recognise_anew(int dimension, const std::string& printed) const {
    const auto& members = methodology_.dimensions[static_cast<std::size_t>(dimension)];
    if (const auto member = members.recognise(printed)) return member;
    auto text = wide(name_key(printed));
    for (bool changed = true; changed;) {
        changed = false;
        for (const auto& [pattern, where] : strip_) {
            std::wsmatch match;
            if (!std::regex_search(text, match, pattern, where)) continue;
            const auto length = static_cast<std::size_t>(match.length());
            if (length == 0 || length == text.size()) continue;
            text.erase(static_cast<std::size_t>(match.position()), length);
            changed = true;
            if (const auto member = members.recognise(narrow(text))) return member;
        }
    }
    return recognise_loosely(dimension, narrow(text));
}

TableNames TableFinder::find(const Sheet& sheet) const {
    TableNames names;
    const std::size_t first_row = find_labels(sheet, names);
    if (names.label_columns.empty()) return names;
    find_name_rows(sheet, first_row, names);
    if (names.name_rows == 0) return names;
    for (std::size_t column = 0; column < sheet.columns; ++column)
        if (!contains(names.label_columns, column)) name_column(sheet, first_row, column, names);
    find_units(sheet, first_row, names);
    for (std::size_t row = names.name_row + names.name_rows; row < sheet.rows; ++row)
        name_row(sheet, row, row < first_row, names);
    return names;
}

std::size_t TableFinder::find_labels(const Sheet& sheet, TableNames& names) const {
    std::size_t first_row = sheet.rows;
    for (std::size_t column = 0; column < std::min(sheet.columns, label_columns_searched); ++column) {
        std::size_t known = 0, first = sheet.rows;
        for (std::size_t row = 0; row < sheet.rows; ++row) {
            const auto cell = sheet.at(row, column);
            if (!is_text(cell) || !recognise(layout_.row_dimension, std::string(cell.text))) continue;
            first = std::min(first, row);
            ++known;
        }
        if (known < least_names) continue;
        names.label_columns.push_back(column);
        first_row = std::min(first_row, first);
    }
    return first_row;
}

/// Names may stand in one row (usually the Chinese ones) or be spread over several (the English ones). The rows that
/// know most columns are the header, of equals the fewer. But rows above them that know at least half as many are names
/// in the first language: a misspelling there must not be hidden by the second.
void TableFinder::find_name_rows(const Sheet& sheet, std::size_t first_row, TableNames& names) const {
    const std::size_t top = first_row > most_header_rows ? first_row - most_header_rows : 0;
    for (std::size_t end = first_row, before = 0; end > top;) {
        std::size_t best = 0, best_row = 0, best_count = 0;
        for (std::size_t count = 1; count <= most_name_rows; ++count)
            for (std::size_t row = top; row + count <= end; ++row) {
                std::size_t known = 0;
                for (std::size_t column = 0; column < sheet.columns; ++column)
                    if (!contains(names.label_columns, column) &&
                        recognise(layout_.column_dimension, joined(sheet, column, row, count)))
                        ++known;
                if (known <= best) continue;
                best = known;
                best_row = row;
                best_count = count;
            }
        if (best == 0 || 2 * best < before) return;
        names.name_row = best_row;
        names.name_rows = best_count;
        end = best_row;
        before = best;
    }
}

void TableFinder::name_column(const Sheet& sheet, std::size_t first_row, std::size_t column, TableNames& names) const {
    const auto name = joined(sheet, column, names.name_row, names.name_rows);
    if (contains(layout_.ignored_columns, name)) return;
    // The name in the other language stands below, in the cells that are no units.
    std::string other;
    for (std::size_t row = names.name_row + names.name_rows; row < first_row; ++row)
        if (const auto cell = sheet.at(row, column); is_text(cell) && !methodology_.units.parse(cell.text))
            other.append(other.empty() ? "" : " ").append(cell.text);
    const auto otherwise = recognise(layout_.column_dimension, other);
    if (const auto member = recognise(layout_.column_dimension, name)) {
        NamedLine line{column, *member, names.name_row, {}, 0, column, any_member};
        if (otherwise && *otherwise != *member) line.contradicted = *otherwise;
        names.columns.push_back(line);
        return;
    }
    for (std::size_t row = first_row; row < sheet.rows; ++row)
        if (has_figure(sheet.at(row, column))) {
            names.unknown_columns.push_back({column, names.name_row, name, otherwise.value_or(any_member)});
            return;
        }
}

/// The unit row is the one with most cells that parse as units, the upper of equals: below it may stand an English one
/// whose superscripts were lost. A unit that holds for the whole table stands behind a colon of the title.
void TableFinder::find_units(const Sheet& sheet, std::size_t first_row, TableNames& names) const {
    std::size_t unit_row = 0, best = 0;
    std::optional<NamedLine> general;
    for (std::size_t row = 0; row < first_row; ++row) {
        const bool name_rows = row >= names.name_row && row < names.name_row + names.name_rows;
        std::size_t known = 0;
        for (const auto& column : names.columns)
            if (const auto cell = sheet.at(row, column.index);
                !name_rows && is_text(cell) && methodology_.units.parse(cell.text))
                ++known;
        if (known > best) {
            best = known;
            unit_row = row;
        }
        for (std::size_t column = 0; column < sheet.columns; ++column) {
            const auto text = half_width(sheet.at(row, column).text);
            const auto colon = text.rfind(':');
            if (general || colon == std::string::npos) continue;
            if (auto unit = text.substr(colon + 1); methodology_.units.parse(unit))
                general = NamedLine{column, any_member, 0, std::string(trim(unit)), row, column, any_member};
        }
    }
    for (auto& column : names.columns) {
        column.unit_row = best > 0 ? unit_row : names.name_row;
        column.unit_column = column.index;
        if (best > 0) column.unit = trim(sheet.at(unit_row, column.index).text);
        if (!column.unit.empty() || !general) continue;
        column.unit = general->unit;
        column.unit_row = general->unit_row;
        column.unit_column = general->unit_column;
    }
}

void TableFinder::name_row(const Sheet& sheet, std::size_t row, bool header, TableNames& names) const {
    UnknownLine line{row, names.label_columns.front(), {}, any_member};
    std::optional<MemberId> member, otherwise;
    for (const std::size_t column : names.label_columns) {
        const auto cell = sheet.at(row, column);
        if (!is_text(cell)) continue;
        const auto known = recognise(layout_.row_dimension, std::string(cell.text));
        if (line.name.empty()) {
            if (contains(layout_.ignored_rows, cell.text)) return;
            line.name = trim(cell.text);
            line.name_at = column;
            member = known;
        } else if (known) {
            otherwise = known;
        }
    }
    if (member) {
        names.rows.push_back(
            {row, *member, line.name_at, {}, 0, 0, otherwise && *otherwise != *member ? *otherwise : any_member});
        return;
    }
    if (header && line.name.empty()) return;                              // numbers of columns, years …
    if (line.name.empty() && contains(layout_.ignored_rows, "")) return;  // workings beside and below the table
    line.otherwise = otherwise.value_or(any_member);
    const auto figure_in = [&](const auto& column) { return has_figure(sheet.at(row, column.index)); };
    if (std::any_of(names.columns.begin(), names.columns.end(), figure_in) ||
        std::any_of(names.unknown_columns.begin(), names.unknown_columns.end(), figure_in))
        names.unknown_rows.push_back(line);
}

}  // namespace qingdan
