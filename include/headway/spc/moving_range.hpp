/// @file
/// The mean moving range: how far neighbouring points of a series are apart, which measures its common variation
/// without the shifts and trends that a standard deviation would take in.
///
///     moving range i     |x_i - x_(i-1)|
///     natural limits     mean -+ 2.66 mean moving range: 3 / d2 of two points, 1.128, rounded as the tables print it
///     screening          ranges above 3.267 (D4 of two points) times their mean are left out and the mean taken once
///                        more, so that a single outlier does not widen the limits that it should be seen against
///
/// Edge cases: no range is formed across a missing point. NaN where there is no range. Where screening would leave no
/// variation at all (a constant series with one step), it is left undone: limits of no width would make every point a
/// signal.
///
/// Sources: Wheeler and Chambers, "Understanding Statistical Process Control" (1992) for 2.66 and 3.267; Nelson,
/// "Control charts for individual measurements", J. Quality Technology 14 (1982) for the screening.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

#include "headway/decimal.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::spc {

/// How many mean moving ranges natural limits are from the mean.
inline constexpr double limits_by_range = 2.66;
/// How many times their mean a moving range may be before it is screened.
inline constexpr double range_limit = 3.267;
inline constexpr double d2_of_two = 1.128;  ///< the mean range of two points, in standard deviations

/// The mean moving range of `count` values; `value(i)` is NaN where point i is missing.
template <class ValueAt>
[[nodiscard]] double mean_moving_range(std::size_t count, ValueAt value, bool screen_ranges) {
    const auto mean_up_to = [&](double limit) {
        double sum = 0.0;
        std::size_t ranges = 0;
        for (std::size_t i = 1; i < count; ++i) {
            const double range = std::fabs(decimal::difference(value(i), value(i - 1)));
            if (!decimal::within(range, limit, true)) continue;
            sum += range;
            ++ranges;
        }
        return ranges == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(ranges);
    };
    const double mean = mean_up_to(std::numeric_limits<double>::max());
    if (!screen_ranges) return mean;
    const double screened = mean_up_to(range_limit * mean);
    return screened > 0.0 ? screened : mean;
}

}  // namespace headway::spc
