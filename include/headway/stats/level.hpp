/// @file
/// A level: the share of intervals that hold what they are of, 0.95 and never 95.
///
/// Errors: a level that is not between 0 and 1, by the name of the argument that it came in.
#pragma once

#include <string>
#include <string_view>

#include "headway/error.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// @throws Error for a level that is not between 0 and 1.
inline void validate_level(double level, std::string_view what = "confidence") {
    if (!(level > 0.0 && level < 1.0))
        throw Error(std::string(what) + ": found " + shown(level) +
                    "; accepted: a level above 0 and below 1, such as 0.95");
}

}  // namespace headway::inline HEADWAY_ABI::stats
