/// @file
/// What a paragraph is before its sentences are read: its label, whether it is a key, the status of the row it is in.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/audit/table.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// The status of the row that a block is a cell of: its last cell that is a rating and nothing else.
[[nodiscard]] inline std::optional<Rating> status_of(const Reading& reading, const Block& block) {
    if (block.of_row == 0) return std::nullopt;
    std::optional<Rating> status;
    for (const Span& span : reading.layout.blocks[block.of_row].spans) {
        if (span.empty() || span.end - span.begin > 12) continue;
        const Cell cell = cell_of(reading.text, span);
        if (cell.tokens.size() == 1)
            if (const auto rating = rating_of(cell.mark)) status = rating;
    }
    return status;
}

/// "Referral rates:" at the front of a paragraph.
[[nodiscard]] inline Span label_of(const Sentence& sentence) {
    constexpr std::size_t longest = 12;
    for (std::size_t i = 1; i < std::min(longest, sentence.tokens.size()); ++i)
        if (sentence.sign(i, ':') && sentence.tokens[0].capital)
            return {sentence.tokens[0].begin, sentence.tokens[i].end};
    return {};
}

[[nodiscard]] inline bool is_key(const std::vector<Token>& tokens) {
    for (std::size_t i = 0; i < std::min<std::size_t>(tokens.size(), 4); ++i)
        if (tokens[i].text == "key" && i + 1 < tokens.size() &&
            (tokens[i + 1].is_sign(':') || tokens[i + 1].text == "more"))
            return true;
    return false;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
