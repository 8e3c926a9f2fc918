// The tables whose rows other rows refer to: members of key dimensions, categories, variables, factors.

#include <algorithm>

#include "base/text.hpp"
#include "methodology/loader.hpp"

namespace qingdan {

void PackageLoader::read_dimension(const std::string& id, const CsvTable& table) {
    int index = methodology_.dimension(id);
    if (index < 0) {
        index = static_cast<int>(methodology_.dimensions.size());
        methodology_.dimensions.emplace_back().id = id;
        methodology_.units.add_placeholder(id);
    }
    auto& members = methodology_.dimensions[static_cast<std::size_t>(index)].members;
    std::map<std::string, SourceRef> here;
    for (const auto& row : table.rows()) {
        Member member;
        member.id = table.at(row, table.column("member"));
        member.where = table.where(row, table.column("member"));
        if (!fresh("@kind-member", member.id, here, member.where)) continue;
        member.title = {table.at(row, table.column("title_zh")), table.at(row, table.column("title_en"))};
        member.aliases = split(table.at(row, table.column("aliases")), ';');
        member.note = table.at(row, table.column("note"));
        std::erase_if(parents_,
                      [&](const ParentName& name) { return name.dimension == index && name.member == member.id; });
        for (const auto& parent : split(table.at(row, table.column("parents")), ';'))
            parents_.push_back({index, member.id, parent, table.where(row, table.column("parents"))});
        member_units_[id + "/" + member.id] = {table.at(row, table.column("unit")),
                                               table.where(row, table.column("unit"))};
        const auto known =
            std::find_if(members.begin(), members.end(), [&](const Member& other) { return other.id == member.id; });
        if (known == members.end()) {
            members.push_back(std::move(member));
        } else {
            replaced("member", id + "/" + member.id, member.where);
            *known = std::move(member);
        }
    }
}

void PackageLoader::read_categories(const CsvTable& table) {
    std::map<std::string, SourceRef> here;
    for (const auto& row : table.rows()) {
        Category category;
        category.code = table.at(row, table.column("category"));
        category.where = table.where(row, table.column("category"));
        if (!fresh("@kind-category", category.code, here, category.where)) continue;
        category.title = {table.at(row, table.column("title_zh")), table.at(row, table.column("title_en"))};
        category.gases = split(table.at(row, table.column("gases")), ';');
        category.memo = flag(table.at(row, table.column("memo")), table.where(row, table.column("memo")));
        category.explanation_zh = table.at(row, table.column("explanation_zh"));
        category.explanation_en = table.at(row, table.column("explanation_en"));
        category.reference = table.at(row, table.column("reference"));
        if (const auto& text = table.at(row, table.column("notation")); !text.empty()) {
            const auto notation = parse_notation(text);
            if (notation)
                category.default_notation = *notation;
            else
                diagnostics_.error("M008", table.where(row, table.column("notation")), {{"text", text}});
        }
        const Cell parent{table.at(row, table.column("parent")), table.where(row, table.column("parent"))};
        if (!parent.text.empty() && methodology_.category(parent.text) < 0) {
            std::vector<std::string> known;
            for (const auto& other : methodology_.categories) known.push_back(other.code);
            diagnostics_.error("M006", parent.where,
                               {{"name", parent.text}, {"near", join(nearest(parent.text, known), ", ")}});
            continue;
        }
        category_parents_[category.code] = parent;
        const int known = methodology_.category(category.code);
        if (known < 0) {
            methodology_.categories.push_back(std::move(category));
        } else {
            replaced("category", category.code, category.where);
            methodology_.categories[static_cast<std::size_t>(known)] = std::move(category);
        }
    }
}

void PackageLoader::read_variables(const CsvTable& table) {
    std::map<std::string, SourceRef> here;
    for (const auto& row : table.rows()) {
        Variable variable;
        variable.id = table.at(row, table.column("variable"));
        variable.where = table.where(row, table.column("variable"));
        if (!fresh("@kind-variable", variable.id, here, variable.where)) continue;
        variable.title = {table.at(row, table.column("title_zh")), table.at(row, table.column("title_en"))};
        variable.may_be_negative =
            flag(table.at(row, table.column("negative")), table.where(row, table.column("negative")));
        variable.department = table.at(row, table.column("department"));
        variable.description_zh = table.at(row, table.column("description_zh"));
        variable.description_en = table.at(row, table.column("description_en"));
        variable_units_[variable.id] = {table.at(row, table.column("unit")), table.where(row, table.column("unit"))};
        variable_keys_[variable.id] = {table.at(row, table.column("keys")), table.where(row, table.column("keys"))};
        const int known = methodology_.variable(variable.id);
        if (known < 0) {
            methodology_.variables.push_back(std::move(variable));
        } else {
            replaced("variable", variable.id, variable.where);
            methodology_.variables[static_cast<std::size_t>(known)] = std::move(variable);
        }
    }
}

void PackageLoader::read_factor_definitions(const CsvTable& table) {
    std::map<std::string, SourceRef> here;
    for (const auto& row : table.rows()) {
        FactorDefinition factor;
        factor.id = table.at(row, table.column("factor"));
        factor.where = table.where(row, table.column("factor"));
        if (!fresh("@kind-factor", factor.id, here, factor.where)) continue;
        factor.title = {table.at(row, table.column("title_zh")), table.at(row, table.column("title_en"))};
        factor_units_[factor.id] = {table.at(row, table.column("unit")), table.where(row, table.column("unit"))};
        factor_keys_[factor.id] = {table.at(row, table.column("keys")), table.where(row, table.column("keys"))};
        const int known = methodology_.factor(factor.id);
        if (known < 0) {
            methodology_.factors.push_back(std::move(factor));
        } else {
            replaced("factor", factor.id, factor.where);
            methodology_.factors[static_cast<std::size_t>(known)] = std::move(factor);
        }
    }
}

}  // namespace qingdan
