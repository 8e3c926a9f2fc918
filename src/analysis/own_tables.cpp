#include "analysis/own_tables.hpp"

#include "base/files.hpp"

namespace qingdan {

std::vector<CsvTable> own_tables(Inventory& inventory, const std::filesystem::path& methodologies,
                                 const std::filesystem::path& folder, const char* name, Diagnostics& diagnostics) {
    std::vector<CsvTable> tables;
    for (const auto& place : {methodologies / inventory.methodology->id, folder}) {
        if (!std::filesystem::exists(place / name)) continue;
        const auto file = read_file(place, name, diagnostics);
        if (!file) continue;
        inventory.documents.push_back(file->document);
        if (auto table = CsvTable::parse(file->bytes, file->document, diagnostics)) tables.push_back(std::move(*table));
    }
    return tables;
}

}  // namespace qingdan
