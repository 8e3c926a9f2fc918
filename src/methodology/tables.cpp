// The tables of a package: which columns they have, and those without keys (gases, GWP, sources).

#include <algorithm>

#include "base/files.hpp"
#include "base/text.hpp"
#include "methodology/link.hpp"
#include "methodology/loader.hpp"

namespace qingdan {

std::optional<CsvTable> PackageLoader::table(const Package& package, const std::string& name,
                                             const std::vector<std::string>& required,
                                             const std::vector<std::string>& optional) {
    if (!std::filesystem::exists(folder_ / package.id / name)) return std::nullopt;
    const auto file = read_file(folder_, package.id + "/" + name, diagnostics_);
    if (!file) return std::nullopt;
    methodology_.documents.push_back(file->document);
    auto table = CsvTable::parse(file->bytes, file->document, diagnostics_);
    if (!table || (!required.empty() && !table->require(required, optional, true, diagnostics_))) return std::nullopt;
    return table;
}

/// Units, gases, categories: what names mean.
void PackageLoader::read_structure(const Package& package) {
    if (const auto units =
            table(package, "units.csv",
                  {"symbol", "kind", "value", "definition", "title_zh", "title_en", "aliases", "source"}, {}))
        methodology_.units.add(*units, diagnostics_);
    if (const auto gases = table(package, "gases.csv", {"gas", "title_zh", "title_en", "group", "report_unit"}, {}))
        read_gases(*gases);
    if (const auto gwp =
            table(package, "gwp.csv", {"gwp_set", "gas", "value", "unit", "source"}, {"page", "status", "note"}))
        read_gwp(*gwp);
    if (const auto sources =
            table(package, "sources.csv", {"source", "title_zh", "title_en"}, {"publisher", "year", "identifier"}))
        read_sources(*sources);
    for (const auto& name : list_files(folder_ / package.id / "dimensions", ".csv", false))
        if (const auto members = table(package, "dimensions/" + name, {"member", "title_zh", "title_en"},
                                       {"parents", "aliases", "unit", "note"}))
            read_dimension(std::filesystem::path(name).stem().string(), *members);
    if (const auto categories =
            table(package, "categories.csv", {"category", "parent", "title_zh", "title_en", "gases"},
                  {"memo", "notation", "explanation_zh", "explanation_en", "reference"}))
        read_categories(*categories);
}

void PackageLoader::read_tables(const Package& package) {
    read_structure(package);
    if (const auto variables = table(package, "variables.csv", {"variable", "unit", "keys", "title_zh", "title_en"},
                                     {"negative", "department", "description_zh", "description_en"}))
        read_variables(*variables);
    if (const auto factors = table(package, "factors.csv", {"factor", "unit", "keys", "title_zh", "title_en"}, {}))
        read_factor_definitions(*factors);
    for (const auto& name : list_files(folder_ / package.id / "factors", ".csv", true))
        if (auto rows = table(package, "factors/" + name, {}, {})) factor_tables_.push_back(std::move(*rows));
}

/// True for the first row of this id in a file; an id that is empty or stands twice is reported.
bool PackageLoader::fresh(const char* kind, const std::string& id, std::map<std::string, SourceRef>& here,
                          const SourceRef& where) {
    const auto [first, inserted] = here.emplace(id, where);
    if (id.empty())
        diagnostics_.error("M009", where, {{"kind", kind}});
    else if (!inserted)
        diagnostics_.error("M002", where, {{"kind", kind}, {"id", id}, {"first", first->second.text()}});
    return inserted && !id.empty();
}

bool PackageLoader::flag(const std::string& text, const SourceRef& where) {
    if (!text.empty() && text != "yes") diagnostics_.error("M007", where, {{"text", text}});
    return text == "yes";
}

void PackageLoader::read_gases(const CsvTable& table) {
    std::map<std::string, SourceRef> here;
    for (const auto& row : table.rows()) {
        Gas gas;
        gas.id = table.at(row, table.column("gas"));
        const auto where = table.where(row, table.column("gas"));
        if (!fresh("@kind-gas", gas.id, here, where)) continue;
        gas.title = {table.at(row, table.column("title_zh")), table.at(row, table.column("title_en"))};
        gas.group = table.at(row, table.column("group"));
        methodology_.units.add_substance(gas.id, where, diagnostics_);
        gas_units_[gas.id] = {table.at(row, table.column("report_unit")),
                              table.where(row, table.column("report_unit"))};
        const int known = methodology_.gas(gas.id);
        if (known < 0) {
            methodology_.gases.push_back(std::move(gas));
        } else {
            replaced("gas", gas.id, where);
            methodology_.gases[static_cast<std::size_t>(known)] = std::move(gas);
        }
    }
}

void PackageLoader::read_gwp(const CsvTable& table) {
    std::map<std::string, SourceRef> here;
    for (const auto& row : table.rows()) {
        const auto& id = table.at(row, table.column("gwp_set"));
        const auto& gas = table.at(row, table.column("gas"));
        const auto where = table.where(row, table.column("value"));
        if (!fresh("@kind-gwp", id + "/" + gas, here, where)) continue;
        if (methodology_.gas(gas) < 0) {
            unknown_name("@kind-gas", gas, ids_of(methodology_.gases), table.where(row, table.column("gas")),
                         diagnostics_);
            continue;
        }
        auto set = std::find_if(methodology_.gwp_sets.begin(), methodology_.gwp_sets.end(),
                                [&](const GwpSet& known) { return known.id == id; });
        if (set == methodology_.gwp_sets.end())
            set = methodology_.gwp_sets.insert(set, {id, {id, id}, table.at(row, table.column("source")), {}, {}});
        const auto value = parse_number(table.at(row, table.column("value")));
        const auto unit = methodology_.units.parse(table.at(row, table.column("unit")),
                                                   table.where(row, table.column("unit")), diagnostics_);
        const auto wanted = methodology_.units.parse("t CO2e/t " + gas);
        if (!value || (unit && wanted && !unit->converts_to(*wanted))) {
            diagnostics_.error(
                "M020", where,
                {{"gas", gas},
                 {"text", table.at(row, table.column("value")) + " " + table.at(row, table.column("unit"))}});
            continue;
        }
        if (!unit || !wanted) continue;
        set->per_gas[gas] = *value * conversion_factor(*unit, *wanted);
        set->where[gas] = where;
    }
}

void PackageLoader::read_sources(const CsvTable& table) {
    std::map<std::string, SourceRef> here;
    for (const auto& row : table.rows()) {
        Source source{table.at(row, table.column("source")),
                      {table.at(row, table.column("title_zh")), table.at(row, table.column("title_en"))},
                      table.at(row, table.column("publisher")),
                      table.at(row, table.column("year")),
                      table.at(row, table.column("identifier"))};
        const auto where = table.where(row, table.column("source"));
        if (!fresh("@kind-source", source.id, here, where)) continue;
        const auto known = std::find_if(methodology_.sources.begin(), methodology_.sources.end(),
                                        [&](const Source& other) { return other.id == source.id; });
        if (known == methodology_.sources.end()) {
            methodology_.sources.push_back(std::move(source));
        } else {
            replaced("source", source.id, where);
            *known = std::move(source);
        }
    }
}

}  // namespace qingdan
