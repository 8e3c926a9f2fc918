#pragma once
// The state while a chain of packages is read, lower packages first. Rows and files of an upper package replace
// the lower one's of the same id; when all are read, names are linked and formulas compiled.

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "base/csv.hpp"
#include "base/toml.hpp"
#include "methodology/methodology.hpp"
#include "methodology/package_files.hpp"

namespace qingdan {

class PackageLoader {
public:
    PackageLoader(std::filesystem::path folder, bool with_examples, Diagnostics& diagnostics)
        : folder_(std::move(folder)), with_examples_(with_examples), diagnostics_(diagnostics) {}
    std::optional<Methodology> load(const std::string& id);
    std::optional<Methodology> load_structure(const std::string& id);  ///< up to categories and totals

private:
    struct Package {
        std::string id;
        TomlDocument manifest;
    };
    struct Cell {
        std::string text;
        SourceRef where;
    };
    struct File {
        TomlDocument document;
        std::string id;
    };

    // load.cpp: the chain of packages and the order of linking
    bool collect(const std::string& id, std::vector<std::string>& open, const SourceRef& where);
    void read_manifest(const Package& package);
    std::optional<TomlDocument> toml(const std::string& path);
    void take_files(std::vector<PackageFile> read, std::vector<File>& files);
    void read_formulas(std::size_t kind, Diagnostics& diagnostics);
    void refuse_circles();
    void replaced(const char* kind, const std::string& id, const SourceRef& where);

    // tables.cpp, dimension_tables.cpp: rows of CSV files
    std::optional<CsvTable> table(const Package& package, const std::string& name,
                                  const std::vector<std::string>& required, const std::vector<std::string>& optional);
    void read_tables(const Package& package);
    void read_structure(const Package& package);
    void read_gases(const CsvTable& table);
    void read_gwp(const CsvTable& table);
    void read_sources(const CsvTable& table);
    void read_dimension(const std::string& id, const CsvTable& table);
    void read_categories(const CsvTable& table);
    void read_variables(const CsvTable& table);
    void read_factor_definitions(const CsvTable& table);
    bool flag(const std::string& text, const SourceRef& where);
    bool fresh(const char* kind, const std::string& id, std::map<std::string, SourceRef>& here, const SourceRef& where);

    // structure.cpp: names become numbers, texts become units
    void link_gases();
    void link_categories();
    void link_parents();
    void link_definitions();
    void link_totals();
    std::optional<Unit> unit(const Cell& cell);
    std::vector<int> keys(const Cell& cell);
    void check_placeholders(const Unit& unit, const std::vector<int>& dimensions, const SourceRef& where);

    std::filesystem::path folder_;
    bool with_examples_;
    Diagnostics& diagnostics_;
    Methodology methodology_;
    std::vector<Package> packages_;  ///< lower first

    struct ParentName {
        int dimension;
        std::string member, parent;
        SourceRef where;
    };
    std::vector<ParentName> parents_;
    std::map<std::string, Cell> gas_units_, member_units_, variable_units_, variable_keys_, factor_units_, factor_keys_,
        category_parents_;
    std::vector<CsvTable> factor_tables_;
    std::vector<std::vector<Cell>> total_codes_;
    std::vector<File> methods_, checks_, indicators_, layouts_, examples_;
};

}  // namespace qingdan
