/// @file
/// Actions of a plan: who does what in which window, and how each stands as at a date.
///
/// A window goes from the first day of its first period to the last day of its last one: both may be days, months or
/// longer, so that an action due in October is due on the 31st. A longer-term action has no last period, and its window
/// is open; of an action that is only due its beginning is not known. How an action stands depends on its status and on
/// the last day of the period that it is as at, both ends of the window included:
///
/// | status         | before the first day | first to last day | after the last day |
/// |----------------|----------------------|-------------------|--------------------|
/// | blue, complete | `complete`           | `complete`        | `complete`         |
/// | withdrawn      | `withdrawn`          | `withdrawn`       | `withdrawn`        |
/// | green or amber | `before_window`      | `in_window`       | `over_running`     |
/// | red            | `before_window`      | `in_window`       | `overdue`          |
/// | none given     | `before_window`      | `in_window`       | `overdue`          |
///
/// *Over-running*: the window is over, and the owner reports that the work goes on. *Overdue*: the window is over, and
/// nobody says that anything happens: it is reported as not progressed, or nothing is reported at all. The two call for
/// different questions and are never added up under one word. *Withdrawn*: it is reported as no longer pursued, and is
/// never late. The reason tells the cases of each apart.
///
/// `days_over` counts the days since the last day of the window: due on 15 October it is 5 on the 20th. `months_over`
/// counts the months that have begun since a window of whole months ended: of a window to July it is 1 in August and 3
/// in October; a window that ends with a day has none. Both are missing where the window is not over, and of an action
/// that is complete or withdrawn, because nobody said since when. An action before its window may have been begun
/// early: that is for its status to say.
/// Edge cases: an open window is never over; what is only due is in its window until then; without a window an action
/// that is neither complete nor withdrawn stands at `no_window`.
/// Errors: a window that ends before it begins.
///
/// Source: timeframes and key of the peer challenge's action plan (2025).
#pragma once

#include <algorithm>
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

/// When an action is to be done: one of the two at least. A period counts from its first or to its last day.
struct Window {
    std::optional<Period> first{};  ///< empty: nobody said when it begins
    std::optional<Period> last{};   ///< empty: open, as of the longer term
};

/// One action of a plan, as it is kept.
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

/// How an action stands in its window, as at a date.
enum class ActionState : std::uint8_t {
    complete,
    before_window,
    in_window,
    over_running,
    overdue,
    no_window,
    withdrawn,
};

template <>
struct Vocabulary<ActionState> {
    static constexpr std::string_view name = "state of an action";
    static constexpr std::array<std::string_view, 7> words{"complete", "before_window", "in_window", "over_running",
                                                           "overdue",  "no_window",     "withdrawn"};
};

/// Why it stands there. The words are never merged.
enum class ActionReason : std::uint8_t {
    complete,
    not_begun,       ///< the window has not begun
    within,          ///< in its window
    open,            ///< the window has begun and has no end
    due,             ///< due later, and nobody said when it begins
    on_track,        ///< over, and reported green
    delayed,         ///< over, and reported amber
    not_progressed,  ///< over, and reported red
    no_status,       ///< over, and nothing is reported
    no_window,
    withdrawn,
};

template <>
struct Vocabulary<ActionReason> {
    static constexpr std::string_view name = "reason of a state";
    static constexpr std::array<std::string_view, 11> words{"reported complete",
                                                           "window not begun",
                                                           "within its window",
                                                           "window open, no end",
                                                           "due later, no start given",
                                                           "window over, reported on track",
                                                           "window over, reported delayed but progressing",
                                                           "window over, reported not progressed",
                                                           "window over, no status",
                                                           "no window",
                                                           "reported no longer pursued"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::plan {

/// How an action stands, why, and by how much it is over.
struct Standing {
    ActionState state = ActionState::no_window;
    ActionReason reason = ActionReason::no_window;
    std::optional<int> months_over{};
    std::optional<int> days_over{};
};

/// @throws Error for a window that ends before it begins.
inline void validate(const Window& window) {
    if (window.first && window.last && window.last->end() < window.first->start())
        throw Error("found a window from '" + window.first->label() + "' to '" + window.last->label() +
                    "'; accepted: an end that is not before the beginning, or none");
}

/// How an action stands at the end of a period. @throws Error as `validate`.
[[nodiscard]] inline Standing standing(const Action& action, Period as_at) {
    if (action.window) validate(*action.window);
    if (action.rating == ActionRating::blue) return {ActionState::complete, ActionReason::complete, {}};
    if (action.rating == ActionRating::withdrawn) return {ActionState::withdrawn, ActionReason::withdrawn, {}};
    if (!action.window) return {ActionState::no_window, ActionReason::no_window, {}};
    const auto& [first, last] = *action.window;
    if (first && as_at.end() < first->start()) return {ActionState::before_window, ActionReason::not_begun, {}};
    if (!last) return {ActionState::in_window, ActionReason::open, {}};
    const auto days = static_cast<int>((as_at.end() - last->end()).days());
    if (days <= 0) return {ActionState::in_window, first ? ActionReason::within : ActionReason::due, {}};
    Standing over{.state = ActionState::overdue, .reason = ActionReason::not_progressed, .days_over = days};
    if (!last->is_day()) over.months_over = last->last_month().months_until(as_at.last_month());
    if (!action.rating) over.reason = ActionReason::no_status;
    if (action.rating == ActionRating::green || action.rating == ActionRating::amber) {
        over.state = ActionState::over_running;
        over.reason = action.rating == ActionRating::green ? ActionReason::on_track : ActionReason::delayed;
    }
    return over;
}

/// Whether any window begins or ends with a day, so that its months alone do not tell where an action stands.
[[nodiscard]] inline bool by_day(std::span<const Action> actions) {
    const auto is_day = [](const std::optional<Period>& end) { return end && end->is_day(); };
    return std::any_of(actions.begin(), actions.end(), [&](const Action& action) {
        return action.window && (is_day(action.window->first) || is_day(action.window->last));
    });
}

/// Actions by status and by state. Identities: actions = complete + before_window + in_window + over_running + overdue
/// + no_window + withdrawn, and with_status = blue + green + amber + red + withdrawn.
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
    int withdrawn = 0;  ///< by state and by status alike

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
                case ActionRating::withdrawn: break;  // counted by its state
            }
        }
        switch (stands.state) {
            case ActionState::complete: ++complete; break;
            case ActionState::before_window: ++before_window; break;
            case ActionState::in_window: ++in_window; break;
            case ActionState::over_running: ++over_running; break;
            case ActionState::overdue: ++overdue; break;
            case ActionState::no_window: ++no_window; break;
            case ActionState::withdrawn: ++withdrawn; break;
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
