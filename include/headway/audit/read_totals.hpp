/// @file
/// Wholes and their parts in sentences: "135 actions (102 high, 30 medium, 3 low)", "14 complaints, of which 9 were
/// upheld", "274 are complete ... the remaining 726", "four further homes; two of these will be for ...".
///
/// Parts behind a colon, in brackets, or after "comprising", "made up of" are all of them: they come to their whole.
/// Parts after "of which" may be some of them: they come to no more. What remains is the whole less what was said of
/// it; it is contradicted only where the whole is named as one, in the same sentence or the one before, and all that is
/// said of it between them are figures: no share in words, no "some", no part of a part.
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
#include "headway/audit/read_sums.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// What a paragraph has said of a whole: "out of the 1,000 homes, 274 are complete".
struct WholeSoFar {
    bool known = false;
    bool named = false;  ///< "of the 1,000"
    Stated whole{};
    Span span{};
    std::vector<Stated> parts{};
    bool told = true;       ///< what was said of it since are figures, and all of them its parts
    std::size_t since = 0;  ///< sentences ago
};

/// Reads totals and their parts over sentences: brackets, "of which", what remains.
class TotalReader : private PartsReader {
public:
    TotalReader(Context& context, WholeSoFar& so_far) : PartsReader(context), so_far_(so_far) {}

    void read() {
        ++so_far_.since;
        read_brackets();
        read_enumeration();
        read_of_which();
        read_remaining();
        note_whole();
    }

private:
    [[nodiscard]] static bool is_part(const Figure& figure, const Figure& whole) {
        return !figure.taken && figure.stated.unit == whole.stated.unit && figure.stated.value >= 0.0 &&
               figure.stated.value <= whole.stated.value && figure.stated.bound == Bound::exact;
    }

    void judge(Figure& whole, const std::vector<Figure*>& parts, bool all, std::size_t last) {
        std::string text;
        const Interval sum = sum_of(parts, text);
        Judgement judgement{.rule = "parts and whole",
                            .stated = shown_stated(whole.stated),
                            .computed = plain_number(sum.middle),
                            .why = text + ", of " + shown_part(whole.stated),
                            .severity = Severity::high,
                            .against = context_.quote(context_.span(parts.front()->token, last))};
        const Verdict equal = agreement(whole.stated, sum);
        const bool too_many = sum.low > whole.stated.value + whole.stated.half() && equal == Verdict::contradiction;
        judgement.verdict = equal != Verdict::contradiction ? equal
                            : all || too_many               ? Verdict::contradiction
                                                            : Verdict::not_checkable;
        if (judgement.verdict == Verdict::not_checkable) judgement.why += "; these may be some of them";
        whole.taken = true;
        for (Figure* part : parts) part->taken = true;
        context_.claim(context_.back(whole.bound, 2), last, ClaimKind::total, std::move(judgement));
    }

    /// "135 agreed actions (102 high priority, 30 medium, 3 low)", "12 cases: 5 closed, 4 open and 3 new".
    void read_brackets() {
        for (std::size_t f = 0; f + 2 < sentence_.figures.size(); ++f) {
            Figure& whole = sentence_.figures[f];
            if (whole.taken || whole.stated.unit == StatedUnit::per_cent || whole.stated.unit == StatedUnit::points ||
                whole.stated.decimals > 2)
                continue;
            if (whole.role == Role::later || whole.role == Role::earlier || is_comparator(whole.role)) continue;
            Figure& first = sentence_.figures[f + 1];
            std::size_t opened = 0;
            bool comprising = false;
            for (std::size_t i = whole.token + 1; i < first.token; ++i) {
                if (sentence_.sign(i, '(') || sentence_.sign(i, ':')) opened = i;
                if (is_made_of(i)) comprising = true, opened = i;
            }
            if (opened == 0 || first.token - opened > 4 || first.token - whole.token > 10) continue;
            const bool bracket = sentence_.sign(opened, '(');
            std::vector<Figure*> parts;
            std::size_t last = first.token + 1;
            for (std::size_t p = f + 1; p < sentence_.figures.size(); ++p) {
                Figure& part = sentence_.figures[p];
                if (bracket && (!part.in_brackets || closed_between(opened, part.token))) break;
                if (part.stated.unit == StatedUnit::per_cent && whole.stated.unit == StatedUnit::none) continue;
                if (part.stated.unit != whole.stated.unit || part.stated.bound != Bound::exact ||
                    part.role == Role::target || part.role == Role::earlier || part.role == Role::later) {
                    parts.clear();
                    break;
                }
                parts.push_back(&part);
                last = part.token + 1;
            }
            if (parts.size() < 2) continue;
            const auto fitting = std::count_if(parts.begin(), parts.end(), [&](const Figure* part) {
                return is_part(*part, whole) && !has_state(*part);
            });
            // of three parts in brackets one may be wrong and more than the whole
            const bool one_too_large =
                bracket && parts.size() >= 3 && std::none_of(parts.begin(), parts.end(), [&](const Figure* part) {
                    return part->taken || has_state(*part);
                });
            if (static_cast<std::size_t>(fitting) + (one_too_large ? 1u : 0u) < parts.size()) continue;
            if (context_.link && fits(*context_.row(), whole)) continue;
            const bool years = !context_.sentence.whens.empty() && !comprising && !bracket;
            judge(whole, parts, !years && (comprising || bracket || joined_by_and(parts)), last);
        }
    }

    /// "We handled 15 complaints. Two were upheld, three were partially upheld and ten were not": parts of the count
    /// before.
    void read_enumeration() {
        if (!context_.before.stated.known() || !context_.before.stated.is_count()) return;
        std::vector<Figure*> parts;
        constexpr std::array<std::string_view, 7> verbs{"were", "was", "are", "had", "have", "not", "partially"};
        for (Figure& figure : sentence_.figures) {
            if (figure.taken || !figure.stated.is_count() || figure.role != Role::own ||
                figure.stated.bound != Bound::exact)
                return;
            const std::size_t next = figure.token + 1;
            if (!headway::detail::is_one_of(word(next), verbs) && !headway::detail::is_one_of(word(next + 1), verbs))
                return;
            if (has_state(figure)) return;
            parts.push_back(&figure);
        }
        if (parts.size() < 2 || parts.front()->bound > 2) return;
        std::string text;
        const Interval sum = sum_of(parts, text);
        const double whole = context_.before.stated.value;
        Judgement judgement{.rule = "parts and whole",
                            .stated = plain_number(whole),
                            .computed = plain_number(sum.middle),
                            .why = text + ", of " + plain_number(whole),
                            .severity = Severity::high,
                            .against = context_.quote(context_.before.span)};
        if (sum.middle == whole)
            judgement.verdict = Verdict::holds;
        else if (sum.middle > whole && joined_by_and(parts))
            judgement.verdict = Verdict::contradiction;
        const std::size_t last = parts.back()->token + 2;
        for (Figure* part : parts) part->taken = true;
        context_.claim(parts.front()->bound, last, ClaimKind::total, std::move(judgement));
    }

    [[nodiscard]] bool closed_between(std::size_t from, std::size_t to) const {
        for (std::size_t i = from; i < to; ++i)
            if (sentence_.sign(i, ')')) return true;
        return false;
    }

    /// "24 of them early; 7 were": what stands behind a semicolon is of another whole.
    [[nodiscard]] bool parted_between(std::size_t from, std::size_t to) const {
        for (std::size_t i = from; i < to; ++i)
            if (sentence_.sign(i, ';')) return true;
        return false;
    }

    void read_of_which() {
        for (const Mark& mark : sentence_.marks) {
            if (mark.cue != Cue::of_which) continue;
            Figure *whole = nullptr, *before = nullptr;  // "two of these": the whole stands before that
            for (Figure& figure : sentence_.figures) {
                if (figure.token >= mark.first || figure.taken || figure.stated.unit == StatedUnit::per_cent ||
                    figure.stated.unit == StatedUnit::points)
                    continue;
                constexpr std::array<std::string_view, 8> apart{"more",  "fewer", "less",  "higher",
                                                                "lower", "above", "below", "short"};
                if (figure.token + 1 == mark.first)
                    before = &figure;
                else if (!headway::detail::is_one_of(word(figure.token + 1), apart))  // "41 more than the ceiling"
                    whole = &figure;
            }
            std::vector<Figure*> parts;
            std::size_t last = mark.last;
            for (Figure& figure : sentence_.figures) {
                if (whole == nullptr || &figure == whole || figure.taken || !is_part(figure, *whole)) continue;
                if (figure.token < mark.last) continue;
                if (parted_between(mark.last, figure.token)) break;
                if (figure.role == Role::target || figure.role == Role::earlier || figure.role == Role::later) continue;
                parts.push_back(&figure);
                last = figure.token + 1;
            }
            if (mark.first == 0 && sentence_.sign(mark.last, ':') && whole == nullptr && before == nullptr) {
                read_of_before(mark);
                return;
            }
            if (before != nullptr) parts.insert(parts.begin(), before);
            if (whole == nullptr || parts.empty()) continue;
            if (parts.size() == 1 && has_share_behind(*parts.front(), mark)) return;  // read with its share
            const bool remaining = sentence_.has(Cue::remaining, mark.last, last);
            double sum = 0.0;
            bool states = false;
            for (const Figure* part : parts) {
                sum += part->stated.value;
                states = states || has_state(*part);
            }
            if (states && sum != whole->stated.value) return;
            judge(*whole, parts, remaining && is_told(last), last);
            return;
        }
    }

    /// "£5.782m is added. Of this: £4.184m is ...; £1.232m ...; and £0.365m ...": parts of the figure before.
    void read_of_before(const Mark& mark) {
        std::vector<Figure*> parts;
        for (Figure& figure : sentence_.figures)
            if (figure.token >= mark.last && !figure.taken && figure.stated.unit == context_.before.stated.unit &&
                figure.role == Role::own && figure.stated.value <= context_.before.stated.value)
                parts.push_back(&figure);
        if (parts.size() < 2 || !context_.before.stated.known() || !and_between(parts)) return;
        std::string text;
        const Interval sum = sum_of(parts, text);
        Judgement judgement{.rule = "parts and whole",
                            .verdict = agreement(context_.before.stated, sum),
                            .stated = shown_stated(context_.before.stated),
                            .computed = plain_number(sum.middle),
                            .why = text + ", of " + shown_part(context_.before.stated),
                            .severity = Severity::high,
                            .against = context_.quote(context_.before.span)};
        if (judgement.verdict == Verdict::contradiction && sum.middle < 0.5 * context_.before.stated.value)
            judgement.verdict = Verdict::not_checkable;
        for (Figure* part : parts) part->taken = true;
        context_.claim(0, parts.back()->token + 1, ClaimKind::total, std::move(judgement));
    }

    /// "9 of which (75%)", "of which 19 (38%)".
    [[nodiscard]] bool has_share_behind(const Figure& part, const Mark& of_which) const {
        const std::size_t from = std::max(part.token + 1, part.token < of_which.first ? of_which.last : 0);
        return std::any_of(sentence_.figures.begin(), sentence_.figures.end(), [&](const Figure& figure) {
            return figure.stated.unit == StatedUnit::per_cent && figure.in_brackets && figure.bound == from + 1 &&
                   sentence_.sign(from, '(');
        });
    }

    void read_remaining() {
        for (const Mark& mark : sentence_.marks) {
            if (mark.cue != Cue::remaining) continue;
            for (Figure& figure : sentence_.figures) {
                if (figure.token < mark.last || figure.token > mark.last + 2 || figure.taken ||
                    figure.stated.unit == StatedUnit::points)
                    continue;
                Judgement judgement{.rule = "remaining",
                                    .stated = shown_stated(figure.stated),
                                    .why = "the whole is not printed",
                                    .severity = Severity::high};
                WholeSoFar here = so_far_;
                if (!here.known) note_into(here, figure.token);
                if (here.known && here.whole.unit == figure.stated.unit && !here.parts.empty()) {
                    Interval left = behind(here.whole);
                    std::string text = plain_number(here.whole.value);
                    for (const Stated& part : here.parts) {
                        left = left - behind(part);
                        text += " - " + plain_number(part.value);
                    }
                    judgement.verdict = agreement(figure.stated, left);
                    if (judgement.verdict == Verdict::contradiction && !(may_fail(mark, figure, here) &&
                                                                         left.middle >= 0.0))
                        judgement.verdict = Verdict::not_checkable;
                    judgement.computed = plain_number(left.middle);
                    judgement.why = text + " = " + judgement.computed;
                    judgement.against = context_.quote(here.span);
                    for (Figure& part : sentence_.figures)
                        if (part.token < figure.token && part.stated.unit == here.whole.unit) part.taken = true;
                }
                figure.taken = true;
                context_.claim(mark.first, std::min(figure.token + 2, sentence_.tokens.size()), ClaimKind::total,
                               std::move(judgement));
            }
        }
    }

    /// Whether a remainder that does not fit is wrong: of a whole whose other parts are all said in figures.
    [[nodiscard]] bool may_fail(const Mark& mark, const Figure& figure, const WholeSoFar& whole) const {
        const bool own = !so_far_.known;
        const bool share = whole.whole.unit == StatedUnit::per_cent;
        if (!whole.told || !is_told(mark.first) || figure.stated.value > whole.whole.value) return false;
        if (own ? !(whole.named || share) : !(whole.named && so_far_.since == 1 && first_figure() == figure.token))
            return false;
        // "the other two depots", "the other 18 late ones": of things that the whole did not count
        const std::string_view next = word(figure.token + 1);
        if (next == "ones" || word(figure.token + 2) == "ones") return false;
        const bool noun = next.size() > 3 && next.back() == 's';
        bool counted = false;
        for (std::size_t i = 0; i < mark.first; ++i) counted = counted || word(i) == next;
        return !noun || counted;
    }

    /// Whether what a sentence says of a whole before a token is in figures alone.
    [[nodiscard]] bool is_told(std::size_t until) const {
        constexpr std::array<std::string_view, 13> some{"most",     "some", "many", "several", "few",
                                                        "others",   "half", "rest", "nearly",  "majority",
                                                        "minority", "all",  "both"};
        const std::size_t from = first_figure();
        for (std::size_t i = 0; i < until; ++i)
            if (headway::detail::is_one_of(word(i), some) ||
                (word(i) == "a" && i + 1 < until && sentence_.tokens[i + 1].ordinal))  // "a fifth"
                return false;
        return std::none_of(sentence_.uses.begin(), sentence_.uses.begin() + static_cast<std::ptrdiff_t>(until),
                            [](NumberUse use) { return use == NumberUse::fraction; }) &&
               std::none_of(sentence_.marks.begin(), sentence_.marks.end(), [&](const Mark& mark) {
                   return mark.cue == Cue::of_which && mark.first > from && mark.last < until;
               });
    }

    /// "The other two" before another remainder: no part that was counted.
    [[nodiscard]] bool is_remainder(const Figure& figure) const {
        return std::any_of(sentence_.marks.begin(), sentence_.marks.end(), [&](const Mark& mark) {
            return mark.cue == Cue::remaining && figure.token >= mark.last && figure.token <= mark.last + 2;
        });
    }

    /// "Out of the 1,000 homes planned, 274 are": a whole that is named as one, and its parts behind it.
    void note_into(WholeSoFar& so_far, std::size_t until) const {
        for (const Figure& figure : sentence_.figures) {
            if (figure.token >= until) break;
            const std::size_t from = figure.bound;
            if (is_remainder(figure)) {
                so_far.told = false;
                continue;
            }
            if (const Figure* of = whole_of(figure); of != nullptr && of->token < until) {
                if (so_far.known) {  // another whole
                    so_far.told = false;
                    continue;
                }
                so_far = {.known = true,
                          .named = true,
                          .whole = of->stated,
                          .span = context_.span(of->token, of->token + 1),
                          .parts = {figure.stated}};
                continue;
            }
            if (so_far.known && so_far.whole.value == figure.stated.value && so_far.parts.size() == 1) continue;
            const bool named = from > 0 && ((word(from - 1) == "of") || (from > 1 && word(from - 2) == "of") ||
                                            (from > 1 && word(from - 2) == "these"));
            if (!so_far.known && figure.stated.unit != StatedUnit::points &&
                (named || figure.token == first_figure() || figure.stated.unit == StatedUnit::per_cent)) {
                if (figure.stated.unit == StatedUnit::per_cent) {
                    so_far = {.known = true,
                              .whole = {.value = 100.0, .decimals = 3, .unit = StatedUnit::per_cent},
                              .span = context_.span(figure.token, figure.token + 1),
                              .parts = {figure.stated}};
                    continue;
                }
                so_far = {.known = true,
                          .named = named,
                          .whole = figure.stated,
                          .span = context_.span(figure.token, figure.token + 1)};
                continue;
            }
            const bool inner = !so_far.parts.empty() &&  // "24 were early, 10 of them by a week"
                               sentence_.mark_at(figure.token + 1, std::array{Cue::of_which}) != nullptr;
            if (so_far.known && figure.stated.unit == so_far.whole.unit && figure.stated.value <= so_far.whole.value &&
                !is_comparator(figure.role) && !inner)
                so_far.parts.push_back(figure.stated);
            else if (!figure.in_brackets)
                so_far.told = false;
            so_far.told = so_far.told && figure.stated.bound == Bound::exact;
        }
    }

    /// "Seven of our ten": the whole of a part.
    [[nodiscard]] const Figure* whole_of(const Figure& part) const {
        if (word(part.token + 1) != "of" || !part.stated.is_count()) return nullptr;
        for (const Figure& figure : sentence_.figures)
            if (figure.bound > part.token && figure.bound <= part.token + 3 && figure.stated.is_count() &&
                figure.stated.value >= part.stated.value)
                return &figure;
        return nullptr;
    }

    [[nodiscard]] std::size_t first_figure() const {
        return sentence_.figures.empty() ? 0 : sentence_.figures.front().token;
    }

    void note_whole() {
        if (!so_far_.known) {
            WholeSoFar here;
            note_into(here, sentence_.tokens.size());
            here.told = here.told && is_told(sentence_.tokens.size());
            if (here.known && here.whole.unit != StatedUnit::per_cent) so_far_ = here;
        }
    }

    WholeSoFar& so_far_;
};

/// Reads totals and their parts, as claims.
inline void read_totals(Context& context, WholeSoFar& so_far) {
    read_sums(context);
    TotalReader(context, so_far).read();
    read_first_of_all(context);
}

}  // namespace headway::inline HEADWAY_ABI::auditing
