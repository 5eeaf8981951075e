/// @file
/// Whether a figure is said of another verb than the one that is read: "fell from 12 to 6, then doubled", "doubled,
/// from three to seven, and greens dropped by four", "fell from 12 to 6 before trebling to 18".
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "headway/audit/movement.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Whether a word says how many times as much something became.
[[nodiscard]] inline bool is_multiple_verb(std::string_view word) noexcept {
    constexpr std::array<std::string_view, 10> verbs{"doubled",  "doubling",   "trebled",     "trebling", "tripled",
                                                     "tripling", "quadrupled", "quadrupling", "halved",   "halving"};
    return headway::detail::is_one_of(word, verbs);
}

/// Whether a figure is another verb's than that on a token. Before it: a joining word stands behind the last figure,
/// and another movement before it. Behind it: a joining word and another movement stand between.
[[nodiscard]] inline bool is_of_other_verb(const Sentence& sentence, std::size_t figure, std::size_t verb) {
    const bool before = figure < verb;
    std::size_t from = std::min(figure, verb);
    const std::size_t to = std::max(figure, verb), first = before ? 0 : from + 1, last = before ? from : to;
    if (before)
        for (const Figure& nearer : sentence.figures)
            if (nearer.token < verb && nearer.role != Role::size) from = std::max(from, nearer.token);
    constexpr std::array<std::string_view, 14> joining{"then",  "before", "since",   "after",  "and",   "but", "while",
                                                       "again", "having", "whereas", "though", "later", "yet", "when"};
    bool joined = false;
    for (std::size_t i = from + 1; i < to; ++i)
        joined = joined || headway::detail::is_one_of(sentence.word(i), joining) || sentence.sign(i, ';');
    if (!joined) return false;
    for (std::size_t i = first; i < last; ++i)
        if (is_multiple_verb(sentence.word(i)) || sentence.word(i) == "went") return true;
    return std::any_of(sentence.marks.begin(), sentence.marks.end(), [&](const Mark& mark) {
        return movement_of(mark.cue) && first <= mark.first && mark.last <= last &&
               !(mark.first <= verb && verb < mark.last);
    });
}

}  // namespace headway::inline HEADWAY_ABI::auditing
