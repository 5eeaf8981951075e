/// @file
/// How many items stand under a heading of some words: "three measures are on track" above a list headed "On track".
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "headway/audit/block.hpp"
#include "headway/audit/claim.hpp"
#include "headway/audit/context.hpp"
#include "headway/audit/headings.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/token.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds an open count by state against the list under the heading of that state, where there is one. A number that
/// is not that of the list is left unread: more may be counted than is listed.
inline void hold_under_heading(Ledger& ledger, const Reading& reading, std::size_t c) {
    const Claim& claim = ledger.audit.claims[c];
    const std::vector<Token> tokens = tokens_of(reading.text, {claim.at.begin, claim.at.end});
    std::optional<double> number;
    std::vector<std::string> words;
    for (const Token& token : tokens) {
        if (token.is == Token::Is::number && token.number.is_count() && !number) number = token.number.value;
        if (token.is == Token::Is::word) words.push_back(token.text);
    }
    if (!number) return;
    constexpr std::size_t far = 20000, many = 40;  // bytes and headings: what is farther off is another matter
    const std::vector<Heading>& headings = reading.layout.headings;
    const std::size_t from = claim.at.begin > far ? claim.at.begin - far : 0;
    const auto near = std::lower_bound(headings.begin() + 1, headings.end(), from,
                                       [](const Heading& heading, std::size_t at) { return heading.span.begin < at; });
    const auto begin = static_cast<std::size_t>(near - headings.begin());
    for (std::size_t h = begin; h < std::min(headings.size(), begin + many); ++h) {
        std::vector<std::string> name;
        for (const Token& token : tokens_of(reading.text, reading.layout.headings[h].span))
            if (token.is == Token::Is::word) name.push_back(token.text);
        constexpr std::size_t longest = 3;
        if (name.empty() || name.size() > longest || name.size() > words.size() ||
            !std::equal(name.rbegin(), name.rend(), words.rbegin()))
            continue;
        const std::vector<Block>& blocks = reading.layout.blocks;
        std::size_t items = 0;
        for (auto block = std::lower_bound(blocks.begin(), blocks.end(), headings[h].span.begin,
                                           [](const Block& one, std::size_t at) {
                                               return one.spans.empty() || one.spans.front().begin < at;
                                           });
             block != blocks.end() && (block->major == h || block->minor == h); ++block)
            items += block->kind == BlockKind::item ? 1u : 0u;
        if (items < 1) continue;
        const std::string is = std::to_string(items);
        if (static_cast<double>(items) != *number)
            return ledger.leave_unread(c, "under the heading \"" + heading_name(reading, h) + "\" stand " + is);
        return ledger.replace(c, ClaimKind::count_by_rating,
                              {.rule = "counts by rating",
                               .verdict = Verdict::holds,
                               .stated = plain_number(*number),
                               .computed = is,
                               .why = "under the heading \"" + heading_name(reading, h) + "\" stand " + is,
                               .severity = Severity::high,
                               .against = ledger.quote(reading.document, reading.layout.headings[h].span)});
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
