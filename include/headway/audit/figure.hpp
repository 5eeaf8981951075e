/// @file
/// A figure of a sentence, what it is to the thing that the sentence speaks of, and figures in words: fractions and
/// multiples.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "headway/audit/lexicon.hpp"
#include "headway/audit/stated.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What a figure of a sentence is to the indicator that it speaks of.
enum class Role : std::uint8_t {
    own,
    later,
    earlier,
    compared,
    target,
    budget,
    national,
    peer,
    previous,
    year_before,
    forecast,
    size
};

/// Whether a role is one that figures are rated against.
[[nodiscard]] constexpr bool is_comparator(Role role) noexcept {
    return role == Role::target || role == Role::budget || role == Role::national || role == Role::peer;
}

/// A number of a sentence that is a figure, and what it is.
struct Figure {
    std::size_t token = 0;
    Stated stated{};
    Role role = Role::own;
    std::size_t cue = 0;       ///< the first token of what gave the role; `token` where nothing did
    std::size_t cue_last = 0;  ///< behind the last
    std::size_t bound = 0;     ///< the first token of its bound; `token` where there is none
    int when = -1;             ///< its period, of the sentence's
    bool in_brackets = false;
    bool taken = false;     ///< it is part of a claim that was read
    bool counted = false;   ///< a count by rating or direction
    bool of_units = false;  ///< the share of a part and a whole beside it
};

/// A fraction in words, as a share: "almost a fifth" is nearly 20%.
struct Fraction {
    std::size_t first = 0, last = 0;
    Stated stated{};
    Figure figure{};  ///< the same as a figure of its sentence: a size where it says how much something moved
};

/// How many times as much: "one and a half times as many", "halved".
struct Multiple {
    std::size_t first = 0, last = 0;
    Stated stated{};
    bool fall = false;  ///< the earlier over the later
};

/// The role that words give.
[[nodiscard]] inline Role role_of(Cue cue) noexcept {
    switch (cue) {
        case Cue::target:
            return Role::target;
        case Cue::budget:
            return Role::budget;
        case Cue::national:
            return Role::national;
        case Cue::peer:
            return Role::peer;
        case Cue::previous:
            return Role::previous;
        case Cue::year_before:
            return Role::year_before;
        case Cue::forecast:
            return Role::forecast;
        default:
            return Role::own;
    }
}

/// The cues that give a role.
inline constexpr std::array role_cues{Cue::target,   Cue::budget,      Cue::national, Cue::peer,
                                      Cue::previous, Cue::year_before, Cue::forecast};

}  // namespace headway::inline HEADWAY_ABI::auditing
