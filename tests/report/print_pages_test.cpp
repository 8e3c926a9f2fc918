// Sheets on A4: small tables on one page's width, wide ones on several, figures large enough to read.

#include "report/print_pages.hpp"

#include <Poco/StreamCopier.h>
#include <Poco/Zip/ZipArchive.h>
#include <Poco/Zip/ZipStream.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <numeric>

#include "example_inventory.hpp"
#include "report/layout.hpp"
#include "report/workbook_writer.hpp"

using namespace qingdan;
using namespace qingdan::test;

namespace {

SheetModel sheet_of(std::vector<double> widths, int frozen) {
    SheetModel sheet;
    sheet.name = "Table";
    sheet.widths = std::move(widths);
    sheet.freeze_column = frozen;
    return sheet;
}

/// A label column and a column for each year.
SheetModel years(int count) {
    std::vector<double> widths(static_cast<std::size_t>(count) + 1, 14.0);
    widths.front() = 46.0;
    return sheet_of(std::move(widths), 1);
}

std::string part_of(const std::filesystem::path& workbook, const std::string& name) {
    std::ifstream file(workbook, std::ios::binary);
    const Poco::Zip::ZipArchive archive(file);
    const auto entry = archive.findHeader(name);
    REQUIRE(entry != archive.headerEnd());
    file.clear();
    Poco::Zip::ZipInputStream part(file, entry->second);
    std::string text;
    Poco::StreamCopier::copyToString(part, text);
    return text;
}

}  // namespace

TEST_CASE("a table goes over as many pages as its figures need to be read, with its labels on each") {
    CHECK(print_pages(years(12)) == PrintPages{1, 1, 0});
    CHECK(print_pages(years(18)) == PrintPages{2, 0, 1});
    CHECK(print_pages(years(35)) == PrintPages{3, 0, 1});
    auto upright = years(12);
    upright.landscape = false;
    CHECK(print_pages(upright) == PrintPages{2, 0, 1});
    // Labels that take most of a page are not repeated; a column wider than a page is a page.
    CHECK(print_pages(sheet_of({150, 60, 60}, 1)) == PrintPages{2, 0, 0});
    CHECK(print_pages(sheet_of({20, 300, 300}, 1)) == PrintPages{2, 0, 1});
    CHECK(print_pages(sheet_of({}, 0)) == PrintPages{1, 1, 0});
    // What is longer than a page goes on; a page upright bears more rows; a chart takes its rows, high rows their
    // height.
    auto rows = years(5);
    rows.rows = 50;
    CHECK(print_pages(rows) == PrintPages{1, 1, 0});
    rows.rows = 70;
    CHECK(print_pages(rows) == PrintPages{1, 0, 0});
    rows.landscape = false;
    CHECK(print_pages(rows) == PrintPages{1, 1, 0});
    rows.charts.emplace_back();
    rows.charts.back().row = 75;
    CHECK(print_pages(rows) == PrintPages{1, 0, 0});
    rows.charts.clear();
    rows.heights = {{3, 200.0}, {4, 200.0}};
    CHECK(print_pages(rows) == PrintPages{1, 0, 0});
}

TEST_CASE("the file says so to the program that prints it") {
    WorkbookModel workbook;
    workbook.sheets = {years(12), years(18)};
    workbook.sheets.back().name = "Other table";
    for (auto& sheet : workbook.sheets) sheet.text(0, 0, "1", {});
    const auto file =
        std::filesystem::temp_directory_path() / ("qingdan-pages-" + std::to_string(::getpid()) + ".xlsx");
    write_xlsx(file, workbook);
    const auto narrow = part_of(file, "xl/worksheets/sheet1.xml"), wide = part_of(file, "xl/worksheets/sheet2.xml"),
               book = part_of(file, "xl/workbook.xml");
    std::filesystem::remove(file);
    CHECK(narrow.find(R"(<pageSetup paperSize="9" orientation="landscape")") != std::string::npos);
    CHECK(wide.find(R"(<pageSetup paperSize="9" fitToWidth="2" fitToHeight="0" pageOrder="overThenDown")") !=
          std::string::npos);
    CHECK(book.find("'Other table'!$A:$A") != std::string::npos);
    CHECK(book.find("'Table'!$A:$A") == std::string::npos);
}

TEST_CASE("every sheet of the example province prints on A4, none smaller than can be read") {
    const auto& inventory = example_inventory("example-province");
    Diagnostics diagnostics;
    const auto layout = load_template(root / "templates", *inventory.methodology, root / "methodologies", diagnostics);
    REQUIRE(layout);
    const auto words = Words::load(root / "templates", {layout->folder}, "zh", diagnostics);
    const auto workbook = WorkbookLayout(inventory, {}, *layout, words).lay_out();
    int several = 0;
    for (const auto& sheet : workbook.sheets) {
        INFO(sheet.name);
        const auto pages = print_pages(sheet);
        several += pages.across > 1;
        CHECK(sheet.widths.size() >= static_cast<std::size_t>(sheet.columns));  // else a number may not fit
        // 240 characters of a table across a page are six points high.
        const double characters = std::accumulate(sheet.widths.begin(), sheet.widths.end(), 0.0);
        CHECK(characters / pages.across < 245.0);
        for (const auto& chart : sheet.charts) CHECK(chart.column >= pages.repeated_columns);
    }
    CHECK(several > 0);
}
