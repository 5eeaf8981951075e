/// @file
/// Counts of initiatives, each with what it is out of.
///
/// "All initiatives at amber or green" is a statement about those that are rated: `rated` is its denominator, and
/// `not_applicable` and `not_rated` say what it leaves out. Identities:
///
///     initiatives = green + amber + red + not_applicable + not_rated           at each snapshot
///     initiatives = compared + newly_rated + no_longer_rated + not_rated       from the first to the last
///     compared    = improved + worsened + unchanged
///
/// `directed` are those improved or worsened that have a direction of travel too; `disagreeing` of them say something
/// else by it.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "headway/error.hpp"
#include "headway/plan/initiative.hpp"
#include "headway/plan/rating_scheme.hpp"
#include "headway/plan/theme.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::plan {

/// Ratings at one snapshot.
struct InitiativeCounts {
    int initiatives = 0;
    int rated = 0;
    int green = 0;
    int amber = 0;
    int red = 0;
    int not_applicable = 0;
    int not_rated = 0;  ///< blank

    void add(std::optional<InitiativeRating> rating) noexcept {
        ++initiatives;
        rated += is_rated(rating) ? 1 : 0;
        if (!rating) {
            ++not_rated;
            return;
        }
        switch (*rating) {
            case InitiativeRating::green: ++green; break;
            case InitiativeRating::amber: ++amber; break;
            case InitiativeRating::red: ++red; break;
            case InitiativeRating::not_applicable: ++not_applicable; break;
        }
    }
};

/// From the first snapshot to the last.
struct TransitionCounts {
    int initiatives = 0;
    int compared = 0;
    int improved = 0;
    int worsened = 0;
    int unchanged = 0;
    int newly_rated = 0;
    int no_longer_rated = 0;
    int not_rated = 0;  ///< at neither: blank or not applicable
    int directed = 0;
    int disagreeing = 0;

    void add(const Initiative& initiative) {
        const Transition made = transition(initiative);
        ++initiatives;
        switch (made) {
            case Transition::improved: ++improved; ++compared; break;
            case Transition::worsened: ++worsened; ++compared; break;
            case Transition::unchanged: ++unchanged; ++compared; break;
            case Transition::newly_rated: ++newly_rated; break;
            case Transition::no_longer_rated: ++no_longer_rated; break;
            case Transition::not_rated: ++not_rated; break;
        }
        if (const auto same = agrees(initiative.direction, made)) {
            ++directed;
            disagreeing += *same ? 0 : 1;
        }
    }
};

/// How many initiatives went from one rating to another.
struct Step {
    std::optional<InitiativeRating> from{};
    std::optional<InitiativeRating> to{};
    int initiatives = 0;

    [[nodiscard]] Transition transition() const noexcept { return plan::transition(from, to); }
};

namespace detail {

[[nodiscard]] inline std::optional<InitiativeRating> rating_at(const Initiative& initiative, std::size_t snapshot) {
    if (snapshot < initiative.snapshots.size()) return initiative.snapshots[snapshot].rating;
    throw Error("initiative " + headway::quoted(initiative.name) + ": found " +
                std::to_string(initiative.snapshots.size()) + " snapshots; accepted: more than " +
                std::to_string(snapshot));
}

}  // namespace detail

/// Ratings of all at one snapshot, counted from 0. @throws Error where an initiative has no such snapshot.
[[nodiscard]] inline InitiativeCounts count_initiatives(std::span<const Initiative> initiatives,
                                                        std::size_t snapshot) {
    InitiativeCounts counts;
    for (const Initiative& initiative : initiatives) counts.add(detail::rating_at(initiative, snapshot));
    return counts;
}

/// The same theme by theme.
[[nodiscard]] inline std::vector<OfTheme<InitiativeCounts>> initiatives_by_theme(
    std::span<const Initiative> initiatives, std::size_t snapshot) {
    std::vector<OfTheme<InitiativeCounts>> themes;
    for (const Initiative& initiative : initiatives)
        detail::of_theme(themes, initiative.theme).add(detail::rating_at(initiative, snapshot));
    return themes;
}

/// Transitions of all, from the first snapshot to the last. @throws Error as `validate`.
[[nodiscard]] inline TransitionCounts count_transitions(std::span<const Initiative> initiatives) {
    TransitionCounts counts;
    for (const Initiative& initiative : initiatives) counts.add(initiative);
    return counts;
}

/// The same theme by theme.
[[nodiscard]] inline std::vector<OfTheme<TransitionCounts>> transitions_by_theme(
    std::span<const Initiative> initiatives) {
    std::vector<OfTheme<TransitionCounts>> themes;
    for (const Initiative& initiative : initiatives) detail::of_theme(themes, initiative.theme).add(initiative);
    return themes;
}

/// The table of transitions from the first snapshot to the last: every pair of ratings that occurs, in the order of
/// their first rows.
[[nodiscard]] inline std::vector<Step> steps(std::span<const Initiative> initiatives) {
    std::vector<Step> table;
    for (const Initiative& initiative : initiatives) {
        validate(initiative);
        const auto from = initiative.snapshots.front().rating, to = initiative.snapshots.back().rating;
        std::size_t at = 0;
        while (at < table.size() && !(table[at].from == from && table[at].to == to)) ++at;
        if (at == table.size()) table.push_back({.from = from, .to = to});
        ++table[at].initiatives;
    }
    return table;
}

}  // namespace headway::plan
