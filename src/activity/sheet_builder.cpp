#include "activity/sheet_builder.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <utility>

#include "base/text.hpp"

namespace qingdan {

bool SheetBuilder::set(std::size_t row, std::size_t column, const CellContent& cell) {
    if (row >= most_rows || column >= most_columns) return false;
    if (cell.kind == SheetCell::Kind::blank) return true;
    auto& rows = sheet_.cells_;
    auto& texts = sheet_.texts_;
    if (row >= rows.size()) {
        const auto usual = rows.empty() ? 0 : rows.back().size();
        rows.resize(row + 1);
        rows.back().reserve(usual);  // most rows are as long as the one before
    }
    auto& cells = rows[row];
    if (column >= cells.size()) {
        stored_ += column + 1 - cells.size();
        if (stored_ > most_cells) return false;
        cells.resize(column + 1);
        sheet_.columns = std::max(sheet_.columns, column + 1);
    }
    if (texts.size() + cell.text.size() > most_text) return false;
    auto& stored = cells[column];
    stored.number = cell.number;
    stored.kind = static_cast<std::uint32_t>(cell.kind) & 0xFU;
    stored.text = static_cast<std::uint32_t>(texts.size());
    stored.length = static_cast<std::uint32_t>(cell.text.size()) & 0xFFF'FFFFU;
    texts += cell.text;
    return true;
}

std::optional<Sheet> SheetBuilder::finish(std::string name) {
    if (sheet_.cells_.size() * sheet_.columns > most_cells) return std::nullopt;
    sheet_.name = std::move(name);
    sheet_.rows = sheet_.cells_.size();
    stored_ = 0;
    return std::exchange(sheet_, {});
}

CellContent number_cell(double number) {
    if (!std::isfinite(number)) return error_cell("#NUM!");
    return {SheetCell::Kind::number, number, {}};
}

CellContent text_cell(std::string text) {
    if (trim(text).empty()) return {};
    return {SheetCell::Kind::text, 0.0, std::move(text)};
}

CellContent boolean_cell(bool value) { return {SheetCell::Kind::boolean, value ? 1.0 : 0.0, value ? "TRUE" : "FALSE"}; }

CellContent error_cell(std::string code) { return {SheetCell::Kind::error, 0.0, std::move(code)}; }

CellContent date_cell(double serial, bool since_1904) {
    constexpr double last = 2958466.0;  // 10000-01-01
    if (!(serial >= 0.0 && serial < last)) return number_cell(serial);
    // Excel counts a 29 February 1900 that never was: serials below 60 are one day later than the rule says.
    double days = std::floor(serial);
    const auto seconds = static_cast<long>(std::lround((serial - days) * 86400.0));
    const double whole = days;
    if (since_1904)
        days += 1462.0;
    else if (days < 60.0)
        days += 1.0;
    const auto day = std::chrono::sys_days{std::chrono::year{1899} / 12 / 30} +
                     std::chrono::days{static_cast<int>(days)} + std::chrono::days{seconds / 86400};
    const std::chrono::year_month_day date{day};
    const long rest = seconds % 86400;
    char text[40];
    std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02ld:%02ld:%02ld", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()), rest / 3600, rest / 60 % 60,
                  rest % 60);
    std::string iso = text;
    if (whole == 0.0 && !since_1904)
        iso = iso.substr(11);  // a time of day alone
    else if (rest == 0)
        iso = iso.substr(0, 10);
    return {SheetCell::Kind::date, serial, iso};
}

bool is_date_format(unsigned int id, std::string_view code) {
    if (code.empty())
        return (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
    bool quoted = false;
    for (std::size_t i = 0; i < code.size() && code[i] != ';'; ++i) {
        const char c = code[i];
        if (c == '"') {
            quoted = !quoted;
        } else if (quoted) {
            continue;
        } else if (c == '\\' || c == '_' || c == '*') {
            ++i;  // the next character is shown, or its width left free
        } else if (c == '[') {
            const auto end = code.find(']', i);
            if (end == std::string_view::npos) return false;
            const auto inside = code.substr(i + 1, end - i - 1);
            if (!inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos)
                return true;  // [h]: elapsed
            i = end;
        } else if (std::string_view("yYmMdDhHsS").find(c) != std::string_view::npos) {
            return true;
        }
    }
    return false;
}

}  // namespace qingdan
