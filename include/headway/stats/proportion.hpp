/// @file
/// A proportion and its Wilson score interval.
///
///     value  = x / n
///     limits = (2x + z^2 -+ z sqrt(z^2 + 4x(1 - x/n))) / (2(n + z^2)),  z = `normal_multiple(level)`
///
/// x of n have a property; both may be weighted sums, so they need not be whole. The limits are the proportions p at
/// which x/n is just z standard errors of p away, which is why they stay within 0 and 1 and why a small n does not
/// collapse them.
///
/// The upper limit is S / (2(n + z^2)) with S the sum above. The lower limit is x^2/n over (n + z^2) times the upper
/// one (the product of the two roots): the difference in the formula cancels where x is small.
///
/// The formula is the same of x, n and z^2 times any number, and it is read where their squares are doubles.
///
/// Edge cases: x = 0 has a lower limit of exactly 0, and x = n an upper limit of exactly 1. n = 0 is
/// `zero_denominator`, x > n `count_above_denominator`; both are compared as decimals, so weights of 0.1 and 0.2 are
/// all of 0.3.
///
/// Sources: Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927); Newcombe,
/// Statistics in Medicine 17 (1998), method 3; PHE, "Technical guide: confidence intervals" (2018).
#pragma once

#include <algorithm>
#include <cmath>
#include <string_view>

#include "headway/decimal.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The name of the method, with its version and source.
inline constexpr std::string_view wilson_method = "Wilson score interval, version 1 (Wilson 1927; PHE 2018)";

/// The Wilson score interval of x of n, z standard errors wide. For 0 <= x <= n and n > 0; see the head of this file.
[[nodiscard]] inline Interval wilson(double x, double n, double z) noexcept {
    const double p = x / n, z2 = z * z;
    const double S = 2.0 * x + z2 + z * std::sqrt(z2 + 4.0 * x * (1.0 - p));
    const double wide = 2.0 * (n + z2);
    const double reciprocal = 1.0 / (S * wide);
    const double lower = 2.0 * x * p * wide * reciprocal, upper = S * S * reciprocal;
    // Rounding alone puts a limit beyond p, or above 1.
    return {.lower = lower > p ? p : lower, .upper = x == n || upper > 1.0 ? 1.0 : upper < p ? p : upper};
}

/// The same of any doubles.
[[nodiscard]] inline Interval scaled_wilson(double x, double n, double z) noexcept {
    const double scale = scale_for(n);
    return wilson(x * scale, n * scale, z * std::sqrt(scale));
}

/// Why there is no proportion of a count and a denominator, or that there is one.
[[nodiscard]] inline StatisticStatus status_of_proportion(double count, double denominator) noexcept {
    const StatisticStatus amounts = status_of_amounts(count, denominator);
    if (amounts != StatisticStatus::estimated) return amounts;
    if (denominator == 0.0) return StatisticStatus::zero_denominator;
    if (count <= denominator || decimal::difference(count, denominator) <= 0.0) return StatisticStatus::estimated;
    return StatisticStatus::count_above_denominator;
}

/// A proportion, times the multiplier, with its interval. @throws Error for a level or multiplier that is none.
[[nodiscard]] inline Statistic proportion(double count, double denominator, double level = 0.95,
                                         double multiplier = 1.0) {
    validate_level(level);
    validate_multiplier(multiplier);
    Statistic statistic{.status = status_of_proportion(count, denominator)};
    if (statistic.status != StatisticStatus::estimated) return statistic;
    count = std::min(count, denominator);
    const Interval interval = scaled_wilson(count, denominator, normal_multiple(level));
    statistic.value = count / denominator * multiplier;
    statistic.lower = interval.lower * multiplier;
    statistic.upper = interval.upper * multiplier;
    return sound(statistic);
}

}  // namespace headway::stats
