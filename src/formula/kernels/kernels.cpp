#include "formula/kernels/kernels.hpp"

#include <array>
#include <utility>

#include "formula/kernels/first_order_decay.hpp"

namespace qingdan::formulas {
namespace {

template <class Result, class... Arguments>
constexpr std::size_t arity_of(Result (*)(Arguments...)) {
    return sizeof...(Arguments);
}

template <auto function>
void run(const double* const* arguments, double* out, std::size_t count) {
    constexpr std::size_t arity = arity_of(decltype(function){});
    std::array<double, arity> values{};
    for (std::size_t i = 0; i < count; ++i) {
        for (std::size_t k = 0; k < arity; ++k) values[k] = arguments[k][i];
        out[i] = kernel::call_kernel<function>(values.data());
    }
}

template <auto function>
Kernel entry(std::string name, std::string signature, std::string text_zh, std::string text_en) {
    kernel::KernelSignature types = kernel::signature_of<function>();
    return {std::move(name),    std::move(signature),       std::move(text_zh),
            std::move(text_en), std::move(types.arguments), std::move(types.result),
            &run<function>};
}

}  // namespace

const std::vector<Kernel>& kernels() {
    static const std::vector<Kernel> all = {
        entry<&decomposed>("decomposed", "decomposed(mass, rate, time)",
                           "一阶衰减：经过 time 后分解掉的质量，mass × (1 - exp(-rate × time))",
                           "first-order decay: what has decayed after a time, mass × (1 - exp(-rate × time))"),
        entry<&remaining>("remaining", "remaining(mass, rate, time)",
                          "一阶衰减：经过 time 后剩余的质量，mass × exp(-rate × time)",
                          "first-order decay: what is left after a time, mass × exp(-rate × time)"),
    };
    return all;
}

}  // namespace qingdan::formulas
