/// @file
/// A function that is compiled for several processors, of which a program takes the best when it starts. What it gives
/// is the same to the last bit: wider registers hold more rows, and nothing is contracted.
/// processor.hpp is for headers, without the widest; its word is another, for kernels may be compiled as one file.
#pragma once

// Where the linker and the loader know how to choose; sanitizers start too late for it.
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__has_attribute) && !defined(__SANITIZE_ADDRESS__) && \
    !defined(__SANITIZE_THREAD__)
#if __has_attribute(target_clones)
#define HEADWAY_FOR_WIDE_PROCESSORS __attribute__((target_clones("avx512f", "avx2", "default")))
#endif
#endif
#ifndef HEADWAY_FOR_WIDE_PROCESSORS
#define HEADWAY_FOR_WIDE_PROCESSORS
#endif
