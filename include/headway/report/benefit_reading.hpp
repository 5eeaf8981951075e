/// @file
/// A benefit read from the indicator that it should move: is it moving, by how much, and could that be chance?
///
/// With the baseline b of a period, the target t of a later one, and the latest result x of the indicator:
///
///     change          = x - b
///     achieved        = change / (t - b)                        1: the target is reached; NaN where t is b
///     expected_by_now = b + (t - b) x months since the baseline / months from the baseline to the target
///
/// `expected_by_now` is the target from its date on, and the baseline until its own; it says where a benefit that comes
/// evenly would be, not that it should come evenly. `gap` is how far x is on the wrong side of it, as of a rating.
///
/// Whether the change could be chance is for a control chart to say (spc/control_chart.hpp). Where the points up to the
/// baseline are 12 or more, their mean and limits are what everything since is held against; with fewer the limits are
/// those of all points. What the latest point is on that chart is what the benefit does:
///
/// | latest point            | movement            |
/// |-------------------------|---------------------|
/// | improvement             | `as_intended`       |
/// | concern                 | `against`           |
/// | common cause            | `no_more_than_chance` |
///
/// Better is what the polarity says, and of a neutral indicator what the target is to the baseline. Nothing is said
/// with fewer than 12 points (`too_few_points`), of a running total, which rises within its year (`running_total`),
/// of points that do not follow one another (`gap`), before the baseline (`nothing_since`), and where nobody can tell
/// which way is better (`no_direction`). A movement says nothing of its cause: other things move indicators too.
/// Periods are those that are as long as the latest one. Amounts are in the indicator's unit.
/// Of a running total its latest figure alone is given: it begins anew each year.
/// Errors: a target that is due before its baseline, or on the wrong side of it; a baseline without a figure whose
/// period is not as long as those of the results; infinite figures.
///
/// Sources: HM Treasury and IPA, Guide for effective benefits management in major projects (2017), on baselines and
/// measures of benefits; NHS England and NHS Improvement, "Making data count: strengthening your decisions" (2019).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/report/charted_direction.hpp"
#include "headway/report/history_point.hpp"
#include "headway/series/accrual.hpp"
#include "headway/spc/control_chart.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// What an indicator does since the baseline of a benefit.
enum class BenefitMovement : std::uint8_t {
    as_intended,
    against,
    no_more_than_chance,
    too_few_points,
    gap,
    running_total,
    nothing_since,  ///< no result is later than the baseline
    no_direction,   ///< nobody can tell which way is better
    no_data,
};

template <>
struct Vocabulary<BenefitMovement> {
    static constexpr std::string_view name = "movement of a benefit";
    static constexpr std::array<std::string_view, 9> words{
        "as intended",   "against what was intended",  "no more than chance",   "too few points", "gap in the points",
        "running total", "nothing since the baseline", "no direction intended", "no data"};
};

/// What a benefit should do to an indicator. NaN and empty are not known.
struct BenefitGoal {
    double baseline = std::numeric_limits<double>::quiet_NaN();  ///< NaN: the result of its period
    std::optional<Period> baseline_at{};                         ///< empty: the first period there is
    double target = std::numeric_limits<double>::quiet_NaN();
    std::optional<Period> due{};
    std::optional<Polarity> polarity{};
    bool running_total = false;  ///< the indicator adds up within its year
};

/// What an indicator says of the benefit that should move it.
struct BenefitReading {
    BenefitMovement movement = BenefitMovement::no_data;
    std::optional<Period> baseline_at{}, latest_at{};
    double baseline = std::numeric_limits<double>::quiet_NaN();
    double latest = std::numeric_limits<double>::quiet_NaN();
    double change = std::numeric_limits<double>::quiet_NaN();
    double achieved = std::numeric_limits<double>::quiet_NaN();
    double expected_by_now = std::numeric_limits<double>::quiet_NaN();
    double gap = std::numeric_limits<double>::quiet_NaN();  ///< above 0: behind what is expected by now
};

namespace detail {

/// Which way is better; empty where nobody can tell.
[[nodiscard]] inline std::optional<Polarity> intended(const BenefitGoal& goal, double baseline) {
    if (goal.polarity == Polarity::high_is_good || goal.polarity == Polarity::low_is_good) return goal.polarity;
    const double rise = decimal::difference(goal.target, baseline);
    if (std::isnan(rise) || rise == 0.0) return std::nullopt;
    return rise > 0.0 ? Polarity::high_is_good : Polarity::low_is_good;
}

}  // namespace detail

/// @param history of the indicator, the oldest point first
/// @throws Error as said at the head of this file.
[[nodiscard]] inline BenefitReading read_benefit(const BenefitGoal& goal, std::span<const HistoryPoint> history) {
    if (std::isinf(goal.baseline) || std::isinf(goal.target))
        throw Error("found an infinite baseline or target; accepted: a finite number, or NaN for none");
    if (goal.due && goal.baseline_at && goal.due->end() <= goal.baseline_at->end())
        throw Error("found a target due " + goal.due->label() + " for a baseline of " + goal.baseline_at->label() +
                    "; accepted: a target that is due later");
    BenefitReading reading{.baseline_at = goal.baseline_at, .baseline = goal.baseline};
    const HistoryPoint* latest = nullptr;
    for (const HistoryPoint& point : history)
        if (!std::isnan(point.value)) latest = &point;
    if (latest == nullptr) return reading;
    reading.latest = latest->value;
    reading.latest_at = latest->period;

    if (goal.baseline_at && std::isnan(goal.baseline) &&
        goal.baseline_at->length_in_months() != latest->period.length_in_months())
        throw Error("found a baseline of " + goal.baseline_at->label() + " among results of " + latest->period.label() +
                    " and the like; accepted: a period as long as they are, or the baseline's "
                    "own figure");

    std::vector<double> values;
    std::size_t to_baseline = 0;  // so many points are not later than it
    std::optional<Period> last;
    bool gap = false;
    for (const HistoryPoint& point : history) {
        if (point.period.length_in_months() != latest->period.length_in_months() ||
            point.period.is_day() != latest->period.is_day())
            continue;
        if (!reading.baseline_at && !std::isnan(point.value)) reading.baseline_at = point.period;
        gap = gap || (last && (point.period.start() - last->end()).days() != 1) || std::isnan(point.value);
        last = point.period;
        values.push_back(point.value);
        if (point.period.end() <= reading.baseline_at->end()) {
            to_baseline = values.size();
            if (std::isnan(goal.baseline) && point.period.end() == reading.baseline_at->end())
                reading.baseline = point.value;
        }
        if (&point == latest) break;
    }
    const double way = decimal::difference(goal.target, reading.baseline);
    if ((goal.polarity == Polarity::low_is_good && way > 0.0) || (goal.polarity == Polarity::high_is_good && way < 0.0))
        throw Error("found a target of " + shown(goal.target) + " where it stood at " + shown(reading.baseline) +
                    " and " + (way > 0.0 ? "low" : "high") +
                    " is good; accepted: a target on the good side of it, or the other polarity");
    if (goal.running_total) {  // it begins anew each year: nothing of it is a change
        const bool since = latest->period.end() > reading.baseline_at->end();
        reading.movement = since ? BenefitMovement::running_total : BenefitMovement::nothing_since;
        return reading;
    }
    reading.change = decimal::difference(reading.latest, reading.baseline);
    if (way != 0.0) reading.achieved = reading.change / way;
    const std::optional<Polarity> better = detail::intended(goal, reading.baseline);
    if (goal.due && reading.baseline_at) {
        const Period from = reading.baseline_at->in_months().last_month();
        const double all = from.months_until(goal.due->in_months().last_month());
        const double so_far = from.months_until(latest->period.in_months().last_month());
        const double share = all > 0.0 ? std::clamp(so_far / all, 0.0, 1.0) : 1.0;
        reading.expected_by_now = decimal::difference(reading.baseline, -way * share);
        if (better)
            reading.gap = *better == Polarity::high_is_good
                              ? decimal::difference(reading.expected_by_now, reading.latest)
                              : decimal::difference(reading.latest, reading.expected_by_now);
    }

    if (latest->period.end() <= reading.baseline_at->end())
        reading.movement = BenefitMovement::nothing_since;
    else if (!better)
        reading.movement = BenefitMovement::no_direction;
    else if (values.size() < points_of_a_direction)
        reading.movement = BenefitMovement::too_few_points;
    else if (gap)
        reading.movement = BenefitMovement::gap;
    else {
        const std::size_t frozen = to_baseline >= points_of_a_direction ? to_baseline : 0;
        const spc::ControlChart chart = spc::xmr({.values = values, .baseline = frozen}, {.polarity = *better});
        switch (chart.points.back().point_type) {
            case PointType::improvement:
                reading.movement = BenefitMovement::as_intended;
                break;
            case PointType::concern:
                reading.movement = BenefitMovement::against;
                break;
            default:
                reading.movement = BenefitMovement::no_more_than_chance;
        }
    }
    return reading;
}

}  // namespace headway::inline HEADWAY_ABI
