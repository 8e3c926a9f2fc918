#include "balance_grid.hpp"

#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <sstream>

namespace qingdan::testing {

namespace {

std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> parts(1);
    for (const char c : line)
        if (c == ',')
            parts.emplace_back();
        else if (c != '\r')
            parts.back() += c;
    return parts;
}

const std::vector<std::string> supply{"indigenous_production", "recovery",  "moved_in", "import",
                                      "own_bunkers_abroad",    "moved_out", "export",   "foreign_bunkers_here",
                                      "stock_change"};
const std::vector<std::string> changes{"thermal_power",      "heating_supply", "coal_washing",    "coking",
                                       "petroleum_refining", "gas_works",      "briquette_making"};
const std::vector<std::string> uses{
    "farming",     "industry", "construction", "transport_storage_post", "wholesale_retail_catering",
    "residential", "other"};
const std::vector<std::string> coals{"raw_coal", "cleaned_coal", "other_washed_coal", "briquettes"};
const std::vector<std::string> oils{"crude_oil", "gasoline", "kerosene",     "diesel",
                                    "fuel_oil",  "lpg",      "refinery_gas", "other_petroleum"};

/// Adds up printed numbers and what their rounding leaves open.
struct Sum {
    double (*half_place)(double);
    double value = 0.0, open = 0.0;
    void add(double printed, double factor = 1.0) {
        value += factor * printed;
        if (printed != 0.0) open += half_place(printed);
    }
    [[nodiscard]] bool is_zero() const { return std::abs(value) <= open + 1e-7; }
};

}  // namespace

double BalanceGrid::at(const std::string& row, const std::string& column) const {
    const auto found = text.find(row);
    if (found == text.end()) return 0.0;
    const auto& cell = found->second.at(column);
    return cell.empty() ? 0.0 : std::stod(cell);
}

std::string BalanceGrid::unit(const std::string& column) const {
    static const std::map<std::string, std::string> others{
        {"coke_oven_gas", "亿立方米"}, {"other_gas", "亿立方米"},   {"natural_gas", "亿立方米"},
        {"heat", "百亿千焦"},          {"electricity", "亿千瓦时"}, {"other_energy", "万吨标准煤"}};
    const auto found = others.find(column);
    return found == others.end() ? "万吨" : found->second;
}

std::string BalanceGrid::tidy() const {
    std::string csv = "variable,balance_row,fuel,year,value,unit,low,high,notation,source,note\n";
    for (const auto& row : rows)
        for (const auto& column : columns) {
            const auto& cell = text.at(row).at(column);
            csv += "energy_balance," + row + "," + column + ",2007," + cell + "," + (cell.empty() ? "" : unit(column)) +
                   ",,," + (cell.empty() ? "NO" : "") + ",printed,\n";
        }
    return csv;
}

std::string BalanceGrid::place(const std::string& row, const std::string& column) const {
    int line = 2;
    for (const auto& r : rows)
        for (const auto& c : columns) {
            if (r == row && c == column) return "data.csv:" + std::to_string(line) + ":";
            ++line;
        }
    return {};
}

std::multiset<std::string> BalanceGrid::failures(double (*half_place)(double)) const {
    std::multiset<std::string> found;
    for (const auto& fuel : columns) {
        const auto check = [&](const char* id, const Sum& sum) {
            if (!sum.is_zero()) found.insert(std::string(id) + " fuel=" + fuel);
        };
        const auto total = [&](const char* row) {
            Sum sum{half_place};
            sum.add(at(row, fuel), -1.0);
            return sum;
        };
        auto sum = total("supply_total");
        for (const auto& row : supply) sum.add(at(row, fuel));
        check("balance.supply", sum);
        sum = total("transformation_total");
        for (const auto& row : changes) sum.add(at(row, fuel));
        const double again = std::abs(at("coke_reinput", fuel));
        sum.add(again, -1.0);
        check("balance.transformation", sum);
        sum = total("final_total");
        for (const auto& row : uses) sum.add(at(row, fuel));
        check("balance.final", sum);
        sum = total("residential");
        sum.add(at("residential_urban", fuel));
        sum.add(at("residential_rural", fuel));
        check("balance.residential", sum);
        sum = total("statistical_difference");
        sum.add(at("supply_total", fuel));
        sum.add(at("transformation_total", fuel));
        sum.add(at("loss", fuel), -1.0);
        sum.add(at("final_total", fuel), -1.0);
        check("balance.statistical-difference", sum);
        sum = total("consumption_total");
        sum.add(at("final_total", fuel));
        sum.add(at("loss", fuel));
        if (fuel == "coal_total" || fuel == "oil_products_total") {  // what came out is not counted twice
            sum.add(at("transformation_total", fuel), -1.0);
            check("balance.fuel-total", sum);
            continue;
        }
        for (const auto& row : changes) {
            const double input = at(row, fuel);
            if (input < 0.0) sum.add(input, -1.0);
            if (input > 0.0) sum.open += half_place(input);  // the engine counts every cell it looks at
        }
        sum.add(again);
        check("balance.consumption", sum);
    }
    for (const auto& row : rows) {
        if (row == "consumption_total") continue;
        for (const auto* parts : {&coals, &oils}) {
            Sum sum{half_place};
            sum.add(at(row, parts == &coals ? "coal_total" : "oil_products_total"), -1.0);
            for (const auto& fuel : *parts) sum.add(at(row, fuel));
            if (!sum.is_zero()) found.insert("balance.fuel-total balance_row=" + row);
        }
    }
    return found;
}

BalanceGrid read_grid(const std::string& file) {
    BalanceGrid grid;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);) {
        if (line.empty() || line[0] == '#') continue;
        const auto parts = cells(line);
        if (grid.columns.empty()) {
            grid.columns.assign(parts.begin() + 1, parts.end());
            continue;
        }
        grid.rows.push_back(parts[0]);
        for (std::size_t i = 0; i < grid.columns.size(); ++i) grid.text[parts[0]][grid.columns[i]] = parts.at(i + 1);
    }
    return grid;
}

BalanceGrid with_stock_mended(BalanceGrid grid) {
    for (const auto& fuel : grid.columns) {
        double rest = grid.at("supply_total", fuel);
        for (const auto& row : supply)
            if (row != "stock_change") rest -= grid.at(row, fuel);
        grid.text["stock_change"][fuel] = std::abs(rest) < 0.001 ? "" : printed(rest, 2);
    }
    return grid;
}

std::string printed(double value, int decimals) {
    std::array<char, 64> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%.*f", decimals, value);
    std::string text = buffer.data();
    while (text.find('.') != std::string::npos && (text.back() == '0' || text.back() == '.')) {
        const bool point = text.back() == '.';
        text.pop_back();
        if (point) break;
    }
    return text;
}

}  // namespace qingdan::testing
