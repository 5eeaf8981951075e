/// @file
/// Actions of a plan: who does what in which window, and how each stands as at a date.
///
/// A window is a first month and a last one; a longer-term action has no last month, and its window is open. How an
/// action stands depends on its status and on the month of the date, both ends of the window included:
///
/// | status         | before the first month | first to last month | after the last month |
/// |----------------|------------------------|---------------------|----------------------|
/// | blue, complete | `complete`             | `complete`          | `complete`           |
/// | green or amber | `before_window`        | `in_window`         | `over_running`       |
/// | red            | `before_window`        | `in_window`         | `overdue`            |
/// | none given     | `before_window`        | `in_window`         | `overdue`            |
///
/// *Over-running*: the window is over, and the owner reports that the work goes on. *Overdue*: the window is over, and
/// nobody says that anything happens: it is reported as not progressed, or nothing is reported at all. The two call for
/// different questions and are never added up under one word. The reason tells the cases of each apart.
///
/// `months_over` counts the months that have begun since the window ended: of a window to July it is 1 in August and 3
/// in October. It is missing where the window is not over, and of a complete action, because nobody said when it was
/// completed. An action before its window may have been begun early: that is for its status to say.
/// Edge cases: an open window is never over; without a window an action that is not complete stands at `no_window`.
/// Errors: a window that ends before it begins.
///
/// Source: timeframes and key of the peer challenge's action plan (2025).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"
#include "headway/plan/rating_scheme.hpp"
#include "headway/plan/theme.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI::plan {

/// When an action is to be done. A period that is longer than a month counts from its first or to its last month.
struct Window {
    Period first{};
    std::optional<Period> last{};  ///< empty: open, as of the longer term
};

struct Action {
    std::string theme{};
    std::string name{};
    std::string owner{};                         ///< a role, not a person
    std::vector<std::string> recommendations{};  ///< that it answers; many to many
    std::optional<Window> window{};
    std::optional<ActionRating> rating{};  ///< empty: no status was given
    std::string note{};
};

}  // namespace headway::plan

namespace headway::inline HEADWAY_ABI {

enum class ActionState : std::uint8_t { complete, before_window, in_window, over_running, overdue, no_window };

template <>
struct Vocabulary<ActionState> {
    static constexpr std::string_view name = "state of an action";
    static constexpr std::array<std::string_view, 6> words{"complete",     "before_window", "in_window",
                                                           "over_running", "overdue",       "no_window"};
};

/// Why it stands there. The words are never merged.
enum class ActionReason : std::uint8_t {
    complete,
    not_begun,       ///< the window has not begun
    within,          ///< in its window
    open,            ///< the window has begun and has no end
    on_track,        ///< over, and reported green
    delayed,         ///< over, and reported amber
    not_progressed,  ///< over, and reported red
    no_status,       ///< over, and nothing is reported
    no_window,
};

template <>
struct Vocabulary<ActionReason> {
    static constexpr std::string_view name = "reason of a state";
    static constexpr std::array<std::string_view, 9> words{"reported complete",
                                                           "window not begun",
                                                           "within its window",
                                                           "window open, no end",
                                                           "window over, reported on track",
                                                           "window over, reported delayed but progressing",
                                                           "window over, reported not progressed",
                                                           "window over, no status",
                                                           "no window"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::plan {

struct Standing {
    ActionState state = ActionState::no_window;
    ActionReason reason = ActionReason::no_window;
    std::optional<int> months_over{};
};

/// @throws Error for a window that ends before it begins.
inline void validate(const Window& window) {
    if (window.last && window.last->last_month() < window.first.first_month())
        throw Error("found a window from '" + window.first.label() + "' to '" + window.last->label() +
                    "'; accepted: a last month that is not before the first, or none");
}

/// How an action stands at the end of a period. @throws Error as `validate`.
[[nodiscard]] inline Standing standing(const Action& action, Period as_at) {
    if (action.window) validate(*action.window);
    if (action.rating == ActionRating::blue) return {ActionState::complete, ActionReason::complete, {}};
    if (!action.window) return {ActionState::no_window, ActionReason::no_window, {}};
    const Period now = as_at.last_month();
    if (now < action.window->first.first_month()) return {ActionState::before_window, ActionReason::not_begun, {}};
    if (!action.window->last) return {ActionState::in_window, ActionReason::open, {}};
    const int over = action.window->last->last_month().months_until(now);
    if (over <= 0) return {ActionState::in_window, ActionReason::within, {}};
    if (!action.rating) return {ActionState::overdue, ActionReason::no_status, over};
    switch (*action.rating) {
        case ActionRating::green: return {ActionState::over_running, ActionReason::on_track, over};
        case ActionRating::amber: return {ActionState::over_running, ActionReason::delayed, over};
        case ActionRating::red:
        case ActionRating::blue: break;
    }
    return {ActionState::overdue, ActionReason::not_progressed, over};
}

/// Actions by status and by state; `with_status` is what the four colours are out of, `actions` all else.
struct ActionCounts {
    int actions = 0;
    int with_status = 0;
    int blue = 0;
    int green = 0;
    int amber = 0;
    int red = 0;
    int complete = 0;
    int before_window = 0;
    int in_window = 0;
    int over_running = 0;
    int overdue = 0;
    int overdue_without_status = 0;  ///< of the overdue
    int no_window = 0;

    void add(const Action& action, Period as_at) {
        const Standing stands = standing(action, as_at);
        ++actions;
        if (action.rating) {
            ++with_status;
            switch (*action.rating) {
                case ActionRating::blue: ++blue; break;
                case ActionRating::green: ++green; break;
                case ActionRating::amber: ++amber; break;
                case ActionRating::red: ++red; break;
            }
        }
        switch (stands.state) {
            case ActionState::complete: ++complete; break;
            case ActionState::before_window: ++before_window; break;
            case ActionState::in_window: ++in_window; break;
            case ActionState::over_running: ++over_running; break;
            case ActionState::overdue: ++overdue; break;
            case ActionState::no_window: ++no_window; break;
        }
        overdue_without_status += stands.reason == ActionReason::no_status ? 1 : 0;
    }
};

/// Counts of all at the end of a period. @throws Error as `validate`.
[[nodiscard]] inline ActionCounts count_actions(std::span<const Action> actions, Period as_at) {
    ActionCounts counts;
    for (const Action& action : actions) counts.add(action, as_at);
    return counts;
}

/// Counts at the end of a period, theme by theme, in the order in which they came. @throws Error as `validate`.
[[nodiscard]] inline std::vector<OfTheme<ActionCounts>> actions_by_theme(std::span<const Action> actions,
                                                                         Period as_at) {
    std::vector<OfTheme<ActionCounts>> themes;
    for (const Action& action : actions) detail::of_theme(themes, action.theme).add(action, as_at);
    return themes;
}

}  // namespace headway::plan
