/// @file
/// Control charts: is a process stable, what does its latest point say, will it meet its target? And the XmR chart, the
/// one for any series of single values.
///
///     mean            of the values of a phase, or of its baseline
///     lower, upper    mean -+ 2.66 mean moving range (moving_range.hpp)
///     point_type      common cause, or by the special cause that the point belongs to (special_cause.hpp) and polarity
///     variation       what the latest point is
///     assurance       what the limits say of the target (assurance.hpp)
///
/// A chart has one phase, or begins a new one wherever it is rebased: mean and limits are made anew and no pattern
/// crosses the edge. A baseline freezes mean and limits at what the first points of each phase say; the rules are read
/// on all points.
///
/// Edge cases: a missing value is a gap: no range is formed and no pattern goes on across it, and its point is `common`
/// with the status `missing` (`not_finite` of an infinite value). Where values are so large that no double holds their
/// mean or a limit, the phase has neither, no point of it is a signal, and all are `not_finite`. Limits that are made
/// of fewer than 13 points are trial limits: they are given, with the status `too_few_points`; a single point has a
/// mean and no limits. A constant series has limits equal to its mean and no signal. Where values differ only across
/// gaps, nothing tells how much is common variation and there are no limits. The latest point is the last that has a
/// value; without limits and without a signal its variation is `no_limits`. Figures that look as if they were in two
/// units are charted as they are, and the chart says so (unit_doubt.hpp).
///
/// Sources: NHS England and NHS Improvement, "Making data count: strengthening your decisions" (2019), which screens
/// no ranges; 13 points as in its single chart tool; Montgomery, "Introduction to Statistical Quality Control" (2009),
/// section 6.4.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/problems.hpp"
#include "headway/spc/assurance.hpp"
#include "headway/spc/moving_range.hpp"
#include "headway/spc/special_cause.hpp"
#include "headway/spc/unit_doubt.hpp"
#include "headway/stats/statistic.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::spc {

/// How a chart is read. Plain data, kept with the chart that it made.
struct ChartRule {
    Polarity polarity = Polarity::neutral;
    TwoOfThree two_of_three = TwoOfThree::wording_2023;
    bool screen_ranges = false;  ///< of charts whose limits come from moving ranges
    bool laney = false;          ///< of p and u charts: Laney's correction for more variation than chance (p', u')
    double multiplier = 1.0;     ///< of p and u charts: what shares and rates, and their target, are printed per
};

/// What is charted, in order of time. NaN is missing.
struct ChartSeries {
    std::span<const double> values{};
    std::span<const double> denominators{};   ///< of p and u charts; the sizes of subgroups of xbar and s charts
    std::span<const double> deviations{};     ///< of xbar charts: the standard deviations of the subgroups
    std::span<const double> target{};         ///< none, one for all points, or one a point
    std::span<const TargetSide> target_side{};  ///< how each target reads; none: numbers of which either side is good
    std::span<const std::size_t> rebase{};    ///< where a phase begins, counted from 0
    std::size_t baseline = 0;                 ///< so many points of each phase make its mean and limits; 0: all
};

/// One point of a chart.
struct ChartPoint {
    double value = std::numeric_limits<double>::quiet_NaN();
    double mean = std::numeric_limits<double>::quiet_NaN();
    double lower = std::numeric_limits<double>::quiet_NaN();
    double upper = std::numeric_limits<double>::quiet_NaN();
    double target = std::numeric_limits<double>::quiet_NaN();
    TargetSide target_side = TargetSide::either;
    std::uint32_t phase = 0;  ///< counted from 0
    Zone zone = 0;
    Cause cause{};
    PointType point_type = PointType::common;
    Assurance assurance = Assurance::no_target;  ///< of its own target
    StatisticStatus status = StatisticStatus::missing;
};

/// What a chart says as a whole.
struct ChartSummary {
    Variation variation = Variation::no_data;
    Assurance assurance = Assurance::no_target;
};

/// A control chart with all of its points.
struct ControlChart {
    std::vector<ChartPoint> points{};
    Variation variation = Variation::no_data;
    Assurance assurance = Assurance::no_target;
    std::optional<UnitDoubt> doubt{};  ///< of XmR charts: what looks as if it were in another unit
};

/// Fewer points than these make trial limits.
inline constexpr std::size_t points_of_a_chart = 13;

/// How many points a baseline has at the least.
inline constexpr std::size_t least_baseline = 2;

/// Targets that cannot be: infinite ones, and of a chart of shares those that are below 0 or above `all`.
inline void validate_targets(std::span<const double> target, std::optional<double> all, Problems& problems) {
    for (std::size_t i = 0; i < target.size(); ++i) {
        const bool wrong = all ? target[i] < 0.0 || target[i] > *all : std::isinf(target[i]);
        if (!wrong || (i > 0 && target[i] == target[i - 1])) continue;
        const std::string accepted = !all          ? "a finite number"
                                     : *all == 1.0 ? "a share from 0 to 1 (0.95, not 95)"
                                                   : "a share from 0 to the multiplier, " + shown(*all);
        problems.add("row " + std::to_string(i) + ", target: found " + shown(target[i]) + "; accepted: " + accepted +
                     ", or none");
    }
}

/// @throws Error for columns of different lengths, a target that cannot be, a multiplier that is none, a rebase that is
///         no later point and a baseline of one point or of more than there are.
inline void validate(const ChartSeries& series, const ChartRule& rule, bool of_shares = false) {
    stats::validate_multiplier(rule.multiplier);
    Problems problems;
    validate_targets(series.target, of_shares ? std::optional(rule.multiplier) : std::nullopt, problems);
    const std::size_t count = series.values.size();
    const auto column = [&](const char* name, std::size_t found, bool one_for_all) {
        if (found == 0 || found == count || (one_for_all && found == 1)) return;
        problems.add(std::string(name) + ": found " + std::to_string(found) + " values; accepted: " +
                     std::to_string(count) + ", as many as there are points" + (one_for_all ? ", or one" : ""));
    };
    column("denominators", series.denominators.size(), false);
    column("deviations", series.deviations.size(), false);
    column("target", series.target.size(), true);
    column("target_side", series.target_side.size(), true);
    for (std::size_t i = 0; i < series.rebase.size(); ++i) {
        const std::string found = "rebase: found " + std::to_string(series.rebase[i]);
        if (series.rebase[i] >= count)
            problems.add(found + "; accepted: a point of the series, 0 to " +
                         (count == 0 ? "none" : std::to_string(count - 1)));
        else if (i > 0 && series.rebase[i] <= series.rebase[i - 1])
            problems.add(found + " after " + std::to_string(series.rebase[i - 1]) +
                         "; accepted: points in order, each once");
    }
    if (series.baseline != 0 && series.baseline < least_baseline)
        problems.add("baseline: found " + std::to_string(series.baseline) + "; accepted: " +
                     std::to_string(least_baseline) + " points or more, which have a range between them");
    if (series.baseline > count)
        problems.add("baseline: found " + std::to_string(series.baseline) + "; accepted: at most " +
                     std::to_string(count) + ", as many as there are points");
    problems.raise_if_any();
}

namespace detail {

inline constexpr double no_limit = std::numeric_limits<double>::infinity();

/// The mean of the known values of a baseline, added up from the first of them on: a constant is its own mean exactly.
[[nodiscard]] inline double mean_of(std::span<ChartPoint> phase, std::size_t baseline) noexcept {
    double first = std::numeric_limits<double>::quiet_NaN(), sum = 0.0;
    std::size_t known = 0;
    for (std::size_t i = 0; i < baseline; ++i) {
        const double value = phase[i].value;
        if (std::isnan(value)) continue;
        if (known++ == 0) first = value;
        sum += value - first;
    }
    return first + sum / static_cast<double>(known);
}

[[nodiscard]] inline Zone zone_of(double value, double mean, double reach, double lower, double upper) noexcept {
    const double near = reach * 2.0 / 3.0;
    const bool outside = side_of(value, upper) == Side::high || side_of(value, lower) == Side::low;
    const bool far = side_of(value, mean + near) == Side::high || side_of(value, mean - near) == Side::low;
    return static_cast<Zone>(static_cast<int>(side_of(value, mean)) * (outside ? 3 : far ? 2 : 1));
}

/// The limits `reach` to either side of the mean, but not below `floor` nor above `ceiling`, and where the point lies.
inline void set_limits(ChartPoint& point, double mean, double reach, double floor = -no_limit,
                       double ceiling = no_limit) noexcept {
    point.mean = mean;
    if (!std::isnan(reach)) {
        point.lower = std::max(floor, mean - reach);
        point.upper = std::min(ceiling, mean + reach);
    }
    point.zone = zone_of(point.value, mean, reach, point.lower, point.upper);
}

/// A point as it was read; what its phase says of it comes later.
[[nodiscard]] inline ChartPoint point_of(const stats::Statistic& read, const ChartSeries& series, std::size_t i) {
    ChartPoint point{.status = read.status};
    if (read.status == StatisticStatus::estimated) point.value = read.value;
    if (!series.target.empty()) point.target = series.target[series.target.size() == 1 ? 0 : i];
    if (!series.target_side.empty()) point.target_side = series.target_side[series.target_side.size() == 1 ? 0 : i];
    return point;
}

/// Finds the special causes of a phase whose limits are set, and what they mean.
inline void judge(std::span<ChartPoint> points, std::uint32_t phase, std::size_t baseline, const ChartRule& rule) {
    find_special_causes(
        points.size(),
        [&](std::size_t i) {
            const bool overflowed = points[i].status == StatisticStatus::not_finite;
            return ZonedValue{overflowed ? std::numeric_limits<double>::quiet_NaN() : points[i].value, points[i].zone};
        },
        [&](std::size_t i) -> Cause& { return points[i].cause; }, rule.two_of_three);

    std::size_t known = 0;
    for (std::size_t i = 0; i < baseline; ++i) known += points[i].status == StatisticStatus::estimated ? 1u : 0u;
    for (ChartPoint& point : points) {
        point.phase = phase;
        point.point_type = spc::point_type(point.cause.side, rule.polarity);
        point.assurance =
            spc::assurance(point.lower, point.upper, range_of(point.target, point.target_side), rule.polarity);
        if (point.status == StatisticStatus::estimated && known < points_of_a_chart)
            point.status = StatisticStatus::too_few_points;
    }
}

/// What the latest point that is known says.
[[nodiscard]] inline ChartSummary summary_of(std::span<ChartPoint> points) noexcept {
    for (std::size_t i = points.size(); i > 0; --i) {
        const ChartPoint& latest = points[i - 1];
        if (std::isnan(latest.value)) continue;
        const bool nothing_to_say = latest.cause.rule == SpecialCause::none && std::isnan(latest.lower);
        return {
            .variation = nothing_to_say ? Variation::no_limits : spc::variation(latest.point_type, latest.cause.side),
            .assurance = latest.assurance};
    }
    return {};
}

/// Where numbers were so large that no double holds the mean or a limit, the phase has none, and its points say why.
inline void refuse_overflow(std::span<ChartPoint> phase) noexcept {
    const bool overflows = std::any_of(phase.begin(), phase.end(), [](const ChartPoint& point) {
        return std::isinf(point.mean) || std::isinf(point.lower) || std::isinf(point.upper) || std::isinf(point.value);
    });
    if (!overflows) return;
    for (ChartPoint& point : phase) {
        point.mean = point.lower = point.upper = std::numeric_limits<double>::quiet_NaN();
        point.zone = 0;
        if (point.status == StatisticStatus::estimated) point.status = StatisticStatus::not_finite;
    }
}

/// Draws a chart: reads every point, sets the limits phase by phase and finds the special causes.
///
/// `read(i)` is the value of point i and its status; `limit(points, first, baseline)` sets the limits of the points of
/// a phase, which begins at `first`, by its first `baseline` points.
template <class Read, class Limit>
ChartSummary draw(const ChartSeries& series, const ChartRule& rule, std::span<ChartPoint> points, Read read,
                  Limit limit) {
    const std::size_t count = points.size();
    for (std::size_t i = 0; i < count; ++i) points[i] = point_of(read(i), series, i);
    std::size_t next = 0;
    std::uint32_t phase = 0;
    for (std::size_t first = 0, last = 0; first < count; first = last) {
        while (next < series.rebase.size() && series.rebase[next] <= first) ++next;
        last = next < series.rebase.size() ? series.rebase[next] : count;
        const std::span<ChartPoint> of_phase{points.data() + first, last - first};
        const std::size_t baseline =
            series.baseline == 0 ? of_phase.size() : std::min(series.baseline, of_phase.size());
        limit(of_phase, first, baseline);
        refuse_overflow(of_phase);
        judge(of_phase, phase++, baseline, rule);
    }
    return summary_of(points);
}

/// One value as a point: missing, infinite or itself.
[[nodiscard]] inline stats::Statistic read_value(double value) noexcept {
    const StatisticStatus status = std::isnan(value)   ? StatisticStatus::missing
                                   : std::isinf(value) ? StatisticStatus::not_finite
                                                       : StatisticStatus::estimated;
    return {.value = value, .status = status};
}

/// Whether a value is known and off the mean.
template <class ValueAt>
[[nodiscard]] bool any_off(std::size_t count, ValueAt value, double mean) {
    for (std::size_t i = 0; i < count; ++i)
        if (side_of(value(i), mean) != Side::none) return true;
    return false;
}

/// The common variation by moving ranges; NaN where the values differ and no range says by how much. `value(i)` is
/// point i on the scale of the limits, `mean` the mean there.
template <class ValueAt>
[[nodiscard]] double range_of_values(std::size_t count, ValueAt value, double mean, bool screen_ranges) {
    const double range = mean_moving_range(count, value, screen_ranges);
    return range == 0.0 && any_off(count, value, mean) ? std::numeric_limits<double>::quiet_NaN() : range;
}

/// The XmR chart into points that the caller has; of a valid series.
inline ChartSummary xmr(const ChartSeries& series, const ChartRule& rule, std::span<ChartPoint> points) {
    return draw(
        series, rule, points, [&](std::size_t i) { return read_value(series.values[i]); },
        [&](std::span<ChartPoint> phase, std::size_t, std::size_t baseline) {
            const double mean = mean_of(phase, baseline);
            const double range = range_of_values(
                baseline, [&](std::size_t i) { return phase[i].value; }, mean, rule.screen_ranges);
            for (ChartPoint& point : phase) set_limits(point, mean, limits_by_range * range);
        });
}

using DrawInto = ChartSummary(const ChartSeries&, const ChartRule&, std::span<ChartPoint>);

/// A chart with points of its own.
[[nodiscard]] inline ControlChart whole(const ChartSeries& series, const ChartRule& rule, DrawInto& kind,
                                        bool of_shares = false) {
    validate(series, rule, of_shares);
    ControlChart chart{.points = std::vector<ChartPoint>(series.values.size())};
    const ChartSummary summary = kind(series, rule, {chart.points.data(), chart.points.size()});
    chart.variation = summary.variation;
    chart.assurance = summary.assurance;
    return chart;
}

}  // namespace detail

/// The XmR chart of a series. @throws Error as `validate`.
[[nodiscard]] inline ControlChart xmr(const ChartSeries& series, const ChartRule& rule = {}) {
    ControlChart chart = detail::whole(series, rule, detail::xmr);
    chart.doubt = unit_doubt(series.values, series.target);
    return chart;
}

}  // namespace headway::spc
