/// @file
/// Actions in parts: sub-actions, how each stands, and how far an action has come by them.
///
/// A part has a window of its own, or else its action's, and stands as an action does (action.hpp). What it has
/// completed is its percentage; without one it is all where its status is complete, and nothing of it where it is not.
///
///     progress = sum of weight x completed / sum of weight
///
/// over the parts that are not withdrawn, each of weight 1 where no part of the action has a weight. It is a share of
/// what is *reported* complete: `not_known` counts the parts of which neither a status nor a percentage is given, and
/// `without_evidence` those complete for which nothing is shown.
///
/// What the parts say of their action's status, the first that holds:
///
/// | derived | where                                                                                        |
/// |---------|----------------------------------------------------------------------------------------------|
/// | none    | there is no part, or of none a status or a percentage is given                               |
/// | blue    | every part is complete                                                                       |
/// | amber   | a part is reported, not complete and past its window, and some part has progressed           |
/// | red     | a part is reported, not complete and past its window, and none has progressed                |
/// | none    | a part is past its window, and nobody says how it stands                                     |
/// | green   | some part has progressed                                                                     |
/// | none    | none has, and no window of theirs has begun                                                  |
/// | red     | none has                                                                                     |
///
/// A part has progressed where its percentage is above 0 or its status is blue, green or amber. The status that was
/// given and the one that is derived are never merged: `agrees` says whether they are the same, and of a part whether
/// its percentage and its status are (100 is complete, and nothing else is). A part that is called complete at less
/// than 100 is not counted complete, and is past its window where that is over; `differing` counts those that say two
/// things.
///
/// Errors: percentages outside 0 to 100, weights below 0, weights of some parts of an action and not of others, weights
/// that add up to 0.
/// Source: sub-actions a to e of the peer challenge's progress report (this city, 2025); the weighting is this
/// library's.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"
#include "headway/plan/action.hpp"
#include "headway/plan/rating_scheme.hpp"
#include "headway/text.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI::plan {

/// A part of an action.
struct SubAction {
    std::size_t action = 0;  ///< the place of the action that it is a part of
    std::string name{};
    std::vector<std::string> owners{};     ///< roles
    std::optional<Window> window{};        ///< empty: its action's
    std::optional<ActionRating> rating{};  ///< empty: no status was given
    std::optional<double> percentage{};    ///< complete, 0 to 100; empty: none was given
    std::optional<double> weight{};        ///< empty: none was given
    std::string evidence{};
};

}  // namespace headway::plan

namespace headway::inline HEADWAY_ABI {

/// Why parts say of their action's status what they do.
enum class ProgressReason : std::uint8_t {
    no_parts,
    nothing_known,
    all_complete,
    late_progressing,
    late,
    late_not_known,
    progressing,
    not_begun,
    not_progressed,
};

template <>
struct Vocabulary<ProgressReason> {
    static constexpr std::string_view name = "reason of a derived status";
    static constexpr std::array<std::string_view, 9> words{"no parts",
                                                           "no part has a status or a percentage",
                                                           "every part complete",
                                                           "a part past its window, and some have progressed",
                                                           "a part past its window, and none has progressed",
                                                           "a part past its window, no status known",
                                                           "parts have progressed, and none is past its window",
                                                           "no part has progressed, and none has begun",
                                                           "no part has progressed"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::plan {

/// How a part stands.
struct PartStanding {
    Standing stands{};
    double completed = 0.0;        ///< share, 0 to 1
    bool known = false;            ///< a status or a percentage is given
    std::optional<bool> agrees{};  ///< status and percentage; empty where either is missing
};

/// How far an action has come by its parts.
struct Progress {
    int parts = 0;
    int complete = 0;
    int not_known = 0;
    int withdrawn = 0;
    int differing = 0;                       ///< whose status and percentage do not agree
    int without_evidence = 0;                ///< of those complete
    std::optional<double> progress{};        ///< share, 0 to 1; empty without a part that counts
    std::optional<ActionRating> derived{};   ///< status
    ProgressReason reason = ProgressReason::no_parts;
    std::optional<bool> agrees{};            ///< with the status given; empty where either is missing
};

/// @throws Error for a percentage or a weight that is none.
inline void validate(const SubAction& part) {
    if (part.percentage && !(*part.percentage >= 0.0 && *part.percentage <= 100.0))
        throw Error("found " + shown(*part.percentage) + "; accepted: a percentage, 0 to 100");
    if (part.weight && (!(*part.weight >= 0.0) || std::isinf(*part.weight)))
        throw Error("found weight " + shown(*part.weight) + "; accepted: 0 or more");
    if (part.window) validate(*part.window);
}

/// @throws Error as `validate`.
[[nodiscard]] inline PartStanding standing(const SubAction& part, const Action& of, Period as_at) {
    validate(part);
    const bool all = part.percentage == 100.0;
    Action as_action{.window = part.window ? part.window : of.window, .rating = part.rating};
    if (all && !part.rating) as_action.rating = ActionRating::blue;
    PartStanding stands{.stands = standing(as_action, as_at), .known = part.rating || part.percentage};
    stands.completed = part.percentage                             ? *part.percentage / 100.0
                       : as_action.rating == ActionRating::blue    ? 1.0
                                                                   : 0.0;
    if (part.rating && part.percentage && part.rating != ActionRating::withdrawn)
        stands.agrees = all == (part.rating == ActionRating::blue);
    return stands;
}

/// Whether the window of a part is over, however it is reported, and it is not complete.
[[nodiscard]] inline bool over_unless_complete(const SubAction& part, const Action& of, Period as_at, bool complete) {
    const Action unreported{.window = part.window ? part.window : of.window};
    return !complete && standing(unreported, as_at).days_over.has_value();
}

namespace detail {

/// The same of parts that stand apart.
[[nodiscard]] inline Progress progress(const Action& action, std::span<const SubAction* const> parts, Period as_at) {
    Progress made;
    double weights = 0.0, done = 0.0;
    bool late = false, late_not_known = false, begun = false, progressed = false;
    int weighted = 0;
    for (const SubAction* const each : parts) {
        const SubAction& part = *each;
        ++made.parts;
        const PartStanding stands = standing(part, action, as_at);
        if (part.rating == ActionRating::withdrawn) {
            ++made.withdrawn;
            continue;
        }
        const bool complete = stands.stands.state == ActionState::complete && stands.agrees != false;
        made.complete += complete ? 1 : 0;
        made.not_known += stands.known ? 0 : 1;
        made.without_evidence += complete && part.evidence.empty() ? 1 : 0;
        made.differing += stands.agrees == false ? 1 : 0;
        (stands.known ? late : late_not_known) |= over_unless_complete(part, action, as_at, complete);
        begun = begun || stands.stands.state != ActionState::before_window;
        progressed = progressed || stands.completed > 0.0 || (part.rating && part.rating != ActionRating::red);
        weighted += part.weight ? 1 : 0;
        weights += part.weight.value_or(1.0);
        done += part.weight.value_or(1.0) * stands.completed;
    }
    const int counted = made.parts - made.withdrawn;
    if (weighted != 0 && weighted != counted)
        throw Error("action " + headway::quoted(action.name) + ": found weights of " + std::to_string(weighted) +
                    " of " + std::to_string(counted) + " parts; accepted: of all, or of none");
    if (counted > 0 && weights == 0.0)
        throw Error("action " + headway::quoted(action.name) + ": found weights that add up to 0; accepted: more");
    if (counted > 0) made.progress = done / weights;
    const auto say = [&](ProgressReason reason, std::optional<ActionRating> derived = std::nullopt) {
        made.reason = reason;
        made.derived = derived;
    };
    if (counted == 0) say(ProgressReason::no_parts);
    else if (made.not_known == counted) say(ProgressReason::nothing_known);
    else if (made.complete == counted) say(ProgressReason::all_complete, ActionRating::blue);
    else if (late && progressed) say(ProgressReason::late_progressing, ActionRating::amber);
    else if (late) say(ProgressReason::late, ActionRating::red);
    else if (late_not_known) say(ProgressReason::late_not_known);
    else if (progressed) say(ProgressReason::progressing, ActionRating::green);
    else if (!begun) say(ProgressReason::not_begun);
    else say(ProgressReason::not_progressed, ActionRating::red);
    if (action.rating && made.derived) made.agrees = action.rating == made.derived;
    return made;
}

}  // namespace detail

/// How far an action has come by its parts. See the head of this file. @throws Error as `validate`, and for weights.
[[nodiscard]] inline Progress progress(const Action& action, std::span<const SubAction> parts, Period as_at) {
    std::vector<const SubAction*> each;
    each.reserve(parts.size());
    for (const SubAction& part : parts) each.push_back(&part);
    return detail::progress(action, each, as_at);
}

}  // namespace headway::plan
