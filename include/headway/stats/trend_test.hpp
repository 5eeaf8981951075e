/// @file
/// Is there a trend? Tests of values at times 0, 1, 2, ... in their order.
///
///     cochran_armitage   proportions x/n:  chi^2 = (sum x (t - T))^2 / (p q sum n (t - T)^2),
///                        slope = sum x (t - T) / sum n (t - T)^2,  T = sum n t / sum n,  p = sum x / sum n = 1 - q
///     weighted_trend     values y with standard errors s:  least squares with weights w = 1 / s^2,
///                        slope = sum w (t - T) y / sum w (t - T)^2,  T = sum w t / sum w,
///                        chi^2 = slope^2 sum w (t - T)^2
///     mann_kendall       any values:  S = rises less falls over all pairs,  tau = S / sqrt(pairs (pairs - tied pairs))
///     sen_slope          their slope: the median of the slopes between all pairs (pairwise_slopes.hpp)
///
/// Both chi-squared tests have one degree of freedom; `p_value` is its upper tail, erfc(sqrt(chi^2 / 2)). Slopes are
/// per unit of time, in the unit of x/n or of y.
///
/// Mann-Kendall's p-value is two-sided. Where no two values tie and there are at most 33 it is exact, by the number of
/// permutations with no more pairs out of order (a recursion over the number of values). Otherwise it is normal:
/// z = (S -+ 1) / sqrt(V), the 1 towards 0 for continuity, V = (n (n - 1)(2n + 5) - sum t (t - 1)(2t + 5)) / 18 with t
/// the size of each group of ties. Sen's interval takes the slopes z sqrt(V) / 2 places to either side of the middle.
///
/// Edge cases: a series without variation has slope 0, chi^2 0 and p-value 1; tau is then 0, although it is undefined.
/// Mann-Kendall and Sen need order and distance only, so a missing value is left out and its neighbours keep their
/// times, and values tie as the decimals that they were printed as; the chi-squared tests need every point and are
/// `missing`. All missing is `missing`; one point (Mann-Kendall: two) is `too_few_points`, a standard error of 0
/// `zero_denominator`. Where there are too few slopes for Sen's interval to reach its level (fewer than five points at
/// 95%), the slope has no limits and is `too_few_points`. A slope that over the whole series rises by no more than the
/// last bits of its values is 0. Values of one series are independent by assumption: pooled or rolling years are not.
/// What no double holds is `not_finite`.
///
/// Errors: columns of different lengths; a level that is none.
///
/// Sources: Armitage, Biometrics 11 (1955); Cochran, Biometrics 10 (1954); Mann, Econometrica 13 (1945); Kendall, "Rank
/// correlation methods" (1975); Sen, JASA 63 (1968).
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <numbers>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/stats/median.hpp"
#include "headway/stats/pairwise_slopes.hpp"
#include "headway/stats/proportion.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::stats {

/// The name of the method, with its version and source.
inline constexpr std::string_view cochran_armitage_method =
    "chi-squared test for trend in proportions, version 1 (Cochran 1954; Armitage 1955)";
/// The name of the method, with its version and source.
inline constexpr std::string_view weighted_trend_method =
    "chi-squared test for trend, inverse-variance weights, version 1 (weighted least squares)";
/// The name of the method, with its version and source.
inline constexpr std::string_view mann_kendall_method =
    "Mann-Kendall test, exact without ties to 33 points, version 1 (Mann 1945; Kendall 1975)";
/// The name of the method, with its version and source.
inline constexpr std::string_view sen_slope_method = "Sen's slope, version 1 (Sen 1968)";

/// A slope and its chi-squared test.
struct TrendTest {
    double slope = std::numeric_limits<double>::quiet_NaN();  ///< per unit of time
    double chi_squared = std::numeric_limits<double>::quiet_NaN();
    double p_value = std::numeric_limits<double>::quiet_NaN();
    StatisticStatus status = StatisticStatus::missing;
};

/// Mann and Kendall's test.
struct MannKendall {
    double s = std::numeric_limits<double>::quiet_NaN();    ///< pairs that rise less pairs that fall
    double tau = std::numeric_limits<double>::quiet_NaN();  ///< Kendall's tau-b: from -1, all fall, to 1, all rise
    double z = std::numeric_limits<double>::quiet_NaN();    ///< with continuity correction
    double p_value = std::numeric_limits<double>::quiet_NaN();
    bool exact = false;  ///< whether the p-value is
    StatisticStatus status = StatisticStatus::missing;
};

/// The upper tail of a chi-squared distribution of one degree of freedom.
[[nodiscard]] inline double chi_squared_tail(double chi_squared) noexcept {
    return std::erfc(std::sqrt(chi_squared / 2.0));
}

/// The chi-squared that a test of one degree of freedom must exceed: 9.5495 at 0.998.
[[nodiscard]] inline double chi_squared_limit(double level) noexcept {
    const double z = normal_multiple(level);
    return z * z;
}

namespace detail {

inline constexpr std::size_t nothing_left_out = static_cast<std::size_t>(-1);

/// A weighted least-squares line: the slope and what its variance is 1 over, the sum of w (t - T)^2.
struct WeightedSlope {
    double slope = 0.0;
    double precision = 0.0;
};

/// `weight` and `value` of a point by its number; the times are 0, 1, 2, ... whatever point is left out.
template <class Weight, class Value>
[[nodiscard]] WeightedSlope weighted_slope(std::size_t points, Weight weight, Value value,
                                           std::size_t left_out = nothing_left_out) {
    double weights = 0.0, times = 0.0, values = 0.0;
    for (std::size_t i = 0; i < points; ++i) {
        if (i == left_out) continue;
        weights += weight(i);
        times += weight(i) * static_cast<double>(i);
        values += weight(i) * value(i);
    }
    const double mean_time = times / weights, mean = values / weights;  // about the means: nothing cancels
    double along = 0.0, precision = 0.0, size = 0.0;
    for (std::size_t i = 0; i < points; ++i) {
        if (i == left_out) continue;
        const double t = static_cast<double>(i) - mean_time;
        along += weight(i) * t * (value(i) - mean);
        size += weight(i) * std::fabs(t * value(i));
        precision += weight(i) * t * t;
    }
    // What rounding alone makes is no slope: equal values have none, whichever way their last bits lean.
    const bool none = std::fabs(along) <= 16.0 * std::numeric_limits<double>::epsilon() * size;
    return {.slope = none ? 0.0 : along / precision, .precision = precision};
}

/// The first status, in the order of the enumerators, that stops any of the points; `estimated` where none does.
template <class Status>
[[nodiscard]] StatisticStatus status_of_points(std::size_t points, Status status) {
    StatisticStatus first = StatisticStatus::estimated;
    for (std::size_t i = 0; i < points; ++i) first = first_of(first, status(i));
    return first;
}

/// @throws Error for columns of different lengths.
inline void same_length(std::span<const double> one, const char* name, std::span<const double> other,
                        const char* other_name) {
    if (one.size() != other.size())
        throw Error(std::string("trend: found ") + std::to_string(other.size()) + " values of " + other_name +
                    "; accepted: " + std::to_string(one.size()) + ", as many as of " + name);
}

[[nodiscard]] inline StatisticStatus status_of_value(double value, double se) noexcept {
    if (std::isnan(value) || std::isnan(se)) return StatisticStatus::missing;
    if (std::isinf(value) || std::isinf(se)) return StatisticStatus::not_finite;
    if (se < 0.0) return StatisticStatus::negative;
    return se == 0.0 ? StatisticStatus::zero_denominator : StatisticStatus::estimated;
}

/// The known values of a series with their times, and its tied groups.
struct Ranked {
    std::vector<double> time{};
    std::vector<double> value{};
    double tied_pairs = 0.0;
    double variance = 0.0;  ///< of S, corrected for ties
    StatisticStatus status = StatisticStatus::estimated;
};

[[nodiscard]] inline Ranked ranked(std::span<const double> values) {
    Ranked known;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i])) continue;
        if (std::isinf(values[i])) known.status = StatisticStatus::not_finite;
        known.time.push_back(static_cast<double>(i));
        known.value.push_back(values[i]);
    }
    const double n = static_cast<double>(known.value.size());
    if (known.status == StatisticStatus::estimated && n < 3.0)
        known.status = n == 0.0 && !values.empty() ? StatisticStatus::missing : StatisticStatus::too_few_points;
    known.variance = n * (n - 1.0) * (2.0 * n + 5.0) / 18.0;
    std::vector<double> sorted = known.value;
    std::sort(sorted.begin(), sorted.end());
    for (std::size_t i = 0, j = 0; i < sorted.size(); i = j) {
        while (j < sorted.size() && decimal::equal(sorted[j], sorted[i])) ++j;
        const double t = static_cast<double>(j - i);
        known.tied_pairs += t * (t - 1.0) / 2.0;
        known.variance -= t * (t - 1.0) * (2.0 * t + 5.0) / 18.0;
    }
    known.value = decimal::tied(std::move(known.value), sorted);
    return known;
}

inline constexpr std::size_t most_exact_points = 33;

/// The probability that a random order of n different values has at most k pairs out of order.
[[nodiscard]] inline double at_most_inversions(std::size_t n, std::size_t k) {
    std::vector<double> probability(k + 1, 0.0), next(k + 1);
    probability[0] = 1.0;
    for (std::size_t values = 2; values <= n; ++values) {  // the last of them passes none, one, ... or all others
        for (std::size_t total = 0; total <= k; ++total) {
            double sum = 0.0;
            for (std::size_t passed = 0; passed < values && passed <= total; ++passed)
                sum += probability[total - passed];
            next[total] = sum / static_cast<double>(values);
        }
        std::swap(probability, next);
    }
    double sum = 0.0;
    for (const double each : probability) sum += each;
    return sum;
}

/// A test as it may be given: what overflowed is `not_finite`.
[[nodiscard]] inline TrendTest finite(TrendTest test) noexcept {
    if (std::isfinite(test.slope) && std::isfinite(test.chi_squared)) return test;
    return {.status = StatisticStatus::not_finite};
}

}  // namespace detail

/// The chi-squared test for trend in proportions: see the head of this file.
/// @throws Error for columns of different lengths.
[[nodiscard]] inline TrendTest cochran_armitage(std::span<const double> count, std::span<const double> denominator) {
    detail::same_length(count, "count", denominator, "denominator");
    const std::size_t points = count.size();
    TrendTest test{.status = detail::status_of_points(
                       points, [&](std::size_t i) { return status_of_proportion(count[i], denominator[i]); })};
    if (test.status == StatisticStatus::estimated && points < 2) test.status = StatisticStatus::too_few_points;
    if (test.status != StatisticStatus::estimated) return test;
    double events = 0.0, all = 0.0;
    for (std::size_t i = 0; i < points; ++i) {
        events += count[i];
        all += denominator[i];
    }
    const detail::WeightedSlope line = detail::weighted_slope(
        points, [&](std::size_t i) { return denominator[i]; },
        [&](std::size_t i) { return count[i] / denominator[i]; });
    const double variance = events / all * (std::max(0.0, all - events) / all);  // of none or of all: no variation
    test.slope = variance == 0.0 ? 0.0 : line.slope;
    test.chi_squared = variance == 0.0 ? 0.0 : line.slope * line.slope * line.precision / variance;
    test.p_value = chi_squared_tail(test.chi_squared);
    return detail::finite(test);
}

/// The chi-squared test for trend in values with standard errors: see the head of this file.
/// @throws Error for columns of different lengths.
[[nodiscard]] inline TrendTest weighted_trend(std::span<const double> value, std::span<const double> se) {
    detail::same_length(value, "value", se, "se");
    const std::size_t points = value.size();
    TrendTest test{.status = detail::status_of_points(
                       points, [&](std::size_t i) { return detail::status_of_value(value[i], se[i]); })};
    if (test.status == StatisticStatus::estimated && points < 2) test.status = StatisticStatus::too_few_points;
    if (test.status != StatisticStatus::estimated) return test;
    const detail::WeightedSlope line = detail::weighted_slope(
        points, [&](std::size_t i) { return 1.0 / (se[i] * se[i]); }, [&](std::size_t i) { return value[i]; });
    test.slope = line.slope;
    test.chi_squared = line.slope * line.slope * line.precision;
    test.p_value = chi_squared_tail(test.chi_squared);
    return detail::finite(test);
}

/// Mann and Kendall's test of a series, NaN left out: see the head of this file.
[[nodiscard]] inline MannKendall mann_kendall(std::span<const double> values) {
    const detail::Ranked known = detail::ranked(values);
    MannKendall test{.status = known.status};
    if (test.status != StatisticStatus::estimated) return test;
    const std::size_t n = known.value.size();
    const double pairs = static_cast<double>(n) * static_cast<double>(n - 1) / 2.0;
    const double falls = static_cast<double>(falling_pairs(known.value)), rises = pairs - known.tied_pairs - falls;
    test.s = rises - falls;
    test.tau = test.s == 0.0 ? 0.0 : test.s / std::sqrt(pairs * (pairs - known.tied_pairs));
    const double corrected = std::max(0.0, std::fabs(test.s) - 1.0);
    test.z = corrected == 0.0 ? 0.0 : std::copysign(corrected / std::sqrt(known.variance), test.s);
    test.exact = known.tied_pairs == 0.0 && n <= detail::most_exact_points;
    const auto fewer = static_cast<std::size_t>(std::min(rises, falls));
    test.p_value = test.exact ? std::min(1.0, 2.0 * detail::at_most_inversions(n, fewer))
                              : std::erfc(std::fabs(test.z) / std::numbers::sqrt2);
    return test;
}

/// Sen's slope of a series, NaN left out, with its interval: see the head of this file.
/// @param between_counts see pairwise_slopes.hpp
/// @throws Error for a level that is none.
[[nodiscard]] inline Statistic sen_slope(std::span<const double> values, double level = 0.95,
                                         BetweenCounts between_counts = nullptr) {
    validate_level(level);
    const detail::Ranked known = detail::ranked(values);
    Statistic slope{.status = known.status};
    if (slope.status != StatisticStatus::estimated) return slope;
    const std::uint64_t n = known.value.size(), pairs = n * (n - 1) / 2;
    const double reach = normal_multiple(level) * std::sqrt(std::max(0.0, known.variance));
    const double all = static_cast<double>(pairs);
    const double first = std::nearbyint((all - reach) / 2.0) - 1.0, last = std::nearbyint((all + reach) / 2.0);
    std::vector<std::uint64_t> ranks{(pairs - 1) / 2, pairs / 2};
    const bool limited = first >= 0.0 && last <= all - 1.0;
    if (limited) {
        ranks.push_back(static_cast<std::uint64_t>(first));
        ranks.push_back(static_cast<std::uint64_t>(last));
    }
    // Equal values may differ in their last bits, which is no slope.
    std::vector<double> sizes;
    for (const double value : known.value) sizes.push_back(std::fabs(value));
    const double noise = 16.0 * std::numeric_limits<double>::epsilon() * median(std::move(sizes)) /
                         (known.time.back() - known.time.front());
    const std::vector<double> slopes = slopes_at(known.time, known.value, ranks, noise, between_counts);
    slope.value = between(slopes[0], slopes[1]);
    if (!limited) {
        slope.status = std::isfinite(slope.value) ? StatisticStatus::too_few_points : StatisticStatus::not_finite;
        if (!std::isfinite(slope.value)) slope.value = std::numeric_limits<double>::quiet_NaN();
        return slope;
    }
    slope.lower = slopes[2];
    slope.upper = slopes[3];
    return sound(slope);
}

}  // namespace headway::stats
