#pragma once
// Forward differentiation of one bound block: gradients of its named registers from those of its loads.

#include <vector>

#include "analysis/uncertainty_gradient.hpp"

namespace qingdan {

class BlockDerivatives {
public:
    BlockDerivatives(const Inventory& inventory, GradientSum& sum) : inventory_(inventory), sum_(sum) {}

    /// Puts the gradients of the block's nodes into `of_node`, where those of its loads stand already.
    void run(const Block& block, std::vector<Gradient>& of_node);

private:
    void differentiate(const Step& step, const Block& block, const std::vector<Gradient>& of_node);
    void elementary(const Step& step, std::size_t cell);
    void kernel(const Step& step, std::size_t cell);
    void add(int reg, std::size_t cell, double scale);
    [[nodiscard]] double value(int reg, std::size_t cell) const;
    [[nodiscard]] Status status(int reg, std::size_t cell) const;
    Gradient& gradient(int reg, std::size_t cell);

    const Inventory& inventory_;
    GradientSum& sum_;
    const Program* program_ = nullptr;
    Registers registers_;
    std::vector<std::vector<Gradient>> gradients_;  ///< per register, per cell
};

}  // namespace qingdan
