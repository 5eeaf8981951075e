/// @file
/// Control charts of subgroups, several measurements a period: xbar of their means, s of their standard deviations.
///
///     xbar   mean    sum n xbar / sum n, of the subgroups' means xbar and sizes n
///            limits  mean -+ A3 s,  A3 = 3 / (c4 sqrt(n))
///     s      mean    s
///            limits  s (1 -+ 3 sqrt(1 - c4^2) / c4), which the tables call B3 s and B4 s; below 0 they are 0
///     where  s       mean of the standard deviations; sqrt(sum (n - 1) s^2 / sum (n - 1)) where sizes differ
///            c4(n)   sqrt(2 / (n - 1)) Gamma(n / 2) / Gamma((n - 1) / 2), by which a standard deviation is too small
///
/// Read them together: limits of means rest on the standard deviations, so those come first.
///
/// Phases, baselines, rules and status are those of control_chart.hpp. Missing measurements are left out of their
/// subgroup. Edge cases: a subgroup of one has no standard deviation (`too_few_points` on the s chart) and no limits on
/// the xbar chart; an empty one is `missing`, one with an infinite measurement `not_finite`. Where no subgroup varies
/// but their means do, nothing tells how much is common variation and the xbar chart has no limits.
///
/// Source: Montgomery, "Introduction to Statistical Quality Control" (2009), section 6.3, equations 6.27 to 6.31.
#pragma once

#include <algorithm>
#include <boost/math/special_functions/gamma.hpp>
#include <cmath>
#include <cstddef>
#include <limits>
#include <span>
#include <string>

#include "headway/error.hpp"
#include "headway/problems.hpp"
#include "headway/spc/attribute_chart.hpp"
#include "headway/spc/control_chart.hpp"
#include "headway/stats/boost_policy.hpp"
#include "headway/stats/mean.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::spc {

/// c4 of a subgroup of n >= 2.
[[nodiscard]] inline double c4(double n) {
    return std::sqrt(2.0 / (n - 1.0)) * boost::math::tgamma_delta_ratio(n / 2.0, -0.5, stats::detail::Quiet());
}

/// What a chart needs to know of a subgroup.
struct Subgroup {
    double size = 0.0;  ///< of the measurements that are known
    double mean = std::numeric_limits<double>::quiet_NaN();
    double deviation = std::numeric_limits<double>::quiet_NaN();  ///< of n - 1; NaN of fewer than two
};

/// A subgroup of measurements; those that are NaN are left out.
[[nodiscard]] inline Subgroup subgroup(std::span<const double> measurements) noexcept {
    const stats::Moments known = stats::moments(measurements);
    Subgroup of{.size = static_cast<double>(known.count)};
    if (known.count == 0) return of;
    const bool finite = std::isfinite(known.mean) && std::isfinite(known.squares);
    of.mean = finite ? known.mean : std::numeric_limits<double>::infinity();
    if (known.count >= 2)
        of.deviation = finite ? std::sqrt(known.squares / (of.size - 1.0)) : of.mean;
    return of;
}

/// Adds what subgroups with a value cannot be: a size that is no whole number from 1 on and, of the means of an xbar
/// chart, a standard deviation that is negative, infinite or, of two measurements or more, missing.
inline void validate_subgroups(std::span<const double> values, std::span<const double> sizes,
                               std::span<const double> deviations, Problems& problems) {
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (!std::isfinite(values[i])) continue;
        const std::string row = "row " + std::to_string(i);
        const double n = sizes[i];
        if (!(n >= 1.0 && std::isfinite(n) && n == std::floor(n)))
            problems.add(row + ", size: found " + shown(n) + "; accepted: a whole number of measurements, 1 or more");
        else if (!deviations.empty() && !(deviations[i] >= 0.0 && std::isfinite(deviations[i])) &&
                 !(n == 1.0 && std::isnan(deviations[i])))
            problems.add(row + ", deviation: found " + shown(deviations[i]) +
                         "; accepted: 0 or more, missing of a subgroup of one alone");
    }
}

namespace detail {

inline void validate_subgroups(const ChartSeries& series) {
    Problems problems;
    spc::validate_subgroups(series.values, series.denominators, series.deviations, problems);
    problems.raise_if_any();
}

/// The standard deviation within subgroups: `deviation(i)` and `size(i)` of `count` of them.
template <class DeviationAt, class SizeAt>
[[nodiscard]] double deviation_within(std::size_t count, DeviationAt deviation, SizeAt size) noexcept {
    double sum = 0.0, squares = 0.0, freedom = 0.0, known = 0.0, one_size = 0.0;
    bool same = true;
    for (std::size_t i = 0; i < count; ++i) {
        const double s = deviation(i), n = size(i);
        if (std::isnan(s)) continue;
        if (known == 0.0) one_size = n;
        same = same && n == one_size;
        known += 1.0;
        sum += s;
        squares += (n - 1.0) * s * s;
        freedom += n - 1.0;
    }
    return same ? sum / known : std::sqrt(squares / freedom);
}

inline ChartSummary xbar_chart(const ChartSeries& series, const ChartRule& rule, std::span<ChartPoint> points) {
    return draw(
        series, rule, points, [&](std::size_t i) { return read_value(series.values[i]); },
        [&](std::span<ChartPoint> phase, std::size_t first, std::size_t baseline) {
            double sum = 0.0, sizes = 0.0, origin = std::numeric_limits<double>::quiet_NaN();
            for (std::size_t i = 0; i < baseline; ++i) {
                if (std::isnan(phase[i].value)) continue;
                if (sizes == 0.0) origin = phase[i].value;
                sum += series.denominators[first + i] * (phase[i].value - origin);
                sizes += series.denominators[first + i];
            }
            const double mean = origin + sum / sizes;
            constexpr double none = std::numeric_limits<double>::quiet_NaN();
            double s = deviation_within(
                baseline,
                [&](std::size_t i) { return std::isnan(phase[i].value) ? none : series.deviations[first + i]; },
                [&](std::size_t i) { return series.denominators[first + i]; });
            if (s == 0.0 && any_off(baseline, [&](std::size_t i) { return phase[i].value; }, mean)) s = none;
            for (std::size_t i = 0; i < phase.size(); ++i) {
                const double n = series.denominators[first + i];
                const double reach = n >= 2.0 ? 3.0 * s / (c4(n) * std::sqrt(n)) : none;
                set_limits(phase[i], mean, reach);
            }
        });
}

inline ChartSummary s_chart(const ChartSeries& series, const ChartRule& rule, std::span<ChartPoint> points) {
    return draw(
        series, rule, points,
        [&](std::size_t i) {
        if (series.denominators[i] == 1.0) return stats::Statistic{.status = StatisticStatus::too_few_points};
        return read_amount(series.values[i]);
        },
        [&](std::span<ChartPoint> phase, std::size_t first, std::size_t baseline) {
            const double s = deviation_within(
                baseline, [&](std::size_t i) { return phase[i].value; },
                [&](std::size_t i) { return series.denominators[first + i]; });
            for (std::size_t i = 0; i < phase.size(); ++i) {
                const double n = series.denominators[first + i];
                const double c = n >= 2.0 ? c4(n) : std::numeric_limits<double>::quiet_NaN();
                set_limits(phase[i], s, 3.0 * s * std::sqrt(1.0 - c * c) / c, 0.0);
            }
        });
}

}  // namespace detail

/// The xbar chart of `values`, the means of subgroups of `denominators` measurements with their `deviations`.
/// @throws Error as `validate` and `validate_subgroups`, and without sizes or deviations.
[[nodiscard]] inline ControlChart xbar_chart(const ChartSeries& series, const ChartRule& rule = {}) {
    detail::validate_denominators(series, "xbar");
    if (series.deviations.size() != series.values.size())
        throw Error("xbar chart: found " + std::to_string(series.deviations.size()) + " deviations; accepted: " +
                    std::to_string(series.values.size()) + ", one a subgroup");
    detail::validate_subgroups(series);
    return detail::whole(series, rule, detail::xbar_chart);
}

/// The s chart of `values`, the standard deviations of subgroups of `denominators` measurements.
/// @throws Error as `validate` and `validate_subgroups`, and without sizes.
[[nodiscard]] inline ControlChart s_chart(const ChartSeries& series, const ChartRule& rule = {}) {
    detail::validate_denominators(series, "s");
    detail::validate_subgroups({.values = series.values, .denominators = series.denominators});
    return detail::whole(series, rule, detail::s_chart);
}

}  // namespace headway::spc
