#include "report/form_plan.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "base/text.hpp"

namespace qingdan {

namespace {

class Planner {
public:
    explicit Planner(const Inventory& inventory) : inventory_(inventory), methodology_(*inventory.methodology) {
        for (const auto& datum : inventory.data) delivered_[datum.variable].push_back(&datum);
        for (const auto& method : methodology_.methods)
            if (method.variable >= 0) derived_.insert(method.variable);
    }

    std::vector<FormBook> plan() {
        const auto read = variables_read();
        std::vector<FormBook> books;
        for (std::size_t v = 0; v < methodology_.variables.size(); ++v) {
            const int variable = static_cast<int>(v);
            if (!read.contains(variable) || (derived_.contains(variable) && !delivered_.contains(variable))) continue;
            const auto department = department_of(methodology_.variables[v]);
            auto book = std::find_if(books.begin(), books.end(),
                                     [&](const auto& each) { return each.department == department; });
            if (book == books.end()) book = books.insert(books.end(), {department, {}});
            book->tables.push_back(table_of(variable));
        }
        return books;
    }

private:
    [[nodiscard]] std::set<int> variables_read() const {
        std::set<int> read;
        const auto collect = [&](const std::vector<MethodInput>& inputs) {
            for (const auto& input : inputs)
                if (input.kind == MethodInput::Kind::variable) read.insert(input.variable);
        };
        for (const auto& method : methodology_.methods) collect(method.inputs);
        for (const auto& check : methodology_.checks) collect(check.inputs);
        for (const auto& indicator : methodology_.indicators) collect(indicator.inputs);
        return read;
    }

    [[nodiscard]] std::string department_of(const Variable& variable) const {
        const auto named = inventory_.settings.departments.find(variable.id);
        return named == inventory_.settings.departments.end() ? variable.department : named->second;
    }

    FormTable table_of(int index) const {
        const auto& variable = methodology_.variables[static_cast<std::size_t>(index)];
        FormTable table{FormTable::Kind::series, index, {}};
        for (std::size_t k = 0; k < variable.dimensions.size(); ++k) table.members.push_back(asked(index, k));
        if (variable.dimensions.size() > 2 || has_bounds(index) || unit_by_row(variable) || notes_differ(index))
            table.kind = FormTable::Kind::list;
        else if (variable.dimensions.size() == 2)
            table.kind = FormTable::Kind::grid;
        return table;
    }

    [[nodiscard]] bool has_bounds(int variable) const {
        const auto data = delivered_.find(variable);
        return data != delivered_.end() && std::any_of(data->second.begin(), data->second.end(),
                                                       [](const auto* datum) { return datum->low || datum->high; });
    }

    /// A grid has its units above the columns.
    [[nodiscard]] bool unit_by_row(const Variable& variable) const {
        if (variable.dimensions.size() < 2) return false;
        const auto& rows = methodology_.dimensions[static_cast<std::size_t>(variable.dimensions.front())];
        return variable.unit.dimension.exponent("{" + rows.id + "}") != 0;
    }

    /// A row of a series has one source and one note for all its years, a grid has none.
    [[nodiscard]] bool notes_differ(int variable) const {
        const auto data = delivered_.find(variable);
        if (data == delivered_.end()) return false;
        const bool grid = methodology_.variables[static_cast<std::size_t>(variable)].dimensions.size() == 2;
        std::map<Tuple, const ActivityDatum*> first;
        return std::any_of(data->second.begin(), data->second.end(), [&](const auto* datum) {
            if (grid) return !datum->note.empty();
            const auto* other = first.try_emplace(datum->key, datum).first->second;
            return datum->note != other->note;
        });
    }

    /// Gases and categories: those of the methods that read the variable; of other keys all members.
    [[nodiscard]] std::vector<MemberId> asked(int variable, std::size_t position) const {
        const int dimension = methodology_.variables[static_cast<std::size_t>(variable)].dimensions[position];
        const auto& members = methodology_.dimensions[static_cast<std::size_t>(dimension)];
        std::set<MemberId> wanted;
        const bool gas = dimension == methodology_.gas_dimension,
                   category = dimension == methodology_.category_dimension;
        for (const auto& method : methodology_.methods) {
            if (!(gas || category) || std::none_of(method.inputs.begin(), method.inputs.end(), [&](const auto& input) {
                    return input.kind == MethodInput::Kind::variable && input.variable == variable;
                }))
                continue;
            if (gas)
                for (const auto& name : method.gases)
                    if (const auto member = members.find(name)) wanted.insert(*member);
            if (category)
                for (const int each : method.categories)
                    wanted.insert(methodology_.categories[static_cast<std::size_t>(each)].member);
        }
        if (wanted.empty())
            for (std::size_t m = 0; m < members.members.size(); ++m) wanted.insert(static_cast<MemberId>(m));
        if (const auto data = delivered_.find(variable); data != delivered_.end())
            for (const auto* datum : data->second) wanted.insert(datum->key[position]);
        wanted.erase(any_member);
        return {wanted.begin(), wanted.end()};
    }

    const Inventory& inventory_;
    const Methodology& methodology_;
    std::map<int, std::vector<const ActivityDatum*>> delivered_;
    std::set<int> derived_;
};

}  // namespace

std::vector<FormBook> plan_forms(const Inventory& inventory) { return Planner(inventory).plan(); }

std::optional<double> printed_number(const Inventory& inventory, const ActivityDatum& datum, const std::string& unit) {
    if (datum.notation != Notation::none) return std::nullopt;
    if (datum.printed_unit == unit)
        if (const auto number = parse_printed_number(datum.printed_value)) return number;
    const auto& methodology = *inventory.methodology;
    const auto& variable = methodology.variables[static_cast<std::size_t>(datum.variable)];
    const auto own = methodology.concrete_unit(variable.unit, variable.dimensions, datum.key).value_or(variable.unit);
    const auto wanted = methodology.units.parse(unit);
    if (!wanted) return datum.value;
    const auto bare = wanted->converts_to(own) ? own : methodology.units.without_substances(own);
    return wanted->converts_to(bare) ? datum.value * conversion_factor(own, *wanted) : datum.value;
}

}  // namespace qingdan
