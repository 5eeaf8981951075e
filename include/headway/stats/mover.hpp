/// @file
/// The interval of a difference, recovered from the intervals of its two terms.
///
///     lower = d - sqrt((a - l_a)^2 + (u_b - b)^2),  upper = d + sqrt((u_a - a)^2 + (b - l_b)^2),  d = a - b
///
/// The distance from an estimate to its own limit stands for its standard error near that limit, so the interval is as
/// lopsided as those it is made of and never leaves what they allow. The terms are independent. With Wilson's limits of
/// two proportions it is Newcombe's method 10.
///
/// Source: Zou and Donner, "Construction of confidence limits about effect measures: a general approach", Statistics in
/// Medicine 27 (2008): the method of variance estimates recovery, MOVER.
#pragma once

#include <cmath>

#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The interval of a - b.
[[nodiscard]] inline Interval mover_difference(double a, Interval of_a, double b, Interval of_b) noexcept {
    const double d = a - b;
    return {.lower = d - std::hypot(a - of_a.lower, of_b.upper - b),
            .upper = d + std::hypot(of_a.upper - a, b - of_b.lower)};
}

}  // namespace headway::stats
