/// @file
/// Figures that one place of the tables near by gives, and no other.
///
/// | a figure                                    | holds where                                                      |
/// |---------------------------------------------|------------------------------------------------------------------|
/// | "67.2% of stops were on time"               | one number near by is it, under a head or in a row that is named |
/// | "36% of starts"                             | one row that is said is that share of another, or of all         |
///
/// A figure of fewer than three digits, or two with decimals, is given by chance and is left; so is the size of a
/// change, which has a way and two times. What no place gives, or several do, is left too: nothing is contradicted.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "headway/audit/asked_rows.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/resolve_made.hpp"
#include "headway/printed_number.hpp"
#include "headway/version.hpp"

namespace headway::inline HEADWAY_ABI::auditing {

/// Confirms open claims by the only numbers near by that give them.
class AloneResolver : private AskedRows {
public:
    using AskedRows::AskedRows;

    void resolve() {
        if (grids_.empty()) return;
        for (const Open& open : open_claims()) {
            if (open.figure == nullptr) continue;
            const bool share = open.figure->stated.unit == StatedUnit::per_cent && open.figure->stated.value >= 10.0 &&
                               open.figure->stated.bound == Bound::exact && open.figure->role == Role::own;
            if (!share && !is_telling(open.figure->stated)) continue;
            const std::size_t before = open.figure->bound;
            const bool size = open.figure->role == Role::size || open.kind == ClaimKind::change ||
                              (before > 0 && word(open.sentence, before - 1) == "by");
            const bool states =
                open.kind == ClaimKind::value || open.kind == ClaimKind::money || open.kind == ClaimKind::share;
            if (size || !states) continue;
            Given given;
            for (const Grid* grid : grids_) {
                if (!pay_for(*grid, budget_)) return;
                for (const GridLine& row : grid->rows)
                    if (is_telling(open.figure->stated)) take_printed(open, *grid, row, given);
            }
            if (given.places == 0 && share) {
                for (const Grid* grid : grids_)
                    for (const GridLine& row : grid->rows) take_share(open, *grid, row, given);
            }
            if (given.places == 1) close(open, std::move(given.judgement));
        }
    }

private:
    struct Given {
        std::size_t places = 0;
        Judgement judgement{};

        void take(Judgement found) {
            if (++places == 1) judgement = std::move(found);
        }
    };

    [[nodiscard]] static bool is_telling(const Stated& stated) {
        const int digits = telling_digits(stated);
        return stated.bound == Bound::exact && stated.unit != StatedUnit::time &&
               (digits >= 3 || (digits >= 2 && stated.decimals > 0));
    }

    /// Whether the sentence says a word of a row or of the head of a number's column.
    [[nodiscard]] bool is_said(const Open& open, const Grid& grid, const GridLine& row, const GridPoint& point) const {
        const std::vector<std::string> words = words_between(open.sentence, 0, sentences_[open.sentence].tokens.size());
        return said(row, words) > 0.0 || said(grid.columns[point.column], words) > 0.0;
    }

    [[nodiscard]] bool is_of_its_time(const Open& open, const GridPoint& point) const {
        if (open.figure->when < 0 || !point.when.said()) return true;
        return point.when.may_be(sentences_[open.sentence].whens[static_cast<std::size_t>(open.figure->when)]);
    }

    void take_printed(const Open& open, const Grid& grid, const GridLine& row, Given& given) const {
        for (const GridPoint& point : row.points) {
            const Stated& number = point.number;
            const std::optional<Stated> plain = in_scale_of(open.figure->stated, number);
            const Stated& stated = plain ? *plain : open.figure->stated;
            const bool share = number.unit == StatedUnit::none && stated.unit == StatedUnit::per_cent;
            if (!(share || number.unit == stated.unit) || number.decimals < stated.decimals) continue;
            if (agreement(stated, behind(number)) != Verdict::holds) continue;
            if (is_comparator(open.figure->role) != is_comparator(grid.columns[point.column].role)) continue;
            if (!is_of_its_time(open, point) || !is_said(open, grid, row, point)) {
                given.places = 2;  // it is printed of something else: that it is alone says nothing
                return;
            }
            given.take({.rule = "text against table",
                        .verdict = Verdict::holds,
                        .stated = shown_stated(stated),
                        .computed = plain_number(number.value),
                        .why = "of the tables near by one number is " + plain_number(number.value),
                        .against = quote(point.span)});
        }
    }

    /// "Higher apprenticeships were 36% of starts": the latest result of a row, or that of the time that is said, over
    /// the same of all or of another row that the sentence says.
    void take_share(const Open& open, const Grid& grid, const GridLine& row, Given& given) const {
        const std::vector<const GridPoint*> points = results_of(grid, row);
        if (points.size() < 2) return;
        const GridPoint* part = points.back();
        if (open.figure->when >= 0)
            for (const GridPoint* point : points)
                if (is_of_its_time(open, *point)) part = point;
        const std::vector<std::string> words = words_between(open.sentence, 0, sentences_[open.sentence].tokens.size());
        if (part->number.unit == StatedUnit::per_cent || !is_of_its_time(open, *part) || said(row, words) <= 0.0)
            return;
        for (const GridLine& whole : grid.rows) {
            if (&whole == &row || whole.points.empty() || !(whole.total || said(whole, words) > 0.0)) continue;
            const GridPoint* all = whole.at(whole.points.front().row, part->column);
            if (all == nullptr || all->number.unit != part->number.unit || all->number.value <= part->number.value)
                continue;
            const Interval is = behind(part->number) / behind(all->number) * 100.0;
            if (agreement(open.figure->stated, is) != Verdict::holds) continue;
            given.take({.rule = "share",
                        .verdict = Verdict::holds,
                        .stated = shown_stated(open.figure->stated),
                        .computed = plain_number(is.middle) + "%",
                        .why = plain_number(part->number.value) + " / " + plain_number(all->number.value) + " = " +
                               plain_number(is.middle) + "%",
                        .against = quote(part->span)});
        }
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
