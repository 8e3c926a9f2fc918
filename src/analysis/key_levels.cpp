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
        if (key && !text("note").empty()) levels.marks.push_back({category, gas, text("note"), where("category")});
    }
}

namespace {

bool has_figure(const Inventory& inventory, const KeyLevels::Mark& mark) {
    const int all = static_cast<int>(inventory.methodology->gases.size());
    for (int gas = 0; gas <= all; ++gas) {
        if (mark.gas >= 0 && gas != mark.gas) continue;
        const auto* estimate = inventory.estimate(inventory.settings.years.back(), mark.category, gas);
        if (estimate && estimate->status.is_number()) return true;
    }
    return false;
}

}  // namespace

KeyLevels find_key_levels(Inventory& inventory, const std::filesystem::path& methodologies,
                          const std::filesystem::path& folder, Diagnostics& diagnostics) {
    KeyLevels levels;
    for (const auto& table : own_tables(inventory, methodologies, folder, "key-categories.csv", diagnostics))
        read_key_levels(table, *inventory.methodology, levels, diagnostics);
    for (const auto& mark : levels.marks)
        if (!has_figure(inventory, mark))
            diagnostics.note("Q033", mark.where,
                             {{"category", inventory.category_code(mark.category)},
                              {"year", std::to_string(inventory.settings.years.back())}});
    return levels;
}

}  // namespace qingdan
