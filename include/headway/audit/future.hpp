/// @file
/// Words that say what is not so yet: "will be", "is expected to", "should end the year", "is due to reach".
///
/// They stand before what is said, in its clause, with few words between; "by the end of the year" and "next year"
/// stand behind it. Figures of now tell nothing of either.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "headway/audit/sentence.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Whether what stands on a token is said of a time to come.
[[nodiscard]] inline bool is_not_so_yet(const Sentence& sentence, std::size_t token) {
    constexpr std::array<std::string_view, 13> modal{"will",   "would",   "shall",      "should",   "could",
                                                     "might",  "must",    "expect",     "expects",  "anticipate",
                                                     "hope",   "predict", "anticipates"};
    constexpr std::array<std::string_view, 13> with_to{"expected",  "forecast", "projected", "predicted", "anticipated",
                                                       "likely",    "unlikely", "aim",       "aims",      "due",
                                                       "set",       "course",   "planned"};
    constexpr std::array<std::string_view, 5> clauses{"which", "that", "who", "and", "because"};
    constexpr std::size_t far = 6;
    const auto in_part = [&](std::size_t i) { return sentence.parts[i] == sentence.parts[token]; };
    for (std::size_t i = token; i-- > 0 && token - i <= far && in_part(i);) {
        const std::string_view now = sentence.word(i);
        if (headway::detail::is_one_of(now, clauses) || sentence.sign(i, ':')) break;
        // "due to reach": and not "due to the weather"
        const bool to = sentence.word(i + 1) == "to" && sentence.word(i + 2) != "the";
        if (headway::detail::is_one_of(now, modal) || (to && headway::detail::is_one_of(now, with_to))) return true;
    }
    constexpr std::array<std::string_view, 16> past{"was",    "were",    "had",      "did",   "been",     "met",
                                                    "beat",   "fell",    "rose",     "ended", "finished", "achieved",
                                                    "missed", "reached", "exceeded", "improved"};
    std::size_t first = token, last = token;
    while (first > 0 && in_part(first - 1)) --first;
    while (last < sentence.tokens.size() && in_part(last)) ++last;
    for (std::size_t i = first; i < last; ++i) {  // "to be met" is no past
        const bool be = i > 0 && sentence.word(i - 1) == "be";
        if (!be && headway::detail::is_one_of(sentence.word(i), past)) return false;
    }
    for (std::size_t i = token; i < last; ++i) {
        const std::string_view now = sentence.word(i), next = sentence.word(i + 1);
        if (now == "by" && ((next == "the" && sentence.word(i + 2) == "end") || next == "then" ||
                            (next == "year" && sentence.word(i + 2) == "end")))
            return true;
        if (now == "next" && (next == "year" || next == "quarter" || next == "month")) return true;
    }
    return false;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
