/// @file
/// Student's t: its distribution function and its upper quantile, by Boost.Math.
#pragma once

#include <boost/math/distributions/students_t.hpp>

#include "headway/stats/boost_policy.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

namespace detail {

using StudentsT = boost::math::students_t_distribution<double, Quiet>;

}  // namespace detail

/// The probability of at most t.
[[nodiscard]] inline double student_distribution(double degrees, double t) {
    return boost::math::cdf(detail::StudentsT(degrees), t);
}

/// The upper quantile: what leaves `tail` above it.
[[nodiscard]] inline double student_quantile(double degrees, double tail) {
    return -boost::math::quantile(detail::StudentsT(degrees), tail);
}

}  // namespace headway::stats
