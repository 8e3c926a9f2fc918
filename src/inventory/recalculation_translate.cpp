#include "inventory/recalculation_translate.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <variant>

namespace qingdan {

namespace {

using Why = UnusedInput::Why;

class InputTranslator {
public:
    InputTranslator(const Inventory& inventory, const Methodology& other, const CategoryMapping* mapping)
        : inventory_(inventory), own_(*inventory.methodology), other_(other), mapping_(mapping) {}

    TranslatedInputs translate() {
        for (const auto& datum : inventory_.data) take_datum(datum);
        for (const auto& row : own_.factor_rows)
            if (row.status == FactorStatus::own) take_factor(row);
        settings();
        return std::move(made_);
    }

private:
    struct Miss {
        Why why = Why::unknown_name;
        std::string member;
    };

    /// The key in the order of the other's dimensions.
    [[nodiscard]] std::variant<Tuple, Miss> key(const std::vector<int>& dimensions, const Tuple& key,
                                                const std::vector<int>& wanted) const {
        Tuple translated;
        if (dimensions.size() != wanted.size()) return Miss{Why::other_keys, {}};
        for (const int dimension : wanted) {
            const auto& other = other_.dimensions[static_cast<std::size_t>(dimension)];
            const int own = own_.dimension(other.id);
            const auto place = std::find(dimensions.begin(), dimensions.end(), own);
            if (own < 0 || place == dimensions.end()) return Miss{Why::other_keys, other.id};
            const auto member = key[static_cast<std::size_t>(place - dimensions.begin())];
            if (member == any_member) {
                translated.push(any_member);
                continue;
            }
            const auto& name =
                own_.dimensions[static_cast<std::size_t>(own)].members[static_cast<std::size_t>(member)].id;
            const auto found = other.find(own == own_.category_dimension ? code(name) : name);
            if (!found) return Miss{Why::unknown_member, other.id + "=" + name};
            translated.push(*found);
        }
        return translated;
    }

    [[nodiscard]] std::string code(const std::string& category) const {
        if (!mapping_) return category;
        const auto row = mapping_->rows.find(category);
        return row == mapping_->rows.end() ? std::string() : row->second.target;
    }

    void unused(bool factor, const std::string& id, const Title& title, const Miss& miss) {
        for (auto& known : made_.unused)
            if (known.factor == factor && known.id == id && known.why == miss.why && known.member == miss.member) {
                ++known.rows;
                return;
            }
        made_.unused.push_back({factor, id, title, miss.why, miss.member, 1});
    }

    /// What a value in the own package's unit is multiplied with; nothing where the units are of another kind.
    template <typename Definition>
    [[nodiscard]] std::optional<double> scale(const Definition& own, const Tuple& own_key, const Definition& other,
                                              const Tuple& key) const {
        const auto from = own_.concrete_unit(own.unit, own.dimensions, own_key);
        const auto to = other_.concrete_unit(other.unit, other.dimensions, key);
        if (from && to) return from->converts_to(*to) ? std::optional(conversion_factor(*from, *to)) : std::nullopt;
        // A key that is left open has no unit of its own; the same placeholder stands on both sides.
        return !from && !to && own_.units.describe(own.unit) == other_.units.describe(other.unit) ? std::optional(1.0)
                                                                                                  : std::nullopt;
    }

    static void multiply(std::optional<double>& value, double by) {
        if (value) *value *= by;
    }

    void take_datum(const ActivityDatum& datum) {
        const auto& own = own_.variables[static_cast<std::size_t>(datum.variable)];
        const int known = other_.variable(own.id);
        if (known < 0) return unused(false, own.id, own.title, {});
        const auto& other = other_.variables[static_cast<std::size_t>(known)];
        const auto translated = key(own.dimensions, datum.key, other.dimensions);
        if (const auto* miss = std::get_if<Miss>(&translated)) return unused(false, own.id, own.title, *miss);
        const auto by = scale(own, datum.key, other, std::get<Tuple>(translated));
        if (!by) return unused(false, own.id, own.title, {Why::other_unit, {}});
        auto made = datum;
        made.variable = known;
        made.key = std::get<Tuple>(translated);
        made.region = region(datum.region);
        if (made.estimated)  // the other inventory numbers its data otherwise
            made.estimated = std::make_shared<const EstimatedDatum>(
                EstimatedDatum{made.estimated->method, made.estimated->words, {}});
        made.value *= *by;
        multiply(made.low, *by);
        multiply(made.high, *by);
        const auto [first, fresh] =
            taken_.try_emplace({made.variable, made.year, made.region, made.key}, made_.data.size());
        if (fresh)
            made_.data.push_back(std::move(made));
        else
            add(made_.data[first->second], made);
    }

    /// Two categories of the own tree are one of the other's.
    static void add(ActivityDatum& sum, const ActivityDatum& datum) {
        sum.notation = combine_in_sum({sum.notation, false}, {datum.notation, false}).notation;
        sum.value += datum.value;
        sum.low.reset();
        sum.high.reset();
        sum.printed_value.clear();
        sum.printed_unit.clear();
    }

    [[nodiscard]] MemberId region(MemberId own) const {
        if (own == any_member || other_.region_dimension < 0) return any_member;
        const auto& id =
            own_.dimensions[static_cast<std::size_t>(own_.region_dimension)].members[static_cast<std::size_t>(own)].id;
        return other_.dimensions[static_cast<std::size_t>(other_.region_dimension)].find(id).value_or(any_member);
    }

    void take_factor(const FactorRow& row) {
        const auto& own = own_.factors[static_cast<std::size_t>(row.factor)];
        const int known = other_.factor(own.id);
        if (known < 0) return unused(true, own.id, own.title, {});
        const auto& other = other_.factors[static_cast<std::size_t>(known)];
        const auto translated = key(own.dimensions, row.key, other.dimensions);
        if (const auto* miss = std::get_if<Miss>(&translated)) return unused(true, own.id, own.title, *miss);
        const auto by = scale(own, row.key, other, std::get<Tuple>(translated));
        if (!by) return unused(true, own.id, own.title, {Why::other_unit, {}});
        auto made = row;
        made.factor = known;
        made.key = std::get<Tuple>(translated);
        multiply(made.value, *by);
        multiply(made.low, *by);
        multiply(made.high, *by);
        made_.factors.push_back(std::move(made));
    }

    void settings() {
        auto& settings = made_.settings = inventory_.settings;
        settings.package = other_.id;
        const auto known = [&](std::string& category, const std::string& gas) {
            category = code(category);
            return other_.category(category) >= 0 && (gas.empty() || other_.gas(gas) >= 0);
        };
        std::erase_if(settings.pins,
                      [&](auto& pin) { return other_.method(pin.method) < 0 || !known(pin.category, pin.gas); });
        settings.previous.reset();
        settings.recalculations.clear();
        settings.gaps.clear();  // they are filled already
        std::erase_if(settings.notations, [&](auto& declared) { return !known(declared.category, declared.gas); });
    }

    const Inventory& inventory_;
    const Methodology& own_;
    const Methodology& other_;
    const CategoryMapping* mapping_;
    TranslatedInputs made_;
    std::map<std::tuple<int, int, MemberId, Tuple>, std::size_t> taken_;  ///< place of a datum in the list
};

}  // namespace

TranslatedInputs translate_inputs(const Inventory& inventory, const Methodology& other,
                                  const CategoryMapping* mapping) {
    return InputTranslator(inventory, other, mapping).translate();
}

}  // namespace qingdan
