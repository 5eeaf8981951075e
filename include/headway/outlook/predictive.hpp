/// @file
/// How far off a projection may be: the distribution that its interval and its probability are read from.
///
/// | basis               | distribution of the year                                                                |
/// |---------------------|-----------------------------------------------------------------------------------------|
/// | `back_test`         | Student t about the projection, scaled by the method's own errors on this series        |
/// | `portfolio`         | the same, scaled by its own few errors and those of similar series                       |
/// | `negative_binomial` | what is reached plus a negative binomial count, its tails as wide as Student's are       |
/// | `exact`             | a fact                                                                                  |
/// | `none`              | nothing to judge by: no interval, no probability                                        |
///
/// With T and N the distribution functions of Student's t and of the normal, and F that of the negative binomial, the
/// count has the distribution function T(N^-1(F)): F itself where its variance is known well, and the wider the fewer
/// degrees of freedom its variance was estimated with.
///
/// What the distribution puts beyond the bounds (a total below what is reached, a percentage above 100) lies on them.
#pragma once

#include <algorithm>
#include <array>
#include <boost/math/special_functions/beta.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/range.hpp"
#include "headway/stats/boost_policy.hpp"
#include "headway/stats/level.hpp"
#include "headway/stats/normal.hpp"
#include "headway/stats/students_t.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What an interval rests on.
enum class IntervalBasis : std::uint8_t { none, exact, back_test, portfolio, negative_binomial };

template <>
struct Vocabulary<IntervalBasis> {
    static constexpr std::string_view name = "basis of an interval";
    static constexpr std::array<std::string_view, 5> words{"none", "exact", "back_test", "portfolio",
                                                           "negative_binomial"};
};

/// The distribution of the year that an interval and a chance are read from.
struct Predictive {
    IntervalBasis basis = IntervalBasis::none;
    double location = std::numeric_limits<double>::quiet_NaN();  ///< of t and a fact; what is reached, of a count
    double scale = 0.0;                                          ///< of t; 0: certain
    double degrees_of_freedom = 1.0;                             ///< of t, and of the variance of a count
    double mean = 0.0;                                           ///< of a count: what is to come
    double size = 1.0;                                           ///< of a count: its variance is mean + mean^2 / size
    double event = 1.0;                                          ///< of a count: what one event adds to the year
    double lowest = -std::numeric_limits<double>::infinity();
    double highest = std::numeric_limits<double>::infinity();

    /// The probability that the year is at most x; NaN where there is nothing to judge by.
    [[nodiscard]] double at_most(double x) const { return up_to(x, true); }

    /// The probability that the year is less than x.
    [[nodiscard]] double below(double x) const { return up_to(x, false); }

    /// The standard deviation of a count to come, in the unit of the year.
    [[nodiscard]] double deviation() const noexcept { return event * std::sqrt(mean + mean * mean / size); }

    /// The value that the year stays at or below with probability p, 0 < p < 1. A count's is whole, rounded outwards.
    /// A p nearer to 0 or 1 than 1e-15 is taken to be there.
    [[nodiscard]] double quantile(double p) const {
        if (basis == IntervalBasis::none) return std::numeric_limits<double>::quiet_NaN();
        double value = location;
        if (basis == IntervalBasis::negative_binomial || scale > 0.0) {
            const double kept = std::clamp(p, 1e-15, 1.0 - 1e-15);
            const double t = kept < 0.5 ? -stats::student_quantile(degrees_of_freedom, kept)
                                        : stats::student_quantile(degrees_of_freedom, 1.0 - kept);
            value += basis == IntervalBasis::negative_binomial ? event * count_quantile(t) : scale * t;
        }
        return std::clamp(value, lowest, highest);
    }

private:
    static constexpr double rounding = 1e-9;  // of a number of events
    static constexpr double furthest = 8.0;   // standard deviations of a count

    /// The chance that an event of the negative binomial is its last: size / (size + mean).
    [[nodiscard]] double chance() const noexcept { return size / (size + mean); }
    /// The probability of at most so many events, and of more.
    [[nodiscard]] double at_most_events(double events) const {
        return boost::math::ibeta(size, events + 1.0, chance(), stats::detail::Quiet());
    }
    [[nodiscard]] double more_events(double events) const {
        return boost::math::ibetac(size, events + 1.0, chance(), stats::detail::Quiet());
    }
    /// The number of events, not made whole, that as many or fewer are with probability p.
    [[nodiscard]] double events_at(double p) const {
        if (p <= at_most_events(0.0)) return 0.0;
        return boost::math::ibeta_invb(size, chance(), p, stats::detail::Quiet()) - 1.0;
    }
    /// The count at a quantile of t, rounded outwards.
    [[nodiscard]] double count_quantile(double t) const {
        const double p = stats::normal_distribution(std::clamp(t, -furthest, furthest));
        const double events = events_at(p);
        if (p < 0.5) return std::floor(events + rounding);
        const double above = std::ceil(events);
        return above >= 1.0 && at_most_events(above - 1.0) >= p ? above - 1.0 : above;
    }
    /// The probability of at most so many events, its tails as wide as Student's are.
    [[nodiscard]] double count_up_to(double events) const {
        const double lower = at_most_events(events), upper = more_events(events);
        if (!(lower > 0.0)) return 0.0;
        if (!(upper > 0.0)) return 1.0;
        return lower < upper ? stats::student_distribution(degrees_of_freedom, stats::normal_quantile(lower))
                             : 1.0 - stats::student_distribution(degrees_of_freedom, stats::normal_quantile(upper));
    }

    double up_to(double x, bool inclusive) const {
        if (basis == IntervalBasis::none || std::isnan(x)) return std::numeric_limits<double>::quiet_NaN();
        if (inclusive ? x < lowest : x <= lowest) return 0.0;
        if (inclusive ? x >= highest : x > highest) return 1.0;
        const double beyond = decimal::difference(x, location);
        if (basis == IntervalBasis::negative_binomial) {
            const double events =
                inclusive ? std::floor(beyond / event + rounding) : std::ceil(beyond / event - rounding) - 1.0;
            return events < 0.0 ? 0.0 : count_up_to(events);
        }
        if (!(scale > 0.0)) return (inclusive ? beyond >= 0.0 : beyond > 0.0) ? 1.0 : 0.0;
        return stats::student_distribution(degrees_of_freedom, beyond / scale);
    }
};

/// Which ends an interval has. With one, the whole of 1 - level lies beyond it.
enum class Sides : std::uint8_t { both, lower, upper };

template <>
struct Vocabulary<Sides> {
    static constexpr std::string_view name = "sides";
    static constexpr std::array<std::string_view, 3> words{"both", "lower", "upper"};
};

/// The interval that holds the year with probability `level`, and of counts the number that is expected, which can lie
/// beyond a quantile where hardly an event is: 1.1 within 1 to 2. NaN for the end that it does not have.
/// @throws Error for a level outside 0 to 1.
[[nodiscard]] inline Range interval(const Predictive& predictive, double level, Sides sides = Sides::both) {
    stats::validate_level(level, "level");
    const double tail = sides == Sides::both ? (1.0 - level) / 2.0 : 1.0 - level;
    Range ends;
    if (sides != Sides::upper) ends.lower = predictive.quantile(tail);
    if (sides != Sides::lower) ends.upper = predictive.quantile(1.0 - tail);
    if (predictive.basis != IntervalBasis::negative_binomial) return ends;
    const auto expected = [&](double events) { return predictive.location + predictive.event * events; };
    if (sides != Sides::upper) ends.lower = std::min(ends.lower, expected(std::floor(predictive.mean)));
    if (sides != Sides::lower)
        ends.upper = std::max(ends.upper, std::min(expected(std::ceil(predictive.mean)), predictive.highest));
    return ends;
}

}  // namespace headway
