/// @file
/// How far something moved or is from what it is held against: "by more than 10%", "more than a tenth below", "within
/// 3% of". Where it stands behind what is said of several, it is part of what has to be so of each.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "headway/audit/lexicon.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Whether a token is a size: a number, or the fraction of "a tenth".
[[nodiscard]] inline bool is_size_at(const Sentence& sentence, std::size_t i) {
    constexpr std::array<std::string_view, 6> fractions{"quarter", "quarters", "half", "tenths", "fifths", "thirds"};
    const Token& token = sentence.tokens[i];
    if (token.is == Token::Is::number && !token.ordinal) return sentence.uses[i] != NumberUse::period;
    const bool few = i > 0 && (sentence.word(i - 1) == "a" || sentence.tokens[i - 1].is == Token::Is::number);
    return few && (token.is == Token::Is::number || headway::detail::is_one_of(sentence.word(i), fractions));
}

/// Whether some tokens say how far: a size behind "by" or "within", or one with its unit or bound before its side.
[[nodiscard]] inline bool says_how_far(const Sentence& sentence, std::size_t first, std::size_t last) {
    constexpr std::array<std::string_view, 7> bounds{"than", "least", "most", "over", "under", "nearly", "almost"};
    constexpr std::array<std::string_view, 7> sides{"away", "off", "adrift", "over", "under", "short", "wide"};
    constexpr std::array comparing{Cue::above, Cue::below, Cue::better_than, Cue::worse_than, Cue::misses};
    constexpr std::size_t far = 5, near = 3;
    last = std::min(last, sentence.tokens.size());
    for (std::size_t i = first; i < last; ++i) {
        if (!is_size_at(sentence, i)) continue;
        for (std::size_t by = 1; by <= far && by + first <= i; ++by)
            if (sentence.word(i - by) == "by" || sentence.word(i - by) == "within") return true;
        bool sized = sentence.tokens[i].is != Token::Is::number || sentence.tokens[i].ordinal ||
                     sentence.tokens[i].number.unit != StatedUnit::none;
        for (std::size_t by = 1; by <= near && by + first <= i; ++by)
            sized = sized || headway::detail::is_one_of(sentence.word(i - by), bounds);
        for (std::size_t k = i + 1; k <= i + near && k < last && sized; ++k)
            if (sentence.mark_at(k, comparing) != nullptr || headway::detail::is_one_of(sentence.word(k), sides))
                return true;
    }
    return false;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
