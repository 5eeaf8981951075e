/// @file
/// How many people is a gap? 4 percentage points of about 3,425 pupils is 137 pupils.
///
///     number = points / 100 x denominator
///
/// Units: `points` is a gap in percentage points, signed as the gap is; `denominator` is what the percentage is of.
/// The number is not rounded to whole people, and is a decimal as printed (see decimal.hpp).
/// Edge cases: NaN where the gap or the denominator is missing; nothing is 0 of nobody.
/// Errors: a negative or infinite denominator, an infinite gap.
///
/// Source: "equivalent to 137 pupils" in the corporate performance report (Cabinet, November 2024).
#pragma once

#include <cmath>
#include <string>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// @throws Error: see the head of this file.
[[nodiscard]] inline double equivalent_number(double points, double denominator) {
    if (denominator < 0.0 || std::isinf(denominator))
        throw Error("equivalent number: found denominator " + shown(denominator) +
                    "; accepted: 0 or more, or NaN for missing");
    if (std::isinf(points))
        throw Error(
            "equivalent number: found an infinite gap; accepted: a finite number of percentage points, or NaN "
            "for missing");
    return decimal::difference(points * denominator / 100.0, 0.0);
}

}  // namespace headway
