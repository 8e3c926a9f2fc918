#include "methodology/mapping.hpp"

#include <algorithm>
#include <cctype>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "methodology/link.hpp"

namespace qingdan {

namespace {

/// A category is a memo item where it or anything above it is one.
bool is_memo(const std::vector<Category>& categories, int index) {
    for (; index >= 0; index = categories[static_cast<std::size_t>(index)].parent)
        if (categories[static_cast<std::size_t>(index)].memo) return true;
    return false;
}

constexpr const char* file_name = "mapping.csv";

std::string letters_and_digits(const std::string& text) {
    std::string kept;
    std::copy_if(text.begin(), text.end(), std::back_inserter(kept), [](unsigned char c) { return std::isalnum(c); });
    return kept;
}

/// The one column that is neither `category` nor `note`.
std::optional<std::string> terminology_of(const CsvTable& table, Diagnostics& diagnostics) {
    std::vector<std::string> others;
    for (const auto& name : table.header())
        if (name != "category" && name != "note") others.push_back(name);
    if (others.size() == 1) return others.front();
    diagnostics.error("M060", {table.document(), {}}, {{"count", std::to_string(others.size())}});
    return std::nullopt;
}

void read_rows(const Methodology& methodology, const CsvTable& table, CategoryMapping& mapping,
               Diagnostics& diagnostics) {
    std::map<std::string, SourceRef> here;
    for (const auto& row : table.rows()) {
        const auto& code = table.at(row, table.column("category"));
        const auto where = table.where(row, table.column("category"));
        if (methodology.category(code) < 0) {
            unknown_name("@kind-category", code, category_codes(methodology), where, diagnostics);
            continue;
        }
        const auto [first, fresh] = here.emplace(code, where);
        if (!fresh) {
            diagnostics.error("M002", where,
                              {{"kind", "@kind-category"}, {"id", code}, {"first", first->second.text()}});
            continue;
        }
        mapping.rows[code] = {table.at(row, table.column(mapping.terminology)), table.at(row, table.column("note")),
                              where};
    }
}

}  // namespace

bool code_within(const std::string& code, const std::string& above) {
    return code == above ||
           (code.size() > above.size() && code.compare(0, above.size(), above) == 0 && code[above.size()] == '.');
}

bool CategoryMapping::leads_to(const std::string& id) const {
    return letters_and_digits(id) == letters_and_digits(terminology);
}

bool CategoryMapping::leads_to(const Methodology& package) const {
    return leads_to(package.id) || std::any_of(package.required.begin(), package.required.end(),
                                               [this](const std::string& lower) { return leads_to(lower); });
}

std::optional<CategoryMapping> load_mapping(const std::filesystem::path& methodologies, const Methodology& methodology,
                                            Diagnostics& diagnostics) {
    std::vector<std::string> chain(methodology.required.rbegin(), methodology.required.rend());
    chain.push_back(methodology.id);
    std::optional<CategoryMapping> mapping;
    for (const auto& package : chain) {
        if (!std::filesystem::exists(methodologies / package / file_name)) continue;
        const auto file = read_file(methodologies, package + "/" + file_name, diagnostics);
        if (!file) continue;
        const auto table = CsvTable::parse(file->bytes, file->document, diagnostics);
        if (!table || !table->require({"category"}, {}, false, diagnostics)) continue;
        const auto terminology = terminology_of(*table, diagnostics);
        if (!terminology) continue;
        if (!mapping || mapping->terminology != *terminology) mapping = CategoryMapping{*terminology, {}};
        read_rows(methodology, *table, *mapping, diagnostics);
    }
    return mapping;
}

void lint_mapping(const Methodology& methodology, const CategoryMapping& mapping, Diagnostics& diagnostics) {
    const auto row_of = [&](const Category& category) -> const CategoryMapping::Row* {
        const auto found = mapping.rows.find(category.code);
        return found == mapping.rows.end() ? nullptr : &found->second;
    };
    const auto counted = [&](const std::string& target) {
        return std::find_if(methodology.categories.begin(), methodology.categories.end(), [&](const Category& other) {
            const auto* row = row_of(other);
            return !is_memo(methodology.categories, static_cast<int>(&other - methodology.categories.data())) &&
                   other.children.empty() && row && !row->target.empty() && code_within(row->target, target);
        });
    };
    for (const auto& category : methodology.categories) {
        const auto* row = row_of(category);
        if (!row) {
            if (category.children.empty())
                diagnostics.warning("M057", category.where,
                                    {{"category", category.code}, {"terminology", mapping.terminology}});
            continue;
        }
        if (row->target.empty() || !row->note.empty()) continue;
        if (is_memo(methodology.categories, static_cast<int>(&category - methodology.categories.data()))) {
            const auto other = counted(row->target);
            if (other != methodology.categories.end())
                diagnostics.note("M059", row->where,
                                 {{"category", category.code}, {"target", row->target}, {"other", other->code}});
            continue;
        }
        const auto* above =
            category.parent < 0 ? nullptr : row_of(methodology.categories[static_cast<std::size_t>(category.parent)]);
        if (above && !above->target.empty() && !code_within(row->target, above->target))
            diagnostics.note("M058", row->where,
                             {{"category", category.code},
                              {"target", row->target},
                              {"parent", methodology.categories[static_cast<std::size_t>(category.parent)].code},
                              {"above", above->target}});
    }
}

void lint_mapping_targets(const Methodology& methodology, const CategoryMapping& mapping, const Methodology& target,
                          Diagnostics& diagnostics) {
    for (std::size_t c = 0; c < methodology.categories.size(); ++c) {
        const auto row = mapping.rows.find(methodology.categories[c].code);
        if (row == mapping.rows.end() || row->second.target.empty()) continue;
        const auto& code = row->second.target;
        const int found = target.category(code);
        const DiagnosticArguments arguments{{"category", row->first}, {"target", code}, {"package", target.id}};
        if (found < 0)
            diagnostics.warning("M061", row->second.where, arguments);
        else if (methodology.categories[c].children.empty() &&
                 is_memo(methodology.categories, static_cast<int>(c)) != is_memo(target.categories, found))
            diagnostics.warning("M062", row->second.where, arguments);
    }
}

}  // namespace qingdan
