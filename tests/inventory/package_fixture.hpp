#pragma once
// A small package written into a temporary folder, so that a test shows everything it rests on.

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <string>

#include "base/csv.hpp"
#include "inventory/inventory.hpp"
#include "methodology/load.hpp"

namespace qingdan::testing {

class PackageFixture {
public:
    explicit PackageFixture(const std::map<std::string, std::string>& files) : folder_(make_folder()) {
        std::filesystem::copy(std::filesystem::path(QINGDAN_SOURCE_DIR) / "methodologies/common", folder_ / "common",
                              std::filesystem::copy_options::recursive);
        write("package.toml",
              "id = \"small\"\ntitle = { zh = \"小\", en = \"Small\" }\npublisher = \"test\"\nedition = \"1\"\nversion "
              "= \"1\"\n"
              "requires = [\"common\"]\ngwp_set = \"AR5\"\n[[total]]\nid = \"all\"\ntitle = { zh = \"合计\", en = "
              "\"All\" }\ncategories = [\"1\"]\n");
        write("sources.csv", "source,title_zh,title_en,publisher,year,identifier\nt,测试,Test,,,\n");
        for (const auto& [name, text] : files) write(name, text);
    }
    ~PackageFixture() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    PackageFixture(const PackageFixture&) = delete;
    PackageFixture& operator=(const PackageFixture&) = delete;

    std::shared_ptr<const Methodology> load(Diagnostics& diagnostics) const {
        auto methodology = load_methodology(folder_, "small", diagnostics);
        return methodology ? std::make_shared<const Methodology>(std::move(*methodology)) : nullptr;
    }

    void write(const std::string& name, const std::string& text) const {
        const auto path = folder_ / "small" / name;
        std::filesystem::create_directories(path.parent_path());
        std::ofstream(path, std::ios::binary) << text;
    }

private:
    static std::filesystem::path make_folder() {
        static int count = 0;
        auto folder = std::filesystem::temp_directory_path() /
                      ("qingdan-test-" + std::to_string(::getpid()) + "-" + std::to_string(count++));
        std::filesystem::create_directories(folder);
        return folder;
    }
    std::filesystem::path folder_;
};

inline std::string shown(const Diagnostics& diagnostics) {
    std::string text;
    for (const auto& diagnostic : diagnostics.all()) {
        text += diagnostic.code + " " + diagnostic.where.text();
        for (const auto& [name, value] : diagnostic.arguments) text += " " + name + "=" + value;
        text += "\n";
    }
    return text;
}

/// Tidy CSV and settings to an inventory, through the same readers that a folder goes through.
inline std::optional<Inventory> compile(const std::shared_ptr<const Methodology>& methodology, std::vector<int> years,
                                        const std::string& csv, Diagnostics& diagnostics,
                                        std::vector<DeclaredNotation> notations = {},
                                        std::vector<InventorySettings::Pin> pins = {},
                                        std::vector<DeclaredGap> gaps = {}) {
    InventorySettings settings;
    settings.region = "CN-HA";
    settings.years = std::move(years);
    settings.notations = std::move(notations);
    settings.pins = std::move(pins);
    settings.gaps = std::move(gaps);
    const auto document = std::make_shared<const Document>(Document{"data.csv", {}});
    const auto table = CsvTable::parse(csv, document, diagnostics);
    if (!table) return std::nullopt;
    std::vector<ActivityDatum> data;
    const auto region = methodology->dimensions[static_cast<std::size_t>(methodology->region_dimension)].find("CN-HA");
    read_tidy_csv(*table, {}, {region.value_or(any_member), settings.years.front(), settings.years.back()},
                  *methodology, data, diagnostics);
    if (diagnostics.has_errors()) return std::nullopt;
    return compile_inventory(std::move(settings), methodology, std::move(data), diagnostics);
}

}  // namespace qingdan::testing
