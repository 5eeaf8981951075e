/// @file
/// What the sentences of a section have stated: each figure with what it is of and when, for claims whose other figures
/// stand in another sentence ("We received 1,240. A year earlier there were 1,400, so this is a fall of 11%").
///
/// Facts are kept of the sentences near by: a claim of one sentence is never held against a figure far away.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/evidence.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Whether the words of a figure say an earlier time, the time that the text is about, or neither.
enum class Tense : std::int8_t { then = -1, unsaid = 0, now = 1 };

/// A figure that a sentence of the section states.
struct Fact {
    Stated stated{};
    Role role = Role::own;
    Tense tense = Tense::unsaid;
    When when{};
    bool in_brackets = false;
    bool of_units = false;     ///< the share of a part and a whole beside it
    std::size_t sentence = 0;  ///< counted through the document
    std::size_t token = 0;
    Span span{};
    std::string noun{};                                        ///< the stemmed noun behind it: "household"
    std::vector<std::string> behind{};                         ///< all stemmed words of its noun: "formal complaint"
    std::shared_ptr<const std::vector<std::string>> words{};   ///< the telling words of its sentence
    std::shared_ptr<const std::vector<std::string>> before{};  ///< those before it, up to the figure before
    std::shared_ptr<const std::vector<std::string>>
        naming{};  ///< of these the ones that name it: no "met", no "standard"
    std::shared_ptr<const std::vector<std::string>> after{};  ///< those behind it, up to the figure behind

    [[nodiscard]] bool is_share() const noexcept { return stated.unit == StatedUnit::per_cent; }
    [[nodiscard]] bool is_amount() const noexcept {
        return stated.unit == StatedUnit::pounds || stated.unit == StatedUnit::none;
    }
    /// What something is or was, and no size, target or forecast of it.
    [[nodiscard]] bool is_result() const noexcept { return role != Role::size && !is_comparator(role); }
};

/// The stemmed noun behind a figure: the last word before one that goes on ("1,240 formal complaints were").
[[nodiscard]] inline std::string noun_behind(const Sentence& sentence, std::size_t token,
                                             std::vector<std::string>* all = nullptr) {
    constexpr std::array<std::string_view, 56> ends{
        "we",      "they",    "it",    "last",  "the",    "a",    "an",   "recorded", "received", "reported",
        "reached", "seen",    "of",    "in",    "for",    "to",   "by",   "per",      "at",       "on",
        "from",    "are",     "were",  "was",   "is",     "has",  "have", "had",      "which",    "that",
        "with",    "will",    "and",   "or",    "but",    "than", "this", "these",    "against",  "when",
        "while",   "after",   "over",  "under", "more",   "less", "did",  "who",      "whom",     "so",
        "as",      "between", "fewer", "lower", "higher", "below"};
    std::string noun;
    for (std::size_t i = token + 1; i < std::min(token + 5, sentence.tokens.size()); ++i) {
        if (sentence.tokens[i].is != Token::Is::word) break;
        if (headway::detail::is_one_of(sentence.word(i), ends)) break;
        noun = stem(sentence.word(i));
        if (all != nullptr && sentence.word(i).size() > 3) all->push_back(noun);
    }
    return noun;
}

/// Reads what a sentence states.
class FactReader {
public:
    FactReader(const Sentence& sentence, std::size_t number) : sentence_(sentence), number_(number) {}

    [[nodiscard]] std::vector<Fact> read() const {
        std::vector<Fact> facts;
        const auto words = std::make_shared<const std::vector<std::string>>(telling_words(sentence_.tokens));
        std::size_t from = 0;
        for (const Figure& figure : sentence_.figures) {
            Fact fact{.stated = figure.stated,
                      .role = figure.role,
                      .in_brackets = figure.in_brackets,
                      .of_units = figure.of_units,
                      .sentence = number_,
                      .token = figure.token,
                      .span = {sentence_.tokens[figure.token].begin, sentence_.tokens[figure.token].end}};
            if (figure.when >= 0) fact.when = sentence_.whens[static_cast<std::size_t>(figure.when)];
            fact.tense = tense_of(figure, from);
            fact.noun = noun_behind(sentence_, figure.token, &fact.behind);
            fact.words = words;
            fact.before = std::make_shared<const std::vector<std::string>>(telling_words(
                std::span(sentence_.tokens).subspan(from, figure.bound > from ? figure.bound - from : 0)));
            fact.naming = std::make_shared<const std::vector<std::string>>(naming_words(from, figure.bound));
            if (!facts.empty() && figure.bound > from) facts.back().after = words_after(from, figure.bound);
            from = figure.token + 1;
            facts.push_back(std::move(fact));
        }
        if (!facts.empty()) facts.back().after = words_after(from, sentence_.tokens.size());
        return facts;
    }

private:
    [[nodiscard]] std::shared_ptr<const std::vector<std::string>> words_after(std::size_t first,
                                                                              std::size_t last) const {
        return std::make_shared<const std::vector<std::string>>(
            telling_words(std::span(sentence_.tokens).subspan(first, last - first)));
    }

    /// The telling words of some tokens that the lexicon does not know as a movement, a comparison or a comparator.
    [[nodiscard]] std::vector<std::string> naming_words(std::size_t first, std::size_t last) const {
        constexpr std::array known{Cue::rose,        Cue::fell,  Cue::rising, Cue::falling, Cue::above,  Cue::below,
                                   Cue::better_than, Cue::meets, Cue::misses, Cue::exceeds, Cue::target, Cue::budget};
        std::vector<std::string> naming;
        for (std::size_t i = first; i < last; ++i)
            if (sentence_.mark_at(i, known) == nullptr)
                for (std::string& told : telling_words(std::span(sentence_.tokens).subspan(i, 1)))
                    naming.push_back(std::move(told));
        return naming;
    }

    [[nodiscard]] Tense tense_of(const Figure& figure, std::size_t from) const {
        if (figure.role == Role::earlier || figure.role == Role::year_before || figure.role == Role::previous)
            return Tense::then;
        if (figure.role == Role::later) return Tense::now;
        Tense tense = Tense::unsaid;
        for (const Mark& mark : sentence_.marks) {  // "Last year, 45%": a time before the first figure is its own
            if (mark.first < from || mark.last > figure.token) continue;
            if ((mark.cue == Cue::year_before || mark.cue == Cue::previous) &&
                !sentence_.has(Cue::last, mark.first == 0 ? 0 : mark.first - 1, mark.last) && !is_compared_with(mark))
                tense = Tense::then;
        }
        constexpr std::size_t near = 4;
        for (const Mark& mark : sentence_.marks)  // "was 46.1% a year earlier", "it stood at 5,410 last year"
            if ((mark.cue == Cue::year_before || mark.cue == Cue::previous) && mark.first > figure.token &&
                mark.first <= figure.token + near && !is_compared_with(mark) && tense == Tense::unsaid &&
                !sentence_.has(Cue::last, mark.first - 1, mark.last) && is_plain(figure.token + 1, mark.first))
                tense = Tense::then;
        for (std::size_t i = from; i < figure.token; ++i) {
            if (sentence_.word(i) == "had" && sentence_.word(i + 1) == "been") tense = Tense::then;
            const bool now = sentence_.word(i) == "now" || sentence_.word(i) == "currently" ||
                             (sentence_.word(i) == "this" && is_span(sentence_.word(i + 1)));
            if (now && tense == Tense::unsaid) tense = Tense::now;
        }
        return tense;
    }

    /// Whether no figure, no sign and no word that joins stands between two tokens.
    [[nodiscard]] bool is_plain(std::size_t first, std::size_t last) const {
        for (std::size_t i = first; i < last; ++i)
            if (sentence_.tokens[i].is != Token::Is::word || sentence_.word(i) == "and" || sentence_.word(i) == "but" ||
                sentence_.mark_at(i, std::array{Cue::compared}) != nullptr)
                return false;
        return true;
    }

    /// "Up on last year at 45%": the figure behind it is the other one.
    [[nodiscard]] bool is_compared_with(const Mark& mark) const {
        constexpr std::array<std::string_view, 8> with{"on", "than", "from", "with", "to", "as", "against", "since"};
        for (std::size_t by = 1; by <= 3 && by <= mark.first; ++by)
            if (headway::detail::is_one_of(sentence_.word(mark.first - by), with)) return true;
        return false;
    }

    [[nodiscard]] static bool is_span(std::string_view word) {
        return word == "year" || word == "quarter" || word == "month" || word == "week" || word == "period";
    }

    const Sentence& sentence_;
    std::size_t number_;
};

/// Whether a fact is said to be of an earlier time than another.
[[nodiscard]] inline bool is_before(const Fact& one, const Fact& other) {
    if (one.tense == Tense::then && other.tense != Tense::then) return true;
    if (other.tense == Tense::then) return false;
    if (one.role == Role::compared && other.role != Role::compared) return true;
    const When &a = one.when, &b = other.when;
    if (a.period != 0 && b.period != 0 && a.period != b.period) return a.period < b.period;
    if (a.year != 0 && b.year != 0 && a.year != b.year) return a.year < b.year;
    if (a.year != 0 && a.year == b.year && a.month != 0 && b.month != 0) return a.month < b.month;
    if (a.quarter != 0 && b.quarter != 0 && a.quarter != b.quarter) return a.quarter < b.quarter;
    if (a.month != 0 && b.month != 0 && a.month != b.month && (a.year == 0 || b.year == 0)) {
        constexpr int half_a_year = 6;  // "in January ... in December": the one before
        return (b.month - a.month + 12) % 12 <= half_a_year;
    }
    return one.tense == Tense::unsaid && other.tense == Tense::now && !b.said() && one.sentence <= other.sentence;
}

/// The same, where words say it of the one: "last year", "compared with", "in 2021".
[[nodiscard]] inline bool is_said_before(const Fact& one, const Fact& other) {
    return is_before(one, other) && (one.tense == Tense::then || one.role == Role::compared ||
                                     (one.when.said() && (other.when.said() || other.tense == Tense::now)));
}

/// Whether two facts can be of one thing: alike in unit, and what is named behind them is no other thing.
[[nodiscard]] inline bool of_one_thing(const Fact& one, const Fact& other) {
    if (one.stated.unit != other.stated.unit) return false;
    if (one.noun.empty() || other.noun.empty() || one.noun == other.noun || one.stated.unit != StatedUnit::none)
        return true;
    const auto says = [](const Fact& fact, const std::string& noun) {
        return fact.before != nullptr &&
               std::find(fact.before->begin(), fact.before->end(), noun) != fact.before->end();
    };
    const bool share_word = std::any_of(one.behind.begin(), one.behind.end(), [&](const std::string& word) {
        return std::find(other.behind.begin(), other.behind.end(), word) != other.behind.end();
    });
    return share_word || says(one, other.noun) || says(other, one.noun);
}

}  // namespace headway::inline HEADWAY_ABI::auditing
