/// @file
/// The direction of travel that a control chart of an indicator's history says, instead of the change since the
/// previous value: what moves within the limits of common cause is no direction, however often it moves.
///
/// The chart is the XmR chart (spc/control_chart.hpp) of the points up to the period of the result, those that are as
/// long as it. What its latest point is, is the direction:
///
/// | variation                            | direction                    | reason       |
/// |--------------------------------------|------------------------------|--------------|
/// | `common`                             | `no_change`                  | common_cause |
/// | `improvement_high`, `_low`           | `improving`                  | clear        |
/// | `concern_high`, `_low`               | `worsening`                  | clear        |
/// | `neutral_high`, `neutral_low`        | `increasing`, `decreasing`   | clear        |
/// | `no_limits`, `no_data`               | that of the change           | its own      |
///
/// The change stands, too, where the chart would not be of this result: with fewer than 12 points, whose limits are too
/// uncertain to tell noise from news; where they do not follow each other without a gap; where the last of them is not
/// the result itself, of its period and with its value; of a running total, which rises within its year; and of
/// `in_range` or no polarity, of which no side of a limit is better; of values whose units differ or are in doubt; and
/// of a history that mixes shares of 1 with percentages, whose limits would be those of the mixture.
///
/// Source: NHS England and NHS Improvement, "Making data count: strengthening your decisions" (2019), whose icons of
/// variation these are.
#pragma once

#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "headway/assess/direction.hpp"
#include "headway/measure/mixed_shares.hpp"
#include "headway/measure/polarity.hpp"
#include "headway/report/history_point.hpp"
#include "headway/spc/control_chart.hpp"
#include "headway/spc/special_cause.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI {

/// With fewer points of a history, the change since the previous value says the direction.
inline constexpr std::size_t points_of_a_direction = 12;

/// What the latest point of a control chart says of a direction; empty where it says none.
[[nodiscard]] inline std::optional<Travel> travel_of(Variation variation) noexcept {
    switch (variation) {
        case Variation::common: return Travel{Direction::no_change, DirectionReason::common_cause};
        case Variation::improvement_high:
        case Variation::improvement_low: return Travel{Direction::improving, DirectionReason::clear};
        case Variation::concern_high:
        case Variation::concern_low: return Travel{Direction::worsening, DirectionReason::clear};
        case Variation::neutral_high: return Travel{Direction::increasing, DirectionReason::clear};
        case Variation::neutral_low: return Travel{Direction::decreasing, DirectionReason::clear};
        case Variation::no_limits:
        case Variation::no_data: break;
    }
    return std::nullopt;
}

/// The direction of a result by its history, the oldest point first; see the head of this file.
/// @param by_change that of the change since the previous value
/// @param period of the result; empty where nobody knows it
[[nodiscard]] inline Travel charted_travel(const Travel& by_change, double latest, const std::optional<Period>& period,
                                           std::optional<Polarity> polarity, std::span<const HistoryPoint> history) {
    if (!period || !polarity || *polarity == Polarity::in_range || by_change.reason == DirectionReason::cumulative ||
        by_change.reason == DirectionReason::units_differ || by_change.reason == DirectionReason::units_in_doubt)
        return by_change;
    std::vector<double> values;
    std::optional<Period> last;
    for (const HistoryPoint& point : history) {
        if (point.period.length_in_months() != period->length_in_months() || point.period.end() > period->end())
            continue;
        if (last && (point.period.start() - last->end()).days() != 1) return by_change;
        last = point.period;
        values.push_back(point.value);
    }
    if (values.size() < points_of_a_direction || *last != *period || values.back() != latest) return by_change;
    if (mixed_shares(values, figures_of_a_doubt)) return by_change;
    return travel_of(spc::xmr({.values = values}, {.polarity = *polarity}).variation).value_or(by_change);
}

}  // namespace headway
