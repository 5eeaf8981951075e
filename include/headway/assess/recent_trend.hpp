/// @file
/// The recent trend as Fingertips marks it: has the indicator moved over its latest five annual points?
///
/// A trend is marked where both hold:
///
///     chi^2 > the upper quantile of chi-squared with 1 degree of freedom (9.55 at 99.8%), for trend at times 0 to 4
///     the slope has the same sign in all six fits: of the five points, and of each four of them
///
///     | kind        | chi^2                                         | slope of each fit                              |
///     |-------------|-----------------------------------------------|------------------------------------------------|
///     | proportion  | Cochran-Armitage, of x and n                  | least squares of log(x / (n - x)), unweighted  |
///     | rate        | inverse-variance weights                      | the same weighted least squares                |
///     | value       | inverse-variance weights, of y and its s      | the same weighted least squares                |
///
/// The standard error of a rate is the width of its official 95% interval (exact below 10 events, Byar from 10) over
/// 3.92, so no events have one too. Values have theirs, or published 95% intervals that say it in the same way. The
/// slope in the result is that of the five points: log odds a year for proportions, otherwise value a year.
///
/// With a polarity the marker is improving or worsening, without one (neutral, in_range) increasing or decreasing.
/// Where it cannot be calculated the status says why; a chi^2 is given all the same where there is one.
///
/// Edge cases: fewer than five points; a value missing among the latest five; periods that are not consecutive years; a
/// count of none or of all, which has no log odds (Fingertips refuses a count of all); a value outside its limits. Rows
/// may come in any order where they have periods. A slope of exactly 0 has no sign. Points are of one year each and do
/// not overlap: pooled years are no independent points, and the test would see trends that are not there.
///
/// Errors: columns of different lengths; a level that is none.
///
/// Source: Public Health England / OHID, Fingertips public health technical guidance, "Trend markers"; its published
/// code gives the critical value 9.54953570608324 and the divisor 3.92.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/stats/proportion.hpp"
#include "headway/stats/rate.hpp"
#include "headway/stats/trend_test.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What the recent trend of an indicator is.
enum class TrendMarker : std::uint8_t {
    improving,
    worsening,
    increasing,
    decreasing,
    no_significant_change,
    cannot_be_calculated,
};

template <>
struct Vocabulary<TrendMarker> {
    static constexpr std::string_view name = "trend marker";
    static constexpr std::array<std::string_view, 6> words{
        "improving", "worsening", "increasing", "decreasing", "no_significant_change", "cannot_be_calculated"};
};

/// Whether there is a marker, and if not, why.
enum class TrendStatus : std::uint8_t {
    estimated,
    too_few_points,           ///< fewer than five
    not_consecutive,          ///< the latest five are not of five years in a row, or a year stands twice
    missing,                  ///< a value among the latest five, or a period, is missing
    not_finite,               ///< of the latest five, one is infinite,
    negative,                 ///< below 0 where it cannot be,
    zero_denominator,         ///< of nothing, or without any error,
    count_above_denominator,  ///< or of more than all
    outside_limits,           ///< a value is not within its own published limits
    no_log_odds,              ///< a count is none or all of its denominator; there is a chi-squared all the same
};

template <>
struct Vocabulary<TrendStatus> {
    static constexpr std::string_view name = "trend status";
    static constexpr std::array<std::string_view, 10> words{
        "estimated", "too_few_points",   "not_consecutive",         "missing",        "not_finite",
        "negative",  "zero_denominator", "count_above_denominator", "outside_limits", "no_log_odds"};
};

/// What the points of a trend are.
enum class TrendKind : std::uint8_t {
    proportion,  ///< a count and its denominator
    rate,        ///< events and their population
    value,       ///< a value and its standard error, or its 95% limits
};

template <>
struct Vocabulary<TrendKind> {
    static constexpr std::string_view name = "trend kind";
    static constexpr std::array<std::string_view, 3> words{"proportion", "rate", "value"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::stats {

/// How a trend is marked. Plain data, kept with the markers that it made.
struct RecentTrendRule {
    TrendKind kind = TrendKind::proportion;
    Polarity polarity = Polarity::neutral;
    double level = 0.998;  ///< of the test; 9.55 is its critical value
};

/// The method as a result names it.
[[nodiscard]] constexpr std::string_view recent_trend_method(TrendKind kind) noexcept {
    switch (kind) {
        case TrendKind::proportion:
            return "recent trend of five points, chi-squared for trend in proportions, version 1 (Fingertips technical "
                   "guidance)";
        case TrendKind::rate:
            return "recent trend of five points, weights from Byar's intervals, version 1 (Fingertips technical "
                   "guidance)";
        case TrendKind::value:
            break;
    }
    return "recent trend of five points, inverse-variance weights, version 1 (Fingertips technical guidance)";
}

/// How many annual points a recent trend is of.
inline constexpr std::size_t recent_points_needed = 5;

/// A series of annual points. `first` holds counts, events or values; `second` denominators, populations or standard
/// errors; of values it may be empty where `lower` and `upper`, published 95% limits, say the errors. `period` is empty
/// where the rows are consecutive years in their order, else the number of each row's year.
struct TrendPoints {
    std::span<const double> first{};
    std::span<const double> second{};
    std::span<const double> lower{};
    std::span<const double> upper{};
    std::span<const double> period{};
};

/// A recent trend with what it rests on.
struct RecentTrend {
    TrendMarker marker = TrendMarker::cannot_be_calculated;
    TrendStatus status = TrendStatus::too_few_points;
    double chi_squared = std::numeric_limits<double>::quiet_NaN();
    double p_value = std::numeric_limits<double>::quiet_NaN();
    double slope = std::numeric_limits<double>::quiet_NaN();  ///< a year; log odds a year for proportions
};

/// The standard error that a published 95% interval implies: its width over 3.92.
[[nodiscard]] constexpr double standard_error_of_interval(Interval interval) noexcept {
    return (interval.upper - interval.lower) / 3.92;
}

/// @throws Error for a level that is none.
inline void validate(const RecentTrendRule& rule) { validate_level(rule.level); }

namespace detail {

using FivePoints = std::array<double, recent_points_needed>;

[[nodiscard]] constexpr TrendStatus trend_status(StatisticStatus status) noexcept {
    switch (status) {
        case StatisticStatus::estimated:
            return TrendStatus::estimated;
        case StatisticStatus::not_finite:
            return TrendStatus::not_finite;
        case StatisticStatus::negative:
            return TrendStatus::negative;
        case StatisticStatus::zero_denominator:
            return TrendStatus::zero_denominator;
        case StatisticStatus::count_above_denominator:
            return TrendStatus::count_above_denominator;
        case StatisticStatus::too_few_points:
            return TrendStatus::too_few_points;
        case StatisticStatus::outside_limits:
            return TrendStatus::outside_limits;
        case StatisticStatus::missing:
        case StatisticStatus::suppressed:
        case StatisticStatus::no_logarithm:
            break;
    }
    return TrendStatus::missing;
}

/// The rows of the latest five periods, in their order, or why there are none.
[[nodiscard]] inline TrendStatus latest_rows(const TrendPoints& points,
                                             std::array<std::size_t, recent_points_needed>& rows) {
    const std::size_t size = points.first.size();
    if (size < recent_points_needed) return TrendStatus::too_few_points;
    for (std::size_t k = 0; k < recent_points_needed; ++k) rows[k] = size - recent_points_needed + k;
    if (points.period.empty()) return TrendStatus::estimated;
    if (std::any_of(points.period.begin(), points.period.end(), [](double period) { return std::isnan(period); }))
        return TrendStatus::missing;
    const auto newer = [&](std::size_t a, std::size_t b) {
        return points.period[a] > points.period[b] || (points.period[a] == points.period[b] && a > b);
    };
    for (std::size_t k = 0; k < recent_points_needed; ++k) {  // the k-th newest, the next older than the one before
        std::size_t best = size;
        for (std::size_t i = 0; i < size; ++i)
            if ((k == 0 || newer(rows[recent_points_needed - k], i)) && (best == size || newer(i, best))) best = i;
        rows[recent_points_needed - 1 - k] = best;
    }
    for (std::size_t k = 1; k < recent_points_needed; ++k)
        if (points.period[rows[k]] - points.period[rows[k - 1]] != 1.0) return TrendStatus::not_consecutive;
    return TrendStatus::estimated;
}

/// Whether a value has an error by its published limits: known, in their order, of some width, and about it.
[[nodiscard]] inline StatisticStatus status_of_interval(double value, Interval limits) noexcept {
    const StatisticStatus status = status_of_value(value, standard_error_of_interval(limits));
    if (status != StatisticStatus::estimated) return status;
    return holds(limits, value) ? StatisticStatus::estimated : StatisticStatus::outside_limits;
}

/// 1 or -1 where the slopes of all six fits have that sign, else 0.
template <class Weight, class Value>
[[nodiscard]] int sign_of_all_fits(Weight weight, Value value) {
    int rising = 0, falling = 0;
    for (std::size_t left_out = 0; left_out <= recent_points_needed; ++left_out) {  // the last leaves out none
        const double slope = weighted_slope(recent_points_needed, weight, value, left_out).slope;
        rising += slope > 0.0 ? 1 : 0;
        falling += slope < 0.0 ? 1 : 0;
    }
    const int fits = static_cast<int>(recent_points_needed) + 1;
    return rising == fits ? 1 : falling == fits ? -1 : 0;
}

[[nodiscard]] constexpr TrendMarker marker_of(int sign, Polarity polarity) noexcept {
    if (sign == 0) return TrendMarker::no_significant_change;
    if (polarity == Polarity::high_is_good) return sign > 0 ? TrendMarker::improving : TrendMarker::worsening;
    if (polarity == Polarity::low_is_good) return sign > 0 ? TrendMarker::worsening : TrendMarker::improving;
    return sign > 0 ? TrendMarker::increasing : TrendMarker::decreasing;
}

}  // namespace detail

/// The recent trend of one series: see the head of this file.
/// @throws Error for columns of different lengths and a level that is none.
[[nodiscard]] inline RecentTrend recent_trend(const TrendPoints& points, const RecentTrendRule& rule = {}) {
    validate(rule);
    const bool proportion = rule.kind == TrendKind::proportion, of_values = rule.kind == TrendKind::value;
    const bool by_limits = of_values && points.second.empty();
    const char* const first_name = of_values ? "value" : "count";
    if (by_limits) {
        detail::same_length(points.first, first_name, points.lower, "lower");
        detail::same_length(points.first, first_name, points.upper, "upper");
    } else detail::same_length(points.first, first_name, points.second, of_values ? "se" : "denominator");
    if (!points.period.empty()) detail::same_length(points.first, first_name, points.period, "period");

    RecentTrend trend{};
    std::array<std::size_t, recent_points_needed> rows{};
    trend.status = detail::latest_rows(points, rows);
    if (trend.status != TrendStatus::estimated) return trend;
    detail::FivePoints first{}, second{};
    for (std::size_t k = 0; k < recent_points_needed; ++k) {
        first[k] = points.first[rows[k]];
        if (!by_limits) second[k] = points.second[rows[k]];
    }
    if (by_limits) {
        const auto limits = [&](std::size_t k) { return Interval{points.lower[rows[k]], points.upper[rows[k]]}; };
        trend.status = detail::trend_status(detail::status_of_points(
            recent_points_needed, [&](std::size_t k) { return detail::status_of_interval(first[k], limits(k)); }));
        if (trend.status != TrendStatus::estimated) return trend;
        for (std::size_t k = 0; k < recent_points_needed; ++k) second[k] = standard_error_of_interval(limits(k));
    }
    if (rule.kind == TrendKind::rate) {
        trend.status = detail::trend_status(detail::status_of_points(
            recent_points_needed, [&](std::size_t k) { return status_of_rate(first[k], second[k]); }));
        if (trend.status != TrendStatus::estimated) return trend;
        for (std::size_t k = 0; k < recent_points_needed; ++k) {
            const double population = second[k];
            second[k] = standard_error_of_interval(poisson_interval(first[k], 0.95)) / population;
            first[k] /= population;
        }
    }
    const TrendTest test = proportion ? cochran_armitage(first, second) : weighted_trend(first, second);
    trend.status = detail::trend_status(test.status);
    if (trend.status != TrendStatus::estimated) return trend;
    trend.chi_squared = test.chi_squared;
    trend.p_value = test.p_value;
    int sign = 0;
    if (proportion) {
        detail::FivePoints log_odds{};
        for (std::size_t k = 0; k < recent_points_needed; ++k) {
            log_odds[k] = std::log(first[k] / (second[k] - first[k]));
            if (!std::isfinite(log_odds[k])) trend.status = TrendStatus::no_log_odds;
        }
        if (trend.status != TrendStatus::estimated) return trend;
        const auto equal = [](std::size_t) { return 1.0; };
        const auto value = [&](std::size_t k) { return log_odds[k]; };
        trend.slope = detail::weighted_slope(recent_points_needed, equal, value).slope;
        sign = detail::sign_of_all_fits(equal, value);
    } else {
        trend.slope = test.slope;
        sign = detail::sign_of_all_fits([&](std::size_t k) { return 1.0 / (second[k] * second[k]); },
                                        [&](std::size_t k) { return first[k]; });
    }
    const bool significant = trend.chi_squared > chi_squared_limit(rule.level);
    trend.marker = detail::marker_of(significant ? sign : 0, rule.polarity);
    return trend;
}

}  // namespace headway::stats
