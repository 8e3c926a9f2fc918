#include "formula/functions.hpp"

#include <array>
#include <utility>

#include "formula/kernels/kernels.hpp"

namespace qingdan {
namespace {

struct Builtin {
    std::string_view name;
    formulas::Function function;
    std::string_view signature, text_zh, text_en;
};

using formulas::Rule;

constexpr std::array<Builtin, 10> builtins{{
    {"min",
     {Rule::one_unit, Op::minimum, 2, -1},
     "min(a, b, …)",
     "最小值；各参数单位相同",
     "the smallest; all arguments in one unit"},
    {"max",
     {Rule::one_unit, Op::maximum, 2, -1},
     "max(a, b, …)",
     "最大值；各参数单位相同",
     "the largest; all arguments in one unit"},
    {"abs", {Rule::one_unit, Op::absolute, 1, 1}, "abs(x)", "绝对值", "the value without its sign"},
    {"clamp",
     {Rule::one_unit, Op::clamp, 3, 3},
     "clamp(x, low, high)",
     "限制在上下限之间；单位相同",
     "x kept between two bounds; one unit"},
    {"exp",
     {Rule::pure_number, Op::exp, 1, 1},
     "exp(x)",
     "e 的 x 次方；x 无单位",
     "e to the power of x; x is a pure number"},
    {"ln", {Rule::pure_number, Op::ln, 1, 1}, "ln(x)", "自然对数；x 无单位", "natural logarithm; x is a pure number"},
    {"sqrt", {Rule::root, Op::sqrt, 1, 1}, "sqrt(x)", "平方根；单位也开方", "square root, of the unit too"},
    {"if",
     {Rule::choice, Op::select, 3, 3},
     "if(condition, a, b)",
     "条件成立取 a，否则取 b；a、b 单位相同",
     "a where the condition holds, else b; both in one unit"},
    {"sum",
     {Rule::sum, Op::sum, 1, 1},
     "sum(x over k1, k2)",
     "对键 k1、k2 的所有成员求和",
     "x added up over all members of the keys k1, k2"},
    {"previous",
     {Rule::previous, Op::otherwise, 1, 2},
     "previous(x, start)",
     "输入或 let 的上一年数值；没有时取 start",
     "an input or a let a year before; start where there is none"},
}};

}  // namespace

std::optional<formulas::Function> formulas::find_function(std::string_view name) {
    for (const Builtin& builtin : builtins) {
        if (builtin.name == name) return builtin.function;
    }
    const std::vector<Kernel>& all = kernels();
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].name != name) continue;
        const int arity = static_cast<int>(all[i].arguments.size());
        return Function{Rule::kernel, Op::kernel, arity, arity, static_cast<int>(i)};
    }
    return std::nullopt;
}

const std::vector<FunctionEntry>& formula_functions() {
    static const std::vector<FunctionEntry> entries = [] {
        std::vector<FunctionEntry> all;
        for (const Builtin& builtin : builtins) {
            all.push_back({std::string(builtin.name), std::string(builtin.signature), std::string(builtin.text_zh),
                           std::string(builtin.text_en)});
        }
        for (const formulas::Kernel& kernel : formulas::kernels()) {
            all.push_back({kernel.name, kernel.signature, kernel.text_zh, kernel.text_en});
        }
        return all;
    }();
    return entries;
}

}  // namespace qingdan
