/// @file
/// The version, in its one place: CMake, the wheel and `headway.__version__` read it from here.
#pragma once

#define HEADWAY_VERSION "0.1.0"

namespace headway {

inline constexpr const char* version = HEADWAY_VERSION;

}  // namespace headway
