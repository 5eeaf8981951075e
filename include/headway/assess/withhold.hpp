/// @file
/// No rating of figures that are counted in different units.
#pragma once

#include <cmath>
#include <limits>

#include "headway/assess/rating.hpp"
#include "headway/measure/unlike_units.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// Takes back a rating of figures that are not counted alike, and their gap. What is missing stays the reason.
inline void withhold(Assessment& result, Units units) noexcept {
    if (units == Units::alike || std::isnan(result.value) || !result.comparator.given()) return;
    result.gap = std::numeric_limits<double>::quiet_NaN();
    if (result.rating == Rating::not_rated && result.reason != Reason::zero_comparator &&
        result.reason != Reason::undefined_ratio && result.reason != Reason::only_a_bound)
        return;
    result.rating = Rating::not_rated;
    result.reason = units == Units::differ ? Reason::units_differ : Reason::units_in_doubt;
}

}  // namespace headway
