/// @file
/// The version, in its one place: CMake, the wheel and `headway.__version__` read it from here.
///
///     #if HEADWAY_VERSION >= 100      0.1.0 is 100, 1.2.3 is 10203
///
/// Everything stands in an inline namespace of the version, so that two versions in one program do not meet: a name is
/// written `headway::rate`, and the linker sees `headway::v0_1::rate`.
#pragma once

#define HEADWAY_VERSION_MAJOR 0
#define HEADWAY_VERSION_MINOR 1
#define HEADWAY_VERSION_PATCH 0

#define HEADWAY_VERSION (HEADWAY_VERSION_MAJOR * 10000 + HEADWAY_VERSION_MINOR * 100 + HEADWAY_VERSION_PATCH)

#define HEADWAY_TEXT_OF(x) #x
#define HEADWAY_JOIN_VERSION(major, minor, patch) \
    HEADWAY_TEXT_OF(major) "." HEADWAY_TEXT_OF(minor) "." HEADWAY_TEXT_OF(patch)
#define HEADWAY_VERSION_STRING \
    HEADWAY_JOIN_VERSION(HEADWAY_VERSION_MAJOR, HEADWAY_VERSION_MINOR, HEADWAY_VERSION_PATCH)

#define HEADWAY_NAME_VERSION(major, minor) v##major##_##minor
#define HEADWAY_OF_VERSION(major, minor) HEADWAY_NAME_VERSION(major, minor)
#define HEADWAY_ABI HEADWAY_OF_VERSION(HEADWAY_VERSION_MAJOR, HEADWAY_VERSION_MINOR)

namespace headway::inline HEADWAY_ABI {

/// The version as text, such as "0.1.0".
inline constexpr const char* version = HEADWAY_VERSION_STRING;

}  // namespace headway
