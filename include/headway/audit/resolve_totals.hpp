/// @file
/// Open counts and amounts, held against parts and wholes of the sentences about them.
///
/// | words                                                     | are held against                                 |
/// |-----------------------------------------------------------|--------------------------------------------------|
/// | "25 were investigated. Of these, 13 were ... and 12 were" | the parts behind it, of its sentence or the next |
/// | "£2.44m ... £1.37m, giving an overall underspend of"      | the figures before it, where a word says a total |
/// | "£13.6m ... -£2.4m, leaving £11.2m", "the remaining 38"   | a whole less its parts                           |
/// | "income was £984m and expenditure £957m", "a surplus of"  | one less the other                               |
///
/// All parts of a sentence are added up and no choice of them. What does not fit contradicts nothing: nothing says that
/// the parts are all there are, or that nothing is in two of them.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/facts.hpp"
#include "headway/audit/open_claims.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Holds totals, remainders and differences against parts of other sentences.
class TotalResolver : private OpenClaims {
public:
    using OpenClaims::OpenClaims;

    void resolve() {
        const std::vector<Open> open = open_claims();
        for (const Open& claim : open)
            if (claim.figure != nullptr && is_open(claim)) resolve_one(claim);
        for (std::size_t s = 0; s < sentences_.size(); ++s)
            for (const Figure& figure : sentences_[s].figures)
                if (!is_claimed(s, figure)) tell_total(s, figure);
    }

private:
    [[nodiscard]] bool says(std::size_t s, std::size_t first, std::size_t last,
                            std::initializer_list<std::string_view> words) const {
        for (std::size_t i = first; i < std::min(last, sentences_[s].tokens.size()); ++i)
            if (std::find(words.begin(), words.end(), word(s, i)) != words.end()) return true;
        return false;
    }

    /// Figures of a sentence that are parts of a whole: alike, and none of another role.
    [[nodiscard]] std::vector<const Figure*> parts_of(std::size_t s, const Stated& whole, std::size_t from,
                                                      std::size_t until) const {
        std::vector<const Figure*> parts;
        for (const Figure& figure : sentences_[s].figures) {
            if (figure.token < from || figure.token >= until || figure.stated.unit != whole.unit) continue;
            if (figure.stated.value < 0.0 || figure.stated.value > whole.value || figure.in_brackets) continue;
            if (figure.role != Role::own && figure.role != Role::later) continue;
            parts.push_back(&figure);
        }
        return parts;
    }

    [[nodiscard]] static Interval sum_of(const std::vector<const Figure*>& parts, std::string& text) {
        Interval sum = exactly(0.0);
        text.clear();
        for (const Figure* part : parts) {
            sum = sum + behind(part->stated);
            text += (text.empty() ? "" : " + ") + plain_number(part->stated.value);
        }
        return sum;
    }

    [[nodiscard]] static bool is_addable(const Figure& figure) {
        const bool all = figure.stated.unit == StatedUnit::per_cent && figure.stated.value == 100.0;  // "making 100%"
        return (figure.stated.unit == StatedUnit::none || figure.stated.unit == StatedUnit::pounds || all) &&
               figure.role != Role::size && !is_comparator(figure.role) && figure.stated.value > 1.0;
    }

    [[nodiscard]] Judgement judged(const Stated& stated, const Interval& is, std::string why, Verdict verdict) const {
        return {.rule = "parts and whole",
                .verdict = verdict,
                .stated = shown_stated(stated),
                .computed = plain_number(is.middle),
                .why = std::move(why),
                .severity = Severity::high};
    }

    /// The parts that stand behind a figure, of its sentence or the next, where they come to it.
    [[nodiscard]] Judgement by_parts_behind(std::size_t s, const Figure& figure) const {
        std::string text;
        const std::size_t far = sentences_[s].tokens.size();
        for (const std::size_t of : {s, s + 1}) {
            if (of >= sentences_.size()) break;
            const std::vector<const Figure*> parts = parts_of(of, figure.stated, of == s ? figure.token + 1 : 0,
                                                              of == s ? far : sentences_[of].tokens.size());
            if (parts.size() < 2 || (parts.size() == 2 && figure.stated.value < 10.0 && !of_these(of))) continue;
            const Interval sum = sum_of(parts, text);
            const Verdict verdict = agreement(figure.stated, sum);
            text += " = " + plain_number(sum.middle) + ", of " + plain_number(figure.stated.value);
            if (verdict != Verdict::contradiction) return judged(figure.stated, sum, text, verdict);
        }
        return {};
    }

    [[nodiscard]] bool of_these(std::size_t s) const {
        return word(s, 0) == "of" &&
               (word(s, 1) == "these" || word(s, 1) == "those" || word(s, 1) == "them" || word(s, 1) == "the");
    }

    void resolve_one(const Open& open) {
        const Figure& figure = *open.figure;
        if (!is_addable(figure)) return;
        const std::size_t s = open.sentence;
        if (says(s, open.first, open.last, {"remaining", "rest", "other", "balance"})) return resolve_remaining(open);
        Judgement judgement = by_parts_behind(s, figure);
        if (judgement.verdict == Verdict::not_checkable) judgement = by_figures_before(open);
        if (judgement.verdict == Verdict::not_checkable) judgement = by_difference(open);
        if (judgement.verdict != Verdict::not_checkable) close(open, std::move(judgement), ClaimKind::total);
    }

    /// Amounts of the sentence and the one before that stand before a figure, the nearest last.
    [[nodiscard]] std::vector<const Fact*> before(const Open& open, std::size_t back, bool wanted = false) const {
        std::vector<const Fact*> found;
        const std::size_t here = number_of(open.sentence);
        for (const Fact& fact : near(here, back, 0)) {
            if (fact.sentence == here && fact.token >= open.figure->token) continue;
            if (fact.stated.unit != open.figure->stated.unit || fact.in_brackets) continue;
            if (!fact.is_result() && !(wanted && is_comparator(fact.role))) continue;
            found.push_back(&fact);
        }
        return found;
    }

    /// "£2.44m. In addition £1.37m, giving an overall underspend of £3.81m".
    [[nodiscard]] Judgement by_figures_before(const Open& open) const {
        const Figure& figure = *open.figure;
        const std::size_t s = open.sentence, from = figure.bound > 8 ? figure.bound - 8 : 0;
        if (!says(s, from, figure.token + 4,
                  {"total", "overall", "altogether", "combined", "giving", "making", "together", "all", "bringing",
                   "date", "totalling", "sum", "cumulative"}))
            return {};
        if (figure.stated.bound != Bound::exact) return {};
        const std::vector<const Fact*> facts = before(open, 2);
        Interval sum = exactly(0.0);
        std::string text;
        constexpr std::size_t most = 10;
        for (std::size_t k = facts.size(); k-- > 0 && facts.size() - k <= most;) {
            sum = sum + behind(facts[k]->stated);
            text = plain_number(facts[k]->stated.value) + (text.empty() ? "" : " + ") + text;
            if (facts.size() - k < 2 || agreement(figure.stated, sum) == Verdict::contradiction) continue;
            if (figure.stated.value < 10.0) continue;
            return judged(figure.stated, sum, text + " = " + plain_number(sum.middle), agreement(figure.stated, sum));
        }
        return {};
    }

    /// "A pressure of £13.617m, adjusted by -£2.391m, leaving £11.226m"; "income was £984m and expenditure £957m".
    [[nodiscard]] Judgement by_difference(const Open& open) const {
        const Figure& figure = *open.figure;
        const std::size_t s = open.sentence, from = figure.bound > 6 ? figure.bound - 6 : 0;
        const bool leaves = says(s, from, figure.token + 5,
                                 {"leaving", "leaves", "left", "residual", "still", "net", "outstanding", "shortfall",
                                  "further", "found", "remains", "gap", "short"});
        const std::vector<const Fact*> facts = before(open, 1, true);
        if (leaves && facts.size() >= 2) {
            const bool swapped = facts.back()->stated.value > facts[facts.size() - 2]->stated.value;
            const Fact &whole = *facts[facts.size() - (swapped ? 1 : 2)],
                       &part = *facts[facts.size() - (swapped ? 2 : 1)];
            Interval taken = behind(part.stated);
            if (part.stated.value < 0.0) taken = taken * -1.0;
            const Interval left = behind(whole.stated) - taken;
            const Verdict verdict = agreement(figure.stated, left);
            const std::string text = plain_number(whole.stated.value) + " - " + plain_number(taken.middle) + " = " +
                                     plain_number(left.middle);
            if (verdict != Verdict::contradiction) return judged(figure.stated, left, text, verdict);
        }
        if (figure.stated.unit != StatedUnit::pounds || !says(s, from, figure.token + 4, {"surplus", "deficit", "by"}))
            return {};
        const auto of = [&](std::initializer_list<std::string_view> words) {
            const Fact* found = nullptr;
            for (const Fact& fact : near(number_of(s), 2, 2)) {
                if (fact.stated.unit != StatedUnit::pounds || fact.role == Role::size || is_of(open, fact)) continue;
                const bool named = std::any_of(fact.before->begin(), fact.before->end(), [&](const std::string& told) {
                    return std::find(words.begin(), words.end(), told) != words.end();
                });
                if (named && (found == nullptr || fact.stated.value > found->stated.value)) found = &fact;
            }
            return found;
        };
        const Fact *income = of({"income", "revenue", "receipt", "funding"}),
                   *spend = of({"expenditure", "spend", "spent", "cost", "expense"});
        if (income == nullptr || spend == nullptr) return {};
        Interval left = behind(income->stated) - behind(spend->stated);
        if (left.middle < 0.0) left = left * -1.0;
        const Verdict verdict = agreement(figure.stated, left);
        if (verdict == Verdict::contradiction) return {};
        // the finer figure rounds to the difference of the coarser ones
        const bool finer = std::fabs(left.middle - figure.stated.value) <=
                           std::max(income->stated.half(), spend->stated.half()) + slack_of(left.middle, 1.0);
        return judged(figure.stated, left,
                      plain_number(income->stated.value) + " - " + plain_number(spend->stated.value) + " = " +
                          plain_number(left.middle),
                      finer ? Verdict::holds : verdict);
    }

    /// "Of the underspend, £2.566m was down to timing, the remaining £1.099m being savings".
    void resolve_remaining(const Open& open) {
        const Figure& figure = *open.figure;
        const std::size_t s = open.sentence, here = number_of(s);
        std::vector<const Figure*> parts = parts_of(s, {.value = 1e15, .unit = figure.stated.unit}, 0, figure.token);
        std::string text;
        std::vector<const Fact*> wholes;
        for (const Fact& fact : near(here, 3, 0))
            if (fact.stated.unit == figure.stated.unit && fact.stated.value > figure.stated.value &&
                !(fact.sentence == here && fact.token >= figure.token) && fact.role != Role::size)
                wholes.push_back(&fact);
        if (parts.empty()) return resolve_rest_of_before(open, wholes);
        for (std::size_t w = wholes.size(); w-- > 0;) {
            const Fact& whole = *wholes[w];
            std::vector<const Figure*> taken = parts;
            if (whole.sentence == here)
                std::erase_if(taken, [&](const Figure* part) { return part->token <= whole.token; });
            if (taken.empty()) continue;
            const Interval left = behind(whole.stated) - sum_of(taken, text);
            if (agreement(figure.stated, left) != Verdict::holds) continue;
            return close(open,
                         judged(figure.stated, left,
                                plain_number(whole.stated.value) + " - (" + text + ") = " + plain_number(left.middle),
                                Verdict::holds),
                         ClaimKind::total);
        }
    }

    /// "432 launches. In 108 no help was needed. Of the remaining 324": a whole and one part of the sentences before.
    void resolve_rest_of_before(const Open& open, const std::vector<const Fact*>& wholes) {
        const Figure& figure = *open.figure;
        for (std::size_t w = wholes.size(); w-- > 0;)
            for (const Fact& part : near(number_of(open.sentence), 2, 0)) {
                if (part.sentence == number_of(open.sentence) || part.stated.unit != figure.stated.unit ||
                    &part == wholes[w] || !part.is_result() || part.stated.value >= wholes[w]->stated.value)
                    continue;
                const Interval left = behind(wholes[w]->stated) - behind(part.stated);
                if (agreement(figure.stated, left) != Verdict::holds) continue;
                return close(open,
                             judged(figure.stated, left,
                                    plain_number(wholes[w]->stated.value) + " - " + plain_number(part.stated.value) +
                                        " = " + plain_number(left.middle),
                                    Verdict::holds),
                             ClaimKind::total);
            }
    }

    /// A count that no rule read, whose parts stand behind it: "95 have a status: 78 are green, 3 amber and 14 red".
    void tell_total(std::size_t s, const Figure& figure) {
        if (!is_addable(figure) || figure.in_brackets || figure.role != Role::own) return;
        Judgement judgement = by_parts_behind(s, figure);
        if (judgement.verdict != Verdict::holds)
            judgement =
                by_figures_before({.sentence = s, .first = figure.bound, .last = figure.token + 1, .figure = &figure});
        if (judgement.verdict != Verdict::holds) return;
        const Sentence& sentence = sentences_[s];
        const std::size_t last = std::min(figure.token + 4, sentence.tokens.size());
        ledger_.claim(paragraph_.document, {sentence.tokens[figure.bound].begin, sentence.tokens[last - 1].end},
                      ClaimKind::total, "", std::move(judgement));
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
