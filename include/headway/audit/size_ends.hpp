/// @file
/// Where the figures before a size are not its ends: another thing moved, or it is of more than two times. Then a size
/// that they do not give is left open.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string_view>

#include "headway/audit/change_sizes.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/audit/span_said.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// "The share fell from 25% to 24%, and appeals were down by 10%": what moved is named anew behind the figures.
[[nodiscard]] inline bool is_of_new_subject(const Sentence& sentence, const Size& size) {
    constexpr std::array<std::string_view, 6> openers{"and", "but", "while", "whilst", "although", "whereas"};
    constexpr std::array<std::string_view, 22> no_subject{
        "is",  "are",  "was", "were", "has",    "have",  "had",  "it",   "this",  "that", "which",
        "now", "then", "up",  "down", "higher", "lower", "rose", "fell", "still", "so",   "therefore"};
    std::size_t opened = 0;
    for (std::size_t i = 1; i < size.first; ++i)
        if (headway::detail::is_one_of(sentence.word(i), openers) && sentence.sign(i - 1, ',')) opened = i;
    if (opened == 0 || opened + 1 >= size.first || headway::detail::is_one_of(sentence.word(opened + 1), no_subject))
        return false;
    return std::none_of(sentence.figures.begin(), sentence.figures.end(),
                        [&](const Figure& figure) { return figure.token > opened && &figure != size.figure; });
}

/// "A cumulative shortfall of 84", a sum over several times: said in the two words before.
[[nodiscard]] inline bool is_cumulative(const Sentence& sentence, std::size_t first, std::size_t last) {
    constexpr std::array<std::string_view, 3> sums{"cumulative", "cumulatively", "combined"};
    for (std::size_t i = first > 2 ? first - 2 : 0; i < last; ++i)
        if (headway::detail::is_one_of(sentence.word(i), sums)) return true;
    return false;
}

/// "5% above the average", "6% over target": of what it is above, and no change from one figure to the next.
[[nodiscard]] inline bool is_of_a_side(const Sentence& sentence, std::size_t token) {
    constexpr std::array<std::string_view, 4> sides{"above", "below", "over", "under"};
    constexpr std::array times_before{Cue::year_before, Cue::previous};
    constexpr std::array comparators{Cue::target, Cue::budget, Cue::national, Cue::peer};
    for (std::size_t i = token + 1; i < token + 4; ++i)
        if (headway::detail::is_one_of(sentence.word(i), sides))
            return sentence.word(i + 1) == "the" ? sentence.mark_at(i + 2, times_before) == nullptr
                                                 : sentence.mark_at(i + 1, comparators) != nullptr;
    return false;
}

/// "1.3 days outside target", "6 short of the standard": it is held against no time before.
[[nodiscard]] inline bool is_of_a_comparator(const Sentence& sentence, std::size_t token) {
    constexpr std::array<std::string_view, 11> sides{"above", "below", "over",  "under",  "outside", "inside",
                                                     "short", "ahead", "behind", "beyond", "off"};
    constexpr std::array<std::string_view, 5> between{"of", "the", "our", "its", "their"};
    constexpr std::size_t far = 4;
    for (std::size_t i = token + 1; i < token + far; ++i) {
        if (!headway::detail::is_one_of(sentence.word(i), sides)) continue;
        while (headway::detail::is_one_of(sentence.word(i + 1), between)) ++i;
        return sentence.mark_at(i + 1, std::array{Cue::target, Cue::budget, Cue::national, Cue::peer}) != nullptr;
    }
    return false;
}

/// "From 9,730 to 12,165, and 44% higher than in 2020": than at a time that no figure before it is of.
[[nodiscard]] inline bool is_of_another_time(const Sentence& sentence, const Size& size) {
    constexpr std::array<std::string_view, 5> from{"than", "since", "on", "from", "with"};
    constexpr std::size_t far = 4;
    for (const When& when : sentence.whens) {
        if (when.first < size.figure->token || when.first > size.last + far || when.first < 2) continue;
        const bool base = headway::detail::is_one_of(sentence.word(when.first - 1), from) ||
                          (sentence.word(when.first - 1) == "in" &&
                           headway::detail::is_one_of(sentence.word(when.first - 2), from));
        if (!base || sentence.parts[when.first] != sentence.parts[size.figure->token]) continue;
        return std::none_of(sentence.figures.begin(), sentence.figures.end(), [&](const Figure& figure) {
            return &figure != size.figure && figure.when >= 0 &&
                   &sentence.whens[static_cast<std::size_t>(figure.when)] == &when;
        });
    }
    return false;
}

/// Whether the words behind a size say what it is from, and the ends stand in another part.
[[nodiscard]] inline bool is_of_other_ends(const Sentence& sentence, const Size& size, std::size_t earlier) {
    if (earlier >= size.figure->token || sentence.parts[earlier] == sentence.parts[size.figure->token]) return false;
    const bool wanted = std::any_of(
        sentence.figures.begin(), sentence.figures.end(),
        [&](const Figure& figure) { return figure.token == earlier && is_comparator(figure.role); });
    return !wanted && (is_of_a_comparator(sentence, size.figure->token) || is_of_another_time(sentence, size));
}

/// "Below our working range of 23% to 28%": two figures that are one, and no earlier and later.
[[nodiscard]] inline bool ends_a_range(const Sentence& sentence, const Figure& figure) {
    if (figure.bound < 2 || sentence.word(figure.bound - 1) != "to") return false;
    for (const Figure& low : sentence.figures)
        if (low.token + 2 == figure.bound || (low.token + 3 == figure.bound && sentence.sign(low.token + 1, '%')))
            return low.role != Role::earlier && (low.bound == 0 || sentence.word(low.bound - 1) != "from");
    return false;
}

/// "Five venues welcomed 742,000 visits, up on 681,000": the figure before a word that is of the size of an earlier
/// one, if not the one that was taken; null where none is.
[[nodiscard]] inline const Figure* of_the_size_of(const Figure& earlier, const Figure& taken, const Sentence& sentence,
                                                  std::size_t before) {
    constexpr double far = 8.0;
    const auto near = [&](const Figure& figure) {
        const double a = std::fabs(figure.stated.value), b = std::fabs(earlier.stated.value);
        return a <= far * b && b <= far * a;
    };
    if (near(taken)) return &taken;
    const Figure* found = nullptr;
    for (const Figure& figure : sentence.figures)
        if (figure.role == Role::own && figure.token < before && near(figure) && alike(figure.stated, earlier.stated))
            found = &figure;
    return found;
}

/// "From 84% to 86%, 87%, 89% and 90%, 6 points higher", "a cumulative shortfall of 84": over more than two times.
[[nodiscard]] inline bool is_over_several(const Sentence& sentence, const Size& size) {
    const auto run = std::count_if(sentence.figures.begin(), sentence.figures.end(), [&](const Figure& figure) {
        return figure.token < size.first && figure.stated.unit == StatedUnit::per_cent && !figure.in_brackets;
    });
    return run > 3 || is_cumulative(sentence, size.first, size.figure->token);
}

/// Whether a size may be of others than its ends, of which the earlier stands on a token.
[[nodiscard]] inline bool is_of_others(const Sentence& sentence, const Size& size, std::size_t earlier) {
    return is_of_new_subject(sentence, size) || is_over_several(sentence, size) ||
           is_of_other_ends(sentence, size, earlier);
}

}  // namespace headway::inline HEADWAY_ABI::auditing
