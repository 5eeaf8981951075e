/// @file
/// Shares: "9 of 12 (75%)", "23 (39%)", "39% (23)", "6 out of 12", "one in five", "half the number (706)", "19% of
/// these".
///
/// A share with its part and its whole is computed. Where the whole is not in the sentence every whole number of the
/// paragraph is tried, and a share that fits none is not checkable, unless its sentence names the whole. A share of a
/// stated number of things must come from a whole number of them (GRIM: Brown and Heathers 2017).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/context.hpp"
#include "headway/audit/count_in_words.hpp"
#include "headway/audit/read_share_sums.hpp"
#include "headway/audit/size_held.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Reads shares: of a whole, of one another, of what was expected.
class ShareReader {
public:
    explicit ShareReader(Context& context) : context_(context), sentence_(context.sentence) {}

    void read() {
        for (std::size_t f = 0; f < sentence_.figures.size(); ++f) read_of(f);
        for (std::size_t f = 1; f + 1 < sentence_.figures.size(); ++f) read_against(f);
        for (std::size_t f = 0; f + 1 < sentence_.figures.size(); ++f) read_pair(f);
        read_samples(context_);
        read_share_of_amount();
        for (std::size_t f = 0; f < sentence_.figures.size(); ++f) read_bare(f);
    }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }
    [[nodiscard]] Figure* figure(std::size_t f) const {
        return f < sentence_.figures.size() ? &sentence_.figures[f] : nullptr;
    }

    /// Whether a figure is "of" the next: "6 of 12", "6 out of the 12", "6 of our 12", "6/12".
    [[nodiscard]] bool is_of(const Figure& part, const Figure& whole) const {
        std::size_t i = part.token + 1;
        if (sentence_.sign(i, '/') && i + 1 == whole.token && !sentence_.tokens[i].spaced) return true;
        if (word(i) == "out")
            ++i;
        else if (whole.token - part.token > 6)
            return false;
        if (word(i) != "of" && !(word(i) == "in" && whole.token == i + 1)) return false;
        ++i;
        constexpr std::array<std::string_view, 13> between{"the",   "our",      "all",   "a",       "total",
                                                           "its",   "these",    "those", "planned", "overall",
                                                           "their", "possible", "over"};
        while (i < whole.token && headway::detail::is_one_of(word(i), between)) ++i;
        return i == whole.bound || i == whole.token;
    }

    void read_of(std::size_t f) {
        Figure *part = figure(f), *whole = figure(f + 1);
        if (part == nullptr || whole == nullptr) return;
        const bool counted = part->counted && whole->counted;  // read as a count by rating; its share is not yet
        const bool of_all = whole->counted && !part->taken;    // "13 out of 15 measures", which are a total
        if (!counted && !of_all && (part->taken || whole->taken || part->counted)) return;
        if (!part->stated.is_count() || !whole->stated.is_count() || !is_of(*part, *whole)) return;
        if (part->stated.value < 0.0 || whole->stated.value <= 0.0) return;
        const bool fraction = whole->stated.value <= 10.0 && word(part->token + 1) == "in";  // "two in five"
        Figure* share = nullptr;
        std::size_t first = part->bound, last = whole->token + 1;
        if (Figure* behind_it = figure(f + 2); behind_it != nullptr && behind_it->stated.unit == StatedUnit::per_cent &&
                                               !behind_it->taken && is_equal_to(whole->token, *behind_it)) {
            share = behind_it;
            last = share->token + 1;
        } else if (Figure* ahead = f > 0 ? figure(f - 1) : nullptr;
                   ahead != nullptr && ahead->stated.unit == StatedUnit::per_cent && !ahead->taken &&
                   ahead->role != Role::size && is_shown_by(*ahead, *part, *whole)) {
            share = ahead;
            first = share->bound;
        }
        if (counted && share == nullptr) return;
        Judgement judgement{.rule = "part of a whole",
                            .stated = plain_number(part->stated.value) + " of " + plain_number(whole->stated.value),
                            .severity = Severity::high};
        const Interval is = exactly(100.0 * part->stated.value / whole->stated.value);
        judgement.why = plain_number(part->stated.value) + " / " + plain_number(whole->stated.value) + " = " +
                        plain_number(is.middle) + "%";
        if (share != nullptr) {
            judgement.rule = "share";
            judgement.stated = shown_stated(share->stated);
            judgement.computed = plain_number(is.middle) + "%";
            judgement.verdict = share_agrees(share->stated, part->stated.value, whole->stated.value);
            if (fraction)  // which is said of a share, and approximate
                judgement.verdict =
                    agreement({.value = is.middle,
                               .unit = StatedUnit::per_cent,
                               .bound = part->stated.bound == Bound::exact ? Bound::about : part->stated.bound},
                              behind(share->stated));
            if (judgement.verdict == Verdict::contradiction && std::floor(is.middle) == share->stated.value)
                judgement.why += "; cut off, not rounded";
            judgement.against = context_.quote(context_.span(part->token, whole->token + 1));
            share->taken = share->of_units = true;
        } else if (part->stated.value > whole->stated.value) {
            judgement.verdict = Verdict::contradiction;
            judgement.computed = plain_number(is.middle) + "%";
        } else {
            judgement.why += "; no share is stated";
        }
        part->taken = whole->taken = true;
        context_.claim(first, last, ClaimKind::share, std::move(judgement));
    }

    /// "72% of the staff (1,440 of 2,000)": the part and the whole of a share in brackets behind it.
    [[nodiscard]] bool is_shown_by(const Figure& share, const Figure& part, const Figure& whole) const {
        constexpr std::size_t far = 9;
        if (part.bound - share.token > far || !sentence_.sign(part.bound - 1, '(')) return false;
        for (std::size_t i = share.token + 1; i + 1 < part.bound; ++i)
            if (sentence_.tokens[i].is != Token::Is::word) return false;
        return sentence_.sign(whole.token + 1, ')') || part.bound == share.token + 2;
    }

    /// "12 (75%)", "12, or 75%", "12 = 75%": a share directly behind, with few words between.
    [[nodiscard]] bool is_equal_to(std::size_t from, const Figure& share) const {
        if (share.bound - from > 12) return false;
        bool bracket = false, equal = false;
        for (std::size_t i = from + 1; i < share.bound; ++i) {
            const std::string_view now = word(i);
            if (sentence_.sign(i, '(')) bracket = true;
            if (sentence_.sign(i, ')') || sentence_.sign(i, ';')) return false;
            if (now == "or" || now == "equates" || now == "equating" || now == "representing" || now == "equivalent" ||
                now == "ie" || now == "i" || now == "is" || now == "giving" || now == "represents" ||
                sentence_.sign(i, '=') || now == "equal")
                equal = true;
            if (now == "compared" || now == "from" || now == "target" || now == "against" || now == "and" ||
                now == "while" || now == "whilst" || now == "national")
                return false;
        }
        return bracket ? sentence_.sign(share.bound - 1, '(') : equal;
    }

    /// "23 (39%)", "39% (23)", "(39%, 23)", "13,513 were seen, accounting for 78 per cent".
    void read_pair(std::size_t f) {
        Figure *one = figure(f), *other = figure(f + 1);
        const bool share_last = other->stated.unit == StatedUnit::per_cent;
        Figure *share = share_last ? other : one, *part = share_last ? one : other;
        if (share->taken || (part->taken && !part->counted) || share->stated.unit != StatedUnit::per_cent ||
            !part->stated.is_count() || part->stated.value <= 0.0)
            return;
        if (is_comparator(part->role) || is_comparator(share->role) || share->stated.value > 100.0 ||
            part->role == Role::size)
            return;
        // "beat its target by 55 (9%)": by how much, and no part of a whole
        constexpr std::array<std::string_view, 6> by{"by", "losing", "lost", "gaining", "gained", "saving"};
        if (share_last && part->bound > 0 && headway::detail::is_one_of(word(part->bound - 1), by)) return;
        const std::size_t from = one->token, to = other->bound;
        bool gone = false;
        for (std::size_t i = from + 1; i < to; ++i) {
            if (sentence_.sign(i, ')') || sentence_.sign(i, ';') || word(i) == "compared") return;
            gone = gone || word(i) == "from";
        }
        const bool bracket = sentence_.sign(to - 1, '(') && to - from <= (share_last ? 12u : 3u);
        const bool inside = one->in_brackets && other->in_brackets && sentence_.sign(from + 1, ',') && to == from + 2 &&
                            sentence_.sign(other->token + 1, ')');
        bool accounts = false;
        if (share_last)
            for (std::size_t i = from + 1; i < to; ++i)
                accounts = accounts || word(i) == "accounting" || word(i) == "representing" || word(i) == "equating" ||
                           (word(i) == "or" && i + 1 == to);
        if (gone && !accounts) return;
        if (share_last && part->role == Role::later && (read_moved(*part, *share) || !bracket)) return;
        // "of the 59 the largest was delay (39%, 23)": the share is of the figure behind it
        if (bracket && share_last && sentence_.sign(other->token + 1, ',') && figure(f + 2) != nullptr &&
            figure(f + 2)->in_brackets && figure(f + 2)->token == other->token + 2 && figure(f + 2)->stated.is_count())
            return;
        if (!bracket && !inside && !(accounts && to - from <= 14)) return;
        if (bracket && closes_otherwise(*other)) return;
        if (bracket && share_last && read_more(*part, *share)) return;
        const std::size_t claim = context_.ledger.audit.claims.size();
        context_.claim(one->bound, other->token + 1, ClaimKind::share,
                       {.stated = shown_stated(share->stated), .why = "no whole number of the paragraph gives it"});
        if (context_.shares != nullptr)
            context_.shares->pairs.push_back(
                {part->stated, share->stated, claim, context_.shares->sentence,
                 of_the_total(*share) ? sole_measure(part->stated.value) : named_whole(*part)});
        if (context_.shares != nullptr && !context_.shares->pairs.empty() &&
            claim + 1 == context_.ledger.audit.claims.size())
            if (const auto all = whole_of_parts(*part)) {
                context_.shares->pairs.back().named = all;
                context_.shares->pairs.back().strong = true;
            }
        one->taken = other->taken = true;
    }

    /// "Fell from 4,120 to 3,502, or 15%": what it moved by, or a share of a whole; where it is the size it is that.
    bool read_moved(Figure& later, Figure& share) {
        const Figure* earlier = nullptr;
        for (const Figure& figure : sentence_.figures)
            if (figure.role == Role::earlier && figure.stated.unit == later.stated.unit && figure.token < later.token &&
                figure.token + 4 >= later.token)
                earlier = &figure;
        if (earlier == nullptr) return false;
        Judgement judgement{.rule = "size of change", .stated = shown_stated(share.stated)};
        judgement.against = context_.quote(context_.span(earlier->token, earlier->token + 1));
        hold_size(judgement, share.stated, behind(later.stated), behind(earlier->stated), false);
        if (judgement.verdict == Verdict::contradiction) judgement.verdict = Verdict::not_checkable;
        share.taken = true;
        context_.claim(share.bound, share.token + 1, ClaimKind::change, std::move(judgement));
        return true;
    }

    /// "2,846 were waiting, 212 (8%) more than at 31 March": how many more, over what there were before.
    bool read_more(Figure& part, Figure& share) {
        constexpr std::array<std::string_view, 4> more{"more", "higher", "up", "additional"};
        constexpr std::array<std::string_view, 4> fewer{"fewer", "less", "lower", "down"};
        const std::string_view next = word(share.token + 2);
        const int way = headway::detail::is_one_of(next, more) ? 1 : headway::detail::is_one_of(next, fewer) ? -1 : 0;
        if (way == 0 || !sentence_.sign(share.token + 1, ')')) return false;
        const Figure* later = nullptr;
        for (const Figure& figure : sentence_.figures)
            if (figure.token < part.token && figure.stated.unit == part.stated.unit && figure.role != Role::size)
                later = &figure;
        if (later == nullptr) return false;
        const Interval now = behind(later->stated), before = now - behind(part.stated) * way;
        Judgement judgement{.rule = "size of change",
                            .stated = shown_stated(share.stated),
                            .severity = Severity::high,
                            .against = context_.quote(context_.span(later->token, later->token + 1))};
        hold_size(judgement, share.stated, now, before, false);
        if (judgement.verdict != Verdict::holds && judgement.verdict != Verdict::rounding) return false;
        part.taken = share.taken = true;
        context_.claim(part.bound, share.token + 3, ClaimKind::change, std::move(judgement));
        return true;
    }

    /// "39 were not upheld, 41 were upheld and one was withdrawn (2%)": three parts and more that come to a number
    /// which the sentences before have are of it.
    [[nodiscard]] std::optional<double> whole_of_parts(const Figure& part) const {
        double sum = 0.0;
        std::size_t parts = 0;
        for (const Figure& figure : sentence_.figures) {
            if (figure.stated.unit == StatedUnit::per_cent) continue;
            if (!figure.stated.is_count() || figure.role != Role::own || figure.in_brackets) return std::nullopt;
            sum += figure.stated.value;
            ++parts;
        }
        if (parts < 3 || sum <= part.stated.value) return std::nullopt;
        const bool printed =
            std::any_of(context_.paragraph.begin(), context_.paragraph.end(),
                        [&](const Figure& figure) { return figure.stated.is_count() && figure.stated.value == sum; });
        return printed ? std::optional(sum) : std::nullopt;
    }

    /// "(75% in June)", "(2022: 12)": what stands in the brackets is more than the number and its noun.
    [[nodiscard]] bool closes_otherwise(const Figure& figure) const {
        if (figure.when >= 0 && context_.when_of(figure)->first > figure.token) return true;
        for (std::size_t i = figure.token + 1; i < std::min(figure.token + 6, sentence_.tokens.size()); ++i) {
            if (sentence_.sign(i, ')') || sentence_.sign(i, ',')) return false;
            const std::string_view now = word(i);
            if (now == "in" || now == "at" || now == "last" || now == "previous" || now == "target" ||
                now == "national")
                return true;
        }
        return figure.token + 6 < sentence_.tokens.size();
    }

    /// The whole that the sentence names: "of the 59 upheld, 23 (39%)".
    [[nodiscard]] std::optional<double> named_whole(const Figure& part) const {
        const Stated& before = context_.before.stated;
        if (word(0) == "of" && (word(1) == "these" || word(1) == "those" || word(1) == "them") && part.token <= 5 &&
            before.known() && before.is_count() && before.value >= part.stated.value)
            return before.value;
        for (const Figure& whole : sentence_.figures) {
            if (whole.token > part.token && whole.token <= part.token + 9 && whole.stated.is_count() &&
                whole.stated.value >= part.stated.value && behind_brackets(part, whole))
                return whole.stated.value;  // "45 (60%) of the 75 fires"
            if (whole.token >= part.token || !whole.stated.is_count() || whole.stated.value < part.stated.value)
                continue;
            // "12 sites, 9 of which (75%)", "50 visits, of which 19 (38%)"
            if (whole.role == Role::own && sentence_.has(Cue::of_which, whole.token + 1, part.token + 3) &&
                whole.token + 12 > part.token)
                return whole.stated.value;
            std::size_t i = whole.bound;
            if (i > 0 && (word(i - 1) == "the" || word(i - 1) == "these" || word(i - 1) == "all")) --i;
            if (i > 0 && (word(i - 1) == "of")) return whole.stated.value;
        }
        return std::nullopt;
    }

    /// "620 against an expected 631 (98%)", "6,827 against 7,500, or 91%": the figure before of the one that it is held
    /// against, where it gives the share.
    void read_against(std::size_t f) {
        Figure &part = sentence_.figures[f - 1], &whole = sentence_.figures[f], &share = sentence_.figures[f + 1];
        if (share.stated.unit != StatedUnit::per_cent || share.taken || !part.stated.is_count() ||
            !whole.stated.is_count() || part.counted || whole.counted || whole.stated.value <= 0.0)
            return;
        const bool against = whole.role == Role::compared || whole.role == Role::target ||
                             whole.role == Role::forecast || whole.role == Role::budget;
        if (!against || !is_equal_to(whole.token, share)) return;
        const Verdict verdict = share_agrees(share.stated, part.stated.value, whole.stated.value);
        if (verdict != Verdict::holds && verdict != Verdict::rounding) return;
        const double is = 100.0 * part.stated.value / whole.stated.value;
        share.taken = true;
        context_.claim(share.bound, share.token + 1, ClaimKind::share,
                       {.rule = "share",
                        .verdict = verdict,
                        .stated = shown_stated(share.stated),
                        .computed = plain_number(is) + "%",
                        .why = plain_number(part.stated.value) + " / " + plain_number(whole.stated.value) + " = " +
                               plain_number(is) + "%",
                        .against = context_.quote(context_.span(part.token, part.token + 1))});
    }

    /// "(70% of the total)".
    [[nodiscard]] bool of_the_total(const Figure& share) const {
        const std::size_t at = share.token + 1;
        return word(at) == "of" && (word(at + 1) == "all" || (word(at + 1) == "the" && word(at + 2) == "total"));
    }

    /// The number of measures that the section speaks of, where it is one.
    [[nodiscard]] std::optional<double> sole_measure(double part) const {
        if (context_.shares->measures.size() != 1 || context_.shares->measures.front() < part) return std::nullopt;
        return context_.shares->measures.front();
    }

    /// Whether a whole stands behind the brackets of a part: ") of the 75".
    [[nodiscard]] bool behind_brackets(const Figure& part, const Figure& whole) const {
        std::size_t i = whole.bound;
        if (i > 0 && (word(i - 1) == "the" || word(i - 1) == "all" || word(i - 1) == "our")) --i;
        if (i < 2 || word(i - 1) != "of" || !sentence_.sign(i - 2, ')')) return false;
        return sentence_.sign(part.token + 1, '(');
    }

    /// "19% of these actions", where no row has it: a share by itself.
    void read_bare(std::size_t f) {
        Figure& share = sentence_.figures[f];
        if (share.taken || share.stated.unit != StatedUnit::per_cent || share.role == Role::size ||
            is_comparator(share.role))
            return;
        const bool of = word(share.token + 1) == "of";
        const bool further = share.bound > 0 && word(share.bound - 1) == "further";
        const std::optional<double> named = named_whole_of_share(share);
        if (!of && !further && !named) return;
        if (context_.link && fits(*context_.row(), share)) return;
        if (context_.link && context_.link.sure() && context_.row()->latest.known() && of && !further && f == 0) return;
        Judgement judgement{.rule = "share",
                            .stated = shown_stated(share.stated),
                            .why = "its whole is not printed",
                            .severity = Severity::medium};
        const bool of_these = word(share.token + 2) == "these" || is_those(share.token + 2) ||
                              word(share.token + 2) == "them" || word(share.token + 2) == "this";
        const std::optional<double> whole = named ? named : of_these ? whole_before(share.token) : std::nullopt;
        if (whole && !is_out_of(sentence_, *whole)) {
            const bool possible = whole_number_gives(share.stated, *whole);
            const double near = share.stated.value * *whole / 100.0;
            judgement.computed = plain_number(std::round(near)) + " of " + plain_number(*whole);
            judgement.why = plain_number(std::round(near)) + " / " + plain_number(*whole) + " = " +
                            plain_number(100.0 * std::round(near) / *whole) + "%";
            judgement.verdict = possible ? Verdict::holds : Verdict::contradiction;
            if (!possible)
                judgement.why = "no whole number of " + plain_number(*whole) + " gives it; nearest " + judgement.why;
        } else if (const auto [a, b] = two_that_give(share); b > 0.0) {
            judgement.verdict = Verdict::holds;
            judgement.computed = plain_number(100.0 * a / b) + "%";
            judgement.why = plain_number(a) + " / " + plain_number(b) + " = " + judgement.computed;
        } else if (further && f > 0 && sentence_.figures[f - 1].stated.unit == StatedUnit::per_cent) {
            const double sum = share.stated.value + sentence_.figures[f - 1].stated.value;
            judgement.why = plain_number(sentence_.figures[f - 1].stated.value) + " + " +
                            plain_number(share.stated.value) + " = " + plain_number(sum) + "%, of 100%";
            judgement.verdict = sum <= 100.5 ? Verdict::holds : Verdict::contradiction;
        }
        share.taken = true;
        context_.claim(context_.back(share.bound, 3), std::min(share.token + 3, sentence_.tokens.size()),
                       ClaimKind::share, std::move(judgement));
    }

    /// "Of the 41 indicators reported, 46.3% had improved", "20 could be compared. Of these, 70%": the whole of a
    /// share.
    [[nodiscard]] std::optional<double> named_whole_of_share(const Figure& share) const {
        if (share.role != Role::own || share.in_brackets) return std::nullopt;
        if (share.bound > 0 && word(share.bound - 1) == "at") return std::nullopt;  // "lowest of the five, at 88.2%"
        for (const Figure& figure : sentence_.figures) {
            if (figure.token >= share.token) break;
            if (figure.role == Role::size) continue;                                 // "a reduction of 98, or 16.4%"
            const std::size_t far = word(0) == "of" && figure.token <= 3 ? 60 : 12;  // "of the 38, 66% ..., 13% ..."
            if (!figure.stated.is_count() || figure.stated.value < 5.0 || share.token - figure.token > far) continue;
            std::size_t i = figure.bound;
            if (i > 0 && (word(i - 1) == "the" || word(i - 1) == "all" || word(i - 1) == "our")) --i;
            const bool comma = std::any_of(sentence_.tokens.begin() + static_cast<std::ptrdiff_t>(figure.token),
                                           sentence_.tokens.begin() + static_cast<std::ptrdiff_t>(share.token),
                                           [](const Token& token) { return token.is_sign(','); });
            if (i > 0 && word(i - 1) == "of" && comma) return figure.stated.value;
        }
        // "There were 35 KPIs. 40% of KPIs were green."
        if (share.bound <= 1 && word(share.token + 1) == "of" && context_.before.stated.known() &&
            context_.before.stated.is_count() && context_.before.stated.value >= 5.0 && same_noun(share.token + 2))
            return context_.before.stated.value;
        const bool of_these = share.bound >= 2 && share.bound <= 4 && word(0) == "of" &&
                              (word(1) == "these" || word(1) == "those" || word(1) == "them");
        if (of_these && context_.before.stated.known() && context_.before.stated.is_count())
            return context_.before.stated.value;
        return std::nullopt;
    }

    /// "Of those", and not "of those looked after", who are others.
    [[nodiscard]] bool is_those(std::size_t i) const {
        return word(i) == "those" && (word(i + 1).empty() || is_finite(word(i + 1)));
    }

    [[nodiscard]] static bool is_finite(std::string_view now) {
        return now == "did" || now == "had" || now == "have" || now == "has" || now == "is" || now == "are" ||
               now == "was" || now == "were";
    }

    /// Whether the noun at a token is the one that stands behind the main figure of the sentence before.
    [[nodiscard]] bool same_noun(std::size_t token) const {
        if (word(token) == "the" || word(token) == "our" || word(token) == "all") ++token;
        const std::string_view noun = word(token);
        if (noun.size() < 3) return false;
        constexpr std::size_t far = 40;
        const std::size_t begin = context_.before.span.end;
        const std::string_view behind_it =
            context_.reading.text.substr(std::min(begin, context_.reading.text.size()), far);
        const std::vector<Token> tokens = tokens_of(behind_it, Span{0, behind_it.size()});
        for (std::size_t i = 0; i < std::min<std::size_t>(tokens.size(), 3); ++i)
            if (tokens[i].is == Token::Is::word && stem(tokens[i].text) == stem(noun)) return true;
        return false;
    }

    /// "This overspend represents 0.33% of the budget": two amounts of the paragraph of which one is that share of the
    /// other.
    [[nodiscard]] std::pair<double, double> two_that_give(const Figure& share) const {
        bool represents = false;
        for (std::size_t by = 1; by <= 3 && by <= share.bound; ++by)
            represents = represents || word(share.bound - by) == "represents" ||
                         word(share.bound - by) == "represented" || word(share.bound - by) == "equates" ||
                         word(share.bound - by) == "representing" || word(share.bound - by) == "accounts";
        if (!represents || context_.paragraph.size() > 12) return {};
        for (const Figure& a : context_.paragraph)
            for (const Figure& b : context_.paragraph) {
                if (a.stated.unit == StatedUnit::per_cent || a.stated.unit != b.stated.unit ||
                    a.stated.value >= b.stated.value || a.stated.value <= 0.0)
                    continue;
                if (a.stated.value < 20.0) continue;
                if (agreement(share.stated, behind(a.stated) / behind(b.stated) * 100.0) == Verdict::holds)
                    return {a.stated.value, b.stated.value};
            }
        return {};
    }

    /// "The overspend is £2.0m (5.6% of the £35.7m budget)": of one amount and the other.
    void read_share_of_amount() {
        for (std::size_t f = 1; f + 1 < sentence_.figures.size(); ++f) {
            Figure &part = sentence_.figures[f - 1], &share = sentence_.figures[f], &whole = sentence_.figures[f + 1];
            if (share.taken || share.stated.unit != StatedUnit::per_cent || part.stated.unit != StatedUnit::pounds ||
                whole.stated.unit != StatedUnit::pounds)
                continue;
            if (!sentence_.sign(share.bound - 1, '(') || word(share.token + 1) != "of" ||
                whole.token > share.token + 5 || share.bound > part.token + 4)
                continue;
            const Interval is = behind(part.stated) / behind(whole.stated) * 100.0;
            Judgement judgement{.rule = "share",
                                .verdict = agreement(share.stated, is),
                                .stated = shown_stated(share.stated),
                                .computed = plain_number(is.middle) + "%",
                                .severity = Severity::high,
                                .against = context_.quote(context_.span(part.token, part.token + 1))};
            judgement.why =
                plain_number(part.stated.value) + " / " + plain_number(whole.stated.value) + " = " + judgement.computed;
            share.taken = true;
            context_.claim(share.bound, whole.token + 1, ClaimKind::share, std::move(judgement));
        }
    }

    /// What "these" are: the largest count of the sentence so far, or else what the sentence before is about.
    [[nodiscard]] std::optional<double> whole_before(std::size_t token) const {
        double largest = 0.0;
        for (const Figure& figure : sentence_.figures)
            if (figure.token < token && figure.stated.is_count() && figure.stated.value >= 2.0)
                largest = std::max(largest, figure.stated.value);
        if (largest > 0.0) return largest;
        const Stated& before = context_.before.stated;
        return before.known() && before.is_count() && before.value >= 2.0 ? std::optional(before.value) : std::nullopt;
    }

    Context& context_;
    Sentence& sentence_;
};

/// Reads shares of a whole, of one another and of what was expected, as claims.
inline void read_shares(Context& context) {
    read_share_sums(context);
    ShareReader(context).read();
}

}  // namespace headway::inline HEADWAY_ABI::auditing
