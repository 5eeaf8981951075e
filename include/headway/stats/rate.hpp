/// @file
/// A crude rate and its interval: events x in a population, or in person-years, n.
///
///     value  = x / n
///     exact  lower = G^-1(tail; x), upper = G^-1(1 - tail; x + 1), over n: G the gamma distribution of that shape and
///            scale 1, half a chi-squared distribution of 2x and 2x + 2 degrees of freedom
///     Byar   lower = x (1 - 1/(9x) - z / (3 sqrt(x)))^3, upper = (x + 1)(1 - 1/(9(x + 1)) + z / (3 sqrt(x + 1)))^3,
///            over n: the cube root of the same is nearly normal; within 0.2% of exact at 95%
///
/// From a million events on, exact limits are Cornish and Fisher's expansion of a gamma quantile, for which the
/// iterations that invert the incomplete gamma function lose their way: of shape a, z standard errors from the middle,
///
///     a + z sqrt(a) + (z^2 - 1) / 3 + (z^3 - 7z) / (36 sqrt(a)) - (3z^4 + 7z^2 - 16) / (810 a)
///       + (9z^5 + 256z^3 - 433z) / (38880 a^(3/2))
///
/// whose next term is below 1e-9 of the distance to the limit, at any level.
///
/// The official method is exact below 10 events and Byar from 10; exact throughout is an option. The interval is of the
/// events alone: the population is taken as known. There may be more events than people.
///
/// Edge cases: no events have a lower limit of exactly 0 and an upper limit of -log(tail). Where Byar's cube is
/// negative (few events, extreme levels) the limit is 0. n = 0 is `zero_denominator`.
///
/// Sources: Goldberg and Levine, "Approximate formulas for the percentage points and normalization of t and chi-
/// squared", Annals of Mathematical Statistics 17 (1946) for the expansion; Garwood, Biometrika 28 (1936) for the exact
/// interval; Breslow and Day, "Statistical Methods in Cancer Research" II (1987), 69 for Byar's; PHE, "Technical guide:
/// confidence intervals" (2018) for which is used when.
#pragma once

#include <algorithm>
#include <array>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "headway/stats/boost_policy.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

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

}  // namespace headway

namespace headway::inline HEADWAY_ABI::stats {

/// The method of a rate as a result names it.
[[nodiscard]] constexpr std::string_view rate_method(PoissonInterval interval) noexcept {
    return interval == PoissonInterval::exact
               ? "exact Poisson interval, version 1 (Garwood 1936)"
               : "Byar's interval, exact Poisson below 10 events, version 1 (Breslow and Day 1987; PHE 2018)";
}

/// From so many events on the limits are Byar's.
inline constexpr double byar_from = 10.0;

namespace detail {

inline constexpr double many_events = 1e6;  ///< from which quantiles of the gamma distribution are expanded

/// How far the quantile of a gamma distribution of a large shape lies from the shape, z standard errors from the
/// middle.
[[nodiscard]] inline double large_gamma_offset(double shape, double z) noexcept {
    const double root = std::sqrt(shape), z2 = z * z;
    return z * root + (z2 - 1.0) / 3.0 + z * (z2 - 7.0) / (36.0 * root) -
           ((3.0 * z2 + 7.0) * z2 - 16.0) / (810.0 * shape) +
           z * ((9.0 * z2 + 256.0) * z2 - 433.0) / (38880.0 * shape * root);
}

}  // namespace detail

/// The exact interval of x >= 0 events, with the probability `tail` beyond either limit.
[[nodiscard]] inline Interval exact_poisson(double x, double tail) {
    if (x >= detail::many_events) {
        const double z = -normal_quantile(tail);
        return {.lower = x + detail::large_gamma_offset(x, -z),
                .upper = x + (1.0 + detail::large_gamma_offset(x + 1.0, z))};
    }
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

/// The intervals of many counts at one level; see the head of this file. What they share is made once.
class PoissonLimits {
public:
    /// @param tabled whole counts below this have their exact limits made here, for columns in which they come again.
    explicit PoissonLimits(double level, PoissonInterval interval = PoissonInterval::byar, std::size_t tabled = 0)
        : interval_(interval), tail_(tail_of(level)), z_(normal_multiple(level)), exact_(tabled) {
        for (std::size_t x = 0; x < tabled; ++x) exact_[x] = exact_poisson(static_cast<double>(x), tail_);
    }

    /// The interval of x >= 0 events.
    [[nodiscard]] Interval operator()(double x) const {
        if (interval_ == PoissonInterval::byar && x >= byar_from) return byar(x, z_);
        if (x < static_cast<double>(exact_.size()))
            if (const auto whole = static_cast<std::size_t>(x); static_cast<double>(whole) == x) return exact_[whole];
        return exact_poisson(x, tail_);
    }

private:
    PoissonInterval interval_;
    double tail_, z_;
    std::vector<Interval> exact_;
};

/// The interval of x >= 0 events at a level.
[[nodiscard]] inline Interval poisson_interval(double x, double level,
                                               PoissonInterval interval = PoissonInterval::byar) {
    return PoissonLimits(level, interval)(x);
}

/// Why there is no rate of a count and a population, or that there is one.
[[nodiscard]] inline StatisticStatus status_of_rate(double count, double population) noexcept {
    const StatisticStatus amounts = status_of_amounts(count, population);
    if (amounts != StatisticStatus::estimated) return amounts;
    return population == 0.0 ? StatisticStatus::zero_denominator : StatisticStatus::estimated;
}

/// A rate, times the multiplier, with its interval. For loops over columns: level and multiplier are valid.
[[nodiscard]] inline Statistic crude_rate(double count, double population, const PoissonLimits& limits_at,
                                         double multiplier) {
    Statistic statistic{.status = status_of_rate(count, population)};
    if (statistic.status != StatisticStatus::estimated) return statistic;
    const Interval limits = limits_at(count);
    const double per = multiplier / population;
    statistic.value = count * per;
    statistic.lower = limits.lower * per;
    statistic.upper = limits.upper * per;
    return sound(statistic);
}

/// A rate, times the multiplier, with its interval. @throws Error for a level or multiplier that is none.
[[nodiscard]] inline Statistic crude_rate(double count, double population, double level = 0.95,
                                         double multiplier = 1.0, PoissonInterval interval = PoissonInterval::byar) {
    validate_level(level);
    validate_multiplier(multiplier);
    return crude_rate(count, population, PoissonLimits(level, interval), multiplier);
}

}  // namespace headway::stats
