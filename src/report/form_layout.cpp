#include "report/form_layout.hpp"

#include <algorithm>

#include "activity/form_identity.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::size_t longest_name = 31;  // of a sheet, in the file format
constexpr std::size_t most_units = 8;     // in a drop-down

/// Cut to `length` characters, without the signs that a sheet's name may not have.
std::string sheet_name(const std::string& text, std::size_t length) {
    std::string name;
    std::size_t count = 0;
    for (const char32_t c : code_points(text)) {
        if (c < 0x80 && std::string_view("[]:*?/\\'").find(static_cast<char>(c)) != std::string_view::npos) continue;
        if (++count > length) break;
        append_utf8(name, c);
    }
    return std::string(trim(name));
}

}  // namespace

FormLayout::FormLayout(const Inventory& inventory, const FormBook& book, const FormOptions& options, const Words& words)
    : inventory_(inventory), methodology_(*inventory.methodology), book_(book), options_(options), words_(words) {
    for (const auto& datum : inventory.data) {
        if (datum.estimated) continue;  // still to be delivered
        data_[{datum.variable, datum.key, datum.year}] = &datum;
        if (datum.year < options.years.front() && (!previous_ || datum.year > *previous_)) previous_ = datum.year;
    }
}

WorkbookModel FormLayout::lay_out() {
    model_.font = words_.in("form-font");
    model_.title = words_.in("form-title", {{"department", department()}});
    model_.footer = words_.in("page-footer");
    if (inventory_.settings.illustrative) model_.illustrative = words_.in("illustrative");
    identity_.name = form::identity_sheet;
    identity_.hidden = identity_.is_protected = true;
    record({form::magic, form::version});
    record({form::package, methodology_.id, methodology_.version});
    record({form::region, inventory_.settings.region});
    record({form::department, book_.department});
    model_.sheets.emplace_back();  // the cover names the others
    series();
    for (const auto& table : book_.tables) {
        if (table.kind == FormTable::Kind::grid)
            for (const int year : options_.years) grid(table, year);
        if (table.kind == FormTable::Kind::list) list(table);
    }
    cover();
    model_.sheets.push_back(std::move(identity_));
    return std::move(model_);
}

void FormLayout::cover() {
    auto& sheet = model_.sheets.front();
    sheet.name = words_.in("form-cover");
    sheet.is_protected = true;
    sheet.landscape = false;
    sheet.widths = {4, 46, 18, 24};
    sheet.columns = 4;
    int row = 0;
    const auto line = [&](const std::string& text, CellRole role) { sheet.text(row++, 0, text, {.role = role}); };
    line(model_.title, CellRole::title);
    if (!model_.illustrative.empty()) line(model_.illustrative, CellRole::warning);
    const auto& regions = methodology_.dimensions[static_cast<std::size_t>(methodology_.region_dimension)];
    const auto years = options_.years.size() == 1
                           ? std::to_string(options_.years.front())
                           : std::to_string(options_.years.front()) + "–" + std::to_string(options_.years.back());
    line(words_.in("form-of", {{"region", title_of(regions.members[static_cast<std::size_t>(inventory_.region)].title)},
                               {"years", years},
                               {"package", title_of(methodology_.title)}}),
         CellRole::note);
    ++row;
    line(words_.in("form-how"), CellRole::heading);
    for (int i = 1; words_.has("form-guide-" + std::to_string(i)); ++i) {
        sheet.text(row, 0, std::to_string(i), {.role = CellRole::text, .centred = true});
        auto& cell = sheet.text(row, 1, words_.in("form-guide-" + std::to_string(i)), {.role = CellRole::text});
        cell.last_column = 3;
        sheet.heights.emplace_back(row++, 30.0);
    }
    ++row;
    line(words_.in("form-sheets"), CellRole::heading);
    sheet.text(row, 0, "", {.role = CellRole::header});
    sheet.text(row, 1, words_.in("form-sheet"), {.role = CellRole::header});
    sheet.text(row++, 2, words_.in("form-cells"), {.role = CellRole::header});
    for (std::size_t i = 0; i < contents_.size(); ++i, ++row) {
        sheet.number(row, 0, static_cast<double>(i + 1), {.role = CellRole::text, .centred = true});
        sheet.text(row, 1, contents_[i].first, {.role = CellRole::text}).link = {static_cast<int>(i) + 1, 0};
        sheet.number(row, 2, contents_[i].second, {.role = CellRole::text, .centred = true});
    }
    ++row;
    line(words_.in("form-filled-by"), CellRole::heading);
    for (const char* each : {"form-office", "form-person", "form-telephone", "form-date"}) {
        sheet.text(row, 1, words_.in(each), {.role = CellRole::label});
        sheet.text(row++, 2, "", {.role = CellRole::input});
    }
    sheet.rows = row;
}

SheetModel& FormLayout::add_sheet(const std::string& name, const std::string& title, int columns) {
    auto& sheet = model_.sheets.emplace_back();
    sheet.name = free_name(name);
    sheet.is_protected = true;
    sheet.columns = columns;
    sheet.text(0, 0, title, {.role = CellRole::title});
    sheet.text(1, 0, words_.in("form-hint") + (model_.illustrative.empty() ? "" : "  " + model_.illustrative),
               {.role = CellRole::note});
    return sheet;
}

void FormLayout::record(const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i)
        identity_.text(records_, static_cast<int>(i), cells[i], {.role = CellRole::note});
    ++records_;
}

std::string FormLayout::department() const {
    const auto key = "department:" + book_.department;
    return words_.has(key) ? words_.in(key) : book_.department;
}

std::string FormLayout::free_name(const std::string& wanted) const {
    const auto taken = [&](const std::string& name) {
        return std::any_of(model_.sheets.begin(), model_.sheets.end(),
                           [&](const auto& sheet) { return sheet.name == name; });
    };
    auto name = sheet_name(wanted, longest_name);
    for (int i = 2; taken(name); ++i) {
        const auto tail = " " + std::to_string(i);
        name = sheet_name(wanted, longest_name - tail.size()) + tail;
    }
    return name;
}

const ActivityDatum* FormLayout::datum(int variable, const Tuple& key, int year) const {
    const auto found = data_.find({variable, key, year});
    return found == data_.end() ? nullptr : found->second;
}

const Variable& FormLayout::variable(int index) const {
    return methodology_.variables[static_cast<std::size_t>(index)];
}

/// As it was delivered last, or else the package's.
std::string FormLayout::unit_of(int index, const Tuple& key, const ActivityDatum* example) const {
    if (example && !example->printed_unit.empty()) return example->printed_unit;
    for (auto it = data_.lower_bound({index, key, 0}); it != data_.end() && std::get<0>(it->first) == index; ++it)
        if (std::get<1>(it->first) == key && !it->second->printed_unit.empty()) return it->second->printed_unit;
    const auto& definition = variable(index);
    const auto own = methodology_.concrete_unit(definition.unit, definition.dimensions, key).value_or(definition.unit);
    const auto text = methodology_.units.describe(own), spoken = words_.unit(text);
    const auto read = methodology_.units.parse(spoken);  // 头, 公顷: where people's word is a unit's name, too
    return read && read->converts_to(own) && read->scale == own.scale ? spoken : text;
}

std::vector<std::string> FormLayout::units_like(int index, const Tuple& key, const std::string& first) const {
    std::vector<std::string> units{first};
    const auto& definition = variable(index);
    const auto own = methodology_.concrete_unit(definition.unit, definition.dimensions, key).value_or(definition.unit);
    for (const auto& symbol : methodology_.units.symbols()) {
        const auto unit = methodology_.units.parse(symbol);
        if (units.size() < most_units && unit && unit->converts_to(methodology_.units.without_substances(own)) &&
            std::find(units.begin(), units.end(), symbol) == units.end())
            units.push_back(symbol);
    }
    return units;
}

/// Definition, and the clauses that ask for it.
std::string FormLayout::explanation(int index) const {
    const auto& definition = variable(index);
    std::string text = words_.chinese() ? definition.description_zh : definition.description_en;
    int named = 0;
    for (const auto& method : methodology_.methods) {
        const bool reads = std::any_of(method.inputs.begin(), method.inputs.end(), [&](const auto& input) {
            return input.kind == MethodInput::Kind::variable && input.variable == index;
        });
        if (!reads || named == 2) continue;
        ++named;
        const auto* source = methodology_.source(method.source);
        text += (text.empty() ? "" : "\n") + words_.in("form-used-by") + title_of(method.title) + words_.comma() +
                (source ? title_of(source->title) : method.source) + " " + method.page;
    }
    return text;
}

std::string FormLayout::key_text(const Variable& definition, const Tuple& key) const {
    std::string text;
    for (std::size_t i = 0; i < definition.dimensions.size(); ++i) {
        const auto& dimension = methodology_.dimensions[static_cast<std::size_t>(definition.dimensions[i])];
        text += (text.empty() ? "" : ";") + dimension.id + "=" + dimension.members[static_cast<std::size_t>(key[i])].id;
    }
    return text;
}

void FormLayout::value(SheetModel& sheet, int row, int column, const ActivityDatum* datum, const std::string& unit,
                       CellRole role) const {
    const CellStyle style{.role = role};
    if (!datum)
        sheet.text(row, column, "", style);
    else if (const auto number = printed_number(inventory_, *datum, unit))
        sheet.number(row, column, *number, style);
    else
        sheet.text(row, column, std::string(notation_text(datum->notation)), style);
}

void FormLayout::rule(SheetModel& sheet, int index, int row, int column, int last_row, int last_column) const {
    ModelRule rule{variable(index).may_be_negative ? ModelRule::Kind::number_or_key : ModelRule::Kind::positive_or_key,
                   row,
                   column,
                   last_row,
                   last_column,
                   {},
                   {},
                   {},
                   {}};
    for (const auto key : {Notation::NO, Notation::NE, Notation::NA, Notation::IE, Notation::C})
        rule.list.emplace_back(notation_text(key));
    rule.title = words_.in("form-rule-title");
    rule.message = words_.in("form-rule");
    sheet.rules.push_back(std::move(rule));
}

}  // namespace qingdan
