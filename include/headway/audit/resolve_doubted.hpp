/// @file
/// Contradictions by a row of a table that another pair of figures would not make: "visits exceeded target by 182" is
/// not contradicted by last year's figure where this year's is 182 above the target.
///
/// Where a size of a change or of a comparison is contradicted, and two numbers of a row near by that shares a telling
/// word with the sentence make that size exactly, the claim may be of these: it is left unread, and says so. Not where
/// the numbers that were held make the size the other way, nor where the sentence says a time: then it is known which
/// two are meant. A size of one digit is made by chance too often to tell.
///
/// Nor is what words tell apart from the rows of a table contradicted by them: "crossings by night" are not all.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
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
        withdraw_qualified();
        for (std::size_t s = 0; s < sentences_.size(); ++s) {
            if (!sentences_[s].whens.empty()) continue;
            each_claim(s, [&](std::size_t c) {
                const Claim& claim = ledger_.audit.claims[c];
                const bool sized = claim.kind == ClaimKind::change || claim.kind == ClaimKind::comparison;
                if (claim.verdict != Verdict::contradiction || !sized) return;
                const Figure* size = size_of(said_by(c, s));
                if (size == nullptr || is_of_the_same(claim.why, size->stated)) return;
                if (std::string why = made_by_others(s, size->stated); !why.empty()) ledger_.withdraw(c, why);
            });
        }
    }

private:
    /// "Crossings by night rose" is not contradicted by the row of all crossings.
    void withdraw_qualified() {
        if (grids_.empty()) return;
        for (std::size_t s = 0; s < sentences_.size(); ++s) {
            if (paragraph_.of_row[s] == 0) continue;
            each_claim(s, [&](std::size_t c) {
                const Claim& claim = ledger_.audit.claims[c];
                const bool moves = claim.kind == ClaimKind::trend || claim.kind == ClaimKind::change ||
                                   claim.kind == ClaimKind::comparison;
                if (claim.verdict != Verdict::contradiction || !moves) return;
                const std::string word = qualified_by(said_by(c, s));
                if (!word.empty())
                    ledger_.withdraw(c, "\"" + word + "\" tells it apart from what the tables near by have");
            });
        }
    }

    /// The word behind "by", "among" or "for" in the subject of a claim that no table near by has; empty where there
    /// is none.
    [[nodiscard]] std::string qualified_by(const Open& open) {
        const Sentence& sentence = sentences_[open.sentence];
        constexpr std::array<std::string_view, 11> apart{"by",      "among", "amongst", "for",   "about", "without",
                                                         "outside", "from",  "aboard",  "after", "involving"};
        constexpr std::array moving{Cue::rose,   Cue::fell,  Cue::rising, Cue::falling, Cue::better, Cue::worse,
                                    Cue::a_rise, Cue::above, Cue::below,  Cue::meets,   Cue::misses, Cue::exceeds};
        std::size_t first = open.first, verb = open.first;
        while (first > 0 && sentence.parts[first - 1] == sentence.parts[open.first]) --first;
        for (verb = first; verb < open.last && sentence.mark_at(verb, moving) == nullptr;) ++verb;
        constexpr std::size_t far = 3;
        for (std::size_t i = first; i < verb; ++i) {
            if (!headway::detail::is_one_of(sentence.word(i), apart)) continue;
            for (std::size_t k = i + 1; k < std::min(i + 1 + far, verb); ++k) {
                const bool in_time = std::any_of(sentence.whens.begin(), sentence.whens.end(), [&](const When& when) {
                    return when.first <= k && k < when.last;
                });
                if (in_time || sentence.tokens[k].is != Token::Is::word) break;
                const std::vector<std::string> told = telling_words(std::span(sentence.tokens).subspan(k, 1));
                if (told.empty()) continue;
                if (is_span_of_time(sentence.word(k)) || names_nothing(told.front()) || is_of_tables(told.front()))
                    break;
                return std::string(sentence.word(k));
            }
        }
        return {};
    }

    /// Whether a word is one of a row, of a column or of the heading of a table near by.
    [[nodiscard]] bool is_of_tables(std::string_view told) const {
        return std::any_of(grids_.begin(), grids_.end(), [&](const Grid* grid) {
            const auto any = [&](const std::vector<GridLine>& lines) {
                return std::any_of(lines.begin(), lines.end(),
                                   [&](const GridLine& line) { return says(line.words, told); });
            };
            return any(grid->rows) || any(grid->columns) || says(grid->heading_words, told) ||
                   says(grid->label_words, told);
        });
    }

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
