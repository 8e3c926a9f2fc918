// Two hundred slips of copying in clean tables: all are found, and nine of ten times the cell stands among the first
// three causes of the first finding.

#include <algorithm>
#include <catch2/catch.hpp>
#include <cmath>

#include "balance_findings.hpp"

using namespace qingdan;
using namespace qingdan::testing;

namespace {

struct Slip {
    std::string kind, row, column, other_row, other_column;  ///< other: the second cell of an exchange
};

class Seeder {
public:
    explicit Seeder(const BalanceGrid& clean) : clean_(clean) {}

    /// A slip in `damaged`, or nothing if this cell cannot have it.
    bool damage(BalanceGrid& damaged, Slip& slip) {
        static const char* const kinds[] = {
            "sign", "factor-ten", "lost-digit", "doubled-digit", "digits-exchanged", "exchanged", "missing"};
        slip.kind = kinds[count_++ % 7];
        const auto r = next(clean_.rows.size()), c = next(clean_.columns.size());
        slip.row = clean_.rows[r];
        slip.column = clean_.columns[c];
        slip.other_row = slip.other_column = {};
        damaged = clean_;
        auto& cell = damaged.text[slip.row][slip.column];
        if (std::abs(clean_.at(slip.row, slip.column)) < 1.0) return false;
        if (slip.kind == "missing") cell.clear();
        if (slip.kind == "sign") cell = cell[0] == '-' ? cell.substr(1) : "-" + cell;
        if (slip.kind == "factor-ten") cell = printed(std::stod(cell) * (next(2) == 0 ? 10.0 : 0.1), 2);
        if (slip.kind == "exchanged") exchange(damaged, slip, r, c);
        digits(slip.kind, cell);
        return cell != clean_.text.at(slip.row).at(slip.column);
    }

private:
    std::size_t next(std::size_t below) {  // MMIX, so that every machine seeds the same
        state_ = state_ * 6364136223846793005ULL + 1442695040888963407ULL;
        return static_cast<std::size_t>((state_ >> 33U) % below);
    }

    void exchange(BalanceGrid& damaged, Slip& slip, std::size_t r, std::size_t c) {
        const bool below = next(2) == 0;
        slip.other_row = clean_.rows[below ? (r + 1) % clean_.rows.size() : r];
        slip.other_column = clean_.columns[below ? c : (c + 1) % clean_.columns.size()];
        std::swap(damaged.text[slip.row][slip.column], damaged.text[slip.other_row][slip.other_column]);
    }

    void digits(const std::string& kind, std::string& cell) {
        std::vector<std::size_t> places;
        for (std::size_t i = 0; i < cell.size(); ++i)
            if (cell[i] >= '0' && cell[i] <= '9') places.push_back(i);
        if (places.size() < 2) return;
        const auto pick = next(places.size() - 1);
        if (kind == "lost-digit") cell.erase(places[pick], 1);
        if (kind == "doubled-digit") cell.insert(places[pick], 1, cell[places[pick]]);
        if (kind == "digits-exchanged") std::swap(cell[places[pick]], cell[places[pick + 1]]);
    }

    const BalanceGrid& clean_;
    std::uint64_t state_ = 20070104;
    std::size_t count_ = 0;
};

double two_places(double) { return 0.005; }

bool names_cell(const Finding& finding, const BalanceGrid& grid, const Slip& slip) {
    const auto place = grid.place(slip.row, slip.column);
    const auto other = slip.other_row.empty() ? place : grid.place(slip.other_row, slip.other_column);
    const auto end =
        finding.causes.begin() + static_cast<std::ptrdiff_t>(std::min<std::size_t>(3, finding.causes.size()));
    return std::any_of(finding.causes.begin(), end, [&](const Cause& cause) {
        return cause.cell.rfind(place, 0) == 0 || cause.cell.rfind(other, 0) == 0;
    });
}

}  // namespace

TEST_CASE("Two hundred seeded slips are found, with their cell") {
    const auto clean =
        with_stock_mended(read_grid(std::string(QINGDAN_SOURCE_DIR) + "/tests/analysis/data/henan-balance-2007.csv"));
    const auto methodology = real_package("ceads");
    Seeder seeder(clean);
    constexpr int wanted = 200;
    int seeded = 0, with_cell = 0, invisible = 0;
    std::map<std::string, int> missed;
    while (seeded < wanted) {
        Slip slip;
        BalanceGrid damaged;
        if (!seeder.damage(damaged, slip)) continue;
        const auto expected = damaged.failures(two_places);
        if (expected.empty()) {  // no identity of the table can see it: both cells stand in the same sums, or in none
            ++invisible;
            continue;
        }
        ++seeded;
        const auto findings = balance_findings(methodology, damaged);
        INFO(slip.kind << " " << slip.row << " " << slip.column << ": " << clean.text.at(slip.row).at(slip.column)
                       << " became " << damaged.text.at(slip.row).at(slip.column));
        CHECK(failing(findings) == expected);
        if (!findings.empty() && names_cell(findings.front(), damaged, slip))
            ++with_cell;
        else
            missed[slip.kind + " " + slip.row + " " + slip.column] += 1;
    }
    for (const auto& [what, times] : missed) UNSCOPED_INFO("cell not among the first three: " << what);
    UNSCOPED_INFO(with_cell << " of " << wanted << " with their cell");
    CHECK(with_cell >= wanted * 9 / 10);
    CHECK(invisible < wanted / 5);
}
