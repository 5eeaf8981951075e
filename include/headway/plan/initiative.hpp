/// @file
/// Initiatives of a corporate plan: rated at two or more snapshots, with a direction of travel that is reported beside.
///
/// From one snapshot to another a rating makes a transition:
///
/// | from             | to               | transition        | in words             |
/// |------------------|------------------|-------------------|----------------------|
/// | red              | amber or green   | `improved`        | "red to amber"       |
/// | amber            | green            | `improved`        | "amber to green"     |
/// | any of the three | the same         | `unchanged`       | "still amber"        |
/// | any of the three | a worse one      | `worsened`        | "green to red"       |
/// | no rating        | any of the three | `newly_rated`     | "not rated to green" |
/// | any of the three | no rating        | `no_longer_rated` | "amber to not rated" |
/// | no rating        | no rating        | `not_rated`       | "still not rated"    |
///
/// No rating is a blank or "not applicable"; the words tell which. With more than two snapshots the transition is from
/// the first to the last, and the words name each step: "red to amber to green".
///
/// Direction of travel is what the report says of the present movement. It is finer than three colours and independent
/// of them: an initiative may be green and worsening. It agrees with a transition where both say better, both worse or
/// both the same; where they do not, that is a finding to be read, not an error. Where a rating or the direction is
/// missing there is nothing to compare.
///
/// Errors: fewer than two snapshots, and snapshots that are not each later than the one before.
/// Source: the corporate plan's end-of-year update for 2020/21 (ratings of Q2 and Q4, "current direction of travel").
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "headway/error.hpp"
#include "headway/plan/rating_scheme.hpp"
#include "headway/time/period.hpp"
#include "headway/version.hpp"
#include "headway/vocabulary.hpp"

namespace headway::inline HEADWAY_ABI {

/// As reported; not the sign of a change of figures, which is assess/direction.hpp.
enum class DirectionOfTravel : std::uint8_t { improving, stable, worsening };

template <>
struct Vocabulary<DirectionOfTravel> {
    static constexpr std::string_view name = "direction of travel";
    static constexpr std::array<std::string_view, 3> words{"improving", "stable", "worsening"};
};

/// What became of a rating between two snapshots.
enum class Transition : std::uint8_t { improved, worsened, unchanged, newly_rated, no_longer_rated, not_rated };

template <>
struct Vocabulary<Transition> {
    static constexpr std::string_view name = "transition";
    static constexpr std::array<std::string_view, 6> words{"improved",    "worsened",        "unchanged",
                                                           "newly_rated", "no_longer_rated", "not_rated"};
};

}  // namespace headway

namespace headway::inline HEADWAY_ABI::plan {

/// A rating as at a period.
struct Snapshot {
    Period period{};
    std::optional<InitiativeRating> rating{};  ///< empty: blank, which is not "not applicable"
};

/// One initiative with its ratings over time.
struct Initiative {
    std::string theme{};
    std::string name{};
    std::vector<Snapshot> snapshots{};  ///< oldest first
    std::optional<DirectionOfTravel> direction{};
};

/// Whether it is green, amber or red.
[[nodiscard]] constexpr bool is_rated(std::optional<InitiativeRating> rating) noexcept {
    return rating && *rating != InitiativeRating::not_applicable;
}

/// What became of a rating, from one to another.
[[nodiscard]] constexpr Transition transition(std::optional<InitiativeRating> from,
                                              std::optional<InitiativeRating> to) noexcept {
    if (!is_rated(from)) return is_rated(to) ? Transition::newly_rated : Transition::not_rated;
    if (!is_rated(to)) return Transition::no_longer_rated;
    // green, amber, red: the order of the enumerators
    return *to < *from ? Transition::improved : *to > *from ? Transition::worsened : Transition::unchanged;
}

/// "green", "not applicable"; "not rated" of a blank.
[[nodiscard]] constexpr std::string_view rating_word(std::optional<InitiativeRating> rating) {
    return rating ? word(*rating) : "not rated";
}

/// Whether a direction of travel says the same as a change of rating; empty where there is nothing to compare. An
/// unchanged rating is nothing to compare with: what moves within a colour is what a direction is reported for.
[[nodiscard]] constexpr std::optional<bool> agrees(std::optional<DirectionOfTravel> direction,
                                                   Transition transition) noexcept {
    if (!direction) return std::nullopt;
    switch (transition) {
        case Transition::improved: return *direction == DirectionOfTravel::improving;
        case Transition::worsened: return *direction == DirectionOfTravel::worsening;
        case Transition::unchanged:
        case Transition::newly_rated:
        case Transition::no_longer_rated:
        case Transition::not_rated: break;
    }
    return std::nullopt;
}

/// @throws Error for fewer than two snapshots and for snapshots out of order.
inline void validate(const Initiative& initiative) {
    const std::vector<Snapshot>& snapshots = initiative.snapshots;
    if (snapshots.size() < 2)
        throw Error("initiative " + headway::quoted(initiative.name) + ": found " + std::to_string(snapshots.size()) +
                    " snapshots; accepted: two or more");
    for (std::size_t i = 1; i < snapshots.size(); ++i)
        if (snapshots[i].period <= snapshots[i - 1].period)
            throw Error("initiative " + headway::quoted(initiative.name) + ": found the snapshot '" +
                        snapshots[i].period.label() + "' after '" + snapshots[i - 1].period.label() +
                        "'; accepted: each later than the one before");
}

/// From the first snapshot to the last. @throws Error as `validate`.
[[nodiscard]] inline Transition transition(const Initiative& initiative) {
    validate(initiative);
    return transition(initiative.snapshots.front().rating, initiative.snapshots.back().rating);
}

/// The steps in words: "red to amber", "still green". @throws Error as `validate`.
[[nodiscard]] inline std::string change_in_words(const Initiative& initiative) {
    validate(initiative);
    std::string steps(rating_word(initiative.snapshots.front().rating));
    bool moved = false;
    for (std::size_t i = 1; i < initiative.snapshots.size(); ++i) {
        const auto before = initiative.snapshots[i - 1].rating, now = initiative.snapshots[i].rating;
        if (now == before) continue;
        moved = true;
        steps += " to " + std::string(rating_word(now));
    }
    return moved ? steps : "still " + steps;
}

/// Whether the direction of travel says the same as the transition from the first snapshot to the last.
/// @throws Error as `validate`.
[[nodiscard]] inline std::optional<bool> agrees(const Initiative& initiative) {
    return agrees(initiative.direction, transition(initiative));
}

}  // namespace headway::plan
