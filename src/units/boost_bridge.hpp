#pragma once
// The one bridge between Boost.Units and run-time units. A kernel is a plain function over the quantities below, so
// the compiler checks its body; its run-time signature is deduced from its type and never written a second time.
// Only formula/kernels (and the test of this file) include it: a file with Boost.Units compiles many times slower.
//
//   Mass decomposed(Mass deposit, Per<Pure, Time> rate, Time t) { return deposit * (1.0 - std::exp(-pure(rate * t))); }
//   signature_of<decomposed>();       // (kg, 1/yr, yr) -> kg
//   call_kernel<decomposed>(values);  // values in base units: kg, kJ, m3, m2, m, yr …
//
// Substances have no types: a kernel's registration says which argument's substance its result carries.

#include <boost/units/base_dimension.hpp>
#include <boost/units/make_system.hpp>
#include <boost/units/operators.hpp>
#include <boost/units/quantity.hpp>
#include <boost/units/unit.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

#include "units/unit.hpp"

namespace qingdan::kernel {

// Energy, volume and area are bases of their own, as in methodologies/common/units.csv: the types
// then know neither more nor less than the run-time checker does.
struct mass_base : boost::units::base_dimension<mass_base, 9001> {};
struct energy_base : boost::units::base_dimension<energy_base, 9002> {};
struct volume_base : boost::units::base_dimension<volume_base, 9003> {};
struct area_base : boost::units::base_dimension<area_base, 9004> {};
struct length_base : boost::units::base_dimension<length_base, 9005> {};
struct time_base : boost::units::base_dimension<time_base, 9006> {};
struct head_base : boost::units::base_dimension<head_base, 9007> {};
struct person_base : boost::units::base_dimension<person_base, 9008> {};
struct facility_base : boost::units::base_dimension<facility_base, 9009> {};
struct vehicle_base : boost::units::base_dimension<vehicle_base, 9010> {};
struct money_base : boost::units::base_dimension<money_base, 9011> {};

/// One system without conversions inside: every quantity is in the base units of the run-time table.
using System = boost::units::make_system<>::type;
template <class Tag>
using Base = boost::units::quantity<boost::units::unit<typename Tag::dimension_type, System>, double>;

using Mass = Base<mass_base>;            // kg
using Energy = Base<energy_base>;        // kJ
using Volume = Base<volume_base>;        // m3
using Area = Base<area_base>;            // m2
using Length = Base<length_base>;        // m
using Time = Base<time_base>;            // yr
using Heads = Base<head_base>;           // head
using Persons = Base<person_base>;       // person
using Facilities = Base<facility_base>;  // facility
using Vehicles = Base<vehicle_base>;     // vehicle
using Money = Base<money_base>;          // yuan
using Pure = boost::units::quantity<boost::units::unit<boost::units::dimensionless_type, System>, double>;

template <class A, class B>
using Per = decltype(std::declval<A>() / std::declval<B>());
template <class A, class B>
using Times = decltype(std::declval<A>() * std::declval<B>());

/// The number of a quantity without unit; anything else does not compile.
inline double pure(const Pure& quantity) { return quantity.value(); }

/// Tag of a compile-time base and the symbol of its run-time twin, a `base` row of units.csv.
template <class Tag>
struct Twin {
    using tag = Tag;
    std::string_view symbol;
};
inline constexpr std::tuple twins{
    Twin<mass_base>{mass_symbol},  Twin<energy_base>{"kJ"},     Twin<volume_base>{"m3"},
    Twin<area_base>{"m2"},         Twin<length_base>{"m"},      Twin<time_base>{"yr"},
    Twin<head_base>{"head"},       Twin<person_base>{"person"}, Twin<facility_base>{"facility"},
    Twin<vehicle_base>{"vehicle"}, Twin<money_base>{"yuan"}};

template <class Tag>
constexpr std::string_view runtime_symbol() {
    std::string_view found;
    std::apply(
        [&](const auto&... twin) {
            ((std::is_same_v<Tag, typename std::decay_t<decltype(twin)>::tag> ? void(found = twin.symbol) : void()),
             ...);
        },
        twins);
    return found;
}

/// Whether a base symbol of the run-time table has a compile-time twin.
constexpr bool has_twin(std::string_view symbol) {
    return std::apply([&](const auto&... twin) { return ((twin.symbol == symbol) || ...); }, twins);
}
static_assert(has_twin(mass_symbol) && has_twin("kJ") && has_twin("m3") && has_twin("m2") && has_twin("m") &&
                  has_twin("yr"),
              "a measured base of the run-time table has no compile-time twin");
static_assert(has_twin("head") && has_twin("person") && has_twin("facility") && has_twin("vehicle") && has_twin("yuan"),
              "a counted base of the run-time table has no compile-time twin");

namespace detail {

template <class List>
struct RuntimeDimension;

template <>
struct RuntimeDimension<boost::units::dimensionless_type> {
    static Dimension get() { return {}; }
};

template <class Tag, class Exponent, class Rest>
struct RuntimeDimension<boost::units::list<boost::units::dim<Tag, Exponent>, Rest>> {
    static_assert(Exponent::Denominator == 1, "run-time units have whole exponents");
    static_assert(!runtime_symbol<Tag>().empty(), "this base dimension has no run-time twin");
    static Dimension get() {
        const Dimension own =
            Dimension::base(std::string(runtime_symbol<Tag>())).power(static_cast<int>(Exponent::Numerator));
        return own.multiplied(RuntimeDimension<Rest>::get());
    }
};

template <class Value>
struct Slot;  // what a kernel may take and give: double and quantities of `System`

template <>
struct Slot<double> {
    static Dimension dimension() { return {}; }
    static double enter(double value) { return value; }
    static double leave(double value) { return value; }
};

template <class List>
struct Slot<boost::units::quantity<boost::units::unit<List, System>, double>> {
    using Quantity = boost::units::quantity<boost::units::unit<List, System>, double>;
    static Dimension dimension() { return RuntimeDimension<List>::get(); }
    static Quantity enter(double value) { return Quantity::from_value(value); }
    static double leave(const Quantity& quantity) { return quantity.value(); }
};

template <class Function>
struct Kernel;

template <class Result, class... Arguments>
struct Kernel<Result (*)(Arguments...)> {
    static constexpr std::size_t arity = sizeof...(Arguments);
    static std::vector<Dimension> arguments() { return {Slot<std::decay_t<Arguments>>::dimension()...}; }
    static Dimension result() { return Slot<Result>::dimension(); }
    template <std::size_t... I>
    static double call(Result (*function)(Arguments...), const double* values, std::index_sequence<I...>) {
        return Slot<Result>::leave(function(Slot<std::decay_t<Arguments>>::enter(values[I])...));
    }
};

}  // namespace detail

struct KernelSignature {
    std::vector<Dimension> arguments;
    Dimension result;
};

template <auto function>
KernelSignature signature_of() {
    using Kernel = detail::Kernel<decltype(function)>;
    return {Kernel::arguments(), Kernel::result()};
}

/// Calls a kernel with plain numbers in base units, as many as it has arguments. A `double (*)(const double*)` for
/// tables.
template <auto function>
double call_kernel(const double* values) {
    using Kernel = detail::Kernel<decltype(function)>;
    return Kernel::call(function, values, std::make_index_sequence<Kernel::arity>{});
}

}  // namespace qingdan::kernel
