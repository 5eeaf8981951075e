/// @file
/// Where the bars of a timeline stand: the windows of actions on one axis of months.
///
/// The axis begins with the first month of any window or with the month of the date, whichever is earlier, and ends
/// with the last of them; an open window needs `room_for_an_open_end` months on it, and is drawn to its end. Bars are
/// counted in months from the beginning of the axis: a window from its first month to its last is [from, to), so a
/// window of one month is one wide. The date stands at the end of its month.
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

struct Bar {
    int from = 0;
    int to = 0;
    bool open = false;  ///< it goes on beyond the axis
};

struct Timeline {
    static constexpr int room_for_an_open_end = 3;

    Period first{};  ///< the month in which the axis begins
    int months = 0;
    int as_at = 0;                          ///< the end of its month
    std::vector<std::optional<Bar>> bars{};  ///< one an action
};

/// @throws Error for a window that ends before it begins.
[[nodiscard]] inline Timeline timeline(std::span<const Action> actions, Period as_at) {
    const Period now = as_at.last_month();
    Period first = now, last = now;
    for (const Action& action : actions) {
        if (!action.window) continue;
        validate(*action.window);
        const Period from = action.window->first.first_month();
        const Period to = action.window->last ? action.window->last->last_month()
                                              : from.shifted(Timeline::room_for_an_open_end - 1);
        first = std::min(first, from);
        last = std::max(last, to);
    }
    Timeline drawn{.first = first, .months = first.months_until(last) + 1, .as_at = first.months_until(now) + 1};
    drawn.bars.resize(actions.size());
    for (std::size_t i = 0; i < actions.size(); ++i) {
        const Action& action = actions[i];
        if (!action.window) continue;
        const bool open = !action.window->last;
        drawn.bars[i] = Bar{.from = first.months_until(action.window->first.first_month()),
                            .to = open ? drawn.months : first.months_until(action.window->last->last_month()) + 1,
                            .open = open};
    }
    return drawn;
}

}  // namespace headway::plan
