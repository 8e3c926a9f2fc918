#include "units/boost_bridge.hpp"

#include <cmath>

#include "common_units.hpp"

namespace {

using namespace qingdan::kernel;

Mass decomposed(Mass deposit, Per<Pure, Time> rate, Time time) {
    return deposit * (1.0 - std::exp(-pure(rate * time)));
}

// Energy intake of a herd over a period, and what share of it leaves as methane.
Mass methane(Heads herd, Per<Per<Energy, Heads>, Time> intake, double share, Per<Energy, Mass> content, Time period) {
    return herd * intake * share / content * period;
}

double ratio(const Area& part, const Area& whole) { return pure(part / whole); }

}  // namespace

TEST_CASE("a kernel's run-time signature is deduced from its types") {
    const qingdan::UnitTable units = common_units();
    const auto dimension = [&](const char* text) { return units.parse(text)->dimension; };
    const KernelSignature decay = signature_of<decomposed>();
    CHECK(decay.arguments == std::vector{dimension("t"), dimension("1/yr"), dimension("d")});
    CHECK(decay.result == dimension("kg"));
    const KernelSignature herd = signature_of<methane>();
    CHECK(herd.arguments ==
          std::vector{dimension("万头"), dimension("MJ/head/d"), dimension("%"), dimension("MJ/kg"), dimension("yr")});
    CHECK(herd.result == dimension("kg"));
    CHECK(signature_of<ratio>().result.none());
    CHECK(signature_of<ratio>().arguments[0] == dimension("hm2"));
}

TEST_CASE("a kernel is called with numbers in base units") {
    const double decay[] = {100.0, 0.1, 10.0};
    CHECK(call_kernel<decomposed>(decay) == Approx(63.2120558828558));             // 100 (1 - 1/e)
    const double herd[] = {1000.0, 200.0 * 1000 * 365, 0.065, 55.65 * 1000, 1.0};  // 200 MJ a day
    CHECK(call_kernel<methane>(herd) == Approx(1000 * 200.0 * 365 * 0.065 / 55.65));
    double (*const entry)(const double*) = &call_kernel<ratio>;
    const double areas[] = {1.0, 4.0};
    CHECK(entry(areas) == 0.25);
}

TEST_CASE("every base of the shipped table has a compile-time twin, and the other way round") {
    qingdan::Diagnostics diagnostics;
    const auto file = qingdan::read_file(QINGDAN_SOURCE_DIR, "methodologies/common/units.csv", diagnostics);
    const auto table = qingdan::CsvTable::parse(file->bytes, file->document, diagnostics);
    std::size_t bases = 0;
    for (const auto& row : table->rows()) {
        if (table->at(row, table->column("kind")) != "base") continue;
        ++bases;
        INFO(table->at(row, table->column("symbol")));
        CHECK(has_twin(table->at(row, table->column("symbol"))));
    }
    CHECK(bases == std::tuple_size_v<decltype(twins)>);
    CHECK_FALSE(has_twin("K"));
}
