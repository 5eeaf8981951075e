/// @file
/// How far is a result from its comparator, so that results in different units can be put in order?
///
///     share = |gap / end|
///
/// Units: `gap` is value - comparator, in the indicator's unit, 0 within a range; `comparator` is one number twice, or
/// a range, and `end` is its end that the gap is from: the lower of a value below it, else the upper. A share of 0.1 is
/// a tenth of the comparator.
/// Edge cases: NaN where the gap or the end is missing, and for an end of 0, of which nothing is a share.
/// Errors: none.
#pragma once

#include <cmath>
#include <limits>

#include "headway/measure/range.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// A gap as a share of the end of the comparator that it is from; NaN where there is none.
[[nodiscard]] inline double gap_share(double gap, Range comparator) noexcept {
    const double end = gap < 0.0 ? comparator.lower : comparator.upper;
    return end == 0.0 ? std::numeric_limits<double>::quiet_NaN() : std::fabs(gap / end);
}

}  // namespace headway
