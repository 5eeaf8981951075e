/// @file
/// A crude rate and its interval: events x in a population, or in person-years, n.
///
///     value  = x / n
///     exact  lower = G^-1(tail; x), upper = G^-1(1 - tail; x + 1), over n: G the gamma distribution of that shape and
///            scale 1, half a chi-squared distribution of 2x and 2x + 2 degrees of freedom
///     Byar   lower = x (1 - 1/(9x) - z / (3 sqrt(x)))^3, upper = (x + 1)(1 - 1/(9(x + 1)) + z / (3 sqrt(x + 1)))^3,
///            over n: the cube root of the same is nearly normal; within 0.2% of exact at 95%
///
/// The official method is exact below 10 events and Byar from 10; exact throughout is an option. The interval is of the
/// events alone: the population is taken as known. There may be more events than people.
///
/// Edge cases: no events have a lower limit of exactly 0 and an upper limit of -log(tail). Where Byar's cube is
/// negative (few events, extreme levels) the limit is 0. n = 0 is `zero_denominator`.
///
/// Sources: Garwood, Biometrika 28 (1936) for the exact interval; Breslow and Day, "Statistical Methods in Cancer
/// Research" II (1987), 69 for Byar's; PHE, "Technical guide: confidence intervals" (2018) for which is used when.
#pragma once

#include <algorithm>
#include <array>
#include <boost/math/policies/policy.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "headway/stats/statistic.hpp"
#include "headway/vocabulary.hpp"

namespace headway {

/// Which interval events have. Every method that counts events takes it.
enum class PoissonInterval : std::uint8_t {
    byar,   ///< the official one: exact below 10 events, Byar's from 10
    exact,  ///< exact throughout
};

template <>
struct Vocabulary<PoissonInterval> {
    static constexpr std::string_view name = "poisson interval";
    static constexpr std::array<std::string_view, 2> words{"byar", "exact"};
};

/// The method of a rate as a result names it.
[[nodiscard]] constexpr std::string_view rate_method(PoissonInterval interval) noexcept {
    return interval == PoissonInterval::exact
               ? "exact Poisson interval, version 1 (Garwood 1936)"
               : "Byar's interval, exact Poisson below 10 events, version 1 (Breslow and Day 1987; PHE 2018)";
}

inline constexpr double byar_from = 10.0;

namespace detail {

/// Boost raises no exception for what this room never asks; it gives NaN or infinity.
using Quiet = boost::math::policies::policy<
    boost::math::policies::domain_error<boost::math::policies::ignore_error>,
    boost::math::policies::pole_error<boost::math::policies::ignore_error>,
    boost::math::policies::overflow_error<boost::math::policies::ignore_error>,
    boost::math::policies::evaluation_error<boost::math::policies::ignore_error>,
    boost::math::policies::promote_double<false>>;

}  // namespace detail

/// The exact interval of x >= 0 events, with the probability `tail` beyond either limit.
[[nodiscard]] inline Interval exact_poisson(double x, double tail) {
    return {.lower = x == 0.0 ? 0.0 : boost::math::gamma_p_inv(x, tail, detail::Quiet()),
            .upper = x == 0.0 ? -std::log(tail) : boost::math::gamma_q_inv(x + 1.0, tail, detail::Quiet())};
}

/// Byar's interval of x > 0 events, z standard errors wide.
[[nodiscard]] inline Interval byar(double x, double z) noexcept {
    const double y = x + 1.0;
    const double below = 1.0 - 1.0 / (9.0 * x) - z / (3.0 * std::sqrt(x));
    const double above = 1.0 - 1.0 / (9.0 * y) + z / (3.0 * std::sqrt(y));
    return {.lower = std::max(0.0, x * below * below * below), .upper = y * above * above * above};
}

/// The interval of x >= 0 events at a level; see the head of this file.
[[nodiscard]] inline Interval poisson_interval(double x, double level, PoissonInterval interval = PoissonInterval::byar) {
    return interval == PoissonInterval::exact || x < byar_from ? exact_poisson(x, tail_of(level))
                                                             : byar(x, normal_multiple(level));
}

[[nodiscard]] inline StatisticStatus status_of_rate(double count, double population) noexcept {
    const StatisticStatus amounts = status_of_amounts(count, population);
    if (amounts != StatisticStatus::estimated) return amounts;
    return population == 0.0 ? StatisticStatus::zero_denominator : StatisticStatus::estimated;
}

/// A rate, times the multiplier, with its interval. @throws Error for a level or multiplier that is none.
[[nodiscard]] inline Statistic crude_rate(double count, double population, double level = 0.95,
                                         double multiplier = 1.0, PoissonInterval interval = PoissonInterval::byar) {
    validate_level(level);
    validate_multiplier(multiplier);
    Statistic statistic{.status = status_of_rate(count, population)};
    if (statistic.status != StatisticStatus::estimated) return statistic;
    const Interval limits = poisson_interval(count, level, interval);
    const double per = multiplier / population;
    statistic.value = count * per;
    statistic.lower = limits.lower * per;
    statistic.upper = limits.upper * per;
    return statistic;
}

}  // namespace headway
