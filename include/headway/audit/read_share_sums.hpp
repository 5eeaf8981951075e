/// @file
/// Shares that are all there is, and shares of a sample: "70% on target, 20% monitored and 10% off track", "a sample of
/// 586 residents".
///
/// A share of a stated number of things must come from a whole number of them (GRIM: Brown and Heathers 2017).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Whether a whole number of `of` things gives a share, as printed in per cent.
[[nodiscard]] inline bool whole_number_gives(const Stated& share, double of) {
    if (!(of >= 1.0) || of > 1e7) return true;
    const double near = share.value * of / 100.0;
    for (const double count : {std::floor(near) - 1.0, std::floor(near), std::ceil(near), std::ceil(near) + 1.0})
        if (count >= 0.0 && agreement(share, exactly(100.0 * count / of)) == Verdict::holds) return true;
    return false;
}

/// Reads shares that add up, and samples of a number.
class ShareSumReader {
public:
    explicit ShareSumReader(Context& context) : context_(context), sentence_(context.sentence) {}

    /// "Costs 29%, repairs 26%, ...": four shares and more behind a colon, or with what is left, are all there is.
    void read_sum() {
        std::vector<Figure*> parts;
        double sum = 0.0, half = 0.0;
        std::string text;
        for (Figure& figure : sentence_.figures) {
            if (figure.stated.unit != StatedUnit::per_cent || figure.role != Role::own ||
                figure.stated.bound != Bound::exact || figure.taken)
                return;
            parts.push_back(&figure);
            sum += figure.stated.value;
            half += figure.stated.half();
            text += (text.empty() ? "" : " + ") + plain_number(figure.stated.value);
        }
        if (parts.size() == 2 && sum == 100.0 && parts[0]->in_brackets && parts[1]->in_brackets) {
            context_.claim(parts[0]->bound, parts[1]->token + 1, ClaimKind::total,
                           {.rule = "shares of a whole",
                            .verdict = Verdict::holds,
                            .stated = "100%",
                            .computed = "100%",
                            .why = text + " = 100"});
            parts[0]->taken = parts[1]->taken = true;
        }
        if (parts.size() == 3 && sum == 100.0 && half < 2.0)
            context_.claim(parts[0]->bound, parts[2]->token + 1, ClaimKind::total,
                           {.rule = "shares of a whole",
                            .verdict = Verdict::holds,
                            .stated = "100%",
                            .computed = "100%",
                            .why = text + " = 100"});
        if (parts.size() < 4) return;
        bool colon = false, states = true;
        for (std::size_t i = 0; i < parts.front()->token; ++i) colon = colon || sentence_.sign(i, ':');
        for (const Figure* part : parts) {
            bool state = false;
            for (std::size_t i = part->token; i < std::min(part->token + 8, sentence_.tokens.size()); ++i)
                state = state || sentence_.mark_at(i, std::array{Cue::green, Cue::amber, Cue::red, Cue::blue,
                                                                 Cue::other_state}) != nullptr;
            states = states && state;
        }
        const double off = std::fabs(sum - 100.0);
        if (!colon && !states && off > half + 1e-9) return;  // shares of several things
        constexpr double likely = 12.0;
        if (off > likely) return;
        Judgement judgement{.rule = "shares of a whole",
                            .verdict = off < 1e-9           ? Verdict::holds
                                       : off <= half + 1e-9 ? Verdict::rounding
                                                            : Verdict::contradiction,
                            .stated = "100%",
                            .computed = plain_number(sum) + "%",
                            .why = text + " = " + plain_number(sum),
                            .severity = Severity::medium};
        if (judgement.verdict == Verdict::contradiction && !colon) judgement.verdict = Verdict::not_checkable;
        for (Figure* part : parts) part->taken = true;
        context_.claim(parts.front()->bound, parts.back()->token + 1, ClaimKind::total, std::move(judgement));
    }

    /// "A small sample size (586 residents)": the row's share must come from a whole number of them.
    void read_samples() {
        EvidenceRow* row = context_.row();
        if (row == nullptr || !row->latest.known() || row->latest.number.decimals == 0) return;
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            if (word(i) != "sample" && word(i) != "respondents" && word(i) != "surveyed") continue;
            for (Figure& size : sentence_.figures) {
                const std::size_t apart = size.token > i ? size.token - i : i - size.token;
                if (apart > 5 || size.taken || !size.stated.is_count() || size.stated.value < 10.0) continue;
                Stated share = row->latest.number;
                share.unit = StatedUnit::per_cent;
                const bool possible = whole_number_gives(share, size.stated.value);
                const double near = std::round(share.value * size.stated.value / 100.0);
                Judgement judgement{.rule = "whole number of a sample",
                                    .verdict = possible ? Verdict::holds : Verdict::contradiction,
                                    .stated = plain_number(size.stated.value),
                                    .computed = shown_stated(share),
                                    .in_class = FindingClass::note,
                                    .severity = Severity::low,
                                    .against = context_.ledger.quote(row->document, row->latest.span)};
                judgement.why = plain_number(near) + " / " + plain_number(size.stated.value) + " = " +
                                plain_number(100.0 * near / size.stated.value) + "%, the nearest to " +
                                judgement.computed + (possible ? "" : ": no whole number gives it, so it is weighted");
                size.taken = true;
                row->sample = size.stated.value;
                context_.claim(size.bound, std::min(size.token + 2, sentence_.tokens.size()), ClaimKind::significance,
                               std::move(judgement));
            }
        }
    }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }

    Context& context_;
    Sentence& sentence_;
};

/// Reads shares that a sentence adds up, as claims.
inline void read_share_sums(Context& context) { ShareSumReader(context).read_sum(); }
/// Reads shares that only some numbers of things can give, as claims.
inline void read_samples(Context& context) { ShareSumReader(context).read_samples(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
