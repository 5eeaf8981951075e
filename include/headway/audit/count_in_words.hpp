/// @file
/// Counts in words that stand for a share or for rows: "three out of five", "four of the five indicators".
#pragma once

#include <cstddef>

#include "headway/audit/sentence.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Whether a number of a sentence is what another in words is out of: it is no whole that a share in per cent is of.
[[nodiscard]] inline bool is_out_of(const Sentence& sentence, double whole) {
    const auto in_words = [&](std::size_t i) {
        return sentence.tokens[i].is == Token::Is::number && sentence.tokens[i].in_words;
    };
    for (std::size_t i = 2; i < sentence.tokens.size(); ++i) {
        if (!in_words(i) || sentence.tokens[i].number.value != whole) continue;
        std::size_t of = sentence.word(i - 1) == "the" ? i - 2 : i - 1;
        if (sentence.word(of) != "of" || of == 0) continue;
        if (sentence.word(of - 1) == "out" && of > 1) --of;
        if (in_words(of - 1)) return true;
    }
    return false;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
