// The formulas of reporting-tables.xlsx against the numbers beside them: LibreOffice works every formula out anew, and
// what it finds must be what the program wrote. One workbook has a formula that is wrong on purpose, so that a
// conversion that calculates nothing cannot pass.

#include <Poco/Zip/Compress.h>
#include <Poco/Zip/Decompress.h>

#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <sstream>

#include "../runner/workbook_cells.hpp"

namespace fs = std::filesystem;

namespace {

constexpr double tolerance = 1e-12;  // relative; a sum's last digits depend on the order of its terms

/// Through the shell, in the folder; the program finds its packages in the source tree.
int run(const fs::path& folder, const std::string& command) {
    return std::system(("cd '" + folder.string() + "' && " + command + " >>log 2>&1").c_str());
}

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void write(const fs::path& file, const std::string& bytes) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
}

/// A copy whose first formula gives one more than its number says.
void spoil(const fs::path& workbook, const fs::path& copy, const fs::path& parts) {
    std::ifstream in(workbook, std::ios::binary);
    Poco::Zip::Decompress(in, Poco::Path(parts.string()).makeDirectory()).decompressAllFiles();
    for (int sheet = 1;; ++sheet) {
        const auto part = parts / "xl/worksheets" / ("sheet" + std::to_string(sheet) + ".xml");
        REQUIRE(fs::exists(part));
        auto xml = bytes_of(part);
        const auto end = xml.find("</f>");
        if (end == std::string::npos) continue;
        write(part, xml.insert(end, "+1"));
        break;
    }
    std::ofstream out(copy, std::ios::binary);
    Poco::Zip::Compress compress(out, true);
    compress.addRecursive(Poco::Path(parts.string()).makeDirectory(), Poco::Zip::ZipCommon::CL_NORMAL);
    compress.close();
}

struct Comparison {
    std::size_t formulas = 0;
    std::vector<std::string> differences;  ///< sheet, cell, both values, formula
};

bool agree(const WorkbookCell& written, const WorkbookCell& found) {
    if (!written.number || !found.number) return written.text == found.text && !found.error;
    const double a = std::stod(written.text), b = std::stod(found.text);
    return a == b || std::abs(a - b) <= tolerance * std::max(std::abs(a), std::abs(b));
}

Comparison compare(const fs::path& written, const fs::path& recalculated) {
    Comparison comparison;
    const auto sheets = read_workbook(written), found = read_workbook(recalculated);
    REQUIRE(sheets.size() == found.size());
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        REQUIRE(sheets[i].name == found[i].name);
        for (const auto& [place, cell] : sheets[i].cells) {
            if (!cell.formula.empty()) ++comparison.formulas;
            const auto other = found[i].cells.find(place);
            const bool kept = other != found[i].cells.end() && other->second.formula.empty() == cell.formula.empty();
            if (kept && agree(cell, other->second)) continue;
            comparison.differences.push_back(sheets[i].name + "!" + cell_address(place) + " " + cell.text + " | " +
                                             (kept ? other->second.text : "is not there any more") + " | " +
                                             cell.formula);
        }
    }
    return comparison;
}

std::string listed(const std::vector<std::string>& lines) {
    std::string text;
    for (std::size_t i = 0; i < lines.size() && i < 20; ++i) text += "\n  " + lines[i];
    return text;
}

}  // namespace

TEST_CASE("what LibreOffice works out is what stands in the cells") {
    const fs::path scratch = QINGDAN_SCRATCH_DIR;
    fs::remove_all(scratch);
    // OOXMLRecalcMode 0: every formula is worked out anew when a workbook is opened.
    write(scratch / "profile/user/registrymodifications.xcu",
          R"(<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop></item>
</oor:items>
)");
    if (run(scratch, "command -v soffice") != 0)
        FAIL(
            "LibreOffice is not there. Install it (scripts/setup), or leave this test out: ctest --label-exclude "
            "recalculation");
    std::vector<std::string> names;
    fs::create_directories(scratch / "written");
    for (const std::string inventory : {"henan-2007", "example-province"})
        for (const std::string language : {"zh", "en"}) {
            const auto name = inventory + "-" + language;
            run(scratch, "QINGDAN_HOME='" QINGDAN_SOURCE_DIR "' '" QINGDAN_PROGRAM "' compile '" QINGDAN_SOURCE_DIR
                         "/inputs/" +
                             inventory + "' --lang " + language + " --quiet -o " + name);
            const auto workbook = scratch / name / "reporting-tables.xlsx";
            INFO(bytes_of(scratch / "log"));
            REQUIRE(fs::exists(workbook));
            fs::copy(workbook, scratch / "written" / (name + ".xlsx"));
            names.push_back(name);
        }
    spoil(scratch / "written/henan-2007-zh.xlsx", scratch / "written/wrong.xlsx", scratch / "parts");
    const auto profile = "-env:UserInstallation=file://" + (scratch / "profile").string();
    const int result =
        run(scratch, "soffice '" + profile + "' --headless --convert-to xlsx --outdir again written/*.xlsx");
    INFO(bytes_of(scratch / "log"));
    REQUIRE(result == 0);

    for (const auto& name : names) {
        const auto comparison = compare(scratch / "written" / (name + ".xlsx"), scratch / "again" / (name + ".xlsx"));
        INFO(name << listed(comparison.differences));
        CHECK(comparison.formulas > 100);
        CHECK(comparison.differences.empty());
    }
    const auto wrong = compare(scratch / "written/wrong.xlsx", scratch / "again/wrong.xlsx");
    REQUIRE_FALSE(wrong.differences.empty());
    CHECK(wrong.differences.front().find("+1") != std::string::npos);
}
