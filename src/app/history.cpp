// import, history and undo: the versions of an inventory's data (inventory/data_store.hpp).

#include <chrono>
#include <ctime>
#include <map>
#include <ostream>

#include "app/commands.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "inventory/data_store.hpp"
#include "inventory/inventory.hpp"
#include "methodology/load.hpp"

namespace qingdan {

namespace {

std::string now() {
    const std::time_t time = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    gmtime_r(&time, &parts);
    char text[32];
    (void)std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts);
    return text;
}

/// What a cell says, as people write it.
std::string said(const StoredDatum& datum) {
    if (!datum.notation.empty()) return datum.notation;
    return datum.printed_value + " " + datum.printed_unit;
}

SourceRef place(const std::filesystem::path& folder) {
    return {std::make_shared<const Document>(Document{(folder / data_store_name).string(), {}}), {}};
}

std::optional<DataStore> open_store(const std::filesystem::path& folder, Diagnostics& diagnostics) {
    if (DataStore::exists(folder)) return DataStore::open(folder, diagnostics);
    diagnostics.error("S013", place(folder));
    return std::nullopt;
}

void print_versions(const Session& session, const DataStore& store) {
    for (const auto& version : store.versions())
        session.out << version.id << "  " << version.imported << "  " << version.file << "  " << version.sender
                    << (version.sender.empty() ? "" : "  ") << version.cells << session.in(" 个数", " values")
                    << (version.note.empty() ? "" : "  ") << version.note
                    << (version.undone ? session.in("  （已撤销）", "  (undone)") : "") << "\n";
}

void print_variable(const Session& session, const DataStore& store, const std::string& variable) {
    std::map<int, DataVersion> versions;
    for (auto& version : store.versions()) versions.emplace(version.id, version);
    std::string cell;
    for (const auto& datum : store.history(variable)) {
        const auto here = datum.keys + (datum.keys.empty() ? "" : "  ") + std::to_string(datum.year);
        if (here != cell) session.out << (cell = here) << "\n";
        const auto& version = versions.at(datum.version);
        session.out << "  " << datum.version << "  " << said(datum) << "  " << version.file << ":" << datum.place
                    << "  " << version.sender << (version.undone ? session.in("  （已撤销）", "  (undone)") : "")
                    << "\n";
    }
}

/// Cells that differ between two versions of the data.
void print_changes(const Session& session, const DataStore& store, int from, int to) {
    using Cell = std::tuple<std::string, std::string, std::string, int>;
    std::map<Cell, std::pair<std::optional<StoredDatum>, std::optional<StoredDatum>>> cells;
    const auto cell = [](const StoredDatum& datum) {
        return Cell{datum.variable, datum.keys, datum.region, datum.year};
    };
    if (from > 0)
        for (auto& datum : store.current(from)) cells[cell(datum)].first = datum;
    for (auto& datum : store.current(to)) cells[cell(datum)].second = datum;
    std::size_t count = 0;
    for (const auto& [key, pair] : cells) {
        const auto& [before, after] = pair;
        if (before && after && before->value == after->value && before->notation == after->notation) continue;
        ++count;
        const auto none = session.in("（无）", "(none)");
        session.out << std::get<0>(key) << "  " << std::get<1>(key) << (std::get<1>(key).empty() ? "" : "  ")
                    << std::get<3>(key) << "  " << (before ? said(*before) : none) << " → "
                    << (after ? said(*after) : none) << "\n";
    }
    session.out << count << session.in(" 处不同\n", " cells differ\n");
}

}  // namespace

int import_command(const Session& session, const ImportOptions& options) {
    Diagnostics diagnostics;
    const auto settings = read_settings(options.inventory, diagnostics);
    auto methodology =
        settings ? load_methodology(session.home.methodologies, settings->package, diagnostics, false) : std::nullopt;
    if (!methodology) return session.report(diagnostics);
    std::vector<DocumentPtr> documents;
    read_regions(options.inventory, *settings, *methodology, documents, diagnostics);
    const auto& regions = methodology->dimensions[static_cast<std::size_t>(methodology->region_dimension)];
    const auto region = regions.find(settings->region);
    if (!region) {
        diagnostics.error(
            "I010", settings->region_where,
            {{"region", settings->region}, {"near", join(nearest(settings->region, regions.ids()), ", ")}});
        return session.report(diagnostics);
    }
    const auto file = std::filesystem::absolute(options.file);
    DataFile entry;
    entry.file = file.filename().string();
    entry.layout = options.layout;
    entry.mapping = options.mapping.empty() ? "" : std::filesystem::absolute(options.mapping).string();
    entry.source = options.sender;
    std::vector<ActivityDatum> data;
    constexpr int last_year = 2100;  // years after the inventory's are kept for the next one
    read_data_file(file.parent_path(), entry, {*region, settings->years.front(), last_year}, *methodology, data,
                   diagnostics);
    report_duplicates(data, *methodology, diagnostics);
    if (!diagnostics.has_errors() && data.empty())
        diagnostics.error("S014", {std::make_shared<const Document>(Document{entry.file, {}}), {}});
    if (diagnostics.has_errors()) return session.report(diagnostics);
    auto store = DataStore::open(options.inventory, diagnostics);
    if (!store) return session.report(diagnostics);
    const auto digest = data.front().where.document->digest;
    const int version =
        store->add({0, now(), options.sender, entry.file, digest, options.note, 0, false}, data, *methodology);
    const int code = session.report(diagnostics);
    if (!session.quiet)
        session.out << session.in("版本 ", "version ") << version << ": " << data.size()
                    << session.in(" 个数\n", " values\n");
    return code;
}

int history_command(const Session& session, const HistoryOptions& options) {
    Diagnostics diagnostics;
    const auto store = open_store(options.inventory, diagnostics);
    if (!store) return session.report(diagnostics);
    if (options.to > 0)
        print_changes(session, *store, options.from > 0 ? options.from : options.to - 1, options.to);
    else if (options.variables.empty())
        print_versions(session, *store);
    for (const auto& variable : options.variables) print_variable(session, *store, variable);
    return exit_done;
}

int undo_command(const Session& session, const std::filesystem::path& inventory, int version) {
    Diagnostics diagnostics;
    auto store = open_store(inventory, diagnostics);
    if (!store) return session.report(diagnostics);
    if (version == 0)
        for (const auto& each : store->versions())
            if (!each.undone) version = each.id;
    if (!store->undo(version)) {
        diagnostics.error("S015", place(inventory), {{"version", std::to_string(version)}});
        return session.report(diagnostics);
    }
    if (!session.quiet) session.out << session.in("已撤销版本 ", "undone: version ") << version << "\n";
    return exit_done;
}

}  // namespace qingdan
