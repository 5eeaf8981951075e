/// @file
/// The version, in its one place: CMake, the wheel and `headway.__version__` read it from here.
///
///     #if HEADWAY_VERSION >= 100      0.1.0 is 100, 1.2.3 is 10203
///
/// Everything stands in an inline namespace of the minor version, so that two of them in one program do not meet: a
/// name is written `headway::rate`, and the linker sees `headway::v0_1::rate`: headers of one minor version and kernels
/// of another do not link, and what the linker misses has both in its name. Patches of one minor version share their
/// names: one program has one patch, and one set of options of the compiler (`-ffp-contract` among them).
///
/// Here too, for every header reads it, is what a compiler must do; each is said in one line where it does not.
#pragma once

#include <cfloat>

#if defined(_MSVC_LANG) ? _MSVC_LANG < 202002L : __cplusplus < 202002L
#error "headway is C++20: compile with -std=c++20 or newer (g++ 12 and clang 14 at the least), MSVC with /std:c++20"
#endif
#if !defined(__cpp_exceptions) && !defined(_CPPUNWIND)
#error "headway throws headway::Error of bad input: compile without -fno-exceptions"
#endif
#if defined(__FAST_MATH__) || defined(_M_FP_FAST)
#error "missing data is NaN in headway: compile without -ffast-math (MSVC: without /fp:fast)"
#endif
#if FLT_EVAL_METHOD == 1 || FLT_EVAL_METHOD == 2
#error "headway compares figures to the last bit: on 32-bit x86 compile with -msse2 -mfpmath=sse"
#endif

/// The parts of the version.
#define HEADWAY_VERSION_MAJOR 0
#define HEADWAY_VERSION_MINOR 1
#define HEADWAY_VERSION_PATCH 0

/// The version as one number: 0.1.0 is 100, 1.2.3 is 10203.
#define HEADWAY_VERSION (HEADWAY_VERSION_MAJOR * 10000 + HEADWAY_VERSION_MINOR * 100 + HEADWAY_VERSION_PATCH)

#define HEADWAY_TEXT_OF(x) #x
#define HEADWAY_JOIN_VERSION(major, minor, patch) \
    HEADWAY_TEXT_OF(major) "." HEADWAY_TEXT_OF(minor) "." HEADWAY_TEXT_OF(patch)
/// The version as text: "0.1.0".
#define HEADWAY_VERSION_STRING \
    HEADWAY_JOIN_VERSION(HEADWAY_VERSION_MAJOR, HEADWAY_VERSION_MINOR, HEADWAY_VERSION_PATCH)

#define HEADWAY_NAME_VERSION(major, minor) v##major##_##minor
#define HEADWAY_OF_VERSION(major, minor) HEADWAY_NAME_VERSION(major, minor)
#define HEADWAY_ABI HEADWAY_OF_VERSION(HEADWAY_VERSION_MAJOR, HEADWAY_VERSION_MINOR)

namespace headway::inline HEADWAY_ABI {

/// The version as text, such as "0.1.0".
inline constexpr const char* version = HEADWAY_VERSION_STRING;

}  // namespace headway
