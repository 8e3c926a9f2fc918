// The three kinds of sheets of a form (form_plan.hpp says which variable goes where).

#include <algorithm>

#include "activity/form_identity.hpp"
#include "base/text.hpp"
#include "report/form_layout.hpp"

namespace qingdan {

namespace {

constexpr int header_row = 3;   // 0-based; below title, hint and a blank line
constexpr int spare_rows = 60;  // of a list
constexpr double value_width = 13, label_width = 40, unit_width = 12, note_width = 26;

std::string counted(int index) { return std::to_string(index + 1); }

}  // namespace

void FormLayout::series() {
    const bool any = std::any_of(book_.tables.begin(), book_.tables.end(),
                                 [](const auto& table) { return table.kind == FormTable::Kind::series; });
    if (!any) return;
    const int first_year = previous_ ? 3 : 2, years = static_cast<int>(options_.years.size()),
              source = first_year + years, note = source + 1;
    auto& sheet =
        add_sheet(words_.in("form-series"), words_.in("form-series-title", {{"department", department()}}), note + 1);
    sheet.widths.assign(static_cast<std::size_t>(note + 1), value_width);
    sheet.widths[0] = label_width;
    sheet.widths[1] = unit_width;
    sheet.widths[static_cast<std::size_t>(source)] = sheet.widths[static_cast<std::size_t>(note)] = note_width;
    const auto head = [&](int column, const std::string& text) {
        sheet.text(header_row, column, text, {.role = CellRole::header});
    };
    head(0, words_.in("form-item"));
    head(1, words_.in("form-unit"));
    if (previous_) head(2, words_.in("form-previous", {{"year", std::to_string(*previous_)}}));
    record({form::sheet, sheet.name, form::series});
    record({form::columns, counted(0), counted(1), counted(source), counted(note)});
    for (int i = 0; i < years; ++i) {
        head(first_year + i, std::to_string(options_.years[static_cast<std::size_t>(i)]));
        record({form::year, counted(first_year + i), std::to_string(options_.years[static_cast<std::size_t>(i)])});
    }
    sheet.heights.emplace_back(header_row, 30.0);
    head(source, words_.in("form-source"));
    head(note, words_.in("form-note"));
    int row = header_row + 1, cells = 0;
    for (const auto& table : book_.tables) {
        if (table.kind != FormTable::Kind::series) continue;
        const auto& definition = variable(table.variable);
        if (definition.dimensions.empty()) {
            series_row(sheet, row, {&table, {}}, title_of(definition.title), 0);
            sheet.cells[sheet.cells.size() - static_cast<std::size_t>(note + 1)].comment = explanation(table.variable);
            ++row;
            cells += years;
            continue;
        }
        auto& heading =
            sheet.text(row, 0, title_of(definition.title), {.role = CellRole::label, .row = RowStyle::section});
        heading.last_column = note;
        heading.comment = explanation(table.variable);
        ++row;
        const auto& dimension = methodology_.dimensions[static_cast<std::size_t>(definition.dimensions.front())];
        for (const auto member : table.members.front()) {
            Tuple key;
            key.push(member);
            series_row(sheet, row++, {&table, key}, title_of(dimension.members[static_cast<std::size_t>(member)].title),
                       1);
            cells += years;
        }
    }
    sheet.freeze_row = header_row + 1;
    sheet.freeze_column = 2;
    sheet.rows = row;
    sheet.repeat_from = sheet.repeat_to = header_row;
    contents_.emplace_back(words_.in("form-series"), cells);
}

void FormLayout::series_row(SheetModel& sheet, int row, const Asked& asked, const std::string& label, int indent) {
    const int index = asked.table->variable, first_year = previous_ ? 3 : 2,
              years = static_cast<int>(options_.years.size());
    const ActivityDatum* example = nullptr;
    for (const int year : options_.years)
        if (const auto* each = datum(index, asked.key, year); each && !each->printed_unit.empty()) example = each;
    const auto unit = unit_of(index, asked.key, example);
    sheet.text(row, 0, label, {.role = CellRole::label, .indent = static_cast<std::uint8_t>(indent)});
    sheet.text(row, 1, unit, {.role = CellRole::input, .centred = true});
    ModelRule units{ModelRule::Kind::suggestion, row, 1, row, 1, units_like(index, asked.key, unit), {}, {}, {}};
    sheet.rules.push_back(std::move(units));
    if (previous_) value(sheet, row, 2, datum(index, asked.key, *previous_), unit, CellRole::previous);
    std::string source, note;
    for (int i = 0; i < years; ++i) {
        const auto* each =
            options_.filled ? datum(index, asked.key, options_.years[static_cast<std::size_t>(i)]) : nullptr;
        value(sheet, row, first_year + i, each, unit, CellRole::input);
        if (each) source = each->source, note = each->note;
    }
    sheet.text(row, first_year + years, source, {.role = CellRole::input});
    sheet.text(row, first_year + years + 1, note, {.role = CellRole::input});
    rule(sheet, index, row, first_year, row, first_year + years - 1);
    record({form::row, counted(row), variable(index).id, key_text(variable(index), asked.key), label});
}

void FormLayout::grid(const FormTable& table, int year) {
    const auto& definition = variable(table.variable);
    const auto& down = methodology_.dimensions[static_cast<std::size_t>(definition.dimensions[0])];
    const auto& across = methodology_.dimensions[static_cast<std::size_t>(definition.dimensions[1])];
    const int columns = static_cast<int>(table.members[1].size());
    const auto title = title_of(definition.title) + " " + std::to_string(year);
    auto& sheet = add_sheet(title, title, columns + 1);
    sheet.cells.front().comment = explanation(table.variable);
    sheet.widths.assign(static_cast<std::size_t>(columns + 1), value_width);
    sheet.widths[0] = label_width * 0.8;
    sheet.text(header_row, 0, title_of(down.title), {.role = CellRole::header});
    sheet.text(header_row + 1, 0, words_.in("form-unit"), {.role = CellRole::unit});
    record({form::sheet, sheet.name, form::grid, definition.id, std::to_string(year)});
    record({form::columns, counted(0)});
    record({form::units, counted(header_row + 1)});
    sheet.heights.emplace_back(header_row, 30.0);
    std::vector<std::string> units;
    for (int c = 0; c < columns; ++c) {
        Tuple key;
        key.push(table.members[0].front());
        key.push(table.members[1][static_cast<std::size_t>(c)]);
        const ActivityDatum* example = nullptr;
        for (std::size_t r = 0; r < table.members[0].size() && !example; ++r) {
            Tuple cell;
            cell.push(table.members[0][r]);
            cell.push(key[1]);
            example = datum(table.variable, cell, year);
            if (example && example->printed_unit.empty()) example = nullptr;
        }
        units.push_back(unit_of(table.variable, key, example));
        const auto& member = across.members[static_cast<std::size_t>(key[1])];
        sheet.text(header_row, c + 1, title_of(member.title), {.role = CellRole::header});
        sheet.text(header_row + 1, c + 1, units.back(), {.role = CellRole::input, .centred = true});
        sheet.rules.push_back({ModelRule::Kind::suggestion,
                               header_row + 1,
                               c + 1,
                               header_row + 1,
                               c + 1,
                               units_like(table.variable, key, units.back()),
                               {},
                               {},
                               {}});
        record({form::column, counted(c + 1), across.id + "=" + member.id, title_of(member.title)});
    }
    int row = header_row + 2;
    for (const auto member : table.members[0]) {
        const auto& named = down.members[static_cast<std::size_t>(member)];
        sheet.text(row, 0, title_of(named.title), {.role = CellRole::label});
        record({form::row, counted(row), down.id + "=" + named.id, title_of(named.title)});
        for (int c = 0; c < columns; ++c) {
            Tuple key;
            key.push(member);
            key.push(table.members[1][static_cast<std::size_t>(c)]);
            value(sheet, row, c + 1, options_.filled ? datum(table.variable, key, year) : nullptr,
                  units[static_cast<std::size_t>(c)], CellRole::input);
        }
        ++row;
    }
    rule(sheet, table.variable, header_row + 2, 1, row - 1, columns);
    sheet.freeze_row = header_row + 2;
    sheet.freeze_column = 1;
    sheet.repeat_from = header_row;
    sheet.repeat_to = header_row + 1;
    if (year == options_.years.front() && previous_) grid_previous(sheet, table, *previous_, row + 1);
    contents_.emplace_back(title, static_cast<int>(table.members[0].size()) * columns);
}

/// What was delivered for the year before, below the table.
void FormLayout::grid_previous(SheetModel& sheet, const FormTable& table, int year, int row) {
    const auto& down = methodology_.dimensions[static_cast<std::size_t>(variable(table.variable).dimensions.front())];
    const auto first = data_.lower_bound({table.variable, Tuple{}, 0});
    if (first == data_.end() || std::get<0>(first->first) != table.variable) return;
    sheet.text(row++, 0, words_.in("form-previous", {{"year", std::to_string(year)}}), {.role = CellRole::heading});
    for (const auto member : table.members[0]) {
        sheet.text(row, 0, title_of(down.members[static_cast<std::size_t>(member)].title),
                   {.role = CellRole::previous});
        for (std::size_t c = 0; c < table.members[1].size(); ++c) {
            Tuple key;
            key.push(member);
            key.push(table.members[1][c]);
            const auto* before = datum(table.variable, key, year);
            value(sheet, row, static_cast<int>(c) + 1, before, before ? before->printed_unit : "", CellRole::previous);
        }
        ++row;
    }
    sheet.rows = row;
}

void FormLayout::list(const FormTable& table) {
    const auto& definition = variable(table.variable);
    std::vector<std::pair<std::string, std::string>> fields;  // name in the identity, heading
    for (const int dimension : definition.dimensions) {
        const auto& members = methodology_.dimensions[static_cast<std::size_t>(dimension)];
        fields.emplace_back(members.id, title_of(members.title));
    }
    for (const char* each : {"year", "value", "unit", "notation", "low", "high", "distribution", "source", "note"})
        fields.emplace_back(each, words_.in(std::string("form-field-") + each));
    const auto name = title_of(definition.title);
    auto& sheet = add_sheet(name, name, static_cast<int>(fields.size()));
    sheet.cells.front().comment = explanation(table.variable);
    record({form::sheet, sheet.name, form::list, definition.id});
    for (std::size_t f = 0; f < fields.size(); ++f) {
        sheet.text(header_row, static_cast<int>(f), fields[f].second, {.role = CellRole::header});
        sheet.widths.push_back(f < definition.dimensions.size() ? note_width : value_width);
        record({form::field, counted(static_cast<int>(f)), fields[f].first, fields[f].second});
    }
    const int first = header_row + 1, keys = static_cast<int>(definition.dimensions.size());
    int row = first;
    for (auto it = data_.lower_bound({table.variable, Tuple{}, 0});
         options_.filled && it != data_.end() && std::get<0>(it->first) == table.variable; ++it) {
        const auto& each = *it->second;
        if (std::find(options_.years.begin(), options_.years.end(), each.year) == options_.years.end()) continue;
        for (int k = 0; k < keys; ++k) {
            const auto& members =
                methodology_.dimensions[static_cast<std::size_t>(definition.dimensions[static_cast<std::size_t>(k)])];
            const auto& member = members.members[static_cast<std::size_t>(each.key[static_cast<std::size_t>(k)])];
            sheet.text(row, k, title_of(member.title), {.role = CellRole::input});
        }
        const CellStyle style{.role = CellRole::input};
        const auto unit = each.printed_unit.empty() ? unit_of(table.variable, each.key, nullptr) : each.printed_unit;
        const auto scale = each.value != 0.0 ? printed_number(inventory_, each, unit).value_or(0.0) / each.value : 1.0;
        const auto bound = [&](int column, const std::optional<double>& limit) {
            if (limit)
                sheet.number(row, column, *limit * scale, style);
            else
                sheet.text(row, column, "", style);
        };
        sheet.number(row, keys, each.year, style);
        if (const auto number = printed_number(inventory_, each, unit))
            sheet.number(row, keys + 1, *number, style);
        else
            sheet.text(row, keys + 1, "", style);
        sheet.text(row, keys + 2, unit, style);
        sheet.text(row, keys + 3, std::string(notation_text(each.notation)), style);
        bound(keys + 4, each.low);
        bound(keys + 5, each.high);
        sheet.text(row, keys + 6, each.distribution, style);
        sheet.text(row, keys + 7, each.source, style);
        sheet.text(row++, keys + 8, each.note, style);
    }
    const int filled = row;
    for (; row < filled + spare_rows; ++row)
        for (std::size_t f = 0; f < fields.size(); ++f)
            sheet.text(row, static_cast<int>(f), "", {.role = CellRole::input});
    record({form::rows, counted(first), counted(row - 1)});
    list_choices(sheet, table, first, row - 1);
    sheet.freeze_row = first;
    sheet.rows = row;
    sheet.repeat_from = sheet.repeat_to = header_row;
    contents_.emplace_back(name, row - first);
}

/// Drop-downs: members by their names (kept on the identity sheet, right of its records), and notation keys.
void FormLayout::list_choices(SheetModel& sheet, const FormTable& table, int first_row, int last_row) {
    constexpr int first_choice_column = 8;
    const auto& definition = variable(table.variable);
    for (std::size_t k = 0; k < definition.dimensions.size(); ++k) {
        const auto& members = methodology_.dimensions[static_cast<std::size_t>(definition.dimensions[k])];
        const int column = first_choice_column + choices_++;
        int row = 0;
        for (const auto member : table.members[k])
            identity_.text(row++, column, title_of(members.members[static_cast<std::size_t>(member)].title),
                           {.role = CellRole::note});
        const auto letters = cell_column(column);
        const auto range =
            "=" + std::string(form::identity_sheet) + "!$" + letters + "$1:$" + letters + "$" + std::to_string(row);
        sheet.rules.push_back({ModelRule::Kind::suggestion,
                               first_row,
                               static_cast<int>(k),
                               last_row,
                               static_cast<int>(k),
                               {},
                               range,
                               {},
                               {}});
    }
    const int keys = static_cast<int>(definition.dimensions.size());
    ModelRule notation{ModelRule::Kind::choice, first_row, keys + 3, last_row, keys + 3, {}, {}, {}, {}};
    for (const auto key : {Notation::NO, Notation::NE, Notation::NA, Notation::IE, Notation::C})
        notation.list.emplace_back(notation_text(key));
    sheet.rules.push_back(std::move(notation));
}

}  // namespace qingdan
