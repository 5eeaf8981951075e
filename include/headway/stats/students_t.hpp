/// @file
/// Student's t: its distribution function and its upper quantile, by the incomplete beta function of Boost.Math.
///
///     P(T > t) = I_x(df / 2, 1 / 2) / 2,   x = df / (df + t^2),   for t >= 0
///
/// The beta function directly, and not Boost's class of the distribution: held against extended precision, for 1 to
/// 10^10 degrees of freedom, this quantile is exact to 2e-15 and that of the class in double precision to 2e-9, because
/// it stops early; and the class costs more to compile. 1 - x comes from the inverse itself, so that small t keep their
/// digits; where x is next to 0, I_x(a, b) is x^a / (a B(a, b)), whose root does not vanish below the smallest double.
#pragma once

#include <boost/math/special_functions/beta.hpp>
#include <array>
#include <cmath>
#include <cstddef>

#include "headway/stats/boost_policy.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The probability of at most t.
[[nodiscard]] inline double student_distribution(double degrees, double t) {
    const double squared = t * t;
    // the smaller of x and 1 - x is what is computed without loss
    const double beyond = squared < degrees
                              ? boost::math::ibetac(0.5, degrees / 2.0, squared / (degrees + squared), detail::Quiet())
                              : boost::math::ibeta(degrees / 2.0, 0.5, degrees / (degrees + squared), detail::Quiet());
    return t > 0.0 ? 1.0 - beyond / 2.0 : beyond / 2.0;
}

namespace detail {

/// The upper quantile, found anew.
[[nodiscard]] inline double find_student_quantile(double degrees, double tail) {
    const double both = 2.0 * (tail > 0.5 ? 1.0 - tail : tail), a = degrees / 2.0;
    double rest = 0.0;  // 1 - x, with its own digits
    const double x = boost::math::ibeta_inv(a, 0.5, both, &rest, detail::Quiet());
    const double t = x > 1e-200 ? std::sqrt(degrees * rest / x)
                                : std::sqrt(degrees) / std::pow(both * a * boost::math::beta(a, 0.5, detail::Quiet()),
                                                                1.0 / degrees);
    return std::copysign(t, 0.5 - tail);
}

}  // namespace detail

/// The upper quantile: what leaves `tail` above it. The last few that were asked for are kept, for many series ask for
/// the same.
[[nodiscard]] inline double student_quantile(double degrees, double tail) {
    struct Found {
        double degrees = 0.0, tail = 0.0, quantile = 0.0;
    };
    thread_local std::array<Found, 8> kept{};
    thread_local std::size_t oldest = 0;
    for (const Found& one : kept)
        if (one.degrees == degrees && one.tail == tail) return one.quantile;
    Found& found = kept[oldest++ % kept.size()];
    return (found = {degrees, tail, detail::find_student_quantile(degrees, tail)}).quantile;
}

}  // namespace headway::stats
