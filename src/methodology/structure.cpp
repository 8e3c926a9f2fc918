// When all packages are read: units of members, the category tree, keys of variables and factors, totals.

#include <algorithm>

#include "base/text.hpp"
#include "methodology/link.hpp"
#include "methodology/loader.hpp"

namespace qingdan {

namespace {

/// A member without a unit of its own is counted as its nearest parent is.
void inherit_units(KeyDimension& dimension) {
    auto& members = dimension.members;
    std::vector<bool> own(members.size());
    for (std::size_t i = 0; i < members.size(); ++i) own[i] = members[i].unit.has_value();
    for (std::size_t i = 0; i < members.size(); ++i) {
        const auto& upwards = dimension.upwards(static_cast<MemberId>(i));
        const auto nearest = std::find_if(upwards.begin(), upwards.end(), [&](const auto& above) {
            return own[static_cast<std::size_t>(above.first)];
        });
        if (!own[i] && nearest != upwards.end())
            members[i].unit = members[static_cast<std::size_t>(nearest->first)].unit;
    }
}

}  // namespace

void PackageLoader::link_gases() {
    methodology_.gas_dimension = static_cast<int>(methodology_.dimensions.size());
    auto& dimension = methodology_.dimensions.emplace_back();
    dimension.id = "gas";
    dimension.title = {"气体", "Gas"};
    methodology_.units.add_placeholder("gas");
    for (auto& gas : methodology_.gases) {
        const auto& text = gas_units_[gas.id];
        if (const auto parsed = unit(text)) {
            gas.report_unit = *parsed;
            if (gas.report_unit.dimension.exponent(gas.id) != 1)
                diagnostics_.error("M021", text.where, {{"unit", text.text}, {"gas", gas.id}});
        }
        Member member;
        member.id = gas.id;
        member.title = gas.title;
        member.unit = Unit{1.0, Dimension::base(gas.id), gas.id};
        dimension.members.push_back(std::move(member));
    }
    if (!methodology_.default_gwp_set.empty() && !methodology_.gwp_set(methodology_.default_gwp_set)) {
        const auto* node = packages_.back().manifest.root.find("gwp_set");
        unknown_name("@kind-gwp", methodology_.default_gwp_set, ids_of(methodology_.gwp_sets),
                     node ? packages_.back().manifest.where(*node) : SourceRef{}, diagnostics_);
    }
}

void PackageLoader::link_categories() {
    // A package on top of another adds children at the end of the list: they belong behind their siblings.
    std::map<std::string, std::vector<Category>, std::less<>> by_parent;
    for (auto& category : methodology_.categories)
        if (!category.code.empty()) by_parent[category_parents_[category.code].text].push_back(std::move(category));
    std::vector<Category> tree;
    const auto place = [&](auto&& self, const std::string& parent) -> void {
        const auto children = by_parent.find(parent);
        if (children == by_parent.end()) return;
        for (auto& category : children->second) {
            const auto code = category.code;
            tree.push_back(std::move(category));
            self(self, code);
        }
    };
    place(place, "");
    methodology_.categories = std::move(tree);
    auto& categories = methodology_.categories;

    methodology_.category_dimension = static_cast<int>(methodology_.dimensions.size());
    auto& dimension = methodology_.dimensions.emplace_back();
    dimension.id = "category";
    dimension.title = {"类别", "Category"};
    methodology_.units.add_placeholder("category");
    for (std::size_t i = 0; i < categories.size(); ++i) {
        auto& category = categories[i];
        category.member = static_cast<MemberId>(i);
        category.parent = methodology_.category(category_parents_[category.code].text);
        Member member;
        member.id = category.code;
        member.title = category.title;
        member.where = category.where;
        if (category.parent >= 0) {
            member.parents.push_back(static_cast<MemberId>(category.parent));
            categories[static_cast<std::size_t>(category.parent)].children.push_back(static_cast<int>(i));
        }
        dimension.members.push_back(std::move(member));
        for (const auto& gas : category.gases)
            if (methodology_.gas(gas) < 0)
                unknown_name("@kind-gas", gas, ids_of(methodology_.gases), category.where, diagnostics_);
    }
    // Gases of a parent are those of its leaves; children stand behind parents.
    for (auto category = categories.rbegin(); category != categories.rend(); ++category) {
        if (category->parent < 0) continue;
        auto& gases = categories[static_cast<std::size_t>(category->parent)].gases;
        for (const auto& gas : category->gases)
            if (std::find(gases.begin(), gases.end(), gas) == gases.end()) gases.push_back(gas);
    }
    for (auto& category : categories)
        std::stable_sort(category.gases.begin(), category.gases.end(),
                         [&](const auto& a, const auto& b) { return methodology_.gas(a) < methodology_.gas(b); });
}

void PackageLoader::link_parents() {
    for (auto& dimension : methodology_.dimensions) dimension.index_names();
    for (const auto& name : parents_) {
        auto& dimension = methodology_.dimensions[static_cast<std::size_t>(name.dimension)];
        const auto parent = dimension.find(name.parent), member = dimension.find(name.member);
        if (!parent)
            unknown_name("@kind-member", name.parent, dimension.ids(), name.where, diagnostics_);
        else if (member)
            dimension.members[static_cast<std::size_t>(*member)].parents.push_back(*parent);
    }
    for (auto& dimension : methodology_.dimensions) {
        dimension.index_parents();
        for (std::size_t i = 0; i < dimension.members.size(); ++i) {
            auto& member = dimension.members[i];
            for (const MemberId parent : member.parents)
                if (dimension.distance(parent, static_cast<MemberId>(i)))
                    diagnostics_.error("M005", member.where, {{"member", member.id}});
            if (const auto text = member_units_.find(dimension.id + "/" + member.id);
                text != member_units_.end() && !text->second.text.empty())
                member.unit = unit(text->second);
        }
        inherit_units(dimension);
    }
    methodology_.region_dimension = methodology_.dimension("region");
    if (methodology_.region_dimension < 0) diagnostics_.error("M011", {packages_.back().manifest.document, {}});
}

std::optional<Unit> PackageLoader::unit(const Cell& cell) {
    return methodology_.units.parse(cell.text, cell.where, diagnostics_);
}

std::vector<int> PackageLoader::keys(const Cell& cell) {
    std::vector<int> dimensions;
    for (const auto& name : split(cell.text, ';')) {
        const int dimension = methodology_.dimension(name);
        if (dimension < 0)
            unknown_name("@kind-dimension", name, ids_of(methodology_.dimensions), cell.where, diagnostics_);
        else
            dimensions.push_back(dimension);
    }
    if (dimensions.size() > Tuple::capacity) {
        diagnostics_.error("M012", cell.where, {{"limit", std::to_string(Tuple::capacity)}});
        dimensions.resize(Tuple::capacity);
    }
    return dimensions;
}

void PackageLoader::check_placeholders(const Unit& unit, const std::vector<int>& dimensions, const SourceRef& where) {
    for (const auto& [symbol, exponent] : unit.dimension.exponents()) {
        if (symbol.front() != '{') continue;
        const int dimension = methodology_.dimension(std::string_view(symbol).substr(1, symbol.size() - 2));
        if (std::find(dimensions.begin(), dimensions.end(), dimension) == dimensions.end())
            diagnostics_.error("M010", where, {{"placeholder", symbol}});
    }
}

void PackageLoader::link_definitions() {
    const auto link = [&](auto& definition, const Cell& unit_text, const Cell& key_text) {
        definition.dimensions = keys(key_text);
        const auto parsed = unit(unit_text);
        if (!parsed) return;
        definition.unit = *parsed;
        check_placeholders(definition.unit, definition.dimensions, unit_text.where);
    };
    for (auto& variable : methodology_.variables)
        link(variable, variable_units_[variable.id], variable_keys_[variable.id]);
    for (auto& factor : methodology_.factors) link(factor, factor_units_[factor.id], factor_keys_[factor.id]);
}

void PackageLoader::link_totals() {
    for (std::size_t t = 0; t < methodology_.totals.size(); ++t)
        for (const auto& code : total_codes_[t]) {
            const int category = methodology_.category(code.text);
            if (category < 0)
                unknown_name("@kind-category", code.text, category_codes(methodology_), code.where, diagnostics_);
            else
                methodology_.totals[t].categories.push_back(category);
        }
}

}  // namespace qingdan
