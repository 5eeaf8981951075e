/// @file
/// Announced numbers of things: "four main initiatives:" above four bullets, "the six programmes" above six rows, "11
/// recommendations" where eleven are numbered, "28 business cases" wherever they are named again.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/table.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A number of things that a sentence names: "seven service-focussed Portfolios".
struct Named {
    std::size_t figure = 0;  ///< of the sentence's figures
    std::size_t noun = 0;    ///< the token of the plural noun
    std::string stemmed{};
    std::string phrase{};  ///< the words from behind the number to the noun, stemmed
    bool proper = false;   ///< one of them has a capital letter
};

[[nodiscard]] inline std::vector<Named> named_numbers(const Sentence& sentence) {
    std::vector<Named> found;
    constexpr std::array<std::string_view, 22> no_nouns{
        "was",    "is",   "has",   "as",    "this",    "its",    "does",    "less",  "plus",   "across", "years",
        "months", "days", "weeks", "hours", "minutes", "points", "towards", "times", "pounds", "us",     "thus"};
    for (std::size_t f = 0; f < sentence.figures.size(); ++f) {
        const Figure& figure = sentence.figures[f];
        if (!figure.stated.is_count() || figure.stated.value < 2.0 || figure.stated.value > 99.0 ||
            figure.role == Role::size)
            continue;
        Named named{.figure = f};
        for (std::size_t i = figure.token + 1; i < std::min(figure.token + 6, sentence.tokens.size()); ++i) {
            const Token& token = sentence.tokens[i];
            if (token.is != Token::Is::word) break;
            constexpr std::array<std::string_view, 16> ends{"of",   "in",   "for",  "to",  "by",   "per",
                                                            "at",   "on",   "from", "are", "were", "which",
                                                            "that", "with", "will", "have"};
            if (headway::detail::is_one_of(std::string_view(token.text), ends)) break;
            if (headway::detail::is_one_of(std::string_view(token.text), no_nouns)) break;
            named.proper = named.proper || token.capital;
            if (!named.phrase.empty()) named.phrase += ' ';
            named.phrase += stem(token.text);
            if (token.text.ends_with('s') && token.text.size() > 3 && !token.text.ends_with("ss")) {
                named.noun = i;
                named.stemmed = stem(token.text);
            }
        }
        if (named.noun > 0) found.push_back(std::move(named));
    }
    return found;
}

/// What a document offers to count: lists, tables, numbered things.
class Countables {
public:
    explicit Countables(const Reading& reading) : reading_(reading) {
        for (std::size_t t = 0; t < reading.tables.size(); ++t)
            tables_by_section_[reading.tables[t].major].push_back(t);
        for (const Block& block : reading.layout.blocks) {
            if (block.kind == BlockKind::row || block.spans.empty()) continue;
            const Span head{block.spans[0].begin, std::min(block.spans[0].end, block.spans[0].begin + 60)};
            const std::vector<Token> tokens = tokens_of(reading.text, head);
            if (tokens.size() >= 2 && tokens[0].is == Token::Is::word && tokens[0].capital &&
                tokens[1].is == Token::Is::number && tokens[1].number.is_count())
                numbered_[stem(tokens[0].text)].insert(static_cast<int>(tokens[1].number.value));
        }
    }

    /// Whether the items that follow are counts themselves: "64 are complete".
    [[nodiscard]] bool items_count(std::size_t block) const {
        if (block + 1 >= reading_.layout.blocks.size()) return false;
        const Block& item = reading_.layout.blocks[block + 1];
        return item.kind == BlockKind::item && headway::detail::is_digit(reading_.text[item.spans[0].begin]);
    }

    /// The items that follow a block directly.
    [[nodiscard]] std::size_t items_behind(std::size_t block) const {
        std::size_t items = 0, gap = 0;
        for (std::size_t b = block + 1; b < reading_.layout.blocks.size(); ++b) {
            const Block& item = reading_.layout.blocks[b];
            if (item.kind != BlockKind::item) break;
            if (items == 1) gap = item.after_blank;
            if (items > 1 && item.after_blank > gap) break;
            ++items;
        }
        return items;
    }

    /// The rows with a name of the next table of a heading whose head speaks of the thing, or stands directly behind.
    [[nodiscard]] std::optional<std::size_t> rows_behind(std::size_t block, const std::string& thing,
                                                         bool directly) const {
        const Block& from = reading_.layout.blocks[block];
        const auto tables = tables_by_section_.find(from.major);
        if (tables == tables_by_section_.end()) return std::nullopt;
        for (const std::size_t t : tables->second) {
            const Table& table = reading_.tables[t];
            if (table.first_block < block || table.of_indicators()) continue;
            bool speaks = false;
            for (const TableRow& row : table.head)
                if (!row.cells.empty())
                    for (const Token& token : row.cells[0].tokens)
                        speaks = speaks || (token.is == Token::Is::word && stem(token.text) == thing);
            if (!speaks && !(directly && table.first_block <= block + 1)) return std::nullopt;
            std::size_t rows = 0;
            for (const TableRow& row : table.rows) {
                const bool named = !row.cells.empty() && !row.cells[0].span.empty() && !row.cells[0].is_number();
                const bool total = named && std::any_of(row.cells[0].tokens.begin(), row.cells[0].tokens.end(),
                                                        [](const Token& token) { return token.text == "total"; });
                rows += named && !total ? 1u : 0u;
            }
            return rows;
        }
        return std::nullopt;
    }

    /// Whether things are numbered from 1 on without a gap, so that how many there are is known.
    [[nodiscard]] bool all_numbered(const std::string& thing) const {
        const auto found = numbered_.find(thing);
        return found != numbered_.end() && !found->second.empty() && *found->second.begin() == 1 &&
               *found->second.rbegin() == static_cast<int>(found->second.size());
    }

    [[nodiscard]] std::size_t numbered(const std::string& thing) const {
        const auto found = numbered_.find(thing);
        return found == numbered_.end() ? 0 : found->second.size();
    }

private:
    const Reading& reading_;
    std::unordered_map<std::size_t, std::vector<std::size_t>> tables_by_section_{};
    std::unordered_map<std::string, std::set<int>> numbered_{};
};

/// How many things a sentence lists behind a colon, a dash or a bracket: "three core themes: People, Place, and
/// Growth".
[[nodiscard]] inline std::size_t listed_behind(const Sentence& sentence, std::size_t from) {
    constexpr std::size_t far = 12;
    std::size_t opened = 0;
    for (std::size_t i = from; i < std::min(from + far, sentence.tokens.size()) && opened == 0; ++i)
        if (sentence.sign(i, ':') || sentence.sign(i, '-') || sentence.sign(i, '(')) opened = i;
    if (opened == 0) return 0;
    const bool bracket = sentence.sign(opened, '('), dash = sentence.sign(opened, '-');
    std::size_t commas = 0, semicolons = 0, ands = 0;
    bool oxford = false;
    for (std::size_t i = opened + 1; i < sentence.tokens.size(); ++i) {
        if (sentence.tokens[i].is == Token::Is::stop || (bracket && sentence.sign(i, ')')) ||
            (dash && sentence.sign(i, '-')))
            break;
        if (sentence.sign(i, ',')) ++commas;
        if (sentence.sign(i, ';')) ++semicolons;
        if (sentence.word(i) == "and") {
            ++ands;
            oxford = sentence.sign(i - 1, ',') || sentence.sign(i - 1, ';');
        }
    }
    if (semicolons > 0) return semicolons + 1;
    return commas + (ands > 0 && !oxford ? 1u : 0u) + (commas + ands > 0 ? 1u : 0u);
}

/// Holds the numbers of things of a sentence against what follows. `last`: the sentence is the last of its block.
inline void check_announced(Context& context, const Countables& countables, std::size_t block, bool last) {
    Sentence& sentence = context.sentence;
    const std::vector<Named> named = named_numbers(sentence);
    const bool colon = !sentence.tokens.empty() && sentence.tokens.back().is_sign(':');
    for (std::size_t n = 0; n < named.size(); ++n) {
        Figure& figure = sentence.figures[named[n].figure];
        if (figure.taken) continue;
        Judgement judgement{
            .rule = "announced number", .stated = plain_number(figure.stated.value), .severity = Severity::medium};
        const std::size_t items = last && !countables.items_count(block) && (colon || n + 1 == named.size())
                                      ? countables.items_behind(block)
                                      : 0;
        const auto rows = countables.rows_behind(block, named[n].stemmed, last && colon);
        const std::size_t numbered = countables.numbered(named[n].stemmed);
        const auto wanted = static_cast<std::size_t>(figure.stated.value);
        const auto hold = [&](std::size_t counted, std::string_view what, bool strict) {
            if (counted != wanted && !strict) return false;
            judgement.verdict = counted == wanted ? Verdict::holds : Verdict::contradiction;
            judgement.computed = std::to_string(counted);
            judgement.why = std::to_string(counted) + " " + std::string(what) + "; stated " + judgement.stated;
            return true;
        };
        constexpr std::array<std::string_view, 6> measures{"kpi", "indicator", "measure", "pi", "metric", "target"};
        // "stands in two sections", "1 of 11 actions": some of them, and no number of what follows
        constexpr std::array<std::string_view, 9> some{"in", "of",   "for",  "to",     "with",
                                                       "by", "from", "than", "between"};
        const std::string_view lead = figure.bound > 0 ? sentence.word(figure.bound - 1) : std::string_view();
        const bool exact = figure.stated.bound == Bound::exact && !headway::detail::is_one_of(lead, some) &&
                           !headway::detail::is_one_of(std::string_view(named[n].stemmed), measures);
        const std::size_t listed = listed_behind(sentence, named[n].noun + 1);
        const bool done =
            (items >= 2 && colon && hold(items, "items follow", exact && n + 1 == named.size() && items <= 12)) ||
            (rows && *rows >= 2 && hold(*rows, "rows of the table", exact)) ||
            (listed >= 2 && hold(listed, "are listed behind it", false)) ||
            (numbered >= 2 &&
             hold(numbered, "are numbered", countables.all_numbered(named[n].stemmed) && wanted * 10 >= numbered * 7));
        if (!done) continue;
        figure.taken = true;
        context.claim(figure.bound, named[n].noun + 1, ClaimKind::total, std::move(judgement));
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
