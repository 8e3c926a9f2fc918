#include "analysis/uncertainty_pert.hpp"

#include <boost/math/distributions/beta.hpp>

namespace qingdan {

double pert_quantile(double from, double mode, double to, double probability) {
    const double width = to - from;
    if (!(width > 0.0) || probability <= 0.0) return from;
    if (probability >= 1.0) return to;
    constexpr double weight = 4.0;  // of the mode, as usual: mean = (from + 4 mode + to) / 6
    const boost::math::beta_distribution<> beta(1.0 + weight * (mode - from) / width,
                                                1.0 + weight * (to - mode) / width);
    return from + width * boost::math::quantile(beta, probability);
}

std::vector<double> pert_quantiles(double from, double mode, double to, int n) {
    std::vector<double> quantiles;
    quantiles.reserve(static_cast<std::size_t>(n) + 1);
    for (int i = 0; i <= n; ++i) quantiles.push_back(pert_quantile(from, mode, to, static_cast<double>(i) / n));
    return quantiles;
}

}  // namespace qingdan
