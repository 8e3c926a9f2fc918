#include "app/previous.hpp"

#include "analysis/recalculation_csv.hpp"
#include "base/files.hpp"

namespace qingdan {

namespace {

std::optional<Recalculations> compare_table(const Inventory& inventory, const FileBytes& file,
                                            Diagnostics& diagnostics) {
    const auto table = CsvTable::parse(file.bytes, file.document, diagnostics);
    if (!table) return std::nullopt;
    const auto before = EstimatesSide::read(*table, inventory.settings.region, diagnostics);
    if (!before) return std::nullopt;
    return compare_compiled(*before, InventorySide(inventory));
}

}  // namespace

std::optional<Recalculations> recalculations_of(Inventory& inventory, const std::filesystem::path& folder,
                                                Diagnostics& diagnostics) {
    const auto& previous = inventory.settings.previous;
    if (!previous) return std::nullopt;
    auto path = std::filesystem::path(previous->output);
    if (std::filesystem::is_directory(folder / path)) path /= "inventory.sqlite";
    const auto file = read_file(folder, path.string(), diagnostics);
    if (!file) return std::nullopt;
    std::optional<Recalculations> found;
    if (path.extension() == ".csv") {
        found = compare_table(inventory, *file, diagnostics);
    } else if (const auto store = StoredInventory::open(folder / path, diagnostics)) {
        found = compare_compiled(StoreSide(*store), InventorySide(inventory));
    }
    if (!found) return std::nullopt;
    inventory.documents.push_back(file->document);
    give_reasons(*found, inventory.settings.recalculations, diagnostics);
    return found;
}

}  // namespace qingdan
