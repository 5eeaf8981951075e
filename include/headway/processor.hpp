/// @file
/// Functions that are compiled twice, for processors with 256-bit vectors (AVX2) and for all others; the loader picks
/// one when the program starts, so one binary serves every machine.
///
/// Both give the same bits: the wider version does the same operations on more numbers at once, and has no fused
/// multiply-add. Where compiler or C library cannot choose at load time (not GCC, not x86-64, not glibc, or under a
/// sanitizer, which is not up yet when the choice is made) there is one version.
#pragma once

#include <cstddef>  // which says whether this is glibc

#if defined(__GNUC__) && !defined(__clang__) && defined(__x86_64__) && defined(__GLIBC__) && \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define HEADWAY_FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define HEADWAY_FOR_EACH_PROCESSOR
#endif

/// Before a short loop of fixed length whose numbers should stay in registers: written out, it becomes vectors.
#if defined(__GNUC__) && !defined(__clang__)
#define HEADWAY_UNROLLED _Pragma("GCC unroll 16")
#else
#define HEADWAY_UNROLLED
#endif
