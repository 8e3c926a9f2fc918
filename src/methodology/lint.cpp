// What is no error but worth a look: `package check` prints it.

#include <algorithm>
#include <set>

#include "methodology/factor_lookup.hpp"
#include "methodology/load.hpp"

namespace qingdan {

namespace {

bool is_of(const Methodology& methodology, const SourceRef& where) {
    return where.document && where.document->path.rfind(methodology.id + "/", 0) == 0;
}

/// Factors and variables of this package (not of those below, which serve others too) that nothing reads.
void find_unused(const Methodology& methodology, Diagnostics& diagnostics) {
    std::set<int> variables, factors;
    const auto read = [&](const std::vector<MethodInput>& inputs) {
        for (const auto& input : inputs) {
            if (input.kind == MethodInput::Kind::variable) variables.insert(input.variable);
            if (input.kind == MethodInput::Kind::factor) factors.insert(input.factor);
        }
    };
    for (const auto& method : methodology.methods) {
        read(method.inputs);
        variables.insert(method.variable);
    }
    for (const auto& check : methodology.checks) read(check.inputs);
    for (const auto& indicator : methodology.indicators) read(indicator.inputs);
    for (std::size_t i = 0; i < methodology.variables.size(); ++i)
        if (!variables.contains(static_cast<int>(i)) && is_of(methodology, methodology.variables[i].where))
            diagnostics.warning("M050", methodology.variables[i].where, {{"variable", methodology.variables[i].id}});
    std::set<int> with_rows;
    for (const auto& row : methodology.factor_rows) with_rows.insert(row.factor);
    for (std::size_t i = 0; i < methodology.factors.size(); ++i) {
        const auto& factor = methodology.factors[i];
        const auto index = static_cast<int>(i);
        if (is_of(methodology, factor.where) && !factors.contains(index))
            diagnostics.warning("M051", factor.where, {{"factor", factor.id}});
        if (factors.contains(index) && !with_rows.contains(index))
            diagnostics.warning("M052", factor.where, {{"factor", factor.id}});
    }
}

/// Leaves and gases that nothing can estimate, so that they will always be NE. A category without any method that
/// explains itself is settled: the pages of methods list it with its reason.
void find_without_method(const Methodology& methodology, Diagnostics& diagnostics) {
    std::set<std::pair<int, std::string>> covered;
    for (const auto& method : methodology.methods)
        for (const int category : method.categories)
            for (const auto& gas : method.gases) covered.emplace(category, gas);
    for (std::size_t c = 0; c < methodology.categories.size(); ++c) {
        const auto& category = methodology.categories[c];
        if (!category.children.empty() || category.default_notation != Notation::NE) continue;
        const bool none = std::none_of(category.gases.begin(), category.gases.end(), [&](const std::string& gas) {
            return covered.contains({static_cast<int>(c), gas});
        });
        if (none && !category.explanation_zh.empty() && !category.explanation_en.empty()) continue;
        for (const auto& gas : category.gases)
            if (!covered.contains({static_cast<int>(c), gas}))
                diagnostics.note("M053", category.where, {{"category", category.code}, {"gas", gas}});
    }
}

constexpr int any_year = 2000;  // of a row without a range

/// Every row's own key is looked up: where another row is as specific, an inventory could meet both.
void find_rivals(const Methodology& methodology, Diagnostics& diagnostics) {
    const FactorIndex index(methodology);
    for (const auto& row : methodology.factor_rows) {
        const auto& dimensions = methodology.factors[static_cast<std::size_t>(row.factor)].dimensions;
        Tuple key;
        MemberId region = any_member;
        for (std::size_t i = 0; i < dimensions.size(); ++i) {
            if (dimensions[i] == methodology.region_dimension)
                region = row.key[i];
            else
                key.push(row.key[i]);
        }
        for (const auto& year : {row.year_from, row.year_to}) {
            const auto choice = index.choose(row.factor, key, region, year.value_or(any_year));
            if (!choice.rival || choice.row != &row) continue;
            diagnostics.warning("M054", row.where,
                                {{"factor", methodology.factors[static_cast<std::size_t>(row.factor)].id},
                                 {"other", choice.rival->where.text()}});
            break;
        }
    }
}

}  // namespace

void lint_methodology(const Methodology& methodology, Diagnostics& diagnostics) {
    find_unused(methodology, diagnostics);
    find_without_method(methodology, diagnostics);
    find_rivals(methodology, diagnostics);
}

}  // namespace qingdan
