/// @file
/// Whether a claim is about what a piece of evidence is about: the one question that every contradiction asks which is
/// held against another sentence or a table.
///
/// A figure near by is of another thing more often than not ("Robbery fell. Robbery with a knife rose"). So all words
/// of the claim's sentence that name something must be among those of the evidence, all words that name the evidence
/// must be said (unless the claim names nothing: "this is a fall of"), its times must be those of the evidence, and no
/// number may stand in it that is neither claimed nor evidence. Where one of these is in doubt, nothing is
/// contradicted.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/evidence.hpp"
#include "headway/audit/sentence.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What a claim is to be held against.
struct Subject {
    std::vector<std::string> words{};    ///< all stemmed words that the evidence says
    std::vector<std::string> naming{};   ///< those that name it: the claim must say them, or name nothing
    std::vector<When> whens{};           ///< of its figures
    std::vector<std::size_t> figures{};  ///< tokens of the claim's sentence that are its figures
    bool compares = false;               ///< with a target, a budget or an average
    bool must_name = false;              ///< a claim that names nothing is about something else
    bool then = false;                   ///< one of its figures is said to be of the year, the month before
};

/// A word that names no thing: "the figure", "this represents", "slightly".
[[nodiscard]] inline bool names_nothing(std::string_view stemmed) {
    constexpr std::array<std::string_view, 47> general{
        "figure",        "level",      "result",    "performance",   "position",     "represent",     "represents",
        "equat",         "equates",    "therefore", "thus",          "hence",        "mean",          "compar",
        "compare",       "slightly",   "sharply",   "further",       "again",        "now",           "also",
        "still",         "however",    "so",        "significantly", "considerably", "marginally",    "steadily",
        "currently",     "stood",      "stand",     "cent",          "point",        "percentage",    "last",
        "same",          "equivalent", "give",      "giv",           "result",       "substantially", "remain",
        "approximately", "an",         "previous",  "earlier",       "before"};
    return headway::detail::is_one_of(stemmed, general);
}

/// One word is another's, or begins it: "recycl" and "recycling", "smok" and "smoke", "complainant" and
/// "complaint".
[[nodiscard]] inline bool same_word(std::string_view a, std::string_view b) {
    constexpr std::size_t long_enough = 5, telling = 7;
    if (a == b) return true;
    const std::size_t shorter = std::min(a.size(), b.size());
    if (shorter + 1 < long_enough || headway::detail::is_digit(a.back()) || headway::detail::is_digit(b.back()))
        return false;
    std::size_t shared = 0;
    while (shared < shorter && a[shared] == b[shared]) ++shared;
    if (shared < shorter) return shared >= telling && shared + 1 == shorter;
    if (shorter >= long_enough) return true;
    // of four letters only with an ending: "plant" is no "plan", and "career" no "care"
    const std::string_view rest = (a.size() > b.size() ? a : b).substr(shorter);
    return rest == "s" || (a[shorter - 1] != 'e' && (rest == "e" || rest == "ed" || rest == "er"));
}

/// A word for a span of time.
[[nodiscard]] inline bool is_span_of_time(std::string_view word) {
    constexpr std::array<std::string_view, 14> spans{"year",     "years",  "month",  "months",  "quarter",
                                                     "quarters", "week",   "weeks",  "day",     "days",
                                                     "term",     "period", "annual", "annually"};
    return headway::detail::is_one_of(word, spans);
}

/// See the head of this file, of one sentence.
class SameSubject {
public:
    explicit SameSubject(const Sentence& sentence) : sentence_(sentence) {}

    /// `figure`: the figure that is claimed; none of a movement in words.
    [[nodiscard]] bool is(const Subject& subject, const Figure* figure) const {
        return says_no_more(subject) && times_agree(subject) && has_no_other_number(subject, figure);
    }

private:
    [[nodiscard]] static bool has(std::span<const std::string> words, std::string_view word) {
        return std::find(words.begin(), words.end(), word) != words.end();
    }

    /// What the lexicon knows at a token: a movement, a comparison, a bound; a comparator where one is held against.
    [[nodiscard]] bool is_marked(std::size_t token, bool compares) const {
        constexpr std::array plain{Cue::rose,   Cue::fell,   Cue::rising,  Cue::falling,     Cue::a_rise,
                                   Cue::a_fall, Cue::above,  Cue::below,   Cue::better_than, Cue::worse_than,
                                   Cue::meets,  Cue::misses, Cue::exceeds, Cue::previous,    Cue::year_before,
                                   Cue::about,  Cue::over,   Cue::under,   Cue::nearly,      Cue::just_over,
                                   Cue::better, Cue::worse,  Cue::a_gain,  Cue::a_loss};
        constexpr std::array comparators{Cue::target, Cue::budget, Cue::national, Cue::peer};
        return sentence_.mark_at(token, plain) != nullptr ||
               (compares && sentence_.mark_at(token, comparators) != nullptr);
    }

    [[nodiscard]] bool is_in_a_time(std::size_t token) const {
        return std::any_of(sentence_.whens.begin(), sentence_.whens.end(),
                           [&](const When& when) { return when.first <= token && token < when.last; });
    }

    [[nodiscard]] bool says_no_more(const Subject& subject) const {
        constexpr std::array<std::string_view, 27> doubts{
            "not",   "no",   "never", "until", "longer", "without", "excluding", "except",   "despite",
            "every", "each", "some",  "most",  "had",    "other",   "others",    "both",     "who",
            "whose", "will", "would", "if",    "among",  "ever",    "within",    "expected", "forecast"};
        std::vector<std::string> said;
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            if (sentence_.tokens[i].is != Token::Is::word) continue;
            const std::string_view now = sentence_.word(i);
            const bool in_time = is_in_a_time(i);
            if (!in_time && headway::detail::is_one_of(now, doubts)) return false;
            if (now == "since" && !is_in_a_time(i + 1) && !is_in_a_time(i + 2)) return false;
            if (in_time || is_marked(i, subject.compares) || is_span_of_time(now)) continue;
            for (std::string& word : telling_words(std::span(sentence_.tokens).subspan(i, 1))) {
                if (has(subject.words, word))
                    said.push_back(std::move(word));
                else if (!names_nothing(word))
                    return false;
            }
        }
        if (said.empty()) return !subject.must_name;
        return std::all_of(subject.naming.begin(), subject.naming.end(), [&](const std::string& word) {
            return has(said, word) || names_nothing(word) || is_span_of_time(word);
        });
    }

    /// Every time that is said is one of the evidence's, and every span of time is one that the evidence speaks of.
    [[nodiscard]] bool times_agree(const Subject& subject) const {
        for (const When& when : sentence_.whens)
            if (std::none_of(subject.whens.begin(), subject.whens.end(),
                             [&](const When& other) { return other.said() && other.may_be(when); }))
                return false;
        const bool by_year = std::all_of(subject.whens.begin(), subject.whens.end(),
                                         [](const When& when) { return when.month == 0 && when.quarter == 0; });
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            const std::string_view now = sentence_.word(i);
            if (!is_span_of_time(now) || is_in_a_time(i)) continue;
            if (subject.then && sentence_.mark_at(i, std::array{Cue::year_before, Cue::previous}) != nullptr) continue;
            const bool year = now == "year" || now == "annual" || now == "annually";
            if (!has(subject.words, stem(now)) && !(year && by_year && !subject.whens.empty())) return false;
        }
        return true;
    }

    [[nodiscard]] bool has_no_other_number(const Subject& subject, const Figure* figure) const {
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            if (sentence_.tokens[i].is != Token::Is::number || is_in_a_time(i)) continue;
            if (figure != nullptr && figure->token == i) continue;
            if (std::find(subject.figures.begin(), subject.figures.end(), i) != subject.figures.end()) continue;
            const bool size = std::any_of(sentence_.figures.begin(), sentence_.figures.end(), [&](const Figure& other) {
                return other.token == i && other.role == Role::size;
            });
            if (!size) return false;
        }
        return true;
    }

    const Sentence& sentence_;
};

}  // namespace headway::inline HEADWAY_ABI::auditing
