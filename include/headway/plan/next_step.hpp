/// @file
/// Next steps of actions, each with a date of its own: how it stands, and whether it lies within its action's window.
///
/// A step is due on the last day of its date ("by February 2026" is the 28th), and stands as an action does that is
/// only due (action.hpp). Against the window of its action:
///
/// | fit             | where                                                                     |
/// |-----------------|---------------------------------------------------------------------------|
/// | `within`        | it is due from the first to the last day of the window, both included     |
/// | `beyond`        | it is due after the last day: the action cannot end when its window says  |
/// | `before`        | it is due before the first day                                            |
/// | `no date`       | the step has none                                                         |
/// | `no window`     | the action has none                                                       |
///
/// `days_beyond` counts the days from the end of the window to the date, `months_beyond` the months that begin between
/// them where neither is a day: of a window to December 2025, a step in February 2026 is 2 months beyond. A window that
/// is open has nothing beyond.
///
/// Source: steps of actions that were due by December 2025, dated January to March 2026 (this city, progress report on
/// the Corporate Peer Challenge, 2025).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headway/plan/action.hpp"
#include "headway/plan/rating_scheme.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// How a next step lies in the window of its action.
enum class StepFit : std::uint8_t { within, beyond, before, no_date, no_window };

template <>
struct Vocabulary<StepFit> {
    static constexpr std::string_view name = "fit of a step";
    static constexpr std::array<std::string_view, 5> words{"within", "beyond", "before", "no date", "no window"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::plan {

/// What is done next on an action, by whom and until when.
struct NextStep {
    std::size_t action = 0;  ///< the place of the action that it is a step of
    std::string name{};
    std::vector<std::string> owners{};     ///< roles
    std::optional<Period> due{};           ///< empty: nobody said
    std::optional<ActionRating> rating{};  ///< empty: no status was given
    std::string evidence{};
};

/// How a next step stands, and how far it is beyond its action.
struct StepStanding {
    Standing stands{};
    StepFit fit = StepFit::no_date;
    std::optional<int> days_beyond{};
    std::optional<int> months_beyond{};
};

/// How a next step of an action stands as at a date.
[[nodiscard]] inline StepStanding standing(const NextStep& step, const Action& of, Period as_at) {
    Action as_action{.rating = step.rating};
    if (step.due) as_action.window = Window{.last = step.due};
    StepStanding found{.stands = standing(as_action, as_at)};
    if (!step.due) return found;
    found.fit = StepFit::no_window;
    if (!of.window) return found;
    const auto& [first, last] = *of.window;
    found.fit = first && step.due->end() < first->start() ? StepFit::before : StepFit::within;
    if (!last || step.due->end() <= last->end()) return found;
    found.fit = StepFit::beyond;
    found.days_beyond = static_cast<int>((step.due->end() - last->end()).days());
    if (!last->is_day() && !step.due->is_day())
        found.months_beyond = last->last_month().months_until(step.due->last_month());
    return found;
}

}  // namespace headway::plan
