/// @file
/// What every statistic of this room gives back: a value, its interval, and a status that says why there is none.
///
///     confidence level  the share of intervals made in this way that hold the truth: 0.95, never 95; two-sided, with
///                       (1 - level) / 2 beyond either limit
///     tail_of(level)    (1 - level) / 2: limits are taken from it, never from 1 - tail, which loses its digits as
///                       the level nears 1
///     multiplier        what a value is printed per: 1, 100 (per cent), 100,000
///
/// Edge cases: nothing is thrown for the figures of a row, only for levels and multipliers. What cannot be estimated
/// is NaN and says why, by the first of the statuses that applies, in their order below. What is `estimated` is finite,
/// and its value lies within its limits: `sound` sees to that, of every statistic, whatever doubles it was made from.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string_view>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/stats/level.hpp"
#include "headway/stats/normal.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// Why a statistic has no value, or that it has one.
enum class StatisticStatus : std::uint8_t {
    estimated,
    missing,                  ///< a value that it needs is NaN
    not_finite,               ///< an infinite value, or numbers so large or small that no double holds the answer
    negative,                 ///< a count, denominator or standard error below zero
    zero_denominator,         ///< nothing to divide by
    count_above_denominator,  ///< a proportion of more than all
    suppressed,               ///< the method's own rule forbids to print it; `Suppression` says which
    too_few_points,           ///< fewer than the method needs
    outside_limits,           ///< a value that is not within its own limits
    no_logarithm,             ///< a rate of 0 or a proportion of 0 or 1, where the method takes logarithms
};

template <>
struct Vocabulary<StatisticStatus> {
    static constexpr std::string_view name = "statistic status";
    static constexpr std::array<std::string_view, 10> words{
        "estimated",  "missing",        "not_finite",     "negative",    "zero_denominator", "count_above_denominator",
        "suppressed", "too_few_points", "outside_limits", "no_logarithm"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::stats {

/// Two limits, in the unit of the value; NaN where unknown. Both are part of the interval.
struct Interval {
    double lower = std::numeric_limits<double>::quiet_NaN();
    double upper = std::numeric_limits<double>::quiet_NaN();
};

/// Whether a value lies within limits, or on one, as printed.
[[nodiscard]] inline bool holds(Interval limits, double value) noexcept {
    return decimal::difference(value, limits.lower) >= 0.0 && decimal::difference(limits.upper, value) >= 0.0;
}

/// One statistic.
struct Statistic {
    double value = std::numeric_limits<double>::quiet_NaN();
    double lower = std::numeric_limits<double>::quiet_NaN();
    double upper = std::numeric_limits<double>::quiet_NaN();
    StatisticStatus status = StatisticStatus::missing;
};

/// @throws Error for a multiplier that is not above 0, or infinite.
inline void validate_multiplier(double multiplier) {
    if (!(multiplier > 0.0) || std::isinf(multiplier))
        throw Error("multiplier: found " + shown(multiplier) +
                    "; accepted: a number above 0, such as 100 for per cent");
}

/// The probability beyond either limit.
[[nodiscard]] constexpr double tail_of(double level) noexcept { return (1.0 - level) / 2.0; }

/// How many standard errors a normal interval reaches to either side: 1.96 at 0.95.
[[nodiscard]] inline double normal_multiple(double level) noexcept { return -normal_quantile(tail_of(level)); }

/// The status of a row by its numbers, each of which must be known, finite and not negative.
template <class... Numbers>
[[nodiscard]] constexpr StatisticStatus status_of_amounts(Numbers... numbers) noexcept {
    if (((numbers != numbers) || ...)) return StatisticStatus::missing;
    if (((numbers - numbers != 0.0) || ...)) return StatisticStatus::not_finite;
    if (((numbers < 0.0) || ...)) return StatisticStatus::negative;
    return StatisticStatus::estimated;
}

/// The status of two parts together: of what is not `estimated` the one that comes first.
[[nodiscard]] constexpr StatisticStatus first_of(StatisticStatus a, StatisticStatus b) noexcept {
    if (a == StatisticStatus::estimated) return b;
    return b == StatisticStatus::estimated || a < b ? a : b;
}

/// Squares of amounts between these are doubles.
inline constexpr double smallest_unscaled = 0x1p-300, largest_unscaled = 0x1p300;

/// An even power of two, exact as its root is, to multiply an amount by whose square may overflow or vanish; else 1.
[[nodiscard]] constexpr double scale_for(double amount) noexcept {
    if (amount >= smallest_unscaled && amount <= largest_unscaled) return 1.0;
    return amount > largest_unscaled ? 0x1p-600 : 0x1p500;
}

/// An estimate as it may be given: a limit that rounding alone puts beyond its value lies on it. What is not finite is
/// `not_finite`, a value that is not within its limits `outside_limits`; either says nothing else. `size` is that of
/// the numbers that the estimate was added up from, where it is larger.
template <class Estimate>
[[nodiscard]] Estimate sound(Estimate estimate, double size = 0.0) noexcept {
    constexpr double most = std::numeric_limits<double>::max();
    const bool in_order = (estimate.lower >= -most) & (estimate.lower <= estimate.value) &
                          (estimate.value <= estimate.upper) & (estimate.upper <= most);
    if (in_order || estimate.status != StatisticStatus::estimated) [[likely]] return estimate;
    const double rounding = 1e-9 * std::fmax(std::fabs(estimate.value), size);
    const auto beyond = [&](double gap) { return gap > 0.0 && gap <= rounding; };
    if (beyond(estimate.lower - estimate.value)) estimate.lower = estimate.value;
    if (beyond(estimate.value - estimate.upper)) estimate.upper = estimate.value;
    const bool finite =
        std::isfinite(estimate.value) && std::isfinite(estimate.lower) && std::isfinite(estimate.upper);
    if (finite && estimate.lower <= estimate.value && estimate.value <= estimate.upper) return estimate;
    estimate.value = estimate.lower = estimate.upper = std::numeric_limits<double>::quiet_NaN();
    estimate.status = finite ? StatisticStatus::outside_limits : StatisticStatus::not_finite;
    return estimate;
}

}  // namespace headway::stats
