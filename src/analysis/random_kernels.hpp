#pragma once
// Random numbers by counter: Philox4x32-10 (Salmon et al. 2011) and own polynomials behind it, so that any trial of any
// stream can be drawn alone, in any order, on any machine, with the same bits. The file is compiled with
// -ffp-contract=off and vectorised; nothing in it calls libm but sqrt, which is exact by IEEE 754.

#include <array>
#include <cstddef>
#include <cstdint>

namespace qingdan::random {

/// One block of trials; every function below fills one. Trial t of a stream stands in block t / 256.
inline constexpr std::size_t block_trials = 256;

/// Which numbers: of a run (seed), a source of uncertainty (stream), and a further use of it (attempt).
struct Stream {
    std::uint64_t seed = 0;
    std::uint32_t stream = 0;
    std::uint32_t attempt = 0;
};

/// One step of the generator, for tests and for single trials.
std::array<std::uint32_t, 4> philox(std::array<std::uint32_t, 4> counter, std::array<std::uint32_t, 2> key);

/// Between 0 and 1, both excluded, in steps of 2^-52.
void uniforms(const Stream& stream, std::uint64_t block, double* out);
/// Mean 0, standard deviation 1 (Box and Muller).
void normals(const Stream& stream, std::uint64_t block, double* out);

/// In place: the share of the standard normal distribution below x, within 1e-7 and between 0 and 1, both excluded.
void normal_shares(double* values, std::size_t count);

/// In place: e^x, for x within ±700.
void exponentials(double* values, std::size_t count);
/// In place: natural logarithm of normal numbers above 0.
void logarithms(double* values, std::size_t count);

}  // namespace qingdan::random
