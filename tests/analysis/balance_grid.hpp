#pragma once
// A printed energy balance as rows and columns of numbers, and what must add up in it: the arithmetic of the table done
// by hand, apart from the package and the engine that the tests hold against it.

#include <map>
#include <set>
#include <string>
#include <vector>

namespace qingdan::testing {

struct BalanceGrid {
    std::vector<std::string> rows, columns;
    std::map<std::string, std::map<std::string, std::string>> text;  ///< row -> column -> as printed; blank is empty

    [[nodiscard]] double at(const std::string& row, const std::string& column) const;
    [[nodiscard]] std::string unit(const std::string& column) const;
    /// Tidy CSV of all cells; a blank says NO, as the layout of the printed table does.
    [[nodiscard]] std::string tidy() const;
    /// The line of `tidy` that a cell stands in: `data.csv:17`.
    [[nodiscard]] std::string place(const std::string& row, const std::string& column) const;
    /// What does not add up: `balance.supply fuel=coke`. `half_place(printed)`: what rounding leaves open in a cell.
    [[nodiscard]] std::multiset<std::string> failures(double (*half_place)(double printed)) const;
};

BalanceGrid read_grid(const std::string& file);
/// The row of stock changes replaced by what the published supply leaves for it.
BalanceGrid with_stock_mended(BalanceGrid grid);
std::string printed(double value, int decimals);

}  // namespace qingdan::testing
