// Workbook templates: what is wrong with one is said with its place; what a sound one makes holds together.

#include <unistd.h>
#include <catch2/catch.hpp>

#include <cmath>
#include <fstream>
#include <map>

#include "inventory/inventory.hpp"
#include "methodology/load.hpp"
#include "report/layout.hpp"
#include "report/subscripts.hpp"
#include "report/template.hpp"

using namespace qingdan;

namespace {

const std::filesystem::path root = QINGDAN_SOURCE_DIR;

class TemplateFolder {
public:
    explicit TemplateFolder(const std::string& workbook, const std::string& words = {})
        : folder_(std::filesystem::temp_directory_path() / ("qingdan-template-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(folder_ / "ceads");
        std::ofstream(folder_ / "ceads/workbook.toml") << workbook;
        if (!words.empty()) std::ofstream(folder_ / "words.csv") << words;
    }
    ~TemplateFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    TemplateFolder(const TemplateFolder&) = delete;
    TemplateFolder& operator=(const TemplateFolder&) = delete;
    [[nodiscard]] const std::filesystem::path& path() const { return folder_; }

private:
    std::filesystem::path folder_;
};

const Methodology& ceads() {
    static const Methodology methodology = [] {
        Diagnostics diagnostics;
        return *load_methodology(root / "methodologies", "ceads", diagnostics);
    }();
    return methodology;
}

std::string shown(const Diagnostics& diagnostics) {
    std::string text;
    for (const auto& diagnostic : diagnostics.all()) text += diagnostic.code + " " + diagnostic.where.text() + "\n";
    return text;
}

std::string complaints(const std::string& workbook) {
    const TemplateFolder folder(workbook);
    Diagnostics diagnostics;
    const auto loaded = load_template(folder.path(), ceads(), root / "methodologies", diagnostics);
    CHECK(loaded.has_value() != diagnostics.has_errors());
    return shown(diagnostics);
}

const std::string names = "name = { zh = \"表\", en = \"Table\" }\ntitle = { zh = \"表\", en = \"Table\" }\n";
const std::string table = "[[sheet]]\nkind = \"categories\"\n" + names;

}  // namespace

TEST_CASE("a sound template is read") {
    CHECK(complaints(table + "rows = [\"all\"]\ncolumns = [ { gas = \"CO2\", unit = \"kt CO2\" }, { group = \"CO2\", "
                             "unit = \"kt CO2e\" } ]\n")
              .empty());
}

TEST_CASE("every mistake of a template has its code and place") {
    CHECK(complaints("[[sheet]]\nkind = \"pictures\"\n" + names) == "R001 ceads/workbook.toml:2:8\n");
    CHECK(complaints(table + "rows = [\"all\"]\ncolumns = [ { gas = \"CO2\", unit = \"t CH4\" } ]\n") ==
          "R002 ceads/workbook.toml:6:35\n");
    CHECK(complaints(table + "rows = [\"farming\"]\ncolumns = [ { gas = \"CO2\", unit = \"t CO2\" } "
                             "]\n[[sheet.chart]]\ntype = \"cake\"\n"
                             "title = { zh = \"图\", en = \"Chart\" }\nrows = [\"farming\"]\n") ==
          "R003 ceads/workbook.toml:8:8\n");
    CHECK(complaints("[[sheet]]\nkind = \"cover\"\nname = { zh = \"表\", en = \"a/b\" }\ntitle = { zh = \"表\", en = "
                     "\"Table\" }\n") == "R004 ceads/workbook.toml:3:8\n");
    CHECK(complaints(table + "rows = []\n") == "R005 ceads/workbook.toml:5:8\n");
    CHECK(complaints(table + "rows = [\"farm\"]\n").find("M024 ceads/workbook.toml:5:8") == 0);
    CHECK(complaints("[[sheet]]\nkind = \"tables\"\npackage = \"ipcc-2006\"\n") == "R009 ceads/workbook.toml:3:11\n");
    CHECK(complaints(table +
                     "rows = [\"all\"]\ncolumns = [ { notation = \"NX\", name = { zh = \"甲\", en = \"A\" }, unit = "
                     "\"t\" } ]\n") == "R010 ceads/workbook.toml:6:26\n");
    CHECK(complaints(table + "rows = [\"all\"]\ncolumns = [ { gas = \"CO3\", unit = \"t CO2\" } ]\n").find("M024 ") ==
          0);
}

TEST_CASE("words are wanted in both languages, and all of them") {
    const TemplateFolder folder(table, "word,zh,en\nincomplete,不完整,\n");
    Diagnostics diagnostics;
    (void)Words::load(folder.path(), {}, "zh", diagnostics);
    CHECK(shown(diagnostics).find("R007 words.csv:2:3") != std::string::npos);
    CHECK(shown(diagnostics).find("R008 words.csv") != std::string::npos);
}

TEST_CASE("the workbook of an example inventory holds together") {
    for (const std::string name : {"henan-2007", "henan-2007-ceads"})
        for (const std::string language : {"zh", "en"}) {
            INFO(name << " " << language);
            Diagnostics diagnostics;
            auto settings = read_settings(root / "inputs" / name, diagnostics);
            REQUIRE(settings);
            settings->language = language;
            const auto inventory =
                compile_inventory(root / "inputs" / name, *settings, root / "methodologies", diagnostics);
            REQUIRE(inventory);
            const auto layout =
                load_template(root / "templates", *inventory->methodology, root / "methodologies", diagnostics);
            REQUIRE(layout);
            const auto words = Words::load(root / "templates", {layout->folder}, language, diagnostics);
            REQUIRE_FALSE(diagnostics.has_errors());
            const auto workbook = WorkbookLayout(*inventory, {}, *layout, words).lay_out();
            std::size_t figures = 0, formulas = 0;
            for (const auto& sheet : workbook.sheets) {
                std::map<std::pair<int, int>, const ModelCell*> cells;
                for (const auto& cell : sheet.cells) {
                    CHECK(cells.emplace(std::pair{cell.row, cell.column}, &cell).second);  // no cell is written twice
                    if (cell.provenance >= 0) {
                        // A figure's link leads to the row that names it.
                        REQUIRE(cell.link.sheet >= 0);
                        const auto& target = workbook.sheets[static_cast<std::size_t>(cell.link.sheet)];
                        const auto found = std::find_if(
                            target.cells.begin(), target.cells.end(),
                            [&](const ModelCell& other) { return other.row == cell.link.row && other.column == 0; });
                        REQUIRE(found != target.cells.end());
                        ++figures;
                    }
                    if (cell.kind == ModelCell::Kind::number || cell.kind == ModelCell::Kind::formula)
                        CHECK(std::isfinite(cell.number));
                    formulas += cell.kind == ModelCell::Kind::formula ? 1 : 0;
                }
            }
            CHECK(figures > 20);
            CHECK(formulas > 1);
        }
}

TEST_CASE("units are written in the language of the report") {
    Diagnostics diagnostics;
    const auto english = Words::load(root / "templates", {}, "en", diagnostics),
               chinese = Words::load(root / "templates", {}, "zh", diagnostics);
    REQUIRE(diagnostics.all().empty());
    CHECK(english.unit("万吨CO2") == "10^4 t CO2");
    CHECK(chinese.unit("万吨CO2") == "万吨CO2");
    CHECK(english.unit("t CO2/万元") == "t CO2/10^4 yuan");
    CHECK(english.unit("kg CH4/head/yr") == "kg CH4/head/yr");
    CHECK(chinese.unit("kg CH4/head/yr") == "kg CH4/头/年");
}

TEST_CASE("gases are printed with their subscripts") {
    Diagnostics diagnostics;
    const auto methodology = load_methodology(root / "methodologies", "cn-provincial-2011", diagnostics);
    REQUIRE(methodology);
    const Subscripts subscripts(*methodology);
    CHECK(subscripts.in_text("万吨 CO2e, kg N2O-N/kg N, C2F6, c-C4F8, HFC-32, 亿m3, CO2.") ==
          "万吨 CO₂e, kg N₂O-N/kg N, C₂F₆, c-C₄F₈, HFC-32, 亿m³, CO₂.");
    CHECK(subscripts.in_text("CO2.csv XCO2 co2 CO2_x H2O") == "CO2.csv XCO2 co2 CO2_x H2O");
    CHECK(subscripts.in_html("<a href=\"CO2\">CO2</a>") == "<a href=\"CO2\">CO₂</a>");
}

TEST_CASE("of remarks in both languages the report has its own") {
    Diagnostics diagnostics;
    const auto english = Words::load(root / "templates", {}, "en", diagnostics),
               chinese = Words::load(root / "templates", {}, "zh", diagnostics);
    CHECK(english.half("第一章 / chapter 1") == "chapter 1");
    CHECK(chinese.half("第一章 / chapter 1") == "第一章");
    CHECK(english.half("另见 8.5 / 8.5 elsewhere；待核对 / to be checked") == "8.5 elsewhere; to be checked");
    CHECK(chinese.half("另见 8.5 / 8.5 elsewhere；待核对 / to be checked") == "另见 8.5；待核对");
    CHECK(english.half("缺省值；表未读到 / default; the table was not read") == "default; the table was not read");
    CHECK(chinese.half("缺省值；表未读到 / default; the table was not read") == "缺省值；表未读到");
    CHECK(english.half("Table 3.2 / 3.3") == "Table 3.2 / 3.3");
    CHECK(english.half("第一章") == "第一章");  // nothing else is known
}
