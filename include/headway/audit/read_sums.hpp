/// @file
/// Totals that are said of the figures beside them: "this total comprised 629, 690 and 88", "30 and 20, 50 in total",
/// "out of 60 homes 45 are let, 10 are being repaired and a further 5 are empty".
///
/// A total that is far from its parts (half or double) is of other things, and is left.
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
#include "headway/audit/parts.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Reads totals that the sentence itself has the parts of.
class SumReader : private PartsReader {
public:
    explicit SumReader(Context& context) : PartsReader(context) {}

    void read() {
        read_comprised();
        read_said_total();
        read_further();
    }

    /// "That £5.782m be added, £5.416m from grants and £0.365m from reserves": the first is the sum of the others,
    /// which confirms it; otherwise nothing is said.
    void read_first_of_all() {
        std::vector<Figure*> parts;
        Figure* whole = nullptr;
        for (Figure& figure : sentence_.figures) {
            if (figure.stated.unit == StatedUnit::per_cent || figure.stated.unit == StatedUnit::points) return;
            if (figure.taken || figure.role != Role::own || figure.stated.bound != Bound::exact) return;
            if (whole == nullptr)
                whole = &figure;
            else
                parts.push_back(&figure);
        }
        if (whole == nullptr || parts.size() < 2 || whole->stated.value < 20.0 || !and_between(parts)) return;
        for (const Figure* part : parts)
            if (part->stated.unit != whole->stated.unit || part->stated.value <= 0.0) return;
        std::string text;
        const Interval sum = sum_of(parts, text);
        const Verdict verdict = agreement(whole->stated, sum);
        const bool near = std::fabs(sum.middle - whole->stated.value) <= 2.0 * whole->stated.half();
        if (verdict == Verdict::contradiction || (verdict == Verdict::rounding && !near)) return;
        whole->taken = true;
        for (Figure* part : parts) part->taken = true;
        context_.claim(context_.back(whole->bound, 2), parts.back()->token + 1, ClaimKind::total,
                       {.rule = "parts and whole",
                        .verdict = verdict,
                        .stated = shown_stated(whole->stated),
                        .computed = plain_number(sum.middle),
                        .why = text + ", of " + shown_part(whole->stated)});
    }

private:
    /// "This overall total comprised 629 primary fires, 690 secondary fires and 88 chimney fires": of the figure
    /// before.
    void read_comprised() {
        if (word(0) != "this" && word(0) != "these" && word(0) != "the" && word(0) != "they") return;
        if (!context_.before.stated.known() || !context_.before.stated.is_count()) return;
        std::size_t made_of = 0;
        for (std::size_t i = 1; i < std::min<std::size_t>(7, sentence_.tokens.size()) && made_of == 0; ++i)
            made_of = is_made_of(i) ? i : 0;
        if (made_of == 0) return;
        std::vector<Figure*> parts;
        for (Figure& figure : sentence_.figures) {
            if (figure.token < made_of || figure.taken || figure.stated.unit == StatedUnit::per_cent) continue;
            if (!figure.stated.is_count() || figure.role != Role::own || figure.stated.bound != Bound::exact) return;
            parts.push_back(&figure);
        }
        if (parts.size() < 2 || !joined_by_and(parts)) return;
        std::string text;
        const Interval sum = sum_of(parts, text);
        const double whole = context_.before.stated.value;
        Judgement judgement{.rule = "parts and whole",
                            .verdict = sum.middle == whole ? Verdict::holds : Verdict::contradiction,
                            .stated = plain_number(whole),
                            .computed = plain_number(sum.middle),
                            .why = text + ", of " + plain_number(whole),
                            .severity = Severity::high,
                            .against = context_.quote(context_.before.span)};
        if (sum.middle < 0.5 * whole || sum.middle > 2.0 * whole) judgement.verdict = Verdict::not_checkable;
        for (Figure* part : parts) part->taken = true;
        context_.claim(0, parts.back()->token + 2, ClaimKind::total, std::move(judgement));
    }

    /// "30 primary and 20 secondary fires, 50 in total", "eight and four, giving a total of 12".
    void read_said_total() {
        for (const Mark& mark : sentence_.marks) {
            if (mark.cue != Cue::total) continue;
            Figure* total = nullptr;
            for (Figure& figure : sentence_.figures)
                if (!figure.taken &&
                    (figure.token + 1 == mark.first || (figure.bound >= mark.last && figure.bound <= mark.last + 1)))
                    total = &figure;
            if (total == nullptr || total->stated.unit == StatedUnit::per_cent) continue;
            std::vector<Figure*> parts;
            bool plain = true;
            for (Figure& figure : sentence_.figures) {
                if (figure.token >= std::min(total->token, mark.first)) break;
                if (figure.stated.unit == StatedUnit::per_cent) continue;
                plain = plain && !figure.taken && figure.stated.unit == total->stated.unit &&
                        figure.role == Role::own && figure.stated.bound == Bound::exact;
                parts.push_back(&figure);
            }
            if (!plain || parts.size() < 2 || !and_between(parts)) continue;
            std::string text;
            const Interval sum = sum_of(parts, text);
            Judgement judgement{
                .rule = "parts and whole",
                .verdict = agreement(total->stated, sum),
                .stated = shown_stated(total->stated),
                .computed = plain_number(sum.middle),
                .why = text + ", of " + shown_part(total->stated),
                .severity = Severity::high,
                .against = context_.quote(context_.span(parts.front()->token, parts.back()->token + 1))};
            if (judgement.verdict == Verdict::contradiction &&
                (sum.middle < 0.5 * total->stated.value || sum.middle > 2.0 * total->stated.value))
                judgement.verdict = Verdict::not_checkable;
            const std::size_t first = std::min(total->bound, mark.first), last = std::max(total->token + 1, mark.last);
            total->taken = true;
            for (Figure* part : parts) part->taken = true;
            context_.claim(first, last, ClaimKind::total, std::move(judgement));
        }
    }

    /// "Out of 60 homes 45 are let, 10 are being repaired and a further 5 are empty": no more than all of them.
    void read_further() {
        std::vector<Figure*> figures;
        for (Figure& figure : sentence_.figures) {
            if (figure.stated.unit == StatedUnit::per_cent) continue;
            if (figure.taken || !figure.stated.is_count() || figure.role != Role::own ||
                figure.stated.bound != Bound::exact)
                return;
            figures.push_back(&figure);
        }
        if (figures.size() < 3 || sentence_.has(Cue::remaining, 0, sentence_.tokens.size())) return;
        Figure& whole = *figures.front();
        const std::size_t from = whole.bound;
        std::size_t of = from;
        if (of > 0 && (word(of - 1) == "the" || word(of - 1) == "these" || word(of - 1) == "all")) --of;
        const bool named = of > 0 && of <= 3 && word(of - 1) == "of";
        const bool stated =
            from > 0 && (word(from - 1) == "were" || word(from - 1) == "are") && parted_by(whole, *figures[1]);
        std::vector<Figure*> parts(figures.begin() + 1, figures.end());
        constexpr std::array<std::string_view, 9> verbs{"were", "was",  "are",     "is", "had",
                                                        "have", "came", "related", "of"};
        for (const Figure* part : parts) {
            const std::size_t next = part->token + 1;
            bool verb = false;
            for (std::size_t i = next; i < std::min(next + 4, sentence_.tokens.size()); ++i)
                verb = verb || headway::detail::is_one_of(word(i), verbs);
            if (!verb || has_state(*part) || part->stated.value > whole.stated.value) return;
        }
        if (!(named || stated) || !and_between(parts)) return;
        std::string text;
        const Interval sum = sum_of(parts, text);
        const bool last_verb = stated && parts.size() == 2;  // "18 cases; 14 were physical and four were of stress"
        Judgement judgement{.rule = "parts and whole",
                            .verdict = sum.middle == whole.stated.value  ? Verdict::holds
                                       : sum.middle > whole.stated.value ? Verdict::contradiction
                                                                         : Verdict::not_checkable,
                            .stated = shown_stated(whole.stated),
                            .computed = plain_number(sum.middle),
                            .why = text + ", of " + shown_part(whole.stated),
                            .severity = Severity::high,
                            .against = context_.quote(context_.span(parts.front()->token, parts.back()->token + 1))};
        if (judgement.verdict == Verdict::not_checkable && !last_verb && !named) return;
        whole.taken = true;
        for (Figure* part : parts) part->taken = true;
        context_.claim(context_.back(whole.bound, 2), parts.back()->token + 2, ClaimKind::total, std::move(judgement));
    }

    /// Whether a semicolon or a colon stands between two figures.
    [[nodiscard]] bool parted_by(const Figure& one, const Figure& other) const {
        for (std::size_t i = one.token + 1; i < other.token; ++i)
            if (sentence_.sign(i, ';') || sentence_.sign(i, ':')) return true;
        return false;
    }
};

/// Reads totals that the sentence itself has the parts of, as claims.
inline void read_sums(Context& context) { SumReader(context).read(); }
/// Reads a total that stands before all of its parts, as a claim.
inline void read_first_of_all(Context& context) { SumReader(context).read_first_of_all(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
