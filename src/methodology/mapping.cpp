#include "methodology/mapping.hpp"

#include <algorithm>
#include <cctype>

#include "base/csv.hpp"
#include "base/files.hpp"
#include "methodology/link.hpp"

namespace qingdan {

namespace {

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
            return !other.memo && other.children.empty() && row && !row->target.empty() &&
                   code_within(row->target, target);
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
        if (row->target.empty()) continue;
        if (category.memo) {
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

}  // namespace qingdan
