// Where a method's cells come from (docs/package-format.md, "Where a method's cells come from").

#include <algorithm>

#include "inventory/binder.hpp"

namespace qingdan {

namespace {

bool contains(const std::vector<int>& list, int wanted) {
    return std::find(list.begin(), list.end(), wanted) != list.end();
}

std::vector<int> dimensions_within(const std::vector<int>& dimensions, const std::vector<int>& keys) {
    std::vector<int> within;
    for (const int dimension : dimensions)
        if (contains(keys, dimension)) within.push_back(dimension);
    return within;
}

void keep_members(Relation& relation, int key, const std::vector<MemberId>& allowed) {
    const int position = relation.position(key);
    if (position < 0 || allowed.empty()) return;
    std::erase_if(relation.rows, [&](const Tuple& row) {
        return std::find(allowed.begin(), allowed.end(), row[static_cast<std::size_t>(position)]) == allowed.end();
    });
}

Relation column(int key, const std::vector<MemberId>& members) {
    Relation relation{{key}, {}};
    for (const MemberId member : members) {
        Tuple tuple;
        tuple.push(member);
        relation.rows.push_back(tuple);
    }
    relation.normalise();
    return relation;
}

}  // namespace

Relation Binder::variable_relation(const MethodInput& input, const std::vector<int>& keys, int year) const {
    const auto& variable = methodology_.variables[static_cast<std::size_t>(input.variable)];
    std::vector<std::pair<std::size_t, MemberId>> wanted;  // position in the variable's key -> fixed member
    for (const auto& [dimension, member] : input.fixed) {
        const auto found = std::find(variable.dimensions.begin(), variable.dimensions.end(), dimension);
        if (found != variable.dimensions.end())
            wanted.emplace_back(static_cast<std::size_t>(found - variable.dimensions.begin()), member);
    }
    Relation all{variable.dimensions, {}};
    for (const auto& [key, node] : values_.rows(input.variable, year)) {
        const auto& tuple = key;
        if (std::all_of(wanted.begin(), wanted.end(),
                        [&](const auto& fixed) { return tuple[fixed.first] == fixed.second; }))
            all.rows.push_back(tuple);
    }
    std::vector<int> free = dimensions_within(input.dimensions, keys);
    return project(all, free);
}

Relation Binder::estimate_relation(const Bindable& bindable, int input, const std::vector<int>& keys) {
    const auto& dimensions = bindable.inputs[static_cast<std::size_t>(input)].dimensions;
    Relation all{dimensions, {}};
    for (const auto& [key, node] : bindable.estimates[static_cast<std::size_t>(input)]) all.rows.push_back(key);
    return project(all, dimensions_within(dimensions, keys));
}

Relation Binder::relation_of(const Bindable& bindable, int domain, int year) {
    const auto& program = bindable.program;
    const auto& keys = bindable.plan.domain_keys[static_cast<std::size_t>(domain)];
    std::vector<Relation> parts;
    for (const int i : program.domains[static_cast<std::size_t>(domain)].inputs) {
        const auto& input = bindable.inputs[static_cast<std::size_t>(i)];
        if (input.kind == MethodInput::Kind::variable && !input.fallback)
            parts.push_back(variable_relation(input, keys, year));
        if (input.kind == MethodInput::Kind::estimate) parts.push_back(estimate_relation(bindable, i, keys));
    }
    for (std::size_t inner = 0; inner < program.domains.size(); ++inner)
        if (program.domains[inner].outer == domain)
            parts.push_back(project(relation_of(bindable, static_cast<int>(inner), year), keys));
    std::erase_if(parts, [](const Relation& part) { return part.keys.empty(); });  // scalars restrict nothing
    if (parts.empty())  // only values with a default: they say where there are cells
        for (const int i : program.domains[static_cast<std::size_t>(domain)].inputs) {
            const auto& input = bindable.inputs[static_cast<std::size_t>(i)];
            if (input.kind == MethodInput::Kind::variable && !input.dimensions.empty())
                parts.push_back(variable_relation(input, keys, year));
        }

    std::stable_sort(parts.begin(), parts.end(),
                     [](const Relation& a, const Relation& b) { return a.keys.size() > b.keys.size(); });
    Relation relation;
    if (parts.empty()) {
        relation.rows.emplace_back();
    } else {
        relation = parts.front();
        for (std::size_t i = 1; i < parts.size(); ++i) {
            const bool within = std::all_of(parts[i].keys.begin(), parts[i].keys.end(),
                                            [&](int key) { return relation.position(key) >= 0; });
            relation = within ? unite(relation, parts[i]) : join(relation, parts[i]);
        }
    }
    supply_missing_keys(bindable, domain, year, relation);
    return relation;
}

void Binder::supply_missing_keys(const Bindable& bindable, int domain, int year, Relation& relation) const {
    const auto& keys = bindable.plan.domain_keys[static_cast<std::size_t>(domain)];
    std::vector<MemberId> categories;
    for (const int category : bindable.categories)
        categories.push_back(methodology_.categories[static_cast<std::size_t>(category)].member);
    for (const int i : bindable.program.domains[static_cast<std::size_t>(domain)].inputs) {
        const auto& input = bindable.inputs[static_cast<std::size_t>(i)];
        if (input.kind != MethodInput::Kind::factor) continue;
        std::vector<int> missing;
        for (const int key : keys)
            if (relation.position(key) < 0 && contains(input.dimensions, key)) missing.push_back(key);
        if (missing.empty()) continue;
        Relation rows{factors_.explicit_dimensions(input.factor, missing), {}};
        if (rows.keys.empty()) continue;
        rows.rows = factors_.explicit_tuples(input.factor, rows.keys);
        for (const int key : std::vector<int>(rows.keys)) rows = expand_to_leaves(std::move(rows), key);
        keep_members(rows, methodology_.category_dimension, categories);
        for (const auto& [dimension, member] : input.fixed) keep_members(rows, dimension, {member});
        relation = join(relation, project(rows, keys));
        drop_without_row(input, year, relation);
    }
    keep_members(relation, methodology_.category_dimension, categories);
    keep_members(relation, methodology_.gas_dimension, bindable.gases);
    if (bindable.program.domains[static_cast<std::size_t>(domain)].outer >= 0)
        return;  // the outer domain supplies the rest
    if (contains(keys, methodology_.category_dimension) && relation.position(methodology_.category_dimension) < 0)
        relation = join(relation, column(methodology_.category_dimension, categories));
    if (contains(keys, methodology_.gas_dimension) && relation.position(methodology_.gas_dimension) < 0)
        relation = join(relation, column(methodology_.gas_dimension, bindable.gases));
}

Relation Binder::expand_to_leaves(Relation relation, int dimension) const {
    const auto& members = methodology_.dimensions[static_cast<std::size_t>(dimension)];
    const auto position = static_cast<std::size_t>(relation.position(dimension));
    Relation expanded{relation.keys, {}};
    for (const auto& row : relation.rows) {
        if (row[position] == any_member || !members.has_children(row[position])) {
            expanded.rows.push_back(row);
            continue;
        }
        for (MemberId leaf = 0; leaf < static_cast<MemberId>(members.members.size()); ++leaf) {
            if (members.has_children(leaf) || !members.distance(leaf, row[position])) continue;
            Tuple narrowed = row;
            narrowed.set(position, leaf);
            expanded.rows.push_back(narrowed);
        }
    }
    expanded.normalise();
    return expanded;
}

void Binder::drop_without_row(const MethodInput& input, int year, Relation& relation) const {
    const auto& definition = methodology_.factors[static_cast<std::size_t>(input.factor)];
    LoadPlan plan;
    for (const int dimension : definition.dimensions) {
        if (dimension == methodology_.region_dimension) continue;
        const auto fixed = std::find_if(input.fixed.begin(), input.fixed.end(),
                                        [&](const auto& pair) { return pair.first == dimension; });
        const int position = relation.position(dimension);
        if (fixed == input.fixed.end() && position < 0) return;  // a key still to come from outside decides
        plan.dimensions.push_back(dimension);
        plan.positions.push_back(fixed == input.fixed.end() ? position : -1);
        plan.members.push_back(fixed == input.fixed.end() ? any_member : fixed->second);
    }
    std::erase_if(relation.rows,
                  [&](const Tuple& row) { return !factors_.choose(input.factor, plan.key(row), region_, year).row; });
}

}  // namespace qingdan
