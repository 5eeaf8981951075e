/// @file
/// What the cells of one row make that a figure may be: a cell, what is left of a share, the difference of two.
///
/// Of cells that are meant one telling digit is enough: those of a time that the words say, of the latest where they
/// say none, under a head that they name, under a comparator. Any others need as many as is asked for. The difference
/// is the later less the earlier, or the result less what it is held against, and goes the way that is said.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "headway/audit/cell_sums.hpp"
#include "headway/audit/row_links.hpp"
#include "headway/audit/span_said.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Tries what the cells of a row make.
class LinkedCells : protected RowLinks {
protected:
    using RowLinks::RowLinks;

    static constexpr std::size_t widest = 14;

    /// What is being held, and what has made it.
    struct Try {
        std::size_t s = 0;
        const Quantity* of = nullptr;
        const AskedSize* asked = nullptr;
        int digits = 0;
        std::optional<MadeOfCells> fits{};
    };

    void take(Try& one, const MadeOfCells& made, int least) const {
        if (one.fits || one.digits < least) return;
        if (agrees(*one.of, made) != Verdict::holds) return;
        const std::optional<Stated> stated = stated_in(*one.of, made);
        const double unit = one.of->is_time() && made.seconds > 0.0 ? one.of->seconds : 1.0;
        // of cells that are not meant "around 47" is 47, and not 42
        if (least >= 2 && !one.of->fraction && stated->bound != Bound::exact &&
            std::fabs(std::fabs(made.is.middle) / unit - stated->value) > telling_half(*stated) + slack_of(unit, 1.0))
            return;
        one.fits = made;
    }

    [[nodiscard]] MadeOfCells cell(const Try& one, const Link& row, const GridPoint& point) const {
        const Operand operand = operand_of(row.named(), point, *one.of);
        return {.is = operand.value,
                .unit = point.number.unit == StatedUnit::time ? StatedUnit::none : point.number.unit,
                .seconds = operand.seconds,
                .text = plain_number(point.number.value),
                .span = point.span};
    }

    /// Whether a cell is one that the words are of: of a time that they say, else of the latest, or of a column alone.
    [[nodiscard]] bool is_meant(const Try& one, const Link& row, const GridPoint& point) const {
        const GridLine& column = row.grid->columns[point.column];
        const Sentence& sentence = sentences_[one.s];
        if (point.when.said()) {
            bool said = false;
            for (const When& when : sentence.whens) {
                if (sentence.parts[when.first] != sentence.parts[one.of->token]) continue;
                said = true;
                if (point.when.may_be(when)) return true;
            }
            const std::vector<const GridPoint*> points = results(row.named());
            return !said && !points.empty() && points.back() == &point;
        }
        if (column.role == Role::own && row.line->points.size() == 1) return true;
        const std::vector<NearWord> words = near_words(one.s, one.of->first, one.of->last);
        constexpr double named = 0.3;
        return score_of(column, words) >= named;
    }

    [[nodiscard]] bool says_near(const Try& one, std::span<const std::string_view> few) const {
        constexpr std::size_t far = 7;
        const std::size_t first = one.of->first > far ? one.of->first - far : 0;
        for (std::size_t i = first; i < one.of->last + far; ++i)
            if (std::find(few.begin(), few.end(), word(one.s, i)) != few.end()) return true;
        return false;
    }

    /// Whether the words around a figure say a time, and a cell is of another.
    [[nodiscard]] bool is_of_other_time(const Try& one, const GridPoint& point) const {
        if (!point.when.said()) return false;
        const Sentence& sentence = sentences_[one.s];
        bool said = false, its = false;
        for (const When& when : sentence.whens) {
            if (sentence.parts[when.first] != sentence.parts[one.of->token]) continue;
            said = true;
            its = its || point.when.may_be(when) || (when.month == 0 && when.quarter == 0 &&
                                                     when.year == point.when.year);
        }
        return said && !its;
    }

    /// "958,000 parcels", beside a table of passengers: a number of what the table does not name.
    [[nodiscard]] bool is_of_other_noun(const Try& one, const Link& row) const {
        constexpr std::array<std::string_view, 24> general{
            "people",   "person",  "patient", "case",  "household", "home",  "child",  "children",
            "resident", "adult",   "member",  "staff", "item",      "unit",  "place",  "applic",
            "request",  "tonn",    "tonne",   "call",  "incident",  "offence", "visit", "number"};
        if (one.of->is_share() || one.of->fraction || one.of->is_time() || one.of->stated.unit == StatedUnit::pounds)
            return false;
        const Sentence& sentence = sentences_[one.s];
        const std::size_t i = one.of->last;
        if (word(one.s, i).empty() ||
            sentence.mark_at(i, std::array{Cue::auxiliary, Cue::modal, Cue::negation})) return false;
        for (const std::string& told : telling_words(std::span(sentence.tokens).subspan(i, 1))) {
            if (headway::detail::is_one_of(std::string_view(told), general) || names_nothing(told) ||
                is_span_of_time(word(one.s, i)) || word(one.s, i).ends_with("ed"))
                continue;
            bool known = says(row.grid->label_words, told) || says(row.grid->heading_words, told);
            for (const GridLine& column : row.grid->columns) known = known || says(column.words, told);
            for (const GridLine& line : row.grid->rows) known = known || says(line.words, told);
            if (!known) return true;
        }
        return false;
    }

    /// A cell of the row; of a share what it leaves, where words say so.
    void by_value(Try& one, const Link& row) const {
        for (const GridPoint& point : row.line->points) {
            if (is_of_other_time(one, point) || is_of_other_noun(one, row)) continue;
            if (!may_be_of(sentences_[one.s], sentences_[one.s].figure_at(one.of->token), *row.line,
                           row.grid->columns[point.column]))
                continue;
            const int least = is_meant(one, row, point) && row.score >= 0.4 && !row.carried ? 1 : 2;
            take(one, cell(one, row, point), least);
            if (!one.of->is_share() || point.number.unit != StatedUnit::per_cent || !says_rest(one)) continue;
            MadeOfCells rest = cell(one, row, point);
            rest.is = exactly(100.0) - rest.is;
            rest.text = "100 - " + rest.text;
            rest.kind = ClaimKind::share;
            take(one, rest, least);
        }
    }

    /// "Was late", "did not", "within" of a column that is over: what is left of a share.
    [[nodiscard]] bool says_rest(const Try& one) const {
        constexpr std::array<std::string_view, 19> rest{
            "not",     "late",    "missed",  "failed",  "without", "outside",      "longer",   "other", "remaining",
            "rest",    "unable",  "waited",  "breached", "overdue", "unanswered", "exceeded", "never", "within",
            "vacant"};
        const Sentence& sentence = sentences_[one.s];
        for (std::size_t i = 0; i < sentence.tokens.size(); ++i)
            if (sentence.parts[i] == sentence.parts[one.of->token] && headway::detail::is_one_of(word(one.s, i), rest))
                return true;
        return false;
    }

    /// Whether words near by name the head of a cell: "North Place scored 77%, eight points more than East Place".
    [[nodiscard]] bool is_head(const Try& one, const Link& row, const GridPoint& point) const {
        constexpr double named = 0.3;
        return score_of(row.grid->columns[point.column], near_words(one.s, one.of->first, one.of->last)) >= named;
    }

    using RowLinks::sign_of;

    /// The way that a size goes: of its words, else of "overspent" and "underspent"; 0 where none is said.
    [[nodiscard]] int sign_of(const Try& one) const {
        if (one.asked != nullptr && one.asked->sign != 0) return one.asked->sign;
        const Sentence& sentence = sentences_[one.s];
        for (std::size_t i = 0; i < sentence.tokens.size(); ++i) {
            if (sentence.parts[i] != sentence.parts[one.of->token]) continue;
            if (word(one.s, i).starts_with("overspen")) return 1;
            if (word(one.s, i).starts_with("underspen")) return -1;
        }
        return 0;
    }

    /// Two cells of the row, the later or the result less the other, the way that is said.
    void by_difference(Try& one, const Link& row, int least) const {
        const std::vector<const GridPoint*> times = results(row.named());
        const auto place = [&](const GridPoint& point) {
            const auto at = std::find(times.begin(), times.end(), &point);
            return at == times.end() || !point.when.said() ? -1 : static_cast<int>(at - times.begin());
        };
        const int last = static_cast<int>(times.size()) - 1;
        Sides sides;
        if (one.asked != nullptr) sides = sides_of(one.s, row.named(), *one.asked, quantities_[one.s]);
        const int sign = sign_of(one);
        const SpanSaid span = span_said(sentences_[one.s], one.of->first);
        const When* base = one.asked != nullptr ? one.asked->from.when : nullptr;
        const Sentence& sentence = sentences_[one.s];
        const auto times_said = std::count_if(sentence.whens.begin(), sentence.whens.end(), [&](const When& when) {
            return sentence.parts[when.first] == sentence.parts[one.of->token];
        });
        static constexpr std::array<std::string_view, 5> start{"start", "beginning", "first", "since", "outset"};
        const bool starts = last > 1 && (says_near(one, start) || sentences_[one.s].whens.empty());
        for (const bool natural : {true, false})
            for (const GridPoint& later : row.line->points)
                for (const GridPoint& earlier : row.line->points) {
                    if (&later == &earlier || one.fits) continue;
                    const int to = place(later), from = place(earlier);
                    const bool of_wanted = row.grid->columns[later.column].role != Role::own &&
                                           row.grid->columns[earlier.column].role == Role::own;
                    if (of_wanted) continue;  // what is wanted less the result is the other way
                    // of two times that are said only those are meant
                    if (times_said >= 2 && (is_of_other_time(one, later) || is_of_other_time(one, earlier))) continue;
                    if (base != nullptr && earlier.when.said() && !earlier.when.may_be(*base) &&
                        base->year != earlier.when.year)
                        continue;
                    if (from < 0 && to >= 0 && to < last && !is_meant(one, row, later)) continue;
                    if (from >= 0 && to >= 0 && !span.fits(earlier.when, later.when)) continue;
                    const bool ends = starts && to == last && from == 0;
                    const bool heads = from < 0 && to < 0 && is_head(one, row, later) && is_head(one, row, earlier);
                    const bool meant = (&later == sides.own && &earlier == sides.other) || ends || heads ||
                                       (to == last && from == last - 1 && last > 0) ||
                                       (to == last && from < 0 && row.grid->columns[earlier.column].role != Role::own);
                    if (natural != meant || (to >= 0 && from >= 0 && from > to)) continue;
                    if (sign != 0 && (later.number.value - earlier.number.value) * sign < 0.0) continue;
                    take_difference(one, row, later, earlier, natural ? std::min(least, 1) : least);
                }
    }

    void take_difference(Try& one, const Link& row, const GridPoint& later, const GridPoint& earlier, int least) const {
        const MadeOfCells a = cell(one, row, later), b = cell(one, row, earlier);
        if (a.unit != b.unit || (a.seconds > 0.0) != (b.seconds > 0.0)) return;
        MadeOfCells made = a;
        made.is = a.is - b.is;
        made.text = a.text + " - " + b.text;
        made.kind = ClaimKind::change;
        made.rule = "size of change";
        if (a.unit == StatedUnit::per_cent) made.unit = StatedUnit::points;
        take(one, made, least);
        if (one.of->points && a.unit == StatedUnit::none && a.seconds == 0.0) {  // points of a score
            MadeOfCells points = made;
            points.unit = StatedUnit::points;
            take(one, points, least);
        }
        if (!one.of->is_share() || b.is.middle == 0.0) return;
        made.is = relative_of(a.is, b.is);
        made.unit = StatedUnit::per_cent;
        made.seconds = 0.0;
        made.text = "(" + made.text + ") / " + b.text;
        take(one, made, least);
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
