/// @file
/// Changes with a size: "up 1.1 percentage points", "a 20% reduction", "an increase of 1,046 (1.1%)", "20 less than".
///
/// A size is held against its two ends: "from A to B", A and what it is compared with, or the row's previous and latest
/// result. A size in per cent is relative; where that fails and the ends are themselves per cent, a difference in
/// points is taken (documents write "%" for points), and said. One end with a difference and a percentage check each
/// other: the percentage is of the end less the difference.
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

#include "headway/audit/change_sizes.hpp"
#include "headway/audit/context.hpp"
#include "headway/audit/other_verb.hpp"
#include "headway/audit/read_comparisons.hpp"
#include "headway/audit/size_ends.hpp"
#include "headway/audit/size_held.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Reads by how much a sentence says that figures changed.
class ChangeReader {
public:
    explicit ChangeReader(Context& context) : context_(context), sentence_(context.sentence), reader_(context) {}

    void read() {
        std::vector<Size> sizes = reader_.read();
        std::stable_sort(sizes.begin(), sizes.end(),
                         [](const Size& a, const Size& b) { return a.figure->token < b.figure->token; });
        find_parts(sizes);
        for (const Size& size : sizes) check(size, sizes);
    }

private:
    [[nodiscard]] std::string_view word(std::size_t i) const { return sentence_.word(i); }

    /// Where several parts of a sentence, between commas outside brackets, have a size of their own, each keeps to its
    /// figures.
    void find_parts(const std::vector<Size>& sizes) {
        parts_.assign(sentence_.tokens.size() + 1, 0);
        std::size_t part = 0;
        int depth = 0;
        std::vector<char> sized(1, 0);
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            if (sentence_.sign(i, '(')) ++depth;
            if (sentence_.sign(i, ')')) --depth;
            const bool joins = word(i) == "while" || word(i) == "whilst" ||
                               (word(i) == "and" && i > 0 && (sentence_.sign(i - 1, ')') || has_size_at(sizes, i - 1)));
            const bool goes_on = sentence_.sign(i, ',') && word(i + 1) == "from";  // "rose by 3, from 10 to 13"
            if (depth <= 0 && !goes_on && (joins || sentence_.sign(i, ',') || sentence_.sign(i, ';'))) {
                ++part;
                sized.push_back(0);
            }
            parts_[i] = part;
            if (has_size_at(sizes, i)) sized[part] = 1;
        }
        if (std::count(sized.begin(), sized.end(), 1) < 2) return std::fill(parts_.begin(), parts_.end(), 0);
        join_lone_sizes(sizes, sized);
    }

    /// "Fell to 10 from 10.3, a fall of three per cent": a part that has a size alone goes with the part before it.
    void join_lone_sizes(const std::vector<Size>& sizes, const std::vector<char>& sized) {
        for (std::size_t part = 1; part < sized.size(); ++part) {
            if (sized[part] == 0 || sized[part - 1] != 0) continue;
            const bool alone =
                std::none_of(sentence_.figures.begin(), sentence_.figures.end(), [&](const Figure& figure) {
                    return parts_[figure.token] == part && !has_size_at(sizes, figure.token);
                });
            if (alone) std::replace(parts_.begin(), parts_.end(), part - 1, part);
        }
    }

    [[nodiscard]] static bool has_size_at(const std::vector<Size>& sizes, std::size_t token) {
        return std::any_of(sizes.begin(), sizes.end(), [&](const Size& size) { return size.figure->token == token; });
    }

    [[nodiscard]] bool in_part(const Figure& figure, const Size& size) const {
        return parts_[figure.token] == parts_[size.figure->token];
    }

    struct Ends {
        Interval later{}, earlier{};
        Stated earlier_alone{};  ///< where no later end is printed in the sentence
        bool shares = false;
        std::vector<Stated> laters{};  ///< the sentence's figures before the size, of which one is the later end
        bool of_before = false;        ///< the later end is the main figure of the sentence before
        std::string from{};
        std::size_t earlier_token = 0;  ///< of the earlier end, where the sentence has it
        Quote against{};
    };

    /// Whether a figure stands in a part of the sentence that moves the other way, or behind "while": it is another
    /// thing's.
    [[nodiscard]] bool is_of_another(const Figure& figure, const Size& size) const {
        const std::size_t own = sentence_.parts[size.figure->token], its = sentence_.parts[figure.token];
        if (own == its) return false;
        const std::size_t first = std::min(figure.token, size.figure->token),
                          last = std::max(figure.token, size.figure->token);
        for (std::size_t i = first; i < last; ++i)
            if (word(i) == "while" || word(i) == "whilst" || word(i) == "but" || word(i) == "although" ||
                word(i) == "whereas")
                return true;
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i)
            if (sentence_.parts[i] == its && size.sign != 0 && reader_.sign_of(i) == -size.sign) return true;
        return false;
    }

    [[nodiscard]] bool says_time_before() const {
        return std::any_of(sentence_.marks.begin(), sentence_.marks.end(),
                           [](const Mark& mark) { return mark.cue == Cue::year_before || mark.cue == Cue::previous; });
    }

    /// A size of how far two things are apart: "the gap narrowed by 0.5 points".
    [[nodiscard]] bool is_of_a_gap() const {
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i)
            if (word(i) == "gap" || word(i).starts_with("narrow") || word(i).starts_with("widen") ||
                word(i) == "difference")
                return true;
        return false;
    }

    [[nodiscard]] Ends ends_of(const Size& size) const {
        Ends ends;
        const Figure *later = nullptr, *earlier = nullptr;
        std::size_t candidates = 0;
        for (const Figure& figure : sentence_.figures) {
            if (&figure == size.figure || figure.role == Role::size || !in_part(figure, size) ||
                is_of_another(figure, size))
                continue;
            const bool is_earlier =
                figure.role == Role::earlier || figure.role == Role::year_before || figure.role == Role::previous ||
                (figure.role == Role::compared && (figure.when >= 0 || size.of_difference || says_time_before())) ||
                (size.of_difference && is_comparator(figure.role) &&
                 (size.bare || figure.token > size.figure->token)) ||
                (size.of_difference && !size.bare && figure.role == Role::own && figure.token >= size.last &&
                 figure.token <= size.last + 1);
            if (is_earlier) {
                if (earlier == nullptr || figure.token < size.figure->token + 12) earlier = &figure;
                ++candidates;
            } else {
                if (figure.role == Role::own && figure.token < size.figure->token) ends.laters.push_back(figure.stated);
            }
            if (is_earlier) continue;
            if (figure.role == Role::later ||
                (figure.role == Role::own && later == nullptr && figure.token < size.figure->token &&
                 !(earlier != nullptr && figure.token > earlier->token))) {
                later = &figure;
            }
        }
        if (later == nullptr || later->role == Role::later) ends.laters.clear();
        const Figure* other = candidates == 2 && later == nullptr ? other_than_compared(size) : nullptr;
        if (other != nullptr) {  // "in comparison to 293, last year saw 323"
            later = other;
            for (const Figure& figure : sentence_.figures)
                if (figure.role == Role::compared) earlier = &figure;
        } else if (candidates > 1) {
            earlier = nearest_earlier(size);
        }
        if (earlier != nullptr) ends.earlier_token = earlier->token;
        const EvidenceRow* row = context_.row();
        if (earlier != nullptr && later != nullptr && alike(later->stated, earlier->stated)) {
            ends.later = behind(later->stated);
            ends.earlier = behind(earlier->stated);
            ends.shares = later->stated.unit == StatedUnit::per_cent;
            ends.against = context_.quote(context_.span(later->token, later->token + 1));
        } else if (earlier != nullptr && later == nullptr && context_.before.stated.known() &&
                   alike(context_.before.stated, earlier->stated) &&
                   (size.of_difference || word(0) == "this" || word(0) == "that")) {
            ends.later = behind(context_.before.stated);
            ends.earlier = behind(earlier->stated);
            ends.shares = earlier->stated.unit == StatedUnit::per_cent;
            ends.against = context_.quote(context_.before.span);
            ends.of_before = true;
        } else if (earlier == nullptr && row != nullptr && row->latest.known() && row->previous.known() &&
                   context_.link.score > 1.5 && !other_base(size, *row) && !context_.is_of_a_part(size.first) &&
                   (later == nullptr || rounds_to(later->stated, row->latest))) {
            ends.later = behind(row->latest.number);
            ends.earlier = behind(row->previous.number);
            ends.shares = alike(Stated{.value = 1.0, .unit = StatedUnit::per_cent}, *row);
            ends.from = "of the row";
            ends.against = context_.ledger.quote(row->document, row->latest.span);
        } else if (earlier == nullptr && later != nullptr) {
            ends.later = behind(later->stated);
            ends.shares = later->stated.unit == StatedUnit::per_cent;
            ends.against = context_.quote(context_.span(later->token, later->token + 1));
        }
        if (!ends.later.known() && earlier != nullptr) ends.earlier_alone = earlier->stated;
        return ends;
    }

    /// "In comparison to 293, last year saw 323": of two figures of the past the one that is compared with is the
    /// earlier.
    [[nodiscard]] const Figure* other_than_compared(const Size& size) const {
        const Figure *compared = nullptr, *other = nullptr;
        for (const Figure& figure : sentence_.figures) {
            if (&figure == size.figure) continue;
            if (figure.role == Role::compared && compared == nullptr)
                compared = &figure;
            else if (figure.role == Role::year_before || figure.role == Role::previous)
                other = &figure;
        }
        return compared != nullptr && other != nullptr && other->token > compared->token &&
                       other->token < size.figure->token
                   ? other
                   : nullptr;
    }

    /// "A 20% increase on the previous year's £5.4bn": a figure of the paragraph that gives it confirms it.
    void try_later(Judgement& judgement, const Stated& stated, Ends& given) const {
        Ends ends = given;
        ends.earlier = behind(ends.earlier_alone);
        ends.shares = ends.earlier_alone.unit == StatedUnit::per_cent;
        std::vector<Stated> figures(context_.list.begin(), context_.list.end());
        for (const Figure& figure : context_.paragraph) figures.push_back(figure.stated);
        for (const Stated& figure : figures) {
            if (!alike(figure, ends.earlier_alone) || figure.value == ends.earlier_alone.value) continue;
            Judgement tried = judgement;
            ends.later = behind(figure);
            hold(tried, stated, ends);
            if (tried.verdict != Verdict::holds) continue;
            judgement = std::move(tried);
            given = ends;
            return;
        }
    }

    [[nodiscard]] const Figure* nearest_earlier(const Size& size) const {
        const Figure* nearest = nullptr;
        std::size_t least = 1000;
        for (const Figure& figure : sentence_.figures) {
            if (figure.role != Role::earlier && figure.role != Role::compared && figure.role != Role::year_before &&
                figure.role != Role::previous && !is_comparator(figure.role))
                continue;
            if (!in_part(figure, size)) continue;
            const std::size_t a = figure.token, b = size.figure->token, apart = std::max(a, b) - std::min(a, b);
            if (apart < least) least = apart, nearest = &figure;
        }
        return nearest;
    }

    [[nodiscard]] bool other_base(const Size& size, const EvidenceRow& row) const {
        if (reader_.names_its_base(size) || !span_said(sentence_, size.first).may_be(row.previous_period, row.period))
            return true;
        for (std::size_t i = 0; i < sentence_.tokens.size(); ++i) {
            const std::string_view now = word(i);
            // "across the sector, applications fell by 16%" is of others too
            constexpr std::array<std::string_view, 11> bases{"since",  "average",    "national",   "target",
                                                             "budget", "year",       "sector",     "nationally",
                                                             "region", "regionally", "countrywide"};
            if (headway::detail::is_one_of(now, bases) || (now == "last" && word(i + 1) == "years")) return true;
            if (now == "further" && i + 3 > size.first && i < size.last) return true;
        }
        return false;
    }

    void check(const Size& size, const std::vector<Size>& sizes) {
        Figure& figure = *size.figure;
        figure.taken = true;
        Stated stated = figure.stated;
        stated.value = std::fabs(stated.value);
        Judgement judgement{.rule = "size of change",
                            .stated = shown_stated(figure.stated),
                            .why = "what it changed from is not printed",
                            .severity = Severity::high};
        Ends ends = ends_of(size);
        judgement.against = ends.against;
        sign_ = size.sign;
        // "a decrease of 21,093 (-17.0%) on": of the ends that gave the size before it
        const bool second = figure.in_brackets && held_.earlier.known() && held_token_ < figure.token &&
                            held_token_ + 3 >= figure.token && stated.unit == StatedUnit::per_cent;
        if (second) hold(judgement, stated, held_);
        if (judgement.verdict == Verdict::holds || judgement.verdict == Verdict::rounding) {
            context_.claim(context_.back(size.first, 2), figure.token + 1, ClaimKind::change, std::move(judgement));
            return;
        }
        judgement.verdict = Verdict::not_checkable;
        if (is_of_a_gap() && !(reader_.has_earlier() && size.sign != 0)) ends = {};
        if (!ends.later.known() && ends.earlier_alone.known())
            try_later(judgement, stated, ends);
        else if (ends.later.known() && ends.earlier.known()) {
            hold(judgement, stated, ends);
            if (ends.of_before && judgement.verdict == Verdict::contradiction) try_differences(judgement, stated, ends);
            if (judgement.verdict == Verdict::contradiction && ends.laters.size() > 1)
                try_laters(judgement, stated, ends);
            if (judgement.verdict == Verdict::contradiction && figure.in_brackets && !second)
                try_size_before(judgement, stated, ends, size, sizes);
        } else if (ends.later.known() && stated.unit == StatedUnit::per_cent && !ends.shares) {
            for (const Size& other : sizes) {  // "to 96,135, an increase of 1,046 (1.1%)"
                if (&other == &size || !in_part(*other.figure, size) ||
                    other.figure->stated.unit == StatedUnit::per_cent ||
                    other.figure->stated.unit == StatedUnit::points)
                    continue;
                const bool beside = other.figure->token < figure.token && other.figure->token + 3 >= figure.token;
                if (figure.in_brackets && !beside) continue;
                const int sign = other.sign != 0 ? other.sign : size.sign;
                if (sign == 0) continue;
                const Interval moved = behind(other.figure->stated);
                ends.earlier = sign > 0 ? ends.later - moved : ends.later + moved;
                hold(judgement, stated, ends);
                // "rose by £15.4m to £260.3m, after an £11.3m (20%) reduction": the later end is the other size's
                const auto units = std::count_if(sizes.begin(), sizes.end(), [&](const Size& each) {
                    return in_part(*each.figure, size) && each.figure->stated.unit != StatedUnit::per_cent;
                });
                if (units > 1 && judgement.verdict == Verdict::contradiction)
                    judgement.verdict = Verdict::not_checkable;
                break;
            }
        }
        if (judgement.verdict == Verdict::contradiction &&
            (is_of_others(sentence_, size, ends.earlier_token) ||
             (ends.earlier_token > 0 && is_of_other_verb(sentence_, ends.earlier_token, size.first)) ||
             (stated.unit == StatedUnit::per_cent && is_of_a_side(sentence_, figure.token))))
            judgement.verdict = Verdict::not_checkable;
        if (second && judgement.verdict == Verdict::not_checkable) hold(judgement, stated, held_);
        if (judgement.verdict == Verdict::holds && ends.later.known() && ends.earlier.known()) {
            held_ = ends;
            held_token_ = figure.token;
        }
        if (judgement.verdict == Verdict::not_checkable && !ends.earlier.known() &&
            !is_of_a_side(sentence_, figure.token))
            try_paragraph(judgement, stated, ends);
        if (judgement.verdict == Verdict::not_checkable && ends.later.known() && !ends.earlier.known())
            try_earlier(judgement, stated, ends);
        const std::size_t first = context_.back(size.first, size.first == figure.bound ? 3 : 2);
        std::size_t last = size.last > figure.token ? size.last : figure.token + 1;
        // "up 28 from 614": one claim
        if (judgement.verdict == Verdict::holds && ends.earlier_token > figure.token &&
            ends.earlier_token <= figure.token + 4) {
            last = std::max(last, ends.earlier_token + 1);
            sentence_.figure_at(ends.earlier_token)->taken = true;
        }
        context_.claim(first, last, ClaimKind::change, std::move(judgement));
    }

    /// "A 3.66 percentage point drop": two figures of the paragraph that differ by it confirm it; else it is left.
    void try_paragraph(Judgement& judgement, const Stated& stated, const Ends& ends) const {
        constexpr std::size_t most = 14;
        if (context_.paragraph.size() > most) return;
        if (stated.unit == StatedUnit::per_cent) return try_pair(judgement, stated, ends);
        if (stated.bound != Bound::exact) return;
        const bool points = stated.unit == StatedUnit::points;
        if (stated.decimals == 0 && stated.value < (points ? 3.0 : 10.0)) return;
        for (const Figure& a : context_.paragraph)
            for (const Figure& b : context_.paragraph) {
                if (a.stated.value >= b.stated.value || a.stated.unit != b.stated.unit) continue;
                if (a.stated.unit != (points ? StatedUnit::per_cent : stated.unit) || a.stated.value == stated.value)
                    continue;
                if (!is_later(ends, a, b) || a.stated.value * 5.0 < b.stated.value) continue;
                if (agreement(stated, behind(b.stated) - behind(a.stated)) != Verdict::holds) continue;
                judgement.verdict = Verdict::holds;
                judgement.computed = plain_number(decimal::difference(b.stated.value, a.stated.value));
                judgement.why =
                    plain_number(b.stated.value) + " - " + plain_number(a.stated.value) + " = " + judgement.computed;
                return;
            }
    }

    /// "A decrease of 21,093 (-17.0%)": where the ends are another change's, the size before it gives the share.
    void try_size_before(Judgement& judgement, const Stated& stated, Ends ends, const Size& size,
                         const std::vector<Size>& sizes) const {
        for (const Size& other : sizes) {
            const int sign = other.sign != 0 ? other.sign : size.sign;
            if (other.figure->token + 3 < size.figure->token || other.figure->token >= size.figure->token ||
                sign == 0 || other.figure->stated.unit == StatedUnit::per_cent ||
                other.figure->stated.unit == StatedUnit::points)
                continue;
            const Interval moved = behind(other.figure->stated);
            ends.earlier = sign > 0 ? ends.later - moved : ends.later + moved;
            Judgement tried = judgement;
            hold(tried, stated, ends);
            if (tried.verdict == Verdict::holds || tried.verdict == Verdict::rounding) judgement = std::move(tried);
            return;
        }
    }

    /// Whether one of two figures is the later end that the sentence has, where it has one.
    [[nodiscard]] static bool is_later(const Ends& ends, const Figure& a, const Figure& b) {
        return !ends.later.known() || a.stated.value == ends.later.middle || b.stated.value == ends.later.middle;
    }

    /// "For all 112 it was 34.6 weeks, 1.6 weeks quicker than 36.2": of several figures the one that gives it, or the
    /// only one of the earlier end's size.
    void try_laters(Judgement& judgement, const Stated& stated, Ends ends) const {
        Judgement left = judgement;
        std::size_t near = 0;
        const double size = std::fabs(ends.earlier.middle);
        for (const Stated& later : ends.laters) {
            Judgement tried = judgement;
            ends.later = behind(later);
            hold(tried, stated, ends);
            if (tried.verdict == Verdict::holds || tried.verdict == Verdict::rounding) {
                judgement = std::move(tried);
                return;
            }
            if (later.value < size / 3.0 || later.value > 3.0 * size) continue;
            ++near;
            left = std::move(tried);
        }
        judgement = std::move(left);
        if (near == 1) return;
        judgement.verdict = Verdict::not_checkable;
        judgement.why = "which figure of the sentence it is of is not said";
    }

    /// "1,732 in 2015, a decrease of 2% compared with 2014": a large figure of the paragraph that gives it confirms it.
    void try_earlier(Judgement& judgement, const Stated& stated, Ends ends) const {
        constexpr double least = 100.0;
        if (stated.unit != StatedUnit::per_cent || ends.shares || ends.later.middle < least) return;
        for (const Figure& figure : context_.paragraph) {
            if (figure.stated.unit == StatedUnit::per_cent || figure.stated.unit == StatedUnit::points ||
                figure.stated.value < least || figure.stated.value == ends.later.middle || figure.when < 0)
                continue;
            Judgement tried = judgement;
            ends.earlier = behind(figure.stated);
            hold(tried, stated, ends);
            if (tried.verdict != Verdict::holds) continue;
            judgement = std::move(tried);
            return;
        }
    }

    /// "We received 91, of which 15 were not investigated. This is a 33% increase on last year, when 57 were": where
    /// the sentence before has several figures one of them, or what two of them leave, may be meant; else it is left.
    void try_differences(Judgement& judgement, const Stated& stated, Ends ends) const {
        std::vector<double> laters;
        for (const Figure& figure : context_.paragraph)
            if (figure.stated.unit == context_.before.stated.unit && figure.stated.value != ends.earlier.middle)
                laters.push_back(figure.stated.value);
        if (laters.size() < 2) return;
        if (laters.size() > 8) {
            judgement.verdict = Verdict::not_checkable;
            judgement.why = "which figure of the sentences before it is of is not said";
            return;
        }
        const std::size_t count = laters.size();
        for (std::size_t a = 0; a < count; ++a)
            for (std::size_t b = 0; b < count; ++b)
                if (laters[a] > laters[b]) laters.push_back(laters[a] - laters[b]);
        for (const double later : laters) {
            Judgement tried = judgement;
            ends.later = exactly(later);
            hold(tried, stated, ends);
            if (tried.verdict != Verdict::holds) continue;
            judgement = std::move(tried);
            return;
        }
        judgement.verdict = Verdict::not_checkable;
        judgement.why = "which figure of the sentence before it is of is not said";
    }

    /// "Over 28 years it has risen by a little over 72 per cent": the only two large figures of the paragraph that give
    /// it confirm it.
    void try_pair(Judgement& judgement, const Stated& stated, const Ends& given) const {
        constexpr double least = 1000.0;
        const Figure *one = nullptr, *other = nullptr;
        std::size_t pairs = 0;
        for (const Figure& a : context_.paragraph)
            for (const Figure& b : context_.paragraph) {
                if (&a == &b || a.stated.unit != b.stated.unit || a.stated.unit == StatedUnit::per_cent ||
                    a.stated.value < least || b.stated.value < least || a.stated.value == b.stated.value)
                    continue;
                if (!is_later(given, b, b)) continue;
                if (agreement(stated, relative_of(behind(b.stated), behind(a.stated))) != Verdict::holds) continue;
                ++pairs;
                one = &a;
                other = &b;
            }
        if (pairs != 1) return;
        Ends ends;
        ends.later = behind(other->stated);
        ends.earlier = behind(one->stated);
        hold(judgement, stated, ends);
    }

    void hold(Judgement& judgement, const Stated& stated, const Ends& ends) const {
        hold_change(judgement, stated, ends.later, ends.earlier, ends.shares, sign_);
    }

    Context& context_;
    Sentence& sentence_;
    SizeReader reader_;
    std::vector<std::size_t> parts_{};
    int sign_ = 0;  ///< of the size that is held
    Ends held_{};   ///< of the last size that its ends gave
    std::size_t held_token_ = 0;
};

/// Reads by how much a sentence says that figures changed, as claims.
inline void read_changes(Context& context) { ChangeReader(context).read(); }

}  // namespace headway::inline HEADWAY_ABI::auditing
