/// @file
/// Two rates compared: their difference and their ratio. x1 events in n1 person-years against x2 in n2, independent.
///
///     difference  value = x1/n1 - x2/n2, limits from the two rates' own intervals (rate.hpp) by MOVER (mover.hpp)
///     ratio       value = (x1/n1) / (x2/n2), limits exact: of x1 + x2 events a share p falls on the first, and
///                 p / (1 - p) is the ratio times n1/n2, so the limits are those of a binomial share:
///                 lower = o(B^-1(tail; x1, x2 + 1)) n2/n1, upper = o(B^-1(1 - tail; x1 + 1, x2)) n2/n1,
///                 o(p) = p / (1 - p), B the beta distribution
///
/// The exact interval keeps at least its level whatever the counts; the limits of the turned ratio are those of this
/// one turned over. The difference takes Byar's intervals, exact below 10 events, or exact ones throughout.
///
/// Edge cases: x1 = 0 has a ratio of 0 with a lower limit of exactly 0. x2 = 0 leaves nothing to divide by: the ratio
/// has no value (`zero_denominator`), its upper limit is infinity and its lower limit holds. n = 0 is
/// `zero_denominator`; of two reasons the one that comes first in `StatisticStatus`.
///
/// Among very many events the iterations that invert the incomplete beta function lose their way. From a million on
/// both sides on, the logarithm of the ratio of two gammas is nearly normal, and its quantile is Cornish and Fisher's
/// by its first four cumulants. With fewer on one side and more than 10^10 on the other the limit is a gamma quantile g
/// of the few, f their shape and m the many's: o = exp(g / (m + (f - 1) / 2)) - 1, to (f / m)^2.
///
/// Sources: Wise, "On normalizing the incomplete beta-function for fitting to dose-response curves", Biometrika 47
/// (1960) for the share of few; Cornish and Fisher, Review of the International Statistical Institute 5 (1938);
/// Przyborowski and Wilenski, "Homogeneity of results in testing samples from Poisson series", Biometrika 31 (1940);
/// Breslow and Day, "Statistical Methods in Cancer Research" II (1987), 93 for the ratio; Zou and Donner, Statistics in
/// Medicine 27 (2008) for the difference.
#pragma once

#include <algorithm>
#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <limits>
#include <string_view>

#include "headway/stats/boost_policy.hpp"
#include "headway/stats/mover.hpp"
#include "headway/stats/normal.hpp"
#include "headway/stats/rate.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The name of the method, with its version and source.
inline constexpr std::string_view rate_ratio_method =
    "exact conditional interval, version 1 (Przyborowski and Wilenski 1940; Breslow and Day 1987)";

/// The method of a difference of rates as a result names it.
[[nodiscard]] constexpr std::string_view rate_difference_method(PoissonInterval interval) noexcept {
    return interval == PoissonInterval::exact
               ? "MOVER from exact Poisson intervals, version 1 (Zou and Donner 2008; Garwood 1936)"
               : "MOVER from Byar's intervals, exact Poisson below 10 events, version 1 (Zou and Donner 2008; Breslow "
                 "and Day 1987)";
}

namespace detail {

inline constexpr double most_inverted = 1e10;  ///< events, beyond which the beta function is not inverted

/// What leaves `tail` above it of the ratio of two gammas of large shapes.
[[nodiscard]] inline double large_gamma_ratio(double a, double b, double tail) noexcept {
    const double z = -normal_quantile(tail), u = 1.0 / a, v = 1.0 / b;
    const double mean = -(u - v) / 2.0 - (u * u - v * v) / 12.0;  // less log(a / b)
    const double variance = u + u * u / 2.0 + v + v * v / 2.0, sd = std::sqrt(variance);
    const double skew = (v * v * (1.0 + v) - u * u * (1.0 + u)) / (variance * sd);
    const double tails = 2.0 * (u * u * u + v * v * v) / (variance * variance);
    const double z2 = z * z;
    return a / b * std::exp(mean + sd * (z + skew * (z2 - 1.0) / 6.0 + tails * z * (z2 - 3.0) / 24.0 -
                                         skew * skew * z * (2.0 * z2 - 5.0) / 36.0));
}

/// The upper limit of x1 / x2, events against events.
[[nodiscard]] inline double event_ratio_upper(double x1, double x2, double tail) {
    if (x2 == 0.0) return std::numeric_limits<double>::infinity();
    const double a = x1 + 1.0, b = x2, few = std::min(a, b), many = std::max(a, b);
    if (few >= many_events) return large_gamma_ratio(a, b, tail);
    if (many > most_inverted) {
        const double gamma_quantile = a < b ? boost::math::gamma_q_inv(a, tail, Quiet())
                                            : boost::math::gamma_p_inv(b, tail, Quiet());
        const double odds = std::expm1(gamma_quantile / (many + (few - 1.0) / 2.0));
        return a < b ? odds : 1.0 / odds;
    }
    double rest = 0.0;  // 1 - share, with its own digits
    const double share = boost::math::ibetac_inv(x1 + 1.0, x2, tail, &rest, Quiet());
    return share / rest;
}

}  // namespace detail

/// The exact interval of the ratio of two rates, with the probability `tail` beyond either limit. For x >= 0, n > 0.
[[nodiscard]] inline Interval exact_rate_ratio(double x1, double n1, double x2, double n2, double tail) {
    const double per = n2 / n1;
    return {.lower = per / detail::event_ratio_upper(x2, x1, tail),
            .upper = per * detail::event_ratio_upper(x1, x2, tail)};
}

/// The first rate less the second, times the multiplier. @throws Error for a level or multiplier that is none.
[[nodiscard]] inline Statistic rate_difference(double x1, double n1, double x2, double n2, double level = 0.95,
                                              double multiplier = 1.0,
                                              PoissonInterval interval = PoissonInterval::byar) {
    validate_level(level);
    validate_multiplier(multiplier);
    Statistic statistic{.status = first_of(status_of_rate(x1, n1), status_of_rate(x2, n2))};
    if (statistic.status != StatisticStatus::estimated) return statistic;
    const auto per = [&](Interval events, double n) { return Interval{events.lower / n, events.upper / n}; };
    const double first = x1 / n1, second = x2 / n2;
    const Interval limits = mover_difference(first, per(poisson_interval(x1, level, interval), n1), second,
                                             per(poisson_interval(x2, level, interval), n2));
    statistic.value = (first - second) * multiplier;
    statistic.lower = limits.lower * multiplier;
    statistic.upper = limits.upper * multiplier;
    return sound(statistic);
}

/// The first rate over the second. @throws Error for a level that is none.
[[nodiscard]] inline Statistic rate_ratio(double x1, double n1, double x2, double n2, double level = 0.95) {
    validate_level(level);
    Statistic statistic{.status = first_of(status_of_rate(x1, n1), status_of_rate(x2, n2))};
    if (statistic.status != StatisticStatus::estimated) return statistic;
    const Interval limits = exact_rate_ratio(x1, n1, x2, n2, tail_of(level));
    statistic.lower = limits.lower;
    statistic.upper = limits.upper;
    if (x2 == 0.0) statistic.status = StatisticStatus::zero_denominator;
    else statistic.value = (x1 / n1) / (x2 / n2);
    return sound(statistic);
}

}  // namespace headway::stats
