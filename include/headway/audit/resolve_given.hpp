/// @file
/// Open figures that the numbers of the one row that is named give, or two figures of the text about the same thing.
///
/// | a figure                                    | holds where                                                       |
/// |---------------------------------------------|-------------------------------------------------------------------|
/// | "down by 0.16", "7.2 points more"           | two numbers of the row are so far apart, the way that is said     |
/// | "91% of the schools were good or excellent" | columns of the row, over the one of all or their sum              |
/// | "385 of them", "leaving 2,240"              | two numbers of the row or of the text differ by it                |
/// | "57.5% of what was recycled (62,100)"       | a part beside it, over a figure near by of what it names          |
///
/// It confirms only. A figure of one digit is given by chance: it must be of the last two numbers of its row.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/given_near.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/resolve_made.hpp"
#include "headway/audit/size_held.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Confirms what is still open by the numbers of the row that is named, and by two figures of the text.
class GivenResolver : private GivenNear {
public:
    using GivenNear::GivenNear;

    void resolve() {
        for (const Open& open : open_claims(true)) {
            constexpr std::size_t longest = 40;  // figures: more are no prose
            if (open.figure == nullptr || sentences_[open.sentence].figures.size() > longest) continue;
            if (is_comparator(open.figure->role) || open.figure->role == Role::forecast) continue;
            if (open.kind == ClaimKind::date_window || open.kind == ClaimKind::coverage) continue;
            if (quantities_.empty()) take_quantities();
            if (!grids_.empty()) by_row(open);
            if (is_open(open) && open.figure->stated.unit == StatedUnit::per_cent) by_part(open);
            if (is_open(open)) by_difference(open);
        }
    }

private:
    [[nodiscard]] bool is_size(const Open& open) const {
        if (open.kind == ClaimKind::change || open.figure->role == Role::size ||
            open.figure->stated.unit == StatedUnit::points)
            return true;
        constexpr std::array<std::string_view, 20> sides{
            "more",   "fewer",  "less",   "higher", "lower",  "above",   "below",   "longer", "shorter", "quicker",
            "faster", "slower", "better", "worse",  "inside", "outside", "over",    "under",  "short",   "ahead"};
        for (std::size_t i = open.figure->token + 1; i < open.figure->token + 5; ++i)
            if (headway::detail::is_one_of(word(open.sentence, i), sides)) return true;
        return open.figure->bound > 0 && word(open.sentence, open.figure->bound - 1) == "by";
    }

    /// Which way a size goes: 1 up, -1 down, 0 not said.
    [[nodiscard]] int way_of_size(const Open& open) const {
        if (const int sign = sign_of(open); sign != 0) return sign;
        for (std::size_t by = 1; by <= 6 && by <= open.figure->bound; ++by)
            if (const int sign = sign_at(open.sentence, open.figure->bound - by); sign != 0) return sign;
        return 0;
    }

    void by_row(const Open& open) {
        Named row = row_of(open.sentence, open.figure->bound, open.figure->token + 1, quantities_[open.sentence],
                           grids_, budget_);
        if (row.line == nullptr) return;
        const Stated& stated = open.figure->stated;
        if (stated.bound != Bound::exact && stated.bound != Bound::about) return;
        constexpr std::size_t widest = 12;
        if (row.line->points.size() > widest) return;
        if (is_size(open)) return by_two_of_row(open, row);
        if (stated.unit == StatedUnit::per_cent) return by_columns(open, row);
        if (telling_digits(stated) < 2 || !stated.is_count()) return;
        for (const GridPoint& a : row.line->points)
            for (const GridPoint& b : row.line->points)
                if (&a != &b && a.number.unit == stated.unit && b.number.unit == stated.unit && is_open(open) &&
                    (a.when.said() == b.when.said() || (is_of_now(open, row, a) && is_of_now(open, row, b))) &&
                    agreement(stated, behind(a.number) - behind(b.number)) == Verdict::holds)
                    confirm(open, "parts and whole", plain_number(a.number.value) + " - " +
                            plain_number(b.number.value), stated.value, a.span);
    }

    /// Whether a cell is of no time, of the latest, or of one that the sentence says.
    [[nodiscard]] bool is_of_now(const Open& open, const Named& row, const GridPoint& point) const {
        const std::vector<const GridPoint*> times = results(row);
        if (!point.when.said() || times.empty() || times.back() == &point) return true;
        const std::vector<When>& whens = sentences_[open.sentence].whens;
        return std::any_of(whens.begin(), whens.end(), [&](const When& when) { return point.when.may_be(when); });
    }

    /// Two numbers of one row, the later less the earlier. Of one digit: the latest two.
    void by_two_of_row(const Open& open, const Named& row) {
        const Stated& stated = open.figure->stated;
        const int sign = way_of_size(open);
        const SpanSaid span = span_said(sentences_[open.sentence], open.figure->token);
        const std::vector<const GridPoint*> times = results(row);
        const auto place = [&](const GridPoint& point) {
            const auto at = std::find(times.begin(), times.end(), &point);
            return at == times.end() ? -1 : static_cast<int>(at - times.begin());
        };
        const int last = static_cast<int>(times.size()) - 1;
        for (const GridPoint& later : row.line->points)
            for (const GridPoint& earlier : row.line->points) {
                if (&later == &earlier || !is_open(open)) continue;
                const int to = place(later), from = place(earlier);
                if (to < 0 || (from >= 0 && from >= to)) continue;  // from what comes after it
                if (from < 0 && to != last) continue;               // an earlier result against a target
                if (from >= 0 && !span.fits(earlier.when, later.when)) continue;
                if (telling_digits(stated) < 2 && !(to == last && (from == last - 1 || from < 0))) continue;
                const double change = decimal::difference(later.number.value, earlier.number.value);
                if (sign != 0 && change * sign < 0.0) continue;
                if (moved(stated, later.number, earlier.number).empty()) continue;
                confirm(open, "size of change", plain_number(later.number.value) + " and " +
                        plain_number(earlier.number.value) + " are so far apart", change, earlier.span,
                        ClaimKind::change);
            }
    }

    /// "Good or outstanding (91%)": columns of a row that the paragraph names, over that of all.
    void by_columns(const Open& open, const Named& row) {
        const Stated& stated = open.figure->stated;
        if (row.column || telling_digits(stated) < 2) return;
        std::vector<std::string> words;
        for (std::size_t s = 0; s <= open.sentence; ++s)
            for (std::string& told : words_between(s, 0, sentences_[s].tokens.size())) words.push_back(std::move(told));
        const GridPoint* whole = nullptr;
        for (const GridPoint& point : row.line->points)
            if (point.number.unit == StatedUnit::none && (whole == nullptr || point.number.value > whole->number.value))
                whole = &point;
        if (whole == nullptr || !(whole->number.value > 0.0)) return;
        Interval sum = exactly(0.0);
        std::string text;
        std::size_t named = 0;
        for (const GridPoint& point : row.line->points) {
            const GridLine& column = row.grid->columns[point.column];
            const bool said_here = std::any_of(column.words.begin(), column.words.end(),
                                               [&](const std::string& told) { return says(words, told); });
            if (&point == whole || point.number.unit != StatedUnit::none || !said_here) continue;
            const Interval is = behind(point.number) / behind(whole->number) * 100.0;
            if (is_open(open) && agreement(stated, is) == Verdict::holds)
                return confirm(open, "share", plain_number(point.number.value) + " / " +
                               plain_number(whole->number.value), is.middle, point.span, ClaimKind::share);
            sum = sum + behind(point.number);
            text += (text.empty() ? "(" : " + ") + plain_number(point.number.value);
            ++named;
        }
        const Interval is = sum / behind(whole->number) * 100.0;
        if (named >= 2 && is.known() && agreement(stated, is) == Verdict::holds)
            confirm(open, "share", text + ") / " + plain_number(whole->number.value), is.middle, whole->span,
                    ClaimKind::share);
    }

    /// Facts near by that can be a part, a whole or a side: of the sentence and few before it.
    [[nodiscard]] std::vector<const Fact*> amounts(const Open& open, std::size_t back, StatedUnit unit) const {
        constexpr std::size_t most = 14;
        std::vector<const Fact*> found;
        const std::span<const Fact> all = near(number_of(open.sentence), back, 0);
        for (std::size_t f = all.size(); f-- > 0 && found.size() < most;)
            if (!is_of(open, all[f]) && all[f].stated.unit == unit && all[f].stated.bound == Bound::exact &&
                all[f].is_result() && all[f].stated.value > 0.0)
                found.push_back(&all[f]);
        return found;
    }

    /// Whether a fact is of something that the words of a claim's clause name.
    [[nodiscard]] bool is_named_by(const Fact& fact, std::span<const std::string> words) const {
        const auto any = [&](const std::shared_ptr<const std::vector<std::string>>& few) {
            return few != nullptr && std::any_of(few->begin(), few->end(), [&](const std::string& told) {
                       return !names_nothing(told) && !is_span_of_time(told) && says(words, told);
                   });
        };
        return (!fact.noun.empty() && says(words, fact.noun)) || any(fact.naming);
    }

    /// A share of a part beside it: the part in its own sentence, the whole near by and named, or of its kind.
    void by_part(const Open& open) {
        const Stated& stated = open.figure->stated;
        if (telling_digits(stated) < 2 || stated.value > 200.0) return;
        const bool many = telling_digits(stated) >= 3;
        const std::vector<std::string> words = words_between(open.sentence, 0, sentences_[open.sentence].tokens.size());
        for (const StatedUnit unit : {StatedUnit::none, StatedUnit::pounds}) {
            const std::vector<const Fact*> all = amounts(open, 6, unit);
            for (const Fact* part : all) {
                const bool here = part->sentence == number_of(open.sentence);
                const std::size_t apart = part->token > open.figure->token ? part->token - open.figure->token
                                                                           : open.figure->token - part->token;
                constexpr std::size_t beside = 14;
                if (!here && !(many && is_named_by(*part, words))) continue;
                if (here && apart > beside && !many) continue;
                by_total_row(open, *part);
                for (const Fact* whole : all) {
                    if (part == whole || whole->stated.value < 2.0 || !is_open(open)) continue;
                    if (whole->tense != part->tense && whole->when.said() && part->when.said() &&
                        !whole->when.may_be(part->when))
                        continue;
                    if (whole->sentence != number_of(open.sentence) && !is_named_by(*whole, words)) continue;
                    const Verdict is = share_agrees(stated, part->stated.value, whole->stated.value);
                    if (is != Verdict::holds) continue;
                    confirm(open, "share", plain_number(part->stated.value) + " / " + plain_number(whole->stated.value),
                            100.0 * part->stated.value / whole->stated.value, part->span, ClaimKind::share);
                }
            }
        }
    }

    /// A part of the sentence, over that of all in a table near by.
    void by_total_row(const Open& open, const Fact& part) {
        if (part.sentence != number_of(open.sentence) || part.token > open.figure->token + 3) return;
        for (const Grid* grid : grids_) {
            const Named all = row_of_all(*grid);
            if (all.line == nullptr) continue;
            for (const GridPoint& whole : all.line->points) {
                if (!is_open(open) || whole.number.unit != part.stated.unit ||
                    !(whole.number.value > part.stated.value))
                    continue;
                if (share_agrees(open.figure->stated, part.stated.value, whole.number.value) == Verdict::holds)
                    confirm(open, "share", plain_number(part.stated.value) + " / " + plain_number(whole.number.value),
                            100.0 * part.stated.value / whole.number.value, whole.span, ClaimKind::share);
            }
        }
    }

    /// A number of three digits that two of the text differ by, or come to, of which one is named.
    void by_difference(const Open& open) {
        const Stated& stated = open.figure->stated;
        if (stated.bound != Bound::exact || is_size(open) || telling_digits(stated) < 3) return;
        if (stated.unit != StatedUnit::none && stated.unit != StatedUnit::pounds) return;
        const std::vector<std::string> words = words_between(open.sentence, 0, sentences_[open.sentence].tokens.size());
        const std::vector<const Fact*> all = amounts(open, 4, stated.unit);
        for (const Fact* a : all)
            for (const Fact* b : all) {
                if (a == b || !is_open(open)) continue;
                const bool named = is_named_by(*a, words) || is_named_by(*b, words) ||
                                   a->sentence == number_of(open.sentence) || b->sentence == number_of(open.sentence);
                if (!named) continue;
                const Interval less = behind(a->stated) - behind(b->stated);
                if (agreement(stated, less) == Verdict::holds)
                    confirm(open, "parts and whole", plain_number(a->stated.value) + " - " +
                            plain_number(b->stated.value), less.middle, a->span, ClaimKind::total);
            }
    }

    void confirm(const Open& open, std::string_view rule, std::string text, double is, Span against) {
        confirm(open, rule, std::move(text), is, against, ledger_.audit.claims[open.claim].kind);
    }
    void confirm(const Open& open, std::string_view rule, std::string text, double is, Span against, ClaimKind kind) {
        Judgement judgement{.rule = rule,
                            .verdict = Verdict::holds,
                            .stated = shown_stated(open.figure->stated),
                            .computed = plain_number(is),
                            .against = quote(against)};
        judgement.why = std::move(text) + " = " + judgement.computed;
        close(open, std::move(judgement), kind);
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
