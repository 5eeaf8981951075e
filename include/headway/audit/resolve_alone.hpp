/// @file
/// Figures that one place of the tables near by gives, and no other.
///
/// | a figure                                    | holds where                                                      |
/// |---------------------------------------------|------------------------------------------------------------------|
/// | "67.2% of stops were on time"               | one number near by is it, under a head or in a row that is named |
/// | "improved by £0.9m", "0.7 days fewer"       | two times of one row, or its result and its target, are so apart |
///
/// A figure of fewer than three digits, or two with decimals, is given by chance and is left. What no place gives, or
/// several do, is left too: nothing is contradicted here.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "headway/audit/asked_rows.hpp"
#include "headway/audit/ledger.hpp"
#include "headway/audit/resolve_made.hpp"
#include "headway/audit/size_held.hpp"
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
            if (open.figure == nullptr || !is_telling(open.figure->stated)) continue;
            const bool size = open.figure->role == Role::size || open.kind == ClaimKind::change;
            if (!size && open.kind != ClaimKind::value && open.kind != ClaimKind::money &&
                open.kind != ClaimKind::share)
                continue;
            Given given;
            for (const Grid* grid : grids_) {
                if (!pay_for(*grid, budget_)) return;
                for (const GridLine& row : grid->rows)
                    size ? take_moves(open, *grid, row, given) : take_printed(open, *grid, row, given);
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
        const Stated& stated = open.figure->stated;
        for (const GridPoint& point : row.points) {
            const Stated& number = point.number;
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

    /// Two times of a row beside one another, the first and the last, or its last result and what is wanted of it.
    void take_moves(const Open& open, const Grid& grid, const GridLine& row, Given& given) const {
        const std::vector<const GridPoint*> points = results_of(grid, row);
        if (points.empty()) return;
        for (std::size_t p = 1; p < points.size(); ++p) take_move(open, grid, row, *points[p], *points[p - 1], given);
        if (points.size() > 2) take_move(open, grid, row, *points.back(), *points.front(), given);
        for (const GridPoint& wanted : row.points)
            if (is_comparator(grid.columns[wanted.column].role))
                take_move(open, grid, row, *points.back(), wanted, given);
    }

    void take_move(const Open& open, const Grid& grid, const GridLine& row, const GridPoint& later,
                   const GridPoint& earlier, Given& given) const {
        Stated size = open.figure->stated;
        size.value = std::fabs(size.value);
        const bool share = later.number.unit == StatedUnit::per_cent;
        const bool points = size.unit == StatedUnit::points && (share || later.number.unit == StatedUnit::none);
        const bool alike = size.unit == StatedUnit::per_cent || size.unit == later.number.unit || points;
        if (!alike || later.number.unit != earlier.number.unit || earlier.number.value == 0.0) return;
        if (points && !share) size.unit = StatedUnit::none;
        Judgement judgement{.rule = "size of change", .stated = shown_stated(open.figure->stated)};
        judgement.against = quote(later.span);
        hold_size(judgement, size, behind(later.number), behind(earlier.number), share);
        if (judgement.verdict != Verdict::holds) return;
        if (!is_said(open, grid, row, later) && !row.total) return;
        given.take(std::move(judgement));
    }
};

}  // namespace headway::inline HEADWAY_ABI::auditing
