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
/// Source: the report's columns "Previous result, latest result, change" and its counts of indicators "moving in
/// the right direction" (Cabinet, November 2024).
#pragma once

#include <array>
#include <cmath>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "headway/decimal.hpp"
#include "headway/error.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/measure/range.hpp"
#include "headway/series/accrual.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

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

/// The direction of travel of one indicator. `good` is needed for `Polarity::in_range` only.
/// The direction of a range without bounds, and of no polarity, is `unknown`.
[[nodiscard]] inline Direction direction(double latest, double previous, std::optional<Polarity> polarity,
                                         Range good = {},
                                         const DirectionRule& rule = {}) noexcept {
    const double moved = change_since(latest, previous);
    if (!polarity || std::isnan(moved)) return Direction::unknown;
    double gained = moved;
    switch (*polarity) {
        case Polarity::high_is_good: break;
        case Polarity::low_is_good: gained = -moved; break;
        case Polarity::in_range:
            if (!good.known()) return Direction::unknown;
            gained = decimal::difference(std::fabs(good.excess(previous)), std::fabs(good.excess(latest)));
            break;
        case Polarity::neutral:
            if (decimal::within(std::fabs(moved), rule.dead_band, true)) return Direction::no_change;
            return moved > 0.0 ? Direction::increasing : Direction::decreasing;
    }
    if (decimal::within(std::fabs(gained), rule.dead_band, true)) return Direction::no_change;
    return gained > 0.0 ? Direction::improving : Direction::worsening;
}

}  // namespace headway
