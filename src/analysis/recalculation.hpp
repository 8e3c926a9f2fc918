#pragma once
// Recalculations: two compilations compared figure by figure, and what made each difference (IPCC 2006 V1 ch. 5,
// section 5.2: recalculations are documented with the reason and the effect on every year).

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "inventory/store.hpp"

namespace qingdan {

enum class ChangeCause : std::uint8_t {
    activity,  ///< data delivered, taken back or changed
    factor,    ///< another factor, or another value of it
    method,    ///< another method or tier, another formula or constant
    gwp,       ///< another set of global warming potentials
    notation,  ///< a notation key where there was a number, or the reverse
    added,     ///< a category that the old inventory does not have
    removed,   ///< a category that the new one does not have
    several,   ///< more than one of these at once, which cannot be replaced one after the other
    changed    ///< nothing more is known: one side gives its figures only
};

std::string_view cause_text(ChangeCause cause);  ///< `activity`, `factor`, …

/// One side of a comparison: a compiled inventory in memory, or its store.
class CompiledSide {
public:
    virtual ~CompiledSide() = default;
    [[nodiscard]] virtual std::vector<StoredEstimate> estimates() const = 0;
    [[nodiscard]] virtual NodeDescription node(NodeId id) const = 0;
    [[nodiscard]] virtual std::vector<DescribedUse> uses(NodeId id) const = 0;
    /// What is known of it: how its figures were made, or only which they are, or only those of leaves.
    enum class Depth { calculation, figures, leaves };
    [[nodiscard]] virtual Depth depth() const { return Depth::calculation; }
};

class InventorySide final : public CompiledSide {
public:
    explicit InventorySide(const Inventory& inventory) : inventory_(inventory) {}
    [[nodiscard]] std::vector<StoredEstimate> estimates() const override;
    [[nodiscard]] NodeDescription node(NodeId id) const override { return describe(inventory_, id); }
    [[nodiscard]] std::vector<DescribedUse> uses(NodeId id) const override;

private:
    const Inventory& inventory_;
};

class StoreSide final : public CompiledSide {
public:
    explicit StoreSide(const StoredInventory& store) : store_(store) {}
    [[nodiscard]] std::vector<StoredEstimate> estimates() const override { return store_.estimates(); }
    [[nodiscard]] NodeDescription node(NodeId id) const override { return store_.describe(id); }
    [[nodiscard]] std::vector<DescribedUse> uses(NodeId id) const override { return store_.uses(id); }

private:
    const StoredInventory& store_;
};

/// Something that an estimate rests on and that differs: a datum, a factor, a method, a GWP, a category.
struct ChangedInput {
    ChangeCause cause = ChangeCause::changed;
    std::string id;
    Title label;
    std::string keys;
    int year = 0;
    std::string old_value, new_value;  ///< a number, a notation key or a name; empty: not there
    std::string unit;
    std::string old_place, new_place;
    friend bool operator==(const ChangedInput& a, const ChangedInput& b) {
        return a.cause == b.cause && a.id == b.id && a.keys == b.keys && a.year == b.year;
    }
};

/// A part of a figure's difference, in the figure's unit.
struct DifferencePart {
    ChangeCause cause = ChangeCause::changed;
    double amount = 0.0;
    std::vector<ChangedInput> inputs;  ///< more than one where their effects were not told apart
};

struct FigureChange {
    int year = 0;
    std::string category, gas, unit;
    Title title;
    std::optional<double> old_value, new_value;
    std::string old_notation, new_notation;
    bool sum = false;                   ///< of other categories
    bool all_gases = false;             ///< together, as CO2e
    std::vector<DifferencePart> parts;  ///< largest first
    double residual = 0.0;              ///< what the parts leave of the difference
    Title reason;                       ///< as the inventory's compilers give it; may be empty

    [[nodiscard]] double difference() const { return new_value.value_or(0.0) - old_value.value_or(0.0); }
    [[nodiscard]] std::optional<double> percent() const;  ///< of the old value; nothing where that is zero or a key
    [[nodiscard]] double of(ChangeCause cause) const;     ///< the parts of one cause together
};

struct Recalculations {
    std::vector<int> years;               ///< compared
    std::vector<int> only_old, only_new;  ///< years of one side alone
    std::size_t compared = 0;             ///< figures
    std::vector<FigureChange> changes;    ///< those that differ, in the order of the new inventory
};

Recalculations compare_compiled(const CompiledSide& before, const CompiledSide& after);

/// Puts the reasons that the compilers give to the figures of their categories, the narrowest where several hold. One
/// that explains nothing is a warning (I020).
void give_reasons(Recalculations& recalculations, const std::vector<RecalculationReason>& reasons,
                  Diagnostics& diagnostics);

}  // namespace qingdan
