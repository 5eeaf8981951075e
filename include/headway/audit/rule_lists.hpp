/// @file
/// Announced numbers of things: "four main initiatives:" above four bullets, "the six programmes" above six rows, "11
/// recommendations" where eleven are numbered, "28 business cases" wherever they are named again.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <map>
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
    std::string phrase{};   ///< the words from behind the number to the noun, stemmed
    bool proper = false;    ///< one of them has a capital letter
    bool of_these = false;  ///< "three of these indicators"
};

/// Counts of a sentence that announce so many things: "three priorities".
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
            if (token.is == Token::Is::number && sentence.uses[i] == NumberUse::period)
                continue;  // "five 2035 missions"
            if (token.is != Token::Is::word) break;
            if (token.text == "of" && (sentence.word(i + 1) == "these" || sentence.word(i + 1) == "those")) {
                named.of_these = true;
                ++i;
                continue;
            }
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
            if (tokens.size() < 3 || tokens[0].is != Token::Is::word || !tokens[0].capital) continue;
            const std::string thing = stem(tokens[0].text);
            if (tokens[1].is == Token::Is::number && tokens[1].number.is_count()) {
                numbered_[thing].insert(static_cast<int>(tokens[1].number.value));
                under_[{thing, block.major}].insert(static_cast<int>(tokens[1].number.value));
            }
            if (block.kind == BlockKind::heading && tokens[1].is_sign(':')) ++labelled_[thing];  // "Theme: People"
        }
    }

    /// Whether the items that follow are counts themselves: "64 are complete".
    [[nodiscard]] bool items_count(std::size_t block) const {
        if (block + 1 >= reading_.layout.blocks.size()) return false;
        const Block& item = reading_.layout.blocks[block + 1];
        return item.kind == BlockKind::item && headway::detail::is_digit(reading_.text[item.spans[0].begin]);
    }

    /// The items that follow a block directly; or the headings, where each has an item.
    [[nodiscard]] std::size_t items_behind(std::size_t block) const {
        std::size_t items = 0, gap = 0;
        for (std::size_t b = block + 1; b + 1 < reading_.layout.blocks.size(); b += 2, ++items)
            if (reading_.layout.blocks[b].kind != BlockKind::heading ||
                reading_.layout.headings[reading_.layout.blocks[b].major].numbered ||
                reading_.layout.blocks[b + 1].kind != BlockKind::item)
                break;
        if (items > 0) return items;
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

    /// Those that stand under the heading of a block: "Recommendation 5", "Recommendation 6".
    [[nodiscard]] std::size_t numbered_under(const std::string& thing, std::size_t block) const {
        const auto found = under_.find({thing, reading_.layout.blocks[block].major});
        return found == under_.end() ? 0 : found->second.size();
    }

    /// How many headings begin with the name of a thing: "Theme: People", "Theme: Place".
    [[nodiscard]] std::size_t labelled(const std::string& thing) const {
        const auto found = labelled_.find(thing);
        return found == labelled_.end() ? 0 : found->second;
    }

private:
    const Reading& reading_;
    std::unordered_map<std::size_t, std::vector<std::size_t>> tables_by_section_{};
    std::unordered_map<std::string, std::set<int>> numbered_{};
    std::map<std::pair<std::string, std::size_t>, std::set<int>> under_{};  ///< by the thing and its heading
    std::unordered_map<std::string, std::size_t> labelled_{};
};

/// Whether a list directly behind a noun is of names, so that all of it is there: "three sites - Quays, Bitterne and
/// ...".
[[nodiscard]] inline bool lists_names(const Sentence& sentence, std::size_t from) {
    if (!sentence.sign(from, ':') && !sentence.sign(from, '-') && !sentence.sign(from, '(')) return false;
    bool begins = true;
    for (std::size_t i = from + 1; i < sentence.tokens.size(); ++i) {
        const Token& token = sentence.tokens[i];
        if (token.is == Token::Is::stop || token.is_sign(')') || token.is_sign('-')) return true;
        if (token.text == "and") continue;  // within a name, or before the last
        if (token.is_sign(',')) {
            begins = true;
            continue;
        }
        if (token.is != Token::Is::word || (begins && !token.capital)) return false;
        begins = false;
    }
    return true;
}

/// "Two main pillars; the first to deliver ... and the second to ...": the last of the ordinals, where it ends the
/// list.
[[nodiscard]] inline std::size_t ordinals_behind(const Sentence& sentence, std::size_t from) {
    std::size_t reached = 0;
    bool last = false;
    for (std::size_t i = from; i < sentence.tokens.size(); ++i) {
        const Token& token = sentence.tokens[i];
        if (token.is != Token::Is::number || !token.ordinal || !token.in_words ||
            token.number.value != static_cast<double>(reached + 1) || i == 0 || sentence.word(i - 1) != "the")
            continue;
        ++reached;
        last = i >= 2 && sentence.word(i - 2) == "and";
    }
    return last ? reached : 0;
}

/// "These were:", "They include:": what was numbered in the sentence before follows.
[[nodiscard]] inline bool points_back(const Sentence& sentence) {
    constexpr std::array<std::string_view, 3> pointers{"these", "they", "those"};
    return sentence.tokens.size() >= 3 && sentence.tokens.size() <= 5 && sentence.tokens.back().is_sign(':') &&
           headway::detail::is_one_of(sentence.word(0), pointers);
}

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

/// Holds the numbers of things of a sentence against what follows. `last`: the sentence is the last of its block;
/// `announces`: what follows is what it names, though its own end does not say so.
inline void check_announced(Context& context, const Countables& countables, std::size_t block, bool last,
                            bool announces) {
    Sentence& sentence = context.sentence;
    const std::vector<Named> named = named_numbers(sentence);
    const bool colon = announces || (!sentence.tokens.empty() && sentence.tokens.back().is_sign(':'));
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
        const bool exact =
            figure.stated.bound == Bound::exact && !headway::detail::is_one_of(lead, some) &&
            (named[n].of_these || !headway::detail::is_one_of(std::string_view(named[n].stemmed), measures));
        const std::size_t listed = listed_behind(sentence, named[n].noun + 1);
        const std::size_t ordinals = ordinals_behind(sentence, named[n].noun + 1);
        const bool of_part = sentence.word(named[n].noun + 1) == "in" && sentence.word(named[n].noun + 2) == "this";
        const std::size_t under = of_part ? countables.numbered_under(named[n].stemmed, block) : 0;
        const std::size_t labelled = countables.labelled(named[n].stemmed);
        const bool grouped = std::any_of(named.begin(), named.end(), [&](const Named& other) {
            return other.stemmed != named[n].stemmed && countables.numbered(other.stemmed) >= 2;
        });
        const bool done =
            (items >= 2 && colon && hold(items, "items follow", exact && n + 1 == named.size() && items <= 12)) ||
            (rows && *rows >= 2 && hold(*rows, "rows of the table", exact)) ||
            (listed >= 2 && hold(listed, "are listed behind it", exact && lists_names(sentence, named[n].noun + 1))) ||
            (ordinals >= 2 && hold(ordinals, "are told one by one", true)) ||
            (under >= 2 && hold(under, "stand under this heading", exact)) ||
            (labelled >= 3 && grouped && hold(labelled, "headings have its name", exact)) ||
            (numbered >= 2 &&
             hold(numbered, "are numbered", countables.all_numbered(named[n].stemmed) && wanted * 10 >= numbered * 7));
        if (!done) continue;
        figure.taken = true;
        context.claim(figure.bound, named[n].noun + 1, ClaimKind::total, std::move(judgement));
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
