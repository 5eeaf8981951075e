/// @file
/// What a paragraph is before its sentences are read: its label, whether it is a key, the status of the row it is in.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/evidence.hpp"
#include "headway/audit/link.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/audit/table.hpp"
#include "headway/printed_number.hpp"
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

/// Adds how many measures sentences speak of ("the thirty targets"), of which shares "of the total" are.
inline void note_measures(std::vector<double>& measures, const std::vector<Sentence>& sentences) {
    constexpr std::size_t near = 4, most = 6;
    constexpr double fewest = 5.0;
    for (const Sentence& sentence : sentences)
        for (const Figure& figure : sentence.figures) {
            if (!figure.stated.is_count() || figure.stated.value < fewest || measures.size() >= most) continue;
            bool named = false;
            for (std::size_t i = figure.token + 1; i <= figure.token + near; ++i)
                named = named || sentence.mark_at(i, std::array{Cue::measure}) != nullptr;
            if (named && std::find(measures.begin(), measures.end(), figure.stated.value) == measures.end())
                measures.push_back(figure.stated.value);
        }
}

/// Whether a paragraph that begins with "However, this" goes on about the row of the one before, and has its figure.
[[nodiscard]] inline bool goes_on_about(const Reading& reading, std::size_t carried, const Block& block,
                                        const Sentence& sentence) {
    if (carried >= reading.rows.size() || reading.rows[carried].section != block.section || sentence.tokens.empty())
        return false;
    constexpr std::array<std::string_view, 5> going_on{"however", "this", "it", "these", "despite"};
    if (!headway::detail::is_one_of(std::string_view(sentence.tokens[0].text), going_on)) return false;
    const EvidenceRow& row = reading.rows[carried];
    const bool remains = sentence.tokens.size() > 4 && (sentence.word(1) == "remains" || sentence.word(1) == "is" ||
                                                        sentence.word(2) == "this" || sentence.word(1) == "this");
    return std::any_of(sentence.figures.begin(), sentence.figures.end(), [&](const Figure& figure) {
        const PrintedValue* value = row.of(figure.role);
        return fits(row, figure) || (remains && is_comparator(figure.role) && value != nullptr && value->known());
    });
}

/// "In the previous quarter two were green", "Last year we met nine": what it counts is of a time before.
[[nodiscard]] inline bool begins_before(const Sentence& sentence) {
    constexpr std::size_t near = 3;
    return std::any_of(sentence.marks.begin(), sentence.marks.end(), [&](const Mark& mark) {
        return (mark.cue == Cue::previous || mark.cue == Cue::year_before) && mark.first < near &&
               sentence.word(mark.first == 0 ? 0 : mark.first - 1) != "than" &&
               !sentence.has(Cue::last, mark.first == 0 ? 0 : mark.first - 1, mark.last);
    });
}

/// "Green 4.0% or lower; Amber above 4.0% and up to 5.0%; Red above 5.0%": two colours and more, each with its bound.
[[nodiscard]] inline bool is_key_of_colours(const std::vector<Token>& tokens) {
    constexpr std::array<std::string_view, 4> colours{"green", "amber", "red", "yellow"};
    constexpr std::array<std::string_view, 10> bounds{"above", "below", "lower",  "higher", "within",
                                                      "over",  "under", "better", "worse",  "least"};
    constexpr std::array<std::string_view, 8> telling{"is", "are", "was", "were", "has", "have", "had", "of"};
    constexpr std::size_t far = 7;
    std::size_t bounded = 0;
    for (const Token& token : tokens)  // it says something besides
        if (headway::detail::is_one_of(std::string_view(token.text), telling)) return false;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const bool begins = i == 0 || tokens[i - 1].is_sign(';') || tokens[i - 1].is_sign(':') ||
                            tokens[i - 1].is_sign(',') || tokens[i - 1].is == Token::Is::stop;
        if (!begins || !headway::detail::is_one_of(std::string_view(tokens[i].text), colours)) continue;
        bool bound = false, figure = false;
        for (std::size_t k = i + 1; k < std::min(i + far, tokens.size()); ++k) {
            if (tokens[k].is_sign(';') || tokens[k].is == Token::Is::stop) break;
            bound = bound || headway::detail::is_one_of(std::string_view(tokens[k].text), bounds);
            figure = figure || (tokens[k].is == Token::Is::number && !tokens[k].number.is_count());
        }
        bounded += bound && figure ? 1u : 0u;
    }
    return bounded >= 2;
}

/// Whether a paragraph explains signs ("Key: ...") and says nothing of figures.
[[nodiscard]] inline bool is_key(const std::vector<Token>& tokens) {
    for (std::size_t i = 0; i < std::min<std::size_t>(tokens.size(), 4); ++i)
        if (tokens[i].text == "key" && i + 1 < tokens.size() &&
            (tokens[i + 1].is_sign(':') || tokens[i + 1].text == "more"))
            return true;
    return is_key_of_colours(tokens);
}

}  // namespace headway::inline HEADWAY_ABI::auditing
