#include "activity/table_title.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace qingdan {

namespace {

/// A name that can be looked for inside a longer text: Chinese, or an English word of some length; no codes.
bool can_be_searched(const std::string& name) {
    const auto points = code_points(name);
    const bool chinese =
        std::any_of(points.begin(), points.end(), [](char32_t point) { return point >= 0x4E00 && point <= 0x9FFF; });
    const bool digits =
        std::any_of(points.begin(), points.end(), [](char32_t point) { return point >= U'0' && point <= U'9'; });
    return !digits && points.size() >= (chinese ? 2U : 5U);
}

struct Found {
    std::size_t from, to;
    MemberId member;
    [[nodiscard]] bool inside(const Found& other) const {
        return from >= other.from && to <= other.to && to - from < other.to - other.from;
    }
};

}  // namespace

std::set<int> years_in(const std::string& text) {
    const auto plain = half_width(text);
    const auto digit = [&](std::size_t i) { return i < plain.size() && plain[i] >= '0' && plain[i] <= '9'; };
    const auto part_of_word = [&](std::size_t i) {  // `Sheet2007`, `1,2007` are no years
        return (plain[i] >= 'a' && plain[i] <= 'z') || (plain[i] >= 'A' && plain[i] <= 'Z') ||
               ((plain[i] == '.' || plain[i] == ',') && i > 0 && digit(i - 1));
    };
    std::set<int> years;
    for (std::size_t from = 0; from < plain.size(); ++from) {
        if (!digit(from)) continue;
        std::size_t to = from;
        while (digit(to)) ++to;
        const bool decimal = to < plain.size() && (plain[to] == '.' || plain[to] == ',') && digit(to + 1);
        if (to - from == 4 && !decimal && (from == 0 || !part_of_word(from - 1)))
            if (const int year = std::stoi(plain.substr(from, 4)); year >= 1950 && year <= 2099) years.insert(year);
        from = to;
    }
    return years;
}

TableTitle::TableTitle(const Workbook& workbook, const Sheet& sheet, const TableNames& names,
                       const Methodology& methodology)
    : methodology_(&methodology), sheet_name_{sheet.name, {workbook.document, sheet.name}} {
    for (std::size_t row = 0; row < names.name_row; ++row)
        for (std::size_t column = 0; column < sheet.columns; ++column) {
            const auto cell = sheet.at(row, column);
            const auto where = workbook.where(sheet, row, column);
            if (cell.kind == SheetCell::Kind::text) lines_.push_back({std::string(cell.text), where});
            if (cell.kind == SheetCell::Kind::number)
                lines_.push_back({number_text(cell.number), where});  // `2007` alone
        }
}

std::set<MemberId> TableTitle::regions_in(const std::string& text) const {
    const auto& regions = methodology_->dimensions[static_cast<std::size_t>(methodology_->region_dimension)];
    const auto key = name_key(text);
    std::vector<Found> found;
    for (std::size_t i = 0; i < regions.members.size(); ++i) {
        const auto& member = regions.members[i];
        std::vector<std::string> words{member.title.zh, member.title.en};
        words.insert(words.end(), member.aliases.begin(), member.aliases.end());
        for (const auto& word : words) {
            if (!can_be_searched(word)) continue;
            const auto wanted = name_key(word);
            for (auto at = key.find(wanted); at != std::string::npos; at = key.find(wanted, at + 1))
                found.push_back({at, at + wanted.size(), static_cast<MemberId>(i)});
        }
    }
    std::set<MemberId> named;
    for (const auto& each : found)
        if (std::none_of(found.begin(), found.end(), [&](const Found& longer) { return each.inside(longer); }))
            named.insert(each.member);
    return named;
}

std::optional<Said<MemberId>> TableTitle::other_region(MemberId region) const {
    const auto& regions = methodology_->dimensions[static_cast<std::size_t>(methodology_->region_dimension)];
    std::optional<Said<MemberId>> other;
    const auto look = [&](const Said<std::string>& line, bool first) {
        for (const MemberId named : regions_in(line.what)) {
            if (named == region) return true;
            if (!other && (first || !regions.distance(region, named))) other = {named, line.where};
        }
        return false;
    };
    for (std::size_t i = 0; i < lines_.size(); ++i)
        if (look(lines_[i], i == 0)) return std::nullopt;
    if (!other && look(sheet_name_, false)) return std::nullopt;
    return other;
}

std::vector<Said<std::set<int>>> TableTitle::years() const {
    std::vector<Said<std::set<int>>> said;
    for (const auto& line : lines_)
        if (auto years = years_in(line.what); !years.empty()) said.push_back({std::move(years), line.where});
    if (said.empty())
        if (auto years = years_in(sheet_name_.what); !years.empty())
            said.push_back({std::move(years), sheet_name_.where});
    return said;
}

}  // namespace qingdan
