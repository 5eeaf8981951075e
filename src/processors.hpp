/// @file
/// A function that is compiled for several processors, of which a program takes the best when it starts. What it gives
/// is the same to the last bit: wider registers hold more rows, and nothing is contracted.
/// processor.hpp is for headers, without the widest; its word is another, for kernels may be compiled as one file.
#pragma once

#include <cstddef>  // which says whether this is glibc

// By GCC alone, where the loader can choose; sanitizers start too late for it. Of a function that is declared elsewhere
// clang 14 keeps one version, that of the first name, which other processors cannot run.
#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define HEADWAY_FOR_WIDE_PROCESSORS __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define HEADWAY_FOR_WIDE_PROCESSORS
#endif
