/// @file
/// The code of a polarity that nobody has said, in columns of codes.
#pragma once

#include <cstdint>

#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::batch {

/// A polarity code for "nobody has said": such rows are not rated, with `Reason::no_polarity`.
inline constexpr std::uint8_t no_polarity = 255;

}  // namespace headway::batch
