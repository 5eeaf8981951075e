/// @file
/// What is said to be within: "within our 9.5 day target" a ceiling, "within 10% of the national average" a distance.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>

#include "headway/audit/context.hpp"
#include "headway/audit/read_comparisons.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// "At 9.4 days, within our 9.5 day target", "4.6%, outside our 4% target": a ceiling that is kept, or not. What does
/// not fit is left: a target may be a floor.
inline void read_within_target(Context& context) {
    Sentence& sentence = context.sentence;
    for (std::size_t i = 0; i + 2 < sentence.tokens.size(); ++i) {
        const bool within = sentence.word(i) == "within" || sentence.word(i) == "inside";
        if (!within && sentence.word(i) != "outside") continue;
        Figure* wanted = nullptr;
        for (Figure& figure : sentence.figures)
            if (figure.token > i && figure.token <= i + 2) wanted = &figure;
        if (wanted == nullptr) continue;
        std::size_t last = wanted->token + 1;
        while (last < wanted->token + 3 && sentence.mark_at(last, std::array{Cue::target, Cue::budget}) == nullptr)
            ++last;
        if (sentence.mark_at(last, std::array{Cue::target, Cue::budget}) == nullptr) continue;
        const Main main = main_before(context, i);
        Judgement judgement{.rule = "comparison", .why = "one of the two figures is not printed"};
        if (main.stated.known() && alike(main.stated, wanted->stated)) {
            judgement = compare_sides(within ? Cue::meets : Cue::misses,
                                      {.left = behind(main.stated),
                                       .right = behind(wanted->stated),
                                       .left_words = plain_number(main.stated.value),
                                       .right_words = plain_number(wanted->stated.value),
                                       .polarity = Polarity::low_is_good,
                                       .against = context.quote(main.span)},
                                      main.stated.unit == StatedUnit::per_cent);
            if (judgement.verdict == Verdict::contradiction) judgement.verdict = Verdict::not_checkable;
        }
        wanted->taken = true;
        context.claim(i, last + 1, ClaimKind::comparison, std::move(judgement));
    }
}

/// "Within 10% of the national average (343)".
inline void read_within(Context& context) {
    Sentence& sentence = context.sentence;
    const EvidenceRow* row = context.row();
    for (std::size_t i = 0; i + 2 < sentence.tokens.size(); ++i) {
        if (sentence.word(i) != "within" || sentence.uses[i + 1] != NumberUse::threshold ||
            sentence.word(i + 2) != "of")
            continue;
        const Mark* role_mark = nullptr;
        for (std::size_t k = i + 3; k < std::min(i + 8, sentence.tokens.size()) && role_mark == nullptr; ++k)
            role_mark = sentence.mark_at(k, compared_roles);
        if (role_mark == nullptr) continue;
        const Role role = role_of(role_mark->cue);
        const PrintedValue* value = row != nullptr ? row->of(role) : nullptr;
        const double share = sentence.tokens[i + 1].number.value;
        Judgement judgement{.rule = "comparison",
                            .stated = "within " + plain_number(share) + "%",
                            .why = "one of the two figures is not printed",
                            .severity = Severity::high};
        std::size_t last = role_mark->last;
        for (const Figure& figure : sentence.figures)
            if (figure.role == role && figure.cue == role_mark->first) last = figure.token + 1;
        const bool of_count =
            sentence.word(i + 3) == "target" && sentence.sign(i + 4, ')');  // "amber (within 10% of target)"
        if (of_count) continue;
        if (value != nullptr && value->known() && value->number.value != 0.0) {
            const double gap = std::fabs(decimal::difference(row->latest.number.value, value->number.value));
            const double relative = 100.0 * gap / std::fabs(value->number.value);
            const bool holds =
                relative <= share || (sentence.tokens[i + 1].number.unit == StatedUnit::per_cent && gap <= share);
            judgement.verdict = holds ? Verdict::holds : Verdict::contradiction;
            judgement.computed = plain_number(relative) + "%";
            judgement.why = plain_number(row->latest.number.value) + " against " + plain_number(value->number.value) +
                            ": " + judgement.computed + " apart";
            judgement.against = context.ledger.quote(row->document, value->span);
        }
        context.claim(i, last, ClaimKind::comparison, std::move(judgement));
    }
}

}  // namespace headway::inline HEADWAY_ABI::auditing
