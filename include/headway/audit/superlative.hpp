/// @file
/// Superlatives: which word says that something is the first or the last of others.
#pragma once

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

}  // namespace headway::inline HEADWAY_ABI::auditing
