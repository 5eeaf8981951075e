/// @file
/// Control charts of counts and of the time or the cases between rare events.
///
///     p  share x / n of those with the property      mean sum x / sum n    mean -+ 3 sqrt(mean (1 - mean) / n)
///     u  rate x / n of events, n any exposure        mean sum x / sum n    mean -+ 3 sqrt(mean / n)
///     c  events x, exposure always the same          mean of x             mean -+ 3 sqrt(mean)
///     t  time between events, 0 or more              XmR chart of t^(1/3.6), raised again to 3.6
///     g  cases between events                        mean of x             mean -+ 3 sqrt(mean (mean + 1))
///
/// Limits below 0 are 0, and above 1 for p are 1. Limits of p and u charts vary with n. Values, means, limits and
/// targets of p and u charts are times the multiplier.
///
/// Laney's correction (p', u') is for large n, where almost every point lies outside: z is how many standard deviations
/// a point is from the mean, sigma_z the mean moving range of z / 1.128, and the limits are sigma_z times as far from
/// the mean. It is 1 where chance is all there is.
///
/// Phases, baselines, rules and status are those of control_chart.hpp. The rule of two of three takes two thirds of the
/// way to the limit as it was before it was cut off at 0 or 1. Of a g chart, whose values lie below the mean more often
/// than above it, the side of a point is told by the theoretical median, 0.693 of the mean; of a t chart on the
/// transformed scale, which is about symmetric.
///
/// Where values differ only across gaps a p', u' or t chart has no limits. A g chart of equal values has no signal.
///
/// Edge cases: of a point, n = 0 is `zero_denominator`, a share above 1 `count_above_denominator`, a count or a time
/// below 0 `negative`; it is left out as a missing one is. A mean of 0, or of 1 for p, has limits equal to it. A single
/// point of a p', u' or t chart has no limits.
///
/// Sources: Montgomery, "Introduction to Statistical Quality Control" (2009), chapter 7, with Nelson 1994 for t; Laney,
/// "Improved control charts for attributes", Quality Engineering 14 (2002); Benneyan, "Number-between g-type
/// statistical quality control charts", Health Care Management Science 4 (2001); Provost and Murray, "The Health Care
/// Data Guide" (2011), 228 for the median of a g chart.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/spc/control_chart.hpp"
#include "headway/spc/moving_range.hpp"
#include "headway/stats/proportion.hpp"
#include "headway/stats/rate.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::spc {

inline constexpr double power_of_times = 3.6;        ///< times between events, to this root, are about normal
inline constexpr double median_of_geometric = 0.693;  ///< of its mean

namespace detail {

/// The mean of the shares or rates of a baseline: all that was counted over all that it was counted among.
[[nodiscard]] inline double pooled_mean(std::span<ChartPoint> phase, std::size_t baseline, const ChartSeries& series,
                                        std::size_t first) noexcept {
    double counted = 0.0, among = 0.0;
    for (std::size_t i = 0; i < baseline; ++i) {
        if (std::isnan(phase[i].value)) continue;
        counted += series.values[first + i];
        among += series.denominators[first + i];
    }
    return counted / among;
}

/// Limits of shares and rates, of which none is above `ceiling` before the multiplier. `deviation(mean, n)` is the
/// standard deviation of a point where chance is all there is.
template <class Deviation>
void limit_shares(std::span<ChartPoint> phase, std::size_t first, std::size_t baseline, const ChartSeries& series,
                  const ChartRule& rule, double ceiling, Deviation deviation) {
    // Weights of all may add up to more than all in the last bit.
    const double mean = std::min(pooled_mean(phase, baseline, series, first), ceiling);
    const auto deviation_at = [&](std::size_t i) { return deviation(mean, series.denominators[first + i]); };
    double wider = 1.0;
    if (rule.laney) {
        const auto z = [&](std::size_t i) {
            const double sd = deviation_at(i);
            const double off = phase[i].value / rule.multiplier - mean;
            return sd > 0.0 ? off / sd : off;  // 0: no variation at all
        };
        wider = range_of_values(baseline, z, 0.0, rule.screen_ranges) / d2_of_two;
    }
    for (std::size_t i = 0; i < phase.size(); ++i) {
        const bool sized = series.denominators[first + i] > 0.0 && std::isfinite(series.denominators[first + i]);
        const double reach = sized ? 3.0 * wider * deviation_at(i) : std::numeric_limits<double>::quiet_NaN();
        set_limits(phase[i], mean * rule.multiplier, reach * rule.multiplier, 0.0, ceiling * rule.multiplier);
    }
}

/// A count that has no denominator, or a time.
[[nodiscard]] inline stats::Statistic read_amount(double amount) noexcept {
    return {.value = amount, .status = stats::status_of_amounts(amount)};
}

inline ChartSummary p_chart(const ChartSeries& series, const ChartRule& rule, std::span<ChartPoint> points) {
    return draw(
        series, rule, points,
        [&](std::size_t i) {
            const double count = series.values[i], denominator = series.denominators[i];
            return stats::Statistic{.value = std::min(count, denominator) / denominator * rule.multiplier,
                                    .status = stats::status_of_proportion(count, denominator)};
        },
        [&](std::span<ChartPoint> phase, std::size_t first, std::size_t baseline) {
            limit_shares(phase, first, baseline, series, rule, 1.0,
                         [](double mean, double n) { return std::sqrt(mean * (1.0 - mean) / n); });
        });
}

inline ChartSummary u_chart(const ChartSeries& series, const ChartRule& rule, std::span<ChartPoint> points) {
    return draw(
        series, rule, points,
        [&](std::size_t i) {
            const double count = series.values[i], exposure = series.denominators[i];
            return stats::Statistic{.value = count / exposure * rule.multiplier,
                                    .status = stats::status_of_rate(count, exposure)};
        },
        [&](std::span<ChartPoint> phase, std::size_t first, std::size_t baseline) {
            limit_shares(phase, first, baseline, series, rule, no_limit,
                         [](double mean, double n) { return std::sqrt(mean / n); });
        });
}

inline ChartSummary c_chart(const ChartSeries& series, const ChartRule& rule, std::span<ChartPoint> points) {
    return draw(
        series, rule, points, [&](std::size_t i) { return read_amount(series.values[i]); },
        [](std::span<ChartPoint> phase, std::size_t, std::size_t baseline) {
            const double mean = mean_of(phase, baseline);
            for (ChartPoint& point : phase) set_limits(point, mean, 3.0 * std::sqrt(mean), 0.0);
        });
}

inline ChartSummary t_chart(const ChartSeries& series, const ChartRule& rule, std::span<ChartPoint> points) {
    return draw(
        series, rule, points, [&](std::size_t i) { return read_amount(series.values[i]); },
        [&](std::span<ChartPoint> phase, std::size_t, std::size_t baseline) {
            const auto back = [](double root) { return root > 0.0 ? std::pow(root, power_of_times) : root * 0.0; };
            std::vector<ChartPoint> roots(phase.begin(), phase.end());
            for (ChartPoint& point : roots) point.value = std::pow(point.value, 1.0 / power_of_times);
            const double mean = mean_of({roots.data(), roots.size()}, baseline);
            const double range = range_of_values(
                baseline, [&](std::size_t i) { return roots[i].value; }, mean, rule.screen_ranges);
            for (std::size_t i = 0; i < phase.size(); ++i) {
                set_limits(roots[i], mean, limits_by_range * range, 0.0);
                phase[i].mean = back(mean);
                phase[i].lower = back(roots[i].lower);
                phase[i].upper = back(roots[i].upper);
                phase[i].zone = roots[i].zone;
            }
        });
}

inline ChartSummary g_chart(const ChartSeries& series, const ChartRule& rule, std::span<ChartPoint> points) {
    return draw(
        series, rule, points, [&](std::size_t i) { return read_amount(series.values[i]); },
        [](std::span<ChartPoint> phase, std::size_t, std::size_t baseline) {
            const double mean = mean_of(phase, baseline);
            const bool varies = any_off(phase.size(), [&](std::size_t i) { return phase[i].value; }, mean);
            for (ChartPoint& point : phase) {
                set_limits(point, mean, 3.0 * std::sqrt(mean * (mean + 1.0)), 0.0);
                if (varies && point.zone >= -1 && point.zone <= 1)
                    point.zone = static_cast<Zone>(side_of(point.value, median_of_geometric * mean));
            }
        });
}

/// @throws Error for a series without the column that its chart divides by.
inline void validate_denominators(const ChartSeries& series, std::string_view chart) {
    if (series.denominators.size() != series.values.size())
        throw Error(std::string(chart) + " chart: found " + std::to_string(series.denominators.size()) +
                    " denominators; accepted: " + std::to_string(series.values.size()) + ", one a point");
}

}  // namespace detail

/// The p chart of `values` among `denominators`. @throws Error as `validate`, and without denominators.
[[nodiscard]] inline ControlChart p_chart(const ChartSeries& series, const ChartRule& rule = {}) {
    detail::validate_denominators(series, "p");
    return detail::whole(series, rule, detail::p_chart, true);
}

/// The u chart of `values` events in `denominators`. @throws Error as `validate`, and without denominators.
[[nodiscard]] inline ControlChart u_chart(const ChartSeries& series, const ChartRule& rule = {}) {
    detail::validate_denominators(series, "u");
    return detail::whole(series, rule, detail::u_chart);
}

/// The c chart of counts. @throws Error as `validate`.
[[nodiscard]] inline ControlChart c_chart(const ChartSeries& series, const ChartRule& rule = {}) {
    return detail::whole(series, rule, detail::c_chart);
}

/// The t chart of times between events. @throws Error as `validate`.
[[nodiscard]] inline ControlChart t_chart(const ChartSeries& series, const ChartRule& rule = {}) {
    return detail::whole(series, rule, detail::t_chart);
}

/// The g chart of cases between events. @throws Error as `validate`.
[[nodiscard]] inline ControlChart g_chart(const ChartSeries& series, const ChartRule& rule = {}) {
    return detail::whole(series, rule, detail::g_chart);
}

}  // namespace headway::spc
