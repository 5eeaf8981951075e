/// @file
/// Multiples: "more than doubled, from 21 to 45", "nearly halved from 31 to 16", "twice as many as the 40 of last
/// year".
///
/// The later figure over the earlier is the multiple; for "halved" the earlier over the later. A multiple in words is
/// approximate unless its words are a bound: beyond a fifth of it is a contradiction, between that and a tenth nothing
/// is said. Figures of another verb ("fell from 12 to 6, then doubled"; "A fell from 12 to 6 and B doubled") are not
/// its ends.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include "headway/audit/context.hpp"
#include "headway/audit/other_verb.hpp"
#include "headway/audit/read_comparisons.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Reads "doubled" and "three times as many".
class MultipleReader {
public:
    explicit MultipleReader(Context& context) : context_(context), sentence_(context.sentence) {}

    void read() {
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            const Said said = multiple_at(i);
            if (said.factor == 0.0 || not_so_yet(i)) continue;
            check(said, i);
            i += said.tokens - 1;
        }
    }

private:
    /// What words say: how many times, over how many tokens, and whether it is a fall or a comparison.
    struct Said {
        double factor = 0.0;
        std::size_t tokens = 1;
        bool fall = false, compares = false;
    };

    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }

    [[nodiscard]] Said multiple_at(std::size_t i) const {
        const std::string_view now = word(i);
        if (is_multiple_verb(now))
            return {.factor = now.starts_with("t") ? 3.0 : now.starts_with("q") ? 4.0 : 2.0,
                    .fall = now.starts_with("h")};
        if ((now == "double" || now == "twice") &&
            (word(i + 1) == "the" || word(i + 1) == "as" || word(i + 1) == "that"))
            return {.factor = 2.0, .tokens = 2, .compares = true};
        const Token& token = sentence_.tokens[i];
        if (now == "threefold" || now == "fourfold" || now == "fivefold" || now == "tenfold" || now == "twofold")
            return {.factor = now == "twofold" ? 2.0 : now == "threefold" ? 3.0 : now == "fourfold" ? 4.0
                              : now == "fivefold" ? 5.0 : 10.0,
                    .tokens = word(i + 1) == "increase" || word(i + 1) == "rise" ? 2u : 1u,
                    .compares = true};
        if (token.is == Token::Is::number && token.number.known() && word(i + 1) == "and" && word(i + 2) == "a" &&
            word(i + 3) == "half" && word(i + 4) == "times")
            return {.factor = token.number.value + 0.5, .tokens = 5, .compares = true};
        const bool times = word(i + 1) == "times" && (word(i + 2) == "the" || word(i + 2) == "as" ||
                                                      word(i + 2) == "higher" || word(i + 2) == "more");
        if (token.is == Token::Is::number && token.number.known() && times && token.number.value >= 2.0)
            return {.factor = token.number.value, .tokens = 3, .compares = true};
        return {};
    }

    [[nodiscard]] bool not_so_yet(std::size_t i) const {
        for (std::size_t by = 1; by <= 3 && by <= i; ++by)
            if (sentence_.mark_at(i - by, std::array{Cue::modal, Cue::negation}) != nullptr) return true;
        return false;
    }

    void check(const Said& said, std::size_t at) {
        Stated stated{.value = said.factor, .decimals = 1, .bound = Bound::about};
        std::size_t first = at;
        for (const Mark& mark : sentence_.marks)
            if (mark.last == at)
                for (const auto& [cue, bound] :
                     {std::pair{Cue::over, Bound::over}, std::pair{Cue::under, Bound::under},
                      std::pair{Cue::nearly, Bound::nearly}, std::pair{Cue::just_over, Bound::just_over}})
                    if (mark.cue == cue) {
                        stated.bound = bound;
                        first = std::min(first, mark.first);
                    }
        Figure *later = nullptr, *earlier = nullptr;
        constexpr std::size_t far = 16;
        for (Figure& figure : sentence_.figures) {
            if (figure.token >= at && figure.token < at + said.tokens) {
                figure.taken = true;  // "three times"
                continue;
            }
            if (figure.stated.unit == StatedUnit::points || figure.token > at + far || figure.token + far < at ||
                is_of_other_verb(sentence_, figure.token, at))
                continue;
            const bool then = figure.role == Role::earlier || figure.role == Role::year_before ||
                              figure.role == Role::previous || (said.compares && figure.token > at) ||
                              (figure.role == Role::compared && figure.token > at);
            if (then && earlier == nullptr)
                earlier = &figure;
            else if (figure.role == Role::later || (figure.role == Role::own && figure.token < at))
                later = &figure;
        }
        Judgement judgement{.rule = "multiple",
                            .stated = plain_number(said.factor) + " times",
                            .why = "its two figures are not printed",
                            .severity = Severity::high};
        std::size_t last = at + said.tokens;
        const Main main = main_before(context_, at);
        const Stated now = later != nullptr ? later->stated : main.stated;
        if (earlier != nullptr && now.known() && alike(now, earlier->stated) && earlier->stated.value > 0.0 &&
            now.value > 0.0) {
            const Interval ratio =
                said.fall ? behind(earlier->stated) / behind(now) : behind(now) / behind(earlier->stated);
            judgement.verdict = agreement(stated, ratio);
            judgement.computed = plain_number(ratio.middle) + " times";
            judgement.why = plain_number((said.fall ? earlier->stated : now).value) + " / " +
                            plain_number((said.fall ? now : earlier->stated).value) + " = " +
                            plain_number(ratio.middle);
            judgement.against = context_.quote(context_.span(earlier->token, earlier->token + 1));
            last = std::max(last, earlier->token + 1);
            earlier->taken = true;
            if (later != nullptr) {
                later->taken = true;
                last = std::max(last, later->token + 1);
            }
            // the words are no movement besides: one claim, one verdict
            std::erase_if(sentence_.marks, [&](const Mark& mark) { return mark.first <= at && at < mark.last; });
        } else if (!said.compares) {
            sentence_.multiples.push_back({first, last, stated, said.fall});
            return;  // a movement without its figures
        }
        sentence_.multiples.push_back({first, last, stated, said.fall});
        context_.claim(first, last, ClaimKind::change, std::move(judgement));
    }

    Context& context_;
    Sentence& sentence_;
};

/// Reads how many times as much something is, as claims.
inline void read_multiples(Context& context) { MultipleReader(context).read(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
