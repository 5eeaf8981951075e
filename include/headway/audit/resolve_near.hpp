/// @file
/// Open claims held against figures near by that make them in a way of their own.
///
/// | words                                                | are held against                                        |
/// |------------------------------------------------------|---------------------------------------------------------|
/// | "54 of the awards (25%)", "5% of all attendances"     | a part, and the whole that has the noun, further up      |
/// | "97.1% within five days. That leaves 35 incidents"    | the whole less its share                                 |
/// | "the gap between A (44%) and B (67%) was 23 points"   | two shares of the sentence, one less the other           |
/// | "68% were satisfied, 19% were not: net +49"           | the same, of the sentences before                        |
/// | "216 awards worth £5.4m, an average of £25,000"       | an amount over a number                                  |
/// | "Nine hold it, three more than in 2020. Six did then" | two figures, of which one is said to be of another time  |
///
/// What gives the figure confirms it. A share is contradicted where its sentence has its part ("54 of the awards:
/// 20%"), one figure alone near by is called what the part is of, and no other share or count stands in the sentence.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/facts.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/open_claims.hpp"
#include "headway/audit/resolve_shares.hpp"
#include "headway/audit/size_held.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds open claims against what figures near by make together.
class NearResolver : private ShareResolver {
public:
    using ShareResolver::ShareResolver;

    void resolve() {
        for (const Open& open : open_claims()) {
            if (open.figure == nullptr) continue;
            const Stated& stated = open.figure->stated;
            const bool size = open.figure->role == Role::size;
            if (stated.unit == StatedUnit::per_cent && !size && !is_comparator(open.figure->role)) hold_share(open);
            if (is_open(open) && !size && stated.is_count()) hold_rest_of_share(open);
            if (is_open(open) && (says_gap(open.sentence) || says(open, std::array<std::string_view, 1>{"net"})))
                hold_gap(open);
            if (is_open(open) && (says(open, std::array<std::string_view, 3>{"average", "mean", "averaging"}) ||
                                  word(open.sentence, open.figure->token + 1) == "per"))
                hold_average(open);
            if (is_open(open) && size) hold_dated(open);
        }
    }

private:
    static constexpr std::array<std::string_view, 4> gaps{"gap", "difference", "lead", "margin"};

    /// Whether one of a few words stands in a claim, or up to eight words before its figure.
    template <std::size_t n>
    [[nodiscard]] bool says(const Open& open, const std::array<std::string_view, n>& words) const {
        const std::size_t from = std::min(open.first, open.figure->bound > 8 ? open.figure->bound - 8 : 0);
        for (std::size_t i = from; i < open.last; ++i)
            if (headway::detail::is_one_of(word(open.sentence, i), words)) return true;
        return false;
    }

    [[nodiscard]] bool says_gap(std::size_t s) const {
        for (std::size_t i = 0; i < sentences_[s].tokens.size(); ++i)
            if (headway::detail::is_one_of(word(s, i), gaps)) return true;
        return false;
    }

    [[nodiscard]] static bool is_amount_of(const Fact& fact) {
        return fact.is_amount() && fact.is_result() && fact.stated.value > 0.0;
    }

    /// The part that a share is said with: in brackets behind it, or before it in its sentence; one that says what it
    /// is of ("54 of the awards") goes first.
    [[nodiscard]] const Fact* part_of(const Open& open, bool& beside) const {
        const Fact *before = nullptr, *behind_it = nullptr;
        const std::size_t here = number_of(open.sentence), token = open.figure->token;
        for (const Fact& fact : near(here, 0, 0)) {
            if (!is_amount_of(fact)) continue;
            const bool of = before != nullptr && word(open.sentence, before->token + 1) == "of" &&
                            word(open.sentence, fact.token + 1) != "of";
            if (fact.token < open.figure->bound && !of) before = &fact;
            if (fact.token > token && fact.token <= token + 6 && fact.in_brackets && behind_it == nullptr)
                behind_it = &fact;
        }
        beside = behind_it != nullptr || (before != nullptr && open.figure->in_brackets);
        return behind_it != nullptr && !open.figure->in_brackets ? behind_it : before;
    }

    /// The stemmed words behind "of" at a token, up to the next figure or verb: what a part is of.
    [[nodiscard]] std::vector<std::string> words_of(std::size_t s, std::size_t i) const {
        constexpr std::size_t far = 6;
        const Sentence& sentence = sentences_[s];
        if (word(s, i) != "of") return {};
        std::size_t last = i + 1;
        constexpr std::array<std::string_view, 9> ends{"were", "was", "are", "is", "had", "have", "has", "who", "that"};
        while (last < std::min(i + far, sentence.tokens.size()) && sentence.tokens[last].is == Token::Is::word &&
               !headway::detail::is_one_of(word(s, last), ends))
            ++last;
        return telling_words(std::span(sentence.tokens).subspan(i + 1, last - i - 1));
    }

    [[nodiscard]] static bool is_called(const Fact& fact, const std::vector<std::string>& words) {
        return std::any_of(fact.behind.begin(), fact.behind.end(),
                           [&](const std::string& told) {
                               return std::find(words.begin(), words.end(), told) != words.end();
                           }) ||
               (fact.before != nullptr && fact.noun.empty() &&
                std::any_of(words.begin(), words.end(), [&](const std::string& told) {
                    return std::find(fact.before->begin(), fact.before->end(), told) != fact.before->end();
                }));
    }

    /// "54 of the awards (25%)", "equivalent to 5% of all attendances".
    void hold_share(const Open& open) {
        constexpr std::size_t back = 6;
        const std::size_t here = number_of(open.sentence);
        bool beside = false;
        const Fact* part = part_of(open, beside);
        if (part == nullptr) return is_fraction(open) ? hold_said_share(open) : void();
        std::vector<std::string> called = words_of(open.sentence, part->token + 1);
        const bool of_part = !called.empty();
        if (!of_part) called = words_of(open.sentence, open.figure->token + 1);
        std::vector<const Fact*> wholes, named;
        for (const Fact& fact : near(here, back, 0)) {
            if (&fact == part || !is_amount_of(fact) || fact.stated.unit != part->stated.unit ||
                fact.stated.value <= part->stated.value || (fact.sentence == here && fact.token > part->token))
                continue;
            if (is_called(fact, called)) named.push_back(&fact);
            if (beside || is_fraction(open)) wholes.push_back(&fact);
        }
        wholes.insert(wholes.end(), named.begin(), named.end());
        for (std::size_t w = wholes.size(); w-- > 0;) {
            const Verdict verdict = share_of(open.figure->stated, {part, wholes[w]});
            if (verdict == Verdict::holds || verdict == Verdict::rounding)
                return close_share(open, {part, wholes[w]}, verdict);
        }
        if (is_fraction(open)) hold_said_share(open);
        if (!of_part || named.size() != 1 || open.figure->stated.bound != Bound::exact || is_fraction(open)) return;
        if (!is_equal(open) || !is_alone(open, *part) || !may_contradict(open)) return;
        Judgement judgement = judged_share(open.figure->stated, {part, named.front()}, Verdict::contradiction);
        ledger_.replace(open.claim, ClaimKind::share, std::move(judgement));
    }

    /// "68% were satisfied. Just over two thirds were satisfied": a share that is stated of the same.
    void hold_said_share(const Open& open) {
        const std::vector<std::string> words =
            telling_words(std::span(sentences_[open.sentence].tokens).subspan(open.last));
        const auto all = facts(open, 3, 0, [&](const Fact& fact) { return fact.is_share() && fact.is_result(); });
        for (const Fact* share : all) {
            if (agreement(open.figure->stated, behind(share->stated)) != Verdict::holds || share->words == nullptr)
                continue;
            const bool same = std::any_of(words.begin(), words.end(), [&](const std::string& told) {
                return std::find(share->words->begin(), share->words->end(), told) != share->words->end();
            });
            if (same) return close(open, made(open, Verdict::holds, share->stated.value, "stated as a share", *share));
        }
    }

    /// Whether a share is set beside its part: in brackets, behind a colon, "or 20%".
    [[nodiscard]] bool is_equal(const Open& open) const {
        const std::size_t from = open.figure->bound;
        if (from == 0) return false;
        const Sentence& sentence = sentences_[open.sentence];
        const std::size_t next = open.figure->token + 1;
        const bool ends = next >= sentence.tokens.size() || sentence.tokens[next].is == Token::Is::stop ||
                          sentence.sign(next, ')') || sentence.sign(next, ',');
        return ends &&
               (sentence.sign(from - 1, '(') || sentence.sign(from - 1, ':') || word(open.sentence, from - 1) == "or");
    }

    /// Whether a share and its part are the only figures of their sentence, beside amounts of another unit.
    [[nodiscard]] bool is_alone(const Open& open, const Fact& part) const {
        for (const Fact& fact : near(number_of(open.sentence), 0, 0))
            if (&fact != &part && fact.token != open.figure->token &&
                (fact.stated.unit == part.stated.unit || fact.stated.unit == StatedUnit::per_cent))
                return false;
        return true;
    }

    /// "1,214 incidents, 97.1% of them within five days. That leaves 35".
    void hold_rest_of_share(const Open& open) {
        constexpr std::array<std::string_view, 5> words{"leaves", "leaving", "remaining", "other", "rest"};
        if (!says(open, words)) return;
        const auto all = facts(open, 2, 0, [&](const Fact& fact) {
            return fact.is_result() && (fact.is_share() || fact.stated.is_count());
        });
        for (const Fact* share : all)
            for (const Fact* whole : all) {
                if (!share->is_share() || !whole->stated.is_count() || share->sentence != whole->sentence ||
                    !(share->stated.value < 100.0))
                    continue;
                const Interval rest = (exactly(100.0) - behind(share->stated)) * (whole->stated.value / 100.0);
                const Verdict verdict = agreement(open.figure->stated, rest);
                if (verdict != Verdict::holds && verdict != Verdict::rounding) continue;
                return close(
                    open,
                    made(open, verdict, rest.middle,
                         plain_number(whole->stated.value) + " less " + plain_number(share->stated.value) + "% of it",
                         *whole),
                    ClaimKind::total);
            }
    }

    [[nodiscard]] Judgement made(const Open& open, Verdict verdict, double is, const std::string& of,
                                 const Fact& against) const {
        return {.rule = "parts and whole",
                .verdict = verdict,
                .stated = shown_stated(open.figure->stated),
                .computed = plain_number(is),
                .why = of + " = " + plain_number(is),
                .against = quote(against.span)};
    }

    /// "The gap between A (44%) and B (67%) was 23 points"; "net satisfaction is +49".
    void hold_gap(const Open& open) {
        const bool net = says(open, std::array<std::string_view, 1>{"net"});
        Stated stated = open.figure->stated;
        if (stated.unit == StatedUnit::pounds) return;
        stated.value = std::fabs(stated.value);
        const auto all =
            facts(open, net ? 2 : 1, 0, [&](const Fact& fact) { return fact.is_share() && fact.is_result(); });
        for (const Fact* one : all)
            for (const Fact* other : all) {
                if (one == other || one->sentence != other->sentence || one->stated.value <= other->stated.value)
                    continue;
                if (agreement(stated, behind(one->stated) - behind(other->stated)) != Verdict::holds) continue;
                const double is = decimal::difference(one->stated.value, other->stated.value);
                return close(open,
                             made(open, Verdict::holds, is,
                                  plain_number(one->stated.value) + " - " + plain_number(other->stated.value), *one));
            }
    }

    /// "216 awards worth £5.4m, an average of £25,000".
    void hold_average(const Open& open) {
        const std::string each = stem(word(open.sentence, open.figure->token + 2));
        const bool per = word(open.sentence, open.figure->token + 1) == "per";
        const auto all = facts(open, per ? 4 : 1, 0, [&](const Fact& fact) { return is_amount_of(fact); });
        for (const Fact* total : all)
            for (const Fact* number : all) {
                if (per && std::find(number->words->begin(), number->words->end(), each) == number->words->end())
                    continue;
                if (total == number || total->stated.unit != open.figure->stated.unit || !number->stated.is_count() ||
                    number->stated.value < 2.0 || total->stated.value <= open.figure->stated.value)
                    continue;
                const Interval is = behind(total->stated) / behind(number->stated);
                if (agreement(open.figure->stated, is) != Verdict::holds) continue;
                return close(
                    open,
                    made(open, Verdict::holds, is.middle,
                         plain_number(total->stated.value) + " / " + plain_number(number->stated.value), *total),
                    ClaimKind::equivalent_number);
            }
    }

    /// Two figures of which one is said to be of another time, and the other not.
    void hold_dated(const Open& open) {
        Stated stated = open.figure->stated;
        stated.value = std::fabs(stated.value);
        if (stated.bound != Bound::exact && !is_fraction(open)) return;
        const int sign = sign_of(open);
        const auto all = facts(
            open, 3, 1, [&](const Fact& fact) { return fact.is_result() && fact.stated.unit != StatedUnit::points; });
        std::size_t tried = 0;
        constexpr std::size_t most = 8;
        for (const Fact* earlier : all)
            for (const Fact* later : all) {
                if (earlier == later || earlier->stated.unit != later->stated.unit ||
                    (earlier->sentence == later->sentence && earlier->sentence != number_of(open.sentence)) ||
                    !of_one_thing(*earlier, *later))
                    continue;
                const bool then =
                    (earlier->tense == Tense::then || earlier->when.year != 0) && later->tense != Tense::then &&
                    (later->when.year == 0 || earlier->when.year == 0 || later->when.year > earlier->when.year);
                if (!then || (earlier->when.year == 0 && earlier->tense != Tense::then)) continue;
                if (earlier->stated.value * 12.0 < later->stated.value ||
                    later->stated.value * 12.0 < earlier->stated.value)
                    continue;
                if (++tried > most) return;
                Judgement judgement = size_between(stated, sign, {later, earlier});
                if (judgement.verdict != Verdict::holds) continue;
                return close(open, std::move(judgement));
            }
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
