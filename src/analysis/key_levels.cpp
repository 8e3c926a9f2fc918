#include "analysis/key_levels.hpp"

#include "analysis/own_tables.hpp"
#include "base/text.hpp"

namespace qingdan {

void read_key_levels(const CsvTable& table, const Methodology& methodology, KeyLevels& levels,
                     Diagnostics& diagnostics) {
    if (!table.require({"category", "role"}, {"gas", "note"}, true, diagnostics)) return;
    for (const auto& row : table.rows()) {
        const auto text = [&](const char* column) { return table.at(row, table.column(column)); };
        const auto where = [&](const char* column) { return table.where(row, table.column(column)); };
        const int category = methodology.category(text("category"));
        if (category < 0) {
            std::vector<std::string> known;
            for (const auto& each : methodology.categories) known.push_back(each.code);
            const auto code = text("category");
            diagnostics.error("Q029", where("category"),
                              {{"category", code}, {"near", join(nearest(code, known), ", ")}});
        }
        const bool level = text("role") == "level", key = text("role") == "key";
        if (!level && !key) diagnostics.error("Q031", where("role"), {{"text", text("role")}});
        const bool all_gases = text("gas").empty();
        const int gas = all_gases ? -1 : methodology.gas(text("gas"));
        const bool known_gas = all_gases || (gas >= 0 && !level);
        if (!known_gas) diagnostics.error("Q030", where("gas"), {{"gas", text("gas")}});
        if (key && text("note").empty()) diagnostics.error("Q032", where("category"), {{"category", text("category")}});
        if (category < 0 || !known_gas) continue;
        if (level) levels.whole.push_back(category);
        if (key && !text("note").empty()) levels.marks.push_back({category, gas, text("note")});
    }
}

KeyLevels find_key_levels(Inventory& inventory, const std::filesystem::path& methodologies,
                          const std::filesystem::path& folder, Diagnostics& diagnostics) {
    KeyLevels levels;
    for (const auto& table : own_tables(inventory, methodologies, folder, "key-categories.csv", diagnostics))
        read_key_levels(table, *inventory.methodology, levels, diagnostics);
    return levels;
}

}  // namespace qingdan
