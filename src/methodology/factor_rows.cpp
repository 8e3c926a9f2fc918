// Rows of factors/*.csv (docs/package-format.md), from a package or from an inventory's own folder.

#include <algorithm>
#include <array>

#include "base/text.hpp"
#include "methodology/distribution.hpp"
#include "methodology/link.hpp"

namespace qingdan {

namespace {

enum class Column {
    factor,
    value,
    unit,
    low,
    high,
    distribution,
    year_from,
    year_to,
    notation,
    source,
    page,
    status,
    note
};
constexpr std::array fixed_columns{"factor",  "value",    "unit",   "low",  "high",   "distribution", "year_from",
                                   "year_to", "notation", "source", "page", "status", "note"};

class FactorRowReader {
public:
    FactorRowReader(Methodology& methodology, const CsvTable& table, bool own, Diagnostics& diagnostics)
        : methodology_(methodology), table_(table), own_(own), diagnostics_(diagnostics) {}

    void read() {
        if (!table_.require({"factor", "value", "unit"}, {}, false, diagnostics_) || !find_key_columns()) return;
        for (std::size_t i = 0; i < fixed_columns.size(); ++i) fixed_[i] = table_.column(fixed_columns[i]);
        for (const auto& row : table_.rows()) read_row(row);
    }

private:
    /// Columns that are not fixed ones name dimensions.
    bool find_key_columns() {
        bool good = true;
        const auto& header = table_.header();
        for (std::size_t column = 0; column < header.size(); ++column) {
            if (std::find(fixed_columns.begin(), fixed_columns.end(), header[column]) != fixed_columns.end()) continue;
            const int dimension = methodology_.dimension(header[column]);
            if (dimension < 0) {
                auto known = ids_of(methodology_.dimensions);
                known.insert(known.end(), fixed_columns.begin(), fixed_columns.end());
                unknown_name("@kind-column", header[column], known, table_.where_header(column), diagnostics_);
                good = false;
            }
            key_columns_.emplace_back(dimension, column);
        }
        return good;
    }

    const std::string& text(const CsvRow& row, Column column) const {
        return table_.at(row, fixed_[static_cast<std::size_t>(column)]);
    }
    SourceRef where(const CsvRow& row, Column column) const {
        return table_.where(row, fixed_[static_cast<std::size_t>(column)]);
    }

    void read_row(const CsvRow& line) {
        const auto errors_before = diagnostics_.error_count();
        FactorRow row;
        row.where = where(line, Column::value);
        row.factor = factor_of(line);
        if (row.factor < 0) {
            unknown_name("@kind-factor", text(line, Column::factor), ids_of(methodology_.factors),
                         where(line, Column::factor), diagnostics_);
            return;
        }
        const auto& definition = methodology_.factors[static_cast<std::size_t>(row.factor)];
        read_key(line, definition, row);
        row.year_from = year(line, Column::year_from);
        row.year_to = year(line, Column::year_to);
        if (row.year_from && row.year_to && *row.year_to < *row.year_from)
            diagnostics_.error("M015", where(line, Column::year_to), {{"text", text(line, Column::year_to)}});
        row.source = text(line, Column::source);
        row.page = text(line, Column::page);
        row.note = text(line, Column::note);
        read_distribution(line, row);
        read_status(line, row);
        if (diagnostics_.error_count() == errors_before) read_value(line, definition, row);
        if (diagnostics_.error_count() == errors_before) methodology_.factor_rows.push_back(std::move(row));
    }

    /// Rows of one factor stand together.
    int factor_of(const CsvRow& line) {
        const auto& name = text(line, Column::factor);
        if (last_factor_ < 0 || methodology_.factors[static_cast<std::size_t>(last_factor_)].id != name)
            use_factor(methodology_.factor(name));
        return last_factor_;
    }

    void use_factor(int factor) {
        last_factor_ = factor;
        if (factor < 0) return;
        const auto& exponents = methodology_.factors[static_cast<std::size_t>(factor)].unit.dimension.exponents();
        open_unit_ = std::any_of(exponents.begin(), exponents.end(),
                                 [](const auto& exponent) { return exponent.first.front() == '{'; });
    }

    void read_key(const CsvRow& line, const FactorDefinition& definition, FactorRow& row) {
        for (std::size_t i = 0; i < definition.dimensions.size(); ++i) row.key.push(any_member);
        for (const auto& [dimension, column] : key_columns_) {
            const auto& name = table_.at(line, column);
            if (name.empty()) continue;
            const auto position = std::find(definition.dimensions.begin(), definition.dimensions.end(), dimension);
            const auto& members = methodology_.dimensions[static_cast<std::size_t>(dimension)];
            if (position == definition.dimensions.end()) {
                diagnostics_.error("M014", table_.where(line, column),
                                   {{"factor", definition.id}, {"dimension", members.id}});
                continue;
            }
            const auto member = own_ ? members.recognise(name) : members.find(name);
            if (!member)
                unknown_name("@kind-member", name, members.ids(), table_.where(line, column), diagnostics_);
            else
                row.key.set(static_cast<std::size_t>(position - definition.dimensions.begin()), *member);
        }
    }

    std::optional<int> year(const CsvRow& line, Column column) {
        const auto& printed = text(line, column);
        if (printed.empty()) return std::nullopt;
        const auto number = parse_number(printed);
        if (number && *number == static_cast<int>(*number)) return static_cast<int>(*number);
        diagnostics_.error("M015", where(line, column), {{"text", printed}});
        return std::nullopt;
    }

    void read_status(const CsvRow& line, FactorRow& row) {
        const auto& status = text(line, Column::status);
        if (own_) {
            row.status = FactorStatus::own;
            if (row.source.empty() && row.note.empty())
                diagnostics_.error("M019", row.where, {{"factor", text(line, Column::factor)}});
            return;
        }
        if (status == "verified")
            row.status = FactorStatus::verified;
        else if (status == "via")
            row.status = FactorStatus::via;
        else if (status == "provisional")
            row.status = FactorStatus::provisional;
        else if ((!status.empty() && status != "fallback") || !text(line, Column::value).empty())
            diagnostics_.error("M016", where(line, Column::status), {{"text", status}});
        if (status == "fallback") row.falls_back = true;
        if (row.falls_back && !text(line, Column::value).empty())
            diagnostics_.error("M016", where(line, Column::status), {{"text", status}});
        if (row.source.empty() && !text(line, Column::value).empty())
            diagnostics_.error("M019", row.where, {{"factor", text(line, Column::factor)}});
        if (!row.source.empty() && !methodology_.source(row.source))
            unknown_name("@kind-source", row.source, ids_of(methodology_.sources), where(line, Column::source),
                         diagnostics_);
    }

    void read_distribution(const CsvRow& line, FactorRow& row) {
        row.distribution = text(line, Column::distribution);
        if (row.distribution.empty()) return;
        auto shape = parse_shape(row.distribution);
        if (shape) {
            row.points = std::move(shape->points);
            return;
        }
        const auto word = row.distribution.substr(0, row.distribution.find(' '));
        diagnostics_.error("M063", where(line, Column::distribution),
                           {{"text", row.distribution}, {"near", join(nearest(word, shape_names()), ", ")}});
    }

    std::optional<double> number(const CsvRow& line, Column column) {
        const auto& printed = text(line, column);
        if (printed.empty()) return std::nullopt;
        const auto value = parse_number(printed);
        if (!value) diagnostics_.error("M015", where(line, column), {{"text", printed}});
        return value;
    }

    void read_value(const CsvRow& line, const FactorDefinition& definition, FactorRow& row) {
        row.printed_value = text(line, Column::value);
        row.printed_unit = text(line, Column::unit);
        if (const auto& key = text(line, Column::notation); !key.empty()) {
            const auto notation = parse_notation(key);
            if (!notation)
                diagnostics_.error("M008", where(line, Column::notation), {{"text", key}});
            else if (!row.printed_value.empty())
                diagnostics_.error("M017", row.where, {{"notation", key}});
            else
                row.notation = *notation;
            return;
        }
        if (row.printed_value.empty()) {  // a slot: says what is to be filled in
            if (row.note.empty()) diagnostics_.error("M018", row.where, {{"factor", definition.id}});
            return;
        }
        row.value = number(line, Column::value);
        row.low = number(line, Column::low);
        row.high = number(line, Column::high);
        const auto* unit = unit_of(line);
        if (!unit) return;
        const auto concrete =
            open_unit_ ? methodology_.concrete_unit(definition.unit, definition.dimensions, row.key) : std::nullopt;
        const Unit& wanted = concrete ? *concrete : definition.unit;
        if (!unit->converts_to(wanted)) {
            diagnostics_.error("M013", where(line, Column::unit),
                               {{"unit", row.printed_unit},
                                {"factor", definition.id},
                                {"wanted", methodology_.units.describe(wanted)}});
            return;
        }
        const double scale = conversion_factor(*unit, wanted);
        for (auto* value : {&row.value, &row.low, &row.high})
            if (*value) **value *= scale;
        for (auto& point : row.points) point.first *= scale;
        if ((row.low && *row.low > *row.value) || (row.high && *row.high < *row.value))
            diagnostics_.error("M022", row.where, {});
    }

    /// Tables repeat few units many times.
    const Unit* unit_of(const CsvRow& line) {
        const auto& printed = text(line, Column::unit);
        if (const auto known = units_.find(printed); known != units_.end()) return &known->second;
        const auto unit = methodology_.units.parse(printed, where(line, Column::unit), diagnostics_);
        return unit ? &units_.emplace(printed, *unit).first->second : nullptr;
    }

    Methodology& methodology_;
    const CsvTable& table_;
    bool own_;
    Diagnostics& diagnostics_;
    std::array<std::optional<std::size_t>, fixed_columns.size()> fixed_;
    std::vector<std::pair<int, std::size_t>> key_columns_;
    std::map<std::string, Unit> units_;
    int last_factor_ = -1;
    bool open_unit_ = false;  ///< the last factor's unit depends on the key
};

}  // namespace

void read_factor_rows(Methodology& methodology, const CsvTable& table, bool own, Diagnostics& diagnostics) {
    FactorRowReader(methodology, table, own, diagnostics).read();
}

void settle_factor_rows(Methodology& methodology, Diagnostics& diagnostics) {
    auto& rows = methodology.factor_rows;
    using Identity = std::tuple<int, Tuple, std::optional<int>, std::optional<int>>;
    std::map<Identity, std::size_t> seen;
    std::vector<bool> dropped(rows.size(), false);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto [known, fresh] =
            seen.emplace(Identity{rows[i].factor, rows[i].key, rows[i].year_from, rows[i].year_to}, i);
        if (fresh) continue;
        const auto& first = rows[known->second].where;
        const auto& factor = methodology.factors[static_cast<std::size_t>(rows[i].factor)].id;
        if (first.document == rows[i].where.document) {
            diagnostics.error("M023", rows[i].where, {{"factor", factor}, {"first", first.text()}});
        } else if (rows[i].status != FactorStatus::own) {  // an inventory's stay beside: the look-up prefers them
            methodology.overrides.push_back(rows[i].where.text() + "  factor " + factor + "  " + first.text());
            dropped[known->second] = true;
            known->second = i;
        }
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (!dropped[i]) {
            if (kept != i) rows[kept] = std::move(rows[i]);
            ++kept;
        }
    rows.resize(kept);
}

}  // namespace qingdan
