// Entries of an inventory: which file is read how, and what is refused before anything is read.

#include <unistd.h>
#include <catch2/catch.hpp>

#include <fstream>

#include "support.hpp"

using namespace qingdan;
using namespace qingdan::test;
using Lines = std::vector<std::string>;

namespace {

class Folder {
public:
    Folder()
        : path_(std::filesystem::temp_directory_path() / ("qingdan-activity-files-" + std::to_string(::getpid()))) {
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    void write(const std::string& name, const std::string& bytes) const {
        std::ofstream(path_ / name, std::ios::binary) << bytes;
    }
    std::vector<ActivityDatum> read(const std::string& name, const std::string& layout, Diagnostics& diagnostics,
                                    const Methodology& methodology = mini()) const {
        std::vector<ActivityDatum> data;
        DataFile file;
        file.file = name;
        file.layout = layout;
        file.where = {std::make_shared<const Document>(Document{"inventory.toml", ""}), "7:1"};
        read_data_file(path_, file, scope(methodology, "CN-HA", 2020, 2020), methodology, data, diagnostics);
        return data;
    }
    Lines complaints(const std::string& name, const std::string& layout = "",
                     const Methodology& methodology = mini()) const {
        Diagnostics diagnostics;
        (void)read(name, layout, diagnostics, methodology);
        return codes(diagnostics);
    }

private:
    std::filesystem::path path_;
};

}  // namespace

TEST_CASE("files are refused at the entry, or at the file") {
    const Folder folder;
    folder.write("a.pdf", "%PDF");
    folder.write("a.xls", "<html><table>");
    folder.write("a.csv", std::string("\0\1\2", 3));
    CHECK(folder.complaints("a.pdf") == Lines{"A015 inventory.toml:7:1"});
    CHECK(folder.complaints("a.xls") == Lines{"A012 a.xls"});
    CHECK(folder.complaints("a.xls", "nonsense") == Lines{"A017 inventory.toml:7:1"});
    CHECK(folder.complaints("a.csv", "nonsense") == Lines{"A017 inventory.toml:7:1"});
    CHECK(folder.complaints("a.csv") == Lines{"A012 a.csv"});
    CHECK(folder.complaints("a.xls", "cn-provincial-energy-balance", common()) == Lines{"A012 a.xls"});
    CHECK(folder.complaints("none.csv") == Lines{"B020 none.csv"});
    Diagnostics diagnostics;
    (void)folder.read("a.xls", "cn-provincial-energy-balance", diagnostics, common());
    CHECK(argument(diagnostics, "A012", "extension") == ".xls");
    CHECK(argument(diagnostics, "A012", "actual") == ".csv");
}

TEST_CASE("tidy CSV in either encoding") {
    const Folder folder;
    const std::string header = "variable,carrier,category,year,value,unit\n";
    folder.write("utf8.csv", "\xEF\xBB\xBF" + header + "burnt,石头,A.1,2020,3,万吨\n");
    folder.write("gb.csv", header + "burnt,\xCA\xAF\xCD\xB7,A.1,2020,3,\xCD\xF2\xB6\xD6\n");
    folder.write(
        "broken.csv",
        header + "burnt,石头,A.1,2020,3,万吨\nburnt,石头,A.2,2020,3,万吨\nburnt,solid,A.1,2020,3,\xCD\xF2\xB6\xD6\n");
    Diagnostics diagnostics;
    for (const char* name : {"utf8.csv", "gb.csv"}) {
        const auto data = folder.read(name, "", diagnostics);
        REQUIRE(data.size() == 1);
        CHECK(data[0].value == 30000.0);
    }
    CHECK(codes(diagnostics) == Lines{"A019 gb.csv"});
    CHECK(folder.complaints("broken.csv") == Lines{"B004 broken.csv:4"});
}

TEST_CASE("a printed table as comma-separated text") {
    const Folder folder;
    folder.write("open.csv", "a,\"b\n");
    CHECK(folder.complaints("open.csv", "cn-provincial-energy-balance", common()) == Lines{"B001 open.csv:B1"});
    Diagnostics diagnostics;
    const auto book = parse_csv_sheet(
        "\xEF\xBB\xBF"
        "a,\"1,5 \"\"x\"\"\",2\r\n,,-3.5,\n\"7\"",
        nullptr, diagnostics);
    REQUIRE(book);
    const auto& sheet = book->sheets[0];
    CHECK(sheet.at(0, 0).text == "a");
    CHECK(sheet.at(0, 1).text == "1,5 \"x\"");
    CHECK(sheet.at(0, 2).number == 2.0);
    CHECK(sheet.at(1, 2).number == -3.5);
    CHECK(sheet.at(2, 0).kind == SheetCell::Kind::text);
    CHECK(sheet.rows == 3);
}
