// Forms go out and come back: the same data, whatever program saved them; and each slip of a hand is told at its cell.

#include <unistd.h>
#include <catch2/catch.hpp>

#include <algorithm>
#include <fstream>
#include <random>

#include "activity/sheet_builder.hpp"
#include "analysis/finding.hpp"
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

/// The sheet with another content in one cell.
void put(Sheet& sheet, std::size_t row, std::size_t column, const CellContent& content) {
    SheetBuilder builder;
    for (std::size_t i = 0; i < sheet.rows; ++i)
        for (std::size_t j = 0; j < sheet.columns; ++j) {
            const auto cell = sheet.at(i, j);
            REQUIRE(builder.set(i, j, {cell.kind, cell.number, std::string(cell.text)}));
        }
    REQUIRE(builder.set(row, column, content));
    auto changed = builder.finish(sheet.name);
    REQUIRE(changed);
    changed->hidden = sheet.hidden;
    sheet = std::move(*changed);
}

/// A number of a filled form that cannot be negative, and its cell.
struct Filled {
    ActivityDatum datum;
    Sheet* sheet;
    std::size_t row, column;
    std::string place;  ///< `Sheet!D17`
};

/// One of the numbers above zero of a book, if it has any.
std::optional<Filled> some_number(Workbook& book, std::mt19937& random, int year) {
    Diagnostics diagnostics;
    std::vector<ActivityDatum> numbers;
    for (const auto& datum : data_of(book, diagnostics))
        if (datum.value > 0.0 && (year == 0 || datum.year == year) &&
            !example().methodology->variables[static_cast<std::size_t>(datum.variable)].may_be_negative)
            numbers.push_back(datum);
    if (numbers.empty()) return std::nullopt;
    Filled filled{numbers[random() % numbers.size()], nullptr, 0, 0, {}};
    const auto where = filled.datum.where.text();
    filled.place = where.substr(where.find(':') + 1);
    const auto name = filled.place.substr(0, filled.place.find('!'));
    const auto address = filled.place.substr(filled.place.find('!') + 1);
    filled.sheet =
        &*std::find_if(book.sheets.begin(), book.sheets.end(), [&](const auto& each) { return each.name == name; });
    for (filled.row = 0; filled.row < filled.sheet->rows; ++filled.row)
        for (filled.column = 0; filled.column < filled.sheet->columns; ++filled.column)
            if (cell_address(filled.row, filled.column) == address) return filled;
    return std::nullopt;
}

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

TEST_CASE("a form that somebody fills in LibreOffice reads back to the cell, saved as .ods and as .xlsx") {
    if (std::system("command -v soffice >/dev/null 2>&1") != 0) {
        WARN("LibreOffice is not installed: nothing was tried");
        return;
    }
    const Folder folder;
    Diagnostics diagnostics;
    REQUIRE(write_forms(folder.path, example(), {{2022}, false}, root / "templates", diagnostics).size() == 7);
    // A macro types as a person does: what stands in the cell is up to LibreOffice.
    const auto url = "file://" + folder.path.string();
    const auto office = "soffice -env:UserInstallation=" + url + "/profile --headless ";
    REQUIRE(std::system((office + "--terminate_after_init >/dev/null 2>&1").c_str()) == 0);  // makes the profile
    const auto basic = folder.path / "profile/user/basic/Standard";
    std::ofstream(basic / "script.xlb") << R"(<?xml version="1.0" encoding="UTF-8"?>
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false"
 library:passwordprotected="false"><library:element library:name="Form"/></library:library>)";
    std::ofstream(basic / "Form.xba") << R"(<?xml version="1.0" encoding="UTF-8"?>
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Form" script:language="StarBasic">
Sub Fill
  Dim how(0) As New com.sun.star.beans.PropertyValue
  how(0).Name = "Hidden"
  how(0).Value = True
  book = StarDesktop.loadComponentFromURL(")"
                                      << url << R"(/industry.xlsx", "_blank", 0, how())
  sheet = book.Sheets.getByIndex(1)
  sheet.getCellRangeByName("D5").setFormula("1234.5")
  sheet.getCellRangeByName("D6").setFormula("NO")
  sheet.getCellRangeByName("D8").setFormula("=100+23")
  sheet.getCellRangeByName("B8").setFormula("t")
  how(0).Name = "FilterName"
  how(0).Value = "calc8"
  book.storeToURL(")" << url << R"(/filled.ods", how())
  how(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(")" << url << R"(/filled.xlsx", how())
  book.close(True)
End Sub
</script:module>)";
    REQUIRE(std::system((office + "macro:///Standard.Form.Fill >/dev/null 2>&1").c_str()) == 0);
    for (const std::string file : {"filled.ods", "filled.xlsx"}) {
        INFO(file);
        const auto bytes = read_file(folder.path, file, diagnostics);
        REQUIRE(bytes);
        const auto book = file.ends_with("ods") ? parse_ods(bytes->bytes, bytes->document, diagnostics)
                                                : parse_xlsx(bytes->bytes, bytes->document, diagnostics);
        REQUIRE(book);
        const auto data = data_of(*book, diagnostics);
        CHECK(diagnostics.all().empty());
        REQUIRE(data.size() == 3);
        CHECK(data[0].where.text() == file + ":活动水平!D5");
        CHECK(data[0].value == 12'345'000.0);  // 万吨 as printed in the form, t as counted
        CHECK(data[1].where.text() == file + ":活动水平!D6");
        CHECK(data[1].notation == Notation::NO);
        CHECK(data[2].where.text() == file + ":活动水平!D8");
        CHECK(data[2].value == 123.0);  // the unit beside it was changed to t
    }
}

TEST_CASE("fifty slips in filled forms: each is told once, at its cell") {
    const Folder folder;
    const auto books = forms_of({2021, 2022}, folder.path);
    std::mt19937 random(20220101);
    int told = 0;
    for (int slip = 0; slip < 50; ++slip) {
        auto book = books[random() % books.size()];
        const auto filled = some_number(book, random, 0);
        if (!filled) {
            --slip;
            continue;
        }
        const auto change = [&](const CellContent& content) {
            put(*filled->sheet, filled->row, filled->column, content);
        };
        const double number = filled->sheet->at(filled->row, filled->column).number;
        std::string code, where = filled->place;
        switch (slip % 6) {
            case 0: change(text_cell("约 12")), code = "A004"; break;
            case 1: change(number_cell(-number)), code = "A008"; break;
            case 2: change(error_cell("#DIV/0!")), code = "A004"; break;
            case 3: change({SheetCell::Kind::date, 0.0, "2022-01-02"}), code = "A004"; break;
            case 4: change(text_cell("N0")), code = "A004"; break;  // a zero for the letter O
            default:
                put(*filled->sheet, filled->row, 0, text_cell("另一行"));  // a row that was overwritten or moved
                code = "A051";
                where = filled->sheet->name + "!" + cell_address(filled->row, 0);
        }
        Diagnostics diagnostics;
        (void)data_of(book, diagnostics);
        INFO(slip << " " << filled->place << " " << code);
        REQUIRE(diagnostics.all().size() == 1);
        CHECK(diagnostics.all().front().code == code);
        CHECK(diagnostics.all().front().where.text().ends_with(where));
        ++told;
    }
    CHECK(told == 50);
}

TEST_CASE("a moved decimal in a form is found by its series, at its cell") {
    const Folder folder;
    const auto books = forms_of({2021, 2022}, folder.path);
    const auto [zh, en] = DiagnosticCatalogue::load_both((root / "templates/diagnostics").string());
    std::mt19937 random(7);
    int found = 0;
    for (int slip = 0; slip < 20;) {
        auto book = books[random() % books.size()];
        const auto filled = some_number(book, random, 2022);
        if (!filled) continue;
        put(*filled->sheet, filled->row, filled->column,
            number_cell(filled->sheet->at(filled->row, filled->column).number * (slip % 2 == 0 ? 10.0 : 0.1)));
        ++slip;
        Diagnostics diagnostics;
        auto data = example().data;
        for (const auto& datum : data_of(book, diagnostics))
            for (auto& known : data)
                if (known.variable == datum.variable && known.key == datum.key && known.year == datum.year &&
                    known.region == datum.region)
                    known = datum;
        REQUIRE(diagnostics.all().empty());
        auto inventory = compile_inventory(example().settings, example().methodology, std::move(data), diagnostics);
        REQUIRE(inventory);
        const auto findings = check_inventory(*inventory, {zh, en}, false);
        const bool told = std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
            return std::any_of(finding.cells.begin(), finding.cells.end(),
                               [&](const auto& each) { return each.ends_with(filled->place); });
        });
        UNSCOPED_INFO(filled->place << (told ? " found" : " not found"));
        found += told ? 1 : 0;
    }
    CHECK(found == 20);
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
    put(unit.sheets[1], 4, 1, text_cell("亿立方米"));
    CHECK(complaint(unit) == "U005 industry.xlsx:活动水平!B5");
    auto lost = industry;
    lost.sheets[1].name = "Sheet2";
    CHECK(complaint(lost) == "A053 industry.xlsx");
    auto other = industry;
    put(other.sheets.back(), 2, 1, text_cell("CN-HA"));
    CHECK(complaint(other) == "A050 industry.xlsx");
    auto damaged = industry;
    put(damaged.sheets.back(), 0, 1, number_cell(9.0));
    CHECK(complaint(damaged) == "A052 industry.xlsx:_qingdan!A1");
}
