#include "report/template.hpp"

#include <algorithm>

#include "base/files.hpp"
#include "methodology/load.hpp"
#include "report/template_reader.hpp"
#include "report/words.hpp"

namespace qingdan {

namespace {

class TemplateLoader {
public:
    TemplateLoader(const std::filesystem::path& templates, const Methodology& methodology,
                   const std::filesystem::path& methodologies, Diagnostics& diagnostics)
        : templates_(templates),
          methodology_(methodology),
          methodologies_(methodologies),
          own_(std::make_shared<const ReportTree>(own_tree(methodology))),
          diagnostics_(diagnostics) {}

    std::optional<WorkbookTemplate> workbook(const std::string& folder) {
        const auto tables = [this](const std::string& package, const SourceRef& where) {
            return tables_of(package, where);
        };
        return read(folder + "/workbook.toml", own_, tables);
    }

private:
    std::optional<WorkbookTemplate> read(const std::string& name, std::shared_ptr<const ReportTree> tree,
                                         const TablesOf& tables) {
        const auto file = read_file(templates_, name, diagnostics_);
        if (!file) return std::nullopt;
        const auto document = TomlDocument::parse(file->bytes, file->document, diagnostics_);
        if (!document) return std::nullopt;
        return read_template(*document, methodology_, std::move(tree), tables, diagnostics_);
    }

    /// `tables.toml` of a package: with the inventory's own categories if it is that package or builds on it, else with
    /// those to which the mapping leads.
    std::vector<SheetTemplate> tables_of(const std::string& package, const SourceRef& where) {
        const auto tree = tree_of(package, where);
        if (!tree) return {};
        auto workbook = read(package + "/tables.toml", tree, {});
        return workbook ? std::move(workbook->sheets) : std::vector<SheetTemplate>{};
    }

    std::shared_ptr<const ReportTree> tree_of(const std::string& package, const SourceRef& where) {
        const auto& required = methodology_.required;
        if (methodology_.id == package || std::find(required.begin(), required.end(), package) != required.end())
            return own_;
        const auto mapping = load_mapping(methodologies_, methodology_, diagnostics_);
        if (!mapping || !mapping->leads_to(package)) {
            diagnostics_.error("R009", where, {{"package", package}, {"own", methodology_.id}});
            return nullptr;
        }
        const auto target = load_structure(methodologies_, package, diagnostics_);
        if (!target) return nullptr;
        const auto chinese = Words::load(templates_, {}, "zh", diagnostics_),
                   english = Words::load(templates_, {}, "en", diagnostics_);
        return std::make_shared<const ReportTree>(
            mapped_tree(methodology_, *target, *mapping, {chinese.in("undivided"), english.in("undivided")}));
    }

    const std::filesystem::path& templates_;
    const Methodology& methodology_;
    const std::filesystem::path& methodologies_;
    std::shared_ptr<const ReportTree> own_;
    Diagnostics& diagnostics_;
};

}  // namespace

std::optional<WorkbookTemplate> load_template(const std::filesystem::path& templates, const Methodology& methodology,
                                              const std::filesystem::path& methodologies, Diagnostics& diagnostics) {
    const auto errors_before = diagnostics.error_count();
    std::vector<std::string> folders{methodology.id};
    folders.insert(folders.end(), methodology.required.begin(), methodology.required.end());
    folders.emplace_back("generic");
    for (const auto& folder : folders) {
        if (folder != "generic" && !std::filesystem::exists(templates / folder / "workbook.toml")) continue;
        auto workbook = TemplateLoader(templates, methodology, methodologies, diagnostics).workbook(folder);
        if (!workbook || diagnostics.error_count() > errors_before) return std::nullopt;
        workbook->folder = folder;
        return workbook;
    }
    return std::nullopt;
}

}  // namespace qingdan
