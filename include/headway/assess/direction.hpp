/// @file
/// Direction of travel: is it getting better?
///
/// "Change" is latest - previous, signed, in the indicator's unit. "Direction" is its sign read through polarity:
/// improving or worsening where a direction is good, increasing or decreasing where none is. They are two columns,
/// because a fall of 4.2 can be either.
///
/// Edge cases: no previous or no latest value is `unknown`; a change of exactly the dead band or less is
/// `no_change`; between two bounds, moving nearer to the range is improving, and moving inside it is `no_change`.
/// A cumulative measure can only rise from month to month, so last month is no comparison for it
/// (`has_direction` is false): judge it against its profile, or pass the same month of last year as `previous`.
///
/// A change within what chance alone moves is no direction either. Where the values have intervals, a change counts
/// from the MOVER bound on: sqrt(a^2 + b^2) of the two half-widths that face each other, each at the level of its
/// interval; a value without one counts as exact. 77.84 to 77.80 with an interval of 76.9 to 78.7 is `no_change`, and
/// the reason says so ("no clear change").
///
/// Of a value of which only bounds are known ("<5"), the direction is known where every value within them has it: from
/// 5 to "<5" is a fall, from 5 to "at most 5" is not known. The change itself is missing.
///
/// Source: the report's columns "Previous result, latest result, change" and its counts of indicators "moving in
/// the right direction" (Cabinet, November 2024). For the bound, Zou and Donner (2008), "Construction of confidence
/// limits about effect measures: a general approach", Statistics in Medicine 27.
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/measure/unlike_units.hpp"
#include "headway/series/accrual.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// The sign of a change read through polarity.
enum class Direction : std::uint8_t { improving, worsening, no_change, increasing, decreasing, unknown };

template <>
struct Vocabulary<Direction> {
    static constexpr std::string_view name = "direction";
    static constexpr std::array<std::string_view, 6> words{"improving",  "worsening",  "no_change",
                                                           "increasing", "decreasing", "unknown"};
};

/// How a direction is read. Plain data, kept with the directions it made.
struct DirectionRule {
    double dead_band = 0.0;  ///< a change of this much or less, in the indicator's unit, is `no_change`

    static constexpr std::string_view method = "sign of change, version 1";
};

/// Why a change is no direction, or why none is known.
enum class DirectionReason : std::uint8_t {
    clear,             ///< the sign of the change says it
    within_dead_band,  ///< a change, but no more than the dead band
    within_intervals,  ///< a change, but no more than the intervals of the values explain
    common_cause,      ///< a change, but no special cause on a control chart of what came before
    no_data,           ///< the latest value is missing
    no_previous,       ///< the one before is
    no_polarity,       ///< nobody has said which direction is good
    no_range,          ///< a range without its bounds
    cumulative,        ///< a running total, for which the point before is no comparison
    only_a_bound,      ///< what is known of the values leaves more than one direction open
    units_differ,      ///< the two values are said to be in different units
    units_in_doubt,    ///< by their sizes one may be counted in another unit
};

template <>
struct Vocabulary<DirectionReason> {
    static constexpr std::string_view name = "direction reason";
    static constexpr std::array<std::string_view, 12> words{
        "clear",   "within the dead band", "within the intervals", "common cause on its control chart",
        "no data", "no previous value",    "no polarity",          "no range",
        "cumulative within the year",      "only a bound is known", "units differ", "units in doubt"};
};

/// A direction and why it is none.
struct Travel {
    Direction direction = Direction::unknown;
    DirectionReason reason = DirectionReason::no_data;
};

/// A value with its interval, where that is known; where there is no value, what it is at least and at most.
struct Measured {
    double value = std::numeric_limits<double>::quiet_NaN();
    Range interval{};
};

/// The rule of a row: with its own dead band, where it has one (NaN: none).
[[nodiscard]] inline DirectionRule rule_of_row(DirectionRule rule, double dead_band) noexcept {
    if (!std::isnan(dead_band)) rule.dead_band = dead_band;
    return rule;
}

/// @throws Error for a dead band that is negative or not finite.
inline void validate(const DirectionRule& rule) {
    if (!(rule.dead_band >= 0.0) || std::isinf(rule.dead_band))
        throw Error("direction rule: found dead_band " + shown(rule.dead_band) +
                    "; accepted: 0 or more, in the indicator's unit");
}

/// Whether a move since the previous point says anything about direction: not for a running total.
[[nodiscard]] constexpr bool has_direction(Accrual accrual) noexcept { return accrual != Accrual::cumulative; }

/// latest - previous, as printed decimals; NaN where either is missing.
[[nodiscard]] inline double change_since(double latest, double previous) noexcept {
    return decimal::difference(latest, previous);
}

/// The largest change that the intervals of two values explain: see the head of this file. 0 without an interval.
[[nodiscard]] inline double explained_change(double latest, Range of_latest, double previous,
                                             Range of_previous) noexcept {
    const bool risen = latest > previous;
    const double below = risen ? latest - of_latest.lower : of_latest.upper - latest;
    const double above = risen ? of_previous.upper - previous : previous - of_previous.lower;
    return std::hypot(below > 0.0 ? below : 0.0, above > 0.0 ? above : 0.0);
}

/// The direction of travel of one indicator, and why it has none. `good` is needed for `Polarity::in_range` only.
/// @param explained what chance explains of the change: `explained_change`
[[nodiscard]] inline Travel travel(double latest, double previous, std::optional<Polarity> polarity, Range good = {},
                                   const DirectionRule& rule = {}, double explained = 0.0) noexcept {
    const double moved = change_since(latest, previous);
    if (std::isnan(latest)) return {Direction::unknown, DirectionReason::no_data};
    if (std::isnan(moved)) return {Direction::unknown, DirectionReason::no_previous};
    if (!polarity) return {Direction::unknown, DirectionReason::no_polarity};
    double gained = moved;
    switch (*polarity) {
        case Polarity::high_is_good:
        case Polarity::neutral: break;
        case Polarity::low_is_good: gained = -moved; break;
        case Polarity::in_range:
            if (!good.known()) return {Direction::unknown, DirectionReason::no_range};
            gained = decimal::difference(std::fabs(good.excess(previous)), std::fabs(good.excess(latest)));
            break;
    }
    if (gained == 0.0) return {Direction::no_change, DirectionReason::clear};
    if (decimal::within(std::fabs(gained), rule.dead_band, true))
        return {Direction::no_change, DirectionReason::within_dead_band};
    if (std::fabs(gained) <= explained) return {Direction::no_change, DirectionReason::within_intervals};
    if (*polarity == Polarity::neutral)
        return {gained > 0.0 ? Direction::increasing : Direction::decreasing, DirectionReason::clear};
    return {gained > 0.0 ? Direction::improving : Direction::worsening, DirectionReason::clear};
}

/// The same of values known by their bounds, or by both ends of an interval; one number is both of its bounds.
[[nodiscard]] inline Travel travel(Range latest, Range previous, std::optional<Polarity> polarity,
                                   const DirectionRule& rule = {}) noexcept {
    if (!latest.given()) return {Direction::unknown, DirectionReason::no_data};
    if (!previous.given()) return {Direction::unknown, DirectionReason::no_previous};
    if (!polarity) return {Direction::unknown, DirectionReason::no_polarity};
    const auto beyond = [&](double least, bool open) {  // the least that it can have moved, and whether it moved more
        return !std::isnan(least) && !decimal::within(least, rule.dead_band, !open);
    };
    const bool risen = beyond(decimal::difference(latest.lower, previous.upper),
                              latest.lower_open || previous.upper_open);
    const bool fallen = beyond(decimal::difference(previous.lower, latest.upper),
                               previous.lower_open || latest.upper_open);
    if ((!risen && !fallen) || *polarity == Polarity::in_range)
        return {Direction::unknown, DirectionReason::only_a_bound};
    if (*polarity == Polarity::neutral)
        return {risen ? Direction::increasing : Direction::decreasing, DirectionReason::clear};
    const bool gained = risen == (*polarity == Polarity::high_is_good);
    return {gained ? Direction::improving : Direction::worsening, DirectionReason::clear};
}

/// The direction of a result, with all that is known of its values: their intervals, and how they add up over the year.
[[nodiscard]] inline Travel travel(const Measured& latest, const Measured& previous, std::optional<Polarity> polarity,
                                   Accrual accrual, Range good = {}, const DirectionRule& rule = {}) noexcept {
    if (!has_direction(accrual)) return {Direction::unknown, DirectionReason::cumulative};
    // where one of the two is no number, the interval of the other is what is known of it
    if ((std::isnan(latest.value) && latest.interval.given()) ||
        (std::isnan(previous.value) && previous.interval.given()))
        return travel(bounds_or_number(latest.interval, latest.value),
                      bounds_or_number(previous.interval, previous.value), polarity, rule);
    const double explained = explained_change(latest.value, latest.interval, previous.value, previous.interval);
    return travel(latest.value, previous.value, polarity, good, rule, explained);
}

/// The direction of two values that are not counted alike: none. Their change is none either.
[[nodiscard]] inline Travel withheld(const Travel& moved, Units units) noexcept {
    if (units == Units::alike || moved.reason == DirectionReason::no_data ||
        moved.reason == DirectionReason::no_previous)
        return moved;
    return {Direction::unknown,
            units == Units::differ ? DirectionReason::units_differ : DirectionReason::units_in_doubt};
}

/// The direction alone.
[[nodiscard]] inline Direction direction(double latest, double previous, std::optional<Polarity> polarity,
                                         Range good = {}, const DirectionRule& rule = {}) noexcept {
    return travel(latest, previous, polarity, good, rule).direction;
}

}  // namespace headway
