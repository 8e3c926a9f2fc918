#pragma once
// A formula as a store keeps it, its text, worked out again for one cell. Units are not there any more, so a result is
// right up to a factor, which whoever asks finds by comparing with the stored value.

#include <memory>
#include <string>
#include <vector>

#include "formula/ast.hpp"
#include "formula/notation.hpp"

namespace qingdan {

struct ReplayValue {
    double number = 0.0;
    Status status;
};

/// A name that a formula reads. `sum`: in which of its sums it stands, -1 outside; `previous`: last year's.
struct FormulaName {
    std::string name;
    int sum = -1;
    bool previous = false;
    friend auto operator<=>(const FormulaName&, const FormulaName&) = default;
};

/// What the names stand for.
class ReplayInputs {
public:
    virtual ~ReplayInputs() = default;
    [[nodiscard]] virtual ReplayValue value(const FormulaName& name, std::size_t cell) const = 0;
    [[nodiscard]] virtual std::size_t cells(int sum) const = 0;
};

class ReplayFormula {
public:
    /// Nothing if the text cannot be read, or if sums stand within sums.
    static std::shared_ptr<const ReplayFormula> read(const std::string& text);

    [[nodiscard]] const std::vector<FormulaName>& names() const { return names_; }  ///< each once
    [[nodiscard]] int sums() const { return sums_; }
    /// Products, quotients and sums of these alone: whatever the units are, the result is right up to a factor.
    [[nodiscard]] bool products_only() const { return products_only_; }
    [[nodiscard]] ReplayValue evaluate(const ReplayInputs& inputs) const;

private:
    struct Place {
        int sum = -1;
        std::size_t cell = 0;
    };
    bool collect(int index, int sum);
    [[nodiscard]] ReplayValue at(int index, Place place, const ReplayInputs& inputs) const;
    [[nodiscard]] ReplayValue operation(const formulas::Node& node, Place place, const ReplayInputs& inputs) const;
    [[nodiscard]] ReplayValue call(int index, Place place, const ReplayInputs& inputs) const;
    [[nodiscard]] ReplayValue sum(int index, const ReplayInputs& inputs) const;

    formulas::Tree tree_;
    std::vector<FormulaName> names_;
    std::vector<int> sum_of_node_;  ///< per node of the tree: the number of the sum that it is
    int sums_ = 0;
    bool products_only_ = true;
};

}  // namespace qingdan
