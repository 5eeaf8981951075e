/// @file
/// Open shares and fractions in words, held against a part and a whole that stand near by.
///
/// "842 were determined. Of these 758 were in time, giving 90.0%"; "69,730 (36.4%) at the end of March", of the whole
/// of that time; "just over half of the target"; "up by 22 on the month, almost a fifth". Pairs of the sentence go
/// first, then those with the sentence before. Few pairs are tried, for among many one gives any share. None
/// contradicts: what a share is of is not said by what stands near it.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "headway/audit/facts.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/open_claims.hpp"
#include "headway/audit/size_held.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds open shares against parts and wholes of other sentences.
class ShareResolver : protected OpenClaims {
protected:
    using OpenClaims::OpenClaims;

    struct Pair {
        const Fact* later = nullptr;
        const Fact* earlier = nullptr;
    };

    /// Facts of some sentences about a claim, nearest first.
    template <typename Wanted>
    [[nodiscard]] std::vector<const Fact*> facts(const Open& open, std::size_t back, std::size_t ahead,
                                                 const Wanted& wanted) const {
        constexpr std::size_t most = 12;
        const std::size_t here = number_of(open.sentence);
        std::vector<const Fact*> found;
        for (const Fact& fact : near(here, back, ahead))
            if ((open.kind == ClaimKind::trend || !is_of(open, fact)) && wanted(fact)) found.push_back(&fact);
        const std::size_t at = open.figure != nullptr ? open.figure->token : open.first;
        std::stable_sort(found.begin(), found.end(), [&](const Fact* a, const Fact* b) {
            const auto far = [&](const Fact& fact) {
                const std::size_t sentences =
                    fact.sentence > here ? 2 * (fact.sentence - here) - 1 : 2 * (here - fact.sentence);
                const std::size_t tokens = fact.sentence != here ? 1000 - std::min<std::size_t>(fact.token, 999)
                                           : fact.token > at     ? fact.token - at + 8
                                                                 : at - fact.token;
                return std::pair(sentences, tokens);
            };
            return far(*a) < far(*b);
        });
        if (found.size() > most) found.resize(most);
        return found;
    }

    [[nodiscard]] Judgement size_between(const Stated& stated, int sign, const Pair& pair) const {
        Judgement judgement{.rule = "size of change", .stated = shown_stated(stated), .severity = Severity::high};
        judgement.against = quote(pair.earlier->span);
        hold_change(judgement, stated, behind(pair.later->stated), behind(pair.earlier->stated),
                    pair.earlier->is_share(), sign);
        return judgement;
    }

    /// A share of two numbers that stand near by: "842 were determined. Of these 758 were in time, which is 90.0%".
    void resolve_share(const Open& open) {
        const Figure& figure = *open.figure;
        if (figure.role == Role::size || is_comparator(figure.role) || figure.stated.value > 100.0) return;
        const std::size_t here = number_of(open.sentence);
        const bool of_wanted = is_of_wanted(open);
        const auto all = facts(open, 2, 1, [&](const Fact& fact) {
            const bool counts =
                fact.stated.decimals == 0 || fact.stated.unit == StatedUnit::pounds || fact.stated.scale > 0;
            return fact.is_amount() && counts && fact.role != Role::size && fact.stated.value > 0.0 &&
                   (of_wanted || !is_comparator(fact.role));
        });
        std::size_t tried = 0;
        const std::size_t most = figure.stated.decimals > 0 ? 24 : is_fraction(open) ? 4 : 8;
        const auto level = [&](const Fact& fact) {
            return fact.sentence == here ? 0 : fact.sentence + 1 == here ? 1 : fact.sentence > here ? 2 : 3;
        };
        std::vector<std::pair<int, Pair>> pairs;
        for (const Fact* part : all)
            for (const Fact* whole : all) {
                if (part == whole || part->stated.unit != whole->stated.unit) continue;
                if (part->stated.value > whole->stated.value && !of_wanted) continue;
                if (part->tense != whole->tense && part->sentence == whole->sentence &&
                    (part->tense == Tense::then || whole->tense == Tense::then))
                    continue;
                if (is_comparator(part->role) || (is_comparator(whole->role) && !of_wanted)) continue;
                pairs.emplace_back(std::max(level(*part), level(*whole)), Pair{part, whole});
            }
        std::stable_sort(pairs.begin(), pairs.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        if (try_same_time(open)) return;
        for (const auto& [at, pair] : pairs) {
            if (++tried > most || (is_fraction(open) && at > 1)) break;
            const Verdict verdict = share_of(figure.stated, pair);
            if (verdict != Verdict::holds && verdict != Verdict::rounding) continue;
            return close_share(open, pair, verdict);
        }
    }

    /// "69,730 (36.4%) at the end of March 2015": of the whole of that time, further up.
    bool try_same_time(const Open& open) {
        const std::size_t here = number_of(open.sentence);
        const Fact* part = nullptr;
        for (const Fact& fact : near(here, 0, 0))
            if (fact.token < open.figure->token && fact.token + 3 >= open.figure->token) part = &fact;
        if (part == nullptr || !open.figure->in_brackets) return false;
        const auto wholes = facts(open, 4, 0, [&](const Fact& fact) {
            return fact.stated.unit == part->stated.unit && fact.stated.value > part->stated.value &&
                   fact.role != Role::size && !is_comparator(fact.role);
        });
        for (const Fact* whole : wholes) {
            const When* time = open.figure->when >= 0
                                   ? &sentences_[open.sentence].whens[static_cast<std::size_t>(open.figure->when)]
                                   : nullptr;
            if (time == nullptr || !whole->when.said() || !whole->when.may_be(*time)) continue;
            const Pair pair{part, whole};
            const Verdict verdict = share_of(open.figure->stated, pair);
            if (verdict != Verdict::holds && verdict != Verdict::rounding) continue;
            close_share(open, pair, verdict);
            return true;
        }
        return false;
    }

    /// A share in brackets behind its part is one claim with it: "69,730 (36.4%)".
    void close_share(const Open& open, const Pair& pair, Verdict verdict) {
        const Sentence& sentence = sentences_[open.sentence];
        const std::size_t token = open.figure->token;
        Claim& claim = ledger_.audit.claims[open.claim];
        if (pair.later->sentence == number_of(open.sentence) && pair.later->token < token &&
            pair.later->token + 3 >= token && open.figure->in_brackets)
            claim.at = quote({pair.later->span.begin, std::max(claim.at.end, sentence.tokens[token].end)});
        close(open, judged_share(open.figure->stated, pair, verdict), ClaimKind::share);
    }

    [[nodiscard]] static Verdict share_of(const Stated& stated, const Pair& pair) {
        if (!is_said_of(stated, 100.0 * pair.later->stated.value / pair.earlier->stated.value))
            return Verdict::not_checkable;
        if (pair.later->stated.is_count() && pair.earlier->stated.is_count())
            return share_agrees(stated, pair.later->stated.value, pair.earlier->stated.value);
        return agreement(stated, behind(pair.later->stated) / behind(pair.earlier->stated) * 100.0);
    }

    [[nodiscard]] Judgement judged_share(const Stated& stated, const Pair& pair, Verdict verdict) const {
        const double is = 100.0 * pair.later->stated.value / pair.earlier->stated.value;
        Judgement judgement{.rule = "share",
                            .verdict = verdict,
                            .stated = shown_stated(stated),
                            .computed = plain_number(is) + "%",
                            .severity = Severity::high,
                            .against = quote(pair.later->span)};
        judgement.why = plain_number(pair.later->stated.value) + " / " + plain_number(pair.earlier->stated.value) +
                        " = " + judgement.computed;
        return judgement;
    }

    /// "Just over half of the target", "up by 22 on the month, almost a fifth", "by more than half".
    void resolve_fraction(const Open& open, const Fraction& fraction) {
        const std::size_t here = number_of(open.sentence);
        const auto all = facts(open, 1, 0, [&](const Fact& fact) {
            return fact.role != Role::size && fact.stated.value > 0.0 && fact.stated.unit != StatedUnit::points;
        });
        if (is_of_wanted(open)) {
            const Fact *part = nullptr, *whole = nullptr;
            std::size_t wholes = 0;
            for (const Fact* fact : all) {
                if (is_comparator(fact->role)) whole = fact, ++wholes;
                if (fact->is_result() && part == nullptr) part = fact;
            }
            if (wholes != 1 || part == nullptr || part->stated.unit != whole->stated.unit) return;
            const Verdict verdict = share_of(fraction.stated, {part, whole});
            if (verdict != Verdict::holds && verdict != Verdict::rounding) return;
            return close(open, judged_share(fraction.stated, {part, whole}, verdict), ClaimKind::share);
        }
        // the size of a change that the sentence has, over its earlier end
        std::optional<Pair> only;
        std::size_t pairs = 0;
        for (const Fact* earlier : all)
            for (const Fact* later : all)
                if (earlier->sentence == here && later->sentence == here && of_one_thing(*earlier, *later) &&
                    is_before(*earlier, *later)) {
                    only = Pair{later, earlier};
                    ++pairs;
                }
        if (pairs != 1) return;
        Judgement judgement = size_between(fraction.stated, 0, *only);
        if (judgement.verdict == Verdict::holds) close(open, std::move(judgement), ClaimKind::change);
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
