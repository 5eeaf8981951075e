/// @file
/// Colours that words give a row, or a number of rows, held against the only colour that each row of a table has.
///
/// | words                                                | are held against                                   |
/// |------------------------------------------------------|----------------------------------------------------|
/// | "Children's Services is rated amber", "remains red"  | the colour of the row that they name               |
/// | "four divisions are rated red"                       | how many rows have it, without that of all         |
///
/// Rows are counted where the head of their first column calls them so. It confirms only: a colour may be of another
/// time, or of a part, and a number a bound. Nothing is held in a sentence that names a time or denies.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/assess/rating.hpp"
#include "headway/audit/asked_rows.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds what a paragraph says of colours.
class RatedResolver : private AskedRows {
public:
    using AskedRows::AskedRows;

    void resolve() {
        std::size_t rated = 0;
        for (const Grid* grid : grids_)
            for (const GridLine& row : grid->rows) rated += row.rating ? 1u : 0u;
        if (rated < 2) return;
        for (std::size_t s = 0; s < sentences_.size(); ++s) {
            if (!sentences_[s].whens.empty() || says_otherwise(s)) continue;
            for (std::size_t i = 1; i < sentences_[s].tokens.size(); ++i)
                if (const auto rating = rating_at(s, i)) read(s, i, *rating);
        }
    }

private:
    /// Words of another time, of doubt, of a bound or of a part of all.
    [[nodiscard]] bool says_otherwise(std::size_t s) const {
        constexpr std::array<std::string_view, 18> words{"not",  "no",   "never",  "had",   "last",  "previous",
                                                         "only", "least", "most",  "up",    "fewer", "more",
                                                         "less", "or",   "until",  "would", "could", "will"};
        for (std::size_t i = 0; i < sentences_[s].tokens.size(); ++i)
            if (headway::detail::is_one_of(word(s, i), words)) return true;
        return false;
    }

    [[nodiscard]] std::optional<Rating> rating_at(std::size_t s, std::size_t i) const {
        constexpr std::array<std::string_view, 14> saying{"rated",  "is",      "are",    "was",   "were",
                                                          "remain", "remains", "stay",   "stays", "turned",
                                                          "as",     "at",      "flagged", "now"};
        if (!headway::detail::is_one_of(word(s, i - 1), saying)) return std::nullopt;
        if (word(s, i) == "green") return Rating::green;
        if (word(s, i) == "amber") return Rating::amber;
        return word(s, i) == "red" ? std::optional(Rating::red) : std::nullopt;
    }

    [[nodiscard]] bool is_read(std::size_t s, std::size_t i) const {
        const std::size_t begin = sentences_[s].tokens[i].begin;
        return std::any_of(ledger_.audit.claims.begin() + static_cast<std::ptrdiff_t>(paragraph_.first_claim[s]),
                           ledger_.audit.claims.end(), [&](const Claim& claim) {
                               const bool of_it = claim.at.document == paragraph_.document &&
                                                  claim.at.begin <= begin && begin < claim.at.end;
                               return of_it && (claim.kind == ClaimKind::rating ||
                                                claim.kind == ClaimKind::count_by_rating);
                           });
    }

    void read(std::size_t s, std::size_t i, Rating rating) {
        if (is_read(s, i)) return;
        constexpr std::size_t far = 5;
        for (std::size_t by = 2; by <= far && by <= i; ++by) {
            const Token& token = sentences_[s].tokens[i - by];
            if (sentences_[s].parts[i - by] != sentences_[s].parts[i]) break;
            if (token.is == Token::Is::number && !token.ordinal) return count(s, i - by, i, rating);
        }
        if (quantities_.empty()) take_quantities();
        const Named row = row_of(s, i, i + 1, quantities_[s], grids_, budget_);
        if (row.line == nullptr || row.column || !row.line->rating || !row.sure) return;
        if (*row.line->rating != rating) return;
        write(s, i - 1, i + 1, ClaimKind::rating,
              {.rule = "rating in words",
               .verdict = Verdict::holds,
               .stated = std::string(word_of(rating)),
               .computed = std::string(word_of(*row.line->rating)),
               .why = "the row is " + std::string(word_of(*row.line->rating)),
               .severity = Severity::high,
               .against = quote(row.line->points.front().span)});
    }

    [[nodiscard]] static std::string_view word_of(Rating rating) { return headway::word(rating); }

    /// "Four divisions are rated red": directly, or over a word or two.
    void count(std::size_t s, std::size_t number, std::size_t colour, Rating rating) {
        const Stated& stated = sentences_[s].tokens[number].number;
        const std::string_view before = number > 0 ? word(s, number - 1) : std::string_view();
        if (!stated.is_count() || before == "of" || before == "than") return;
        for (const Grid* grid : grids_) {
            const auto called = telling_words(std::span(sentences_[s].tokens).subspan(number + 1, 1));
            const bool named = std::any_of(called.begin(), called.end(),
                                           [&](const std::string& told) { return says(grid->label_words, told); });
            std::size_t rows = 0, rated = 0, with = 0;
            for (const GridLine& row : grid->rows) {
                if (row.points.empty() || row.total) continue;
                ++rows;
                rated += row.rating ? 1u : 0u;
                with += row.rating == rating ? 1u : 0u;
            }
            if (!named || rated < 2 || rated != rows || stated.value != static_cast<double>(with)) continue;
            return write(s, number, colour + 1, ClaimKind::count_by_rating,
                         {.rule = "counts by rating",
                          .verdict = Verdict::holds,
                          .stated = plain_number(stated.value),
                          .computed = std::to_string(with),
                          .why = "of " + std::to_string(rows) + " rows " + std::to_string(with) + " are " +
                                 std::string(word_of(rating)),
                          .severity = Severity::high});
        }
    }

    void write(std::size_t s, std::size_t first, std::size_t last, ClaimKind kind, Judgement judgement) {
        const std::vector<Token>& tokens = sentences_[s].tokens;
        ledger_.claim(paragraph_.document, {tokens[first].begin, tokens[last - 1].end}, kind, "", std::move(judgement));
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
