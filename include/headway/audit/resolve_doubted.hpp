/// @file
/// Contradictions by a row of a table that another pair of figures would not make: "visits exceeded target by 182" is
/// not contradicted by last year's figure where this year's is 182 above the target.
///
/// Where a size of a change or of a comparison is contradicted, and two numbers of a row near by that shares a telling
/// word with the sentence make that size exactly, the claim may be of these: it is left unread, and says so. Not where
/// the numbers that were held make the size the other way, nor where the sentence says a time: then it is known which
/// two are meant. A size of one digit is made by chance too often to tell.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <vector>

#include "headway/audit/given_near.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Takes back contradictions of a paragraph's sizes that other figures of their thing make.
class Doubted : private GivenNear {
public:
    using GivenNear::GivenNear;

    void withdraw() {
        for (std::size_t s = 0; s < sentences_.size(); ++s) {
            if (!sentences_[s].whens.empty()) continue;
            for (std::size_t c = paragraph_.first_claim[s]; c < paragraph_.first_claim[s + 1]; ++c) {
                const Claim& claim = ledger_.audit.claims[c];
                const bool sized = claim.kind == ClaimKind::change || claim.kind == ClaimKind::comparison;
                if (claim.verdict != Verdict::contradiction || !sized) continue;
                const Figure* size = size_of(said_by(c, s));
                if (size == nullptr || is_of_the_same(claim.why, size->stated)) continue;
                if (std::string why = made_by_others(s, size->stated); !why.empty()) ledger_.withdraw(c, why);
            }
        }
    }

private:
    /// The size that a claim states; of a comparison in words what stands just behind it: "exceeded target by 182".
    [[nodiscard]] const Figure* size_of(const Open& open) const {
        constexpr std::size_t behind = 3;
        if (open.figure != nullptr && (open.figure->role == Role::size || open.kind == ClaimKind::change))
            return open.figure;
        for (const Figure& figure : sentences_[open.sentence].figures)
            if (figure.token >= open.last && figure.token < open.last + behind && figure.bound > 0 &&
                word(open.sentence, figure.bound - 1) == "by")
                return &figure;
        return nullptr;
    }

    /// Whether what was held is as far apart, the other way.
    [[nodiscard]] static bool is_of_the_same(const std::string& why, const Stated& stated) {
        if (why.find("the other way") != std::string::npos) return true;
        const std::string size = plain_number(std::fabs(stated.value));
        for (const std::string& before : {std::string("= "), std::string("= -"), std::string("difference "),
                                          std::string("difference -")})
            if (why.find(before + size) != std::string::npos) return true;
        return false;
    }

    [[nodiscard]] std::string made_by_others(std::size_t s, const Stated& stated) {
        if (telling_digits(stated) < 2 || stated.bound != Bound::exact) return {};
        const std::vector<std::string> said = telling_words(sentences_[s].tokens);
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
