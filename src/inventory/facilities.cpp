#include "inventory/facilities.hpp"

#include <algorithm>
#include <array>

#include "activity/cell_value.hpp"
#include "base/text.hpp"

namespace qingdan {

namespace {

constexpr std::array plain_columns{"facility",      "year",     "category", "gas",  "emission",
                                   "emission_unit", "variable", "value",    "unit", "note"};

class FacilityReader {
public:
    FacilityReader(const CsvTable& table, MemberId region, const Methodology& methodology, Diagnostics& diagnostics)
        : table_(table), region_(region), methodology_(methodology), diagnostics_(diagnostics) {}

    std::vector<FacilityReport> read() {
        std::vector<std::string> columns(plain_columns.begin(), plain_columns.end());
        for (const auto& dimension : methodology_.dimensions) columns.push_back(dimension.id);
        std::vector<FacilityReport> reports;
        if (!table_.require({"facility", "year"}, columns, true, diagnostics_)) return reports;
        for (const auto& row : table_.rows()) {
            const auto errors_before = diagnostics_.error_count();
            auto report = read_row(row);
            if (diagnostics_.error_count() == errors_before) reports.push_back(std::move(report));
        }
        return reports;
    }

private:
    [[nodiscard]] const std::string& text(const CsvRow& row, std::string_view column) const {
        return table_.at(row, table_.column(column));
    }
    [[nodiscard]] SourceRef where(const CsvRow& row, std::string_view column) const {
        return table_.where(row, table_.column(column));
    }

    FacilityReport read_row(const CsvRow& row) {
        FacilityReport report;
        report.where = where(row, "facility");
        report.facility = text(row, "facility");
        const auto year = parse_printed_number(text(row, "year"));
        if (year && *year == static_cast<int>(*year) && *year >= 1900 && *year <= 2100)
            report.year = static_cast<int>(*year);
        else
            diagnostics_.error("A006", where(row, "year"), {{"text", text(row, "year")}});
        if (!text(row, "emission").empty()) read_emission(row, report);
        if (!text(row, "variable").empty()) read_activity(row, report);
        if (report.facility.empty() || (text(row, "emission").empty() && text(row, "variable").empty()))
            diagnostics_.error("I021", report.where);
        return report;
    }

    std::optional<double> number(const CsvRow& row, std::string_view column) {
        const auto value = parse_printed_number(text(row, column));
        if (!value) diagnostics_.error("A004", where(row, column), {{"text", text(row, column)}});
        return value;
    }

    void read_emission(const CsvRow& row, FacilityReport& report) {
        report.category = methodology_.category(text(row, "category"));
        report.gas = methodology_.gas(text(row, "gas"));
        if (report.category < 0)
            diagnostics_.error("I012", where(row, "category"), {{"category", text(row, "category")}, {"near", ""}});
        if (report.gas < 0) diagnostics_.error("I013", where(row, "gas"), {{"gas", text(row, "gas")}, {"near", ""}});
        const auto value = number(row, "emission");
        const auto unit =
            methodology_.units.parse(text(row, "emission_unit"), where(row, "emission_unit"), diagnostics_);
        if (!value || !unit || report.gas < 0) return;
        report.emission =
            convert_input(*value, *unit, methodology_.gases[static_cast<std::size_t>(report.gas)].report_unit,
                          methodology_.units, where(row, "emission_unit"), diagnostics_);
    }

    void read_activity(const CsvRow& row, FacilityReport& report) {
        ActivityDatum datum;
        datum.where = where(row, "value");
        datum.region = region_;
        datum.year = report.year;
        datum.variable = methodology_.variable(text(row, "variable"));
        if (datum.variable < 0) {
            std::vector<std::string> known;
            for (const auto& variable : methodology_.variables) known.push_back(variable.id);
            diagnostics_.error(
                "A001", where(row, "variable"),
                {{"name", text(row, "variable")}, {"near", join(nearest(text(row, "variable"), known), ", ")}});
            return;
        }
        const auto& variable = methodology_.variables[static_cast<std::size_t>(datum.variable)];
        for (const int dimension : variable.dimensions) {
            const auto& members = methodology_.dimensions[static_cast<std::size_t>(dimension)];
            const auto& name = text(row, members.id);
            const auto member = members.recognise(name);
            if (name.empty())
                diagnostics_.error("A007", datum.where, {{"variable", variable.id}, {"key", members.id}});
            else if (!member)
                unknown_member(members, name, where(row, members.id), diagnostics_);
            datum.key.push(member.value_or(any_member));
            if (!member) return;
        }
        datum.printed_value = text(row, "value");
        datum.printed_unit = text(row, "unit");
        const auto value = number(row, "value");
        if (value && set_value(datum, *value, datum.printed_unit, methodology_, where(row, "unit"), diagnostics_))
            report.activity = std::move(datum);
    }

    const CsvTable& table_;
    MemberId region_;
    const Methodology& methodology_;
    Diagnostics& diagnostics_;
};

}  // namespace

std::vector<FacilityReport> read_facilities(const CsvTable& table, MemberId region, const Methodology& methodology,
                                            Diagnostics& diagnostics) {
    return FacilityReader(table, region, methodology, diagnostics).read();
}

}  // namespace qingdan
