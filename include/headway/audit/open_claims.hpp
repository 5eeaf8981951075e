/// @file
/// Claims of a paragraph that were read and could not be checked, with what its sentences say about them.
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

#include "headway/audit/context.hpp"
#include "headway/audit/facts.hpp"
#include "headway/audit/future.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/movement.hpp"
#include "headway/audit/read_comparisons.hpp"
#include "headway/audit/same_subject.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// A claim of a sentence that is left open.
struct Open {
    std::size_t claim = 0;            ///< of the ledger's
    std::size_t sentence = 0;         ///< of the paragraph's
    std::size_t first = 0, last = 0;  ///< its tokens
    const Figure* figure = nullptr;   ///< the figure that it states; none of a movement or a comparison in words
    ClaimKind kind = ClaimKind::value;
};

/// What a paragraph has read: its sentences, and where the claims of each begin in the ledger.
struct ReadParagraph {
    std::vector<Sentence>& sentences;
    std::vector<std::size_t> first_claim{};  ///< of each sentence, and behind the last
    std::vector<char> of_row{};              ///< of each, whether it is about a row of a table
    std::size_t document = 0;
    std::vector<std::size_t> pending{};  ///< claims of shares that wait for the whole of their run, in order
};

/// Facts of the sentences near by, counted through the document.
struct FactMemory {
    std::vector<Fact> facts{};
    std::size_t sentences = 0;  ///< how many were read before the paragraph
    std::size_t section = 0;

    /// Keeps what the sentences at its end state.
    void forget(std::size_t before) {
        const auto first =
            std::find_if(facts.begin(), facts.end(), [&](const Fact& fact) { return fact.sentence >= before; });
        facts.erase(facts.begin(), first);
    }
};

/// The claims of a sentence that nothing has held yet, and what their words say.
class OpenClaims {
public:
    OpenClaims(Ledger& ledger, const ReadParagraph& paragraph, const FactMemory& memory)
        : ledger_(ledger), paragraph_(paragraph), memory_(memory), sentences_(paragraph.sentences) {}

protected:
    [[nodiscard]] std::string_view word(std::size_t s, std::size_t i) const { return sentences_[s].word(i); }
    [[nodiscard]] std::size_t number_of(std::size_t sentence) const { return memory_.sentences + sentence; }
    [[nodiscard]] Quote quote(Span span) const { return ledger_.quote(paragraph_.document, span); }

    [[nodiscard]] bool is_open(const Open& open) const {
        return ledger_.audit.claims[open.claim].verdict == Verdict::not_checkable;
    }

    /// Confirms a claim. What does not fit leaves it open: what stands near by may be of anything.
    void close(const Open& open, Judgement judgement) const {
        close(open, std::move(judgement), ledger_.audit.claims[open.claim].kind);
    }
    void close(const Open& open, Judgement judgement, ClaimKind kind) const {
        if (judgement.verdict != Verdict::contradiction) ledger_.replace(open.claim, kind, std::move(judgement));
    }

    /// The same; what does not fit contradicts a claim that is beyond doubt about the same subject.
    void decide(const Open& open, Judgement judgement, ClaimKind kind, const Subject& subject) const {
        if (judgement.verdict == Verdict::contradiction && is_same(open, subject))
            ledger_.replace(open.claim, kind, std::move(judgement));
        else
            close(open, std::move(judgement), kind);
    }

    [[nodiscard]] bool is_same(const Open& open, const Subject& subject) const {
        return may_contradict(open) && SameSubject(sentences_[open.sentence]).is(subject, open.figure);
    }

    /// Where a sentence is about a row of a table, the row contradicts it or nothing does.
    [[nodiscard]] bool may_contradict(const Open& open) const { return paragraph_.of_row[open.sentence] == 0; }

    /// The claims of a sentence: those that its readers made, and behind all of the paragraph those that were added.
    template <typename Take>
    void each_claim(std::size_t s, const Take& take) const {
        const std::vector<Token>& tokens = sentences_[s].tokens;
        for (std::size_t c = paragraph_.first_claim[s]; c < paragraph_.first_claim[s + 1]; ++c) take(c);
        for (std::size_t c = paragraph_.first_claim.back(); c < ledger_.audit.claims.size() && !tokens.empty(); ++c) {
            const Quote& at = ledger_.audit.claims[c].at;
            if (at.document == paragraph_.document && at.begin < tokens.back().end && at.end > tokens.front().begin)
                take(c);
        }
    }

    /// `waiting`: those too that wait for the whole of their run.
    [[nodiscard]] std::vector<Open> open_claims(bool waiting = false) const {
        std::vector<Open> found;
        for (std::size_t s = 0; s < sentences_.size(); ++s)
            for (std::size_t c = paragraph_.first_claim[s]; c < paragraph_.first_claim[s + 1]; ++c) {
                const Claim& claim = ledger_.audit.claims[c];
                if (claim.verdict != Verdict::not_checkable || claim.at.document != paragraph_.document) continue;
                if (!waiting && std::binary_search(paragraph_.pending.begin(), paragraph_.pending.end(), c)) continue;
                Open open = said_by(c, s);
                if (open.last <= open.first || open.first >= sentences_[s].tokens.size()) continue;
                const Fraction* fraction = open.kind == ClaimKind::trend ? nullptr : fraction_of(open);
                if (fraction != nullptr &&
                    (open.figure == nullptr || (open.figure->token >= fraction->first &&
                                                open.figure->token < fraction->last && open.figure->stated.is_count())))
                    open.figure = &fraction->figure;
                found.push_back(open);
            }
        return found;
    }

    /// The tokens of a claim, and the figure among them, a size before others.
    [[nodiscard]] Open said_by(std::size_t c, std::size_t s) const {
        const Claim& claim = ledger_.audit.claims[c];
        Open open{.claim = c, .sentence = s, .kind = claim.kind};
        const std::vector<Token>& tokens = sentences_[s].tokens;
        while (open.first < tokens.size() && tokens[open.first].end <= claim.at.begin) ++open.first;
        open.last = open.first;
        while (open.last < tokens.size() && tokens[open.last].begin < claim.at.end) ++open.last;
        for (const Figure& figure : sentences_[s].figures) {
            if (figure.token < open.first || figure.token >= open.last) continue;
            if (open.figure == nullptr || (figure.role == Role::size && open.figure->role != Role::size))
                open.figure = &figure;
        }
        return open;
    }

    [[nodiscard]] bool is_claimed(std::size_t s, const Figure& figure) const {
        const Token& token = sentences_[s].tokens[figure.token];
        for (std::size_t c = paragraph_.first_claim[s]; c < paragraph_.first_claim[s + 1]; ++c)
            if (ledger_.audit.claims[c].at.begin <= token.begin && ledger_.audit.claims[c].at.end >= token.end)
                return true;
        return false;
    }

    /// Facts of some sentences before and behind one.
    [[nodiscard]] std::span<const Fact> near(std::size_t here, std::size_t back, std::size_t ahead) const {
        const auto by_sentence = [](const Fact& fact, std::size_t sentence) { return fact.sentence < sentence; };
        const auto first =
            std::lower_bound(memory_.facts.begin(), memory_.facts.end(), here > back ? here - back : 0, by_sentence);
        const auto last = std::lower_bound(first, memory_.facts.end(), here + ahead + 1, by_sentence);
        return {first, last};
    }

    /// Whether a fact is the figure that a claim states.
    [[nodiscard]] bool is_of(const Open& open, const Fact& fact) const {
        return open.figure != nullptr && fact.sentence == number_of(open.sentence) && fact.token == open.figure->token;
    }

    /// Whether a sentence goes on about what was said before it: "this", "that", "it", or "the rate" and no name.
    [[nodiscard]] bool refers_back(std::size_t s) const {
        constexpr std::array<std::string_view, 11> pronouns{
            "this", "that", "it", "these", "which", "again", "figure", "performance", "number", "further", "such"};
        for (std::size_t i = 0; i < std::min<std::size_t>(sentences_[s].tokens.size(), 8); ++i)
            if (headway::detail::is_one_of(word(s, i), pronouns)) return true;
        return false;
    }

    /// Whether the words of a claim go on about a fact: they stand in its sentence, name nothing, or what it names.
    [[nodiscard]] bool goes_on(const Open& open, const Fact& fact) const {
        if (fact.sentence == number_of(open.sentence)) return true;
        constexpr std::array<std::string_view, 59> general{
            "rose",        "fell",     "rise",       "increas",  "decreas",   "dropp",   "declin",   "reduc",
            "grew",        "fallen",   "risen",      "grow",     "national",  "average", "england",  "region",
            "regional",    "plan",     "increase",   "decrease", "reduction", "rise",    "fall",     "drop",
            "change",      "figure",   "level",      "compar",   "represent", "equat",   "previou",  "year",
            "last",        "quarter",  "month",      "same",     "period",    "target",  "standard", "result",
            "therefore",   "previous", "however",    "still",    "point",     "cent",    "below",    "above",
            "higher",      "lower",    "perform",    "remain",   "mean",      "so",      "than",     "compare",
            "performance", "position", "improvement"};
        const std::string_view start = word(open.sentence, 0);
        if (start == "this" || start == "that" || start == "it" || start == "which" || start == "these") return true;
        const std::size_t until = open.figure != nullptr ? open.figure->bound : open.last;
        const std::vector<std::string> words =
            telling_words(std::span(sentences_[open.sentence].tokens).subspan(0, until));
        std::size_t named = 0;
        for (const std::string& told : words) {
            if (headway::detail::is_one_of(std::string_view(told), general)) continue;
            ++named;
            if (fact.words != nullptr && std::find(fact.words->begin(), fact.words->end(), told) != fact.words->end())
                return true;
        }
        return named == 0 || (named <= 2 && refers_back(open.sentence));
    }

    /// How many moves in a row a sentence speaks of: "for the third year running", "in each of the last three years".
    [[nodiscard]] std::size_t moves_of(const Open& open) const {
        const Sentence& sentence = sentences_[open.sentence];
        for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
            const Token& token = sentence.tokens[i];
            if (token.is != Token::Is::number || !token.number.is_count()) continue;
            if (!(token.number.value >= 1.0 && token.number.value <= 12.0)) continue;
            const std::string_view next = word(open.sentence, i + 1), after = word(open.sentence, i + 2);
            const bool running =
                token.ordinal && (next == "consecutive" || next == "successive" || after == "running" ||
                                  (after == "in" && word(open.sentence, i + 3) == "a"));
            bool each = false;
            for (std::size_t by = 1; by <= 4 && by <= i; ++by) each = each || word(open.sentence, i - by) == "each";
            if (running || (each && !token.ordinal)) return static_cast<std::size_t>(token.number.value);
        }
        return 1;
    }

    /// Whether a figure can be what a size is from: of the year before, or of the year that the claim says.
    [[nodiscard]] bool is_base(const Open& open, const Fact& earlier, const Fact& later) const {
        const Sentence& sentence = sentences_[open.sentence];
        constexpr std::array<std::string_view, 6> from{"on", "since", "from", "than", "with", "to"};
        for (const When& when : sentence.whens) {
            if (when.first < open.first || when.year == 0 || when.first == 0) continue;
            std::size_t i = when.first - 1;
            while (i > open.first && (word(open.sentence, i) == "the" || word(open.sentence, i) == "in" ||
                                      word(open.sentence, i) == "of" || word(open.sentence, i) == "end" ||
                                      word(open.sentence, i) == "at"))
                --i;
            if (!headway::detail::is_one_of(word(open.sentence, i), from)) continue;
            if (word(open.sentence, i) == "to" && i > 0 && sign_at(open.sentence, i - 1) == 0) continue;
            return earlier.when.year == 0 ? earlier.sentence == number_of(open.sentence)
                                          : earlier.when.year == when.year;
        }
        bool year_before = false;
        for (const Mark& mark : sentence.marks)
            year_before = year_before || (mark.first >= open.first && mark.cue == Cue::year_before);
        return !year_before || earlier.when.year == 0 || later.when.year == 0 ||
               earlier.when.year + 1 == later.when.year;
    }

    [[nodiscard]] int sign_at(std::size_t s, std::size_t token) const {
        const Mark* mark = sentences_[s].mark_at(
            token, std::array{Cue::rose, Cue::rising, Cue::a_rise, Cue::fell, Cue::falling, Cue::a_fall});
        if (mark == nullptr) return 0;
        return mark->cue == Cue::rose || mark->cue == Cue::rising || mark->cue == Cue::a_rise ? 1 : -1;
    }

    /// The figure that a change of the claim's sentence leads to: "increased by 15.9% to £248 million".
    [[nodiscard]] const Figure* leads_to(const Open& open) const {
        const Sentence& sentence = sentences_[open.sentence];
        for (const Figure& figure : sentence.figures)
            if (&figure != open.figure && figure.role == Role::later &&
                sentence.parts[figure.token] == sentence.parts[open.first])
                return &figure;
        // "total expenditure was £957m, up almost 10 per cent"
        const Figure* last = nullptr;
        if (open.figure == nullptr) return nullptr;
        for (const Figure& figure : sentence.figures) {
            if (figure.token >= open.figure->token) break;
            if (figure.role == Role::size)
                last = nullptr;
            else if (figure.role == Role::own && !figure.in_brackets && figure.stated.unit != StatedUnit::points)
                last = &figure;
        }
        return last != nullptr && sentence.parts[last->token] + 1 >= sentence.parts[open.first] ? last : nullptr;
    }

    /// Which way the words of a claim go: 1 up, -1 down, 0 not said.
    [[nodiscard]] int sign_of(const Open& open) const {
        const Sentence& sentence = sentences_[open.sentence];
        for (const Mark& mark : sentence.marks) {
            if (mark.last <= open.first || mark.first >= open.last) continue;
            if (const int way = way_of(mark.cue); way != 0) return way;
        }
        if (open.kind == ClaimKind::trend)  // "fell for the second period in a row"
            for (std::size_t by = 1; by <= 2 && by <= open.first; ++by)
                if (const int way = sign_at(open.sentence, open.first - by); way != 0) return way;
        for (std::size_t i = open.first; i < open.last; ++i) {
            const std::string_view now = word(open.sentence, i);
            if (now == "more" || now == "higher" || now == "above" || now == "up" || now == "over") return 1;
            if (now == "fewer" || now == "less" || now == "lower" || now == "below" || now == "down") return -1;
        }
        return 0;
    }

    /// The sign of a variance that words say near a claim: 1 overspent, -1 underspent, 0 not said.
    [[nodiscard]] int spent_sign(const Open& open) const {
        constexpr std::size_t far = 4;
        for (std::size_t i = open.first > far ? open.first - far : 0; i < open.last + far; ++i) {
            if (word(open.sentence, i).starts_with("overspen")) return 1;
            if (word(open.sentence, i).starts_with("underspen")) return -1;
        }
        return 0;
    }

    /// Whether a claim states a fraction in words.
    [[nodiscard]] bool is_fraction(const Open& open) const {
        const Fraction* fraction = fraction_of(open);
        return fraction != nullptr && open.figure == &fraction->figure;
    }

    /// The fraction in words that a claim states.
    [[nodiscard]] const Fraction* fraction_of(const Open& open) const {
        for (const Fraction& fraction : sentences_[open.sentence].fractions)
            if (fraction.first < open.last && fraction.last > open.first) return &fraction;
        return nullptr;
    }

    /// What a size is a difference from, where its words name a target, an average or a budget: "1.3 above the target".
    [[nodiscard]] std::optional<Role> comparator_of(const Open& open) const {
        const Sentence& sentence = sentences_[open.sentence];
        const std::size_t token = open.figure->token;
        constexpr std::size_t far = 9;
        const auto role_at = [&](std::size_t i) -> std::optional<Role> {
            const Mark* mark = sentence.mark_at(i, std::array{Cue::target, Cue::budget, Cue::national, Cue::peer});
            return mark != nullptr ? std::optional(role_of(mark->cue)) : std::nullopt;
        };
        bool differs = false;
        for (std::size_t i = token + 1; i < std::min(token + far, sentence.tokens.size()); ++i) {
            if (sentence.tokens[i].is != Token::Is::word) break;
            constexpr std::array<std::string_view, 14> sides{"above", "below",  "over",  "under",  "short",
                                                             "worse", "better", "ahead", "behind", "higher",
                                                             "lower", "more",   "less",  "off"};
            differs = differs || headway::detail::is_one_of(word(open.sentence, i), sides);
            if (const auto role = role_at(i); role && differs) return role;
        }
        // "exceeding the target by 430", "better than the England position by 2.0 points"
        if (open.figure->bound == 0 || word(open.sentence, open.figure->bound - 1) != "by") return std::nullopt;
        for (std::size_t by = 2; by <= far && by <= open.figure->bound; ++by) {
            const std::size_t i = open.figure->bound - by;
            if (sentence.tokens[i].is != Token::Is::word) break;
            if (const auto role = role_at(i)) return role;
        }
        return std::nullopt;
    }

    /// A comparison in words: what it says, of whose figure, and that figure where the sentence has it.
    struct Comparison {
        Cue cue = Cue::last;
        Role role = Role::own;
        const Fact* stated = nullptr;
        std::size_t at = 0;
    };

    [[nodiscard]] std::optional<Comparison> comparison_of(const Open& open) const {
        const Sentence& sentence = sentences_[open.sentence];
        const Mark* said = nullptr;
        for (const Mark& mark : sentence.marks)
            if (mark.first >= open.first && mark.last <= open.last && said == nullptr &&
                std::find(comparison_cues.begin(), comparison_cues.end(), mark.cue) != comparison_cues.end())
                said = &mark;
        if (said == nullptr) return std::nullopt;
        if (said->first > 0 && sentence.mark_at(said->first - 1, std::array{Cue::modal, Cue::negation}) != nullptr)
            return std::nullopt;
        if (is_not_so_yet(sentence, said->first)) return std::nullopt;
        Comparison comparison{.cue = compared_as(sentence, *said), .at = said->first};
        for (const Fact& fact : near(number_of(open.sentence), 0, 0))  // "the standard of 96% was not met"
            if (is_comparator(fact.role) && fact.token >= open.first && fact.token < said->first &&
                (said->cue == Cue::meets || said->cue == Cue::misses || said->cue == Cue::exceeds)) {
                comparison.role = fact.role;
                comparison.stated = &fact;
                comparison.at = fact.token;
                return comparison;
            }
        for (std::size_t i = said->last; i < open.last && comparison.role == Role::own; ++i)
            if (const Mark* role = sentence.mark_at(i, compared_roles)) {
                const Mark* next = sentence.mark_at(role->last, std::array{Cue::target});  // "the national target"
                comparison.role = role_of(next != nullptr ? next->cue : role->cue);
            }
        if (comparison.role == Role::own) return std::nullopt;
        for (const Fact& fact : near(number_of(open.sentence), 0, 0))
            if (fact.role == comparison.role && fact.token >= said->last && fact.token < open.last)
                comparison.stated = &fact;
        return comparison;
    }

    /// The size that stands before a comparison: "1.0 percentage point below the average".
    [[nodiscard]] const Figure* size_before(const Open& open) const {
        for (const Figure& figure : sentences_[open.sentence].figures)
            if (figure.token + 3 >= open.first && figure.token < open.first + 2 && figure.token + 1 < open.last &&
                !is_comparator(figure.role) &&
                (figure.role == Role::size || figure.stated.unit == StatedUnit::points || is_unit(open, figure)))
                return &figure;
        return nullptr;
    }

    /// "Ten days better": a number and what it is counted in, directly before the comparison.
    [[nodiscard]] bool is_unit(const Open& open, const Figure& figure) const {
        constexpr std::array<std::string_view, 16> sides{"better", "worse",  "above", "below", "higher",  "lower",
                                                         "more",   "fewer",  "less",  "short", "quicker", "longer",
                                                         "ahead",  "behind", "over",  "under"};
        for (std::size_t i = figure.token + 1; i <= figure.token + 2; ++i)
            if (headway::detail::is_one_of(word(open.sentence, i), sides)) return true;
        return false;
    }

    /// A share of what is wanted: "80% of the target", "80% has been achieved".
    [[nodiscard]] bool is_of_wanted(const Open& open) const {
        constexpr std::array<std::string_view, 13> words{"target",     "achieved", "delivered",   "plan",    "planned",
                                                         "budget",     "goal",     "requirement", "secured", "expected",
                                                         "identified", "spent",    "realised"};
        const std::size_t token = open.last - 1;
        for (std::size_t i = token; i < std::min(token + 7, sentences_[open.sentence].tokens.size()); ++i)
            if (headway::detail::is_one_of(word(open.sentence, i), words) && word(open.sentence, i - 1) != "on")
                return true;
        return false;
    }

    Ledger& ledger_;
    const ReadParagraph& paragraph_;
    const FactMemory& memory_;
    std::vector<Sentence>& sentences_;
};

}  // namespace headway::inline HEADWAY_ABI::auditing
