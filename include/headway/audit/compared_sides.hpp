/// @file
/// Two sides of a comparison, and whether what its words say of them is so.
///
/// | words                           | are so where                                                  |
/// |---------------------------------|---------------------------------------------------------------|
/// | "above", "below"                | the one number is more, or less                               |
/// | "better than", "beat", "met"    | it is so the way that is good; where none is known it is open |
/// | "exceeded", "surpassed"         | it is more, or else better                                    |
/// | "close to"                      | they are within a tenth                                       |
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/good_way.hpp"
#include "headway/audit/movement.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What begins a comparison.
inline constexpr std::array comparison_cues{Cue::above,      Cue::below, Cue::better_than, Cue::worse_than,
                                            Cue::as_good_as, Cue::meets, Cue::misses,      Cue::exceeds};
/// What a figure may be compared with.
inline constexpr std::array compared_roles{Cue::target, Cue::budget,   Cue::national,
                                           Cue::peer,   Cue::previous, Cue::year_before};

/// What a mark of a comparison says: "beat" is "better than".
[[nodiscard]] inline Cue compared_as(const Sentence& sentence, const Mark& mark) {
    return mark.cue == Cue::exceeds && is_to_beat(sentence.word(mark.first)) ? Cue::better_than : mark.cue;
}

/// Which way is good of what exceeds something, where no register says it: by the words, else of a share more.
[[nodiscard]] inline std::optional<Polarity> way_to_exceed(const std::vector<std::string>& words, bool share) {
    if (const auto way = way_in_words(words, share)) return way;
    return share && !says_bad(words) ? std::optional(Polarity::high_is_good) : std::nullopt;
}

/// Two sides of a comparison as numbers, and the words for them.
struct Sides {
    Interval left{}, right{};
    std::string left_words{}, right_words{};
    std::optional<Polarity> polarity{};
    Quote against{};
};

/// Whether what a cue says is so. `polarity` is asked where it matters.
[[nodiscard]] inline Judgement compare_sides(Cue cue, const Sides& sides, bool shares) {
    Judgement judgement{.rule = "comparison",
                        .stated = sides.left_words,
                        .computed = sides.right_words,
                        .severity = Severity::high,
                        .against = sides.against};
    if (!sides.left.known() || !sides.right.known()) {
        judgement.why = "one of the two figures is not printed";
        return judgement;
    }
    const double a = sides.left.middle, b = sides.right.middle, gap = decimal::difference(a, b);
    judgement.why = plain_number(a) + " against " + plain_number(b) + ": difference " + plain_number(gap);
    if (b != 0.0) judgement.why += ", " + plain_number(100.0 * gap / std::fabs(b)) + "%";
    const auto decide = [&](bool holds, bool possible) {
        judgement.verdict = holds ? Verdict::holds : possible ? Verdict::rounding : Verdict::contradiction;
    };
    const auto more = [&](bool or_equal) {
        decide(or_equal ? gap >= 0.0 : gap > 0.0,
               or_equal ? sides.left.high >= sides.right.low : sides.left.high > sides.right.low);
    };
    const auto less = [&](bool or_equal) {
        decide(or_equal ? gap <= 0.0 : gap < 0.0,
               or_equal ? sides.left.low <= sides.right.high : sides.left.low < sides.right.high);
    };
    const bool needs = cue == Cue::better_than || cue == Cue::worse_than || cue == Cue::meets || cue == Cue::misses;
    if (needs && (!sides.polarity || *sides.polarity == Polarity::neutral || *sides.polarity == Polarity::in_range)) {
        judgement.why += "; which way is good is not known";
        return judgement;
    }
    const bool high = sides.polarity && *sides.polarity == Polarity::high_is_good;
    switch (cue) {
        case Cue::above:
            more(false);
            break;
        case Cue::exceeds:  // above in number, or better
            more(false);
            if (judgement.verdict != Verdict::contradiction || high) break;
            if (sides.polarity == Polarity::low_is_good) {
                less(false);
                break;
            }
            judgement.verdict = Verdict::not_checkable;
            judgement.why += "; which way is good is not known";
            break;
        case Cue::below:
            less(false);
            break;
        case Cue::better_than:
            high ? more(false) : less(false);
            break;
        case Cue::worse_than:
            high ? less(false) : more(false);
            break;
        case Cue::meets:
            high ? more(true) : less(true);
            break;
        case Cue::misses:
            high ? less(false) : more(false);
            break;
        case Cue::as_good_as: {
            const double least = std::max(0.0, std::fabs(gap) - (sides.left.high - a) - (sides.right.high - b));
            constexpr double other_size = 10.0;  // "89,225, equal to 531 for every 1,000": of another kind
            if (a > other_size * b || b > other_size * a) {
                judgement.why += "; one of them may be counted otherwise";
                break;
            }
            const double allowed = near_share * std::fabs(b);
            const bool near_points = shares && std::fabs(gap) <= 3.0;
            decide(std::fabs(gap) <= allowed || near_points, least <= allowed);
            judgement.why += "; close means within a tenth";
            break;
        }
        default:
            break;
    }
    return judgement;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
