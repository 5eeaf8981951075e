/// @file
/// Two proportions compared: their difference and their ratio. x1 of n1 against x2 of n2, independent of each other.
///
///     difference  value = p1 - p2, limits from Wilson's two intervals by MOVER (mover.hpp): Newcombe's method 10
///     ratio       value = p1 / p2, limits those ratios r at which the two samples are just z standard errors away from
///                 p1 = r p2: Koopman's score interval
///
/// A score interval asks of each limit whether the data could come from it, with the error that they would then have,
/// so both agree with Wilson's interval of one proportion. The limits of p2 / p1 are those of p1 / p2 turned over.
///
/// For a ratio r the most likely p2 is the smaller root of (n1 + n2) r p^2 - (r (n1 + x2) + x1 + n2) p + x1 + x2 = 0,
/// and the score is (p1 - r p2) / sqrt(q1 (1 - q1) / n1 + r^2 q2 (1 - q2) / n2) with that root as q2 and r q2 as q1. It
/// falls as r rises; the limit is found by bracketing, among the doubles that there are, and Boost's TOMS 748 to the
/// last bits. Where no double holds it, the row is `not_finite`.
///
/// Edge cases: x1 = 0 has a ratio of 0 with a lower limit of exactly 0. x2 = 0 leaves nothing to divide by: the ratio
/// has no value (`zero_denominator`), its upper limit is infinity and its lower limit holds. n = 0 is
/// `zero_denominator`, x > n `count_above_denominator`; of two reasons the one that comes first in `StatisticStatus`.
///
/// Sources: Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine
/// 17 (1998), 873; Koopman, "Confidence intervals for the ratio of two binomial proportions", Biometrics 40 (1984),
/// 513; Fagerland, Lydersen and Laake, Statistical Methods in Medical Research 24 (2015), which recommends both.
#pragma once

#include <algorithm>
#include <boost/math/tools/toms748_solve.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>

#include "headway/stats/boost_policy.hpp"
#include "headway/stats/mover.hpp"
#include "headway/stats/proportion.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The name of the method, with its version and source.
inline constexpr std::string_view proportion_difference_method =
    "Newcombe's hybrid score interval, method 10, version 1 (Newcombe 1998)";
/// The name of the method, with its version and source.
inline constexpr std::string_view proportion_ratio_method = "Koopman's score interval, version 1 (Koopman 1984)";

namespace detail {

/// How many standard errors x1 / n1 is above r times x2 / n2, with the error it would have were r the ratio.
[[nodiscard]] inline double ratio_score(double r, double x1, double n1, double x2, double n2) noexcept {
    const double w = std::max(r, 1.0), s = r / w;  // all over w, so that no r is too large
    const double a = (n1 + n2) * s, b = s * (n1 + x2) + (x1 + n2) / w, c = (x1 + x2) / w;
    const double root = b * std::sqrt(std::max(0.0, 1.0 - 4.0 * (a / b) * (c / b)));
    const double q2 = std::min(1.0, 2.0 * c / (b + root));  // no rounding leaves a proportion
    const double q1 = std::min(1.0, r * q2);
    const double variance = q1 * (1.0 - q1) / n1 / w / w + s * s * q2 * (1.0 - q2) / n2;
    return (x1 / n1 / w - s * (x2 / n2)) / std::sqrt(variance);
}

/// Koopman's upper limit of (x1 / n1) / (x2 / n2), z standard errors wide.
[[nodiscard]] inline double koopman_upper(double x1, double n1, double x2, double n2, double z) {
    if (x2 == 0.0) return std::numeric_limits<double>::infinity();
    if (x1 == n1 && x2 == n2) return 1.0 + z * z / n2;  // of all against all the score is -sqrt(n2 (r - 1))
    const auto beyond = [&](double r) { return z + ratio_score(r, x1, n1, x2, n2); };  // falls through 0 at the limit
    constexpr double none = std::numeric_limits<double>::quiet_NaN(), most = std::numeric_limits<double>::max();
    const double estimate = (x1 / n1) / (x2 / n2);
    if (!(estimate <= most)) return none;
    const double least = std::max(estimate, std::numeric_limits<double>::min());
    double inside = std::clamp(((x1 + 0.5) / n1) / ((x2 + 0.5) / n2), least, most);
    while (!(beyond(inside) > 0.0)) {
        if (inside == least) return none;
        inside = std::max(least, inside / 2.0);
    }
    double outside = 2.0 * inside;
    while (beyond(outside) > 0.0) {
        inside = outside;
        outside *= 2.0;
    }
    if (std::isinf(outside)) return outside;
    if (!(beyond(outside) <= 0.0)) return none;
    std::uintmax_t steps = 200;
    const auto [lower, upper] = boost::math::tools::toms748_solve(
        beyond, inside, outside, boost::math::tools::eps_tolerance<double>(50), steps, Quiet());
    return lower + (upper - lower) / 2.0;
}

}  // namespace detail

/// Koopman's interval of the ratio of two proportions, z standard errors wide. For 0 <= x <= n and n > 0 of either.
[[nodiscard]] inline Interval koopman(double x1, double n1, double x2, double n2, double z) {
    const double scale = scale_for(std::max(n1, n2)), reach = z * std::sqrt(scale);  // the same of any scale
    x1 *= scale, n1 *= scale, x2 *= scale, n2 *= scale;
    return {.lower = 1.0 / detail::koopman_upper(x2, n2, x1, n1, reach),
            .upper = detail::koopman_upper(x1, n1, x2, n2, reach)};
}

/// The first proportion less the second, times the multiplier. @throws Error for a level or multiplier that is none.
[[nodiscard]] inline Statistic proportion_difference(double x1, double n1, double x2, double n2, double level = 0.95,
                                                    double multiplier = 1.0) {
    validate_level(level);
    validate_multiplier(multiplier);
    Statistic statistic{.status = first_of(status_of_proportion(x1, n1), status_of_proportion(x2, n2))};
    if (statistic.status != StatisticStatus::estimated) return statistic;
    const double z = normal_multiple(level), p1 = x1 / n1, p2 = x2 / n2;
    const Interval limits = mover_difference(p1, scaled_wilson(x1, n1, z), p2, scaled_wilson(x2, n2, z));
    statistic.value = (p1 - p2) * multiplier;
    statistic.lower = limits.lower * multiplier;
    statistic.upper = limits.upper * multiplier;
    return sound(statistic);
}

/// The first proportion over the second. @throws Error for a level that is none.
[[nodiscard]] inline Statistic proportion_ratio(double x1, double n1, double x2, double n2, double level = 0.95) {
    validate_level(level);
    Statistic statistic{.status = first_of(status_of_proportion(x1, n1), status_of_proportion(x2, n2))};
    if (statistic.status != StatisticStatus::estimated) return statistic;
    const Interval limits = koopman(x1, n1, x2, n2, normal_multiple(level));
    statistic.lower = limits.lower;
    statistic.upper = limits.upper;
    if (x2 == 0.0) statistic.status = StatisticStatus::zero_denominator;
    else statistic.value = (x1 / n1) / (x2 / n2);
    return sound(statistic);
}

}  // namespace headway::stats
