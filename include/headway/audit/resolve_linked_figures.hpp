/// @file
/// Figures held against what the cells of the row make that their words are nearest to.
///
/// | words                                           | what is made                                                 |
/// |-------------------------------------------------|--------------------------------------------------------------|
/// | "three in ten visitors", "stood at 58%"         | a cell of the row                                            |
/// | "one in four came late", "45% were within five" | what is left of a share, or one column less another over it  |
/// | "fell by some 3,300", "six fewer than in May"   | one cell less another, the way that is said; or its share    |
/// | "one in nine of these", "38% of the total"      | the row over the row of all, or over another that is named   |
/// | "27% of all boats", "two thirds of them"        | one column of the row over another                           |
/// | "A and B together come to 222"                  | the sum of rows that are named, of one column                |
/// | "an average of 91 a quarter", "cost 48 each"    | a sum over how many there are, one column over another       |
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
#include "headway/audit/linked_cells.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Confirms figures of a paragraph by the cells of the rows that they are about.
class LinkedFigures : private LinkedCells {
public:
    using LinkedCells::LinkedCells;

    void resolve(const RowLinks& found) {
        if (grids_.empty()) return;
        use(found);
        each_open([&](std::size_t s, const Quantity& quantity) { hold(s, quantity); });
    }

private:
    void hold(std::size_t s, const Quantity& quantity) {
        Try one{.s = s, .of = &quantity, .asked = asked_of(quantity), .digits = telling_digits(quantity)};
        if (one.digits < 1) return;
        const std::size_t at = one.asked != nullptr ? std::min(one.asked->at, quantity.first) : quantity.first;
        const bool by = quantity.first > 0 && word(s, quantity.first - 1) == "by";
        const bool size = one.asked != nullptr || quantity.is_size() || by;
        for (const Link& row : rows_about(s, at, quantity.last)) {
            if (one.fits || row.line->points.size() > widest) continue;

            if (size) {
                by_difference(one, row, 2);
                if (one.asked == nullptr && spent_way(s) == 0) by_value(one, row);
            } else {
                by_value(one, row);
                by_share(one, row);
                by_columns(one, row);
                by_average(one, row);
                if (!quantity.is_share()) by_difference(one, row, says_net(one) ? 2 : 3);
                by_product(one, row);
            }
        }
        if (!size) by_named_rows(one);
        if (!size && quantity.is_share()) by_two_of_named(one);
        if (!size && quantity.is_share()) by_columns_of_time(one);
        if (!one.fits) by_one_of_named(one, size);
        if (!one.fits) by_any_row(one, size);
        if (one.fits) confirm(one);
    }

    /// "15 late", "adding 29", "375 extra": words of what is over or left.
    [[nodiscard]] bool says_net(const Try& one) const {
        static constexpr std::array<std::string_view, 18> net{
            "late",  "extra", "additional", "adding", "more",     "fewer",   "leaving", "left", "remaining",
            "short", "net",   "over",       "saving", "savings", "overspend", "not",    "gap",  "further"};
        return says_near(one, net);
    }

    /// An overspend and an underspend are told apart by the sign of a cell, which other rules read.
    [[nodiscard]] int spent_way(std::size_t s) const {
        for (std::size_t i = 0; i < sentences_[s].tokens.size(); ++i)
            if (word(s, i).starts_with("overspen") || word(s, i).starts_with("underspen")) return 1;
        return 0;
    }

    /// "44% of the total", "made up 9%", "three fifths of this": words of a part and its whole.
    [[nodiscard]] bool says_part(const Try& one) const {
        constexpr std::array<std::string_view, 12> parts{"account", "accounted", "accounts", "represent",
                                                         "represents", "represented", "comprise", "comprised",
                                                         "constitute", "constituted", "share", "proportion"};
        constexpr std::array<std::string_view, 11> wholes{"total", "all",   "this",    "these", "those", "them",
                                                          "whole", "overall", "council", "which", "every"};
        const Sentence& sentence = sentences_[one.s];
        if (word(one.s, one.of->last) == "of") {
            for (std::size_t i = one.of->last + 1; i < one.of->last + 4; ++i)
                if (headway::detail::is_one_of(word(one.s, i), wholes)) return true;
            return says_of_table(one);
        }
        for (std::size_t i = 0; i < sentence.tokens.size(); ++i)
            if (sentence.parts[i] == sentence.parts[one.of->token] &&
                (headway::detail::is_one_of(word(one.s, i), parts) ||
                 (word(one.s, i).starts_with("ma") && word(one.s, i + 1) == "up")))
                return true;
        return false;
    }

    /// "Of relets", "of incidents in the county": what it is of is a word of a table.
    [[nodiscard]] bool says_of_table(const Try& one) const {
        constexpr std::size_t far = 4;
        const std::vector<std::string> words = words_between(one.s, one.of->last + 1, one.of->last + 1 + far);
        for (const Grid* grid : grids_) {
            for (const GridLine& column : grid->columns)
                for (const std::string& told : column.words)
                    if (says(words, told)) return true;
            for (const GridLine& row : grid->rows)
                for (const std::string& told : row.words)
                    if (says(words, told)) return true;
            for (const std::string& told : grid->heading_words)
                if (says(words, told)) return true;
        }
        return false;
    }

    /// The row that some tokens are about; behind it that of the sentence before, where the words point back.
    [[nodiscard]] std::vector<Link> rows_about(std::size_t s, std::size_t first, std::size_t last) {
        std::vector<Link> rows;
        const auto add = [&](Link row, bool carried) {
            const bool known = std::any_of(rows.begin(), rows.end(), [&](const Link& r) { return r.line == row.line; });
            if (row.line == nullptr || known) return;
            row.carried = row.carried || carried;
            rows.push_back(row);
        };
        add(link(s, first, last), false);
        add(whole_[s], true);
        if (s > 0) add(whole_[s - 1], true);
        return rows;
    }

    void confirm(const Try& one) {
        const Quantity& of = *one.of;
        const bool timed = of.is_time() && one.fits->seconds > 0.0;
        Judgement judgement{.rule = one.fits->rule,
                            .verdict = Verdict::holds,
                            .stated = shown_stated(of.stated),
                            .computed = plain_number(one.fits->is.middle / (timed ? of.seconds : 1.0)),
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
        while (last < most && sentence.tokens[last].is == Token::Is::word &&
               sentence.parts[last] == sentence.parts[last - 1])
            ++last;
        return last;
    }

    /// The row over that of all, or over another that is said near by, in the column that is meant.
    void by_share(Try& one, const Link& row) {
        if (!one.of->is_share() || row.column || !says_part(one)) return;
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
        for (const bool meant : {true, false})
            for (const GridLine* whole : wholes)
                for (const GridPoint& point : row.line->points) {
                    const GridPoint* of = whole->at(whole->points.front().row, point.column);
                    if (of == nullptr || of->number.unit != point.number.unit || meant != is_meant(one, row, point) ||
                        point.number.unit == StatedUnit::per_cent || !(of->number.value > 0.0))
                        continue;
                    take_ratio(one, point, *of, meant ? 1 : 2);
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
        constexpr double named = 0.3;
        const std::vector<NearWord> words = near_words(one.s, one.of->first, one.of->last);
        const bool parts = says_part(one) || says_rest(one);
        const auto is_named = [&](const GridPoint& point) {
            return score_of(row.grid->columns[point.column], words) >= named;
        };
        for (const GridPoint& part : row.line->points)
            for (const GridPoint& whole : row.line->points) {
                const int heads = (is_named(part) ? 1 : 0) + (is_named(whole) ? 1 : 0);
                if (heads == 0 || (heads == 1 && !parts)) continue;  // 18.0 of 21.5 are 84%, and no share
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
                if (&whole == &part || part.number.unit != StatedUnit::none || !(part.number.value > 1.0) ||
                    whole.number.unit == StatedUnit::per_cent || row.column)
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
        constexpr double named = 0.12;
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

    /// A share of the row times a number of it: "some 420 staff were off sick".
    void by_product(Try& one, const Link& row) const {
        if (one.of->is_share() || one.of->fraction || row.column) return;
        for (const GridPoint& share : row.line->points)
            for (const GridPoint& whole : row.line->points) {
                if (share.number.unit != StatedUnit::per_cent || whole.number.unit != StatedUnit::none) continue;
                if (!is_meant(one, row, share) || !(whole.number.value >= 100.0)) continue;
                MadeOfCells made = cell(one, row, whole);
                made.is = {behind(share.number).low * whole.number.value / 100.0,
                           share.number.value * whole.number.value / 100.0,
                           behind(share.number).high * whole.number.value / 100.0};
                made.text = plain_number(share.number.value) + "% of " + plain_number(whole.number.value);
                made.kind = ClaimKind::equivalent_number;
                take(one, made, 2);
            }
    }

    /// One row that the sentence names over another that it names: "nine in ten of those who engaged agreed a plan".
    void by_two_of_named(Try& one) const {
        const std::vector<NearWord> words = near_words(one.s, one.of->first, one.of->last);
        constexpr double said = 0.12;
        for (const bool meant : {true, false})
            for (const Grid* grid : grids_)
                for (const GridLine& part : grid->rows) {
                    if (part.points.empty() || one.fits || score_of(part, words) < said) continue;
                    const Link row{grid, &part, false, 0.5, false, false};
                    for (const GridLine& whole : grid->rows) {
                        if (&whole == &part || whole.points.empty() || score_of(whole, words) < said) continue;
                        for (const GridPoint& point : part.points) {
                            const GridPoint* of = whole.at(whole.points.front().row, point.column);
                            if (of == nullptr || of->number.unit != point.number.unit ||
                                point.number.unit == StatedUnit::per_cent ||
                                !(of->number.value > point.number.value) || meant != is_meant(one, row, point))
                                continue;
                            take_ratio(one, point, *of, meant ? 2 : 3);
                        }
                    }
                }
    }

    /// Rows that are times: one column over another, of the time that is said or of the latest, where one is named.
    void by_columns_of_time(Try& one) const {
        const std::vector<NearWord> words = near_words(one.s, one.of->first, one.of->last);
        for (const Grid* grid : grids_) {
            if (!grid->times_in_rows || one.fits) continue;
            const GridLine* row = nullptr;
            for (const GridLine& line : grid->rows)
                if (!line.points.empty() && line.when.said()) row = &line;
            const Sentence& sentence = sentences_[one.s];
            for (const GridLine& line : grid->rows)
                for (const When& when : sentence.whens)
                    if (!line.points.empty() && line.when.said() && line.when.may_be(when) &&
                        sentence.parts[when.first] == sentence.parts[one.of->token])
                        row = &line;
            if (row == nullptr) continue;
            for (const GridPoint& part : row->points)
                for (const GridPoint& whole : row->points) {
                    const bool named = score_of(grid->columns[part.column], words) > 0.1 ||
                                       score_of(grid->columns[whole.column], words) > 0.1;
                    if (&part == &whole || part.number.unit != StatedUnit::none ||
                        whole.number.unit != part.number.unit ||
                        !(whole.number.value > part.number.value))
                        continue;
                    take_ratio(one, part, whole, named ? 2 : 3);
                }
        }
    }

    /// Rows that the sentence or the one before names alike: the only one of them whose cells give it.
    void by_one_of_named(Try& one, bool size) const {
        std::vector<NearWord> words = near_words(one.s, one.of->first, one.of->last);
        if (one.s > 0)
            for (NearWord& told : near_words(one.s - 1, 0, 1)) words.push_back(std::move(told));
        constexpr double said = 0.1;
        std::optional<MadeOfCells> found;
        std::size_t places = 0;
        for (const Grid* grid : grids_)
            each_line(*grid, [&](const GridLine& line, bool column) {
                if (line.points.size() > widest || score_of(line, words) < said) return;
                const Link row{grid, &line, column, 0.0, false, false};
                Try other = one;
                if (size)
                    by_difference(other, row, 2);
                else
                    by_value(other, row);
                if (!other.fits) return;
                ++places;
                found = other.fits;
            });
        if (places == 1) one.fits = found;
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
                else if (one.digits >= 3 && score_of(line, near_words(one.s, one.of->first, one.of->last)) > 0.1)
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
        if (!span_said(sentences_[one.s], one.of->first).fits(earlier.when, later.when)) return;
        const int sign = one.asked != nullptr ? one.asked->sign : 0;
        if (sign != 0 && (later.number.value - earlier.number.value) * sign < 0.0) return;
        take_difference(one, row, later, earlier, 2);
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
