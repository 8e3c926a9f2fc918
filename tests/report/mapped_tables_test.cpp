// Tables in the categories of another package: nothing is lost or counted twice on the way there.

#include <unistd.h>
#include <catch2/catch.hpp>

#include <fstream>

#include "example_inventory.hpp"
#include "methodology/load.hpp"
#include "report/category_figures.hpp"
#include "report/layout.hpp"

using namespace qingdan;
using test::example_inventory, test::root;

namespace {

std::shared_ptr<const ReportTree> ipcc(const Inventory& inventory) {
    Diagnostics diagnostics;
    const auto mapping = load_mapping(root / "methodologies", *inventory.methodology, diagnostics);
    const auto target = load_structure(root / "methodologies", "ipcc-2006", diagnostics);
    REQUIRE(mapping);
    REQUIRE(target);
    return std::make_shared<const ReportTree>(
        mapped_tree(*inventory.methodology, *target, *mapping, {"未细分（{categories}）", "rest ({categories})"}));
}

const ModelCell* cell_at(const SheetModel& sheet, int row, int column) {
    for (const auto& cell : sheet.cells)
        if (cell.row == row && cell.column == column) return &cell;
    return nullptr;
}

}  // namespace

TEST_CASE("the totals of the other categories are those of the inventory, gas by gas") {
    const auto& inventory = example_inventory("example-province");
    const CategoryFigures figures(inventory, ipcc(inventory));
    const auto& methodology = *inventory.methodology;
    const int gases = static_cast<int>(methodology.gases.size());
    CHECK(figures.tree().left_out.empty());
    int compared = 0;
    for (std::size_t t = 0; t < methodology.totals.size(); ++t)
        for (const int year : inventory.settings.years)
            for (int gas = 0; gas <= gases; ++gas) {
                const auto* own = inventory.estimate(year, static_cast<int>(methodology.categories.size() + t), gas);
                if (!own || !own->status.is_number()) continue;
                const auto other = figures.find(year, figures.tree().find(methodology.totals[t].id), gas);
                INFO(methodology.totals[t].id << " " << year << " " << inventory.gas_id(gas));
                REQUIRE(other);
                CHECK(other->value == Approx(own->value).epsilon(1e-12));
                CHECK(other->co2e_kt == Approx(own->co2e_kt).epsilon(1e-12));
                ++compared;
            }
    CHECK(compared > 18 * 2 * 4);
}

TEST_CASE("uncertainties in the other categories are those of the sums that stand there") {
    const auto& inventory = example_inventory("example-province");
    Diagnostics diagnostics;
    auto layout = load_template(root / "templates", *inventory.methodology, root / "methodologies", diagnostics);
    REQUIRE(layout);
    std::erase_if(layout->sheets, [](const SheetTemplate& sheet) {
        return !sheet.tree || !sheet.tree->mapped || sheet.kind != SheetTemplate::Kind::categories;
    });
    REQUIRE_FALSE(layout->sheets.empty());
    GasColumn column;
    column.gas = "CO2e";
    column.uncertainty = true;
    layout->sheets.resize(1);
    layout->sheets.front().columns = {column};
    const auto words = Words::load(root / "templates", {layout->folder}, "en", diagnostics);
    const UncertaintyAnalysis analysis(inventory);
    const auto workbook = WorkbookLayout(inventory, {}, *layout, words, &analysis).lay_out();
    const auto& sheet = workbook.sheets.front();
    const auto& methodology = *inventory.methodology;
    const auto percent_of = [&](const std::string& code) {
        const int category = own_tree(methodology).find(code);
        const auto* estimate =
            inventory.estimate(inventory.settings.years.back(), category, static_cast<int>(methodology.gases.size()));
        REQUIRE(estimate);
        return *analysis.estimates()[static_cast<std::size_t>(estimate - inventory.estimates.data())].percent / 100.0;
    };
    const auto shown = [&](const std::string& label) {
        for (const auto& cell : sheet.cells)
            if (cell.column == 0 && cell.text.find(label) == 0) return cell_at(sheet, cell.row, 1)->number;
        FAIL(label);
        return 0.0;
    };
    const auto& tree = *layout->sheets.front().tree;
    CHECK(shown(tree.title(tree.find("total-with-land")).en) == Approx(percent_of("total-with-land")));
    CHECK(shown("4  Waste") == Approx(percent_of("5")));
    CHECK(shown("4.D  Waste") > 0.0);  // of three of the inventory's categories
}

TEST_CASE("what stands undivided above is IE below, and what nobody asks for is NE") {
    const auto& inventory = example_inventory("example-province");
    const CategoryFigures figures(inventory, ipcc(inventory));
    const auto& tree = figures.tree();
    const int year = inventory.settings.years.back(), co2 = inventory.methodology->gas("CO2"),
              ch4 = inventory.methodology->gas("CH4");
    const auto at = [&](const char* code, int gas) { return figures.find(year, tree.find(code), gas); };
    // Electricity and heat lead to 1.A.1.a as a whole: its three kinds of plants are in it.
    const auto* power = inventory.estimate(year, inventory.methodology->category("1.1.1.1"), co2);
    REQUIRE(power);
    CHECK(at("1.A.1.a", co2)->value == power->value);
    CHECK(at("1.A.1.a.i", co2)->status.notation == Notation::IE);
    CHECK(at("1.A.1.a.i", ch4)->status.notation == Notation::NE);
    CHECK(at("2.A.3", co2)->status.notation == Notation::NE);  // glass: no category of the provincial guideline
    CHECK_FALSE(at("2.A.3", ch4));
    const auto& children = tree.categories[static_cast<std::size_t>(tree.find("1.A.1.a"))].children;
    const auto& rest = tree.categories[static_cast<std::size_t>(children.back())];
    CHECK(rest.title.zh == "未细分（1.1.1.1 公用电力与热力部门）");
    const auto undivided = figures.find(year, children.back(), co2);
    REQUIRE(undivided);
    REQUIRE(undivided->parts.size() == 1);
    CHECK(undivided->parts.front() == power);
}

TEST_CASE("a row, a column and a section that a template adds appear without any program") {
    const auto& inventory = example_inventory("henan-2007");
    const auto tree = std::make_shared<const ReportTree>(own_tree(*inventory.methodology));
    const auto folder = std::filesystem::temp_directory_path() / ("qingdan-rows-" + std::to_string(::getpid()));
    std::filesystem::create_directories(folder / "cn-provincial-2011");
    std::ofstream(folder / "cn-provincial-2011/workbook.toml")
        << "[[sheet]]\nkind = \"categories\"\nname = { zh = \"甲\", en = \"A\" }\ntitle = { zh = \"甲\", en = \"A\" }\n"
           "rows = [\"2.1\"]\n"
           "sections = [ { name = { zh = \"小标题\", en = \"Heading\" }, rows = [\"2.2\"] }, { name = { zh = \"其他\", "
           "en = "
           "\"Other\" }, notation = \"NE\" } ]\n"
           "columns = [ { gas = \"CO2\", unit = \"万吨 CO2\" }, { notation = \"NE\", name = { zh = \"CO\", en = \"CO\" "
           "}, "
           "unit = \"万吨\" } ]\n"
           "notes = [ { zh = \"注\", en = \"Note\" } ]\n";
    Diagnostics diagnostics;
    const auto layout = load_template(folder, *inventory.methodology, root / "methodologies", diagnostics);
    std::filesystem::remove_all(folder);
    REQUIRE(layout);
    const auto words = Words::load(root / "templates", {}, "zh", diagnostics);
    const auto sheet = WorkbookLayout(inventory, {}, *layout, words).lay_out().sheets.front();
    int row = 0;
    while (!cell_at(sheet, row, 0) || cell_at(sheet, row, 0)->text.find("2.1") != 0) REQUIRE(++row < 20);
    const auto* cement = inventory.estimate(2007, inventory.methodology->category("2.1"), 0);
    CHECK(cell_at(sheet, row, 1)->number == Approx(cement->value / 1e4));
    CHECK(cell_at(sheet, row, 2)->text == "NE");
    CHECK(cell_at(sheet, row + 1, 0)->text == "小标题");
    CHECK(cell_at(sheet, row + 2, 0)->text.find("2.2") == 0);
    CHECK(cell_at(sheet, row + 3, 0)->text == "其他");
    CHECK(cell_at(sheet, row + 3, 1)->text == "NE");
    CHECK(cell_at(sheet, row + 4, 0)->text == "注");
}
