// The store of imports survives being killed: a version is there whole, or it is not there.

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>
#include <catch2/catch.hpp>

#include <fstream>
#include <random>

#include "inventory/data_store.hpp"

using namespace qingdan;

namespace {

struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / ("qingdan-store-" + std::to_string(getpid()));
    Folder() {
        std::filesystem::create_directories(path);
        std::ofstream(path / "inventory.toml") << "title = { zh = \"试\", en = \"Trial\" }\nregion = \"CN-HA\"\n"
                                                  "years = [2007]\npackage = \"cn-provincial-2011\"\n";
        for (const int value : {1, 2}) {
            std::ofstream file(path / ("v" + std::to_string(value) + ".csv"));
            file << "variable,year,value,unit\n";
            for (int year = 1950; year < 2050; ++year)
                for (const char* name :
                     {"clinker_produced", "cement_produced", "lime_produced", "carbide_produced", "steel_produced",
                      "pig_iron_used", "gdp", "population_total", "hcfc22_produced", "adipic_acid_produced"})
                    file << name << "," << year << "," << value << ","
                         << (std::string(name) == "gdp"                ? "万元"
                             : std::string(name) == "population_total" ? "person"
                                                                       : "t")
                         << "\n";
        }
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

/// Runs the program's import; kills it after `microseconds`, if that is not negative.
void import_file(const std::filesystem::path& folder, const std::string& file, int microseconds) {
    const pid_t child = fork();
    if (child == 0) {
        const auto path = (folder / file).string(), inventory = folder.string();
        execl(QINGDAN_PROGRAM, "qingdan", "import", inventory.c_str(), path.c_str(), "--quiet", nullptr);
        _exit(127);
    }
    REQUIRE(child > 0);
    if (microseconds >= 0) {
        usleep(static_cast<useconds_t>(microseconds));
        kill(child, SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    if (microseconds < 0) {
        REQUIRE(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
}

}  // namespace

TEST_CASE("an import killed at a hundred random moments leaves whole versions only") {
    const Folder folder;
    import_file(folder.path, "v1.csv", -1);
    std::mt19937 random(7);
    std::size_t finished = 1, cut = 0;
    for (int i = 0; i < 100; ++i) {
        import_file(folder.path, i % 2 == 0 ? "v2.csv" : "v1.csv", static_cast<int>(random() % 120000));
        Diagnostics diagnostics;
        const auto store = DataStore::open(folder.path, diagnostics);
        REQUIRE(store);
        const auto versions = store->versions();
        REQUIRE(versions.size() >= finished);
        (versions.size() > finished ? finished : cut) += 1;
        REQUIRE(versions.size() == finished);
        for (const auto& version : versions) REQUIRE(version.cells == 1000);
        const double expected = versions.back().file == "v1.csv" ? 1.0 : 2.0;
        const auto now = store->current();
        REQUIRE(now.size() == 1000);
        for (const auto& datum : now) REQUIRE(std::stod(datum.printed_value) == expected);
    }
    INFO(finished << " finished, " << cut << " cut off");
    CHECK(cut > 5);  // else it was never killed in time
    import_file(folder.path, "v2.csv", -1);
}
