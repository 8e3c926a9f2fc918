// Composition, largest sources, calculations, shares and uncertainties: what the sheets say is what the inventory has.

#include <unistd.h>
#include <catch2/catch.hpp>

#include <cmath>
#include <fstream>
#include <set>

#include "analysis/trend.hpp"
#include "example_inventory.hpp"
#include "report/layout.hpp"

using namespace qingdan;
using test::example_inventory, test::root;

namespace {

const std::string names = "name = { zh = \"表\", en = \"Table\" }\ntitle = { zh = \"表\", en = \"Table\" }\n";

/// The first sheet of a template, laid out.
SheetModel sheet_of(const std::string& toml) {
    const auto folder = std::filesystem::temp_directory_path() / ("qingdan-more-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder / "cn-provincial-2011");
    std::ofstream(folder / "cn-provincial-2011/workbook.toml") << toml;
    Diagnostics diagnostics;
    const auto layout =
        load_template(folder, *example_inventory("example-province").methodology, root / "methodologies", diagnostics);
    std::filesystem::remove_all(folder);
    for (const auto& diagnostic : diagnostics.all()) UNSCOPED_INFO(diagnostic.code << " " << diagnostic.where.text());
    REQUIRE(layout);
    const auto words = Words::load(root / "templates", {}, "zh", diagnostics);
    const UncertaintyAnalysis analysis(example_inventory("example-province"));
    const AnalysisResults results{{},
                                  {},
                                  {uncertainty_report(example_inventory("example-province"), analysis, 0),
                                   uncertainty_report(example_inventory("example-province"), analysis, 1)}};
    return WorkbookLayout(example_inventory("example-province"), results, *layout, words, &analysis)
        .lay_out()
        .sheets.front();
}

const ModelCell& cell_at(const SheetModel& sheet, int row, int column) {
    for (const auto& cell : sheet.cells)
        if (cell.row == row && cell.column == column) return cell;
    FAIL("no cell " << row << ", " << column);
    return sheet.cells.front();
}

int row_of(const SheetModel& sheet, const std::string& label) {
    for (const auto& cell : sheet.cells)
        if (cell.column == 0 && cell.text.find(label) == 0) return cell.row;
    FAIL("no row " << label);
    return -1;
}

double total_kt(const char* id) {
    const auto& methodology = *example_inventory("example-province").methodology;
    const int gases = static_cast<int>(methodology.gases.size());
    return example_inventory("example-province").estimate(2022, own_tree(methodology).find(id), gases)->value;
}

}  // namespace

TEST_CASE("shares are quotients of two cells, and add up to one") {
    const auto sheet = sheet_of("[[sheet]]\nkind = \"categories\"\n" + names +
                                "rows = [\"1\", \"2\", \"3\", \"5\", \"total-without-land\"]\ndepth = 0\n"
                                "columns = [ { gas = \"CO2e\", unit = \"kt CO2e\" }, { share = \"CO2e\", of = "
                                "\"total-without-land\" }, { uncertainty = \"CO2e\" } ]\n");
    const int first = row_of(sheet, "1 "), whole = row_of(sheet, "总排放量");
    double sum = 0.0;
    for (int row = first; row < whole; ++row) {
        const auto& share = cell_at(sheet, row, 2);
        CHECK(share.text == "=" + cell_name(row, 1) + "/" + cell_name(whole, 1));
        CHECK(share.number == Approx(cell_at(sheet, row, 1).number / total_kt("total-without-land")));
        sum += share.number;
    }
    CHECK(sum == Approx(1.0));
    CHECK(cell_at(sheet, whole, 1).text == "=SUM(B6,B7,B8,B9)");
    // The data of cement and lime have no uncertainty at all; that of some of energy's factors is known.
    CHECK(cell_at(sheet, first + 1, 3).text == "未知");
    CHECK(cell_at(sheet, first, 3).style.format == "\"≥ ±\"0.0%");
}

TEST_CASE("a share of what is not there is refused") {
    const auto folder = std::filesystem::temp_directory_path() / ("qingdan-share-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder / "cn-provincial-2011");
    const auto complaint = [&](const std::string& column) {
        std::ofstream(folder / "cn-provincial-2011/workbook.toml")
            << "[[sheet]]\nkind = \"categories\"\n" + names +
                   "rows = [\"1\"]\ncolumns = [ { gas = \"CO2\", unit = \"t CO2\" }, " + column + " ]\n";
        Diagnostics diagnostics;
        (void)load_template(folder, *example_inventory("example-province").methodology, root / "methodologies",
                            diagnostics);
        return diagnostics.all().empty() ? "" : diagnostics.all().front().code;
    };
    CHECK(complaint("{ share = \"CH4\", of = \"1\" }") == "R011");
    CHECK(complaint("{ share = \"CO2\", of = \"2\" }") == "R011");
    CHECK(complaint("{ share = \"CO2\", of = \"no\" }") == "M024");
    CHECK(complaint("{ share = \"CO2\", of = \"1\" }").empty());
    std::filesystem::remove_all(folder);
}

TEST_CASE("the composition by gas adds up to the totals") {
    const auto sheet = sheet_of(
        "[[sheet]]\nkind = \"composition\"\n" + names +
        "rows = [\"total-without-land\", \"total-with-land\"]\n"
        "columns = [ { group = \"CO2\", unit = \"kt CO2e\" }, { group = [\"CH4\", \"N2O\"], name = { zh = \"两种\", en "
        "= "
        "\"Two\" }, unit = \"kt CO2e\" }, { group = [\"HFCs\", \"PFCs\", \"SF6\", \"NF3\"], unit = \"kt CO2e\" } ]\n");
    const int row = row_of(sheet, "合计");
    CHECK(cell_at(sheet, row, 1).number == Approx(total_kt("total-without-land")));
    CHECK(cell_at(sheet, row, 3).number == Approx(total_kt("total-with-land")));
    CHECK(cell_at(sheet, row, 1).text == "=SUM(B6:B8)");
    CHECK(cell_at(sheet, row, 2).number == 1.0);
    CHECK(cell_at(sheet, row - 2, 0).text == "两种");
}

TEST_CASE("the largest sources stand in their order, and only those of the total") {
    const auto sheet = sheet_of("[[sheet]]\nkind = \"largest\"\n" + names +
                                "rows = [\"total-without-land\"]\ngas = \"CO2e\"\nunit = \"kt CO2e\"\n");
    const int first = row_of(sheet, "1.1.1.1"), whole = row_of(sheet, "总排放量");
    CHECK(whole - first == 20);
    for (int row = first; row < whole; ++row) {
        if (row > first) CHECK(cell_at(sheet, row, 2).number <= cell_at(sheet, row - 1, 2).number);
        CHECK(cell_at(sheet, row, 0).text.front() != '4');  // harvest and mortality emit, but not in this total
        CHECK(cell_at(sheet, row, 3).number == Approx(cell_at(sheet, row, 2).number / total_kt("total-without-land")));
    }
    CHECK(cell_at(sheet, first + 1, 4).number ==
          Approx(cell_at(sheet, first, 3).number + cell_at(sheet, first + 1, 3).number));
}

TEST_CASE("what matters: inputs by their part of the variance, with the total's change at their bounds") {
    const std::string sensitivity = "[[sheet]]\nkind = \"sensitivity\"\n" + names +
                                    "rows = [\"total-without-land\"]\ngas = \"CO2e\"\nunit = \"kt CO2e\"\n";
    const auto sheet = sheet_of(sensitivity +
                                "[[sheet.chart]]\ntype = \"tornado\"\ntitle = { zh = \"t\", en = \"t\" "
                                "}\nrows = [\"total-without-land\"]\n");
    const int first = row_of(sheet, "废水 N₂O 排放因子");
    const int calorific = row_of(sheet, "平均低位发热量（原煤）");
    CHECK(calorific > first);
    // 20.1 GJ/t, 19.3 to 20.9 (own-factors.csv): every tonne of raw coal burnt moves in proportion, up as down.
    CHECK(cell_at(sheet, calorific, 3).number == Approx(100 * 0.8 / 20.1));
    CHECK(cell_at(sheet, calorific, 5).number == Approx(-cell_at(sheet, calorific, 6).number));
    // The factor of 0.005 may be 0.25 (Vol. 5 table 6.11), 49 times as much more: so the effect is to both sides.
    CHECK(cell_at(sheet, first, 4).number == Approx(4900.0));
    CHECK(cell_at(sheet, first, 6).number / -cell_at(sheet, first, 5).number == Approx(4900.0 / 90.0));
    double shares = 0.0;
    for (const auto& cell : sheet.cells)
        if (cell.column == 7 && cell.kind == ModelCell::Kind::number) shares += cell.number;
    CHECK(shares > 0.99);
    CHECK(shares <= 1.0 + 1e-12);
    REQUIRE(sheet.charts.size() == 1);
    CHECK(sheet.charts[0].type == ModelChart::Type::tornado);
    CHECK(sheet.charts[0].series[0].last_row - sheet.charts[0].series[0].first_row == 9);
}

TEST_CASE("a total's interval by year, and the bands of its fan add up to it") {
    const auto sheet = sheet_of("[[sheet]]\nkind = \"intervals\"\n" + names +
                                "rows = [\"total-without-land\"]\ngas = \"CO2e\"\nunit = \"kt CO2e\"\n"
                                "[[sheet.chart]]\ntype = \"fan\"\ntitle = { zh = \"t\", en = \"t\" }\n"
                                "rows = [\"total-without-land\"]\n");
    const int first = row_of(sheet, "2005"), last = row_of(sheet, "2022"), head = row_of(sheet, "绘图数据");
    CHECK(last - first == 17);
    CHECK(cell_at(sheet, last, 1).number == Approx(total_kt("total-without-land")));
    for (int year = 0; year < 18; ++year) {
        const int row = first + year, drawn = head + 1 + year;
        const double low = cell_at(sheet, row, 2).number, high = cell_at(sheet, row, 3).number;
        CHECK(low < cell_at(sheet, row, 1).number);
        double top = 0.0;
        for (int column = 1; column <= 5; ++column) top += cell_at(sheet, drawn, column).number;
        CHECK(top == Approx(high));
        const double middle =
            cell_at(sheet, drawn, 1).number + cell_at(sheet, drawn, 2).number + cell_at(sheet, drawn, 3).number;
        CHECK(middle == Approx(cell_at(sheet, row, 1).number));
        CHECK(sheet.charts.at(0).axis_start < low);
    }
}

TEST_CASE("the two charts of uncertainty belong to their sheets alone") {
    for (const std::string kind : {"sensitivity", "intervals", "largest"}) {
        const auto folder = std::filesystem::temp_directory_path() / ("qingdan-chart-" + std::to_string(::getpid()));
        std::filesystem::create_directories(folder / "cn-provincial-2011");
        std::ofstream(folder / "cn-provincial-2011/workbook.toml")
            << "[[sheet]]\nkind = \"" + kind + "\"\n" + names +
                   "rows = [\"total-without-land\"]\ngas = \"CO2e\"\nunit = \"kt CO2e\"\n[[sheet.chart]]\ntype = \"" +
                   (kind == "largest" ? "fan" : "pie") +
                   "\"\ntitle = { zh = \"t\", en = \"t\" }\nrows = [\"total-without-land\"]\n";
        Diagnostics diagnostics;
        (void)load_template(folder, *example_inventory("example-province").methodology, root / "methodologies",
                            diagnostics);
        std::filesystem::remove_all(folder);
        REQUIRE(diagnostics.all().size() == 1);
        CHECK(diagnostics.all().front().code == "R003");
    }
}

TEST_CASE("a calculation shows data and factors beside the result") {
    const auto sheet = sheet_of("[[sheet]]\nkind = \"calculations\"\n" + names +
                                "within = [\"2.2\", \"1.1.1.1\"]\ngases = [\"CO2\"]\n");
    const int lime = row_of(sheet, "2.2");
    // Lime: produced times factor, 2.6 Mt x 0.683 t/t (rows 2022 of the example's data and the guideline's factor).
    CHECK(cell_at(sheet, lime, 4).number == Approx(cell_at(sheet, lime, 2).number * cell_at(sheet, lime, 3).number));
    CHECK(cell_at(sheet, lime, 4).link.sheet == -1);  // no provenance sheet in this template
    CHECK(cell_at(sheet, lime, 4).provenance >= 0);
    double power = 0.0;
    for (const auto& cell : sheet.cells)
        if (cell.column == 0 && cell.text.find("1.1.1.1") == 0) {
            int last = 0;
            for (const auto& other : sheet.cells)
                if (other.row == cell.row) last = std::max(last, other.column);
            power += cell_at(sheet, cell.row, last).number;
        }
    const auto& methodology = *example_inventory("example-province").methodology;
    CHECK(power == Approx(example_inventory("example-province")
                              .estimate(2022, methodology.category("1.1.1.1"), methodology.gas("CO2"))
                              ->value));
}

TEST_CASE("tables 7A and 7B have a line for each category and gas, in the order of the other categories") {
    const auto uncertainty = sheet_of("[[sheet]]\nkind = \"uncertainty\"\n" + names);
    const int total = row_of(uncertainty, "合计");
    CHECK(cell_at(uncertainty, total, 3).number == Approx(total_kt("total-with-land")));
    CHECK(cell_at(uncertainty, total, 3).text.find("=SUM(D") == 0);
    const auto summary = sheet_of("[[sheet]]\nkind = \"key-summary\"\n" + names);
    std::set<std::string> codes;
    for (const auto& cell : summary.cells)
        if (cell.column == 0) codes.insert(cell.text);
    CHECK(codes.contains("1.1.1.1"));
    CHECK_FALSE(codes.contains("2.4"));  // calcium carbide: 69 of 240 000 kt
}

TEST_CASE("every notation key has its reason: declared, of the package, or what was not delivered") {
    const auto sheet = sheet_of("[[sheet]]\nkind = \"notations\"\n" + names);
    const int rail = row_of(sheet, "1.1.3.3"), adipic = row_of(sheet, "2.5 "), surface = row_of(sheet, "1.3.2");
    CHECK(cell_at(sheet, rail, 1).text == "CO₂，CH₄，N₂O");  // one row for gases that say the same
    CHECK(cell_at(sheet, rail, 2).text == "IE");
    CHECK(cell_at(sheet, rail, 3).text.find("平衡表") == 0);
    CHECK(cell_at(sheet, adipic, 3).text == "省内没有己二酸生产企业");  // inventory.toml, [notation]
    CHECK(cell_at(sheet, surface, 2).text == "NO");
    for (const auto& cell : sheet.cells)
        if (cell.column == 3) CHECK_FALSE(cell.text.empty());
    for (const auto& cell : sheet.cells) CHECK(cell.text.find("2.1 ") != 0);  // cement has a figure
}

TEST_CASE("an estimate in a matrix links to where its category comes from") {
    const auto sheet =
        sheet_of("[[sheet]]\nkind = \"matrix\"\n" + names +
                 "gas = \"CO2\"\nunit = \"t CO2\"\nwithin = [\"1.1.1.1\"]\nrows = \"category\"\ncolumns = "
                 "\"fuel\"\n");
    const int row = row_of(sheet, "1.1.1.1");
    int figures = 0;
    for (const auto& cell : sheet.cells)
        if (cell.row == row && cell.kind == ModelCell::Kind::number) {
            CHECK(cell.provenance >= 0);
            ++figures;
        }
    CHECK(figures > 1);
}

TEST_CASE("a sheet says under its title that figures on it rest on provisional factors, and only such a sheet") {
    const auto sector = [](const char* code) {
        return sheet_of("[[sheet]]\nkind = \"categories\"\n" + names + "rows = [\"" + code +
                        "\"]\ncolumns = [ { gas = \"CO2\", unit = \"t CO2\" } ]\n");
    };
    const auto energy = sector("1"), bamboo = sector("4.1.2");
    CHECK(cell_at(energy, 2, 0).text.find("暂定") != std::string::npos);
    CHECK(std::none_of(bamboo.cells.begin(), bamboo.cells.end(),
                       [](const ModelCell& cell) { return cell.style.provisional || cell.row == 2; }));
}
