// An inventory's folder -> settings, package, data; then the compiler.

#include <algorithm>
#include <iterator>

#include "base/files.hpp"
#include "base/text.hpp"
#include "inventory/compiler.hpp"
#include "inventory/data_store.hpp"
#include "methodology/load.hpp"

namespace qingdan {

namespace {

std::string near(std::string_view text, const std::vector<std::string>& names) {
    return join(nearest(text, names), ", ");
}

template <typename List, typename Name>
std::vector<std::string> names_of(const List& list, Name name) {
    std::vector<std::string> names;
    for (const auto& item : list) names.push_back(name(item));
    return names;
}

}  // namespace

bool check_settings(Inventory& inventory, Diagnostics& diagnostics) {
    const auto errors_before = diagnostics.error_count();
    const auto& methodology = *inventory.methodology;
    auto& settings = inventory.settings;
    const auto& regions = methodology.dimensions[static_cast<std::size_t>(methodology.region_dimension)];
    if (const auto region = regions.find(settings.region))
        inventory.region = *region;
    else
        diagnostics.error("I010", settings.region_where,
                          {{"region", settings.region}, {"near", near(settings.region, regions.ids())}});
    if (settings.gwp_set.empty()) settings.gwp_set = methodology.default_gwp_set;
    inventory.gwp = methodology.gwp_set(settings.gwp_set);
    if (!inventory.gwp)
        diagnostics.error(
            "I011", settings.gwp_where,
            {{"set", settings.gwp_set},
             {"near", join(names_of(methodology.gwp_sets, [](const GwpSet& set) { return set.id; }), ", ")}});

    const auto codes = names_of(methodology.categories, [](const Category& category) { return category.code; });
    const auto gases = names_of(methodology.gases, [](const Gas& gas) { return gas.id; });
    const auto check_category = [&](const std::string& category, const std::string& gas, const SourceRef& where) {
        if (methodology.category(category) < 0)
            diagnostics.error("I012", where, {{"category", category}, {"near", near(category, codes)}});
        if (!gas.empty() && methodology.gas(gas) < 0)
            diagnostics.error("I013", where, {{"gas", gas}, {"near", near(gas, gases)}});
    };
    for (const auto& pin : settings.pins) {
        check_category(pin.category, pin.gas, pin.where);
        if (methodology.method(pin.method) < 0)
            diagnostics.error("I014", pin.where,
                              {{"method", pin.method},
                               {"near", near(pin.method, names_of(methodology.methods,
                                                                  [](const Method& method) { return method.id; }))}});
    }
    for (const auto& declared : settings.notations) check_category(declared.category, declared.gas, declared.where);
    for (const auto& reason : settings.recalculations) check_category(reason.category, {}, reason.where);
    return diagnostics.error_count() == errors_before;
}

void read_regions(const std::filesystem::path& folder, const InventorySettings& settings, Methodology& methodology,
                  std::vector<DocumentPtr>& documents, Diagnostics& diagnostics) {
    if (settings.regions_file.empty()) return;
    const auto& regions = methodology.dimensions[static_cast<std::size_t>(methodology.region_dimension)];
    const auto province = regions.find(settings.region);
    const auto file = read_file(folder, settings.regions_file, diagnostics);
    if (!file || !province) return;  // an unknown province is said by check_settings
    documents.push_back(file->document);
    if (const auto table = CsvTable::parse(file->bytes, file->document, diagnostics))
        add_regions(methodology, *table, *province, diagnostics);
}

std::optional<Inventory> compile_inventory(const std::filesystem::path& folder, InventorySettings settings,
                                           const std::filesystem::path& methodologies, Diagnostics& diagnostics) {
    if (!std::filesystem::exists(methodologies / settings.package / "package.toml")) {
        constexpr std::string_view file_name = "/package.toml";
        std::vector<std::string> packages;
        for (const auto& file : list_files(methodologies, ".toml", true))
            if (file.ends_with(file_name)) packages.push_back(file.substr(0, file.size() - file_name.size()));
        diagnostics.error("I015", settings.package_where,
                          {{"package", settings.package}, {"near", join(packages, ", ")}});
        return std::nullopt;
    }
    auto methodology = load_methodology(methodologies, settings.package, diagnostics, false);
    if (!methodology) return std::nullopt;

    const auto errors_before = diagnostics.error_count();
    std::vector<DocumentPtr> documents{settings.document};
    std::vector<CsvTable> own_factors;
    for (const auto& factors : settings.factor_files) {
        const auto file = read_file(folder, factors.file, diagnostics);
        if (!file) continue;
        documents.push_back(file->document);
        if (auto table = CsvTable::parse(file->bytes, file->document, diagnostics))
            own_factors.push_back(std::move(*table));
    }
    add_own_factors(*methodology, own_factors, diagnostics);
    read_regions(folder, settings, *methodology, documents, diagnostics);
    const auto shared = std::make_shared<const Methodology>(std::move(*methodology));
    Inventory named;
    named.settings = settings;
    named.methodology = shared;
    (void)check_settings(named, diagnostics);
    std::vector<ActivityDatum> data;
    if (named.region != any_member) {  // without a region no row could be told from another province's
        const DataScope scope{named.region, settings.years.front(), settings.years.back()};
        for (const auto& file : settings.data) read_data_file(folder, file, scope, *shared, data, diagnostics);
        report_duplicates(data, *shared, diagnostics);
        if (DataStore::exists(folder))
            if (const auto store = DataStore::open(folder, diagnostics))
                merge_store(*store, *shared, scope.year_to, data, diagnostics);
    }
    std::vector<FacilityReport> facilities;
    if (!settings.facilities_file.empty())
        if (const auto file = read_file(folder, settings.facilities_file, diagnostics)) {
            documents.push_back(file->document);
            if (const auto table = CsvTable::parse(file->bytes, file->document, diagnostics))
                facilities = read_facilities(*table, named.region, *shared, diagnostics);
        }
    for (const auto& datum : data)
        if (datum.where.document &&
            std::find(documents.begin(), documents.end(), datum.where.document) == documents.end())
            documents.push_back(datum.where.document);
    if (diagnostics.error_count() > errors_before) return std::nullopt;
    const auto parts = std::stable_partition(data.begin(), data.end(),
                                             [&](const auto& datum) { return datum.region == named.region; });
    std::vector<ActivityDatum> of_parts(std::make_move_iterator(parts), std::make_move_iterator(data.end()));
    data.erase(parts, data.end());
    auto inventory = compile_inventory(std::move(settings), shared, std::move(data), diagnostics);
    if (!inventory) return std::nullopt;
    inventory->documents = std::move(documents);
    inventory->parts = std::move(of_parts);
    inventory->facilities = std::move(facilities);
    return inventory;
}

}  // namespace qingdan
