// Forms go out and come back: the same data, whatever program saved them; and each slip of a hand is told at its cell.

#include <unistd.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <random>

#include "base/files.hpp"
#include "inventory/inventory.hpp"
#include "report/forms.hpp"

using namespace qingdan;

namespace {

const std::filesystem::path root = QINGDAN_SOURCE_DIR;

const Inventory& example() {
    static const Inventory inventory = [] {
        Diagnostics diagnostics;
        const auto settings = read_settings(root / "inputs/example-province", diagnostics);
        REQUIRE(settings);
        return *compile_inventory(root / "inputs/example-province", *settings, root / "methodologies", diagnostics);
    }();
    return inventory;
}

struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("qingdan-forms-" + std::to_string(getpid()));
    Folder() { std::filesystem::create_directories(path); }
    ~Folder() { std::filesystem::remove_all(path); }
};

std::vector<Workbook> forms_of(const std::vector<int>& years, const std::filesystem::path& folder) {
    Diagnostics diagnostics;
    std::vector<Workbook> books;
    for (const auto& form : write_forms(folder, example(), {years, true}, root / "templates", diagnostics)) {
        const auto file = read_file(folder, form.file, diagnostics);
        REQUIRE(file);
        books.push_back(*parse_xlsx(file->bytes, file->document, diagnostics));
    }
    CHECK(diagnostics.all().empty());
    return books;
}

std::vector<ActivityDatum> data_of(const Workbook& book, Diagnostics& diagnostics) {
    const auto& inventory = example();
    std::vector<ActivityDatum> data;
    REQUIRE(is_form(book));
    read_form(book, {}, {inventory.region, inventory.settings.years.front(), inventory.settings.years.back()},
              *inventory.methodology, data, diagnostics);
    return data;
}

using Said = std::tuple<int, Tuple, int, double, Notation>;
std::vector<Said> said(const std::vector<ActivityDatum>& data, int from, int to) {
    std::vector<Said> all;
    for (const auto& datum : data)
        if (datum.year >= from && datum.year <= to)
            all.emplace_back(datum.variable, datum.key, datum.year, datum.value, datum.notation);
    std::sort(all.begin(), all.end());
    return all;
}

SheetCell cell(const std::string& text) { return {SheetCell::Kind::text, 0.0, text}; }
SheetCell cell(double number) { return {SheetCell::Kind::number, number, {}}; }

}  // namespace

TEST_CASE("forms that nobody touched read back as the data they were filled with") {
    const Folder folder;
    Diagnostics diagnostics;
    std::vector<ActivityDatum> back;
    for (const auto& book : forms_of(example().settings.years, folder.path)) {
        const auto data = data_of(book, diagnostics);
        back.insert(back.end(), data.begin(), data.end());
    }
    CHECK(diagnostics.all().empty());
    REQUIRE(back.size() > 9000);
    CHECK(said(back, 2005, 2022) == said(example().data, 2005, 2022));
}

TEST_CASE("empty forms bring no data") {
    const Folder folder;
    Diagnostics diagnostics;
    const auto written = write_forms(folder.path, example(), {{2022}, false}, root / "templates", diagnostics);
    REQUIRE(written.size() == 7);
    for (const auto& form : written) {
        const auto file = read_file(folder.path, form.file, diagnostics);
        CHECK(data_of(*parse_xlsx(file->bytes, file->document, diagnostics), diagnostics).empty());
    }
    CHECK(diagnostics.all().empty());
}

TEST_CASE("LibreOffice saves a form as .ods and .xlsx without loss") {
    if (std::system("command -v soffice >/dev/null 2>&1") != 0) {
        WARN("LibreOffice is not installed: nothing was tried");
        return;
    }
    const Folder folder;
    const auto books = forms_of({2021, 2022}, folder.path);
    const auto convert = [&](const std::string& to, const std::string& from) {
        const auto command = "cd '" + folder.path.string() + "' && soffice -env:UserInstallation=file://" +
                             folder.path.string() + "/profile --headless --convert-to " + to + " " + from +
                             " >/dev/null 2>&1";
        REQUIRE(std::system(command.c_str()) == 0);
    };
    convert("ods --outdir ods", "agriculture.xlsx");
    convert("xlsx --outdir again", "ods/agriculture.ods");
    Diagnostics diagnostics;
    const auto ods = read_file(folder.path, "ods/agriculture.ods", diagnostics),
               again = read_file(folder.path, "again/agriculture.xlsx", diagnostics);
    REQUIRE(ods);
    REQUIRE(again);
    const auto agriculture = std::find_if(books.begin(), books.end(), [](const auto& book) {
        return book.document->path.find("agriculture") != std::string::npos;
    });
    const auto first = said(data_of(*agriculture, diagnostics), 2005, 2022);
    REQUIRE(first.size() > 50);
    CHECK(said(data_of(*parse_ods(ods->bytes, ods->document, diagnostics), diagnostics), 2005, 2022) == first);
    CHECK(said(data_of(*parse_xlsx(again->bytes, again->document, diagnostics), diagnostics), 2005, 2022) == first);
    CHECK(diagnostics.all().empty());
}

TEST_CASE("fifty slips in filled forms: each is told once, at its cell") {
    const Folder folder;
    const auto books = forms_of({2021, 2022}, folder.path);
    std::mt19937 random(20220101);
    const auto pick = [&](std::size_t count) { return random() % count; };
    int told = 0;
    for (int slip = 0; slip < 50; ++slip) {
        auto book = books[pick(books.size())];
        Diagnostics before;
        const auto data = data_of(book, before);
        // the cell of some number above zero whose variable cannot be negative
        std::vector<const ActivityDatum*> numbers;
        for (const auto& datum : data)
            if (datum.value > 0.0 &&
                !example().methodology->variables[static_cast<std::size_t>(datum.variable)].may_be_negative)
                numbers.push_back(&datum);
        if (numbers.empty()) {
            --slip;
            continue;
        }
        const auto* datum = numbers[pick(numbers.size())];
        const auto place = datum->where.text().substr(datum->where.text().find(':') + 1);
        const auto name = place.substr(0, place.find('!')), address = place.substr(place.find('!') + 1);
        auto& sheet =
            *std::find_if(book.sheets.begin(), book.sheets.end(), [&](const auto& each) { return each.name == name; });
        std::size_t row = 0, column = 0;
        for (row = 0; row < sheet.rows; ++row) {
            for (column = 0; column < sheet.columns && cell_address(row, column) != address; ++column) continue;
            if (column < sheet.columns) break;
        }
        REQUIRE(row < sheet.rows);
        auto& touched = sheet.cells[row * sheet.columns + column];
        std::string code, where = place;
        switch (slip % 6) {
            case 0: touched = cell("约 12"), code = "A004"; break;
            case 1: touched = cell(-touched.number), code = "A008"; break;
            case 2: touched = {SheetCell::Kind::error, 0.0, "#DIV/0!"}, code = "A004"; break;
            case 3: touched = {SheetCell::Kind::date, 0.0, "2022-01-02"}, code = "A004"; break;
            case 4: touched = cell("N0"), code = "A004"; break;  // a zero for the letter O
            default:
                sheet.cells[row * sheet.columns] = cell("另一行");  // a row that was overwritten or moved
                code = "A051";
                where = name + "!" + cell_address(row, 0);
        }
        Diagnostics diagnostics;
        (void)data_of(book, diagnostics);
        INFO(slip << " " << place << " " << code);
        REQUIRE(diagnostics.all().size() == 1);
        CHECK(diagnostics.all().front().code == code);
        CHECK(diagnostics.all().front().where.text().ends_with(where));
        ++told;
    }
    CHECK(told == 50);
}

TEST_CASE("a wrong unit, a lost sheet, another province and a damaged identity are told") {
    const Folder folder;
    const auto books = forms_of({2022}, folder.path);
    const auto& industry = *std::find_if(books.begin(), books.end(), [](const auto& book) {
        return book.document->path.find("industry") != std::string::npos;
    });
    const auto complaint = [&](const Workbook& book) {
        Diagnostics diagnostics;
        (void)data_of(book, diagnostics);
        REQUIRE_FALSE(diagnostics.all().empty());
        return diagnostics.all().front().code + " " + diagnostics.all().front().where.text();
    };
    auto unit = industry;
    unit.sheets[1].cells[4 * unit.sheets[1].columns + 1] = cell("亿立方米");
    CHECK(complaint(unit) == "U005 industry.xlsx:活动水平!B5");
    auto lost = industry;
    lost.sheets[1].name = "Sheet2";
    CHECK(complaint(lost) == "A053 industry.xlsx");
    auto other = industry;
    other.sheets.back().cells[2 * other.sheets.back().columns + 1] = cell("CN-HA");
    CHECK(complaint(other) == "A050 industry.xlsx");
    auto damaged = industry;
    damaged.sheets.back().cells[1] = cell(9.0);
    CHECK(complaint(damaged) == "A052 industry.xlsx:_qingdan!A1");
}
