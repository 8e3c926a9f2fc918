#include "methodology/methodology.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace qingdan {

namespace {

template <typename List, typename Id>
int index_of(const List& list, std::string_view wanted, Id id) {
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& item) { return id(item) == wanted; });
    return found == list.end() ? -1 : static_cast<int>(found - list.begin());
}

constexpr auto by_id = [](const auto& item) -> const std::string& { return item.id; };

}  // namespace

std::string_view status_text(FactorStatus status) {
    switch (status) {
        case FactorStatus::verified: return "verified";
        case FactorStatus::via: return "via";
        case FactorStatus::provisional: return "provisional";
        case FactorStatus::own: return "own";
    }
    return "provisional";
}

int Methodology::dimension(std::string_view wanted) const { return index_of(dimensions, wanted, by_id); }
int Methodology::gas(std::string_view wanted) const { return index_of(gases, wanted, by_id); }
int Methodology::variable(std::string_view wanted) const { return index_of(variables, wanted, by_id); }
int Methodology::factor(std::string_view wanted) const { return index_of(factors, wanted, by_id); }
int Methodology::method(std::string_view wanted) const { return index_of(methods, wanted, by_id); }
int Methodology::category(std::string_view wanted) const {
    return index_of(categories, wanted, [](const Category& category) -> const std::string& { return category.code; });
}

const GwpSet* Methodology::gwp_set(std::string_view wanted) const {
    const int index = index_of(gwp_sets, wanted, by_id);
    return index < 0 ? nullptr : &gwp_sets[static_cast<std::size_t>(index)];
}

const Source* Methodology::source(std::string_view wanted) const {
    const int index = index_of(sources, wanted, by_id);
    return index < 0 ? nullptr : &sources[static_cast<std::size_t>(index)];
}

const TableLayout* Methodology::layout(std::string_view wanted) const {
    const int index = index_of(layouts, wanted, by_id);
    return index < 0 ? nullptr : &layouts[static_cast<std::size_t>(index)];
}

std::optional<Unit> Methodology::concrete_unit(const Unit& unit, const std::vector<int>& dims, const Tuple& key) const {
    Unit concrete = unit;
    std::string text = unit.text;
    for (const auto& [symbol, exponent] : unit.dimension.exponents()) {
        if (symbol.front() != '{') continue;
        const int index = dimension(std::string_view(symbol).substr(1, symbol.size() - 2));
        const auto position = std::find(dims.begin(), dims.end(), index);
        if (index < 0 || position == dims.end()) return std::nullopt;
        const MemberId member = key[static_cast<std::size_t>(position - dims.begin())];
        if (member == any_member) return std::nullopt;
        const auto& own = dimensions[static_cast<std::size_t>(index)].members[static_cast<std::size_t>(member)].unit;
        if (!own) return std::nullopt;
        const Unit placeholder{1.0, Dimension::base(symbol), {}};
        concrete = concrete / placeholder.power(exponent) * own->power(exponent);
        const auto at = text.find(symbol);
        if (at == std::string::npos || own->text.empty() || own->text.find('/') != std::string::npos)
            text.clear();
        else
            text.replace(at, symbol.size(), own->text);
    }
    concrete.text = std::move(text);  // empty: composed when somebody wants to read it
    return concrete;
}

std::string Methodology::key_text(const std::vector<int>& dims, const Tuple& key) const {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < dims.size() && i < key.size(); ++i) {
        if (dims[i] == category_dimension || dims[i] == gas_dimension || dims[i] == region_dimension ||
            key[i] == any_member)
            continue;
        const auto& members = dimensions[static_cast<std::size_t>(dims[i])];
        parts.push_back(members.id + "=" + members.members[static_cast<std::size_t>(key[i])].id);
    }
    std::sort(parts.begin(), parts.end());
    return join(parts, ";");
}

}  // namespace qingdan
