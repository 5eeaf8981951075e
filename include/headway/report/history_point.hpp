/// @file
/// An earlier point of an indicator of a scorecard.
#pragma once

#include <limits>

#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// One earlier figure of an indicator.
struct HistoryPoint {
    Period period{};
    double value = std::numeric_limits<double>::quiet_NaN();
};

}  // namespace headway
