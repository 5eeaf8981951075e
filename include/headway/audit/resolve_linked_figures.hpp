/// @file
/// Figures held against what the cells of the row make that their words are nearest to.
///
/// | words                                            | what is made                                                   |
/// |--------------------------------------------------|----------------------------------------------------------------|
/// | "four in ten residents", "stood at 66%"          | a cell of the row                                              |
/// | "one in three was late", "52% were within nine"  | what is left of a share, or one column less another over it    |
/// | "fell by some 7,100", "eight fewer than in May"  | one cell less another, the way that is said; or its share      |
/// | "one in eight of these", "44% of the total"      | the row over the row of all, or over another that is named     |
/// | "34% of all referrals", "two thirds of them"     | one column of the row over another                             |
/// | "A and B together come to 318"                   | the sum of rows that are named, of one column                  |
/// | "an average of 334 a quarter", "cost 576 each"   | a sum over how many there are, one column over another         |
///
/// Of cells that are named by a time, a head or a role, or of the latest, one telling digit is enough; of any others of
/// the row two; of a row that is not named three, where no other cells make it. Then it holds. A figure that none of
/// them makes is left open here (resolve_linked_sizes.hpp contradicts).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "headway/audit/cell_sums.hpp"
#include "headway/audit/row_links.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Confirms figures of a paragraph by the cells of the rows that they are about.
class LinkedFigures : private RowLinks {
public:
    using RowLinks::RowLinks;

    void resolve() {
        if (grids_.empty()) return;
        take_quantities();
        link_sentences();
        for (std::size_t s = 0; s < sentences_.size(); ++s) {
            constexpr std::size_t longest = 40;  // quantities: more are no prose
            if (quantities_[s].empty() || quantities_[s].size() > longest) continue;
            asked_ = AskReader(sentences_[s], quantities_[s]).read();
            for (const Quantity& quantity : quantities_[s]) {
                if (quantity.multiple || state_of(s, quantity.token).first == State::decided) continue;
                hold(s, quantity);
            }
        }
    }

private:
    /// What is being held, and what has made it.
    struct Try {
        std::size_t s = 0;
        const Quantity* of = nullptr;
        const AskedSize* asked = nullptr;
        int digits = 0;
        std::optional<MadeOfCells> fits{};
    };

    [[nodiscard]] const AskedSize* asked_of(const Quantity& quantity) const {
        for (const AskedSize& asked : asked_)
            if (asked.quantity == &quantity) return &asked;
        return nullptr;
    }

    void hold(std::size_t s, const Quantity& quantity) {
        Try one{.s = s, .of = &quantity, .asked = asked_of(quantity), .digits = telling_digits(quantity)};
        if (one.digits < 1) return;
        const std::size_t at = one.asked != nullptr ? std::min(one.asked->at, quantity.first) : quantity.first;
        const Link row = link(s, at, quantity.last);
        const bool size = one.asked != nullptr || quantity.is_size();
        if (row.line != nullptr && row.line->points.size() <= widest) {
            if (size) {
                by_difference(one, row, 2);
            } else {
                by_value(one, row);
                by_share(one, row);
                by_columns(one, row);
                by_average(one, row);
                if (!quantity.fraction && quantity.stated.unit != StatedUnit::per_cent) by_difference(one, row, 3);
            }
        }
        if (!size) by_named_rows(one);
        if (!one.fits) by_any_row(one, size);
        if (one.fits) confirm(one);
    }

    static constexpr std::size_t widest = 14;

    void confirm(const Try& one) {
        const Quantity& of = *one.of;
        Judgement judgement{.rule = one.fits->rule,
                            .verdict = Verdict::holds,
                            .stated = shown_stated(of.stated),
                            .computed = plain_number(one.fits->is.middle),
                            .against = quote(one.fits->span)};
        judgement.why = one.fits->text + " = " + judgement.computed;
        const std::size_t first = one.asked != nullptr ? std::min(one.asked->first, of.first) : of.first;
        write(one.s, of.token, first, reach_of(one.s, std::max(of.last, one.asked != nullptr ? one.asked->last : 0)),
              one.fits->kind, std::move(judgement));
    }

    /// The end of the part of the sentence that a figure stands in, or of few words behind it.
    [[nodiscard]] std::size_t reach_of(std::size_t s, std::size_t last) const {
        constexpr std::size_t far = 6;
        const Sentence& sentence = sentences_[s];
        const std::size_t most = std::min(last + far, sentence.tokens.size());
        while (last < most && sentence.tokens[last].is == Token::Is::word && sentence.parts[last] == sentence.parts[last - 1])
            ++last;
        return last;
    }

    void take(Try& one, const MadeOfCells& made, int least) const {
        if (one.fits || one.digits < least) return;
        if (agrees(*one.of, made) == Verdict::holds) one.fits = made;
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

    void by_value(Try& one, const Link& row) const {
        for (const GridPoint& point : row.line->points) {
            const int least = is_meant(one, row, point) && row.score >= 0.4 ? 1 : 2;
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

    /// Two cells of the row, the later or the result less the other, the way that is said.
    void by_difference(Try& one, const Link& row, int least) const {
        const std::vector<const GridPoint*> times = results(row.named());
        const auto place = [&](const GridPoint& point) {
            const auto at = std::find(times.begin(), times.end(), &point);
            return at == times.end() ? -1 : static_cast<int>(at - times.begin());
        };
        const int last = static_cast<int>(times.size()) - 1;
        Sides sides;
        if (one.asked != nullptr) sides = sides_of(one.s, row.named(), *one.asked, quantities_[one.s]);
        const int sign = one.asked != nullptr ? one.asked->sign : 0;
        for (const bool natural : {true, false})
            for (const GridPoint& later : row.line->points)
                for (const GridPoint& earlier : row.line->points) {
                    if (&later == &earlier || one.fits) continue;
                    const int to = place(later), from = place(earlier);
                    const bool meant = (&later == sides.own && &earlier == sides.other) ||
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

    /// The row over that of all, or over another that is said near by, in the column that is meant.
    void by_share(Try& one, const Link& row) {
        if (!one.of->is_share() || row.column) return;
        const Named all = row_of_all(*row.grid);
        const std::vector<NearWord> words = near_words(one.s, one.of->first, one.of->last);
        std::vector<const GridLine*> wholes;
        if (all.line != nullptr && all.line != row.line) wholes.push_back(all.line);
        for (const GridLine& other : row.grid->rows) {
            constexpr double named = 0.3;
            const bool before = one.s > 0 && whole_[one.s - 1].line == &other;
            if (&other != row.line && &other != all.line && !other.points.empty() &&
                (before || score_of(other, words) >= named))
                wholes.push_back(&other);
        }
        for (const GridLine* whole : wholes)
            for (const GridPoint& point : row.line->points) {
                const GridPoint* of = whole->at(whole->points.front().row, point.column);
                if (of == nullptr || of->number.unit != point.number.unit ||
                    point.number.unit == StatedUnit::per_cent || !(of->number.value > 0.0))
                    continue;
                take_ratio(one, point, *of, is_meant(one, row, point) ? 1 : 2);
            }
        if (all.line != nullptr || one.digits < 2) return;
        for (const GridPoint& point : row.line->points) {  // of what the column comes to
            if (point.number.unit == StatedUnit::per_cent || !is_meant(one, row, point)) continue;
            Interval sum = exactly(0.0);
            for (const GridPoint& part : row.grid->columns[point.column].points)
                if (part.number.unit == point.number.unit && part.number.value > 0.0) sum = sum + behind(part.number);
            MadeOfCells made{.is = behind(point.number) / sum * 100.0,
                             .unit = StatedUnit::per_cent,
                             .text = plain_number(point.number.value) + " / " + plain_number(sum.middle),
                             .span = point.span,
                             .kind = ClaimKind::share,
                             .rule = "share"};
            take(one, made, 2);
        }
    }

    void take_ratio(Try& one, const GridPoint& part, const GridPoint& whole, int least) const {
        MadeOfCells made{.is = behind(part.number) / behind(whole.number) * 100.0,
                         .unit = StatedUnit::per_cent,
                         .text = plain_number(part.number.value) + " / " + plain_number(whole.number.value),
                         .span = part.span,
                         .kind = ClaimKind::share,
                         .rule = "share"};
        take(one, made, least);
    }

    /// One column of the row over another, or what it leaves of it; of a time where the heads say times.
    void by_columns(Try& one, const Link& row) const {
        if (!one.of->is_share()) return;
        for (const GridPoint& part : row.line->points)
            for (const GridPoint& whole : row.line->points) {
                if (&part == &whole || one.fits || part.number.unit != whole.number.unit ||
                    part.number.unit == StatedUnit::per_cent || !(whole.number.value > part.number.value) ||
                    part.number.value < 0.0)
                    continue;
                if (row.column || (part.when.said() && whole.when.said() && !part.when.may_be(whole.when))) continue;
                take_ratio(one, part, whole, 2);
                if (!says_rest(one)) continue;
                MadeOfCells rest{.is = (behind(whole.number) - behind(part.number)) / behind(whole.number) * 100.0,
                                 .unit = StatedUnit::per_cent,
                                 .text = "(" + plain_number(whole.number.value) + " - " +
                                         plain_number(part.number.value) + ") / " + plain_number(whole.number.value),
                                 .span = part.span,
                                 .kind = ClaimKind::share,
                                 .rule = "share"};
                take(one, rest, 2);
            }
    }

    [[nodiscard]] bool says_near(const Try& one, std::span<const std::string_view> few) const {
        constexpr std::size_t far = 7;
        const std::size_t first = one.of->first > far ? one.of->first - far : 0;
        for (std::size_t i = first; i < one.of->last + far; ++i)
            if (std::find(few.begin(), few.end(), word(one.s, i)) != few.end()) return true;
        return false;
    }

    /// One column over another ("576 each"), or the mean of the times of the row ("334 a quarter").
    void by_average(Try& one, const Link& row) const {
        static constexpr std::array<std::string_view, 8> each{"each", "per",    "average", "averaged",
                                                              "mean", "every", "averaging", "a"};
        if (one.of->is_share() || !says_near(one, each)) return;
        const std::vector<const GridPoint*> times = results(row.named());
        if (times.size() >= 2 && times.front()->when.said() &&
            times.front()->number.unit != StatedUnit::per_cent) {
            MadeOfCells mean = cell(one, row, *times.front());
            for (std::size_t t = 1; t < times.size(); ++t) {
                const MadeOfCells next = cell(one, row, *times[t]);
                mean.is = mean.is + next.is;
                mean.text += " + " + next.text;
            }
            mean.is = mean.is * (1.0 / static_cast<double>(times.size()));
            mean.text = "(" + mean.text + ") / " + std::to_string(times.size());
            mean.kind = ClaimKind::equivalent_number;
            mean.rule = "average";
            take(one, mean, 2);
        }
        for (const GridPoint& whole : row.line->points)
            for (const GridPoint& part : row.line->points) {
                if (&whole == &part || part.number.unit != StatedUnit::none || !(part.number.value > 1.0) || row.column)
                    continue;
                MadeOfCells made = cell(one, row, whole);
                made.is = made.is / behind(part.number);
                made.text += " / " + plain_number(part.number.value);
                made.kind = ClaimKind::equivalent_number;
                made.rule = "average";
                take(one, made, 2);
            }
    }

    /// Rows that the sentence names, of one column, together.
    void by_named_rows(Try& one) const {
        const std::vector<NearWord> words = near_words(one.s, one.of->first, one.of->last);
        constexpr double named = 0.3;
        for (const Grid* grid : grids_) {
            std::vector<const GridLine*> rows;
            for (const GridLine& row : grid->rows)
                if (!row.points.empty() && !row.total && score_of(row, words) >= named) rows.push_back(&row);
            if (rows.size() < 2 || one.fits) continue;
            const Named all = row_of_all(*grid);
            for (const GridPoint& first : rows.front()->points) {
                MadeOfCells made = cell(one, {grid, rows.front(), false, 1.0, true, false}, first);
                bool alike = true;
                for (std::size_t r = 1; r < rows.size() && alike; ++r) {
                    const GridPoint* next = rows[r]->at(rows[r]->points.front().row, first.column);
                    alike = next != nullptr && next->number.unit == first.number.unit;
                    if (!alike) break;
                    made.is = made.is + behind(next->number);
                    made.text += " + " + plain_number(next->number.value);
                }
                if (!alike) continue;
                made.kind = ClaimKind::total;
                made.rule = "parts and whole";
                take(one, made, 2);
                const GridPoint* whole =
                    all.line != nullptr ? all.line->at(all.line->points.front().row, first.column) : nullptr;
                if (whole == nullptr || whole->number.unit == StatedUnit::per_cent) continue;
                made.is = made.is / behind(whole->number) * 100.0;
                made.unit = StatedUnit::per_cent;
                made.text = "(" + made.text + ") / " + plain_number(whole->number.value);
                take(one, made, 2);
            }
        }
    }

    /// Any one row, where it is not told which: three digits of the latest two times, and no other row gives it.
    void by_any_row(Try& one, bool size) {
        const bool rounded = one.of->stated.bound == Bound::about && one.digits >= 2;
        if (!(one.digits >= 3 || rounded) || one.of->fraction) return;
        std::optional<MadeOfCells> found;
        std::size_t places = 0;
        for (const Grid* grid : grids_) {
            if (!pay_for(*grid, budget_)) return;
            each_line(*grid, [&](const GridLine& line, bool column) {
                if (line.points.size() > widest) return;
                const Link row{grid, &line, column, 0.0, false, false};
                Try other = one;
                other.fits.reset();
                if (size)
                    by_latest(other, row);
                else if (one.digits >= 3)
                    for (const GridPoint& point : line.points) take(other, cell(other, row, point), 3);
                if (!other.fits) return;
                ++places;
                found = other.fits;
            });
        }
        if (places == 1) one.fits = found;
    }

    void by_latest(Try& one, const Link& row) const {
        const std::vector<const GridPoint*> times = results(row.named());
        if (times.size() < 2) return;
        const GridPoint &later = *times.back(), &earlier = *times[times.size() - 2];
        const int sign = one.asked != nullptr ? one.asked->sign : 0;
        if (sign != 0 && (later.number.value - earlier.number.value) * sign < 0.0) return;
        take_difference(one, row, later, earlier, 2);
    }

    std::vector<AskedSize> asked_{};
};

}  // namespace headway::inline HEADWAY_ABI::auditing
