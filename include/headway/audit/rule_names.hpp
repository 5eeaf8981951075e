/// @file
/// Names that differ by little, and paragraphs under a heading that says how they are doing.
///
/// | rule      | says                                                                                          |
/// |-----------|-----------------------------------------------------------------------------------------------|
/// | `names`   | a name of a table stands as a heading with its words in another order, or with one word more  |
/// | `heading` | what stands under "on track / improving" is green or improving; under "areas for focus" not both |
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/items.hpp"
#include "headway/audit/section_counts.hpp"
#include "headway/audit/table.hpp"
#include "headway/text.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// The words that make a name, without "and", "the" and what stands in brackets.
[[nodiscard]] inline std::vector<std::string> name_words(const std::vector<Token>& tokens) {
    std::vector<std::string> words;
    for (const Token& token : tokens) {
        if (token.is_sign('(')) break;  // what stands in brackets is no part of the name
        if (token.is == Token::Is::word && token.text != "and" && token.text != "the") words.push_back(token.text);
    }
    return words;
}

/// Finds names of tables that are nearly those of a heading, and are not.
inline void check_names(Ledger& ledger, const Reading& reading) {
    std::set<std::vector<std::string>> exact;
    std::unordered_map<std::string, std::vector<std::pair<std::vector<std::string>, Span>>> headings;  // by each word
    for (const Heading& heading : reading.layout.headings) {
        if (heading.span.empty()) continue;
        std::vector<std::string> words = name_words(tokens_of(reading.text, heading.span));
        if (words.size() < 2 || words.size() > 8) continue;
        exact.insert(words);
        for (const std::string& word : words)
            if (headings[word].size() < 50) headings[word].emplace_back(words, heading.span);
    }
    for (const Table& table : reading.tables) {
        if (table.of_indicators()) continue;
        std::set<std::vector<std::string>> told;
        for (const TableRow& row : table.rows) {
            if (row.cells.size() < 2 || row.cells[0].tokens.empty() || !row.cells[0].tokens[0].capital) continue;
            const std::vector<std::string> words = name_words(row.cells[0].tokens);
            if (words.size() < 2 || words.size() > 8 || exact.contains(words) ||
                headings.find(words[0]) == headings.end())
                continue;
            std::vector<std::string> sorted = words;
            std::sort(sorted.begin(), sorted.end());
            for (const auto& [other, span] : headings[words[0]]) {
                std::vector<std::string> its = other;
                std::sort(its.begin(), its.end());
                const bool order = its == sorted;
                const bool longer = words.size() == other.size() + 1 && other.size() >= 3 &&
                                    std::equal(other.begin(), other.end(), words.begin());
                if (!order && !longer) continue;
                if (!told.insert(words).second) break;
                ledger.claim(reading.document, row.cells[0].span, ClaimKind::name,
                             plain_text(reading.text.substr(row.cells[0].span.begin,
                                                            row.cells[0].span.end - row.cells[0].span.begin)),
                             {.rule = "names",
                              .verdict = Verdict::contradiction,
                              .stated = plain_text(reading.text.substr(
                                  row.cells[0].span.begin, row.cells[0].span.end - row.cells[0].span.begin)),
                              .computed = plain_text(reading.text.substr(span.begin, span.end - span.begin)),
                              .why = order ? "the same words in another order" : "one word more than the heading",
                              .severity = Severity::low,
                              .against = ledger.quote(reading.document, span)});
                break;
            }
        }
    }
    // tables of the same rows, of which one is called otherwise: the same number, and a word in common
    struct Names {
        std::size_t table;
        std::vector<std::pair<std::string, const TableRow*>> rows{};
    };
    std::vector<Names> tables;
    constexpr std::size_t most_tables = 60;
    for (std::size_t t = 0; t < reading.tables.size() && tables.size() < most_tables; ++t) {
        if (reading.tables[t].of_indicators()) continue;
        Names names{.table = t};
        for (const TableRow& row : reading.tables[t].rows)
            if (row.cells.size() >= 2 && row.cells[1].is_number() && !row.cells[0].span.empty())
                names.rows.emplace_back(folded(reading.text.substr(row.cells[0].span.begin,
                                                                   row.cells[0].span.end - row.cells[0].span.begin)),
                                        &row);
        if (names.rows.size() >= 4 && names.rows.size() <= 40) tables.push_back(std::move(names));
    }
    std::set<std::size_t> done;
    for (std::size_t b = 1; b < tables.size(); ++b)
        for (std::size_t a = 0; a < b; ++a) {
            std::vector<std::pair<std::string, const TableRow*>> left, right;
            std::size_t same = 0;
            const auto lacks = [](const auto& rows, const std::string& name) {
                return std::none_of(rows.begin(), rows.end(),
                                    [&](const auto& row) { return same_label(row.first, name); });
            };
            for (const auto& row : tables[a].rows)
                lacks(tables[b].rows, row.first) ? left.push_back(row) : (void)++same;
            for (const auto& row : tables[b].rows)
                if (lacks(tables[a].rows, row.first)) right.push_back(row);
            if (same < 4 || same * 2 < tables[b].rows.size() || !done.insert(b).second) continue;
            for (const auto& [name, row] : right)
                for (const auto& [other, other_row] : left) {
                    if (!share_word(name_words(row->cells[0].tokens), name_words(other_row->cells[0].tokens)) ||
                        name.find("total") != std::string::npos)
                        continue;
                    ledger.claim(reading.document, row->cells[0].span, ClaimKind::name, name,
                                 {.rule = "names",
                                  .verdict = Verdict::contradiction,
                                  .stated = name,
                                  .computed = other,
                                  .why = "the other " + std::to_string(same) +
                                         " rows are those of another table, where this one is \"" + other + "\"",
                                  .severity = Severity::low,
                                  .against = ledger.quote(reading.document, other_row->cells[0].span)});
                }
        }
}

/// Names of tables, of three words and more, by their stems: to find them in texts with another ending.
class NameForms {
public:
    void add(const Reading& reading) {
        for (const Table& table : reading.tables) {
            if (table.of_indicators()) continue;
            for (const TableRow& row : table.rows) {
                if (row.cells.size() < 2 || row.cells[0].tokens.empty()) continue;
                const std::vector<std::string> words = name_words(row.cells[0].tokens);
                const auto capitals = std::count_if(row.cells[0].tokens.begin(), row.cells[0].tokens.end(),
                                                    [](const Token& token) { return token.capital; });
                if (words.size() != row.cells[0].tokens.size() || words.size() < 3 || words.size() > 6 || capitals < 3)
                    continue;
                forms_[stem(words[0])].push_back({words, reading.document, row.cells[0].span});
            }
        }
    }

    /// Notes where a sentence has a name with another ending.
    void look(const Sentence& sentence, std::size_t document) {
        if (forms_.empty()) return;
        for (std::size_t i = 0; i + 3 <= sentence.tokens.size(); ++i) {
            if (sentence.tokens[i].is != Token::Is::word || !sentence.tokens[i].capital) continue;
            const auto found = forms_.find(stem(sentence.tokens[i].text));
            if (found == forms_.end()) continue;
            for (Form& form : found->second) {
                if (form.told || i + form.words.size() > sentence.tokens.size()) continue;
                bool same = true, equal = true;
                for (std::size_t k = 0; k < form.words.size() && same; ++k) {
                    const Token& token = sentence.tokens[i + k];
                    same = token.is == Token::Is::word && token.capital && stem(token.text) == stem(form.words[k]);
                    equal = equal && token.text == form.words[k];
                }
                if (!same || equal) continue;
                form.told = true;
                form.other_document = document;
                form.other = {sentence.tokens[i].begin, sentence.tokens[i + form.words.size() - 1].end};
            }
        }
    }

    void tell(Ledger& ledger) const {
        for (const auto& [first, forms] : forms_)
            for (const Form& form : forms) {
                if (!form.told) continue;
                const Quote name = ledger.quote(form.document, form.span),
                            other = ledger.quote(form.other_document, form.other);
                ledger.claim(form.document, form.span, ClaimKind::name, name.words,
                             {.rule = "names",
                              .verdict = Verdict::contradiction,
                              .stated = name.words,
                              .computed = other.words,
                              .why = "the same name with another ending",
                              .severity = Severity::low,
                              .against = other});
            }
    }

private:
    struct Form {
        std::vector<std::string> words{};
        std::size_t document = 0;
        Span span{};
        bool told = false;
        std::size_t other_document = 0;
        Span other{};
    };
    std::unordered_map<std::string, std::vector<Form>> forms_{};
};

/// What a heading says of all that stands under it.
enum class HeadingSays : std::uint8_t { nothing, good, focus };

/// Whether a heading promises what goes well, what needs care, or nothing.
[[nodiscard]] inline HeadingSays heading_says(const std::vector<Token>& tokens) {
    const auto says = [&](std::string_view one, std::string_view two) {
        for (std::size_t i = 0; i < tokens.size(); ++i)
            if (tokens[i].text == one && (two.empty() || (i + 1 < tokens.size() && tokens[i + 1].text == two)))
                return true;
        return false;
    };
    if (tokens.size() > 12) return HeadingSays::nothing;
    if (says("on", "track") || (says("improving", "") && !says("areas", "")) || says("performing", "well") ||
        says("strong", "performance") || says("good", "performance") || says("going", "well"))
        return HeadingSays::good;
    if (says("areas", "for") || says("areas", "of") || says("off", "track") ||
        (says("focus", "") && tokens.size() <= 6) || says("concerns", ""))
        return HeadingSays::focus;
    return HeadingSays::nothing;
}

/// Judges a paragraph's label under its heading by the rows that the paragraph is about.
inline void check_heading(Ledger& ledger, const Reading& reading, Span label, HeadingSays says,
                          std::span<const std::size_t> rows) {
    if (says == HeadingSays::nothing) return;
    Judgement judgement{.rule = "heading",
                        .stated = says == HeadingSays::good ? "on track or improving" : "an area for focus",
                        .why = "no row of a table is about this",
                        .severity = Severity::medium};
    bool green = false, improving = false, worse_or_off = false, any = false, unknown = false;
    std::string text;
    for (const std::size_t r : rows) {
        const EvidenceRow& row = reading.rows[r];
        std::optional<Rating> rating = rating_of(row.target.mark);
        if (!rating && row.target.known() && row.polarity) rating = rated(row, row.target, *row.polarity);
        const auto direction = direction_in(row);
        const bool neutral = !row.polarity || *row.polarity == Polarity::neutral;
        if (!rating && !direction)
            unknown = true;
        else
            any = true;
        if (!rating && neutral) unknown = true;
        const bool is_cumulative = std::find(row.words.begin(), row.words.end(), "cumulative") != row.words.end();
        green = green || rating == Rating::green;
        improving = improving || (direction == 0u && !is_cumulative);
        worse_or_off = worse_or_off || (rating != Rating::green) || direction == 1u;
        constexpr std::array<std::string_view, 3> directions{"improving", "worsening", "no change"};
        text += (text.empty() ? "\"" : "; \"") + row.label + "\" " +
                (rating ? std::string(word(*rating)) : "not rated") + ", " +
                (direction ? std::string(directions[*direction]) : "no direction known");
        if (judgement.against.line == 0) judgement.against = ledger.quote(row.document, row.label_span);
    }
    if (!rows.empty()) {
        judgement.why = text;
        if (says == HeadingSays::good) {
            const bool holds = green || improving;
            judgement.verdict = holds            ? Verdict::holds
                                : any || unknown ? Verdict::contradiction
                                                 : Verdict::not_checkable;
            if (!holds && !any) judgement.in_class = FindingClass::definition;
            judgement.computed = holds ? "so"
                                 : any ? "neither green nor improving"
                                       : "neither can be said: no target, and no direction is good";
            const bool no_polarity =
                std::any_of(rows.begin(), rows.end(), [&](std::size_t r) { return !reading.rows[r].polarity; });
            if (!holds && no_polarity) judgement.verdict = Verdict::not_checkable;
        } else {
            judgement.verdict = worse_or_off ? Verdict::holds : Verdict::contradiction;
            judgement.in_class = FindingClass::note;
            judgement.computed = worse_or_off ? "so" : "green and not worsening";
        }
    }
    ledger.claim(reading.document, label, ClaimKind::heading, "what stands under the heading", std::move(judgement));
}

/// "Overall absence (7.32% vs target of 7.20%) and persistent absence (21.16% vs target of 21.20%)" under "on track":
/// one is above its target and one below, so whichever way is good, one of them misses it.
inline void check_pairs_under_heading(Ledger& ledger, std::size_t document, const std::vector<Sentence>& sentences) {
    for (const Sentence& sentence : sentences) {
        Span above, below;
        double gap_above = 0.0, gap_below = 0.0;
        for (std::size_t f = 0; f + 1 < sentence.figures.size(); ++f) {
            const Figure &value = sentence.figures[f], &target = sentence.figures[f + 1];
            if (value.role != Role::own || target.role != Role::target || !value.in_brackets || !target.in_brackets)
                continue;
            if (!alike(value.stated, target.stated) || target.token - value.token > 6) continue;
            const double gap = decimal::difference(value.stated.value, target.stated.value);
            const std::size_t first = value.bound >= 3 ? value.bound - 3 : 0;
            const Span span{sentence.tokens[first].begin, sentence.tokens[target.token].end};
            if (gap > 0.0) above = span, gap_above = gap;
            if (gap < 0.0) below = span, gap_below = gap;
        }
        if (above.empty() || below.empty()) continue;
        ledger.claim(document, above, ClaimKind::heading, "what stands under the heading",
                     {.rule = "heading",
                      .verdict = Verdict::contradiction,
                      .stated = "on track or improving",
                      .computed = "one of two misses its target",
                      .why = "one is " + plain_number(gap_above) + " above its target and one " +
                             plain_number(-gap_below) + " below: whichever way is good, one misses it",
                      .severity = Severity::medium,
                      .against = ledger.quote(document, below)});
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
