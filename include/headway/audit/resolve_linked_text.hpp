/// @file
/// Figures that two figures of the sentences near by make, where no table has them.
///
/// | words                                     | are made of                                                        |
/// |-------------------------------------------|--------------------------------------------------------------------|
/// | "(310 of 400), leaving 90"                | the whole less the part                                            |
/// | "has shrunk by 1,575", "14 days less"     | one figure less another: of three digits, or from one sentence     |
/// | "referrals fell by 21%", "6% of cases"    | one over another of a sentence that shares a word with its own     |
/// | "an average of 310 each"                  | one over another, of two digits                                    |
/// | "an average of 525 a month"               | a figure over a number of months, quarters or years                |
///
/// They hold where one pair makes it. What none makes is left: what it is made of may not be printed.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/cell_sums.hpp"
#include "headway/audit/row_links.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Confirms figures of a paragraph by those of the sentences near by.
class LinkedText : private RowLinks {
public:
    using RowLinks::RowLinks;

    void resolve(const RowLinks& found) {
        use(found);
        each_open([&](std::size_t s, const Quantity& quantity) {
            if (!hold_rest(s, quantity)) hold(s, quantity);
        });
    }

private:
    /// "Most were packed in a day (310 of 400), leaving 90 that were not".
    bool hold_rest(std::size_t s, const Quantity& of) {
        constexpr std::array<std::string_view, 4> leaving{"leaving", "leaves", "left", "leave"};
        const Sentence& sentence = sentences_[s];
        if (!of.stated.is_count() || of.fraction || of.first == 0 || of.stated.bound != Bound::exact) return false;
        if (!headway::detail::is_one_of(word(s, of.first - 1), leaving)) return false;
        const auto count = [&](std::size_t i) {
            return i < of.first && sentence.tokens[i].is == Token::Is::number && !sentence.tokens[i].in_words &&
                   sentence.tokens[i].number.is_count() && sentence.uses[i] != NumberUse::period;
        };
        std::size_t part = 0, whole = 0, pairs = 0;
        for (std::size_t i = 0; i < of.first; ++i) {
            std::size_t at = word(s, i + 1) == "out" ? i + 2 : i + 1;
            if (!count(i) || word(s, at) != "of") continue;
            at += word(s, at + 1) == "the" ? std::size_t{2} : std::size_t{1};
            if (!count(at) || !(sentence.tokens[at].number.value > sentence.tokens[i].number.value)) continue;
            part = i, whole = at, ++pairs;
        }
        if (pairs != 1) return false;
        const double all = sentence.tokens[whole].number.value, rest = all - sentence.tokens[part].number.value;
        if (rest != of.stated.value) return false;  // "leaving 12 in dispute": some of the rest
        Judgement judgement{.rule = "parts and whole",
                            .verdict = Verdict::holds,
                            .stated = shown_stated(of.stated),
                            .computed = plain_number(rest),
                            .severity = Severity::high,
                            .against = quote(Span{sentence.tokens[part].begin, sentence.tokens[whole].end})};
        judgement.why = plain_number(all) + " - " + plain_number(all - rest) + " = " + judgement.computed;
        write(s, of.token, of.first - 1, of.last + 3, ClaimKind::total, std::move(judgement));
        return true;
    }

    /// A figure near by, and whether its sentence is about what the claim's is.
    struct Near {
        Stated number{};
        std::size_t sentence = 0;
        Span span{};
        bool about = false;
        bool size = false;  ///< of a change: it is shared out, and no side of another
    };

    [[nodiscard]] std::vector<Near> figures_near(std::size_t s, const Quantity& of) const {
        constexpr std::size_t back = 6, most = 24;
        const std::size_t here = number_of(s);
        const Sentence& sentence = sentences_[s];
        std::vector<std::string> words;
        for (std::size_t i = 0; i < sentence.tokens.size(); ++i)
            if (sentence.parts[i] == sentence.parts[of.token] || here == 0)
                for (std::string& told : telling_words(std::span(sentence.tokens).subspan(i, 1)))
                    if (!names_nothing(told) && !is_span_of_time(told) &&
                        told.size() > 3) words.push_back(std::move(told));
        std::vector<Near> found;
        const std::span<const Fact> facts = near(here, back, 0);
        for (std::size_t f = facts.size(); f-- > 0 && found.size() < most;) {
            const Fact& fact = facts[f];
            if ((fact.sentence == here && fact.token >= of.first && fact.token < of.last) ||
                fact.stated.unit == StatedUnit::points || !(std::fabs(fact.stated.value) > 0.0))
                continue;
            const bool about = fact.sentence == here ||
                               (fact.words != nullptr &&
                                std::any_of(words.begin(), words.end(), [&](const std::string& told) {
                                    return says(*fact.words, told);
                                }));
            found.push_back({fact.stated, fact.sentence, fact.span, about, fact.role == Role::size});
        }
        return found;
    }

    void hold(std::size_t s, const Quantity& of) {
        const int digits = telling_digits(of);
        if (digits < 1) return;
        const AskedSize* asked = asked_of(of);
        const bool size = of.is_size() || asked != nullptr, each = says_each(s, of);
        const std::vector<Near> all = figures_near(s, of);
        const int sign = asked != nullptr ? asked->sign : 0;
        for (const Near& a : all) {
            if (each && digits >= 2 && by_steps(s, of, a)) return;
            for (const Near& b : all) {
                if (&a == &b || a.size || b.size) continue;
                const bool together = a.sentence == b.sentence && a.about && b.about;
                const bool here = a.sentence == number_of(s) && b.sentence == a.sentence;
                const std::string one = plain_number(a.number.value), other = plain_number(b.number.value);
                if (of.is_share() || of.fraction) {
                    if (a.number.unit != b.number.unit || a.number.unit == StatedUnit::per_cent || digits < 2) continue;
                    if (size && (together || here || digits >= 3) && sign != 0 &&
                        (sign < 0) == (a.number.value < b.number.value) &&
                        take(s, of, relative_of(behind(a.number), behind(b.number)), StatedUnit::per_cent,
                             "(" + one + " - " + other + ") / " + other, a.span, ClaimKind::change, "size of change"))
                        return;
                    if (!size && a.number.value < b.number.value && a.about && b.about && (here || together ||
                                                                                           digits >= 3) &&
                        take(s, of, behind(a.number) / behind(b.number) * 100.0, StatedUnit::per_cent,
                             one + " / " + other,
                             a.span, ClaimKind::share, "share"))
                        return;
                    continue;
                }
                const bool alike = a.number.unit == b.number.unit && a.number.unit != StatedUnit::per_cent;
                if (alike && a.number.value > b.number.value && (digits >= 3 || (digits >= 2 && size && (together ||
                                                                                                         here))) &&
                    (size || says_left(s, of)) &&
                    take(s, of, behind(a.number) - behind(b.number), a.number.unit, one + " - " + other, a.span,
                         size ? ClaimKind::change : ClaimKind::total, size ? "size of change" : "parts and whole"))
                    return;
                if (each && digits >= 2 && a.about && b.number.unit == StatedUnit::none && b.number.value > 1.0 &&
                    take(s, of, behind(a.number) / behind(b.number), a.number.unit, one + " / " + other, a.span,
                         ClaimKind::equivalent_number, "average"))
                    return;
            }
        }
    }

    [[nodiscard]] bool says_each(std::size_t s, const Quantity& of) const {
        constexpr std::array<std::string_view, 7> each{"each", "per", "average", "averaged", "averaging", "every", "a"};
        constexpr std::size_t far = 4;
        for (std::size_t i = of.first > far ? of.first - far : 0; i < of.last + far; ++i)
            if (headway::detail::is_one_of(word(s, i), each) && !(word(s, i) == "a" && i < of.last)) return true;
        return false;
    }

    [[nodiscard]] bool says_left(std::size_t s, const Quantity& of) const {
        constexpr std::array<std::string_view, 8> left{"left",      "leaving", "remaining", "other",
                                                       "remainder", "rest",    "more",      "further"};
        constexpr std::size_t far = 4;
        for (std::size_t i = of.first > far ? of.first - far : 0; i < of.last + 2; ++i)
            if (headway::detail::is_one_of(word(s, i), left)) return true;
        return false;
    }

    /// "1,575 in three months, an average of 525 a month".
    bool by_steps(std::size_t s, const Quantity& of, const Near& a) {
        const Sentence& sentence = sentences_[s];
        for (std::size_t i = 0; i + 1 < sentence.tokens.size(); ++i) {
            const Token& token = sentence.tokens[i];
            if (token.is != Token::Is::number || !token.number.is_count() || !(token.number.value > 1.0) ||
                token.number.value > 60.0 || !is_span_of_time(word(s, i + 1)) || !a.about)
                continue;
            if (take(s, of, behind(a.number) * (1.0 / token.number.value), a.number.unit,
                     plain_number(a.number.value) + " / " + plain_number(token.number.value), a.span,
                     ClaimKind::equivalent_number, "average"))
                return true;
        }
        return false;
    }

    bool take(std::size_t s, const Quantity& of, const Interval& is, StatedUnit unit, std::string text, Span span,
              ClaimKind kind, std::string_view rule) {
        const MadeOfCells made{.is = is, .unit = unit, .seconds = of.seconds > 0.0 ? 1.0 : 0.0};
        Quantity plain = of;
        if (of.seconds > 0.0) plain.seconds = 1.0;
        if (agrees(plain, made) != Verdict::holds) return false;
        const std::optional<Stated> stated = stated_in(plain, made);
        if (!of.fraction && stated->bound != Bound::exact && stated->bound != Bound::nearly &&
            std::fabs(std::fabs(is.middle) - stated->value) > telling_half(*stated))
            return false;
        Judgement judgement{.rule = rule,
                            .verdict = Verdict::holds,
                            .stated = shown_stated(of.stated),
                            .computed = plain_number(is.middle),
                            .against = quote(span)};
        judgement.why = std::move(text) + " = " + judgement.computed;
        write(s, of.token, of.first, of.last + 2, kind, std::move(judgement));
        return true;
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
