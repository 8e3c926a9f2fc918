#include <algorithm>

#include "base/text.hpp"
#include "units/unit.hpp"
#include "units/unit_parser.hpp"

namespace qingdan {

namespace {

// `1000`, `29307.6`, `1/15`
std::optional<double> row_value(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto above = parse_number(trim(text.substr(0, slash)));
    if (slash == std::string_view::npos) return above;
    const auto below = parse_number(trim(text.substr(slash + 1)));
    return above && below && *below > 0.0 ? std::optional(*above / *below) : std::nullopt;
}

}  // namespace

const UnitTable::Row* UnitTable::find(std::string_view symbol) const {
    const auto found = names_.find(symbol);
    return found == names_.end() ? nullptr : &rows_[found->second];
}

bool UnitTable::is_substance(std::string_view symbol) const {
    const Row* row = find(symbol);
    return row && row->kind == Kind::substance;
}

bool UnitTable::declare(Row row, const std::string& aliases, const SourceRef& where, Diagnostics& diagnostics) {
    std::vector<std::string> names = split(aliases, ';');
    names.insert(names.begin(), row.symbol);
    const std::size_t index = rows_.size();
    bool good = true;
    for (const std::string& name : names) {
        const std::string form = unit_normal_form(name);
        const auto [place, added] = names_.emplace(form, index);
        if (added) {
            printed_.push_back(name);
        } else if (place->second != index) {
            diagnostics.error("U001", where, {{"symbol", name}, {"other", rows_[place->second].symbol}});
            good = false;
        }
    }
    rows_.push_back(std::move(row));
    return good;
}

void UnitTable::add(const CsvTable& table, Diagnostics& diagnostics) {
    if (!table.require({"symbol", "kind", "value", "definition"}, {"title_zh", "title_en", "aliases", "source"}, true,
                       diagnostics))
        return;
    const auto kind = table.column("kind");
    const auto is_unit = [&](const CsvRow& row) { return table.at(row, kind) == "unit"; };
    const std::size_t above = rows_.size();
    for (const bool units : {false, true})
        for (std::size_t i = 0; i < table.rows().size(); ++i)
            if (is_unit(table.rows()[i]) == units) add_row(table, table.rows()[i], above + i, diagnostics);
}

void UnitTable::add_row(const CsvTable& table, const CsvRow& line, std::size_t rank, Diagnostics& diagnostics) {
    const std::string& symbol = table.at(line, table.column("symbol"));
    const std::string& kind = table.at(line, table.column("kind"));
    const std::string& value = table.at(line, table.column("value"));
    const std::string& definition = table.at(line, table.column("definition"));
    const std::string& aliases = table.at(line, table.column("aliases"));
    const SourceRef where = table.where(line, table.column("symbol"));
    const bool own_dimension = kind == "base" || kind == "substance";
    if (symbol.empty() || (!own_dimension && kind != "unit") || (own_dimension && !(value + definition).empty())) {
        diagnostics.error("U006", where, {{"symbol", symbol}, {"kind", kind}});
        return;
    }
    if (own_dimension) {
        const Kind which = kind == "base" ? Kind::base : Kind::substance;
        declare({1.0, Dimension::base(symbol), which, symbol, rank}, aliases, where, diagnostics);
        return;
    }
    const auto factor = row_value(value);
    const auto unit = parse(definition);
    if (!factor || *factor <= 0.0 || !unit) {
        diagnostics.error("U003", where, {{"symbol", symbol}, {"value", value}, {"definition", definition}});
        return;
    }
    declare({snap_to_decimal(*factor * unit->scale), unit->dimension, Kind::unit, symbol, rank}, aliases, where,
            diagnostics);
}

void UnitTable::add_substance(const std::string& symbol, const SourceRef& where, Diagnostics& diagnostics) {
    if (is_substance(unit_normal_form(symbol))) return;
    declare({1.0, Dimension::base(symbol), Kind::substance, symbol, rows_.size()}, {}, where, diagnostics);
}

void UnitTable::add_placeholder(const std::string& name) {
    const std::string symbol = "{" + name + "}";
    if (find(symbol)) return;
    names_.emplace(symbol, rows_.size());
    printed_.push_back(symbol);
    rows_.push_back({1.0, Dimension::base(symbol), Kind::placeholder, symbol, rows_.size()});
}

std::optional<Unit> UnitTable::parse(std::string_view text) const {
    const std::string normal = unit_normal_form(text);
    auto unit = UnitParser(*this, normal).parse();
    if (!unit) return std::nullopt;
    // A printed form with a lost superscript, `104 tn`, is shown by its proper symbol.
    const Row* row = find(normal);
    unit->text = row ? row->symbol : normal;
    return unit;
}

std::optional<Unit> UnitTable::parse(std::string_view text, const SourceRef& where, Diagnostics& diagnostics) const {
    if (auto unit = parse(text)) return unit;
    const std::string normal = unit_normal_form(text);
    UnitParser parser(*this, normal);
    static_cast<void>(parser.parse());
    const UnitParser::Fault& fault = parser.fault();
    DiagnosticArguments arguments{{"unit", std::string(trim(text))}};
    if (fault.code == "U002") {
        arguments.emplace_back("symbol", fault.what);
        arguments.emplace_back("nearest", join(nearest(fault.what, printed_), ", "));
    } else {
        arguments.emplace_back("problem", fault.what);
    }
    diagnostics.error(fault.code, where, std::move(arguments),
                      normal.empty() ? "" : caret_picture(normal, fault.from, fault.to));
    return std::nullopt;
}

bool UnitTable::has_substance(const Unit& unit) const {
    const auto& exponents = unit.dimension.exponents();
    return std::any_of(exponents.begin(), exponents.end(),
                       [&](const auto& entry) { return is_substance(entry.first); });
}

Unit UnitTable::without_substances(const Unit& unit) const {
    Unit out = unit;
    for (const auto& [symbol, exponent] : unit.dimension.exponents())
        if (is_substance(symbol)) out.dimension = out.dimension.multiplied(Dimension::base(symbol).power(exponent), -1);
    if (out.dimension != unit.dimension) out.text.clear();
    return out;
}

std::vector<std::string> UnitTable::symbols() const {
    std::vector<std::string> out;
    for (const Row& row : rows_) out.push_back(row.symbol);
    return out;
}

}  // namespace qingdan
