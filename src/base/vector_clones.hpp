#pragma once
// QINGDAN_CLONES before a function: the compiler makes it once per instruction set and the loader takes the best. Only
// for plain loops over arrays, in files compiled without contraction (-ffp-contract=off), so that all clones give the
// same bits; inline functions of the standard library in such a file may be kept in their AVX copy for everybody.

#if defined(__x86_64__) && defined(__gnu_linux__) && !defined(__SANITIZE_ADDRESS__)
#define QINGDAN_CLONES __attribute__((target_clones("arch=skylake-avx512", "avx2", "default")))
#else
#define QINGDAN_CLONES
#endif
