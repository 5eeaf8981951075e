/// @file
/// Where the bars of a timeline stand: the windows of actions on one axis of months.
///
/// The axis begins with the first month of any window or with the month of the date, whichever is earlier, and ends
/// with the last of them; an open window needs `room_for_an_open_end` months on it, and is drawn to its end. Bars are
/// counted in months from the beginning of the axis: a window from its first month to its last is [from, to), so a
/// window of one month is one wide, and a day is one part of the 28 to 31 of its month. The date stands at its end,
/// among windows of whole months at the end of its month. A window that is only due is drawn from a month before.
/// Edge case: an action without a window has no bar.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "headway/plan/action.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::plan {

/// Where a bar of a timeline begins and ends, in months from its first.
struct Bar {
    double from = 0;
    double to = 0;
    bool open = false;      ///< it goes on beyond the axis
    bool only_due = false;  ///< nobody said when it begins
};

/// The bars of a timeline, and the months that they lie in.
struct Timeline {
    static constexpr int room_for_an_open_end = 3;

    Period first{};  ///< the month in which the axis begins
    int months = 0;
    double as_at = 0;                       ///< its end
    std::vector<std::optional<Bar>> bars{};  ///< one an action
};

namespace detail {

/// The beginning or the end of a period in months from the first.
[[nodiscard]] inline double begins_at(Period first, Period period) {
    const auto day = period.start();
    return first.months_until(period.first_month()) + (day.day() - 1.0) / day.end_of_month().day();
}
[[nodiscard]] inline double ends_at(Period first, Period period) {
    const auto day = period.end();
    return first.months_until(period.last_month()) + static_cast<double>(day.day()) / day.end_of_month().day();
}

}  // namespace detail

/// @throws Error for a window that ends before it begins.
[[nodiscard]] inline Timeline timeline(std::span<const Action> actions, Period as_at) {
    const Period now = as_at.last_month();
    Period first = now, last = now;
    for (const Action& action : actions) {
        if (!action.window) continue;
        validate(*action.window);
        const auto& [begins, ends] = *action.window;
        const Period from = begins ? begins->first_month() : ends->last_month();
        const Period to = ends ? ends->last_month() : from.shifted(Timeline::room_for_an_open_end - 1);
        first = std::min(first, from);
        last = std::max(last, to);
    }
    Timeline drawn{.first = first,
                   .months = first.months_until(last) + 1,
                   .as_at = detail::ends_at(first, by_day(actions) ? as_at : now)};
    drawn.bars.resize(actions.size());
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const Action& action = actions[i];
        if (!action.window) continue;
        const auto& [begins, ends] = *action.window;
        const double to = ends ? detail::ends_at(first, *ends) : drawn.months;
        drawn.bars[i] = Bar{.from = begins ? detail::begins_at(first, *begins) : std::max(to - 1.0, 0.0),
                            .to = to,
                            .open = !ends,
                            .only_due = !begins};
    }
    return drawn;
}

}  // namespace headway::plan
