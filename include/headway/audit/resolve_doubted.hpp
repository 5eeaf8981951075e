/// @file
/// Contradictions by a row of a table that another pair of figures would not make: "3.4 points below the ambition" is not
/// contradicted by last year's figure of the row where its target is 3.4 points above it.
///
/// Where a size of a change or of a comparison is contradicted, and two numbers of a row near by that shares a telling
/// word with the sentence or the one before make that size exactly, the claim may be of these: it is left unread, and says so. A size of
/// one digit is made by chance too often to tell.
#pragma once

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "headway/audit/given_near.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Takes back contradictions of a paragraph's sizes that other figures of their thing make.
class Doubted : private GivenNear {
public:
    using GivenNear::GivenNear;

    void withdraw() {
        for (std::size_t s = 0; s < sentences_.size(); ++s)
            for (std::size_t c = paragraph_.first_claim[s]; c < paragraph_.first_claim[s + 1]; ++c) {
                const Claim& claim = ledger_.audit.claims[c];
                const bool sized = claim.kind == ClaimKind::change || claim.kind == ClaimKind::comparison;
                if (claim.verdict != Verdict::contradiction || !sized) continue;
                const Open open = said_by(c, s);
                const Figure* size = size_of(open);
                if (size == nullptr) continue;
                if (std::string why = made_by_others(s, size->stated); !why.empty()) ledger_.withdraw(c, std::move(why));
            }
    }

private:
    /// The size that a claim states; of a comparison in words also what stands just behind it: "exceeded target by 182".
    [[nodiscard]] const Figure* size_of(const Open& open) const {
        constexpr std::size_t behind = 3;
        if (open.figure != nullptr && (open.figure->role == Role::size || open.kind == ClaimKind::change))
            return open.figure;
        for (const Figure& figure : sentences_[open.sentence].figures)
            if (figure.token >= open.last && figure.token < open.last + behind &&
                word(open.sentence, figure.bound > 0 ? figure.bound - 1 : 0) == "by")
                return &figure;
        return nullptr;
    }

    [[nodiscard]] std::string made_by_others(std::size_t s, const Stated& stated) {
        if (telling_digits(stated) < 2 || stated.bound != Bound::exact) return {};
        std::vector<std::string> said = telling_words(sentences_[s].tokens);
        if (s > 0)  // "That is 2.6 points better than last year"
            for (std::string& word : telling_words(sentences_[s - 1].tokens)) said.push_back(std::move(word));
        std::string found;
        each_row([&](const Grid&, const GridLine& row) {
            constexpr std::size_t widest = 12;
            const std::vector<std::string> words = label_words(row);
            const bool named = std::any_of(words.begin(), words.end(), [&](const std::string& word) {
                return std::find(said.begin(), said.end(), word) != said.end();
            });
            if (!found.empty() || !named || row.points.size() > widest) return;
            for (const GridPoint& later : row.points)
                for (const GridPoint& earlier : row.points)
                    if (found.empty() && &later != &earlier) found = moved(stated, later.number, earlier.number);
        });
        return found;
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
