// Tidy CSV: one row a value, keys in columns named after their dimensions.

#include <algorithm>
#include <array>

#include "activity/cell_value.hpp"
#include "activity/readers.hpp"
#include "base/text.hpp"
#include "methodology/methodology.hpp"

namespace qingdan {

namespace {

constexpr std::array plain_columns{"variable", "region",       "year",     "value",  "unit", "low",
                                   "high",     "distribution", "notation", "source", "note"};

class TidyReader {
public:
    TidyReader(const CsvTable& table, const DataFile& file, const DataScope& scope, const Methodology& methodology,
               std::vector<ActivityDatum>& data, Diagnostics& diagnostics)
        : table_(table),
          file_(file),
          scope_(scope),
          methodology_(methodology),
          data_(data),
          diagnostics_(diagnostics) {}

    void read() {
        std::vector<std::string> required{"variable", "value", "unit"};
        if (!file_.year) required.push_back("year");
        bool good = table_.require(required, {}, false, diagnostics_);
        good = find_keys() && good;
        if (!good) return;
        for (const auto& row : table_.rows()) read_row(row);
        if (elsewhere_ + later_ > 0)
            diagnostics_.note("A090", {table_.document(), {}},
                              {{"elsewhere", std::to_string(elsewhere_)}, {"later", std::to_string(later_)}});
    }

private:
    bool find_keys() {
        bool good = true;
        const auto& header = table_.header();
        for (std::size_t column = 0; column < header.size(); ++column) {
            if (std::find(plain_columns.begin(), plain_columns.end(), header[column]) != plain_columns.end()) continue;
            const int dimension = methodology_.dimension(header[column]);
            if (dimension < 0) {
                std::vector<std::string> known(plain_columns.begin(), plain_columns.end());
                for (const auto& other : methodology_.dimensions) known.push_back(other.id);
                diagnostics_.error(
                    "B007", table_.where_header(column),
                    {{"column", header[column]}, {"nearest", join(nearest(header[column], known), ", ")}});
                good = false;
            }
            keys_.emplace_back(dimension, column);
        }
        return good;
    }

    [[nodiscard]] const std::string& text(const CsvRow& row, std::string_view column) const {
        return table_.at(row, table_.column(column));
    }
    [[nodiscard]] SourceRef where(const CsvRow& row, std::string_view column) const {
        return table_.where(row, table_.column(column));
    }

    void read_row(const CsvRow& row) {
        const auto errors_before = diagnostics_.error_count();
        ActivityDatum datum;
        datum.where = where(row, "value");
        if (!read_region(row, datum)) return;
        read_year(row, datum);
        datum.variable = methodology_.variable(text(row, "variable"));
        if (datum.variable < 0) {
            std::vector<std::string> known;
            for (const auto& variable : methodology_.variables) known.push_back(variable.id);
            diagnostics_.error(
                "A001", where(row, "variable"),
                {{"name", text(row, "variable")}, {"near", join(nearest(text(row, "variable"), known), ", ")}});
            return;
        }
        read_key(row, datum);
        datum.source = text(row, "source").empty() ? file_.source : text(row, "source");
        datum.note = text(row, "note");
        if (diagnostics_.error_count() == errors_before) read_value(row, datum);
        if (diagnostics_.error_count() > errors_before) return;
        if (datum.year > scope_.year_to)
            ++later_;
        else
            data_.push_back(std::move(datum));
    }

    /// False for a row that is not of this inventory, or of an unknown region.
    bool read_region(const CsvRow& row, ActivityDatum& datum) {
        datum.region = scope_.region;
        const auto& name = text(row, "region");
        if (name.empty()) return true;
        const auto& regions = methodology_.dimensions[static_cast<std::size_t>(methodology_.region_dimension)];
        const auto region = regions.recognise(name);
        if (!region) {
            unknown_member(regions, name, where(row, "region"), diagnostics_);
            return false;
        }
        datum.region = *region;
        if (regions.distance(*region, scope_.region)) return true;  // it, or a part of it
        ++elsewhere_;
        return false;
    }

    void read_year(const CsvRow& row, ActivityDatum& datum) {
        const auto& printed = text(row, "year");
        if (printed.empty() && file_.year) {
            datum.year = *file_.year;
            return;
        }
        const auto year = parse_printed_number(printed);
        if (year && *year == static_cast<int>(*year) && *year >= 1900 && *year <= 2100)
            datum.year = static_cast<int>(*year);
        else
            diagnostics_.error("A006", where(row, "year"), {{"text", printed}});
    }

    void read_key(const CsvRow& row, ActivityDatum& datum) {
        const auto& variable = methodology_.variables[static_cast<std::size_t>(datum.variable)];
        for (const int dimension : variable.dimensions) {
            const auto& members = methodology_.dimensions[static_cast<std::size_t>(dimension)];
            const auto key =
                std::find_if(keys_.begin(), keys_.end(), [&](const auto& pair) { return pair.first == dimension; });
            const std::string name = key == keys_.end() ? std::string() : table_.at(row, key->second);
            if (name.empty()) {
                diagnostics_.error("A007", key == keys_.end() ? table_.where(row) : table_.where(row, key->second),
                                   {{"variable", variable.id}, {"key", members.id}});
                datum.key.push(any_member);
                continue;
            }
            const auto member = members.recognise(name);
            if (!member) unknown_member(members, name, table_.where(row, key->second), diagnostics_);
            datum.key.push(member.value_or(any_member));
        }
        for (const auto& [dimension, column] : keys_)
            if (!table_.at(row, column).empty() && std::find(variable.dimensions.begin(), variable.dimensions.end(),
                                                             dimension) == variable.dimensions.end())
                diagnostics_.error("A009", table_.where(row, column),
                                   {{"variable", variable.id},
                                    {"key", methodology_.dimensions[static_cast<std::size_t>(dimension)].id}});
    }

    std::optional<double> number(const CsvRow& row, std::string_view column) {
        const auto& printed = text(row, column);
        if (printed.empty()) return std::nullopt;
        const auto value = parse_printed_number(printed);
        if (!value) diagnostics_.error("A004", where(row, column), {{"text", printed}});
        return value;
    }

    void read_value(const CsvRow& row, ActivityDatum& datum) {
        datum.printed_value = text(row, "value");
        datum.printed_unit = text(row, "unit");
        const auto& key = text(row, "notation");
        if (datum.printed_value.empty() == key.empty()) {
            diagnostics_.error("A005", datum.where);
            return;
        }
        if (!key.empty()) {
            const auto notation = parse_notation(key);
            if (notation)
                datum.notation = *notation;
            else
                diagnostics_.error("A013", where(row, "notation"), {{"text", key}});
            return;
        }
        const auto value = number(row, "value");
        datum.low = number(row, "low");
        datum.high = number(row, "high");
        datum.distribution = read_distribution(text(row, "distribution"), where(row, "distribution"), diagnostics_);
        if (value) (void)set_value(datum, *value, datum.printed_unit, methodology_, where(row, "unit"), diagnostics_);
        if (value && ((datum.low && *datum.low > datum.value) || (datum.high && *datum.high < datum.value)))
            diagnostics_.error("A014", datum.where);
    }

    const CsvTable& table_;
    const DataFile& file_;
    const DataScope& scope_;
    const Methodology& methodology_;
    std::vector<ActivityDatum>& data_;
    Diagnostics& diagnostics_;
    std::vector<std::pair<int, std::size_t>> keys_;  ///< dimension, column
    std::size_t elsewhere_ = 0, later_ = 0;
};

}  // namespace

void read_tidy_csv(const CsvTable& table, const DataFile& file, const DataScope& scope, const Methodology& methodology,
                   std::vector<ActivityDatum>& data, Diagnostics& diagnostics) {
    TidyReader(table, file, scope, methodology, data, diagnostics).read();
}

}  // namespace qingdan
