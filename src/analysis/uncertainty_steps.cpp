#include "analysis/uncertainty_steps.hpp"

#include <cmath>

#include "formula/kernels/kernels.hpp"
#include "inventory/evaluator.hpp"

namespace qingdan {

namespace {

std::size_t index(int i) { return static_cast<std::size_t>(i); }

/// Partial derivatives of a step by its operands. Conditions are flat, and a choice follows the branch taken.
struct Partials {
    double a = 0.0, b = 0.0, c = 0.0;
};

Partials power_partials(double a, double b, double result) {
    return {b == 0.0 ? 0.0 : b * std::pow(a, b - 1.0), a > 0.0 ? result * std::log(a) : 0.0};
}

Partials clamp_partials(double x, double low, double high) {
    const double raised = x < low ? low : x;
    if (high < raised) return {0.0, 0.0, 1.0};
    return x < low ? Partials{0.0, 1.0, 0.0} : Partials{1.0, 0.0, 0.0};
}

Partials partials(const Step& step, double a, double b, double c, double result) {
    switch (step.op) {
        case Op::scale: return {step.value};
        case Op::add: return {1.0, 1.0};
        case Op::subtract: return {1.0, -1.0};
        case Op::multiply: return {b, a};
        case Op::divide: return {1.0 / b, -result / b};
        case Op::power: return power_partials(a, b, result);
        case Op::negate: return {-1.0};
        case Op::select: return a != 0.0 ? Partials{0.0, 1.0, 0.0} : Partials{0.0, 0.0, 1.0};
        case Op::minimum: return b < a ? Partials{0.0, 1.0} : Partials{1.0};
        case Op::maximum: return a < b ? Partials{0.0, 1.0} : Partials{1.0};
        case Op::absolute: return {a < 0.0 ? -1.0 : 1.0};
        case Op::clamp: return clamp_partials(a, b, c);
        case Op::exp: return {result};
        case Op::ln: return {1.0 / a};
        case Op::sqrt: return {result == 0.0 ? 0.0 : 0.5 / result};
        default: return {};
    }
}

}  // namespace

double BlockDerivatives::value(int reg, std::size_t cell) const {
    return reg < 0 ? 0.0 : registers_.values[index(reg)][cell];
}

Status BlockDerivatives::status(int reg, std::size_t cell) const {
    const auto& all = registers_.statuses[index(reg)];
    return all.empty() ? Status{} : all[cell];
}

Gradient& BlockDerivatives::gradient(int reg, std::size_t cell) { return gradients_[index(reg)][cell]; }

void BlockDerivatives::add(int reg, std::size_t cell, double scale) {
    if (reg >= 0 && scale != 0.0 && std::isfinite(scale)) sum_.add(gradient(reg, cell), scale);
}

void BlockDerivatives::run(const Block& block, std::vector<Gradient>& of_node) {
    program_ = &inventory_.methodology->methods[index(block.method)].program;
    const auto gathered = gather(block, inventory_.graph);
    Run run;
    run.domains = block.shapes;
    run.loads.assign(gathered.values.begin(), gathered.values.end());
    run.statuses.assign(gathered.statuses.begin(), gathered.statuses.end());
    evaluate(*program_, run, registers_);

    gradients_.assign(index(program_->registers), {});
    for (std::size_t r = 0; r < gradients_.size(); ++r)
        gradients_[r].resize(block.shapes[index(program_->register_domain[r])].cells);
    for (const auto& step : program_->steps) differentiate(step, block, of_node);
    for (std::size_t n = 0; n < program_->named.size(); ++n) {
        const auto& named = program_->named[n];
        for (std::size_t cell = 0; cell < block.shapes[index(named.domain)].cells; ++cell)
            of_node[index(block.first_named[n]) + cell] = gradient(named.reg, cell);
    }
}

void BlockDerivatives::differentiate(const Step& step, const Block& block, const std::vector<Gradient>& of_node) {
    const std::size_t cells = block.shapes[index(step.domain)].cells;
    if (step.op == Op::sum) {
        const auto& outer = block.shapes[index(program_->register_domain[index(step.a)])].outer_cell;
        std::vector<std::vector<std::size_t>> inner(cells);
        for (std::size_t i = 0; i < outer.size(); ++i) inner[outer[i]].push_back(i);
        for (std::size_t cell = 0; cell < cells; ++cell) {
            for (const auto i : inner[cell]) add(step.a, i, 1.0);
            gradient(step.target, cell) = sum_.take();
        }
        return;
    }
    for (std::size_t cell = 0; cell < cells; ++cell) {
        if (!status(step.target, cell).is_number()) continue;
        if (step.op == Op::load) {
            const NodeId node = block.load_nodes[index(step.a)][cell];
            if (node != no_node) gradient(step.target, cell) = of_node[index(node)];
            continue;
        }
        if (step.op == Op::spread)
            add(step.a, block.shapes[index(step.domain)].outer_cell[cell], 1.0);
        else if (step.op == Op::otherwise)
            add(status(step.a, cell).notation == Notation::NE ? step.b : step.a, cell, 1.0);
        else if (step.op == Op::kernel)
            kernel(step, cell);
        else
            elementary(step, cell);
        gradient(step.target, cell) = sum_.take();
    }
}

void BlockDerivatives::elementary(const Step& step, std::size_t cell) {
    if (step.op == Op::constant) return;
    const auto by =
        partials(step, value(step.a, cell), value(step.b, cell), value(step.c, cell), value(step.target, cell));
    add(step.a, cell, by.a);
    add(step.b, cell, by.b);
    add(step.c, cell, by.c);
}

/// Kernels are written in C++ and know no derivative: central differences, about ten digits of a smooth function.
void BlockDerivatives::kernel(const Step& step, std::size_t cell) {
    const auto& run = formulas::kernels()[index(step.kernel)].run;
    std::vector<double> values;
    std::vector<const double*> arguments;
    for (int i = 0; i < step.arity; ++i) values.push_back(value(program_->arguments[index(step.a + i)], cell));
    for (const double& argument : values) arguments.push_back(&argument);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const int reg = program_->arguments[index(step.a) + i];
        if (gradient(reg, cell).empty()) continue;
        const double centre = values[i], width = centre == 0.0 ? 1e-6 : 1e-5 * std::abs(centre);
        double above = 0.0, below = 0.0;
        values[i] = centre + width;
        run(arguments.data(), &above, 1);
        values[i] = centre - width;
        run(arguments.data(), &below, 1);
        values[i] = centre;
        add(reg, cell, (above - below) / (2.0 * width));
    }
}

}  // namespace qingdan
