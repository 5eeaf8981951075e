/// @file
/// The in-year profile of a target: what should have been reached by September on the way to a year-end value.
///
/// | shape        | the value at a period is                                | for                                     |
/// |--------------|---------------------------------------------------------|-----------------------------------------|
/// | `flat`       | the year-end value                                      | a level, a percentage, a rolling figure |
/// | `linear`     | start + (target - start) x position / 12                | a running total without seasons         |
/// | `seasonal`   | target x the share of the year reached by then          | a running total with seasons            |
/// | `steps`      | the value in force at the end of the period             | a standard that changes in October      |
/// | `milestones` | on the straight line between two of them, by the months | a path over several years               |
/// |              | from the end of one to the end of the other             |                                         |
///
/// A period is read at its end: September, the second quarter and the half year all stand at month 6 of the financial
/// year. Shapes that know only the position in the year (the first three) serve every year. Both bounds of a range
/// follow the same profile. A milestone is a deadline, and a day one of `due_by` (measure/deadline.hpp); a step begins
/// with its day. Values are decimals as printed: 560.8 is 280.4 at month 6, 14.6 is 7.3 (see decimal.hpp). The
/// benchmark of a cumulative measure has a profile too: a national year total is no comparator for September, and the
/// same function turns it into one.
///
/// Edge cases: NaN where no target is given, before the first step, and before the first milestone unless a baseline
/// says where its line comes from, because nobody said what was wanted then; after the last milestone its value stays.
/// A linear profile whose start is missing is known at the year end only.
/// Errors: bounds in the wrong order, infinities, steps and milestones that are not each later than the one before,
/// shares that are not 12, 4 or 3 or do not end at 1, a period that ends between two points of the shares, and the end
/// of a year that is not the profile's own: an academic year ends in month 5 of the financial one.
///
/// Source: the year-end targets and in-year trajectories of the corporate performance report (Cabinet, November 2024).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/relative_target.hpp"
#include "headway/problems.hpp"
#include "headway/series/series.hpp"
#include "headway/time/calendar.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// How a year's target becomes a value for each period on the way.
enum class ProfileShape : std::uint8_t { flat, linear, seasonal, steps, milestones };

template <>
struct Vocabulary<ProfileShape> {
    static constexpr std::string_view name = "profile shape";
    static constexpr std::array<std::string_view, 5> words{"flat", "linear", "seasonal", "steps", "milestones"};
};

/// A value and its period: a step holds from the start of it, a milestone is reached by the end of it.
struct Milestone {
    Period period{};
    Range value{};
};

/// See the head of this file. Plain data; each shape reads the fields that name it.
struct Profile {
    ProfileShape shape = ProfileShape::flat;
    Range target{};  ///< flat, linear, seasonal: the year-end value; NaN: no target, which is not 0
    std::optional<RelativeTarget> relative{};  ///< flat, linear, seasonal: instead of `target`
    double start = 0.0;                        ///< linear: 0 of a running total, else the level at the last year end
    std::vector<double> shares{};  ///< seasonal: of the year, reached by the end of each of its points; the last is 1
    std::vector<Milestone> milestones{};     ///< steps, milestones: oldest first
    std::optional<Baseline> baseline{};      ///< milestones: where the line to the first comes from
    Calendar calendar = financial_calendar;  ///< linear, seasonal: where the year begins

    /// Name and version of the method: it changes when a value could.
    static constexpr std::string_view method = "in-year profile, version 1";
};

namespace detail {

/// The point `part` of `whole` on the way from one value to another, both ends exact.
[[nodiscard]] inline double on_the_way(double from, double to, double part, double whole) noexcept {
    if (part == whole) return to;
    return part == 0.0 ? from : decimal::difference(from, (from - to) * part / whole);
}

[[nodiscard]] inline Range on_the_way(Range from, Range to, double part, double whole) noexcept {
    return {on_the_way(from.lower, to.lower, part, whole), on_the_way(from.upper, to.upper, part, whole)};
}

/// Months from the end of one period to the end of the other.
[[nodiscard]] inline int months_between_ends(Period one, Period other) noexcept {
    return one.months_until(other) + other.length_in_months() - one.length_in_months();
}

/// What had been reached by each point, as shares of the last.
[[nodiscard]] inline std::vector<double> shares_of_last(std::vector<double> reached) {
    const double total = reached.empty() ? 0.0 : reached.back();
    if (!(total > 0.0) || std::isinf(total))
        throw Error("seasonal profile: found a total of " + shown(total) +
                    " for the past; accepted: more than 0, or there is nothing to take shares of");
    for (double& amount : reached) amount /= total;
    return reached;
}

inline void validate_range(std::string_view what, Range range, Problems& problems) {
    if (std::isinf(range.lower) || std::isinf(range.upper))
        problems.add("profile: found an infinite " + std::string(what) +
                     "; accepted: a finite number, or NaN for missing");
    if (range.lower > range.upper)
        problems.add("profile: found " + std::string(what) + " from " + shown(range.lower) + " to " +
                     shown(range.upper) + "; accepted: the lower bound first");
}

inline void validate_shares(const std::vector<double>& shares, Problems& problems) {
    if (shares.size() != 12 && shares.size() != 4 && shares.size() != 3)
        problems.add("profile: found " + std::to_string(shares.size()) +
                     " shares; accepted: 12 (a month each), 4 (a quarter) or 3 (a term)");
    else if (!std::all_of(shares.begin(), shares.end(), [](double share) { return std::isfinite(share); }))
        problems.add(
            "profile: found a share that is no finite number; accepted: shares of the year reached by each point");
    else if (std::fabs(shares.back() - 1.0) > 1e-9)
        problems.add("profile: found shares that end at " + shown(shares.back()) +
                     "; accepted: 1 at the last, as of shares of the year reached by each point");
}

inline void validate_milestones(const Profile& profile, Problems& problems) {
    const bool steps = profile.shape == ProfileShape::steps;
    const std::string what(word(profile.shape));
    if (profile.milestones.empty())
        problems.add("profile: found no " + what + "; accepted: at least one period and its value");
    std::optional<Period> before;
    if (!steps && profile.baseline) {
        before = profile.baseline->period;
        validate_range("baseline", {profile.baseline->value, profile.baseline->value}, problems);
    }
    for (const Milestone& milestone : profile.milestones) {
        validate_range("value at '" + milestone.period.label() + "'", milestone.value, problems);
        if (before &&
            (steps ? before->months_until(milestone.period) : months_between_ends(*before, milestone.period)) <= 0)
            problems.add("profile: found " + what + " with '" + milestone.period.label() + "' after '" +
                         before->label() + "'; accepted: each " + (steps ? "beginning" : "ending") +
                         " later than the one before");
        before = milestone.period;
    }
}

[[nodiscard]] inline double share_reached(const Profile& profile, Period period) {
    const int months_a_point = 12 / static_cast<int>(profile.shares.size());
    const int position = period.position(profile.calendar);
    if (position % months_a_point != 0)
        throw Error("profile: found '" + period.label() + "', which ends with month " + std::to_string(position) +
                    " of the year; accepted: a period that ends with a point of the shares, every " +
                    std::to_string(months_a_point) + " months");
    // the last share may be off by a rounding, the year end may not
    return position == 12 ? 1.0 : profile.shares[static_cast<std::size_t>(position / months_a_point - 1)];
}

[[nodiscard]] inline Range step_in_force(const std::vector<Milestone>& steps, Period period) {
    Range in_force;
    for (const Milestone& step : steps)
        if (step.period.months_until(period) + period.length_in_months() > 0) in_force = step.value;
    return in_force;
}

[[nodiscard]] inline Range on_the_path(const Profile& profile, Period period) {
    std::optional<Milestone> before;
    if (profile.baseline) before = {profile.baseline->period, {profile.baseline->value, profile.baseline->value}};
    for (const Milestone& next : profile.milestones) {
        const int ahead = months_between_ends(period, next.period);
        if (ahead > 0) {
            const int part = before ? months_between_ends(before->period, period) : -1;
            return part < 0 ? Range{} : on_the_way(before->value, next.value, part, part + ahead);
        }
        before = next;
    }
    return before->value;
}

}  // namespace detail

/// The year-end value of a flat, linear or seasonal profile.
[[nodiscard]] inline Range year_end(const Profile& profile) {
    if (!profile.relative) return profile.target;
    const double number = year_end(*profile.relative);
    return {number, number};
}

/// @throws Error for the problems named at the head of this file, up to ten at once.
inline void validate(const Profile& profile) {
    validate(profile.calendar);
    Problems problems;
    switch (profile.shape) {
        case ProfileShape::flat:
        case ProfileShape::linear:
        case ProfileShape::seasonal:
            if (profile.relative && profile.target.given())
                problems.add("profile: found both target and relative target; accepted: one of them");
            detail::validate_range("target", year_end(profile), problems);
            if (profile.shape == ProfileShape::linear)
                detail::validate_range("start", {profile.start, profile.start}, problems);
            if (profile.shape == ProfileShape::seasonal) detail::validate_shares(profile.shares, problems);
            break;
        case ProfileShape::steps:
        case ProfileShape::milestones:
            detail::validate_milestones(profile, problems);
            break;
    }
    problems.raise_if_any();
}

/// What should have been reached by the end of a period; a day that is the first or last of its month stands for it.
/// @throws Error: see the head of this file.
[[nodiscard]] inline Range in_year(const Profile& profile, Period at) {
    validate(profile);
    const Period period = at.in_months();
    switch (profile.shape) {
        case ProfileShape::flat:
            return year_end(profile);
        case ProfileShape::linear:
            return detail::on_the_way({profile.start, profile.start}, year_end(profile),
                                      period.position(profile.calendar), 12);
        case ProfileShape::seasonal:
            return detail::on_the_way({0.0, 0.0}, year_end(profile), detail::share_reached(profile, period), 1.0);
        case ProfileShape::steps:
            return detail::step_in_force(profile.milestones, period);
        case ProfileShape::milestones:
            return detail::on_the_path(profile, period);
    }
    return {};
}

/// What is wanted at the end of a year.
/// @throws Error as `in_year`, and of a linear or seasonal profile for a year that does not end with one of its own.
[[nodiscard]] inline Range at_year_end(const Profile& profile, Period year) {
    validate(profile);
    const bool of_year = profile.shape == ProfileShape::linear || profile.shape == ProfileShape::seasonal;
    if (of_year && year.position(profile.calendar) != 12)
        throw Error("profile: found '" + year.label() +
                    "', which does not end with a year of the profile; accepted: " + "a year that begins in " +
                    std::string(month_names[static_cast<std::size_t>(profile.calendar.first_month - 1)]) +
                    ", or a profile with the calendar of the series");
    return in_year(profile, year);
}

/// Shares of the year reached by each point, from weights of any scale, one a point of the year.
/// @throws Error where they do not add up to more than 0.
[[nodiscard]] inline std::vector<double> cumulative_shares(std::span<const double> weights) {
    std::vector<double> reached(weights.size());
    std::partial_sum(weights.begin(), weights.end(), reached.begin());
    return detail::shares_of_last(std::move(reached));
}

/// Shares of the year reached by each point in the complete years of a series, pooled: what they had reached by that
/// point together, over what they came to together. A year with a point missing is left out.
/// @throws Error for an accrual of which a year does not grow from 0, for yearly points, where no year is complete, and
///         where the years come to 0 or less.
[[nodiscard]] inline std::vector<double> cumulative_shares(const Series& past) {
    if (!is_total(past.accrual()))
        throw Error("seasonal profile: found a series of accrual " + std::string(word(past.accrual())) +
                    "; accepted: flow or cumulative, whose year grows from 0 (a level has a flat or linear profile)");
    if (past.frequency() == Frequency::year)
        throw Error("seasonal profile: found a series of frequency year; accepted: month, quarter or term");
    const auto points = static_cast<std::size_t>(points_a_year(past.frequency()));
    std::vector<double> pooled(points, 0.0);
    std::size_t complete = 0;
    for (std::size_t first = (points + 1 - static_cast<std::size_t>(past.position(0))) % points;
         first + points <= past.size(); first += points) {
        const auto year = past.values().subspan(first, points);
        if (std::any_of(year.begin(), year.end(), [](double amount) { return std::isnan(amount); })) continue;
        for (std::size_t i = 0; i < year.size(); ++i) pooled[i] += year[i];
        ++complete;
    }
    if (complete == 0)
        throw Error("seasonal profile: found no complete year in a series of " + std::to_string(past.size()) +
                    " points from '" + past.start().label() + "'; accepted: at least one year with all its " +
                    std::to_string(points) + " points, from its first month on");
    return past.accrual() == Accrual::flow ? cumulative_shares(pooled) : detail::shares_of_last(std::move(pooled));
}

}  // namespace headway
