#include "analysis/recalculation_formula.hpp"

#include <algorithm>
#include <cmath>

#include "formula/block_ops.hpp"
#include "formula/functions.hpp"
#include "formula/kernels/kernels.hpp"
#include "formula/parser.hpp"

namespace qingdan {

using formulas::Rule;

namespace {

/// What cannot be calculated is not estimated, as in the evaluator.
ReplayValue cleaned(ReplayValue value) {
    if (value.status.is_number() && !std::isfinite(value.number)) value.status = {Notation::NE, false};
    if (!value.status.is_number()) value.number = 0.0;
    return value;
}

Status combined(Op op, Status a, Status b) {
    switch (op) {
        case Op::add: return combine_in_sum(a, b);
        case Op::subtract: return combine_in_difference(a, b);
        case Op::multiply: return combine_in_product(a, b);
        case Op::divide: return combine_in_quotient(a, b);
        default: return combine_in_function(a, b);
    }
}

ReplayValue applied(Op op, const ReplayValue& a, const ReplayValue& b) {
    ReplayValue out;
    formulas::apply_lanes(op, 0.0, {&out.number, &a.number, &b.number, nullptr, 1});
    out.status = combined(op, a.status, b.status);
    return cleaned(out);
}

ReplayValue applied(Op op, const ReplayValue& a) {
    ReplayValue out;
    formulas::apply_lanes(op, 0.0, {&out.number, &a.number, nullptr, nullptr, 1});
    out.status = a.status;
    return cleaned(out);
}

}  // namespace

std::shared_ptr<const ReplayFormula> ReplayFormula::read(const std::string& text) {
    FormulaText formula;
    formula.text = text;
    Diagnostics unread;
    formulas::Reporter reporter(formula, unread);
    auto replay = std::make_shared<ReplayFormula>();
    replay->tree_ = formulas::parse_formula(reporter);
    replay->sum_of_node_.assign(replay->tree_.nodes.size(), -1);
    if (replay->tree_.root < 0 || !replay->collect(replay->tree_.root, -1)) return nullptr;
    std::sort(replay->names_.begin(), replay->names_.end());
    replay->names_.erase(std::unique(replay->names_.begin(), replay->names_.end()), replay->names_.end());
    return replay;
}

bool ReplayFormula::collect(int index, int sum) {
    const auto& node = tree_.at(index);
    if (node.kind == formulas::NodeKind::name) names_.push_back({node.text, sum, false});
    if (node.kind == formulas::NodeKind::operation && node.op != Op::multiply && node.op != Op::divide &&
        node.op != Op::negate)
        products_only_ = false;
    if (node.kind == formulas::NodeKind::call) {
        const auto function = formulas::find_function(node.text);
        if (!function || node.children.empty()) return false;
        if (function->rule != Rule::sum) products_only_ = false;
        if (function->rule == Rule::previous) {
            const auto& read = tree_.at(node.children.front());
            if (read.kind != formulas::NodeKind::name) return false;
            names_.push_back({read.text, sum, true});
            return node.children.size() < 2 || collect(node.children[1], sum);
        }
        if (function->rule == Rule::sum) {
            if (sum >= 0) return false;
            sum = sum_of_node_[static_cast<std::size_t>(index)] = sums_++;
        }
    }
    return std::all_of(node.children.begin(), node.children.end(), [&](int child) { return collect(child, sum); });
}

ReplayValue ReplayFormula::evaluate(const ReplayInputs& inputs) const { return at(tree_.root, {}, inputs); }

ReplayValue ReplayFormula::at(int index, Place place, const ReplayInputs& inputs) const {
    const auto& node = tree_.at(index);
    switch (node.kind) {
        case formulas::NodeKind::number: return {node.number, {}};
        case formulas::NodeKind::name: return inputs.value({node.text, place.sum, false}, place.cell);
        case formulas::NodeKind::operation: return operation(node, place, inputs);
        case formulas::NodeKind::call: return call(index, place, inputs);
    }
    return {};
}

ReplayValue ReplayFormula::operation(const formulas::Node& node, Place place, const ReplayInputs& inputs) const {
    const auto first = at(node.children[0], place, inputs);
    if (node.children.size() == 1) return applied(node.op, first);
    return applied(node.op, first, at(node.children[1], place, inputs));
}

ReplayValue ReplayFormula::sum(int index, const ReplayInputs& inputs) const {
    const int number = sum_of_node_[static_cast<std::size_t>(index)];
    ReplayValue total{0.0, {Notation::NE, false}};
    for (std::size_t cell = 0; cell < inputs.cells(number); ++cell) {
        const auto part = at(tree_.at(index).children[0], {number, cell}, inputs);
        total.number += part.number;
        total.status = cell == 0 ? part.status : combine_in_sum(total.status, part.status);
    }
    return cleaned(total);
}

ReplayValue ReplayFormula::call(int index, Place place, const ReplayInputs& inputs) const {
    const auto& node = tree_.at(index);
    const auto function = *formulas::find_function(node.text);
    if (function.rule == Rule::sum) return sum(index, inputs);
    if (function.rule == Rule::previous) {
        const auto last = inputs.value({tree_.at(node.children[0]).text, place.sum, true}, place.cell);
        return last.status.notation == Notation::NE && node.children.size() > 1 ? at(node.children[1], place, inputs)
                                                                                : last;
    }
    std::vector<ReplayValue> values;
    for (const int child : node.children) values.push_back(at(child, place, inputs));
    if (function.rule == Rule::choice) {
        auto taken = values[0].number != 0.0 ? values[1] : values[2];
        taken.status = combine_in_product(values[0].status, taken.status);
        return cleaned(taken);
    }
    Status status = values[0].status;
    for (std::size_t i = 1; i < values.size(); ++i) status = combine_in_function(status, values[i].status);
    ReplayValue out{values[0].number, status};
    if (function.rule == Rule::kernel) {
        std::vector<const double*> arguments;
        for (const auto& value : values) arguments.push_back(&value.number);
        formulas::kernels()[static_cast<std::size_t>(function.kernel)].run(arguments.data(), &out.number, 1);
    } else if (function.op == Op::clamp) {
        formulas::apply_lanes(Op::clamp, 0.0,
                              {&out.number, &values[0].number, &values[1].number, &values[2].number, 1});
    } else if (values.size() == 1) {
        formulas::apply_lanes(function.op, 0.0, {&out.number, &values[0].number, nullptr, nullptr, 1});
    } else {  // min and max of several
        for (std::size_t i = 1; i < values.size(); ++i) out = applied(function.op, out, values[i]);
        out.status = status;
    }
    return cleaned(out);
}

}  // namespace qingdan
