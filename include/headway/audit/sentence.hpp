/// @file
/// A sentence as claims are read from it: tokens, what its phrases say, its periods and its figures with their roles.
///
/// The role of a figure is that of the nearest cue before it ("national average of 4.4%", "target set (49)"), else of
/// one directly behind it ("57.4% target"), else what the word before it makes of it: "from" the earlier, "to" the
/// later, "compared with" another. Its period is the nearest behind it, else before it.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/figure.hpp"
#include "headway/audit/lexicon.hpp"
#include "headway/audit/number_use.hpp"
#include "headway/audit/stated.hpp"
#include "headway/audit/token.hpp"
#include "headway/audit/when.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A sentence as it is read: its tokens, and what they say.
struct Sentence {
    std::vector<Token> tokens{};
    std::vector<Mark> marks{};
    std::vector<When> whens{};
    std::vector<NumberUse> uses{};
    std::vector<std::size_t> parts{};  ///< of each token: a part ends at a comma outside brackets, a semicolon, "while"
    std::vector<Figure> figures{};
    std::vector<Fraction> fractions{};
    std::vector<Multiple> multiples{};
    std::vector<std::pair<std::size_t, std::size_t>> counted{};  ///< tokens that were read as a count over rows

    [[nodiscard]] bool is_counted(std::size_t token) const {
        return std::any_of(counted.begin(), counted.end(),
                           [&](const auto& range) { return range.first <= token && token < range.second; });
    }

    [[nodiscard]] std::string_view word(std::size_t i) const {
        return i < tokens.size() && tokens[i].is == Token::Is::word ? std::string_view(tokens[i].text)
                                                                    : std::string_view();
    }
    [[nodiscard]] bool sign(std::size_t i, char c) const { return i < tokens.size() && tokens[i].is_sign(c); }

    /// The longest mark of one of a few cues that covers a token; none: nullptr.
    template <std::size_t n>
    [[nodiscard]] const Mark* mark_at(std::size_t token, const std::array<Cue, n>& cues) const {
        const Mark* longest = nullptr;
        for (const Mark& mark : marks)
            if (mark.first <= token && token < mark.last &&
                std::find(cues.begin(), cues.end(), mark.cue) != cues.end() &&
                (longest == nullptr || mark.last - mark.first > longest->last - longest->first))
                longest = &mark;
        return longest;
    }

    [[nodiscard]] bool has(Cue cue, std::size_t first, std::size_t last) const {
        return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) {
            return mark.cue == cue && mark.first >= first && mark.last <= last;
        });
    }

    [[nodiscard]] Figure* figure_at(std::size_t token) {
        const auto found =
            std::find_if(figures.begin(), figures.end(), [&](const Figure& figure) { return figure.token == token; });
        return found == figures.end() ? nullptr : &*found;
    }
};

/// Words for what is in the middle of all.
inline constexpr std::array<std::string_view, 3> mean_words{"average", "mean", "median"};

/// Whether a figure is the average that something is compared with.
[[nodiscard]] inline bool is_of_mean(const Sentence& sentence, const Figure& figure) {
    return figure.role == Role::peer && headway::detail::is_one_of(sentence.word(figure.cue), mean_words);
}

/// Completes a sentence from its tokens.
class SentenceReader {
public:
    SentenceReader(std::vector<Token> tokens, const Lexicon& lexicon, bool in_key) {
        sentence_.tokens = std::move(tokens);
        lexicon.find(sentence_.tokens, sentence_.marks);
        sentence_.whens = whens_of(sentence_.tokens);
        sentence_.uses = NumberUses(sentence_.tokens, sentence_.whens, in_key).read();
    }

    [[nodiscard]] Sentence read() {
        int depth = 0;
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            if (sentence_.sign(i, '(') || sentence_.sign(i, '[')) ++depth;
            if ((sentence_.sign(i, ')') || sentence_.sign(i, ']')) && depth > 0) --depth;
            if (sentence_.uses[i] != NumberUse::figure) continue;
            Figure figure{.token = i,
                          .stated = sentence_.tokens[i].number,
                          .cue = i,
                          .cue_last = i,
                          .bound = i,
                          .in_brackets = depth > 0};
            find_bound(figure);
            find_role(figure);
            sentence_.figures.push_back(figure);
        }
        swap_in_brackets();
        find_whens();
        find_parts();
        return std::move(sentence_);
    }

private:
    using Is = Token::Is;

    [[nodiscard]] bool is_figure(std::size_t i) const { return sentence_.uses[i] == NumberUse::figure; }

    void find_bound(Figure& figure) const {
        constexpr std::array bounds{
            std::pair{Cue::about, Bound::about},        std::pair{Cue::over, Bound::over},
            std::pair{Cue::under, Bound::under},        std::pair{Cue::at_least, Bound::at_least},
            std::pair{Cue::at_most, Bound::at_most},    std::pair{Cue::nearly, Bound::nearly},
            std::pair{Cue::just_over, Bound::just_over}};
        std::size_t longest = 0;
        for (const Mark& mark : sentence_.marks) {
            const bool beside =
                mark.last == figure.token || (mark.last + 1 == figure.token &&
                                              (sentence_.word(mark.last) == "a" || sentence_.word(mark.last) == "the"));
            if (!beside || mark.last - mark.first < longest) continue;
            // "grouped under four themes": no bound
            const bool placed = mark.cue == Cue::under && mark.last - mark.first == 1 && mark.first > 0 &&
                                sentence_.word(mark.first) == "under" && sentence_.word(mark.first - 1).ends_with("ed");
            if (placed && sentence_.tokens[figure.token].in_words) continue;
            for (const auto& [cue, bound] : bounds)
                if (mark.cue == cue) {
                    figure.stated.bound = bound;
                    figure.bound = mark.first;
                    longest = mark.last - mark.first;
                }
        }
        const std::size_t next = figure.token + 1;
        if (sentence_.sign(next, '+') && figure.stated.bound == Bound::exact) figure.stated.bound = Bound::at_least;
        if ((sentence_.word(next) == "or" || sentence_.word(next) == "and") &&
            (sentence_.word(next + 1) == "more" || sentence_.word(next + 1) == "over" ||
             sentence_.word(next + 1) == "above"))
            figure.stated.bound = Bound::at_least;
        if (figure.token > 0 && (sentence_.sign(figure.token - 1, '<') || sentence_.sign(figure.token - 1, '>'))) {
            figure.stated.bound = sentence_.sign(figure.token - 1, '<') ? Bound::under : Bound::over;
            figure.bound = figure.token - 1;
        }
        if (figure.token > 0 && sentence_.sign(figure.token - 1, '~')) figure.stated.bound = Bound::about;
    }

    /// "In the last year" is the time itself, and not the one before.
    [[nodiscard]] const Mark* role_mark(std::size_t i) const {
        const Mark* mark = sentence_.mark_at(i, role_cues);
        return mark != nullptr && sentence_.has(Cue::last, mark->first == 0 ? 0 : mark->first - 1, mark->last) ? nullptr
                                                                                                               : mark;
    }

    void find_role(Figure& figure) const {
        constexpr std::size_t far = 9;
        const std::size_t from = figure.bound;
        if (from > 0) {
            const std::string_view last = sentence_.word(from - 1);
            if (last == "to" && !(from > 1 && role_ends_at_compared(from))) {
                figure.role = Role::later;
                figure.cue = from - 1;
            } else if (last == "from") {
                figure.role = Role::earlier;
                figure.cue = from - 1;
                return;
            } else if (last == "at" || last == "reached" || last == "reaching" || last == "stood") {
                return;
            }
            if (figure.role == Role::later) return;
        }
        // "£2.2bn (2017: £2.0bn)"
        if (from > 2 && sentence_.sign(from - 1, ':') &&
            std::any_of(sentence_.whens.begin(), sentence_.whens.end(), [&](const When& when) {
                return when.last + 1 == from && when.year != 0 && when.first > 0 && sentence_.sign(when.first - 1, '(');
            })) {
            figure.role = Role::earlier;
            figure.cue = from;
            return;
        }
        if (from > 2 && sentence_.word(from - 1) == "of" && is_mean_beside(from - 2)) {
            figure.role = Role::peer;
            figure.cue = from - 2;
            figure.cue_last = from - 1;
            return;
        }
        if (from > 2 && sentence_.word(from - 1) == "of" && is_of_earlier(from - 2)) {
            figure.role = Role::earlier;
            figure.cue = from - 1;
            return;
        }
        bool outside = !figure.in_brackets;
        for (std::size_t by = 1; by <= far && by <= from; ++by) {
            const std::size_t i = from - by;
            const Token& token = sentence_.tokens[i];
            if (token.is == Is::number && is_figure(i)) break;
            if (token.is_sign(';') || token.is_sign(':') || token.is == Is::stop) break;
            if (token.is_sign(')')) break;
            if (token.is_sign(',') && outside && sentence_.word(i + 1) != "when") break;
            // "below the 92% standard - a gap of 32.6 percentage points": what stands behind a dash is another thing
            if (token.is_sign('-') && token.spaced && outside && i + 1 < from && sentence_.tokens[i + 1].spaced) break;
            if (token.is_sign('(')) outside = true;
            if (const Mark* mark = role_mark(i)) {
                if (is_told_apart(*mark, from)) break;
                constexpr std::array<std::string_view, 8> no_budget{"gap",     "shortfall", "pressure", "pressures",
                                                                    "deficit", "savings",   "holders",  "monitoring"};
                if (mark->cue == Cue::budget && headway::detail::is_one_of(sentence_.word(mark->last), no_budget))
                    break;
                if (figure.in_brackets && is_kept(mark->first)) break;  // "1,310 within the 28 day standard (95%)"
                if (sentence_.word(i) == "targets" && by == 1) break;   // "of 65 with targets 15 were met"
                figure.role = role_of(mark->cue);
                figure.cue = mark->first;
                figure.cue_last = mark->last;
                break;
            }
            if (const Mark* mark = sentence_.mark_at(i, std::array{Cue::compared}); mark != nullptr) {
                figure.role = Role::compared;
                figure.cue = mark->first;
                figure.cue_last = mark->last;
                break;
            }
            if (is_finite_verb(token) && by > 1) break;
        }
        if (figure.role != Role::own && figure.role != Role::compared) return;
        if (find_time_behind(figure)) return;
        if (figure.role == Role::compared && figure.cue_last + 1 < from) {
            // "compared with a national average" is found above; "compared to our peers, 40%" is not
        }
        const std::size_t next = figure.token + 1;
        for (std::size_t i = next; i < std::min(next + 2, sentence_.tokens.size()); ++i) {
            if (sentence_.tokens[i].is != Is::word) break;
            constexpr std::array<std::string_view, 9> between{"local",   "in",  "annual",   "agreed", "set",
                                                              "current", "our", "national", "set"};
            if (i > next && !headway::detail::is_one_of(sentence_.word(next), between)) break;
            if (const Mark* mark = role_mark(i);
                mark != nullptr && mark->first == i && (is_comparator(role_of(mark->cue)))) {
                const bool of_it = sentence_.word(mark->last) == "of" || sentence_.word(i - 1) == "of" ||
                                   sentence_.word(i) == "targets";
                if (of_it) break;
                figure.role = role_of(mark->cue);
                figure.cue = figure.token;
                figure.cue_last = mark->last;
                break;
            }
        }
    }

    /// "Fewer than the 22 recorded last year", "down 8% on the 120 of last year": a figure that is compared with, and
    /// whose time stands behind it.
    bool find_time_behind(Figure& figure) const {
        constexpr std::array<std::string_view, 8> with{"than", "on", "above", "below", "as", "with", "to", "against"};
        constexpr std::array<std::string_view, 20> between{
            "of",    "in",     "for", "recorded", "reported", "the",      "seen", "at",   "during",   "from",
            "those", "people", "it",  "was",      "were",     "received", "same", "this", "offences", "cases"};
        std::size_t before = figure.bound;
        if (before > 0 && (sentence_.word(before - 1) == "the" || sentence_.word(before - 1) == "a")) --before;
        const bool bound = figure.bound < figure.token;  // "more than the 1,100"
        if (before == 0 ||
            !(bound || figure.role == Role::compared || headway::detail::is_one_of(sentence_.word(before - 1), with)))
            return false;
        constexpr std::size_t far = 6;
        for (std::size_t i = figure.token + 1; i < std::min(figure.token + 1 + far, sentence_.tokens.size()); ++i) {
            if (const Mark* mark = role_mark(i);
                mark != nullptr && (mark->cue == Cue::year_before || mark->cue == Cue::previous)) {
                figure.role = role_of(mark->cue);
                figure.cue = mark->first;
                figure.cue_last = mark->last;
                return true;
            }
            const bool sure = headway::detail::is_one_of(sentence_.word(i), between) ||
                              (before + 1 < figure.token && bound_or_than(before) && is_plain_word(i));
            if (!sure) return false;
        }
        return false;
    }

    [[nodiscard]] bool bound_or_than(std::size_t before) const {
        return before > 0 && (sentence_.word(before - 1) == "than" || sentence_.word(before) == "than");
    }

    /// A word that does not begin another clause.
    [[nodiscard]] bool is_plain_word(std::size_t i) const {
        constexpr std::array<std::string_view, 9> parting{"and",   "but", "which", "while",   "whilst",
                                                          "while", "or",  "who",   "although"};
        return !sentence_.word(i).empty() && !headway::detail::is_one_of(sentence_.word(i), parting);
    }

    /// "Within", "met" before a comparator: what stands in brackets behind it is how many keep to it.
    [[nodiscard]] bool is_kept(std::size_t comparator) const {
        constexpr std::array<std::string_view, 6> keeping{"within", "outside", "inside", "met", "meeting", "achieved"};
        if (comparator > 0 && sentence_.word(comparator - 1) == "in") return true;
        for (std::size_t by = 1; by <= 5 && by <= comparator; ++by) {
            const std::size_t next = comparator - by + 1;
            const bool share = next < comparator && sentence_.tokens[next].is == Token::Is::number &&
                               sentence_.tokens[next].number.unit == StatedUnit::per_cent;
            if (share) return false;  // "within 10% of the national average (343)" is how near
            if (headway::detail::is_one_of(sentence_.word(comparator - by), keeping)) return true;
        }
        return false;
    }

    /// "Compared with the average of 64%", "above a median of 70": of all, and no result.
    [[nodiscard]] bool is_mean_beside(std::size_t noun) const {
        constexpr std::array<std::string_view, 7> beside{"with", "to", "against", "than", "above", "below", "beat"};
        const bool mean = headway::detail::is_one_of(sentence_.word(noun), mean_words);
        if (!mean || sentence_.mark_at(noun, role_cues) != nullptr) return false;
        std::size_t i = noun;
        while (i > 0 && noun - i < 3 && !headway::detail::is_one_of(sentence_.word(i), beside)) --i;
        if (sentence_.word(i) == "with" || sentence_.word(i) == "to")
            return i > 0 && sentence_.mark_at(i - 1, std::array{Cue::compared}) != nullptr;
        return i < noun && headway::detail::is_one_of(sentence_.word(i), beside);
    }

    /// "Down from the corresponding figure of 77.6%": "from" before a noun that stands for the figure.
    [[nodiscard]] bool is_of_earlier(std::size_t noun) const {
        constexpr std::array<std::string_view, 8> nouns{"figure", "rate",     "level",  "value",
                                                        "total",  "position", "result", "score"};
        if (!headway::detail::is_one_of(sentence_.word(noun), nouns)) return false;
        constexpr std::size_t far = 7;
        for (std::size_t by = 1; by <= far && by <= noun; ++by) {
            if (sentence_.tokens[noun - by].is == Token::Is::stop || sentence_.sign(noun - by, ',')) return false;
            if (sentence_.word(noun - by) == "from") return true;
        }
        return false;
    }

    [[nodiscard]] bool role_ends_at_compared(std::size_t from) const {
        return sentence_.mark_at(from - 1, std::array{Cue::compared, Cue::as_good_as, Cue::at_most, Cue::about}) !=
               nullptr;
    }

    /// "Above target at 45%", "missed its target with 45%": the figure behind is not the target's.
    [[nodiscard]] bool is_told_apart(const Mark& mark, std::size_t from) const {
        const bool time = mark.cue == Cue::year_before || mark.cue == Cue::previous;
        for (std::size_t i = mark.last; i < from; ++i) {
            const std::string_view word = sentence_.word(i);
            if (time && word == "when") continue;  // "last year, when 76 were"
            if (word == "at" || word == "with" || word == "achieving" || word == "reaching" || word == "by" ||
                word == "but" || word == "and" || word == "when" || word == "while" || word == "whilst")
                return true;
        }
        return false;
    }

    [[nodiscard]] static bool is_finite_verb(const Token& token) {
        constexpr std::array<std::string_view, 12> few{"rose",     "fell",     "increased", "decreased",
                                                       "improved", "reached",  "declined",  "dropped",
                                                       "reduced",  "achieved", "recorded",  "had"};
        return token.is == Is::word && headway::detail::is_one_of(token.text, few);
    }

    /// "Target trajectory (8.92 compared to 7.3)": the second is the target's.
    void swap_in_brackets() {
        for (std::size_t f = 0; f + 1 < sentence_.figures.size(); ++f) {  // "(3,935 offences to 4,199)"
            Figure &first = sentence_.figures[f], &second = sentence_.figures[f + 1];
            if (first.in_brackets && second.in_brackets && first.role == Role::own && second.role == Role::later &&
                first.bound > 0 && sentence_.sign(first.bound - 1, '(') && second.token <= first.token + 4)
                first.role = Role::earlier;
        }

        for (std::size_t f = 0; f + 1 < sentence_.figures.size(); ++f) {
            Figure &first = sentence_.figures[f], &second = sentence_.figures[f + 1];
            if (!first.in_brackets || !second.in_brackets || !is_comparator(first.role) ||
                second.role != Role::compared)
                continue;
            second.role = std::exchange(first.role, Role::own);
            first.cue = first.token;
            first.cue_last = first.token;
        }
    }

    void find_parts() {
        int depth = 0;
        std::size_t part = 0;
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            if (sentence_.sign(i, '(')) ++depth;
            if (sentence_.sign(i, ')')) --depth;
            const std::string_view word = sentence_.word(i);
            const bool parts = sentence_.sign(i, ',') || sentence_.sign(i, ';') || word == "while" ||
                               word == "whilst" || word == "but";
            if (depth <= 0 && parts) ++part;
            sentence_.parts.push_back(part);
        }
    }

    void find_whens() {
        for (std::size_t f = 0; f < sentence_.figures.size(); ++f) {
            Figure& figure = sentence_.figures[f];
            const std::size_t next_figure =
                f + 1 < sentence_.figures.size() ? sentence_.figures[f + 1].token : sentence_.tokens.size();
            const std::size_t last_figure = f > 0 ? sentence_.figures[f - 1].token : 0;
            constexpr std::size_t far = 9;
            for (std::size_t w = 0; w < sentence_.whens.size(); ++w)  // "in September (107)"
                if (figure.bound > 0 && sentence_.sign(figure.bound - 1, '(') &&
                    sentence_.whens[w].last + 1 == figure.bound)
                    figure.when = static_cast<int>(w);
            if (figure.when >= 0) continue;
            for (std::size_t w = 0; w < sentence_.whens.size(); ++w) {
                const When& when = sentence_.whens[w];
                if (when.first > figure.token && when.first < next_figure && when.first <= figure.token + far &&
                    !parted(figure.token, when.first)) {
                    const std::size_t end =
                        when.last;  // "(September 2023 to August 2024)": the period ends with the second
                    const bool goes_on = w + 1 < sentence_.whens.size() && sentence_.whens[w + 1].first == end + 1 &&
                                         (sentence_.word(end) == "to" || sentence_.sign(end, '-'));
                    figure.when = static_cast<int>(goes_on ? w + 1 : w);
                    break;
                }
            }
            if (figure.when >= 0) continue;
            for (std::size_t w = 0; w < sentence_.whens.size(); ++w) {
                const When& when = sentence_.whens[w];
                if (when.last <= figure.token && (f == 0 || when.first > last_figure))
                    figure.when = static_cast<int>(w);
            }
        }
    }

    /// Whether something between a figure and a period says that the period is another figure's.
    [[nodiscard]] bool parted(std::size_t from, std::size_t to) const {
        for (std::size_t i = from + 1; i < to; ++i) {
            const std::string_view word = sentence_.word(i);
            if (sentence_.sign(i, ';') || word == "compared" || word == "from" || word == "than" || word == "against" ||
                word == "since" || word == "and" || word == "but")
                return true;
        }
        return false;
    }

    Sentence sentence_{};
};

/// The sentences of a block.
[[nodiscard]] inline std::vector<Sentence> sentences_of(std::vector<Token> tokens, const Lexicon& lexicon,
                                                        bool in_key = false) {
    constexpr std::size_t longest = 400;  // tokens: what has no end is cut
    std::vector<Sentence> sentences;
    std::vector<Token> open;
    for (Token& token : tokens) {
        const bool ends = token.is == Token::Is::stop;
        if (!(ends && open.empty())) open.push_back(std::move(token));
        const bool number_of_a_list = ends && open.size() == 2 && open[0].is == Token::Is::number;
        if ((ends && !number_of_a_list) || open.size() >= longest) {
            sentences.push_back(SentenceReader(std::move(open), lexicon, in_key).read());
            open = {};
        }
    }
    if (!open.empty()) sentences.push_back(SentenceReader(std::move(open), lexicon, in_key).read());
    return sentences;
}

}  // namespace headway::inline HEADWAY_ABI::auditing
