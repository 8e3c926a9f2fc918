// A package and those it requires, lower ones first; then everything that refers to something else.

#include "methodology/load.hpp"

#include <algorithm>
#include <array>

#include "base/beside.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "methodology/link.hpp"
#include "methodology/loader.hpp"

namespace qingdan {

std::optional<Methodology> PackageLoader::load(const std::string& id) {
    const auto errors_before = diagnostics_.error_count();
    std::vector<std::string> open;
    if (!collect(id, open, {})) return std::nullopt;
    methodology_.id = id;
    std::vector<std::pair<const char*, std::vector<File>*>> kinds{
        {"methods", &methods_}, {"checks", &checks_}, {"indicators", &indicators_}, {"layouts", &layouts_}};
    if (with_examples_) kinds.emplace_back("tests", &examples_);
    struct Folder {
        const Package& package;
        const char* name;
        std::vector<File>& kind;
        std::vector<PackageFile> files;
    };
    std::vector<Folder> folders;
    for (const auto& package : packages_)
        for (const auto& [name, kind] : kinds)
            if (kind != &examples_ || package.id == id)  // examples test the package that they stand in
                folders.push_back({package, name, *kind, {}});
    on_two_threads(folders.size() + 1, [&](std::size_t step) {
        if (step > 0) {
            auto& folder = folders[step - 1];
            folder.files = read_package_files(folder_, folder.package.id, folder.name);
            return;
        }
        for (const auto& package : packages_) read_tables(package);
    });
    for (const auto& package : packages_) {
        if (package.id != id) methodology_.required.insert(methodology_.required.begin(), package.id);
        read_manifest(package);
        for (auto& folder : folders)
            if (&folder.package == &package) take_files(std::move(folder.files), folder.kind);
    }
    link_gases();
    link_categories();
    link_parents();
    link_definitions();
    link_totals();
    if (methodology_.region_dimension >= 0) {  // everything below may name a region
        // They need the definitions above and nothing of each other; examples need the methods.
        std::array<Diagnostics, 6> problems;
        on_two_threads(problems.size() - 1, [&](std::size_t step) { read_formulas(step, problems[step]); });
        read_formulas(problems.size() - 1, problems.back());
        for (const auto& found : problems)
            for (const auto& diagnostic : found.all()) diagnostics_.add(diagnostic);
    }
    refuse_circles();
    if (diagnostics_.error_count() > errors_before) return std::nullopt;
    return std::move(methodology_);
}

/// Rows of factors (0), methods (1) and so on; the longest first.
void PackageLoader::read_formulas(std::size_t kind, Diagnostics& diagnostics) {
    const auto read_all = [&](const std::vector<File>& files, auto read_one) {
        for (const auto& file : files) read_one(methodology_, file.document, diagnostics);
    };
    switch (kind) {
        case 0:
            for (const auto& table : factor_tables_) read_factor_rows(methodology_, table, false, diagnostics);
            return settle_factor_rows(methodology_, diagnostics);
        case 1: return read_all(methods_, read_method);
        case 2: return read_all(checks_, read_check);
        case 3: return read_all(indicators_, read_indicator);
        case 4: return read_all(layouts_, read_layout);
        default: return read_all(examples_, read_examples);
    }
}

std::optional<Methodology> PackageLoader::load_structure(const std::string& id) {
    const auto errors_before = diagnostics_.error_count();
    std::vector<std::string> open;
    if (!collect(id, open, {})) return std::nullopt;
    methodology_.id = id;
    for (const auto& package : packages_) {
        read_structure(package);
        if (package.id != id) methodology_.required.insert(methodology_.required.begin(), package.id);
        read_manifest(package);
    }
    link_gases();
    link_categories();
    link_totals();
    if (diagnostics_.error_count() > errors_before) return std::nullopt;
    return std::move(methodology_);
}

bool PackageLoader::collect(const std::string& id, std::vector<std::string>& open, const SourceRef& where) {
    const auto same = [&](const Package& package) { return package.id == id; };
    if (std::find_if(packages_.begin(), packages_.end(), same) != packages_.end()) return true;
    if (std::find(open.begin(), open.end(), id) != open.end()) {
        diagnostics_.error("M004", where, {{"packages", join(open, " → ") + " → " + id}});
        return false;
    }
    if (id.empty() || id.find('/') != std::string::npos || !std::filesystem::exists(folder_ / id / "package.toml")) {
        std::vector<std::string> known;
        for (const auto& file : list_files(folder_, ".toml", true))
            if (file.ends_with("/package.toml"))
                known.push_back(file.substr(0, file.size() - std::string_view("/package.toml").size()));
        diagnostics_.error("M001", where,
                           {{"package", id}, {"near", join(nearest(id, known), ", ")}, {"known", join(known, ", ")}});
        return false;
    }
    auto manifest = toml(id + "/package.toml");
    if (!manifest) return false;
    open.push_back(id);
    bool good = true;
    if (const auto* required = manifest->root.find("requires"))
        for (const auto& item : required->items) good = collect(item.string, open, manifest->where(item)) && good;
    open.pop_back();
    packages_.push_back({id, std::move(*manifest)});
    return good;
}

void PackageLoader::read_manifest(const Package& package) {
    TomlTableReader reader(package.manifest, package.manifest.root, diagnostics_);
    const auto id = reader.required_string("id");
    if (!id.empty() && id != package.id)
        diagnostics_.error("M003", reader.where("id"), {{"id", id}, {"folder", package.id}});
    methodology_.title = read_title(package.manifest, reader.required_table("title"), diagnostics_);
    methodology_.publisher = reader.required_string("publisher");
    methodology_.edition = reader.required_string("edition");
    methodology_.version = reader.required_string("version");
    (void)reader.optional_strings("requires");
    const auto set = reader.optional_string("gwp_set");
    if (!set.empty()) methodology_.default_gwp_set = set;
    const auto totals = reader.tables("total");
    if (!totals.empty()) {
        methodology_.totals.clear();
        total_codes_.clear();
    }
    for (const auto* node : totals) {
        TomlTableReader total(package.manifest, *node, diagnostics_);
        methodology_.totals.push_back({total.required_string("id"),
                                       read_title(package.manifest, total.required_table("title"), diagnostics_),
                                       {}});
        std::vector<Cell> codes;
        for (const auto& code : total.required_strings("categories"))
            codes.push_back({code, total.where("categories")});
        total_codes_.push_back(std::move(codes));
        total.finish();
    }
    reader.finish();
}

std::optional<TomlDocument> PackageLoader::toml(const std::string& path) {
    const auto file = read_file(folder_, path, diagnostics_);
    if (!file) return std::nullopt;
    methodology_.documents.push_back(file->document);
    return TomlDocument::parse(file->bytes, file->document, diagnostics_);
}

void PackageLoader::take_files(std::vector<PackageFile> read, std::vector<File>& files) {
    std::map<std::string, SourceRef> here;
    for (auto& file : read) {
        if (file.document) methodology_.documents.push_back(file.document);
        for (auto& diagnostic : file.diagnostics) diagnostics_.add(std::move(diagnostic));
        auto& document = file.toml;
        if (!document) continue;
        const auto* node = document->root.find("id");
        const std::string id = node && node->kind == TomlNode::Kind::string ? node->string : file.path;
        if (node && !fresh("@kind-file", id, here, document->where(*node))) continue;
        const auto lower = std::find_if(files.begin(), files.end(), [&](const File& other) { return other.id == id; });
        if (lower == files.end()) {
            files.push_back({std::move(*document), id});
        } else {
            replaced("file", id, node ? document->where(*node) : SourceRef{document->document, {}});
            lower->document = std::move(*document);
        }
    }
}

/// Derived variables that need each other in the same year can never be calculated; last year's value may be used.
void PackageLoader::refuse_circles() {
    enum class Mark { unseen, open, done };
    std::vector<Mark> marks(methodology_.methods.size(), Mark::unseen);
    const auto visit = [&](auto&& self, std::size_t m) -> void {
        marks[m] = Mark::open;
        const auto& method = methodology_.methods[m];
        for (const auto& load : method.program.loads) {
            if (load.input < 0 || load.previous) continue;
            const auto& input = method.inputs[static_cast<std::size_t>(load.input)];
            if (input.kind != MethodInput::Kind::variable) continue;
            for (std::size_t giver = 0; giver < methodology_.methods.size(); ++giver) {
                if (methodology_.methods[giver].variable != input.variable) continue;
                if (marks[giver] == Mark::open)
                    diagnostics_.error(
                        "M033", method.where,
                        {{"variable", methodology_.variables[static_cast<std::size_t>(input.variable)].id},
                         {"other", methodology_.methods[giver].where.text()}});
                else if (marks[giver] == Mark::unseen)
                    self(self, giver);
            }
        }
        marks[m] = Mark::done;
    };
    for (std::size_t m = 0; m < marks.size(); ++m)
        if (marks[m] == Mark::unseen) visit(visit, m);
}

void PackageLoader::replaced(const char* kind, const std::string& id, const SourceRef& where) {
    methodology_.overrides.push_back(where.text() + "  " + kind + " " + id);
}

std::optional<Methodology> load_methodology(const std::filesystem::path& folder, const std::string& id,
                                            Diagnostics& diagnostics, bool with_examples) {
    return PackageLoader(folder, with_examples, diagnostics).load(id);
}

std::optional<Methodology> load_structure(const std::filesystem::path& folder, const std::string& id,
                                          Diagnostics& diagnostics) {
    return PackageLoader(folder, false, diagnostics).load_structure(id);
}

void add_own_factors(Methodology& methodology, const std::vector<CsvTable>& tables, Diagnostics& diagnostics) {
    for (const auto& table : tables) read_factor_rows(methodology, table, true, diagnostics);
    settle_factor_rows(methodology, diagnostics);
}

void add_regions(Methodology& methodology, const CsvTable& table, MemberId above, Diagnostics& diagnostics) {
    if (!table.require({"member", "title_zh", "title_en"}, {"aliases"}, true, diagnostics)) return;
    auto& regions = methodology.dimensions[static_cast<std::size_t>(methodology.region_dimension)];
    for (const auto& row : table.rows()) {
        Member member;
        member.id = table.at(row, table.column("member"));
        member.where = table.where(row, table.column("member"));
        const auto same = std::find_if(regions.members.begin(), regions.members.end(),
                                       [&](const auto& known) { return known.id == member.id; });
        if (member.id.empty() || same != regions.members.end()) {
            diagnostics.error("M002", member.where,
                              {{"kind", "@kind-member"},
                               {"id", member.id},
                               {"first", same == regions.members.end() ? std::string() : same->where.text()}});
            continue;
        }
        member.title = {table.at(row, table.column("title_zh")), table.at(row, table.column("title_en"))};
        member.aliases = split(table.at(row, table.column("aliases")), ';');
        member.parents = {above};
        regions.members.push_back(std::move(member));
    }
    regions.index_names();
    regions.index_parents();
}

}  // namespace qingdan
