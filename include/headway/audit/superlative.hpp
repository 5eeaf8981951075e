/// @file
/// Superlatives: which word says that something is the first or the last of others.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include "headway/audit/sentence.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Which end of the row a word is of; `good`: it speaks of good and bad, and not of more and less.
struct Superlative {
    int way = 0;
    bool good = false;
    std::size_t last = 0;  ///< behind its words
};

/// The superlative that a word is: "lowest", "the most", "weakest"; without a way where it is none.
[[nodiscard]] inline Superlative superlative_at(const Sentence& sentence, std::size_t i) {
    constexpr std::array<std::string_view, 14> most{"highest", "largest",  "biggest",  "greatest", "longest",
                                                    "busiest", "slowest",  "widest",   "steepest", "sharpest",
                                                    "fullest", "heaviest", "dearest",  "tallest"};
    constexpr std::array<std::string_view, 9> least{"lowest",  "smallest", "fewest",   "shortest", "quickest",
                                                    "fastest", "quietest", "narrowest", "cheapest"};
    constexpr std::array<std::string_view, 2> best{"best", "strongest"};
    constexpr std::array<std::string_view, 3> worst{"worst", "weakest", "poorest"};
    constexpr std::array<std::string_view, 9> no_rank{"of",      "recent", "recently", "likely", "important",
                                                      "notably", "part",   "serious",  "cases"};
    const std::string_view now = sentence.word(i);
    if (headway::detail::is_one_of(now, most)) return {1, false, i + 1};
    if (headway::detail::is_one_of(now, least)) return {-1, false, i + 1};
    if (headway::detail::is_one_of(now, best)) return {1, true, i + 1};
    if (headway::detail::is_one_of(now, worst)) return {-1, true, i + 1};
    if (i > 0 && sentence.word(i - 1) == "the" && (now == "most" || now == "least") && !sentence.word(i + 1).empty() &&
        !headway::detail::is_one_of(sentence.word(i + 1), no_rank))
        return {now == "most" ? 1 : -1, false, i + 1};
    return {};
}

/// The place that an ordinal before a superlative says: "the second largest"; 1 where none stands there.
[[nodiscard]] inline std::size_t place_before(const Sentence& sentence, std::size_t i) {
    if (i == 0) return 1;
    const Token& token = sentence.tokens[i - 1];
    if (token.is != Token::Is::number || !token.ordinal || !token.number.known()) return 1;  // "01st" is no number
    constexpr double last = 1e3;
    return static_cast<std::size_t>(std::clamp(token.number.value, 1.0, last));
}

}  // namespace headway::inline HEADWAY_ABI::auditing
